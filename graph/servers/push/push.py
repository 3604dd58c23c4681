"""Pushing a snapshot to a target: the difference where it is known, else what a look at all that is there shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from typing import Any, NamedTuple

from accordgraph.graph.errors import LockedError, TargetError
from accordgraph.graph.schemas import Tables, empty_tables
from accordgraph.graph.servers.marker import Marker, at_work
from accordgraph.graph.servers.push.diff import Counts, Difference
from accordgraph.graph.servers.push.protocol import Advance, PushPlan, PushTarget
from accordgraph.graph.store import history, snapshot_tables
from accordgraph.graph.store.snapshot import Snapshot
from accordgraph.graph.store.store import Store
from accordgraph.ontology.registry import registry

Progress = Callable[[int | None, str], AbstractContextManager[Advance]]
"""Of how many steps (None: nobody knows) and what is done; in its block, what receives each step."""


class Pushed(NamedTuple):
    """What a push did, or would do: the snapshot, the one that was there, and how many of what differ."""

    snapshot: str
    before: str | None
    counts: dict[str, Counts]


class PushOptions(NamedTuple):
    """`full`: compare with all that is there. `take_over`: though another seems to be at work. `dry`: only count."""

    full: bool = False
    take_over: bool = False
    dry: bool = False


def push(side: PushTarget, store: Store, options: PushOptions, progress: Progress) -> Pushed:
    """Make the target hold the current snapshot, and nothing else of ours.

    Raises LockedError where another push is at work, TargetError where the target has others' data in the way.
    """
    snapshot = store.snapshot()
    seen = side.marker()
    marker = _marker(snapshot.manifest)
    _refuse_second(seen, options)
    side.refuse_strangers()
    if options.dry:
        with progress(None, "Comparing"):
            return _pushed(marker, seen, _plan(side, store, snapshot, seen, options))
    side.prepare()
    # What was cut off is not asked anyway, and must not be written to while it is read.
    begun = seen is not None and not seen.is_whole and _begin(side, marker, seen)
    with _letting_go(side, marker):
        with progress(None, "Comparing"):
            plan = _plan(side, store, snapshot, seen, options)
        begun = begun or (_is_due(seen, marker, plan) and _begin(side, marker, seen))
        if begun:
            with progress(plan.size, "Pushing") as advance:
                side.write(plan, marker, advance)
        with progress(None, "Counting"):
            wrong = _miscounted(side, snapshot) or _belated(side, snapshot, begun=begun, seen=seen)
        if wrong:
            # Nobody may ask what is known to be wrong: the marker that says "whole" has to go.
            begun = begun or _begin(side, marker, seen)
            raise wrong
        if begun and not side.settle(marker.with_state("whole")):
            raise _locked(side.marker())
    return _pushed(marker, seen, plan)


def _is_due(seen: Marker | None, marker: Marker, plan: PushPlan) -> bool:
    """Whether there is anything to write: if not, those who ask are not disturbed."""
    return seen is None or plan.size > 0 or seen.graph != marker.graph


def _begin(side: PushTarget, marker: Marker, seen: Marker | None) -> bool:
    if not side.take(marker, seen):
        raise _locked(side.marker())
    return True


def _pushed(marker: Marker, seen: Marker | None, plan: PushPlan) -> Pushed:
    return Pushed(marker.snapshot, None if seen is None else seen.snapshot, plan.counts)


def check(side: PushTarget, store: Store) -> Iterator[Difference]:
    """What the target has otherwise than the current snapshot, by reading back all that is ours in it.

    Raises TargetError where nothing was pushed to it.
    """
    if side.marker() is None:
        raise TargetError("Nothing was pushed there.", "Push the graph first: accord push TARGET")
    return side.plan(None, snapshot_tables.tables(store.snapshot())).differences()


def pull(side: PushTarget) -> Tables:
    """The derived tables as far as the target has them. Raises TargetError where it has no whole graph."""
    seen = side.marker()
    if seen is None or not seen.is_whole:
        raise TargetError(
            "Nothing was pushed there." if seen is None else f"A push to it is not done: {seen}.",
            "Push the graph first: accord push TARGET",
        )
    return side.tables()


def _marker(manifest: Mapping[str, Any]) -> Marker:
    name, vocabulary = manifest["snapshot"], manifest["vocabulary"]
    return Marker.pushing(name, snapshot_tables.fingerprint(manifest), vocabulary, history.now())


def _refuse_second(seen: Marker | None, options: PushOptions) -> None:
    if seen is not None and seen.is_alive and not (options.take_over or options.dry):
        raise _locked(seen)


def _locked(seen: Marker | None) -> LockedError:
    return LockedError(
        f"Another push is at work: {seen or 'it has just begun'}.",
        "Wait until it is done. If you know that it has died, take its place: accord push --take-over TARGET",
    )


@contextmanager
def _letting_go(side: PushTarget, marker: Marker) -> Iterator[None]:
    """Say at the target that this push gave up, where it can still be said; else it is found out by its silence."""
    try:
        with at_work(marker):
            yield
    except BaseException:
        with suppress(Exception):  # The first error is the one to tell: another one follows from it.
            side.settle(marker.with_state("cut-off"))
        raise


# ---------------------------------------------------------------- what is to be done
def _plan(side: PushTarget, store: Store, snapshot: Snapshot, seen: Marker | None, options: PushOptions) -> PushPlan:
    new = snapshot_tables.tables(snapshot)
    return side.plan(None if options.full else _known(side, store, snapshot, seen, new), new)


def _known(side: PushTarget, store: Store, snapshot: Snapshot, seen: Marker | None, new: Tables) -> Tables | None:
    """The tables of what the target has, None where nobody knows."""
    if seen is None:
        return empty_tables() if not any(side.counts().values()) else None
    if not seen.is_whole or seen.vocabulary != snapshot.manifest["vocabulary"]:
        return None
    if seen.graph == snapshot_tables.fingerprint(snapshot.manifest):
        return new
    earlier = snapshot_tables.with_fingerprint(store, seen.graph)
    return None if earlier is None else snapshot_tables.tables(earlier)


def _belated(side: PushTarget, snapshot: Snapshot, *, begun: bool, seen: Marker | None) -> TargetError | None:
    """The error of a target to which another push, that was taken over or cut off, has written after it was read."""
    if not begun or seen is None or seen.is_whole or side.is_atomic:
        return None
    late = side.plan(None, snapshot_tables.tables(snapshot)).size
    if not late:
        return None
    return TargetError(
        f"After the push {late:,} things are otherwise than in the store: the push before it was still writing.",
        "Push again: accord push TARGET",
    )


def _miscounted(side: PushTarget, snapshot: Snapshot) -> TargetError | None:
    """The error of a target that has not as many things of each class as the snapshot."""
    rows = snapshot.manifest["rows"]
    expected = {name: rows[node.table] for name, node in registry().classes.items()}
    counts = side.counts()
    wrong = [f"{counts[name]:,} of {count:,} {name}" for name, count in expected.items() if counts[name] != count]
    if not wrong:
        return None
    return TargetError(
        f"After the push the target has {', '.join(wrong)}: somebody else writes to it.",
        "Compare all that is there and mend it: accord push --full TARGET",
    )
