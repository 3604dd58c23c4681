"""The network as SVG: the places, shapes, dashes and words that the page shows."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from accordgraph.diagrams.layout.edge_labels import Badge
from accordgraph.diagrams.layout.laid_out import LINE_PX, LaidOutDiagram, PlacedEdge, PlacedNode
from accordgraph.diagrams.layout.node_labels import readable
from accordgraph.diagrams.svg.elements import Painter, group, number, svg_document
from accordgraph.diagrams.svg.styles import LIGHT, SMALL_PX, TEXT_PX

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


def network_svg(layout: LaidOutDiagram, colours: Mapping[str, str] = LIGHT) -> str:
    """The network as one SVG, as large as it is at its own scale: 15 px letters.

    Lines and their words have `data-link`, marks and labels `data-node`: the page's `e3` and `n3`.
    """
    left, top, right, bottom = layout.box
    width, height = right - left + 2 * PAD, bottom - top + 2 * PAD
    box = f"{left - PAD} {top - PAD} {width} {height}"
    drawn = network_group(layout, Painter(colours))
    return svg_document(width, height, layout.diagram.title, layout.diagram.subtitle, drawn, view_box=box)


def network_group(layout: LaidOutDiagram, painter: Painter) -> str:
    """What is drawn, in the drawing's own places: lines under marks, words on top."""
    crowded = layout.is_large
    named = readable(layout) if crowded else range(len(layout.nodes))
    edges = [
        group({"data-link": f"e{n}"}, _edge(layout, one, painter, FAINT if crowded else None))
        for n, one in enumerate(layout.edges)
    ]
    nodes = [group({"data-node": f"n{n}"}, _node_at(placed, painter)) for n, placed in enumerate(layout.nodes)]
    badges = [
        group({"data-link": f"e{n}"}, *_badge(layout, one, one.badge, painter))
        for n, one in enumerate(layout.edges)
        if one.badge
    ]
    labels = [
        group({"data-node": f"n{n}"}, _label(placed, painter))
        for n, placed in enumerate(layout.nodes)
        if not placed.node.is_basis and n in named
    ]
    return group({}, *edges, *nodes, *badges, *labels)


def point_on(layout: LaidOutDiagram, edge: PlacedEdge, share: float) -> Point:
    """A point of the line, `share` of the way from its start to its end."""
    (ax, ay), (bx, by) = _ends(layout, edge)
    cx, cy = _control(layout, edge)
    rest = 1 - share
    x = rest * rest * ax + 2 * rest * share * cx + share * share * bx
    y = rest * rest * ay + 2 * rest * share * cy + share * share * by
    return x, y


def mark_shape(kind: str, x: float, y: float, painter: Painter) -> str:
    """The shape of an actor's kind, as on the page."""
    name = f"mark-{kind if kind == 'state' or kind in CORNERS else 'other'}"
    if kind == "state":
        return painter.shape("circle", name, {"cx": x, "cy": y, "r": 11})
    corners = CORNERS.get(kind, CORNERS["other"])
    path = "".join(
        f"{'L' if index else 'M'}{number(x + dx)} {number(y + dy)}" for index, (dx, dy) in enumerate(corners)
    )
    return painter.shape("path", name, {"d": f"{path}Z"})


def force_disc(in_force: str | None, x: float, y: float, painter: Painter) -> str:
    """A full disc for certainly, half of one for presumably or provisionally, else an empty one."""
    ring = painter.shape("circle", "force-ring", {"cx": x, "cy": y, "r": DISC_PX})
    if in_force == "certainly":
        return ring + painter.shape("circle", "force-full", {"cx": x, "cy": y, "r": DISC_PX})
    if in_force in ("presumably", "provisionally"):
        half = f"M{number(x)} {number(y - DISC_PX)}A{DISC_PX:g} {DISC_PX:g} 0 0 0 {number(x)} {number(y + DISC_PX)}Z"
        return ring + painter.shape("path", "force-full", {"d": half})
    return ring


def _ends(layout: LaidOutDiagram, edge: PlacedEdge) -> tuple[Point, Point]:
    start, end = layout.nodes[edge.start], layout.nodes[edge.end]
    return (start.x, start.y), (end.x, end.y)


def _control(layout: LaidOutDiagram, edge: PlacedEdge) -> Point:
    """The point that bends the line: twice as far from its middle as the line is pushed aside, to the left."""
    (ax, ay), (bx, by) = _ends(layout, edge)
    dx, dy = bx - ax, by - ay
    far = 2 * edge.curve / (math.hypot(dx, dy) or 1.0)
    return (ax + bx) / 2 + dy * far, (ay + by) / 2 - dx * far


def _edge(layout: LaidOutDiagram, edge: PlacedEdge, painter: Painter, faint: float | None) -> str:
    (ax, ay), (bx, by) = _ends(layout, edge)
    cx, cy = _control(layout, edge)
    bend = f"Q{number(cx)} {number(cy)} {number(bx)} {number(by)}" if edge.curve else f"L{number(bx)} {number(by)}"
    name = edge.link.look
    opacity = faint if name == "held" else None
    return painter.shape("path", f"line-{name}", {"d": f"M{number(ax)} {number(ay)}{bend}", "stroke-opacity": opacity})


def _node_at(placed: PlacedNode, painter: Painter) -> str:
    if not placed.node.is_basis:
        return mark_shape(placed.node.kind, placed.x, placed.y, painter)
    width, height = placed.half_width, placed.half_height
    box = {"x": placed.x - width, "y": placed.y - height, "width": 2 * width, "height": 2 * height, "rx": CORNER_PX}
    return painter.shape("rect", "mark-box", box) + _words(placed.x, placed.y, placed.lines, painter)


def _label(placed: PlacedNode, painter: Painter) -> str:
    x, y = placed.x + placed.label_x, placed.y + placed.label_y
    return _ground(x, y, placed.half_width, placed.half_height, painter) + _words(x, y, placed.lines, painter)


def _badge(layout: LaidOutDiagram, edge: PlacedEdge, badge: Badge, painter: Painter) -> Iterator[str]:
    x, y = point_on(layout, edge, badge.share)
    day = layout.diagram.day
    if not (day or badge.lines):
        return
    spare = 0.0 if day else BADGE_DISC_PX / 2  # the room of the disc is kept on every day, and none is drawn without
    yield _ground(x, y, badge.half_width - spare, badge.half_height, painter)
    if day:
        disc = x - badge.half_width + 9 if badge.lines else x
        yield force_disc(edge.link.in_force, disc, y, painter)
    if badge.lines:
        aside = x + (BADGE_DISC_PX / 2 if day else 0.0)
        name = f"word-{edge.link.look}"
        at = y + SMALL_PX * RISE
        yield painter.lines(aside, at, badge.lines, SMALL_LINE_PX, name, font_weight=400, text_anchor="middle")


def _words(x: float, y: float, words: tuple[str, ...], painter: Painter) -> str:
    return painter.lines(x, y + TEXT_PX * RISE, words, LINE_PX, text_anchor="middle")


def _ground(x: float, y: float, half_width: float, half_height: float, painter: Painter) -> str:
    """A piece of the stage's colour under words, so that no line runs through them."""
    box = {"x": x - half_width, "y": y - half_height, "width": 2 * half_width, "height": 2 * half_height, "rx": 4}
    return painter.shape("rect", "stage", box)
