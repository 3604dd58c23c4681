"""What of a drawing covers what: marks, boxes, names and the words on lines as rectangles."""

from __future__ import annotations

import numpy as np

from accordgraph.diagrams.layout.cost import MARK_HALF
from accordgraph.diagrams.layout.geometry import bent
from accordgraph.diagrams.layout.laid_out import LaidOutDiagram, PlacedEdge, PlacedNode

Rect = tuple[str, float, float, float, float]
"""Whose it is, the middle, and half of width and height."""


def rectangles(layout: LaidOutDiagram) -> list[Rect]:
    """Of every node its mark or box, and of every actor its name."""
    return [rect for placed in layout.nodes for rect in _of_mark(placed)]


def words(layout: LaidOutDiagram) -> list[Rect]:
    """What is written on lines."""
    return [_of_badge(edge, layout) for edge in layout.edges if edge.badge and edge.badge.lines]


def covered(rects: list[Rect]) -> list[tuple[str, str]]:
    """Pairs of things that cover each other; what belongs to one thing may touch."""
    return [
        (one[0], other[0])
        for index, one in enumerate(rects)
        for other in rects[:index]
        if one[0] != other[0]
        and abs(one[1] - other[1]) < one[3] + other[3]
        and abs(one[2] - other[2]) < one[4] + other[4]
    ]


def _of_mark(placed: PlacedNode) -> list[Rect]:
    text = (placed.half_width, placed.half_height)
    if placed.node.is_basis:
        return [(placed.node.id, placed.x, placed.y, *text)]
    name = (placed.node.id, placed.x + placed.label_x, placed.y + placed.label_y, *text)
    return [(placed.node.id, placed.x, placed.y, MARK_HALF, MARK_HALF), name]


def _of_badge(edge: PlacedEdge, layout: LaidOutDiagram) -> Rect:
    assert edge.badge is not None
    ends = [np.array([layout.nodes[end].x, layout.nodes[end].y], dtype=np.float64) for end in (edge.start, edge.end)]
    x, y = bent(ends[0], ends[1], np.array(float(edge.curve)), np.array([edge.badge.share]))
    return (edge.link.id, float(x), float(y), edge.badge.half_width, edge.badge.half_height)


def _ends(edge: PlacedEdge, layout: LaidOutDiagram) -> tuple[PlacedNode, PlacedNode]:
    return layout.nodes[edge.start], layout.nodes[edge.end]
