"""Since when and until when, as SVG: a bar for each link, solid, lighter or hatched as its days are known."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import Literal, TypeAlias

from accordgraph.diagrams.facts import CONTRADICTED, DISPUTED_DATE, LOOKS, Link
from accordgraph.diagrams.in_force import Period, periods
from accordgraph.diagrams.layout.text_width import text_width, wrap
from accordgraph.diagrams.layout.time_axis import Axis, make_axis
from accordgraph.diagrams.model import Diagram
from accordgraph.diagrams.svg.elements import Painter, element, escaped, group, number
from accordgraph.diagrams.svg.styles import SMALL_PX, TEXT_PX

Rows: TypeAlias = Literal["start", "end", "both"]

LABELS = {"bases": 360.0}  # px for the names at the left; two names need more
WIDE_LABELS = 440.0
MOST_LABELS = 0.45  # of the width
DATE_PX = 78.0  # of them, for a date that stands before its bar
HEAD_LINE = 19.0
ARROWS = 22.0  # px at the right, for the chevrons of what has no end
ROW, HEAD, TOP = 22.0, 32.0, 30.0
STACKED_PX = 560.0  # narrower than this, each bar stands under its name
STACKED_ROW = 42.0
BAR = 11.0
HATCH = 6
NAME_PX, YEAR_PX = 14, 12


def timeline_days(diagram: Diagram) -> list[datetime.date]:
    """All days that an axis must hold: the bounds of the links, the diagram's own days, the day it was created on."""
    days = [day for link in diagram.links for day in _bounds(link)]
    limits = [day for day in (diagram.first, diagram.last, diagram.day) if day]
    return [*days, *limits, *([diagram.provenance.created_on] if diagram.provenance else [])]


def timeline_axis(diagram: Diagram, left: float = 0.0, right: float = 100.0) -> Axis:
    """From the first to the last day of any link, between two places."""
    return make_axis(timeline_days(diagram), left, right)


def hatches(painter: Painter) -> str:
    """The hatchings, one for each standing; the disputed ones lean the other way, which needs no colour."""
    return element("defs", {}, *(_hatch(name, -45 if name in CONTRADICTED else 45, painter) for name in LOOKS))


def draw_piece(in_force: str, standing: str, left: float, y: float, width: float, painter: Painter) -> str:
    """A piece of a bar: solid for certainly, lighter for presumably or provisionally, else hatched."""
    box = {"x": left, "y": y, "width": max(round(width, 2), 2.5), "height": BAR}
    if in_force == "certainly":
        return painter.shape("rect", f"bar-{standing}", box)
    edge = painter.shape("rect", f"edge-{standing}", {**box, "y": y + 0.5, "height": BAR - 1})
    if in_force in ("presumably", "provisionally"):
        return painter.shape("rect", f"bar-{standing}", {**box, "fill-opacity": 0.4}) + edge
    return painter.hatched(standing, box) + edge


def chevron(x: float, y: float, standing: str, direction: int, painter: Painter) -> str:
    """It may go on, or no source reports its beginning: an arrow head to the right (1) or the left (-1)."""
    path = f"M{number(x)} {number(y)}L{number(x + 6 * direction)} {number(y + BAR / 2)}L{number(x)} {number(y + BAR)}"
    return painter.shape("path", f"chevron-{standing}", {"d": path})


@dataclass(frozen=True)
class Timeline:
    """A timeline from the upper left corner. Each bar is a group with the id `bar-N`, N being its row.

    `whole` is the diagram whose days the axis holds, where this is a page of it.
    """

    diagram: Diagram
    painter: Painter
    width: float
    whole: Diagram | None = None

    @property
    def height(self) -> float:
        """How high it is, in pixels."""
        return TOP + self._rows_height(self.diagram.links) + 8

    @property
    def stacked(self) -> bool:
        """Whether each bar stands under its name, for a phone."""
        return self.width < STACKED_PX

    @property
    def row(self) -> float:
        """How high a row is."""
        return STACKED_ROW if self.stacked else ROW

    @property
    def left(self) -> float:
        """Where the days begin."""
        wide = min(LABELS.get(self.diagram.view, WIDE_LABELS), MOST_LABELS * self.width)
        return 10.0 if self.stacked else wide

    @cached_property
    def labels(self) -> dict[str, str]:
        """Short names of actors by id."""
        return {node.id: node.label for node in self.diagram.nodes}

    @cached_property
    def rows(self) -> Rows:
        """Whom its rows are about."""
        return rows_of(self.diagram)

    def axis(self) -> Axis:
        """From the first to the last day of any link."""
        return timeline_axis(self.whole or self.diagram, self.left, self.width - ARROWS)

    def pages(self, most: float) -> Iterator[Timeline]:
        """The same in timelines that are no higher, on one axis; the name of a basis stands on each of its pages."""
        links: list[Link] = []
        room = most - TOP - 8
        for group_ in self._groups():
            for part in self._parts(group_, room):
                if links and self._rows_height([*links, *part]) > room:
                    yield self._page(links)
                    links = []
                links += part
        if links:
            yield self._page(links)

    def _parts(self, links: Sequence[Link], room: float) -> Iterator[Sequence[Link]]:
        count = max(int((room - self._head_height(links[0])) // self.row), 1)
        return (links[first : first + count] for first in range(0, len(links), count))

    def _page(self, links: Sequence[Link]) -> Timeline:
        return replace(self, diagram=replace(self.diagram, links=tuple(links)), whole=self.whole or self.diagram)

    def _rows_height(self, links: Sequence[Link]) -> float:
        heads = [next(own) for _, own in groupby(links, key=lambda link: link.basis)]
        return sum(self._head_height(link) for link in heads) + self.row * len(links)

    def draw(self) -> str:
        """The years, then the bars by basis."""
        axis = self.axis()
        return group({}, hatches(self.painter), *self._years(axis), self._day(axis), *self._rows(axis))

    def _groups(self) -> list[list[Link]]:
        return [list(links) for _, links in groupby(self.diagram.links, key=lambda link: link.basis)]

    def _rows(self, axis: Axis) -> Iterator[str]:
        y, index = TOP, 0
        for links in self._groups():
            yield self._heading(links[0], y)
            y += self._head_height(links[0])
            for link in links:
                index += 1
                yield self._row(link, index, axis, y)
                y += self.row

    def _years(self, axis: Axis) -> Iterator[str]:
        if axis.broken_at is not None:
            yield self._pressed(axis.broken_at)
        for year, x, written in axis.years():
            if written or x >= (axis.broken_at or 0):
                yield self._upright(x, "rule")
            if written and x + DATE_PX / 2 < self.width:
                yield self.painter.text(x + 3, TOP - 10, str(year), "word-quiet", font_size=YEAR_PX)

    def _pressed(self, x: float) -> str:
        """The years before are pressed together: a tinted band that ends in a double line."""
        box = {"x": self.left, "y": TOP - 6, "width": x - self.left, "height": self.height - TOP + 6}
        return (
            self.painter.shape("rect", "panel", box)
            + self._upright(x - 2, "bold-rule")
            + self._upright(x + 2, "bold-rule")
        )

    def _day(self, axis: Axis) -> str:
        day = self.diagram.day
        return self._upright(axis.place(day), "bold-rule") if day else ""

    def _upright(self, x: float, name: str) -> str:
        return self.painter.shape("path", name, {"d": f"M{number(x)} {number(TOP - 6)}V{number(self.height)}"})

    def _head_lines(self, link: Link) -> tuple[str, ...]:
        return wrap(link.basis_name, self.width - 20, TEXT_PX * 1.06, most_lines=4 if self.stacked else 2)

    def _head_height(self, link: Link) -> float:
        return HEAD + HEAD_LINE * (len(self._head_lines(link)) - 1)

    def _heading(self, link: Link, y: float) -> str:
        lines = enumerate(self._head_lines(link))
        return "".join(self.painter.text(0, y + HEAD - 10 + HEAD_LINE * n, line, "word-strong") for n, line in lines)

    def _row(self, link: Link, index: int, axis: Axis, y: float) -> str:
        alternative = f"{row_name(link, self.rows)}: {link.words.since} – {link.words.until}"
        return group(
            {"id": f"{self.painter.name}bar-{index}", "data-link": f"e{index - 1}"},
            element("title", {}, escaped(alternative)),
            self.painter.shape("rect", "hit", {"x": 0, "y": y, "width": self.width, "height": self.row}),
            self._label(link, y + 15.5),
            *self._bar(link, axis, y + (24.0 if self.stacked else (ROW - BAR) / 2)),
        )

    def _short_name(self, link: Link, width: float) -> str:
        """The name in the room for it: in full, else by short names, else these cut; of two names each gets half."""
        full = row_name(link, self.rows)
        ends = {"start": (link.start,), "end": (link.end,), "both": link.ends}[self.rows]
        short = " – ".join(self.labels[end] for end in ends)
        for name in (full, short):
            if text_width(name, NAME_PX) <= width:
                return name
        each = (width - 14 * (len(ends) - 1)) / len(ends)
        return " – ".join(_short(self.labels[end], each, NAME_PX) for end in ends)

    def _label(self, link: Link, y: float) -> str:
        word = link.words.doubt or link.words.since_mark or link.words.until_mark
        taken = text_width(word, SMALL_PX) + 10 if word else 0.0
        room = self.width if self.stacked else self.left
        name = self._short_name(link, room - 12 - DATE_PX - taken)
        label = self.painter.text(12, y, name, "word", font_size=NAME_PX)
        if not word:
            return label
        return label + self.painter.text(12 + text_width(name, NAME_PX) + 8, y, word, f"word-{link.look}")

    def _bar(self, link: Link, axis: Axis, y: float) -> Iterator[str]:
        pieces = periods(link.when, axis.first, axis.last)
        if not pieces:
            return
        left, right = axis.place(pieces[0].first), axis.place(pieces[-1].after)
        yield self._since(link, left - (12 if link.when.since_earliest is None else 0), y)
        yield from (self._piece(piece, link.look, axis, y) for piece in pieces)
        if link.when.since_earliest is None:
            yield chevron(left - 5, y, link.look, -1, self.painter)
        if link.when.until_latest is None:
            yield chevron(right + 5, y, link.look, 1, self.painter)
        if link.until_standing == "disputed":
            place = right + (3 if link.when.until_latest else 14)
            yield self.painter.text(place, y + BAR - 1, DISPUTED_DATE, "word-quiet", font_size=YEAR_PX)

    def _piece(self, piece: Period, look: str, axis: Axis, y: float) -> str:
        left, right = axis.place(piece.first), axis.place(piece.after)
        return draw_piece(piece.in_force, look, left, y, right - left, self.painter)

    def _since(self, link: Link, x: float, y: float) -> str:
        """The date at the left of its bar."""
        date = link.words.since_short
        if not date:
            return ""
        if self.stacked:
            return self.painter.text(self.width, y - 8.5, date, "word-quiet", font_size=YEAR_PX, text_anchor="end")
        width = text_width(date, YEAR_PX)
        ground = self.painter.shape(
            "rect", "stage", {"x": x - 5 - width, "y": y - 2, "width": width, "height": BAR + 4}
        )
        return ground + self.painter.text(x - 5, y + BAR - 1, date, "word-quiet", font_size=YEAR_PX, text_anchor="end")


def rows_of(diagram: Diagram) -> Rows:
    """Whom rows are about: the actor in each basis, the partner of the one actor, or two actors."""
    if diagram.view == "bases":
        return "start"
    return "end" if diagram.view == "ego" and len({link.start for link in diagram.links}) == 1 else "both"


def row_name(link: Link, rows: Rows) -> str:
    """The names of whom a row is about, in full."""
    names = {"start": link.start_name, "end": link.end_name}
    return names[rows] if rows != "both" else f"{names['start']} – {names['end']}"


def _bounds(link: Link) -> list[datetime.date]:
    when = link.when
    bounds = (when.since_earliest, when.since_latest, when.until_earliest, when.until_latest, when.presumed_until)
    return [day for day in bounds if day]


def _hatch(name: str, lean: int, painter: Painter) -> str:
    line = painter.shape("path", f"hatch-{name}", {"d": f"M0 {HATCH // 2}H{HATCH}"})
    turned = {"patternUnits": "userSpaceOnUse", "patternTransform": f"rotate({lean})"}
    return element("pattern", {"id": f"{painter.name}hatch-{name}", "width": HATCH, "height": HATCH, **turned}, line)


def _short(text: str, width_px: float, size_px: float) -> str:
    return next(iter(wrap(text, width_px, size_px, most_lines=1)), "")
