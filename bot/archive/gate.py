"""The gate: how often one address may ask, and what every answer forbids the browser.

Addresses are kept in memory only, turned into codes by a key that dies with the process, and forgotten when others
come; none is logged.
"""

import ipaddress
from collections import OrderedDict
from collections.abc import Mapping
from hashlib import blake2s
from secrets import token_bytes

from bot.ports.clock import Clock

HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "browsing-topics=(), camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "Server": "agony-aunt",
    "X-Content-Type-Options": "nosniff",
}
BURST, RATE = 120, 4.0
"""Requests that one address may make at once, and from then on in a second."""
KNOWN_MAX = 10_000
"""Addresses that are remembered; the one that was silent longest is forgotten first."""


class Gate:
    """Counts requests of each address. ``burst`` at once, then ``rate`` a second."""

    def __init__(self, clock: Clock, burst: int = BURST, rate: float = RATE) -> None:
        self._clock, self._burst, self._rate = clock, burst, rate
        self._key = token_bytes(32)
        self._left: OrderedDict[bytes, tuple[float, int]] = OrderedDict()

    def wait(self, address: str) -> float:
        """0.0 if this request may pass, and it counts; else the seconds until one may."""
        now, who = self._clock.now(), self._code(address)
        left, at = self._left.pop(who, (float(self._burst), now))
        left = min(float(self._burst), left + max(0, now - at) / 1000 * self._rate)
        passes = left >= 1.0
        self._left[who] = (left - 1.0 if passes else left, now)
        while len(self._left) > KNOWN_MAX:
            self._left.popitem(last=False)
        return 0.0 if passes else (1.0 - left) / self._rate

    def _code(self, address: str) -> bytes:
        return blake2s(network(address).encode(), key=self._key, digest_size=16).digest()


def network(address: str) -> str:
    """Whoever has an IPv6 address has a whole /64 of them; what is no address counts as one and the same."""
    try:
        known = ipaddress.ip_address(address.strip())
    except ValueError:
        return ""
    if isinstance(known, ipaddress.IPv6Address):
        if known.ipv4_mapped is not None:
            return str(known.ipv4_mapped)
        return str(ipaddress.ip_network((known, 64), strict=False))
    return str(known)


def client(headers: Mapping[str, str], remote: str | None, forwarded: str | None) -> str:
    """Who asks: whom our own proxy names last in the header ``forwarded``; without such a header, whoever connects.

    What stands before the last in that header was said by the client itself, and is not believed.
    """
    if forwarded is None:
        return remote or ""
    return headers.get(forwarded, "").rpartition(",")[2].strip() or remote or ""
