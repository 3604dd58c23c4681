"""A push over Bolt, to Neo4j: batches with UNWIND, each in a transaction that holds only while the marker is ours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import polars as pl

from accordgraph.graph.errors import LockedError, TargetError
from accordgraph.graph.projection.property_graph import Edges, edge_pairs
from accordgraph.graph.schemas import DTYPES, Tables
from accordgraph.graph.servers.marker import Marker, marker_of
from accordgraph.graph.servers.push import cypher_updates, pull
from accordgraph.graph.servers.push.diff import EdgeChange, GraphChange, NodeChange, State, cut, graph_change, state
from accordgraph.graph.servers.push.protocol import Advance
from accordgraph.ontology.registry import Column, registry

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Session

BATCH_ROWS = 5_000
"""Between 2,000 and 20,000 the time is the same, measured; a smaller batch shows progress and can be stopped."""

BATCH_TEXT_BYTES = 8 << 20
"""A transaction holds its batch in memory some ten times over, and the smallest servers have 512 MB."""


class Neo4jPushTarget:
    """A database of Neo4j, to be pushed to through a session that may write."""

    is_atomic = True

    def __init__(self, session: Session) -> None:
        """Use this session; whoever opened it closes it."""
        self._session = session
        self._words = registry()

    # ---------------------------------------------------------------- the marker
    def marker(self) -> Marker | None:
        """What the database says of its graph."""
        return read_marker(self._session)

    def take(self, marker: Marker, seen: Marker | None) -> bool:
        """Write the marker of a push that begins."""
        return self._mark(cypher_updates.TAKE, marker, seen="" if seen is None else seen.token)

    def settle(self, marker: Marker) -> bool:
        """Write the marker in its new state."""
        return self._mark(cypher_updates.SETTLE, marker)

    def _mark(self, text: str, marker: Marker, **further: str) -> bool:
        values = {"token": marker.token, "values": marker.values(), **further}
        if marker.state == "cut-off":  # most likely the server is gone: what is tried again keeps the user waiting
            return bool(list(self._session.run(text, values)))
        return self._session.execute_write(lambda tx: bool(list(tx.run(text, values))))

    # ---------------------------------------------------------------- before
    def prepare(self) -> None:
        """Make the constraints, each of which comes with an index."""
        for text in cypher_updates.constraints(self._words):
            self._session.run(text).consume()

    def refuse_strangers(self) -> None:
        """Raise TargetError where nodes that are not ours bear our labels: answers would count them."""
        text = cypher_updates.strangers(self._words.classes)
        rows = self._session.execute_read(lambda tx: [dict(row) for row in tx.run(text)])
        foreign = [f"{row['count']:,} {row['label']} (such as {row['example']})" for row in rows if row["count"]]
        if foreign:
            raise TargetError(
                f"The database has nodes that are not ours and bear our labels: {', '.join(foreign)}.",
                "Every answer would count them as ours. Push to another database, or give those nodes another label; "
                "nothing was written.",
            )

    def counts(self) -> dict[str, int]:
        """How many nodes of each class there are, which Neo4j knows without looking at them."""
        text = cypher_updates.counts(self._words.classes)
        return dict(self._session.execute_read(lambda tx: [tuple(row) for row in tx.run(text).values()]))

    # ---------------------------------------------------------------- plan
    def plan(self, old: Tables | None, new: Tables) -> GraphChange:
        """What makes the new graph of the old one, or of what is there."""
        before = self.state() if old is None else state(old, self._words)
        return graph_change(before, state(new, self._words), self._words)

    def state(self) -> State:
        """All that is ours in the database."""
        nodes = {
            node.name: self._frame(cypher_updates.read_nodes(node), {"id": "text"}, node.literals)
            for node in self._words.classes.values()
        }
        return State(nodes, list(self._edges()))

    def _edges(self) -> Iterator[Edges]:
        for name, pairs in edge_pairs(self._words).items():
            columns = self._words.relations[name].properties if name in self._words.relations else ()
            for pair in pairs:
                text = cypher_updates.read_edges(name, pair, self._words)
                yield Edges(name, pair, self._frame(text, {"from": "text", "to": "text"}, columns))

    def _frame(self, text: str, first: dict[str, str], columns: Iterable[Column]) -> pl.DataFrame:
        kinds = {**first, **{column.name: column.type for column in columns}}
        rows: list[Any] = self._session.execute_read(lambda tx: [row[0] for row in tx.run(text).values()])
        schema = {name: pl.String if kind == "date" else DTYPES[kind] for name, kind in kinds.items()}
        days = [pl.col(name).str.to_date("%Y-%m-%d", strict=False) for name, kind in kinds.items() if kind == "date"]
        return pl.DataFrame(rows, schema, orient="row", strict=False).with_columns(days)

    def tables(self) -> Tables:
        """The derived tables as far as the target has them; see `pulling`."""
        return pull.from_state(self.state(), self._words)

    # ---------------------------------------------------------------- write
    def write(self, plan: GraphChange, marker: Marker, advance: Advance) -> None:
        """Take away, then add and change: edges go before their ends, and come after them."""
        token = marker.token
        for edge in plan.edges:
            self._run(cypher_updates.remove_edges(edge), edge.change.removed, token, advance, is_lenient=True)
        for changed in plan.nodes:
            self._remove_nodes(changed, token, advance)
        for node, change in plan.nodes:
            self._run(cypher_updates.add_nodes(node), change.added, token, advance)
            self._run(cypher_updates.change_nodes(node), change.changed, token, advance)
        for edge in plan.edges:
            self._write_edges(edge, token, advance)

    def _remove_nodes(self, changed: NodeChange, token: str, advance: Advance) -> None:
        node, change = changed
        self._run(cypher_updates.remove_nodes(node), change.removed, token, advance, is_lenient=True)
        self._run(cypher_updates.release_nodes(node), change.removed, token, lambda steps: None, is_lenient=True)

    def _write_edges(self, edge: EdgeChange, token: str, advance: Advance) -> None:
        self._run(cypher_updates.add_edges(edge), edge.change.added, token, advance)
        if edge.change.changed.height:
            self._run(cypher_updates.change_edges(edge), edge.change.changed, token, advance)

    def _run(self, text: str, frame: pl.DataFrame, token: str, advance: Advance, *, is_lenient: bool = False) -> None:
        for batch in cut(frame, BATCH_ROWS, BATCH_TEXT_BYTES):
            done = self._session.execute_write(_write_batch, text, batch.rows(), token)
            if done < batch.height and not is_lenient:
                raise TargetError(
                    f"Of {batch.height:,} things that the database should have, it has {done:,}: somebody changed it.",
                    "Compare all that is there and mend it: accord push --full TARGET",
                )
            advance(batch.height)


def _write_batch(tx: ManagedTransaction, text: str, rows: list[Any], token: str) -> int:
    if not list(tx.run(cypher_updates.KEPT, {"token": token})):
        raise LockedError("Another push has taken over from this one.", "What it pushes counts; this one has stopped.")
    [[done]] = tx.run(text, {"rows": rows}).values()
    return int(done)


def read_marker(session: Session) -> Marker | None:
    """What a database says of the graph in it, None where nothing was pushed."""
    rows = session.execute_read(lambda tx: tx.run(cypher_updates.READ_MARKER).values())
    return marker_of(rows[0][0]) if rows else None
