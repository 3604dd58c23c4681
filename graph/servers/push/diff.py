"""What differs between two states of a graph: columnar, and exact."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

import polars as pl

from accordgraph.graph.projection.property_graph import Edges, edges, nodes
from accordgraph.graph.projection.relations import Pair
from accordgraph.graph.schemas import Tables
from accordgraph.ontology.registry import NodeClass, Registry

Kind = Literal["missing", "changed", "foreign"]
MISSING: Kind = "missing"
CHANGED: Kind = "changed"
FOREIGN: Kind = "foreign"


class Difference(NamedTuple):
    """One thing that a target has otherwise: of what class or relation, how, which thing, and what about it."""

    name: str
    difference: Kind
    thing: str
    detail: str | None


@dataclass(frozen=True)
class Change:
    """What is new, what has other values (with the new ones), and what is gone (only its key), in frames."""

    added: pl.DataFrame
    changed: pl.DataFrame
    removed: pl.DataFrame

    @property
    def counts(self) -> Counts:
        """How many of each."""
        return Counts(self.added.height, self.changed.height, self.removed.height)

    def named(self, name: str) -> Iterator[Difference]:
        """Each difference by its id, or by both ends of an edge."""
        key = self.removed.columns
        for kind, frame in ((MISSING, self.added), (CHANGED, self.changed), (FOREIGN, self.removed)):
            for thing, *further in frame.select(key).iter_rows():
                yield Difference(name, kind, thing, " ".join(further) or None)


class Counts(NamedTuple):
    """How many are added, changed, removed."""

    added: int = 0
    changed: int = 0
    removed: int = 0

    def plus(self, other: Counts) -> Counts:
        """The sums."""
        return Counts(*(a + b for a, b in zip(self, other, strict=True)))


class NodeChange(NamedTuple):
    """What differs in the nodes of a class; the key is `id`."""

    node: NodeClass
    change: Change


class EdgeChange(NamedTuple):
    """What differs in the edges of one name between two classes; the key is `from`, `to` and what tells twins apart."""

    name: str
    pair: Pair
    key: tuple[str, ...]
    change: Change


class GraphChange(NamedTuple):
    """What differs in a property graph."""

    nodes: list[NodeChange]
    edges: list[EdgeChange]

    @property
    def counts(self) -> dict[str, Counts]:
        """How many of each class and each name of edges, in the order of the registry."""
        counts = {node.name: change.counts for node, change in self.nodes}
        for name, _, _, change in self.edges:
            counts[name] = counts.get(name, Counts()).plus(change.counts)
        return counts

    def differences(self) -> Iterator[Difference]:
        """The same seen from where the old state is: what it lacks, has otherwise, or should not have."""
        for node, change in self.nodes:
            yield from change.named(node.name)
        for name, _, _, change in self.edges:
            yield from change.named(name)

    @property
    def size(self) -> int:
        """How many changes there are."""
        return sum(sum(counts) for counts in self.counts.values())


class State(NamedTuple):
    """A property graph in frames: the nodes by class, and the edges."""

    nodes: dict[str, pl.DataFrame]
    edges: list[Edges]


def state(tables: Tables, words: Registry) -> State:
    """What a property graph of these tables holds."""
    return State({node.name: nodes(tables, node) for node in words.classes.values()}, list(edges(tables, words)))


def graph_change(old: State, new: State, words: Registry) -> GraphChange:
    """What makes the new state of the old one."""
    node_changes = [
        NodeChange(node, change(old.nodes[name], new.nodes[name], ("id",))) for name, node in words.classes.items()
    ]
    return GraphChange(node_changes, list(_edge_changes(old, new, words)))


def _edge_changes(old: State, new: State, words: Registry) -> Iterator[EdgeChange]:
    before = {(name, pair): frame for name, pair, frame in old.edges}
    for name, pair, frame in new.edges:
        key = edge_key(name, words)
        yield EdgeChange(name, pair, key, change(before[name, pair], frame, key))


def edge_key(name: str, words: Registry) -> tuple[str, ...]:
    """What tells an edge from others of its name: its ends, and the id of the node that it stands for, if any.

    >>> from accordgraph.ontology.registry import registry
    >>> edge_key("COOPERATES_WITH", registry()), edge_key("PART_OF", registry())
    (('from', 'to', 'cooperation'), ('from', 'to'))
    """
    relation = words.relations.get(name)
    stands_for = () if relation is None else tuple(one.name for one in relation.properties if one.columns == ("id",))
    return ("from", "to", *stands_for)


def change(old: pl.DataFrame, new: pl.DataFrame, key: tuple[str, ...]) -> Change:
    """What makes the new frame of the old one, which has the same columns; a key that `old` has twice is made anew."""
    twice = old.select(key).filter(pl.struct(key).is_duplicated()).unique() if old.height else old.select(key)
    if twice.height:
        old = old.join(twice, on=key, how="anti", nulls_equal=True)
    before, now = old.select(key), new.select(key)
    added = new.join(before, on=key, how="anti", nulls_equal=True) if old.height else new
    gone = before.join(now, on=key, how="anti", nulls_equal=True)
    return Change(added, _changed(old, new, key), pl.concat([twice, gone]))


def _changed(old: pl.DataFrame, new: pl.DataFrame, key: tuple[str, ...]) -> pl.DataFrame:
    values = [name for name in new.columns if name not in key]
    if not values or old.is_empty():
        return new.clear()
    both = new.join(old, on=key, how="inner", nulls_equal=True, suffix=" before", maintain_order="left")
    differs = pl.any_horizontal(pl.col(name).ne_missing(pl.col(f"{name} before")) for name in values)
    return both.filter(differs).select(new.columns)


def cut(frame: pl.DataFrame, rows: int, text_bytes: int) -> Iterator[pl.DataFrame]:
    """The frame in slices of at most `rows` rows, and of about `text_bytes` where there is more than a row.

    A server holds a batch in memory several times, so one of long texts has to be short.
    """
    texts = [name for name, dtype in frame.schema.items() if dtype == pl.String]
    size = pl.sum_horizontal(pl.col(name).str.len_bytes().fill_null(0).cast(pl.Int64) for name in texts)
    for part in frame.iter_slices(rows):
        place = part.select(place=size.cum_sum() // text_bytes)["place"]
        ends = [*(place.diff() != 0).arg_true().to_list(), part.height]
        for start, end in zip([0, *ends], ends, strict=False):
            yield part.slice(start, end - start)
