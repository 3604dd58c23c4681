"""Tables brought to a target as they are, without a store."""

from __future__ import annotations

from accordgraph.graph.schemas import Tables, empty_tables
from accordgraph.graph.servers import Target
from accordgraph.graph.servers.marker import Marker, State
from accordgraph.graph.servers.push.connect import opened
from accordgraph.graph.store.history import now
from accordgraph.graph.store.snapshot import vocabulary_version


def bring(target: Target, tables: Tables) -> None:
    """Write them to an empty target, by the code of a push, with a marker that says that they are whole."""
    marker = Marker.pushing("000001", "0" * 16, vocabulary_version(), now())
    with opened(target) as side:
        side.prepare()
        assert side.take(marker, None)
        side.write(side.plan(empty_tables(), tables), marker, lambda steps: None)
        assert side.settle(marker.with_state("whole"))


def leave(target: Target, state: State, vocabulary: str | None = None) -> None:
    """Leave a marker in this state at an empty target, and nothing else."""
    marker = Marker.pushing("000001", "0" * 16, vocabulary or vocabulary_version(), now())
    with opened(target) as side:
        assert side.take(marker, None)
        assert side.settle(marker.with_state(state))
