"""A picture with every place settled: what the page, the files without a browser and the text forms all draw from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from accordgraph.diagrams.badges import Badge, place_badges, room
from accordgraph.diagrams.layout import Size, Spot, lay_out
from accordgraph.diagrams.measure import text_width, wrap
from accordgraph.diagrams.picture import Link, Node, Picture
from accordgraph.diagrams.scene import MARK_HALF
from accordgraph.graph.visible import visible

TEXT_PX = 15.0
LINE_PX = 18.0
CURVE_PX = 26  # how far apart parallel lines are at their middle


@dataclass(frozen=True)
class Mark:
    """A node where it stands, in whole pixels: the middle of its mark or box, and of its label seen from there.

    `half_width` and `half_height` are those of the box or of the label. `rank` is how important its label is, 0 first.
    """

    node: Node
    x: int
    y: int
    lines: tuple[str, ...]
    half_width: int
    half_height: int
    label_x: int
    label_y: int
    rank: int


@dataclass(frozen=True)
class Stroke:
    """A link as a line between two marks, given by their places in `Drawing.marks`.

    `curve` is by how many pixels its middle is pushed aside, to the left as seen from `start`; 0 is straight.
    """

    link: Link
    start: int
    end: int
    curve: int
    badge: Badge | None


@dataclass(frozen=True)
class Drawing:
    """Marks sorted boxes first, then by id; strokes in the order of the picture's links; left, top, right, bottom."""

    picture: Picture
    marks: tuple[Mark, ...]
    strokes: tuple[Stroke, ...]
    box: tuple[int, int, int, int]


def plan(picture: Picture) -> Drawing:
    """Lay a picture out. The order of its nodes does not matter."""
    nodes = sorted(picture.nodes, key=lambda node: (not node.is_basis, node.id))
    texts = [_lines(node) for node in nodes]
    sizes = [_size(node, lines) for node, lines in zip(nodes, texts, strict=True)]
    shows_day = picture.day is not None
    spots = lay_out(sizes, [room(link, shows_day=shows_day) for link in picture.links])
    ranks = _ranks(picture)
    marks = tuple(
        _mark(node, size, spots[node.id], lines, ranks[node.id])
        for node, size, lines in zip(nodes, sizes, texts, strict=True)
    )
    badges = place_badges(picture.links, spots, sizes, shows_day=shows_day)
    return Drawing(picture, marks, _strokes(picture.links, badges, nodes), _box(marks))


def _lines(node: Node) -> tuple[str, ...]:
    width = 160.0 if node.is_basis else 120.0
    return wrap(visible(node.label).strip() or visible(node.id) or "?", width, TEXT_PX, most_lines=4)


def _size(node: Node, lines: tuple[str, ...]) -> Size:
    width = max(text_width(line, TEXT_PX) for line in lines)
    inset_x, inset_y = (11.0, 8.0) if node.is_basis else (1.0, 0.0)
    return Size(node.id, width / 2 + inset_x, LINE_PX * len(lines) / 2 + inset_y, node.is_basis)


def _ranks(picture: Picture) -> dict[str, int]:
    degree = Counter(end for link in picture.links for end in link.ends)
    order = sorted(picture.nodes, key=lambda node: (node.hop, -degree[node.id], node.id))
    return {node.id: rank for rank, node in enumerate(order)}


def _mark(node: Node, size: Size, spot: Spot, lines: tuple[str, ...], rank: int) -> Mark:
    half = round(size.half_width), round(size.half_height)
    return Mark(node, spot.x, spot.y, lines, *half, spot.label_x, spot.label_y, rank)


def _strokes(links: Sequence[Link], badges: Sequence[Badge | None], nodes: Sequence[Node]) -> tuple[Stroke, ...]:
    place = {node.id: index for index, node in enumerate(nodes)}
    seen: Counter[frozenset[str]] = Counter()
    strokes = []
    for link, badge in zip(links, badges, strict=True):
        pair = frozenset(link.ends)
        strokes.append(Stroke(link, place[link.start], place[link.end], CURVE_PX * seen[pair], badge))
        seen[pair] += 1
    return tuple(strokes)


def _box(marks: Sequence[Mark]) -> tuple[int, int, int, int]:
    edges = [_edges(mark) for mark in marks] or [(0, 0, 1, 1)]
    lefts, tops, rights, bottoms = zip(*edges, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _edges(mark: Mark) -> tuple[int, int, int, int]:
    half = 0 if mark.node.is_basis else int(MARK_HALF)
    middle_x, middle_y = mark.x + mark.label_x, mark.y + mark.label_y
    return (
        min(mark.x - half, middle_x - mark.half_width),
        min(mark.y - half, middle_y - mark.half_height),
        max(mark.x + half, middle_x + mark.half_width),
        max(mark.y + half, middle_y + mark.half_height),
    )
