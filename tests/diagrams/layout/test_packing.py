"""Parts of a picture side by side: none too near to another, and together in the shape of a page."""

from __future__ import annotations

import random
from itertools import combinations, product

import pytest

from accordgraph.diagrams.layout.packing import GAP, SHAPE, pack

Rect = tuple[float, float, float, float]


def packed(shapes: list[list[tuple[float, float]]]) -> list[Rect]:
    """Left, top, right and bottom of each part."""
    corners, choice = pack(shapes)
    sizes = [options[index] for options, index in zip(shapes, choice, strict=True)]
    return [(x, y, x + wide, y + high) for (x, y), (wide, high) in zip(corners, sizes, strict=True)]


def distance(one: Rect, other: Rect) -> float:
    """Across or down, whichever is more; negative where one covers the other."""
    across = max(one[0], other[0]) - min(one[2], other[2])
    down = max(one[1], other[1]) - min(one[3], other[3])
    return max(across, down)


@pytest.mark.parametrize("count", [2, 9, 14, 15, 21])
def test_parts_keep_their_distance_and_leave_no_room_at_the_edges(count: int) -> None:
    chance = random.Random(count)
    shapes = [[(chance.uniform(60, 400), chance.uniform(40, 300)) for _ in range(3)] for _ in range(count)]
    rects = packed(shapes)
    assert min(distance(*pair) for pair in combinations(rects, 2)) > GAP - 0.02
    assert (min(x for x, *_ in rects), min(y for _, y, *_ in rects)) == (0, 0)


def test_equal_parts_stand_in_rows_of_the_shape_of_a_page() -> None:
    rects = packed([[(160.0, 100.0)]] * 12)
    wide, high = max(right for _, _, right, _ in rects), max(bottom for *_, bottom in rects)
    assert (len({y for _, y, *_ in rects}), len({x for x, *_ in rects})) == (3, 4), "rows and columns"
    assert 0.6 * SHAPE < wide / high < 1.6 * SHAPE


def test_of_two_shapes_the_one_that_fills_the_page_is_chosen() -> None:
    assert pack([[(900.0, 100.0), (320.0, 200.0)]]) == ([(0.0, 0.0)], [1])


def test_the_next_part_goes_where_it_ends_highest() -> None:
    assert packed([[(500.0, 300.0)], [(100.0, 100.0)], [(100.0, 100.0)]])[1:] == [
        (542.0, 0.0, 642.0, 100.0),
        (542.0, 142.0, 642.0, 242.0),
    ]


@pytest.mark.parametrize("count", [2, 5, 15])
def test_no_choice_that_was_given_up_early_would_have_been_better(count: int) -> None:
    chance = random.Random(count)
    options = [[(chance.uniform(60, 400), chance.uniform(40, 300)) for _ in range(2)] for _ in range(4)]
    fixed = [[(chance.uniform(60, 400), chance.uniform(40, 300))] for _ in range(count)]
    corners, chosen = pack([*fixed, *options])
    alone = {}
    for choice in product(range(2), repeat=4):
        sizes = [one for [one] in fixed] + [sizes[index] for sizes, index in zip(options, choice, strict=True)]
        places, _ = pack([[size] for size in sizes])
        wide = max(x + size[0] for (x, _), size in zip(places, sizes, strict=True))
        high = max(y + size[1] for (_, y), size in zip(places, sizes, strict=True))
        alone[choice] = round(max(wide / SHAPE, high) + 0.001 * (wide + high), 3), places
    best = min(alone, key=lambda choice: (alone[choice][0], choice))
    assert (tuple(chosen[count:]), corners) == (best, alone[best][1])


def test_no_parts_take_no_place() -> None:
    assert pack([]) == ([], [])
