"""What a line carries (a date, the word "disputed", a mark for the day), and where along it there is room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from accordgraph.diagrams.geometry import Floats, clipped, free_shares, overlaps
from accordgraph.diagrams.layout import Link, Size, Spot
from accordgraph.diagrams.measure import text_width
from accordgraph.diagrams.picture import Edge
from accordgraph.diagrams.scene import MARK_HALF
from accordgraph.diagrams.words import since_on_line, standing_class

TEXT_PX = 13.0
LINE_PX = 15.0
MARK_PX = 15.0  # the disc that tells about the day, with the room after it
SHARES = (0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73, 0.2, 0.8, 0.14, 0.86)
WORDS = {"disputed": "disputed", "not-held": "not held", "held": ""}


@dataclass(frozen=True)
class Badge:
    """`share` is the place on the line between the middles of basis (0) and actor (1)."""

    share: float
    lines: tuple[str, ...]
    half_width: int
    half_height: int


def room(edge: Edge) -> Link:
    """The room that a line needs for all it has to say."""
    ways = _texts(edge)
    badge = _sized(0.5, ways[0] if ways else (), edge)
    more = 0.0 if standing_class(edge) == "held" else 6.0  # its dots should be seen
    return Link(edge.basis, edge.actor, badge.half_width + more, badge.half_height + more)


def place_badges(edges: Sequence[Edge], spots: Mapping[str, Spot], sizes: Sequence[Size]) -> list[Badge | None]:
    """A badge for each edge, in the order given, or None where there is no room and nothing that must be said."""
    taken = _rectangles(spots, sizes)
    by_id = {size.id: size for size in sizes}
    segments = [_segment(edge, spots, by_id) for edge in edges]
    badges: list[Badge | None] = [None] * len(edges)
    for index in sorted(range(len(edges)), key=lambda i: (not _must_speak(edges[i]), _reach(segments[i]), i)):
        badge = _best(edges[index], index, segments, spots, taken)
        badges[index] = badge
        if badge:
            middle = _point(edges[index], badge.share, spots)
            taken.append((middle, np.array([badge.half_width, badge.half_height], dtype=np.float64)))
    return badges


def _must_speak(edge: Edge) -> bool:
    return standing_class(edge) != "held" or edge.in_force is not None


def _texts(edge: Edge) -> list[tuple[str, ...]]:
    """What to say, the fullest first."""
    since, word = since_on_line(edge.since), WORDS[standing_class(edge)]
    ways = [tuple(filter(None, (since, word))), (word,) if word else ()]
    return list(dict.fromkeys(way for way in ways if way or edge.in_force))


def _best(
    edge: Edge,
    index: int,
    segments: list[tuple[Floats, Floats]],
    spots: Mapping[str, Spot],
    taken: list[tuple[Floats, Floats]],
) -> Badge | None:
    ways = _texts(edge)
    for lines in ways:
        places = _candidates(edge, segments[index], lines, spots)
        free = [badge for badge in places if _clear(badge, edge, spots, taken)]
        if free:
            crossed = [_crossed(badge, edge, index, segments, spots) for badge in free]
            return free[crossed.index(min(crossed))]
    if not _must_speak(edge) or not ways:
        return None
    return _sized(0.5, ways[-1], edge)


def _candidates(
    edge: Edge, segment: tuple[Floats, Floats], lines: tuple[str, ...], spots: Mapping[str, Spot]
) -> list[Badge]:
    """Places on the free part of the line, the middle first."""
    centre, towards = _ends(edge, spots)
    whole = towards - centre
    length = max(float(whole @ whole), 1e-9)
    first, last = (float((end - centre) @ whole) / length for end in segment)
    return [_sized(round(first + (last - first) * share, 4), lines, edge) for share in SHARES]


def _sized(share: float, lines: tuple[str, ...], edge: Edge) -> Badge:
    width = max((text_width(line, TEXT_PX) for line in lines), default=0.0) + (MARK_PX if edge.in_force else 0.0)
    height = LINE_PX * max(len(lines), 1)
    return Badge(share, lines, round(width / 2 + 3), round(height / 2 + 1))


def _clear(badge: Badge, edge: Edge, spots: Mapping[str, Spot], taken: list[tuple[Floats, Floats]]) -> bool:
    middle = _point(edge, badge.share, spots)[None]
    half = np.array([[badge.half_width, badge.half_height]], dtype=np.float64)
    centres, halves = (np.array([pair[side] for pair in taken]) for side in (0, 1))
    return not overlaps(middle, half, centres, halves, 3.0).any()


def _crossed(
    badge: Badge, edge: Edge, index: int, segments: list[tuple[Floats, Floats]], spots: Mapping[str, Spot]
) -> int:
    """How many other lines the badge would lie on."""
    starts, ends = (np.array([segment[side] for segment in segments]) for side in (0, 1))
    middle = _point(edge, badge.share, spots)[None]
    within = clipped(starts, ends, middle, np.array([[badge.half_width, badge.half_height]], dtype=np.float64))
    within[index] = 0.0
    return int((within > 0).sum())


def _ends(edge: Edge, spots: Mapping[str, Spot]) -> tuple[Floats, Floats]:
    basis, actor = spots[edge.basis], spots[edge.actor]
    return np.array([basis.x, basis.y], dtype=np.float64), np.array([actor.x, actor.y], dtype=np.float64)


def _point(edge: Edge, share: float, spots: Mapping[str, Spot]) -> Floats:
    start, end = _ends(edge, spots)
    result: Floats = start + (end - start) * share
    return result


def _segment(edge: Edge, spots: Mapping[str, Spot], sizes: Mapping[str, Size]) -> tuple[Floats, Floats]:
    """The part of the line that can be seen: from the border of the box to the mark."""
    centre, towards = _ends(edge, spots)
    box, mark = sizes[edge.basis], np.array([MARK_HALF, MARK_HALF])
    first, last = free_shares(centre, np.array([box.half_width, box.half_height]), towards, mark)
    return centre + (towards - centre) * first, centre + (towards - centre) * last


def _reach(segment: tuple[Floats, Floats]) -> float:
    return round(float(np.hypot(*(segment[1] - segment[0]))), 1)


def _rectangles(spots: Mapping[str, Spot], sizes: Sequence[Size]) -> list[tuple[Floats, Floats]]:
    """All that a badge must keep off: boxes, marks and labels."""
    taken = []
    for size in sizes:
        spot = spots[size.id]
        text = np.array([size.half_width, size.half_height])
        taken.append((np.array([spot.x, spot.y], dtype=np.float64), text if size.is_basis else np.full(2, MARK_HALF)))
        if not size.is_basis:
            taken.append((np.array([spot.x + spot.label_x, spot.y + spot.label_y], dtype=np.float64), text))
    return taken
