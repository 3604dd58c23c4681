"""Parts of a picture that do not hang together, packed side by side into the shape of a page."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import islice, product

SHAPE = 1.6  # width to height of the stage on a usual screen
GAP = 42.0
NEAR = GAP - 0.01
MOST_CHOICES = 81  # ways to choose shapes: three shapes for each of four parts
MOST_FREE = 60  # parts; above it plain rows do

Rect = tuple[float, float, float, float]
"""The upper left corner (to the right, down), width and height."""

Corner = tuple[float, float]
"""Down, then to the right: places are tried from above, and in each line from the left."""


def pack(shapes: Sequence[Sequence[tuple[float, float]]]) -> tuple[list[tuple[float, float]], list[int]]:
    """For each part its upper left corner, and which of its shapes (width, height) fills the page best."""
    if not shapes:
        return [], []
    choices = list(islice(product(*(range(len(options)) for options in shapes)), MOST_CHOICES))
    best, placed, chosen = math.inf, dict[int, Rect](), choices[0]
    for choice in choices:
        sizes = [options[index] for options, index in zip(shapes, choice, strict=True)]
        better = _pack(sizes, best)
        if better:
            (best, placed), chosen = better, choice
    return [placed[index][:2] for index in range(len(shapes))], list(chosen)


def _pack(sizes: Sequence[tuple[float, float]], bound: float) -> tuple[float, dict[int, Rect]] | None:
    """The best way to place parts of these sizes, and how bad it is; None where all are as bad as the bound."""
    order = sorted(range(len(sizes)), key=lambda index: (-sizes[index][0] * sizes[index][1], index))
    widest, whole = max(size[0] for size in sizes), sum(size[0] + GAP for size in sizes)
    trials = 16 if len(sizes) <= 14 else 6
    best = None
    for step in range(trials + 1):
        better = _place(sizes, order, widest + (whole - widest) * (step / trials) ** 2, bound)
        if better:
            best, bound = better, better[0]
    return best


def _badness(width: float, height: float) -> float:
    return round(max(width / SHAPE, height) + 0.001 * (width + height), 3)


def _place(
    sizes: Sequence[tuple[float, float]], order: Sequence[int], limit: float, bound: float
) -> tuple[float, dict[int, Rect]] | None:
    """How bad it is to place each part where it fits first, and the places.

    None as soon as those that are placed are as bad as the bound: with more parts it becomes no better.
    """
    placed: dict[int, Rect] = {}
    taken: set[Corner] = set()
    right = under = badness = 0.0
    for index in order:
        width, height = sizes[index]
        for corner in sorted(_corners(placed) - taken):
            y, x = corner
            if x > 0 and x + width > limit:
                continue
            other = _in_the_way((x, y, width, height), placed)
            if other is None:
                break
            if other[0] < x + NEAR and other[1] < y + NEAR:  # in the way of anything, however small
                taken.add(corner)
        placed[index] = (x, y, width, height)
        right, under = max(right, x + width), max(under, y + height)
        badness = _badness(right, under)
        if badness >= bound:
            return None
    return badness, placed


def _corners(placed: dict[int, Rect]) -> set[Corner]:
    """Where a part may go: at the right of or below the others; the last one, under all, is always free."""
    rects = list(placed.values())
    below = max((y + h + GAP for _, y, _, h in rects), default=0.0)
    if len(rects) > 14:
        sides = {(y, x + w + GAP) for x, y, w, _ in rects[-MOST_FREE:]}
        unders = {(y + h + GAP, x) for x, y, _, h in rects[-MOST_FREE:]}
        return {*sides, *unders, (below, 0.0)}
    across = {0.0, *(x + w + GAP for x, _, w, _ in rects)}
    down = {0.0, *(y + h + GAP for _, y, _, h in rects)}
    return {*((y, x) for x in across for y in down), (below, 0.0)}


def _in_the_way(rect: Rect, placed: dict[int, Rect]) -> Rect | None:
    """A part that this one would cover, or come too near to."""
    x, y, w, h = rect
    right, under = x + w + NEAR, y + h + NEAR
    for other in placed.values():
        a, b, c, d = other
        if x < a + c + NEAR and a < right and y < b + d + NEAR and b < under:
            return other
    return None
