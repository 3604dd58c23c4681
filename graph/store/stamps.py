"""What the file system says of large files when a snapshot is finished, so that they need not be read at every opening.

Whoever writes into a file moves its time of change, and no ordinary call moves that back. A file with the stamp that it
had when the snapshot was finished has the bytes that it had then, but for what a disk loses by itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from accordgraph.graph import regular_file

FILE = "stamps.json"

Stamp = tuple[int, int, int, int]
"""Bytes, time of the last writing and of the last change (ns), and the number of the file in its file system."""


def of(path: Path) -> Stamp:
    """The stamp of a file. Raises OSError where it is gone."""
    now = path.stat()
    return now.st_size, now.st_mtime_ns, now.st_ctime_ns, now.st_ino


def write(folder: Path, names: Iterable[str]) -> None:
    """Keep the stamps of these files of a folder, in the folder; nothing is written where there are none."""
    stamps = {name: of(folder / name) for name in sorted(names)}
    if stamps:
        (folder / FILE).write_text(json.dumps(stamps) + "\n", encoding="utf-8")


def is_untouched(folder: Path, name: str) -> bool:
    """Whether a file has the stamp that was kept; False where none was, as of a folder that was copied."""
    try:
        kept = json.loads(regular_file.read_bytes(folder / FILE)).get(name)
        return isinstance(kept, list) and tuple(kept) == of(folder / name)
    except (OSError, ValueError, AttributeError):
        return False
