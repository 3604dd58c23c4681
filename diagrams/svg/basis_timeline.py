"""Since when, as the page has it below its columns: a row a basis, joins as cuts, years above, and the chosen day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from accordgraph.diagrams.basis_bars import BasisBar, basis_bars, only
from accordgraph.diagrams.layout.text_width import text_width, wrap
from accordgraph.diagrams.layout.time_axis import Axis
from accordgraph.diagrams.model import Diagram
from accordgraph.diagrams.svg.elements import Painter, group, number
from accordgraph.diagrams.svg.styles import SMALL_PX
from accordgraph.diagrams.svg.text_layout import Block, paragraph, row, stack
from accordgraph.diagrams.svg.timeline import BAR, YEAR_PX, chevron, draw_piece, hatches, timeline_axis

MOST_NAME, NAME_SHARE = 330.0, 0.4
"""Of the room for a name: in pixels, and as a share of the width."""

LINE, ROW_PAD, TOP, ARROWS = 15.0, 5.0, 24.0, 20.0
MOST_LINES = 4
CUT = 2.0


@dataclass(frozen=True)
class BasisTimeline:
    """The bars from the upper left corner, on an axis of the drawn bases of the whole diagram."""

    diagram: Diagram
    bars: Sequence[BasisBar]
    axis: Axis
    painter: Painter
    width: float

    @property
    def _room(self) -> float:
        """For names, at the left."""
        return min(MOST_NAME, NAME_SHARE * self.width)

    @cached_property
    def _rows(self) -> list[tuple[BasisBar, tuple[str, ...], float]]:
        """Each bar with the lines of its name and the height of its row."""
        named = [(bar, wrap(bar.name, self._room - 12, SMALL_PX, MOST_LINES)) for bar in self.bars]
        return [(bar, lines, LINE * len(lines) + ROW_PAD) for bar, lines in named]

    @property
    def _height(self) -> float:
        return TOP + sum(high for _, _, high in self._rows) + 4

    def draw(self) -> Block:
        """Years, then rows."""
        drawn = [hatches(self.painter), *self._years(), *self._day()]
        y = TOP
        for bar, lines, high in self._rows:
            drawn.append(self._row(bar, lines, y, high))
            y += high
        return Block(group({}, *drawn), self._height)

    def pages(self, most: float) -> Iterator[BasisTimeline]:
        """The same in timelines that are no higher than this, on one axis."""
        taken: list[BasisBar] = []
        high = TOP
        for bar, _, row_height in self._rows:
            if taken and high + row_height + 4 > most:
                yield replace(self, bars=taken)
                taken, high = [], TOP
            taken.append(bar)
            high += row_height
        if taken:
            yield replace(self, bars=taken)

    # ---------------------------------------------------------------- the axis
    def _years(self) -> Iterator[str]:
        for year, x, is_written in self.axis.years():
            if is_written or x >= (self.axis.broken_at or 0):
                yield self._upright(x, "rule")
            if is_written and x + text_width("2000", YEAR_PX) + 3 < self.width:
                yield self.painter.text(x + 3, TOP - 8, str(year), "word-quiet", font_size=YEAR_PX)
        if self.axis.broken_at is not None:
            yield self._upright(self.axis.broken_at, "bold-rule")

    def _day(self) -> Iterator[str]:
        if self.diagram.day:
            yield self._upright(self.axis.place(self.diagram.day), "bold-rule")

    def _upright(self, x: float, look: str) -> str:
        return self.painter.shape("path", look, {"d": f"M{number(x)} {number(TOP - 4)}V{number(self._height)}"})

    # ---------------------------------------------------------------- rows
    def _row(self, bar: BasisBar, lines: Sequence[str], y: float, high: float) -> str:
        middle = y + high / 2
        words = self.painter.lines(0, middle + 4.4, lines, LINE, "word-small")
        return group({"data-basis": bar.basis}, words, *self._bar(bar, middle - BAR / 2))

    def _bar(self, bar: BasisBar, y: float) -> Iterator[str]:
        ends = [(self.axis.place(one.first), self.axis.place(one.after)) for one in bar.periods]
        for period, (left, right) in zip(bar.periods, ends, strict=True):
            yield draw_piece(period.in_force, "held", left, y, right - left, self.painter)
        for day in bar.joined:
            cut = {"x": self.axis.place(day) - CUT / 2, "y": y - 1, "width": CUT, "height": BAR + 2}
            yield self.painter.shape("rect", "stage", cut)
        if bar.open_before:
            yield chevron(ends[0][0] - 4, y, "held", -1, self.painter)
        if bar.open_after:
            yield chevron(ends[-1][1] + 4, y, "held", 1, self.painter)


def basis_timeline(diagram: Diagram, bases: Sequence[str], painter: Painter, width: float) -> BasisTimeline:
    """The timeline of these bases."""
    left = min(MOST_NAME, NAME_SHARE * width)
    axis = timeline_axis(only(diagram, bases), left, width - ARROWS)
    return BasisTimeline(diagram, basis_bars(diagram, bases, axis.first, axis.last), axis, painter, width)


def bar_keys(diagram: Diagram, painter: Painter, width: float) -> Block:
    """What pieces of bars, cuts and arrows mean."""
    words = diagram.words
    signs = [(draw_piece(force, "held", 1, 7, 30, painter), word) for force, word in PIECES]
    cut = painter.shape("rect", "stage", {"x": 15, "y": 6, "width": CUT, "height": BAR + 2})
    signs += [(signs[0][0] + cut, "bar-joined"), (chevron(12, 7, "held", 1, painter), "may-continue")]
    wide = {word: 40 + text_width(words[word], SMALL_PX) for _, word in signs}
    keys = [
        (sign + painter.text(40, 17.5, words[word], "word-small"), wide[word])
        for sign, word in signs
        if wide[word] <= width
    ]
    long = [_long_key(sign, words[word], painter, width) for sign, word in signs if wide[word] > width]
    return stack([row(keys, width, 24.0, 18.0), *long], 0.0)


def _long_key(sign: str, word: str, painter: Painter, width: float) -> Block:
    """A key whose words need several lines."""
    text = paragraph(word, width - 40, painter)
    lines = group({"transform": f"translate(40 {number(17.5 - SMALL_PX)})"}, text.drawn)
    return Block(sign + lines, text.height + 24.0 - SMALL_PX)


PIECES = (("certainly", "bar-sure"), ("presumably", "bar-presumed"), ("possibly", "bar-possible"))


def pressed_note(timeline: BasisTimeline, painter: Painter) -> Block:
    """A word about a past that is pressed together."""
    until, words = timeline.axis.pressed_until, timeline.diagram.words
    if until is None:
        return Block("", 0.0)
    return paragraph(words.say("sheet-pressed", day=words.day(until)), timeline.width, painter, "word-quiet")


def with_keys(timeline: BasisTimeline, painter: Painter) -> Block:
    """A timeline below its keys."""
    keys = bar_keys(timeline.diagram, painter, timeline.width)
    return stack([keys, timeline.draw(), pressed_note(timeline, painter)], 6.0)
