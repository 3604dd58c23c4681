"""What a line carries (a date, the word "disputed", a disc for the day), and where along it there is room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from accordgraph.diagrams.facts import Link
from accordgraph.diagrams.layout.geometry import Floats, Ints, bent, clipped, free_shares, overlaps
from accordgraph.diagrams.layout.text_width import text_width

TEXT_PX = 13.0
LINE_PX = 15.0
DISC_PX = 15.0  # the disc that tells about the day, with the room after it: always kept, for a reader may choose a day
SHARES = np.array([0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73, 0.2, 0.8, 0.14, 0.86])
PIECES = 8  # a bent line is approximated by this many straight ones
FREE = 3.0  # pixels between a badge and what it keeps off


@dataclass(frozen=True)
class Badge:
    """`share` is the place on the line between the middles of its start (0) and its end (1)."""

    share: float
    lines: tuple[str, ...]
    half_width: int
    half_height: int


@dataclass(frozen=True)
class Lines:
    """Lines as rows of arrays: where they start and end, half the size of what stands there, and how far they bend."""

    starts: Floats
    ends: Floats
    start_halves: Floats
    end_halves: Floats
    curves: Floats

    def points(self, line: int, shares: Floats) -> Floats:
        """Places on one line."""
        return bent(self.starts[line], self.ends[line], self.curves[line], shares[:, None])

    def pieces(self) -> tuple[Floats, Floats, Ints]:
        """Straight pieces, and the number of the line that each belongs to."""
        shares = np.linspace(0.0, 1.0, PIECES + 1)
        bends = np.flatnonzero(self.curves)
        straight = np.flatnonzero(self.curves == 0)
        broken = [self.points(int(line), shares) for line in bends]
        starts = np.concatenate([self.starts[straight], *(points[:-1] for points in broken)])
        ends = np.concatenate([self.ends[straight], *(points[1:] for points in broken)])
        return starts, ends, np.concatenate([straight, np.repeat(bends, PIECES)])


def must_speak(link: Link) -> bool:
    """Whether a line must say something, room or not."""
    return link.look != "held"


def fullest(link: Link) -> tuple[float, float]:
    """Half the width and height of all that a line would say."""
    badge = _sized(0.5, _texts(link)[0])
    more = 6.0 if must_speak(link) else 0.0  # its dots should be seen
    return badge.half_width + more, badge.half_height + more


def sayings(link: Link) -> list[Badge]:
    """What a line may say where there is room for it, the fullest first."""
    return [_sized(0.5, text) for text in _texts(link) if text]


def place_badges(links: Sequence[Link], lines: Lines, centres: Floats, halves: Floats) -> list[Badge]:
    """A badge for each link, in the order given: what must be said first, then long lines before short ones.

    `centres` and `halves` are the rectangles of marks, boxes and labels, which a badge keeps off; where there is no
    room for a date the badge is only as large as the disc.
    """
    count, known = len(links), len(centres)
    taken = np.concatenate([centres, np.zeros((count, 2))]), np.concatenate([halves, np.zeros((count, 2))])
    pieces = lines.pieces()
    lengths = np.hypot(*(lines.ends - lines.starts).T).round(1) if count else np.zeros(0)
    badges: dict[int, Badge] = {}
    for index in sorted(range(count), key=lambda i: (not must_speak(links[i]), lengths[i], i)):
        badge, middle = _best(_texts(links[index]), index, lines, pieces, (taken[0][:known], taken[1][:known]))
        taken[0][known], taken[1][known] = middle, (badge.half_width, badge.half_height)
        known, badges[index] = known + 1, badge
    return [badges[index] for index in range(count)]


def _texts(link: Link) -> list[tuple[str, ...]]:
    """What to say, the fullest first; the least is nothing, where nothing must be said."""
    doubt, mark = link.words.doubt, link.words.since_mark
    since = [link.words.since_short, *([mark] if mark else [])] if link.words.since_short else []
    texts = [tuple(filter(None, (*since, doubt))), (doubt,) if doubt else ()]
    return list(dict.fromkeys(texts))


def _best(
    texts: Sequence[tuple[str, ...]],
    index: int,
    lines: Lines,
    pieces: tuple[Floats, Floats, Ints],
    taken: tuple[Floats, Floats],
) -> tuple[Badge, Floats]:
    """The fullest badge that covers nothing; else the least, where it covers least."""
    tried = [_attempt(text, index, lines, pieces, taken) for text in texts]
    clear = [(badge, point) for badge, point, covered in tried if covered == 0]
    return clear[0] if clear else tried[-1][:2]


def _attempt(
    text: tuple[str, ...],
    index: int,
    lines: Lines,
    pieces: tuple[Floats, Floats, Ints],
    taken: tuple[Floats, Floats],
) -> tuple[Badge, Floats, float]:
    """The best place for one wording, the middle of the line first, and how many pixels it covers there."""
    first, last = free_shares(
        lines.starts[index], lines.start_halves[index], lines.ends[index], lines.end_halves[index]
    )
    shares = np.round(first + (last - first) * SHARES, 4)
    badge, points = _sized(0.5, text), lines.points(index, shares)
    half = np.array([badge.half_width, badge.half_height], dtype=np.float64)
    covered = overlaps(points[:, None], half, *taken, FREE).sum(axis=1).round(3)
    best = int(np.lexsort((np.arange(len(SHARES)), _crossed(points, half, index, pieces), covered))[0])
    return _sized(float(shares[best]), text), points[best], float(covered[best])


def _crossed(points: Floats, half: Floats, index: int, pieces: tuple[Floats, Floats, Ints]) -> Ints:
    """How many other lines a badge would lie on, at each of some points."""
    starts, ends, owners = pieces
    within = clipped(starts, ends, points[:, None], half) * (owners != index)
    crossed: Ints = (within > 0).sum(axis=1)
    return crossed


def _sized(share: float, lines: tuple[str, ...]) -> Badge:
    width = DISC_PX + max((text_width(line, TEXT_PX) for line in lines), default=0.0)
    height = LINE_PX * max(len(lines), 1)
    return Badge(share, lines, round(width / 2 + 3), round(height / 2 + 1))
