"""Nonces: by which Discord knows a message again that is sent a second time.

Of two messages of one bot with the same nonce Discord shows the first, for some minutes
(https://docs.discord.com/developers/resources/message#create-message, ``enforce_nonce``). So what is the same try of
the same thing (``once``, see `bot.ports.platform.Platform.post`) gets the same nonce, also after a crash. What was
taken away again must not be known again: after that the same thing gets other nonces, as long as this process lives.
"""

import secrets
from collections import OrderedDict
from hashlib import blake2s

TAKEN_AWAY_KEPT = 1_000
_BYTES = 12  # 24 characters; Discord takes 25


class Nonces:
    """Gives nonces out; remembers which things were taken away lately."""

    def __init__(self) -> None:
        self._taken_away: OrderedDict[str, int] = OrderedDict()

    def of(self, once: str | None, part: int) -> str:
        """The nonce of a card's message number ``part``; a new one each time for what is sent but once (None)."""
        if once is None:
            return secrets.token_hex(_BYTES)
        told = f"{once}/{part}/{self._taken_away.get(once, 0)}"
        return blake2s(told.encode(), digest_size=_BYTES).hexdigest()

    def taken_away(self, once: str | None) -> None:
        """Its messages were deleted, or some of them: the next try is of new ones."""
        if once is None:
            return
        self._taken_away[once] = self._taken_away.get(once, 0) + 1
        self._taken_away.move_to_end(once)
        if len(self._taken_away) > TAKEN_AWAY_KEPT:
            self._taken_away.popitem(last=False)
