"""One part of a picture while it is being laid out: sizes, places, label sides, and what they cost a reader."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from accordgraph.diagrams.layout.geometry import Floats, Ints, clipped, crossing, free_shares, overlaps

MARK_HALF = 11.0  # half the side of an actor's mark, in pixels
GAP = 7.0  # what should stay free between two rectangles
FREE = 18.0  # how much of a line should be seen beside its date
SIDES = ((0, 1), (0, -1), (1, 0), (-1, 0))  # below, above, right, left
SIDE_COST = np.array([0.0, 1.0, 3.0, 3.0])
OVERLAP, TOUCH, HIDDEN, HIT, CROSSED, STRAIN, FAR = 10.0, 50.0, 1.5, 40.0, 70.0, 80.0, 0.2  # costs, tried by eye
FLATTER = np.array([1.5, 3.0])  # what is far above or below costs more than what is far aside: screens are wide
BADGE = 0.35  # an overlap with a date weighs less than one with a name: a date can slide


@dataclass
class Scene:
    """Nodes 0..n-1. `labels` is zero for boxes, which hold their text; `badges` is the room for each edge's date."""

    halves: Floats
    labels: Floats
    edges: Ints
    badges: Floats
    places: Floats
    sides: Ints
    in_rings: bool = False  # which nothing may bend

    def copy(self, places: Floats) -> Scene:
        """The same nodes elsewhere."""
        return Scene(self.halves, self.labels, self.edges, self.badges, places, self.sides.copy(), self.in_rings)

    def label_centres(self) -> Floats:
        """Where the middle of each label lies."""
        return self.places + label_offsets(self.halves, self.labels, self.sides)

    def extent(self) -> tuple[Floats, Floats]:
        """The lowest and the highest corner over boxes, marks and labels."""
        middle, halves = self.outer()
        return (self.places + middle - halves).min(axis=0), (self.places + middle + halves).max(axis=0)

    def outer(self) -> tuple[Floats, Floats]:
        """For each node the rectangle around mark and label: its centre, relative to the node, and half its size."""
        offset = label_offsets(self.halves, self.labels, self.sides)
        low = np.minimum(-self.halves, offset - self.labels)
        high = np.maximum(self.halves, offset + self.labels)
        return (low + high) / 2, (high - low) / 2

    def badge_centres(self, edges: Ints) -> Floats:
        """The middle of the part of each line that can be seen."""
        a, b = edges[:, 0], edges[:, 1]
        return _middles(self.places[a], self.halves[a], self.places[b], self.halves[b])


def label_offsets(halves: Floats, labels: Floats, sides: Ints) -> Floats:
    """From the middle of each mark to the middle of its label."""
    way = np.array(SIDES, dtype=np.float64)[sides]
    result: Floats = way * (halves + labels + 3.0) * (labels.max(axis=-1) > 0)[..., None]
    return result


def _middles(starts: Floats, start_halves: Floats, ends: Floats, end_halves: Floats) -> Floats:
    first, last = free_shares(starts, start_halves, ends, end_halves)
    result: Floats = starts + (ends - starts) * ((first + last) / 2)[..., None]
    return result


def costs(scene: Scene, node: int, places: Floats, sides: Ints) -> Floats:
    """How badly one node would stand at each of some places, its label at each of some sides."""
    touching = (scene.edges == node).any(axis=1)
    mine, rest = scene.edges[touching], scene.edges[~touching]
    far = np.where(mine[:, 0] == node, mine[:, 1], mine[:, 0])
    label = places + label_offsets(scene.halves[node], scene.labels[node], sides)
    ends = np.broadcast_to(scene.places[far], (len(places), len(far), 2))
    badges = _middles(places[:, None], scene.halves[node], ends, scene.halves[far])
    total = SIDE_COST[sides] * scene.labels[node].any()
    total = total + FAR * np.hypot(*((places - scene.places.mean(axis=0)) * FLATTER).T)
    own = np.concatenate([places[:, None], label[:, None], badges], axis=1)
    own_halves = np.concatenate([scene.halves[[node]], scene.labels[[node]], scene.badges[touching]])
    total = total + _overlap_costs(scene, node, rest, own, own_halves, scene.badges[~touching])
    total = total + STRAIN * _strain(scene, node, far, places[:, None], ends, scene.badges[touching])
    result: Floats = total + _line_costs(scene, node, rest, far, own[:, :2], own_halves[:2], ends)
    return result


def _overlap_costs(scene: Scene, node: int, rest: Ints, own: Floats, own_halves: Floats, badges: Floats) -> Floats:
    others = np.arange(len(scene.places)) != node
    boxes, texts, dates = scene.places[others], scene.label_centres()[others], scene.badge_centres(rest)
    against = np.concatenate([boxes, texts, dates])
    against_halves = np.concatenate([scene.halves[others], scene.labels[others], badges])
    weight = np.where(np.arange(own.shape[1]) < 2, 1.0, BADGE)
    their = np.where(np.arange(len(against)) < 2 * len(boxes), 1.0, BADGE) * against_halves.any(axis=1)
    into = overlaps(own[:, :, None], own_halves[:, None], against, against_halves, GAP)
    within = overlaps(own[:, :, None], own_halves[:, None], own[:, None], own_halves, GAP)
    count = own.shape[1]
    pairs = np.triu(np.ones((count, count)), 1)
    pairs[0, 1] = 0.0
    first = (OVERLAP * into + TOUCH * (into > 0)) * (weight[:, None] * their)
    second = (OVERLAP * within + TOUCH * (within > 0)) * pairs * (weight[:, None] * weight)
    result: Floats = first.sum(axis=(1, 2)) + second.sum(axis=(1, 2))
    return result


def _line_costs(
    scene: Scene, node: int, rest: Ints, far: Ints, own: Floats, own_halves: Floats, ends: Floats
) -> Floats:
    places = own[:, :1]
    count = len(scene.places)
    texts = np.concatenate([scene.places, scene.label_centres()])
    halves = np.concatenate([scene.halves, scene.labels]) + 3.0
    through = clipped(places[:, :, None], ends[:, :, None], texts, halves)
    through[:, :, [node, count + node]] = 0.0
    through[:, np.arange(len(far)), far] = 0.0
    mine = clipped(places, ends, own[:, 1:], own_halves[1] + 2.0) if scene.labels[node].any() else np.zeros((1, 1))
    starts, stops = scene.places[rest[:, 0]], scene.places[rest[:, 1]]
    across = clipped(starts, stops, own[:, :, None], own_halves[:, None] + 3.0) * np.any(
        own_halves, axis=1, keepdims=True
    )
    crossed = crossing(places[:, :, None], ends[:, :, None], starts, stops)
    hidden = sum(_hidden(part) for part in (through, mine, across))
    total: Floats = hidden + CROSSED * crossed.sum(axis=(1, 2))
    return total


def _hidden(within: Floats) -> Floats:
    result: Floats = (HIDDEN * within + HIT * (within > 0)).reshape(len(within), -1).sum(axis=1)
    return result


def _strain(scene: Scene, node: int, far: Ints, places: Floats, ends: Floats, badges: Floats) -> Floats:
    """How far the part of each line that can be seen is from the length that its date needs."""
    along = ends - places
    length = np.maximum(np.hypot(along[..., 0], along[..., 1]), 1e-9)
    first, last = free_shares(places, scene.halves[node], ends, scene.halves[far])
    wanted = FREE + 2 * (np.abs(along) / length[..., None] * badges).sum(axis=-1)
    result: Floats = (((last - first) * length - wanted) ** 2 / wanted**2).sum(axis=1)
    return result


def total_cost(scene: Scene) -> float:
    """What the whole part costs a reader."""
    nodes = range(len(scene.places))
    return sum(float(costs(scene, node, scene.places[[node]], scene.sides[[node]])[0]) for node in nodes)
