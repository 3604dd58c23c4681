"""The network as SVG: the places, shapes, dashes and words that the page shows."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from accordgraph.diagrams.in_force import judge
from accordgraph.diagrams.layout.edge_labels import Badge
from accordgraph.diagrams.layout.laid_out import LINE_PX, LaidOutDiagram, PlacedEdge, PlacedNode
from accordgraph.diagrams.layout.node_labels import readable
from accordgraph.diagrams.svg.elements import Pen, group, number, picture
from accordgraph.diagrams.svg.palette import LIGHT
from accordgraph.diagrams.svg.styles import SMALL_PX, TEXT_PX
from accordgraph.diagrams.wording import look

PAD = 18
FAINT = 0.35  # of lines that nobody disputes, among very many
SMALL_LINE_PX = 15.0
BADGE_DISC_PX = 15.0  # the disc that tells about the day, with the room after it
DISC_PX = 5.0
CORNER_PX = 7
RISE = 0.36  # of the size of letters: how far the base line lies below their middle
CORNERS = {
    "agency": ((-10, -10), (10, -10), (10, 10), (-10, 10)),
    "international": ((0, -13), (13, 0), (0, 13), (-13, 0)),
    "group": ((0, -12), (12, 10), (-12, 10)),
    "other": ((0, 12), (12, -10), (-12, -10)),
}

Point = tuple[float, float]


def network_svg(drawing: LaidOutDiagram, colours: Mapping[str, str] = LIGHT) -> str:
    """The network as one SVG, as large as it is at its own scale: 15 px letters.

    Lines and their words have `data-link`, marks and labels `data-node`: the page's `e3` and `n3`.
    """
    left, top, right, bottom = drawing.box
    width, height = right - left + 2 * PAD, bottom - top + 2 * PAD
    shown = drawing.picture
    box = f"{left - PAD} {top - PAD} {width} {height}"
    drawn = network_group(drawing, Pen(colours))
    return picture(width, height, shown.title, shown.subtitle, drawn, view_box=box)


def network_group(drawing: LaidOutDiagram, pen: Pen) -> str:
    """What is drawn, in the drawing's own places: lines under marks, words on top."""
    crowded = drawing.is_large
    shown = readable(drawing) if crowded else range(len(drawing.marks))
    strokes = [
        group({"data-link": f"e{n}"}, _stroke(drawing, one, pen, FAINT if crowded else None))
        for n, one in enumerate(drawing.strokes)
    ]
    marks = [group({"data-node": f"n{n}"}, _mark(mark, pen)) for n, mark in enumerate(drawing.marks)]
    badges = [
        group({"data-link": f"e{n}"}, *_badge(drawing, one, one.badge, pen))
        for n, one in enumerate(drawing.strokes)
        if one.badge
    ]
    labels = [
        group({"data-node": f"n{n}"}, _label(mark, pen))
        for n, mark in enumerate(drawing.marks)
        if not mark.node.is_basis and n in shown
    ]
    return group({}, *strokes, *marks, *badges, *labels)


def point_on(drawing: LaidOutDiagram, stroke: PlacedEdge, share: float) -> Point:
    """A point of the line, `share` of the way from its start to its end."""
    (ax, ay), (bx, by) = _ends(drawing, stroke)
    cx, cy = _control(drawing, stroke)
    rest = 1 - share
    x = rest * rest * ax + 2 * rest * share * cx + share * share * bx
    y = rest * rest * ay + 2 * rest * share * cy + share * share * by
    return x, y


def mark_shape(kind: str, x: float, y: float, pen: Pen) -> str:
    """The shape of an actor's kind, as on the page."""
    name = f"mark-{kind if kind == 'state' or kind in CORNERS else 'other'}"
    if kind == "state":
        return pen.shape("circle", name, {"cx": x, "cy": y, "r": 11})
    corners = CORNERS.get(kind, CORNERS["other"])
    path = "".join(
        f"{'L' if index else 'M'}{number(x + dx)} {number(y + dy)}" for index, (dx, dy) in enumerate(corners)
    )
    return pen.shape("path", name, {"d": f"{path}Z"})


def force_disc(in_force: str, x: float, y: float, pen: Pen) -> str:
    """A full disc for certainly, half of one for presumably, an empty one for possibly."""
    ring = pen.shape("circle", "force-ring", {"cx": x, "cy": y, "r": DISC_PX})
    if in_force == "certainly":
        return ring + pen.shape("circle", "force-full", {"cx": x, "cy": y, "r": DISC_PX})
    if in_force == "presumably":
        half = f"M{number(x)} {number(y - DISC_PX)}A{DISC_PX:g} {DISC_PX:g} 0 0 0 {number(x)} {number(y + DISC_PX)}Z"
        return ring + pen.shape("path", "force-full", {"d": half})
    return ring


def _ends(drawing: LaidOutDiagram, stroke: PlacedEdge) -> tuple[Point, Point]:
    start, end = drawing.marks[stroke.start], drawing.marks[stroke.end]
    return (start.x, start.y), (end.x, end.y)


def _control(drawing: LaidOutDiagram, stroke: PlacedEdge) -> Point:
    """The point that bends the line: twice as far from its middle as the line is pushed aside, to the left."""
    (ax, ay), (bx, by) = _ends(drawing, stroke)
    dx, dy = bx - ax, by - ay
    far = 2 * stroke.curve / (math.hypot(dx, dy) or 1.0)
    return (ax + bx) / 2 + dy * far, (ay + by) / 2 - dx * far


def _stroke(drawing: LaidOutDiagram, stroke: PlacedEdge, pen: Pen, faint: float | None) -> str:
    (ax, ay), (bx, by) = _ends(drawing, stroke)
    cx, cy = _control(drawing, stroke)
    bend = f"Q{number(cx)} {number(cy)} {number(bx)} {number(by)}" if stroke.curve else f"L{number(bx)} {number(by)}"
    name = look(stroke.link)
    opacity = faint if name == "held" else None
    return pen.shape("path", f"line-{name}", {"d": f"M{number(ax)} {number(ay)}{bend}", "stroke-opacity": opacity})


def _mark(mark: PlacedNode, pen: Pen) -> str:
    if not mark.node.is_basis:
        return mark_shape(mark.node.kind, mark.x, mark.y, pen)
    width, height = mark.half_width, mark.half_height
    box = {"x": mark.x - width, "y": mark.y - height, "width": 2 * width, "height": 2 * height, "rx": CORNER_PX}
    return pen.shape("rect", "mark-box", box) + _words(mark.x, mark.y, mark.lines, pen)


def _label(mark: PlacedNode, pen: Pen) -> str:
    x, y = mark.x + mark.label_x, mark.y + mark.label_y
    return _ground(x, y, mark.half_width, mark.half_height, pen) + _words(x, y, mark.lines, pen)


def _badge(drawing: LaidOutDiagram, stroke: PlacedEdge, badge: Badge, pen: Pen) -> Iterator[str]:
    x, y = point_on(drawing, stroke, badge.share)
    day = drawing.picture.day
    if not (day or badge.lines):
        return
    spare = 0.0 if day else BADGE_DISC_PX / 2  # the room of the disc is kept on every day, and none is drawn without
    yield _ground(x, y, badge.half_width - spare, badge.half_height, pen)
    if day:
        disc = x - badge.half_width + 9 if badge.lines else x
        yield force_disc(judge(stroke.link.when, day).in_force, disc, y, pen)
    if badge.lines:
        aside = x + (BADGE_DISC_PX / 2 if day else 0.0)
        name = f"word-{look(stroke.link)}"
        at = y + SMALL_PX * RISE
        yield pen.lines(aside, at, badge.lines, SMALL_LINE_PX, name, font_weight=400, text_anchor="middle")


def _words(x: float, y: float, words: tuple[str, ...], pen: Pen) -> str:
    return pen.lines(x, y + TEXT_PX * RISE, words, LINE_PX, text_anchor="middle")


def _ground(x: float, y: float, half_width: float, half_height: float, pen: Pen) -> str:
    """A piece of the stage's colour under words, so that no line runs through them."""
    box = {"x": x - half_width, "y": y - half_height, "width": 2 * half_width, "height": 2 * half_height, "rx": 4}
    return pen.shape("rect", "stage", box)
