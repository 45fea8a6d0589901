"""Pictures that go with what people write: how large they may come in, and what is kept of them."""

from dataclasses import dataclass, field
from hashlib import blake2s

TAKEN_MAX = 10 * 1024 * 1024
"""Bytes of a picture as it comes in: what Discord lets everybody send
(https://docs.discord.com/developers/reference#uploading-files); Telegram hands a bot 20 MB (getFile)."""
KEPT_MAX = 1024 * 1024
"""Bytes of what is kept and shown."""
SIDE_MAX = 2_048
"""Pixels of its longer side."""
PIXELS_MAX = 40_000_000
"""Pixels of a picture as it comes in, width times height."""
SHAPE_MAX = 20
"""How often its shorter side may fit into the longer (https://core.telegram.org/bots/api#sendphoto)."""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture, decoded and encoded anew: ``kind`` is "jpeg" or "png", ``data`` at most ``KEPT_MAX`` bytes."""

    kind: str
    data: bytes = field(repr=False)

    @property
    def name(self) -> str:
        """A file name of our own making, for this very picture: its beginnings are nowhere in it."""
        ending = "jpg" if self.kind == "jpeg" else "png"
        return f"picture-{blake2s(self.data, digest_size=8).hexdigest()}.{ending}"
