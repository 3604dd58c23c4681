"""What a line carries (a date, the word "disputed", a mark for the day), and where along it there is room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from accordgraph.diagrams.geometry import Floats, clipped, free_shares, overlaps
from accordgraph.diagrams.layout import Size, Spot, Wire
from accordgraph.diagrams.measure import text_width
from accordgraph.diagrams.picture import Link
from accordgraph.diagrams.scene import MARK_HALF
from accordgraph.diagrams.words import look, since_on_line

TEXT_PX = 13.0
LINE_PX = 15.0
MARK_PX = 15.0  # the disc that tells about the day, with the room after it
SHARES = (0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73, 0.2, 0.8, 0.14, 0.86)
WORDS = {"disputed": "disputed", "not-held": "not held", "held": ""}


@dataclass(frozen=True)
class Badge:
    """`share` is the place on the line between the middles of its start (0) and its end (1)."""

    share: float
    lines: tuple[str, ...]
    half_width: int
    half_height: int


def room(link: Link, *, shows_day: bool) -> Wire:
    """The room that a line needs for all it has to say."""
    ways = _texts(link, shows_day)
    badge = _sized(0.5, ways[0] if ways else (), shows_day)
    more = 0.0 if look(link) == "held" else 6.0  # its dots should be seen
    return Wire(link.end, link.start, badge.half_width + more, badge.half_height + more)


def place_badges(
    links: Sequence[Link], spots: Mapping[str, Spot], sizes: Sequence[Size], *, shows_day: bool
) -> list[Badge | None]:
    """A badge for each link, in the order given, or None where there is no room and nothing that must be said."""
    taken = _rectangles(spots, sizes)
    by_id = {size.id: size for size in sizes}
    segments = [_segment(link, spots, by_id) for link in links]
    badges: list[Badge | None] = [None] * len(links)
    for index in sorted(
        range(len(links)), key=lambda i: (not (shows_day or _must_speak(links[i])), _reach(segments[i]), i)
    ):
        badge = _best(links[index], index, segments, spots, taken, shows_day)
        badges[index] = badge
        if badge:
            middle = _point(links[index], badge.share, spots)
            taken.append((middle, np.array([badge.half_width, badge.half_height], dtype=np.float64)))
    return badges


def _must_speak(link: Link) -> bool:
    return look(link) != "held"


def _texts(link: Link, shows_day: bool) -> list[tuple[str, ...]]:
    """What to say, the fullest first."""
    since, word = since_on_line(link.when.since), WORDS[look(link)]
    ways = [tuple(filter(None, (since, word))), (word,) if word else ()]
    return list(dict.fromkeys(way for way in ways if way or shows_day))


def _best(
    link: Link,
    index: int,
    segments: list[tuple[Floats, Floats]],
    spots: Mapping[str, Spot],
    taken: list[tuple[Floats, Floats]],
    shows_day: bool,
) -> Badge | None:
    ways = _texts(link, shows_day)
    for lines in ways:
        places = _candidates(link, segments[index], lines, spots, shows_day)
        free = [badge for badge in places if _clear(badge, link, spots, taken)]
        if free:
            crossed = [_crossed(badge, link, index, segments, spots) for badge in free]
            return free[crossed.index(min(crossed))]
    if not (shows_day or _must_speak(link)) or not ways:
        return None
    return _sized(0.5, ways[-1], shows_day)


def _candidates(
    link: Link, segment: tuple[Floats, Floats], lines: tuple[str, ...], spots: Mapping[str, Spot], shows_day: bool
) -> list[Badge]:
    """Places on the free part of the line, the middle first."""
    centre, towards = _ends(link, spots)
    whole = towards - centre
    length = max(float(whole @ whole), 1e-9)
    first, last = (float((end - centre) @ whole) / length for end in segment)
    return [_sized(round(first + (last - first) * share, 4), lines, shows_day) for share in SHARES]


def _sized(share: float, lines: tuple[str, ...], shows_day: bool) -> Badge:
    width = max((text_width(line, TEXT_PX) for line in lines), default=0.0) + (MARK_PX if shows_day else 0.0)
    height = LINE_PX * max(len(lines), 1)
    return Badge(share, lines, round(width / 2 + 3), round(height / 2 + 1))


def _clear(badge: Badge, link: Link, spots: Mapping[str, Spot], taken: list[tuple[Floats, Floats]]) -> bool:
    middle = _point(link, badge.share, spots)[None]
    half = np.array([[badge.half_width, badge.half_height]], dtype=np.float64)
    centres, halves = (np.array([pair[side] for pair in taken]) for side in (0, 1))
    return not overlaps(middle, half, centres, halves, 3.0).any()


def _crossed(
    badge: Badge, link: Link, index: int, segments: list[tuple[Floats, Floats]], spots: Mapping[str, Spot]
) -> int:
    """How many other lines the badge would lie on."""
    starts, ends = (np.array([segment[side] for segment in segments]) for side in (0, 1))
    middle = _point(link, badge.share, spots)[None]
    within = clipped(starts, ends, middle, np.array([[badge.half_width, badge.half_height]], dtype=np.float64))
    within[index] = 0.0
    return int((within > 0).sum())


def _ends(link: Link, spots: Mapping[str, Spot]) -> tuple[Floats, Floats]:
    start, end = spots[link.start], spots[link.end]
    return np.array([start.x, start.y], dtype=np.float64), np.array([end.x, end.y], dtype=np.float64)


def _point(link: Link, share: float, spots: Mapping[str, Spot]) -> Floats:
    start, end = _ends(link, spots)
    result: Floats = start + (end - start) * share
    return result


def _segment(link: Link, spots: Mapping[str, Spot], sizes: Mapping[str, Size]) -> tuple[Floats, Floats]:
    """The part of the line that can be seen: from the border of the box to the mark."""
    centre, towards = _ends(link, spots)
    first, last = free_shares(centre, _halves(sizes[link.start]), towards, _halves(sizes[link.end]))
    return centre + (towards - centre) * first, centre + (towards - centre) * last


def _halves(size: Size) -> Floats:
    return np.array([size.half_width, size.half_height] if size.is_basis else [MARK_HALF, MARK_HALF])


def _reach(segment: tuple[Floats, Floats]) -> float:
    return round(float(np.hypot(*(segment[1] - segment[0]))), 1)


def _rectangles(spots: Mapping[str, Spot], sizes: Sequence[Size]) -> list[tuple[Floats, Floats]]:
    """All that a badge must keep off: boxes, marks and labels."""
    taken = []
    for size in sizes:
        spot = spots[size.id]
        text = np.array([size.half_width, size.half_height])
        taken.append((np.array([spot.x, spot.y], dtype=np.float64), _halves(size)))
        if not size.is_basis:
            taken.append((np.array([spot.x + spot.label_x, spot.y + spot.label_y], dtype=np.float64), text))
    return taken
