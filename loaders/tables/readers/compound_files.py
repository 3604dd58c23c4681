"""Streams in compound files, in which Excel kept a workbook until 2007 ([MS-CFB])."""

from __future__ import annotations

import struct
from dataclasses import dataclass

SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")
LAST = 0xFFFFFFFA
"""Sector numbers from here on are marks: the end of a chain, a free sector."""

ENTRY = 128
"""Bytes of an entry of the directory."""


@dataclass(frozen=True)
class Chains:
    """Sectors of one size, and which follows which."""

    data: bytes
    size: int
    first: int
    following: tuple[int, ...]

    def read(self, start: int) -> bytes:
        """The bytes of a chain of sectors. Raises ValueError where it comes back to itself or leaves the file."""
        parts, seen = [], set[int]()
        while start < LAST:
            if start in seen or start >= len(self.following):
                raise ValueError("a chain of sectors is broken")
            seen.add(start)
            offset = self.first + start * self.size
            parts.append(self.data[offset : offset + self.size])
            start = self.following[start]
        return b"".join(parts)


def stream(data: bytes, names: tuple[str, ...]) -> bytes:
    """The first stream with one of these names. Raises ValueError or struct.error where the file is damaged.

    All chains of the file are followed, as its reader does, and not only those that lead to the stream.
    """
    if not data.startswith(SIGNATURE):
        raise ValueError("it does not begin as such a file does")
    size, small = (1 << min(power, 16) for power in struct.unpack_from("<HH", data, 30))
    sectors = Chains(data, size, size, _following(data, size))
    directory = sectors.read(struct.unpack_from("<I", data, 48)[0])
    if len(directory) % ENTRY:
        raise ValueError("its directory is cut off")
    entries = [directory[place : place + ENTRY] for place in range(0, len(directory) - ENTRY + 1, ENTRY)]
    short = Chains(
        sectors.read(_start(entries[0])) if entries else b"",
        small,
        0,
        _numbers(sectors.read(struct.unpack_from("<I", data, 60)[0])),
    )
    for entry in entries:
        if _name(entry) in names:
            length = struct.unpack_from("<I", entry, 120)[0]
            is_short = length < struct.unpack_from("<I", data, 56)[0]
            return (short if is_short else sectors).read(_start(entry))[:length]
    raise ValueError("it holds no workbook")


def _following(data: bytes, size: int) -> tuple[int, ...]:
    """The table of sectors, whose own sectors the header lists, and chained ones beyond the first 109."""
    places = list(struct.unpack_from("<109I", data, 76))
    extra, seen = struct.unpack_from("<I", data, 68)[0], set[int]()
    while extra < LAST:
        block = _numbers(data[size + extra * size : 2 * size + extra * size])
        if extra in seen or not block:
            raise ValueError("the table of sectors is broken")
        seen.add(extra)
        places += block[:-1]
        extra = block[-1]
    parts = [data[size + place * size : 2 * size + place * size] for place in places if place < LAST]
    return _numbers(b"".join(parts))


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])


def _start(entry: bytes) -> int:
    return int(struct.unpack_from("<I", entry, 116)[0])


def _name(entry: bytes) -> str:
    length = struct.unpack_from("<H", entry, 64)[0]
    return entry[: max(min(length, 64) - 2, 0)].decode("utf-16-le", errors="replace")
