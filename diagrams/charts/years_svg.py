"""What began in which year, as bars: solid where the year is sure, hatched where it may be another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from accordgraph.diagrams.charts.years import Year, slots
from accordgraph.diagrams.layout.text_width import text_width
from accordgraph.diagrams.svg.elements import Painter, number
from accordgraph.diagrams.svg.legends import Key
from accordgraph.diagrams.svg.text_layout import Block
from accordgraph.diagrams.svg.timeline import hatches
from accordgraph.diagrams.texts import Phrases

HEIGHT, HEAD, FOOT = 230.0, 44.0, 26.0
MOST_SLOT_PX, LEAST_SLOT_PX = 96.0, 48.0
SMALL = 12


@dataclass(frozen=True)
class YearBars:
    """One panel: its name, the years, its width."""

    title: str
    years: Sequence[Year]
    width: float
    painter: Painter

    def draw(self) -> Block:
        """The bars over the years."""
        places = slots(self.years)
        step = min(self.width / max(len(places), 1), MOST_SLOT_PX)
        by_year = {one.year: one for one in self.years}
        name = self.painter.text(0, 15, self.title, "word-strong")
        across = self.painter.shape("path", "bold-rule", {"d": f"M0 {number(self._y(0))}H{number(self.width)}"})
        drawn = [self._slot(by_year.get(year or 0), year, step * n, step) for n, year in enumerate(places)]
        return Block("".join([hatches(self.painter), name, *drawn, across, *self._labels(places, step)]), HEIGHT)

    def _y(self, count: int) -> float:
        most = max((len(one.links) for one in self.years), default=1)
        return HEIGHT - FOOT - (HEIGHT - FOOT - HEAD) * count / most

    def _slot(self, one: Year | None, year: int | None, x: float, step: float) -> str:
        if year is None:
            return self.painter.text(x + step / 2, self._y(0) - 8, "…", "word-quiet", text_anchor="middle")
        if one is None:
            return ""
        inset = min(8.0, step * 0.12)
        box = {"x": x + inset, "width": step - 2 * inset}
        sure, whole = self._y(len(one.sure)), self._y(len(one.links))
        parts = []
        if one.sure:
            parts.append(self.painter.shape("rect", "bar-held", {**box, "y": sure, "height": self._y(0) - sure}))
        if one.vague:
            vague = {**box, "y": whole, "height": sure - whole}
            parts.append(self.painter.hatched("held", vague))
            parts.append(self.painter.shape("rect", "edge-held", vague))
        count, middle = str(len(one.links)), x + step / 2
        if text_width(count, SMALL) < step:
            parts.append(
                self.painter.text(middle, whole - 5, count, "word-small", font_size=SMALL, text_anchor="middle")
            )
        return "".join(parts)

    def _labels(self, places: Sequence[int | None], step: float) -> Iterator[str]:
        free = 0.0
        for n, year in enumerate(places):
            middle, half = step * (n + 0.5), text_width(str(year), SMALL) / 2 + 2
            if year is not None and middle - half >= free:
                free = middle + half
                yield self.painter.text(
                    middle, HEIGHT - 8, str(year), "word-quiet", font_size=SMALL, text_anchor="middle"
                )


def keys(painter: Painter, words: Phrases) -> list[Key]:
    """Signs of the legend."""
    box = {"x": 2, "y": 6, "width": 18, "height": 15}
    hatched = painter.hatched("held", box) + painter.shape("rect", "edge-held", box)
    return [
        Key(painter.shape("rect", "bar-held", box), 22, words["chart-sure"]),
        Key(hatched, 22, words["chart-vague"]),
    ]
