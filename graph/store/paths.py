"""The folders of a store: a log and a snapshot under each number, what is being built, and what was left over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from accordgraph.graph.store import disk, history, pointer
from accordgraph.graph.store.history import Load

PARTS = ("snapshots", "log")
"""In the order in which they are removed: a snapshot without its log would be of no use."""

BUILDING = "building-"
"""Before the name of a folder that is not finished."""


@dataclass(frozen=True)
class Folders:
    """The folders of the store at a path."""

    store: Path

    def log(self, name: str) -> Path:
        """The folder with the statement log of a snapshot."""
        return self.store / "log" / name

    def snapshot(self, name: str) -> Path:
        """The folder with what was computed from it."""
        return self.store / "snapshots" / name

    def numbered(self) -> list[str]:
        """The names of snapshots of which a folder is there, in the order of their numbers."""
        return [name for name in pointer.finished(self.store) if name != pointer.NOTHING]

    def all(self) -> list[Path]:
        """The folders of all snapshots and of their logs."""
        return [folder for name in self.numbered() for folder in (self.log(name), self.snapshot(name))]

    def histories(self) -> dict[str, Load]:
        """Every load that any log of the store lists, by its snapshot."""
        return history.merged(history.read(self.log(name) / history.FILE) for name in self.numbered())

    def left_over(self, oldest: str, newest: str) -> Iterator[Path]:
        """What never counted, from a process that was cut off, and what is older than all that is kept."""
        for part in PARTS:
            for path in sorted((self.store / part).glob("*")):
                if pointer.NUMBER.fullmatch(path.name):
                    is_kept = int(oldest) <= int(path.name) <= int(newest)
                else:
                    is_kept = not path.name.startswith((BUILDING, disk.REMOVING))
                if not is_kept:
                    yield path
        yield from self.store.glob(f".{pointer.FILE}.*.part")

    def sweep(self, oldest: str, newest: str) -> None:
        """Remove what was left over."""
        for path in list(self.left_over(oldest, newest)):
            if path.is_dir():
                disk.remove(path)
            else:
                path.unlink()

    def begin(self, name: str) -> tuple[Path, Path]:
        """New folders to build a log and a snapshot in."""
        begun = self.log(BUILDING + name), self.snapshot(BUILDING + name)
        for folder in begun:
            folder.mkdir(parents=True)
        return begun

    def abandon(self, name: str) -> None:
        """Remove what was begun and not finished."""
        for folder in (self.log(BUILDING + name), self.snapshot(BUILDING + name)):
            disk.remove(folder)

    def finish(self, name: str) -> None:
        """Bring what was built to the disk, and only then give it its name."""
        for folder in (self.log(BUILDING + name), self.snapshot(BUILDING + name)):
            disk.sync_tree(folder)
            folder.rename(folder.with_name(name))
            disk.sync(folder.parent)
        disk.sync(self.store)
