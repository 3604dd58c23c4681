"""The pointer of a store: the file `current`, which says what snapshot counts.

    000003                the current snapshot
    newest 000005         the last that ever counted: later than the first after a roll-back
    sha256 2f0c9a...      of the two lines above

It is replaced atomically; that moment is when a load counts.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import NamedTuple

from accordgraph.graph import regular_file
from accordgraph.graph.store import disk

FILE = "current"

NOTHING = "000000"
"""What the pointer of a store says in which nothing counts yet: it is there before the first load begins."""

NUMBER = re.compile(r"[0-9]{6,}")
"""How a snapshot is called."""


class Pointer(NamedTuple):
    """`name` is the current snapshot, `newest` the last that ever did; a later one is left over from a crash."""

    name: str
    newest: str


def name_of(number: int) -> str:
    """How the snapshot with this number is called.

    >>> name_of(3)
    '000003'
    """
    return f"{number:06d}"


def read(store: Path) -> Pointer | None:
    """The pointer of a store, None where there is none. Raises ValueError for one that is damaged."""
    try:
        text = regular_file.read_bytes(store / FILE).decode("utf-8", errors="replace")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise ValueError(f"it cannot be read: {error.strerror}") from error
    lines = text.splitlines() or [""]
    if not NUMBER.fullmatch(lines[0].strip()):
        raise ValueError(f"it should name a snapshot, and says {lines[0][:40]!r}")
    if len(lines) == 1:  # as older versions wrote it, or a person
        return Pointer(lines[0].strip(), max(lines[0].strip(), *finished(store), key=int))
    newest = lines[1].removeprefix("newest ")
    if text != _text(Pointer(lines[0], newest)):
        raise ValueError("its checksum is not right")
    return Pointer(lines[0], newest)


def write(store: Path, pointer: Pointer) -> None:
    """Let another snapshot count."""
    disk.replace_text(store / FILE, _text(pointer))


def finished(store: Path) -> list[str]:
    """The snapshots that are there whole or in part, by number; at least NOTHING."""
    names = {
        path.name for part in ("log", "snapshots") for path in (store / part).glob("*") if NUMBER.fullmatch(path.name)
    }
    return sorted({NOTHING, *names}, key=int)


def _text(pointer: Pointer) -> str:
    lines = f"{pointer.name}\nnewest {pointer.newest}\n"
    return f"{lines}sha256 {hashlib.sha256(lines.encode()).hexdigest()}\n"
