"""Parts of a picture that do not hang together, packed side by side into the shape of a page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice, product

SHAPE = 1.6  # width to height of the stage on a usual screen
GAP = 42.0
MOST_CHOICES = 81  # ways to choose shapes: three shapes for each of four parts
MOST_FREE = 60  # parts; above it plain rows do

Rect = tuple[float, float, float, float]


def pack(shapes: Sequence[Sequence[tuple[float, float]]]) -> tuple[list[tuple[float, float]], list[int]]:
    """For each part its upper left corner, and which of its shapes (width, height) fills the page best."""
    if not shapes:
        return [], []
    choices = list(islice(product(*(range(len(options)) for options in shapes)), MOST_CHOICES))
    sizes = [[options[index] for options, index in zip(shapes, choice, strict=True)] for choice in choices]
    tried = [(*_pack(chosen), choice) for chosen, choice in zip(sizes, choices, strict=True)]
    _, placed, choice = min(tried, key=lambda attempt: (attempt[0], attempt[2]))
    return [placed[index][:2] for index in range(len(shapes))], list(choice)


def _pack(sizes: Sequence[tuple[float, float]]) -> tuple[float, dict[int, Rect]]:
    order = sorted(range(len(sizes)), key=lambda index: (-sizes[index][0] * sizes[index][1], index))
    widest, whole = max(size[0] for size in sizes), sum(size[0] + GAP for size in sizes)
    trials = 16 if len(sizes) <= 14 else 6
    tried = [_place(sizes, order, widest + (whole - widest) * (step / trials) ** 2) for step in range(trials + 1)]
    best = min(tried, key=_badness)
    return _badness(best), best


def _badness(placed: dict[int, Rect]) -> float:
    width = max(x + w for x, _, w, _ in placed.values())
    height = max(y + h for _, y, _, h in placed.values())
    return round(max(width / SHAPE, height) + 0.001 * (width + height), 3)


def _place(sizes: Sequence[tuple[float, float]], order: Sequence[int], limit: float) -> dict[int, Rect]:
    placed: dict[int, Rect] = {}
    for index in order:
        width, height = sizes[index]
        best_first = sorted(_corners(placed), key=lambda corner: (corner[1] + height, corner[1], corner[0]))
        x, y = next(corner for corner in best_first if _fits((*corner, width, height), placed, limit))
        placed[index] = (x, y, width, height)
    return placed


def _corners(placed: dict[int, Rect]) -> list[tuple[float, float]]:
    """Where a part may go: at the right of or below the others; the last one, under all, is always free."""
    rects = list(placed.values())
    below = max((y + h + GAP for _, y, _, h in rects), default=0.0)
    if len(rects) > 14:
        sides = [(x + w + GAP, y) for x, y, w, _ in rects[-MOST_FREE:]]
        unders = [(x, y + h + GAP) for x, y, _, h in rects[-MOST_FREE:]]
        return [*sides, *unders, (0.0, below)]
    across = [0.0, *(x + w + GAP for x, _, w, _ in rects)]
    down = [0.0, *(y + h + GAP for _, y, _, h in rects)]
    return [*((x, y) for x in across for y in down), (0.0, below)]


def _fits(rect: Rect, placed: dict[int, Rect], limit: float) -> bool:
    x, y, w, h = rect
    if x > 0 and x + w > limit:
        return False
    gap = GAP - 0.01
    right, under = x + w + gap, y + h + gap
    for a, b, c, d in placed.values():  # noqa: SIM110 - asked millions of times, and a generator takes twice as long
        if x < a + c + gap and a < right and y < b + d + gap and b < under:
            return False
    return True
