"""Where things stand: nothing covers anything, whatever the size, and the same every time."""

from __future__ import annotations

import random

import numpy as np
import pytest

from accordgraph.diagrams.html.network import AccordNetwork
from accordgraph.diagrams.layout.cost import MARK_HALF
from accordgraph.diagrams.layout.layout import Size, Spot, Wire, place_parts
from accordgraph.diagrams.layout.text_width import text_width, wrap

Rect = tuple[str, float, float, float, float]


def made_up(actors: int, bases: int, links: int, alone: int = 0) -> tuple[list[Size], list[Wire]]:
    chance = random.Random(5)
    sizes = [Size(f"a{index}", chance.uniform(20, 60), 9 * chance.randint(1, 3), False) for index in range(actors)]
    sizes += [Size(f"b{index}", chance.uniform(50, 90), 9 * chance.randint(2, 4), True) for index in range(bases)]
    sizes += [Size(f"c{index}", 40.0, 9.0, False) for index in range(alone)]
    pairs = {(chance.randrange(bases), chance.randrange(actors)) for _ in range(links)}
    return sizes, [Wire(f"b{basis}", f"a{actor}", 38.0, 8.0) for basis, actor in sorted(pairs)]


def rectangles(sizes: list[Size], spots: dict[str, Spot]) -> list[Rect]:
    boxes: list[Rect] = []
    for size in sizes:
        spot, text = spots[size.id], (size.half_width, size.half_height)
        boxes.append((size.id, spot.x, spot.y, *(text if size.is_basis else (MARK_HALF, MARK_HALF))))
        if not size.is_basis:
            boxes.append((size.id, spot.x + spot.label_x, spot.y + spot.label_y, *text))
    return boxes


def covered(rects: list[Rect]) -> list[tuple[str, str]]:
    return [
        (one[0], other[0])
        for index, one in enumerate(rects)
        for other in rects[:index]
        if one[0] != other[0]
        and abs(one[1] - other[1]) < one[3] + other[3]
        and abs(one[2] - other[2]) < one[4] + other[4]
    ]


@pytest.mark.parametrize(("actors", "bases", "links", "alone"), [(21, 9, 30, 0), (28, 12, 54, 7)])
def test_no_box_or_label_covers_another(actors: int, bases: int, links: int, alone: int) -> None:
    sizes, lines = made_up(actors, bases, links, alone)
    rects = rectangles(sizes, place_parts(sizes, lines))
    assert len(rects) == 2 * (actors + alone) + bases
    assert covered(rects) == []


def test_dates_cover_no_name_in_the_sample(network: AccordNetwork) -> None:
    at = {node["id"]: (node["x"], node["y"]) for node in network.nodes}
    rects: list[Rect] = []
    for node in network.nodes:
        box = node["box"]
        rects.append((node["id"], *at[node["id"]], *(node["half"] if box else (MARK_HALF, MARK_HALF))))
        if not box:
            x, y = np.add(at[node["id"]], node["away"])
            rects.append((node["id"], float(x), float(y), *node["half"]))
    badges = [edge for edge in network.edges if edge["badge"]]
    assert len(badges) > 20
    for edge in badges:
        start, end = np.array(at[edge["from"]]), np.array(at[edge["to"]])
        x, y = start + (end - start) * edge["badge"]["share"]
        rects.append((edge["id"], float(x), float(y), *edge["badge"]["half"]))
    assert covered(rects) == []


def test_spots_are_whole_numbers_and_do_not_depend_on_the_order() -> None:
    sizes, lines = made_up(12, 6, 20, 3)
    spots = place_parts(sizes, lines)
    assert place_parts(sizes[::-1], lines[::-1]) == spots
    assert {type(value) for spot in spots.values() for value in (spot.x, spot.y, spot.label_x, spot.label_y)} == {int}


def test_a_large_part_is_laid_out_too() -> None:
    sizes, lines = made_up(100, 50, 250)
    spots = place_parts(sizes, lines)
    assert len(spots) == 150
    assert covered(rectangles(sizes, spots)) == []
    assert place_parts(sizes[::-1], lines[::-1]) == spots


def test_nodes_without_links_stand_in_a_block() -> None:
    sizes, lines = [Size(f"c{i}", 40.0, 9.0, False) for i in range(12)], list[Wire]()
    spots = place_parts(sizes, lines)
    assert 1 < len({spot.y for spot in spots.values()}) < 12
    assert covered(rectangles(sizes, spots)) == []


def test_nothing_to_draw_is_no_error() -> None:
    assert place_parts([], []) == {}


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Europol", ("Europol",)),
        ("ICC Office of the Prosecutor", ("ICC Office of", "the Prosecutor")),
        ("", ("",)),
    ],
)
def test_names_are_wrapped_evenly(text: str, lines: tuple[str, ...]) -> None:
    assert wrap(text, 128.0, 15.0, 4) == lines


def test_no_line_is_wider_than_its_room() -> None:
    lines = wrap("Донаудампфшиффартсгезельшафт " * 9 + "W" * 400, 120.0, 15.0, 4)
    assert len(lines) == 4
    assert max(text_width(line, 15.0) for line in lines) <= 120.0
    assert lines[-1].endswith("…")
