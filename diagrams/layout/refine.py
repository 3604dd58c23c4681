"""Small moves that make a drawing easier to read: label sides, a hill climb, and a last pushing apart."""

from __future__ import annotations

import numpy as np

from accordgraph.diagrams.layout.cost import GAP, SIDES, Scene, costs
from accordgraph.diagrams.layout.geometry import Floats

DIRECTIONS = tuple((np.cos(turn), np.sin(turn)) for turn in np.arange(8) * np.pi / 4)
ROUND = tuple((np.cos(turn), np.sin(turn)) for turn in np.arange(20) * np.pi / 10)
STEPS = (60.0, 30.0, 15.0, 8.0)  # pixels
MOST_PUSHES = 1000
MOST_PUSHED = 1500  # nodes; every pair is looked at
WORK = 600  # nodes times sweeps: about a second
MOST_STEPS = 120  # nodes; above it they are moved by one step only


def choose_sides(scene: Scene) -> Scene:
    """Put each label away from the lines of its actor."""
    pull = np.zeros_like(scene.places)
    for a, b in scene.edges:
        along = scene.places[b] - scene.places[a]
        unit = along / max(float(np.hypot(*along)), 1e-9)
        pull[a] += unit
        pull[b] -= unit
    flatter = pull * np.array([0.6, 1.0])  # above and below save width
    scene.sides = np.argmin(flatter @ np.array(SIDES, dtype=np.float64).T, axis=1).astype(np.int64)
    return scene


def improve(scene: Scene) -> Scene:
    """Move one node, or turn one label, wherever that lowers the cost; stop when nothing helps."""
    count = len(scene.places)
    sweeps = max(1, min(5, WORK // (count * len(STEPS))))
    for step in STEPS if count <= MOST_STEPS else STEPS[1:2]:
        still = 0  # nodes in a row for which nothing helped
        for turn in range(sweeps * count):
            still = 0 if _better(scene, turn % count, step) else still + 1
            if still == count:
                break
    return scene


def _better(scene: Scene, node: int, step: float) -> bool:
    """Take the best of some places and four sides for one node; tell whether anything changed."""
    ways = np.concatenate(
        [scene.places[[node]], scene.places[node] + np.array(DIRECTIONS) * step, _around(scene, node)]
    )
    turns = len(SIDES) if scene.labels[node].any() else 1
    places = np.repeat(ways, turns, axis=0)
    sides = np.tile(np.arange(turns, dtype=np.int64), len(ways))
    cost = costs(scene, node, places, sides)
    best = int(np.argmin(np.round(cost, 6)))
    if cost[best] >= cost[int(scene.sides[node])] - 1e-3:
        return False
    scene.places[node], scene.sides[node] = places[best], sides[best]
    return True


def _around(scene: Scene, node: int) -> Floats:
    """For a node with one link: the places around the other end, where a gap may be."""
    links = scene.edges[(scene.edges == node).any(axis=1)]
    if len(links) != 1:
        return np.zeros((0, 2))
    other = int(links[0].sum()) - node
    reach = np.array([70.0, 56.0]) + scene.halves[other] + scene.halves[node] / 2
    result: Floats = scene.places[other] + np.array(ROUND) * reach
    return result


def separate(scene: Scene) -> Scene:
    """Push apart whatever still overlaps, the shorter way; where that goes round in circles, make more room."""
    middle, halves = scene.outer()
    for attempt in range(MOST_PUSHES if len(scene.places) <= MOST_PUSHED else 0):
        if not _push(scene, middle, halves):
            break
        if attempt % 50 == 49:
            scene.places = scene.places * 1.06
    return scene


def _push(scene: Scene, middle: Floats, halves: Floats) -> bool:
    centres = scene.places + middle
    apart = centres[:, None, :] - centres[None, :, :]
    into = halves[:, None, :] + halves[None, :, :] + GAP - np.abs(apart)
    touching = np.minimum(into[..., 0], into[..., 1]) > 0.01
    np.fill_diagonal(touching, False)
    if not touching.any():
        return False
    order = np.sign(np.arange(len(centres))[:, None] - np.arange(len(centres))[None, :])
    way = np.where(apart == 0, order[:, :, None], np.sign(apart))
    flat = into[..., 0] < into[..., 1]
    push = np.stack([np.where(flat, into[..., 0], 0.0), np.where(flat, 0.0, into[..., 1])], axis=2)
    scene.places = scene.places + (way * push * touching[:, :, None]).sum(axis=1) * 0.52
    return True
