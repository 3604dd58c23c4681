"""Files as text, and places in the texts of sources: character ranges, paragraphs, quotes."""

from __future__ import annotations

import errno
import hashlib
import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from accordgraph.graph import regular_file
from accordgraph.graph.errors import DossierError, Fault
from accordgraph.loaders.dossier.yaml_nodes import place

LARGEST_BYTES = 50_000_000
"""Files over this size are not read: a dossier of 20,000 acts has 3 MB."""


def read_bytes(path: Path, file: str) -> bytes:
    """The bytes of a regular file. Raises DossierError if there is none, if it is too large or may not be read."""
    try:
        if not path.is_file():
            raise DossierError((Fault("no such file" if not path.exists() else "not a regular file", file),))
        return regular_file.read_bytes(path, LARGEST_BYTES)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        if getattr(error, "errno", None) == errno.EFBIG:
            raise DossierError((Fault(f"{reason}; split it into several files", file),)) from error
        raise DossierError((Fault(f"cannot be read: {reason}", file),)) from error


def decode(data: bytes, file: str) -> str:
    """UTF-8 as text, ends of lines as they are. Raises DossierError at the first byte that is none."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        line, column = place(before, len(before))
        message = f"byte 0x{data[error.start]:02x} is not UTF-8; save the file as UTF-8"
        raise DossierError((Fault(message, file, line, column),)) from error


@dataclass(frozen=True)
class SourceText:
    """The text of a source, so that places in it can be computed and checked. Offsets count code points."""

    text: str
    sha256: str

    @cached_property
    def line_ends(self) -> list[int]:
        """Offsets of all newlines."""
        return [match.start() for match in re.finditer("\n", self.text)]

    def paragraph(self, offset: int) -> int:
        """The number of the line that an offset lies in, counted from 1."""
        return bisect_left(self.line_ends, offset) + 1

    @property
    def paragraphs(self) -> int:
        """How many lines there are."""
        return len(self.line_ends) + 1

    def find(self, quote: str) -> list[int]:
        """Where a quote begins: every place, also where two overlap."""
        starts, start = [], self.text.find(quote)
        while start >= 0:
            starts.append(start)
            start = self.text.find(quote, start + 1)
        return starts

    @cached_property
    def evenly_spaced(self) -> str:
        """The text with one space for all white space that stands together."""
        return " ".join(self.text.split())

    def resembles(self, quote: str) -> bool:
        """Whether the quote would be found if all white space were alike."""
        return " ".join(quote.split()) in self.evenly_spaced


def read_source_text(path: Path, file: str) -> SourceText:
    """Read the text of a source. Raises DossierError, as `read_bytes` and `decode` do."""
    data = read_bytes(path, file)
    return SourceText(decode(data, file), hashlib.sha256(data).hexdigest())
