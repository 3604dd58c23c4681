"""Statistics as small multiples: one panel a series, all on the same years and the same scale."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from accordgraph.diagrams.charts.statistics import Count, Place, Statistics, number_word, value_word
from accordgraph.diagrams.layout.text_width import text_width, wrap
from accordgraph.diagrams.layout.time_axis import Axis, make_axis
from accordgraph.diagrams.svg.elements import Painter, group, number
from accordgraph.diagrams.svg.legends import Key
from accordgraph.diagrams.svg.text_layout import Block, shifted, stack

PANEL_PX, HIGH = 354.0, 236.0
"""Of a panel: its width, where no other is asked for, and its height."""

GAP = 28.0
HEAD, FOOT, SIDE = 50.0, 26.0, 8.0  # px for the name above, the years below, and at both sides
NUMBER_PX = 12
LEAST_INSIDE_PX = 16.0  # of a bar that has its number inside
INSET = 5.0  # between two bars


@dataclass(frozen=True)
class Panels:
    """All series of some statistics, drawn from the upper left corner. `letters` are the letters of remarks."""

    statistics: Statistics
    letters: Mapping[Place, str]
    painter: Painter
    panel: float = PANEL_PX

    def set(self, width: float) -> Block:
        """The panels in rows, with the shares of what was executed as the last ones."""
        return stack(self.rows(width), GAP)

    def rows(self, width: float) -> list[Block]:
        """The rows of panels, each in one piece."""
        panels = [self._series(name) for name in self.statistics.drawn_series()]
        panels += [self._shares(name) for name in self.statistics.drawn_series() if self.statistics.shares(name)]
        across = max(1, int((width + GAP) // (self.panel + GAP)))
        rows = [panels[first : first + across] for first in range(0, len(panels), across)]
        return [
            Block("".join(shifted(Block(one, 0), (self.panel + GAP) * n, 0) for n, one in enumerate(row)), HIGH)
            for row in rows
        ]

    def axis(self) -> Axis:
        """The same years for all panels."""
        days = [day for count in self._all_drawn() for day in (count.first, count.last) if day]
        return make_axis(days, SIDE, self.panel - SIDE - max(2 * SIDE, self._scale_px()))

    def _scale_px(self) -> float:
        """Room at the right for the number of the scale."""
        return max(text_width(text, NUMBER_PX) for text in (number_word(self._most), "100%")) + SIDE

    @cached_property
    def _most(self) -> float:
        """The number at the upper end of the scale."""
        return max((count.value for count in self._all_drawn()), default=1.0)

    def _all_drawn(self) -> list[Count]:
        return [count for name in self.statistics.drawn_series() for count in self.statistics.drawn(name)]

    def _series(self, name: str) -> str:
        most, drawn = self._most, self.statistics.drawn(name)
        return group(
            {},
            self._frame(self.statistics.name(name), number_word(most)),
            *(self._average(count, most) for count in drawn if count.is_average),
            *(
                self._bar(count, count.value / most, measure, value_word(count))
                for measure in ("sent", "executed")
                for count in drawn
                if count.measure == measure
            ),
            *self._left_out(name),
        )

    def _shares(self, name: str) -> str:
        title = f"{self.statistics.words['chart-shares']}: {self.statistics.name(name)}"
        bars = [
            self._bar(count, share, "share", f"{share:.0%}")
            if share is not None
            else self._gap(count, self._letters(count))
            for count, share in self.statistics.shares(name)
            if count in self.statistics.drawn(name)
        ]
        return group({}, self._frame(title, "100%"), *bars)

    def _letters(self, count: Count) -> str:
        """The letters of the remarks on what was sent or executed in a period; a share rests on both."""
        places = ((count.series, measure, count.period) for measure in ("sent", "executed"))
        return "".join(self.letters.get(place, "") for place in places)

    def _frame(self, title: str, most: str) -> str:
        lines = wrap(title, self.panel, 14, most_lines=3)
        name = "".join(
            self.painter.text(0, 13 + 17 * n, line, "word-strong", font_size=13) for n, line in enumerate(lines)
        )
        right = self.panel - self._scale_px() + SIDE / 2
        top = self.painter.shape("path", "rule", {"d": f"M0 {number(self._y(1.0))}H{number(right)}"})
        base = self.painter.shape("path", "bold-rule", {"d": f"M0 {number(self._y(0))}H{number(self.panel)}"})
        scale = self.painter.text(
            self.panel, self._y(1.0) + 4, most, "word-quiet", font_size=NUMBER_PX, text_anchor="end"
        )
        return self._pressed() + name + top + scale + base + "".join(self._years())

    def _pressed(self) -> str:
        """The years before are pressed together: a tinted band that ends in a double line."""
        place = self.axis().broken_at
        if place is None:
            return ""
        band = {"x": 0, "y": self._y(1.0), "width": place, "height": self._y(0.0) - self._y(1.0)}
        ends = "".join(f"M{number(x)} {number(self._y(1.0))}V{number(self._y(0.0))}" for x in (place - 2, place + 2))
        return self.painter.shape("rect", "panel", band) + self.painter.shape("path", "bold-rule", {"d": ends})

    def _years(self) -> Iterator[str]:
        axis = self.axis()
        if axis.pressed_until:
            yield self.painter.text(0, HIGH - 8, f"{axis.first.year}–", "word-quiet", font_size=NUMBER_PX)
        for year in range((axis.pressed_until or axis.first).year, axis.last.year + 1):
            left, right = self._edges(axis, datetime.date(year, 1, 1), datetime.date(year, 12, 31))
            if right - left > text_width(str(year), NUMBER_PX) * 0.8:
                middle, at = (left + right) / 2, HIGH - 8
                yield self.painter.text(middle, at, str(year), "word-quiet", font_size=NUMBER_PX, text_anchor="middle")

    def _y(self, share: float) -> float:
        return HIGH - FOOT - share * (HIGH - FOOT - HEAD - 18)

    def _edges(self, axis: Axis, first: datetime.date, last: datetime.date) -> tuple[float, float]:
        return axis.place(first), axis.place(last + datetime.timedelta(days=1))

    def _box(self, count: Count, share: float) -> dict[str, float] | None:
        if count.first is None or count.last is None:
            return None
        left, right = self._edges(self.axis(), count.first, count.last)
        top = self._y(share)
        return {"x": left + INSET, "y": top, "width": max(right - left - 2 * INSET, 3), "height": self._y(0) - top}

    def _bar(self, count: Count, share: float, measure: str, text: str) -> str:
        box = self._box(count, share)
        if box is None:
            return ""
        if measure == "sent":
            edge = self.painter.shape("rect", "edge-held", box)
            return (
                self.painter.shape("rect", "bar-held", {**box, "fill-opacity": 0.25})
                + edge
                + self._number(self.letters.get(count.place, ""), box, text)
            )
        bar = self.painter.shape("rect", "bar-held", box)
        return bar + (
            self._number(self._letters(count), box, text) if measure == "share" else self._inside(count, box, text)
        )

    def _number(self, letters: str, box: Mapping[str, float], text: str) -> str:
        """The number above its bar, with the letters of the remarks on it."""
        middle = box["x"] + box["width"] / 2
        wide = text_width(text, NUMBER_PX) * 0.95
        around = {"x": middle - wide / 2 - 1, "y": box["y"] - 16, "width": wide + 2, "height": 14}
        written = self.painter.shape("rect", "stage", around) + self.painter.text(
            middle, box["y"] - 5, text, "word-small", font_size=NUMBER_PX, text_anchor="middle"
        )
        if not letters:
            return written
        return written + self.painter.text(
            middle + wide / 2 + 2, box["y"] - 8, letters, "word-disputed", font_size=NUMBER_PX
        )

    def _inside(self, count: Count, box: Mapping[str, float], text: str) -> str:
        letters = self.letters.get(count.place, "")
        written = f"{text} {letters}".strip()
        if text_width(written, NUMBER_PX) * 0.95 > box["width"]:
            return ""  # the table has it
        middle, is_low = box["x"] + box["width"] / 2, box["height"] < LEAST_INSIDE_PX
        if is_low and not self._has_room_above(count, box["y"]):
            return ""
        look, y = ("word-small", box["y"] - 4) if is_low else ("word-on-bar", box["y"] + 13)
        return self.painter.text(middle, y, written, look, font_size=NUMBER_PX, text_anchor="middle")

    def _has_room_above(self, count: Count, y: float) -> bool:
        """Whether the number of what was sent, above its own bar, is not where that of a low bar would stand."""
        drawn = self.statistics.drawn(count.series)
        sent = [one.value for one in drawn if (one.measure, one.period) == ("sent", count.period)]
        return all(y - self._y(value / self._most) > 2 * NUMBER_PX for value in sent)

    def _left_out(self, name: str) -> Iterator[str]:
        """The places without a number that a remark is about."""
        periods = {count.period for count in self.statistics.of(name, "sent")}
        for series, measure, period in self.letters:
            dated = self.statistics.period(period)
            if (series, measure) == (name, "sent") and period not in periods and dated:
                yield self._gap(dated, self.letters[series, measure, period])

    def _gap(self, count: Count, letters: str) -> str:
        """No source has a number: an empty place with a question mark."""
        box = self._box(count, 0.16)
        if box is None:
            return ""
        middle, y = box["x"] + box["width"] / 2, box["y"]
        edge = self.painter.shape("rect", "edge-not-held", box)
        sign = self.painter.text(middle, y + 17, "?", "word-quiet", font_size=NUMBER_PX, text_anchor="middle")
        return (
            edge
            + sign
            + self.painter.text(middle, y - 5, letters, "word-disputed", font_size=NUMBER_PX, text_anchor="middle")
        )

    def _average(self, count: Count, most: float) -> str:
        """A number for each year of a period: a line across them."""
        box = self._box(count, count.value / most)
        if box is None:
            return ""
        left, right, y = box["x"], box["x"] + box["width"], box["y"]
        line = self.painter.shape("path", "line-average", {"d": f"M{number(left)} {number(y)}H{number(right)}"})
        written = f"{value_word(count)}{self.letters.get(count.place, '')}"
        return line + self.painter.text(left + 2, y - 5, written, "word-average", font_size=NUMBER_PX)


def keys(painter: Painter, statistics: Statistics) -> list[Key]:
    """Signs of the legend."""
    box = {"x": 2, "y": 6, "width": 18, "height": 15}
    light = painter.shape("rect", "bar-held", {**box, "fill-opacity": 0.25}) + painter.shape("rect", "edge-held", box)
    signs = [(light, "chart-sent")]
    if any(count.measure == "executed" for count in statistics.counts):
        gap = painter.shape("rect", "edge-not-held", box) + painter.text(7, 18, "?", "word-quiet", font_size=NUMBER_PX)
        signs += [(painter.shape("rect", "bar-held", box), "chart-executed"), (gap, "chart-unknown")]
    if any(count.is_average for count in statistics.counts):
        signs.append((painter.shape("path", "line-average", {"d": "M1 13H21"}), "chart-average"))
    return [Key(sign, 22.0, statistics.words[word]) for sign, word in signs]
