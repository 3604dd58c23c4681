"""Going back to an earlier snapshot, and making a snapshot again from its log."""

from __future__ import annotations

from typing import NamedTuple

from accordgraph.graph.errors import InputError, StoreError
from accordgraph.graph.store import history, log_files, manifest, pointer
from accordgraph.graph.store.history import Load
from accordgraph.graph.store.pointer import Pointer
from accordgraph.graph.store.snapshot import Snapshot
from accordgraph.graph.store.store import Report, SnapshotOrigin, Store, silent


class Rollback(NamedTuple):
    """What counts now: `snapshot`, instead of `before` (None: of itself, or nobody can tell), without `undone`."""

    snapshot: str
    before: str | None
    undone: list[Load]


class Rebuilding(NamedTuple):
    """The current snapshot, the one from whose log it was made, and loads that were lost with their log."""

    snapshot: str
    base: str
    lost: list[Load]


def rollback(store: Store, name: str | None = None) -> Rollback:
    """Let an earlier snapshot count again: by default, the one that the current one went on from.

    The later ones stay until loads replace them, and can be rolled back to in the same way. Raises InputError where
    there is no such snapshot, StoreError where it is damaged.
    """
    name = _known(store, name)
    with store.writing(chosen=name) as begun:
        loads = store.folders.histories()
        target = name or _base(store, loads, begun.name)
        _require_whole(store, target)
        undone = _beyond(loads, begun.name, target)
        pointer.write(store.path, Pointer(target, begun.newest))
        return Rollback(target, None if begun.name == target else begun.name, undone)


def rebuild(store: Store, name: str | None = None, report: Report = silent) -> Rebuilding:
    """Make a snapshot again, under a new number, from the log of the current one, or of the one that is named.

    Raises StoreError where the log is damaged: it tells from which log one can go on, and what is lost then.
    """
    name = _known(store, name)
    with store.writing(report, chosen=name) as begun:
        loads = store.folders.histories()
        base = name or begun.name
        if log_files.is_damaged(store.folders, base):
            raise _damaged(store, loads, base)
        log = log_files.read(store.folders, base)
        lost = _beyond(loads, begun.name, base)
        return Rebuilding(store.build(log, SnapshotOrigin("rebuild", base, {}), begun, report), base, lost)


def _known(store: Store, name: str | None) -> str | None:
    """The name of a snapshot that is there, as people write it: 3 is 000003; None for None, where there is any."""
    known = store.folders.numbered()
    if not known:
        store.snapshot()
    if name is None:
        return None
    full = pointer.name_of(int(name)) if name.isascii() and name.isdigit() else name
    if full not in known:
        remedy = f"There are: {', '.join(known)}. See accord log{manifest.at(store.path)}"
        raise InputError(f"There is no snapshot {name[:80]!r}.", remedy)
    return full


def _base(store: Store, loads: dict[str, Load], name: str) -> str:
    line = history.chain(loads, name)
    if len(line) < 2 or line[1] not in store.folders.numbered():
        remedy = f"See what is kept: accord log{manifest.at(store.path)}"
        raise InputError(f"There is no snapshot before {name} to go back to.", remedy)
    return line[1]


def _require_whole(store: Store, name: str) -> None:
    snapshot = Snapshot(store.folders.snapshot(name))
    remedy = f"Make it again from its log: accord rebuild {name}{manifest.at(store.path)}"
    if log_files.is_damaged(store.folders, name):
        raise _damaged(store, store.folders.histories(), name)
    try:
        snapshot.refuse_older()
        damage = list(manifest.flaws(snapshot.path, snapshot.manifest["files"]))
    except StoreError as error:
        raise StoreError(error.message, remedy) from error
    if damage:
        raise StoreError(f"The snapshot {name} is damaged: {damage[0].file} {damage[0].says}.", remedy)


def _damaged(store: Store, loads: dict[str, Load], name: str) -> StoreError:
    """Tell that a log is damaged, from which one to go on, and what is lost then."""
    message = f"The log of the snapshot {name} is damaged."
    others = [other for other in store.folders.numbered() if not log_files.is_damaged(store.folders, other)]
    if not others:
        return StoreError(message, log_files.lost(store.path))
    earlier = [other for other in others if int(other) < int(name)] or others
    remedy = f"Go on from that of {earlier[-1]}: accord rebuild {earlier[-1]}{manifest.at(store.path)}"
    return StoreError(message, "\n".join([remedy, *load_lines(_beyond(loads, name, earlier[-1]), "That loses")]))


def load_lines(loads: list[Load], verb: str) -> list[str]:
    """What loads are gone, in a line each: so that their dossiers can be loaded again."""
    return [f"{verb} the {load.action} {load.snapshot} of {load.at}: {_changes(load)}." for load in loads]


def _changes(load: Load) -> str:
    return "; ".join(f"{name}, {added} added, {gone} retracted" for name, (added, gone) in sorted(load.changes.items()))


def _beyond(loads: dict[str, Load], name: str, target: str) -> list[Load]:
    """The loads that led to a snapshot and not to the other one. What changed nothing is left out."""
    common = set(history.chain(loads, target))
    steps = [step for step in reversed(history.chain(loads, name)) if step not in common and step in loads]
    return [loads[step] for step in steps if loads[step].changes]
