"""A picture with every place settled: what the page, the files without a browser and the text forms all draw from."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from accordgraph.diagrams.facts import Link, Node
from accordgraph.diagrams.layout.cost import MARK_HALF
from accordgraph.diagrams.layout.edge_labels import Badge, Lines, fullest, place_badges
from accordgraph.diagrams.layout.layout import Size, Spot, Wire, place_communities, place_parts, place_rings
from accordgraph.diagrams.layout.text_width import text_width, wrap
from accordgraph.diagrams.model import Diagram
from accordgraph.diagrams.uncollected import uncollected

TEXT_PX = 15.0
LINE_PX = 18.0
CURVE_PX, STEEP_PX = 26, 30  # how far apart parallel lines are at their middle; and how much more where they are steep
WIDEST_WORD_PX = 180.0  # a longer word is broken
MOST_DRAWN = 300  # nodes; above it not every label and date can be shown, and the page draws by WebGL
MOST_BENT = 0.3  # of the length of a line


@dataclass(frozen=True)
class PlacedNode:
    """A node where it stands, in whole pixels: the middle of its mark or box, and of its label seen from there.

    `half_width` and `half_height` are those of the box or of the label. `rank` is how important its label is, 0 first;
    `community` is the number of its community, of many nodes.
    """

    node: Node
    x: int
    y: int
    lines: tuple[str, ...]
    half_width: int
    half_height: int
    label_x: int
    label_y: int
    rank: int
    community: int | None = None


@dataclass(frozen=True)
class PlacedEdge:
    """A link as a line between two nodes, given by their places in `LaidOutDiagram.nodes`.

    `curve` is by how many pixels its middle is pushed aside, to the left as seen from `start`; 0 is straight.
    Above `MOST_DRAWN` nodes no edge has a badge.
    """

    link: Link
    start: int
    end: int
    curve: int
    badge: Badge | None


@dataclass(frozen=True)
class LaidOutDiagram:
    """Nodes sorted boxes first, then by id; edges in the order of the diagram's links; left, top, right, bottom."""

    diagram: Diagram
    nodes: tuple[PlacedNode, ...]
    edges: tuple[PlacedEdge, ...]
    box: tuple[int, int, int, int]

    @property
    def is_large(self) -> bool:
        """Whether names must be chosen by importance at any size, and the page draws by WebGL."""
        return len(self.nodes) > MOST_DRAWN


@uncollected()
def lay_out(diagram: Diagram, room: tuple[float, float] | None = None) -> LaidOutDiagram:
    """Lay a picture out, on paper for a page with that much `room`. The order of its nodes does not matter."""
    ordered = sorted(diagram.nodes, key=lambda node: (not node.is_basis, node.id))
    texts = [_lines(node) for node in ordered]
    sizes = [_size(node, lines) for node, lines in zip(ordered, texts, strict=True)]
    spots, order = _spots(diagram, sizes, room), ranks(diagram)
    nodes = tuple(
        _node_at(node, size, spots[node.id], lines, order[node.id])
        for node, size, lines in zip(ordered, sizes, texts, strict=True)
    )
    return LaidOutDiagram(diagram, nodes, _edges_of(diagram, nodes), _box(nodes))


def _spots(diagram: Diagram, sizes: Sequence[Size], room: tuple[float, float] | None) -> dict[str, Spot]:
    if len(sizes) > MOST_DRAWN:
        return place_communities(sizes, [Wire(link.start, link.end, 0.0, 0.0) for link in diagram.links])
    wires = [Wire(*link.ends, *fullest(link)) for link in diagram.links]
    if diagram.view == "ego":
        return place_rings(sizes, wires, {node.id: node.hop for node in diagram.nodes}, room)
    return place_parts(sizes, wires)


def _lines(node: Node) -> tuple[str, ...]:
    text = node.label.strip() or node.id or "?"
    longest = max((text_width(word, TEXT_PX) for word in text.split()), default=0.0)
    width = max(160.0 if node.is_basis else 120.0, min(longest + 1.0, WIDEST_WORD_PX))
    return wrap(text, width, TEXT_PX, most_lines=4)


def _size(node: Node, lines: tuple[str, ...]) -> Size:
    width = max(text_width(line, TEXT_PX) for line in lines)
    inset_x, inset_y = (11.0, 8.0) if node.is_basis else (1.0, 0.0)
    return Size(node.id, width / 2 + inset_x, LINE_PX * len(lines) / 2 + inset_y, node.is_basis)


def ranks(diagram: Diagram) -> dict[str, int]:
    """How important each node is, 0 first: what the diagram is about, then by the number of links."""
    degree = Counter(end for link in diagram.links for end in link.ends)
    order = sorted(diagram.nodes, key=lambda node: (node.hop, -degree[node.id], node.id))
    return {node.id: rank for rank, node in enumerate(order)}


def _node_at(node: Node, size: Size, spot: Spot, lines: tuple[str, ...], rank: int) -> PlacedNode:
    half = round(size.half_width), round(size.half_height)
    return PlacedNode(node, spot.x, spot.y, lines, *half, spot.label_x, spot.label_y, rank, spot.community)


def _edges_of(diagram: Diagram, nodes: Sequence[PlacedNode]) -> tuple[PlacedEdge, ...]:
    links, place = diagram.links, {placed.node.id: index for index, placed in enumerate(nodes)}
    ends = [(place[link.start], place[link.end]) for link in links]
    curves = _curves(ends, nodes)
    badges = _badges(diagram, ends, curves, nodes) if len(nodes) <= MOST_DRAWN else [None] * len(links)
    rows = zip(links, ends, curves, badges, strict=True)
    return tuple(PlacedEdge(link, *pair, curve, badge) for link, pair, curve, badge in rows)


def _curves(ends: Sequence[tuple[int, int]], nodes: Sequence[PlacedNode]) -> list[int]:
    """Lines between the same two marks fan out evenly; badges are wide, so lines that go up and down fan out more."""
    pairs = [(min(pair), max(pair)) for pair in ends]
    many, seen, curves = Counter(pairs), Counter[tuple[int, int]](), list[int]()
    for pair, (start, _) in zip(pairs, ends, strict=True):
        a, b = nodes[pair[0]], nodes[pair[1]]
        length = max(math.hypot(b.x - a.x, b.y - a.y), 1.0)
        step = min(CURVE_PX + STEEP_PX * abs(b.y - a.y) / length, MOST_BENT * length / many[pair])
        aside = (seen[pair] - (many[pair] - 1) / 2) * step
        curves.append(round(aside if start == pair[0] else -aside))
        seen[pair] += 1
    return curves


def _badges(
    diagram: Diagram, ends: Sequence[tuple[int, int]], curves: Sequence[int], nodes: Sequence[PlacedNode]
) -> Sequence[Badge]:
    places = np.array([(placed.x, placed.y) for placed in nodes], dtype=np.float64).reshape(-1, 2)
    texts = np.array([(placed.half_width, placed.half_height) for placed in nodes], dtype=np.float64).reshape(-1, 2)
    away = np.array([(placed.label_x, placed.label_y) for placed in nodes], dtype=np.float64).reshape(-1, 2)
    boxes = np.array([placed.node.is_basis for placed in nodes], dtype=np.bool_)
    halves = np.where(boxes[:, None], texts, MARK_HALF)
    a, b = np.array(ends, dtype=np.int64).reshape(-1, 2).T
    lines = Lines(places[a], places[b], halves[a], halves[b], np.array(curves, dtype=np.float64))
    centres = np.concatenate([places, (places + away)[~boxes]])
    return place_badges(diagram.links, lines, centres, np.concatenate([halves, texts[~boxes]]))


def _box(nodes: Sequence[PlacedNode]) -> tuple[int, int, int, int]:
    edges = [_edges(placed) for placed in nodes] or [(0, 0, 1, 1)]
    lefts, tops, rights, bottoms = zip(*edges, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _edges(placed: PlacedNode) -> tuple[int, int, int, int]:
    half = 0 if placed.node.is_basis else int(MARK_HALF)
    middle_x, middle_y = placed.x + placed.label_x, placed.y + placed.label_y
    return (
        min(placed.x - half, middle_x - placed.half_width),
        min(placed.y - half, middle_y - placed.half_height),
        max(placed.x + half, middle_x + placed.half_width),
        max(placed.y + half, middle_y + placed.half_height),
    )
