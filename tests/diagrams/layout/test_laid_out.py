"""A drawing of every view: no name covers another, nor a mark, nor a word on a line; parallel lines part."""

from __future__ import annotations

import gc
import math
import os
import pickle
import random
import subprocess
import sys
from dataclasses import replace

import pytest
from drawings.many_nodes import many
from drawings.overlap import covered, rectangles, words
from drawings.sample_picture import make_sample, participation

from accordgraph.diagrams.facts import Node, View
from accordgraph.diagrams.layout.edge_labels import fullest
from accordgraph.diagrams.layout.laid_out import MOST_DRAWN, LaidOutDiagram, lay_out
from accordgraph.diagrams.model import Diagram

PLACES = """
import pickle, sys
from accordgraph.diagrams.layout.laid_out import lay_out
layout = lay_out(pickle.loads(sys.stdin.buffer.read()))
print([(placed.node.id, placed.x, placed.y, placed.label_x, placed.label_y) for placed in layout.nodes])
"""


def of_hops(diagram: Diagram) -> Diagram:
    """The picture around its first actor."""
    hops, reached = {diagram.nodes[0].id: 0}, 0
    while True:
        pairs = [pair for link in diagram.links for pair in (link.ends, link.ends[::-1])]
        new = {b: hops[a] + 1 for a, b in pairs if a in hops and b not in hops}
        if not new:
            break
        hops |= new
        reached += 1
    nodes = tuple(replace(node, hop=hops[node.id]) for node in diagram.nodes if node.id in hops)
    links = tuple(link for link in diagram.links if link.start in hops)
    return replace(diagram, view="ego", nodes=nodes, links=links)


PICTURES = {
    "bases": make_sample(),
    "actors, 40, dense": many(40, 160),
    "actors, 100": many(100, 180),
    "ego, 40": of_hops(many(40, 90)),
}


@pytest.fixture(scope="module", params=PICTURES)
def layout(request: pytest.FixtureRequest) -> LaidOutDiagram:
    return lay_out(PICTURES[request.param])


def test_no_name_covers_another_or_a_mark(layout: LaidOutDiagram) -> None:
    rects = rectangles(layout)
    assert len(rects) > len(layout.nodes) > 20
    assert covered(rects) == []


def test_dates_cover_no_name_and_no_mark(layout: LaidOutDiagram) -> None:
    held = {edge.link.id for edge in layout.edges if edge.link.held and edge.link.standing != "disputed"}
    dates = [rect for rect in words(layout) if rect[0] in held]
    assert len(dates) > 20
    names = {placed.node.id for placed in layout.nodes}
    both = covered([*rectangles(layout), *dates])
    assert [pair for pair in both if names & set(pair)] == []


def test_what_is_disputed_is_always_said(layout: LaidOutDiagram) -> None:
    loud = [edge for edge in layout.edges if not edge.link.held or edge.link.standing == "disputed"]
    assert loud
    said = [edge.badge.lines[-1] for edge in loud if edge.badge]
    assert len(said) == len(loud)
    assert set(said) <= {"disputed", "not held"}


def test_places_are_whole_numbers_and_do_not_depend_on_the_order(layout: LaidOutDiagram) -> None:
    chance = random.Random(4)
    nodes, links = list(layout.diagram.nodes), list(layout.diagram.links)
    chance.shuffle(nodes)
    chance.shuffle(links)
    again = lay_out(replace(layout.diagram, nodes=tuple(nodes), links=tuple(links)))
    assert again.nodes == layout.nodes
    assert again.edges == layout.edges
    numbers = [value for placed in layout.nodes for value in (placed.x, placed.y, placed.label_x, placed.label_y)]
    assert {type(value) for value in numbers} == {int}


def test_all_lies_in_the_box(layout: LaidOutDiagram) -> None:
    left, top, right, bottom = layout.box
    rects = rectangles(layout)
    assert min(x - w for _, x, _, w, _ in rects) >= left
    assert min(y - h for _, _, y, _, h in rects) >= top
    assert max(x + w for _, x, _, w, _ in rects) <= right
    assert max(y + h for _, _, y, _, h in rects) <= bottom


@pytest.mark.parametrize("size", [(30, 40), (400, 900)], ids=["springs", "communities"])
def test_places_are_the_same_whatever_the_hash_seed(long_run: None, size: tuple[int, int]) -> None:
    outputs = set()
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        pickled = pickle.dumps(many(*size))
        ran = subprocess.run(
            [sys.executable, "-c", PLACES], input=pickled, env=environment, check=True, capture_output=True
        )
        outputs.add(ran.stdout)
    assert len(outputs) == 1
    assert len(outputs.pop()) > 20 * size[0]


def test_an_ego_view_stands_in_rings() -> None:
    layout = lay_out(of_hops(many(40, 90)))
    by_hop: dict[int, list[float]] = {}
    centre = next(placed for placed in layout.nodes if placed.node.hop == 0)
    for placed in layout.nodes:
        far = math.hypot(placed.x - centre.x, (placed.y - centre.y) / 0.68)
        by_hop.setdefault(placed.node.hop, []).append(far)
    middle = [sum(far) / len(far) for _, far in sorted(by_hop.items())]
    assert len(middle) >= 3
    assert middle == sorted(middle)


def test_parallel_lines_part_to_both_sides_whatever_their_direction() -> None:
    nodes = (Node("ua", "Ukraine", "state"), Node("jit", "Team", "agreement"))
    first = participation("jit", "ua", "2022-03-25")
    links = [replace(first, id=f"{number}") for number in range(3)]
    links[1] = replace(links[1], start="jit", end="ua")
    layout = lay_out(replace(make_sample(), nodes=nodes, links=tuple(links)))
    aside = [edge.curve if edge.start < edge.end else -edge.curve for edge in layout.edges]
    assert len(set(aside)) == 3
    assert sum(aside) == 0
    assert covered(words(layout)) == []


def test_a_badge_has_room_for_the_disc_of_a_day() -> None:
    diagram = make_sample()
    doubted = participation("jit", "ua", "[2022..2031]", "disputed")
    [link] = replace(diagram, links=(doubted,)).links
    wide, high = fullest(link)
    assert wide > 2 * high > 30


def test_many_nodes_carry_no_badges_and_stand_apart() -> None:
    layout = lay_out(many(MOST_DRAWN + 1, 900))
    assert {edge.badge for edge in layout.edges} == {None}
    spots = [(placed.x, placed.y) for placed in layout.nodes]
    near = [math.dist(a, b) for index, a in enumerate(spots) for b in spots[:index]]
    assert min(near) > 20


@pytest.mark.parametrize("view", ["bases", "actors", "ego", "matrix"])
@pytest.mark.parametrize("count", [0, 1, 2])
def test_few_nodes_without_links_are_drawn(view: View, count: int) -> None:
    nodes = tuple(Node(f"a{number}", f"A{number}", "state") for number in range(count))
    layout = lay_out(replace(make_sample(), view=view, nodes=nodes, links=()))
    assert len(layout.nodes) == count
    assert covered(rectangles(layout)) == []


def test_python_looks_for_no_rubbish_while_many_nodes_are_laid_out_and_does_again_after() -> None:
    diagram, searches = many(400, 1600), list[str]()
    lay_out(diagram)

    def search(phase: str, _: dict[str, int]) -> None:
        searches.append(phase)

    gc.collect()
    gc.callbacks.append(search)
    try:
        lay_out(diagram)
    finally:
        gc.callbacks.remove(search)
    assert len(searches) <= 8, "the first and the last allocation may each start one"
    assert gc.isenabled()
