"""Texts that the cells of a workbook share: read, each cell has its own, and a short file fills the memory."""

from __future__ import annotations

import re
import struct
import zipfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

SHARED_CELL = re.compile(rb"""\bt\s*=\s*["']s["']""")
SHARED_VALUE = re.compile(rb' t="s"[^>]*>\s*<v[^>]*>(\d+)</v>')
TEXT = re.compile(rb"<(?:\w+:)?si[\s/>]")


def of_xlsx(archive: zipfile.ZipFile, sheet: bytes) -> int:
    """Bytes of the shared texts that the cells of a sheet repeat."""
    cells = len(SHARED_CELL.findall(sheet))
    lengths = [length for name in archive.namelist() if _is_shared(name) for length in _lengths(archive.read(name))]
    longest = max(lengths, default=0)
    if longest * cells <= sum(lengths):
        return longest * cells
    counts = Counter(map(int, SHARED_VALUE.findall(sheet)))
    known = sum(lengths[place] * count for place, count in counts.items() if place < len(lengths))
    return known + longest * max(cells - counts.total(), 0)


def _is_shared(name: str) -> bool:
    return name.lower().endswith("sharedstrings.xml")


def _lengths(data: bytes) -> list[int]:
    """Bytes of each shared text, with its marks."""
    places = [match.start() for match in TEXT.finditer(data)] + [len(data)]
    return [end - start for start, end in pairwise(places)]


@dataclass
class _Parts:
    """A record of an xls and those that go on with it, read in turn."""

    parts: Sequence[bytes]
    part: int = 0
    place: int = 0

    @property
    def is_over(self) -> bool:
        """Whether nothing is left."""
        return self.part >= len(self.parts) - 1 and self.place >= len(self.parts[-1])

    def skip(self, count: int, *, into_next: bool = False) -> None:
        """Pass over some bytes; with `into_next` the end of a part is the beginning of the next."""
        self.place += count
        while self.part < len(self.parts) - 1 and self.place >= len(self.parts[self.part]) + (not into_next):
            self.place -= len(self.parts[self.part])
            self.part += 1

    def take(self, form: str) -> int:
        """The next number."""
        self.skip(0, into_next=True)
        [value] = struct.unpack_from(form, b"".join(self.parts[self.part : self.part + 2]), self.place)
        self.skip(struct.calcsize(form))
        return int(value)

    def skip_text(self, letters: int, is_wide: bool) -> None:
        """Pass over some letters; in each part that goes on with them a first byte says whether they are wide."""
        while letters:
            width = 2 if is_wide else 1
            here = min((len(self.parts[self.part]) - self.place) // width, letters)
            letters -= here
            self.place += here * width
            if letters:
                if self.part >= len(self.parts) - 1:
                    raise ValueError("a shared text is cut off")
                self.part, self.place = self.part + 1, 1
                is_wide = bool(self.parts[self.part][0] & 1)


def lengths_of_xls(parts: Sequence[bytes]) -> list[int]:
    """Letters of each shared text, from the record SST of an xls and those that continue it ([MS-XLS] 2.4.265)."""
    reader, lengths = _Parts(parts), list[int]()
    reader.skip(8)
    while not reader.is_over:
        letters, flags = reader.take("<H"), reader.take("<B")
        runs = reader.take("<H") if flags & 8 else 0
        extra = reader.take("<I") if flags & 4 else 0
        reader.skip_text(letters, bool(flags & 1))
        reader.skip(4 * runs + extra)
        lengths.append(letters)
    return lengths
