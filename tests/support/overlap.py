"""What of a drawing covers what: marks, boxes, names and the words on lines as rectangles."""

from __future__ import annotations

import numpy as np

from accordgraph.diagrams.layout.cost import MARK_HALF
from accordgraph.diagrams.layout.geometry import bent
from accordgraph.diagrams.layout.laid_out import LaidOutDiagram, PlacedEdge, PlacedNode

Rect = tuple[str, float, float, float, float]
"""Whose it is, the middle, and half of width and height."""


def rectangles(drawing: LaidOutDiagram) -> list[Rect]:
    """Of every node its mark or box, and of every actor its name."""
    return [rect for mark in drawing.marks for rect in _of_mark(mark)]


def words(drawing: LaidOutDiagram) -> list[Rect]:
    """What is written on lines."""
    return [_of_badge(stroke, drawing) for stroke in drawing.strokes if stroke.badge and stroke.badge.lines]


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


def _of_mark(mark: PlacedNode) -> list[Rect]:
    text = (mark.half_width, mark.half_height)
    if mark.node.is_basis:
        return [(mark.node.id, mark.x, mark.y, *text)]
    name = (mark.node.id, mark.x + mark.label_x, mark.y + mark.label_y, *text)
    return [(mark.node.id, mark.x, mark.y, MARK_HALF, MARK_HALF), name]


def _of_badge(stroke: PlacedEdge, drawing: LaidOutDiagram) -> Rect:
    assert stroke.badge is not None
    ends = [
        np.array([drawing.marks[end].x, drawing.marks[end].y], dtype=np.float64) for end in (stroke.start, stroke.end)
    ]
    x, y = bent(ends[0], ends[1], np.array(float(stroke.curve)), np.array([stroke.badge.share]))
    return (stroke.link.id, float(x), float(y), stroke.badge.half_width, stroke.badge.half_height)


def _ends(stroke: PlacedEdge, drawing: LaidOutDiagram) -> tuple[PlacedNode, PlacedNode]:
    return drawing.marks[stroke.start], drawing.marks[stroke.end]
