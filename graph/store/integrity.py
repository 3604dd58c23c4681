"""Looking through a store: every file that is damaged, missing, foreign or left over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from accordgraph.graph.errors import AccordError, StoreError
from accordgraph.graph.store import history, lock, log_files, manifest, pointer
from accordgraph.graph.store.manifest import Damage
from accordgraph.graph.store.snapshot import Snapshot
from accordgraph.graph.store.store import Store

HARMLESS = ("foreign", "left over", "of another version")
"""States that take nothing from the store."""


class Findings(NamedTuple):
    """What was found, how many files of how many bytes were read, and the error that says what is to be done."""

    flaws: list[Damage]
    files: int
    bytes: int
    fault: AccordError | None


def check(store: Store) -> Findings:
    """Read every file of the store and compare it with its checksum. Writes nothing.

    Raises StoreError where there is no store, or a later version wrote it.
    """
    names = store.folders.numbered()
    if not names and pointer.FILE not in {path.name for path in store.path.glob("*")}:
        raise StoreError(f"There is no store in {store.path}.", f"Fill it: accord load FILE{manifest.at(store.path)}")
    manifest.refuse_newer_in(store.folders.all(), f"The store {store.path}")
    damage = [*_pointer_flaws(store), *_left_over(store)]
    oldest, newest = _kept(store)
    counted = [name for name in names if int(oldest) <= int(name) <= int(newest)]
    damage += [flaw for name in counted for flaw in (*_log_flaws(store, name), *_snapshot_flaws(store, name))]
    sums = [sum_ for name in counted for sum_ in _sums(store, name)]
    return Findings(damage, len(sums), sum(one["size"] for one in sums), _fault(store, damage))


def _kept(store: Store) -> tuple[str, str]:
    """The oldest and the newest snapshot that are kept."""
    try:
        current = store.pointer()
    except StoreError:
        current = None
    if current is None:
        return pointer.NOTHING, pointer.finished(store.path)[-1]
    return store.oldest(current.name), current.newest


def _pointer_flaws(store: Store) -> Iterator[Damage]:
    path = store.path / pointer.FILE
    try:
        name = store.current_name()
    except StoreError as error:
        yield Damage(path, "damaged" if path.exists() else "missing", _said_of(error, path))
        return
    if name is not None and not store.folders.log(name).exists():
        yield Damage(store.folders.log(name), "missing", "is missing, the log of the current snapshot")
    if name is not None and not store.folders.snapshot(name).exists():
        yield Damage(store.folders.snapshot(name), "missing", "is missing, the current snapshot")


def _left_over(store: Store) -> Iterator[Damage]:
    if lock.is_held(store.path):
        return
    for path in store.folders.left_over(*_kept(store)):
        yield Damage(
            path, "left over", "was left by a process that was cut off, and does no harm; the next load removes it"
        )
    writer = lock.writer(store.path)
    if writer is not None:
        yield Damage(store.path / lock.WRITER_FILE, "left over", f"names {writer}, which was cut off")


def _log_flaws(store: Store, name: str) -> Iterator[Damage]:
    folder = store.folders.log(name)
    if not folder.exists():
        if store.folders.snapshot(name).exists() and name != _current(store):
            yield Damage(folder, "missing", "is missing, the log of that snapshot")
        return
    if _is_older(store, name):
        yield from log_files.flaws(store.folders, name)
        return
    try:
        log_manifest = manifest.read(folder)
    except StoreError as error:
        yield Damage(folder / manifest.NAME, "damaged", _said_of(error, folder / manifest.NAME))
        if log_files.is_damaged(store.folders, name):
            yield from (Damage(folder / file, "damaged", "cannot be compared") for file in log_files.NEEDED)
        return
    yield from manifest.flaws(folder, log_manifest["files"])
    yield from manifest.strangers(folder, log_manifest["files"])


def _snapshot_flaws(store: Store, name: str) -> Iterator[Damage]:
    snapshot = Snapshot(store.folders.snapshot(name))
    if not snapshot.path.exists():
        if name != _current(store):
            yield Damage(snapshot.path, "missing", "is missing; its log is there")
        return
    try:
        snapshot_manifest = snapshot.manifest
    except StoreError as error:
        yield Damage(snapshot.path / manifest.NAME, "damaged", _said_of(error, snapshot.path / manifest.NAME))
        return
    try:
        snapshot.refuse_older()
    except StoreError:
        versions = f"format {snapshot_manifest['format']}, vocabulary {snapshot_manifest['vocabulary']}"
        description = f"was made by another version, of {versions}"
        yield Damage(snapshot.path, "outdated" if name == _current(store) else "of another version", description)
    try:
        snapshot.refuse_foreign()
    except StoreError:
        yield Damage(snapshot.path, "damaged", "was not computed from the log of this store")
    if snapshot_manifest["format"] == manifest.FORMAT:
        yield from manifest.flaws(snapshot.path, snapshot_manifest["files"])
        yield from manifest.strangers(snapshot.path, snapshot_manifest["files"])


def _is_older(store: Store, name: str) -> bool:
    try:
        return int(manifest.read(store.folders.snapshot(name))["format"]) < manifest.FORMAT
    except StoreError:
        return False


def _current(store: Store) -> str | None:
    try:
        return store.current_name()
    except StoreError:
        return None


def _sums(store: Store, name: str) -> Iterator[manifest.Sum]:
    for folder in (store.folders.log(name), store.folders.snapshot(name)):
        try:
            written = manifest.read(folder)
        except StoreError:
            continue
        yield from written.get("files", {}).values()


def _fault(store: Store, damage: list[Damage]) -> AccordError | None:
    """The error that says what to do, where something is worse than harmless."""
    bad = [flaw for flaw in damage if flaw.state not in HARMLESS]
    if not bad:
        return None
    count = f"{len(bad)} thing{'s' if len(bad) != 1 else ''}"
    return StoreError(f"{count} in the store {store.path} must be mended.", _remedy(store, bad))


def _remedy(store: Store, bad: list[Damage]) -> str:
    try:
        current = store.current_name()
    except StoreError as error:
        return error.remedy or manifest.mend(store.path)
    if current is None:
        return log_files.lost(store.path)
    folders = (store.folders.snapshot(current), store.folders.log(current))
    if any(folder in (flaw.file, *flaw.file.parents) for flaw in bad for folder in folders):
        return f"Make it again from its statements: accord rebuild{manifest.at(store.path)}"
    return (
        "The current snapshot is whole. What is damaged is another one, to which you cannot roll back; it goes as "
        "later loads replace it."
    )


def _said_of(error: StoreError, path: object) -> str:
    return error.message.removeprefix(f"{path} ").removesuffix(".")


def loads(store: Store) -> list[dict[str, object]]:
    """Every load that the store knows of, in order, and whether one can go back to it: rows for `accord log`."""
    known = store.folders.histories()
    current, kept = _current(store), set(store.folders.numbered())
    newest = int(_kept(store)[1])
    return [_row(store, load, current, kept) for load in known.values() if int(load.snapshot) <= newest]


def _row(store: Store, load: history.Load, current: str | None, kept: set[str]) -> dict[str, object]:
    added, retracted = (sum(change[place] for change in load.changes.values()) for place in (0, 1))
    return {
        "snapshot": load.snapshot,
        "at": load.at,
        "action": load.action,
        "base": load.base,
        "dossiers": ", ".join(sorted(load.changes)),
        "added": added,
        "retracted": retracted,
        "statements": load.statements,
        "is_current": load.snapshot == current,
        "is_kept": load.snapshot in kept and store.folders.snapshot(load.snapshot).exists(),
    }
