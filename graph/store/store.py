"""A store: a folder with the statement log, snapshots of the graph, and one pointer to the current snapshot.

    accord-store/
      current                       name of the current snapshot, such as 000003
      lock, writer.json             held by the process that writes, and who that is
      log/000003/                   manifest.json, statements.parquet, recordings.parquet, history.jsonl
      snapshots/000003/             manifest.json, names.sqlite, rows.sqlite, tables/*.parquet, ladybug/, oxigraph/

A load builds a new snapshot and its log beside the old ones, brings every file to the disk, and then moves the pointer
atomically. Readers never see half a load, and whatever cuts a load off leaves the store as it was before or as it is
after. Reading a snapshot imports neither Polars nor anything else that only a load needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from accordgraph.graph.errors import NoGraphError, StoreError
from accordgraph.graph.store import disk, history, log_files, manifest, pointer
from accordgraph.graph.store.history import Action, Load
from accordgraph.graph.store.manifest import FORMAT
from accordgraph.graph.store.paths import Folders
from accordgraph.graph.store.pointer import NOTHING, Pointer
from accordgraph.graph.store.snapshot import Snapshot, vocabulary_version, write_snapshot

if TYPE_CHECKING:
    import polars as pl

    from accordgraph.graph.statements.log import Batch, Change, Log

__all__ = ["FORMAT", "LoadReport", "Snapshot", "Store", "vocabulary_version"]

KEPT_SNAPSHOTS = 3
"""The current snapshot and the two that it went on from."""

LOCK_TIMEOUT_SECONDS = 60
"""How long a second writer waits. A load of the bundled dossiers takes 2 seconds; of all UN tables under a minute."""

Report = Callable[[str], None]
"""Receives each step in a few words."""


@dataclass(frozen=True)
class LoadReport:
    """What a load did: the current snapshot, whether it is new, and the change of each dossier."""

    snapshot: str
    is_new: bool
    changes: dict[str, Change]


class SnapshotOrigin(NamedTuple):
    """Where a new snapshot comes from: what made it, the one that it goes on from, what changed since.

    `loads` is the history of another store, where it was restored from there.
    """

    action: Action
    base: str | None
    changes: Mapping[str, tuple[int, int]]
    loads: Mapping[str, Load] | None = None


def silent(step: str) -> None:
    """Tell nobody of a step."""


@dataclass(frozen=True)
class Store:
    """A store in a folder. Nothing is read or made until a method is called."""

    path: Path

    @property
    def folders(self) -> Folders:
        """Its folders by name."""
        return Folders(self.path)

    # ---------------------------------------------------------------- read
    def pointer(self) -> Pointer | None:
        """What the store says of which snapshot counts, None where nothing was ever begun.

        Raises StoreError where the pointer is damaged, or gone while there are snapshots.
        """
        try:
            current = pointer.read(self.path)
        except ValueError as error:
            raise StoreError(f"{self.path / pointer.FILE} is damaged: {error}.", self._choose()) from error
        if current is None and self.folders.numbered():
            raise StoreError(f"{self.path / pointer.FILE} is missing, and there are snapshots.", self._choose())
        return current

    def current_name(self) -> str | None:
        """The name of the current snapshot, or None where nothing was loaded yet."""
        current = self.pointer()
        return None if current is None or current.name == NOTHING else current.name

    def snapshot(self) -> Snapshot:
        """The current snapshot. Raises StoreError where there is none, or it cannot be read by this version."""
        name = self.current_name()
        if name is None:
            raise NoGraphError(str(self.path))
        snapshot = Snapshot(self.folders.snapshot(name))
        snapshot.refuse_older()
        snapshot.refuse_foreign()
        return snapshot

    def oldest(self, current: str) -> str:
        """The oldest snapshot that is kept: of the last ones that led to the current one, the first."""
        return history.oldest(self.folders.histories(), current, KEPT_SNAPSHOTS) or NOTHING

    def log(self) -> Log:
        """All that was ever recorded, and when it stood; nothing where nothing was loaded."""
        from accordgraph.graph.statements.log import empty_log

        name = self.current_name()
        return empty_log() if name is None else log_files.read(self.folders, name)

    def standing(self) -> pl.DataFrame:
        """The current statements, with the columns `STATEMENTS`; none where nothing was loaded."""
        from accordgraph.graph.statements.log import standing

        return standing(self.log())

    def recorded(self, batches: Sequence[Batch]) -> tuple[Log, dict[str, Change]]:
        """The log as it would be with the dossiers, and the change of each; nothing is written.

        Raises InputError where what would stand then contradicts itself, or refers to what is not there.
        """
        from accordgraph.graph.statements.log import Change, record, standing
        from accordgraph.graph.statements.validation import check_circles, check_declarations, check_references

        log, changes = self.log(), dict[str, Change]()
        for batch in batches:
            log, change = record(log, batch)
            before = changes.get(batch.dossier, Change(0, 0))
            changes[batch.dossier] = Change(before.added + change.added, before.retracted + change.retracted)
        statements = standing(log)
        for check in (check_declarations, check_references, check_circles):
            check(statements)
        return log, changes

    # ---------------------------------------------------------------- write
    def load(self, batches: Sequence[Batch], report: Report = silent, max_links: int | None = None) -> LoadReport:
        """Record the dossiers, build a snapshot from all that stands, and let it count.

        `report` receives each step in a few words. Where nothing changed, no snapshot is made, unless the
        current one is damaged or was made by another version. Raises InputError where there would be more links
        than `max_links`.
        """
        with self.writing(report) as begun:
            log, changes = self.recorded(batches)
            current = self.current_name()
            if current is not None and not any(map(any, changes.values())) and self._is_whole(current):
                return LoadReport(current, False, changes)
            changed = {dossier: change for dossier, change in changes.items() if any(change)}
            name = self.build(log, SnapshotOrigin("load", current, changed), begun, report, max_links)
            return LoadReport(name, True, changes)

    @contextmanager
    def writing(self, report: Report = silent, chosen: str | None = None) -> Iterator[Pointer]:
        """Hold the lock, and begin with the pointer and nothing left over from a process that was cut off.

        With `chosen`, the name of a snapshot, the pointer may be damaged or gone. Raises LockedError, StoreError.
        """
        from accordgraph.graph.store.lock import locked

        with disk.writing(self.path):
            self.path.mkdir(parents=True, exist_ok=True)
            with locked(self.path, report, LOCK_TIMEOUT_SECONDS):
                manifest.refuse_newer_in(self.folders.all(), f"The store {self.path}")
                begun = self._begin(chosen)
                self.folders.sweep(self.oldest(begun.name), begun.newest)
                yield begun

    def build(
        self,
        log: Log,
        origin: SnapshotOrigin,
        begun: Pointer,
        report: Report = silent,
        max_links: int | None = None,
    ) -> str:
        """Build the snapshot of a log under a new number and let it count. To be called while the lock is held."""
        from accordgraph.graph.statements.log import standing

        statements = standing(log)
        name = pointer.name_of(int(begun.newest) + 1)
        loads = dict(origin.loads or {}) or self.folders.histories()
        changes = {dossier: (added, gone) for dossier, (added, gone) in origin.changes.items()}
        loads[name] = Load(name, origin.base, origin.action, history.now(), statements.height, changes)
        log_folder, folder = self.folders.begin(name)
        try:
            with disk.writing(self.path):
                sums = log_files.write(log_folder, name, log, loads.values())
                write_snapshot(folder, name, sums, statements, report, max_links)
                report("Bringing it to the disk")
                self.folders.finish(name)
        except BaseException:
            self.folders.abandon(name)
            raise
        pointer.write(self.path, Pointer(name, name))
        self.folders.sweep(self.oldest(name), name)
        return name

    def _begin(self, chosen: str | None) -> Pointer:
        """The pointer, which is written before the first load: from then on, a store without one is damaged."""
        try:
            current = self.pointer()
        except StoreError:
            if chosen is None:
                raise
            return Pointer(chosen, pointer.finished(self.path)[-1])
        if current is None:
            current = Pointer(NOTHING, NOTHING)
            pointer.write(self.path, current)
            disk.sync(self.path.parent)
        return current

    def _is_whole(self, name: str) -> bool:
        """Whether a snapshot is of this version and, by the sizes of its files, all there."""
        snapshot = Snapshot(self.folders.snapshot(name))
        try:
            snapshot.refuse_older()
            snapshot.refuse_foreign()
            written = snapshot.manifest
        except StoreError:
            return False
        return written["vocabulary"] == vocabulary_version() and not any(
            manifest.flaws(snapshot.path, written["files"], manifest.same_size)
        )

    def _choose(self) -> str:
        whole = [name for name in self.folders.numbered() if not log_files.is_damaged(self.folders, name)]
        if not whole:
            return log_files.lost(self.path)
        return (
            f"Say which snapshot counts, the last one or another: accord rollback {whole[-1]}{manifest.at(self.path)}"
        )
