"""A small valid picture, for whoever sends one without caring which."""

from __future__ import annotations

import struct
import zlib


def png(width: int = 8, height: int = 8, color: tuple[int, int, int] = (200, 60, 90)) -> bytes:
    """A PNG of one colour."""
    rows = (b"\x00" + bytes(color) * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


PICTURE = png()
