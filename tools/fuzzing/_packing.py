"""Zip packages made without compression; zipfile would take most of the time."""

from collections.abc import Mapping
from functools import lru_cache
from struct import pack
from zlib import crc32


@lru_cache(maxsize=256)
def _entry(name: str, part: bytes) -> tuple[bytes, bytes]:
    """Return a part as it stands in a package, and what the directory says of it."""
    called, size = name.encode(), len(part)
    said = pack("<HHHHHIIIHH", 20, 0, 0, 0, 33, crc32(part), size, size, len(called), 0)
    there = b"PK\x03\x04" + said + called + part
    return there, b"PK\x01\x02\x14\x00" + said + bytes(10)


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return a package.

    Args:
        parts: Name of each part to its content.

    Returns:
        The bytes of the package.
    """
    there, directory, at = [], [], 0
    for name, part in parts.items():
        entry, said = _entry(name, part)
        there.append(entry)
        directory.append(said + pack("<I", at) + name.encode())
        at += len(entry)
    listed = b"".join(directory)
    count = len(parts)
    end = pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, len(listed), at, 0)
    return b"".join((*there, listed, end))
