"""An answer as a graph: its things, and what joins them in it, laid out and drawn as SVG.

In Cypher things are nodes and edges join them. In SPARQL the triples of a CONSTRUCT join things, or the first two
things of each row are joined.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from accordgraph.graph.visible import visible
from accordgraph.web.editors.label_places import LabelPlace, label_places
from accordgraph.web.editors.result import Edge, Thing, edge, node

if TYPE_CHECKING:
    from accordgraph.web.editors.result import Cell, Result

MOST_NODES = 60
"""Things that are drawn: their layout takes a twentieth of a second."""

LENGTH, LENGTH_EACH = 90.0, 5.0
"""Pixels of an edge, and how much longer it is for each thing of its part: a star needs room around it."""

STRETCH, FLAT = 1.4, 0.8
"""Of a layout in width and height: names are wide."""

MARGIN, LABEL, LINE = 30.0, 260.0, 1150.0
"""Pixels above and below a part, beside it for names, and of a line of parts."""

WIDER = (1.0, 1.25, 1.6, 2.0, 2.5, 3.2, 4.0)
"""How much wider a part is drawn until no name covers another."""

LONGEST_LABEL = 30
FEW_EDGES = 12
"""Edges up to which each has its kind written on it, where they are of several kinds."""


class PlacedNode(NamedTuple):
    """A thing at its place."""

    thing: Thing
    label: str
    x: float
    y: float
    anchor: str = "middle"
    label_x: float = 0.0
    label_y: float = 0.0


class PlacedEdge(NamedTuple):
    """A line between two places, and what it is called, with its middle."""

    x1: float
    y1: float
    x2: float
    y2: float
    label: str

    @property
    def middle(self) -> tuple[float, float]:
        """Where its name stands."""
        return (self.x1 + self.x2) / 2, (self.y1 + self.y2) / 2


@dataclass(frozen=True)
class Drawing:
    """What is drawn, its size, and how many things there are in all."""

    nodes: list[PlacedNode]
    edges: list[PlacedEdge]
    width: float
    height: float
    total: int
    kind: str = ""
    """What joins them all, where it is one thing."""


def drawing(language: str, kind: str, result: Result) -> Drawing | None:
    """The graph of an answer; None where nothing in it is joined."""
    things, edges = _of_cypher(result) if language == "cypher" else _of_sparql(kind, result)
    if not edges:
        return None
    drawn = {identifier: things[identifier] for identifier in list(things)[:MOST_NODES]}
    joined = [one for one in edges if one.source in drawn and one.target in drawn]
    return _placed(drawn, joined, len(things))


# ---------------------------------------------------------------- things and edges
def _of_cypher(result: Result) -> tuple[dict[str, Thing], list[Edge]]:
    values = [one for row in result.raw for value in row for one in _nested(value)]
    things = {thing.id: thing for value in values if (thing := node(value))}
    edges = list(dict.fromkeys(one for value in values if (one := edge(value))))
    for one in edges:
        for identifier in (one.source, one.target):
            things.setdefault(identifier, Thing("", identifier))
    return things, edges


def _nested(value: Any) -> Iterator[Any]:
    """A value and what is in it."""
    yield value
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from _nested(one)


def _of_sparql(kind: str, result: Result) -> tuple[dict[str, Thing], list[Edge]]:
    """Triples by subject and object; of rows the first two things, without a name for what joins them."""
    things: dict[str, Thing] = {}
    edges: dict[Edge, None] = {}
    for row in result.rows:
        ends = [cell for cell in (row[::2] if kind == "triples" else row) if cell.thing][:2]
        if len(ends) == 2:
            first, second = (_kept(cell, things) for cell in ends)
            edges[Edge(first, second, row[1].text if kind == "triples" else "")] = None
    return things, list(edges)


def _kept(cell: Cell, things: dict[str, Thing]) -> str:
    assert cell.thing is not None
    things.setdefault(cell.text, cell.thing)
    return cell.text


# ---------------------------------------------------------------- places
def _placed(things: dict[str, Thing], edges: list[Edge], total: int) -> Drawing:
    """Each part that hangs together by its own layout, one beside the other."""
    places: dict[str, tuple[float, float]] = {}
    names: dict[str, LabelPlace] = {}
    labels = {name: _label(thing) for name, thing in things.items()}
    x = y = height = width = 0.0
    for part in _parts(things, edges):
        inner = _spread(_laid_out(part, edges), labels)
        wide = max(one[0] for one in inner.values()) + 2 * LABEL
        high = max(one[1] for one in inner.values()) + 2 * MARGIN
        if x and x + wide > LINE:
            x, y, height = 0.0, y + height, 0.0
        moved = {name: (x + LABEL + across, y + MARGIN + down) for name, (across, down) in inner.items()}
        places |= moved
        names |= label_places(moved, labels)
        x, height = x + wide, max(height, high)
        width = max(width, x)
    nodes = [_node(thing, labels[name], places[name], names[name]) for name, thing in things.items()]
    kinds = {one.kind for one in edges}
    is_written = len(kinds) > 1 and len(edges) <= FEW_EDGES
    lines = [PlacedEdge(*places[one.source], *places[one.target], visible(one.kind) * is_written) for one in edges]
    return Drawing(nodes, lines, width, y + height, total, visible(kinds.pop()) if len(kinds) == 1 else "")


def _spread(places: dict[str, tuple[float, float]], labels: dict[str, str]) -> dict[str, tuple[float, float]]:
    """The places as far apart as names need; as far as they may be where some still meet."""
    wider = places
    for factor in WIDER:
        wider = {name: (x * factor, y * factor) for name, (x, y) in places.items()}
        if all(one.is_clear for one in label_places(wider, labels).values()):
            return wider
    return wider


def _node(thing: Thing, label: str, place: tuple[float, float], name: LabelPlace) -> PlacedNode:
    """A thing with its name where that is clear of others."""
    return PlacedNode(thing, label, *place, name.anchor, name.x, name.y)


def _parts(things: dict[str, Thing], edges: list[Edge]) -> list[list[str]]:
    """The parts that hang together, the largest first."""
    import networkx as nx

    network: nx.Graph[str] = nx.Graph()
    network.add_nodes_from(things)
    network.add_edges_from((one.source, one.target) for one in edges)
    order = {name: place for place, name in enumerate(things)}
    return [sorted(part, key=order.__getitem__) for part in sorted(nx.connected_components(network), key=len)[::-1]]


def _laid_out(part: list[str], edges: list[Edge]) -> dict[str, tuple[float, float]]:
    """Places from 0 on, the same for the same answer."""
    if len(part) == 1:
        return {part[0]: (0.0, 0.0)}
    import numpy as np

    from accordgraph.diagrams.layout.stress import spring

    order = {name: place for place, name in enumerate(part)}
    pairs = {tuple(sorted((order[one.source], order[one.target]))) for one in edges if one.source in order}
    joined = sorted(pair for pair in pairs if pair[0] != pair[1])
    places = spring(np.array(joined), np.full(len(joined), LENGTH + LENGTH_EACH * len(part)), len(part), 0)
    places = (places - places.min(axis=0)) * (STRETCH, FLAT)
    return {name: (round(float(places[at][0]), 1), round(float(places[at][1]), 1)) for name, at in order.items()}


def _label(thing: Thing) -> str:
    text = visible(thing.name or thing.id)
    return text if len(text) <= LONGEST_LABEL else f"{text[: LONGEST_LABEL - 1]}…"
