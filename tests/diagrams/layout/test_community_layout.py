"""Places for many nodes: communities side by side, neighbours near each other, nobody on another."""

from __future__ import annotations

import numpy as np
import pytest
from drawings.many_nodes import many
from scipy.spatial import cKDTree

from accordgraph.diagrams.layout.community_layout import lay_out_communities
from accordgraph.diagrams.layout.geometry import Floats, Ints


def pairs_of(nodes: int, links: int) -> tuple[Ints, Floats]:
    diagram = many(nodes, links)
    ends = np.array([[int(end.removeprefix("actor-")) for end in link.ends] for link in diagram.links])
    pairs, counts = np.unique(np.sort(ends, axis=1), axis=0, return_counts=True)
    return pairs, np.sqrt(counts)


@pytest.mark.parametrize("size", [(301, 500), (1500, 6000)])
def test_nobody_stands_on_another_and_neighbours_are_near(size: tuple[int, int]) -> None:
    pairs, weights = pairs_of(*size)
    places, _ = lay_out_communities(pairs, weights, size[0])
    assert len(cKDTree(places).query_pairs(20.0)) == 0
    linked = np.hypot(*(places[pairs[:, 0]] - places[pairs[:, 1]]).T)
    anyone = np.hypot(*(places - places[np.roll(np.arange(size[0]), size[0] // 3)]).T)
    assert np.median(linked) < 0.5 * np.median(anyone)


def test_the_shape_is_that_of_a_stage() -> None:
    places, _ = lay_out_communities(*pairs_of(1500, 6000), 1500)
    wide, high = places.max(axis=0) - places.min(axis=0)
    assert 1.0 < wide / high < 2.0


def test_those_who_are_linked_share_a_community_and_stand_in_it() -> None:
    ends = [(n, (n + step) % 25) for n in range(25) for step in range(1, 8)]
    circles = [(25 * circle + a, 25 * circle + b) for circle in range(4) for a, b in ends]
    pairs = np.unique(np.sort(np.array([*circles, (0, 25), (50, 75)]), axis=1), axis=0)
    places, homes = lay_out_communities(pairs, np.ones(len(pairs)), 100)
    assert [set(homes[25 * circle : 25 * circle + 25]) for circle in range(4)] == [{home} for home in homes[::25]]
    assert len(set(homes)) == 4
    middles = np.array([places[homes == home].mean(axis=0) for home in homes[::25]])
    nearest = [int(np.hypot(*(middles - place).T).argmin()) for place in places]
    assert nearest == [number // 25 for number in range(100)]


def test_parts_that_are_not_linked_stand_apart() -> None:
    ring = [(n, (n + 1) % 200) for n in range(200)]
    pairs = np.sort(np.array([*ring, *((a + 200, b + 200) for a, b in ring)]), axis=1)
    places, _ = lay_out_communities(pairs, np.ones(len(pairs)), 400)
    away = np.linalg.norm(places[:200].mean(axis=0) - places[200:].mean(axis=0))
    assert np.isfinite(places).all()
    assert away > 0


@pytest.mark.parametrize("count", [0, 1, 2, 5])
def test_nodes_without_links_have_places_of_their_own(count: int) -> None:
    places, _ = lay_out_communities(np.zeros((0, 2), dtype=np.int64), np.zeros(0), count)
    assert len({tuple(place) for place in places.tolist()}) == count
