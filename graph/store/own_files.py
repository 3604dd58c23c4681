"""Which files are a store's own, so that nobody writes an answer or a picture over them."""

from __future__ import annotations

from pathlib import Path

FILES = ("current", "lock", "writer.json")
FOLDERS = ("log", "snapshots")


def store_of(path: Path) -> Path | None:
    """The store that a path belongs to as one of its own files or folders, over links too; None where it is none.

    A file of another name beside them belongs to nobody.
    """
    for entry in (target := path.resolve(), *target.parents):
        is_own = entry.name in FOLDERS or (entry.name in FILES and entry == target)
        if is_own and all((entry.parent / folder).is_dir() for folder in FOLDERS):
            return entry.parent
    return target if target.is_dir() and all((target / folder).is_dir() for folder in FOLDERS) else None
