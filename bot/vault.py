"""The vault's implementation: tokens by HMAC, seals by AES-256-GCM, all from one secret key of 32 bytes.

In comes the key from the settings (or several, the newest first, while a key is being changed). From each key HKDF
makes two others, one for tokens and one for seals, so that neither use can weaken the other.

**Tokens** are `HMAC-SHA-256(token key, face ‖ platform ‖ user id)`, each part with its length before it, so that no two
different people can ever give the same bytes. The face is part of it on purpose: somebody who writes openly in a thread
and asks there in secret has two tokens that have nothing in common, so whoever steals the database can't join the open
writer, whose name stands in the chat, with the hidden asker. A **trace** is made the same way with the word "sanction"
in the place of the face: a third token of the same person, for sanctions.

**Seals** are AES-256-GCM with a random nonce of 96 bits; what the value belongs to (`about`) is authenticated with it.
NIST SP 800-38D section 8.3 allows 2^32 seals under one key with random nonces. A sealed text reads `KEYID.DATA`, both
base64url; the key id is made from the key by HKDF and says nothing about it, and is how a rotation finds the right one.

**Contacts** are padded to one length before they are sealed: the length of an id tells an old account from a new one.
"""

import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.domain.people import Face
from bot.ports.vault import PlatformUser, SealBroken

KEY_SIZE = 32
_NONCE_SIZE = 12
_TAG_SIZE = 16
_CONTACT_SIZE = 128  # two length bytes and 126 of text: a Telegram id has up to 16 digits, a Discord id up to 20
_SEALED = b"sealed\0"  # stands before `about`, so that a sealed text can't be opened as a contact or the reverse
_CONTACT = b"contact\0"
_SANCTION = "sanction"  # stands where a token has the face, and is none


class KeyVault:
    """The `Vault` of a running bot. Thread-safe: nothing in it changes after it is made."""

    __slots__ = ("_by_id", "_keys")

    def __init__(self, keys: Sequence[bytes]) -> None:
        """`keys`: newest first, 32 random bytes each. Raises ValueError for none, a wrong length or one given twice."""
        if not keys:
            raise ValueError("the vault needs at least one key")
        if any(len(key) != KEY_SIZE for key in keys):
            raise ValueError(f"each key of the vault has exactly {KEY_SIZE} bytes")
        if len(set(keys)) != len(keys):
            raise ValueError("the same key was given to the vault twice")
        self._keys = tuple(_Key(key) for key in keys)
        self._by_id = {key.id: key for key in self._keys}

    @property
    def keys(self) -> tuple[str, ...]:
        """See `Vault.keys`: eight characters of base64url each."""
        return tuple(key.id for key in self._keys)

    def token(self, user: PlatformUser, face: Face) -> str:
        """See `Vault.token`: 43 characters of base64url."""
        return self._keys[0].token(_person(user, face))

    def tokens(self, user: PlatformUser, face: Face) -> tuple[str, ...]:
        """See `Vault.tokens`."""
        person = _person(user, face)
        return tuple(key.token(person) for key in self._keys)

    def trace(self, user: PlatformUser) -> str:
        """See `Vault.trace`: 43 characters of base64url."""
        return self._keys[0].token(_parts(_SANCTION, user))

    def traces(self, user: PlatformUser) -> tuple[str, ...]:
        """See `Vault.traces`."""
        person = _parts(_SANCTION, user)
        return tuple(key.token(person) for key in self._keys)

    def seal(self, plain: bytes, about: str) -> str:
        """See `Vault.seal`: `plain` and 28 bytes more in base64url, after nine characters for the key's id."""
        return self._keys[0].seal(plain, _SEALED + about.encode())

    def open(self, sealed: str, about: str) -> bytes:
        """See `Vault.open`."""
        return self._open(sealed, _SEALED + about.encode())

    def seal_contact(self, user: PlatformUser, about: str) -> str:
        """See `Vault.seal_contact`."""
        return self._keys[0].seal(_pad(user), _CONTACT + about.encode())

    def open_contact(self, sealed: str, about: str) -> PlatformUser:
        """See `Vault.open_contact`."""
        return _unpad(self._open(sealed, _CONTACT + about.encode()))

    def _open(self, sealed: str, about: bytes) -> bytes:
        key_id, _, data = sealed.partition(".")
        key = self._by_id.get(key_id)
        if key is None:
            raise SealBroken("a sealed text was made with a key that this bot does not have")
        return key.open(data, about)


class _Key:
    """A secret key with what is made from it, ready for use: making these per message costs more than using them."""

    __slots__ = ("_cipher", "_mac", "id")

    def __init__(self, secret: bytes) -> None:
        self.id = _text(_derive(secret, b"agony-aunt key id", 6))
        self._mac = hmac.new(_derive(secret, b"agony-aunt tokens", 32), digestmod=sha256)
        self._cipher = AESGCM(_derive(secret, b"agony-aunt seals", 32))

    def token(self, person: bytes) -> str:
        mac = self._mac.copy()
        mac.update(person)
        return _text(mac.digest())

    def seal(self, plain: bytes, about: bytes) -> str:
        nonce = secrets.token_bytes(_NONCE_SIZE)
        return f"{self.id}.{_text(nonce + self._cipher.encrypt(nonce, plain, about))}"

    def open(self, data: str, about: bytes) -> bytes:
        try:
            raw = urlsafe_b64decode(data + "=" * (-len(data) % 4))
            if _text(raw) != data or len(raw) < _NONCE_SIZE + _TAG_SIZE:
                raise ValueError
            return self._cipher.decrypt(raw[:_NONCE_SIZE], raw[_NONCE_SIZE:], about)
        except (InvalidTag, ValueError):
            raise SealBroken("a sealed text was damaged, or sealed for another use") from None


def _derive(secret: bytes, use: bytes, size: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=size, salt=None, info=use).derive(secret)


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def _person(user: PlatformUser, face: Face) -> bytes:
    return _parts(face.value, user)


def _parts(use: str, user: PlatformUser) -> bytes:
    parts = (use.encode(), user.platform.encode(), user.user_id.encode())
    return b"".join(len(part).to_bytes(4) + part for part in parts)


def _pad(user: PlatformUser) -> bytes:
    platform, user_id = user.platform.encode(), user.user_id.encode()
    if not platform or not user_id or len(platform) + len(user_id) > _CONTACT_SIZE - 2:
        raise ValueError(f"platform and user id take 1 to {_CONTACT_SIZE - 2} bytes together, neither of them empty")
    filled = bytes([len(platform)]) + platform + bytes([len(user_id)]) + user_id
    return filled.ljust(_CONTACT_SIZE, b"\0")


def _unpad(plain: bytes) -> PlatformUser:
    end = 1 + plain[0]
    return PlatformUser(plain[1:end].decode(), plain[end + 1 : end + 1 + plain[end]].decode())
