"""An ego view: whom the picture is about in the middle, partners around it, their partners in a second ring."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from accordgraph.diagrams.layout.cost import MARK_HALF, SIDES, Scene, costs
from accordgraph.diagrams.layout.geometry import Floats, Ints
from accordgraph.diagrams.layout.refine import separate

NEAREST = 170.0  # pixels from the middle to the first ring: room for a date
FURTHER = 210.0  # from ring to ring, measured sideways
FLAT = 0.68  # height to width of a ring
FLATS = (FLAT, 0.85, 1.0, 1.2, 1.4)  # that are tried on paper
GAP = 10.0  # pixels between labels


def stand_around(scene: Scene, hops: Sequence[int], order: Sequence[int], flat: float = FLAT) -> Scene:
    """Place the nodes of a scene by their hop, clockwise from the top in the order given; turn their labels.

    `flat` is the height of a ring to its width.
    """
    scene.places = np.zeros((len(hops), 2))
    rings = [[node for node in order if hops[node] == hop] for hop in sorted(set(hops))]
    reach = 0.0
    for number, ring in enumerate(rings):
        if number == 0 and len(ring) == 1:
            continue
        ring = ring if number < 2 else _near_their_partners(scene, ring, hops)
        reach = max(reach + (FURTHER if number else 0.0), NEAREST if number else 90.0, _needed(scene, ring, flat))
        scene.places[ring] = _ellipse(len(ring), reach, flat)
        if number > 1:
            scene.places[ring] = _turned_to_partners(scene, ring, hops, flat)
    scene.sides, scene.in_rings = _outward(scene), True
    return separate(_turn_labels(scene))


def stand_in_ring(scene: Scene) -> Scene:
    """All nodes of a dense part in one ring with names outside of it, so that no line runs through a name.

    They keep the order of the angles at which they stood; then two change places wherever that makes lines shorter.
    """
    middle = scene.places.mean(axis=0)
    across, down = (scene.places - middle).T
    order = np.argsort(np.arctan2(across, -down).round(6), kind="stable")
    spots = _ellipse(len(order), max(NEAREST, _needed(scene, range(len(order)), FLAT)), FLAT)
    scene.places[_swapped(scene.edges, order, spots)] = spots
    scene.sides, scene.in_rings = _outward(scene), True
    return separate(scene)


def _swapped(edges: Ints, order: Ints, spots: Floats) -> Ints:
    """The order after all swaps that help: `order[i]` stands on `spots[i]`."""
    links = np.zeros((len(order), len(order)))
    links[edges[:, 0], edges[:, 1]] = links[edges[:, 1], edges[:, 0]] = 1.0
    apart = np.hypot(*np.moveaxis(spots[:, None] - spots[None], -1, 0)).round(3)
    better = True
    while better:
        better = False
        for first, second in combinations(range(len(order)), 2):
            linked = links[np.ix_(order[[first, second]], order)]
            linked[:, [first, second]] = 0.0
            if float((linked[0] - linked[1]) @ (apart[first] - apart[second])) > 1.0:
                order[[first, second]] = order[[second, first]]
                better = True
    return order


def _needed(scene: Scene, ring: Sequence[int], flat: float) -> float:
    """How wide a ring must be so that the labels on its left and right half stand one under the other."""
    heights = 2 * (scene.labels[ring][:, 1] + GAP) + 0.6 * MARK_HALF
    return float(heights.sum()) / 4 / flat


def _ellipse(count: int, reach: float, flat: float) -> Floats:
    """Points clockwise from the top on either half: half way between even angles and even heights, which names need."""
    right, left = (count + 1) // 2, count // 2
    shares = [(np.arange(side) + 0.5) / max(side, 1) for side in (right, left)]
    heights = [(2 * share - 1 - np.cos(share * np.pi)) / 2 for share in shares]
    down = np.concatenate([heights[0], heights[1][::-1]])
    across = np.sqrt(1 - down**2) * np.concatenate([np.ones(right), -np.ones(left)])
    return np.stack([across * reach, down * reach * flat], axis=1)


def _near_their_partners(scene: Scene, ring: Sequence[int], hops: Sequence[int]) -> list[int]:
    """The ring in the order of the angles at which its nodes' partners of the ring before stand."""
    return sorted(ring, key=lambda node: round(_angle(scene, node, hops), 6))


def _turned_to_partners(scene: Scene, ring: Sequence[int], hops: Sequence[int], flat: float) -> Floats:
    """The places of a ring, turned so that its nodes stand nearest to the angles of their partners.

    One node alone stands where its partners do.
    """
    places, angles = scene.places[ring], np.array([_angle(scene, node, hops) for node in ring])
    if len(ring) == 1:
        reach = float(np.abs(places).max())
        return np.array([[np.sin(angles[0]) * reach, -np.cos(angles[0]) * reach * flat]])
    stand = np.arctan2(places[:, 0], -places[:, 1])
    off = [float((1 - np.cos(np.roll(stand, -step) - angles)).sum()) for step in range(len(ring))]
    return np.roll(places, -int(np.argmin(np.round(off, 6))), axis=0)


def _angle(scene: Scene, node: int, hops: Sequence[int]) -> float:
    """Clockwise from the top, 0 to 2 pi: where the nearer neighbours of a node stand."""
    links = scene.edges[(scene.edges == node).any(axis=1)]
    others = links.sum(axis=1) - node
    nearer = [int(other) for other in others if hops[other] < hops[node]]
    if not nearer:
        return 0.0
    x, y = scene.places[nearer].mean(axis=0)
    return float(np.arctan2(x, -y) % (2 * np.pi))


def _outward(scene: Scene) -> Ints:
    """Labels away from the middle: to the right and left, at the top above, at the bottom below."""
    ways = np.array(SIDES, dtype=np.float64)
    flatter = scene.places * np.array([1.0, 0.9])
    sides: Ints = np.argmax(flatter @ ways.T, axis=1).astype(np.int64)
    return sides


def _turn_labels(scene: Scene) -> Scene:
    """Turn each label to the side where it hides least; places stay."""
    every = np.arange(len(SIDES), dtype=np.int64)
    for _ in range(2):
        for node in np.flatnonzero(scene.labels.any(axis=1)).tolist():
            cost = costs(scene, node, np.repeat(scene.places[[node]], len(SIDES), axis=0), every)
            best = int(np.argmin(np.round(cost, 6)))
            if cost[best] < cost[int(scene.sides[node])] - 1.0:
                scene.sides[node] = best
    return scene
