"""Which names there is room for in a drawing of very many nodes: the most important first."""

from __future__ import annotations

import numpy as np

from accordgraph.diagrams.layout.cost import MARK_HALF
from accordgraph.diagrams.layout.geometry import Floats, overlaps
from accordgraph.diagrams.layout.laid_out import LaidOutDiagram

GAP = 2.0


def readable(layout: LaidOutDiagram) -> frozenset[int]:
    """The marks, by their number, whose names lie on no other mark and on no name that is more important.

    Up to a few hundred nodes the layout keeps all names apart, so none is left out.
    """
    nodes = layout.nodes
    order = sorted(range(len(nodes)), key=lambda index: nodes[index].rank)
    middles = np.array([(placed.x, placed.y) for placed in nodes], dtype=np.float64).reshape(-1, 2)
    aside = np.array([(placed.label_x, placed.label_y) for placed in nodes], dtype=np.float64).reshape(-1, 2)
    halves = np.array([(placed.half_width, placed.half_height) for placed in nodes], dtype=np.float64).reshape(-1, 2)
    shapes = np.full_like(halves, MARK_HALF)
    names = middles + aside
    chosen: list[int] = []
    for index in order:
        if nodes[index].node.is_basis or _is_free(index, names, halves, middles, shapes, chosen):
            chosen.append(index)
    return frozenset(chosen)


def _is_free(index: int, names: Floats, halves: Floats, middles: Floats, shapes: Floats, taken: list[int]) -> bool:
    own, half = names[[index]], halves[[index]]
    on_marks = overlaps(own, half, middles, shapes, GAP) > 0
    on_marks[index] = False
    return not on_marks.any() and not (overlaps(own, half, names[taken], halves[taken], GAP) > 0).any()
