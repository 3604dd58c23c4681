"""A free drawing on paper: whole where its letters stay legible, else in parts that overlap by the length of a name."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from accordgraph.diagrams.layout.laid_out import LaidOutDiagram, lay_out
from accordgraph.diagrams.layout.matrix import make_matrix
from accordgraph.diagrams.model import Diagram
from accordgraph.diagrams.svg.elements import Painter, group, number, svg_document
from accordgraph.diagrams.svg.legends import Legends
from accordgraph.diagrams.svg.matrix import Grid
from accordgraph.diagrams.svg.network import PAD, network_group
from accordgraph.diagrams.svg.papers import LEAST_PT, SMALLEST_PX, Paper, turned
from accordgraph.diagrams.svg.printed import Drawing
from accordgraph.diagrams.svg.styles import SMALL_PX
from accordgraph.diagrams.svg.text_layout import Block

OVERLAP_PX = 130.0
LEGEND_PT, GAP_PT = 84.0, 20.0
"""Room on a page for the caption and the legend; the legend of a drawing that lies on its side is on the next page."""
MOST_TILES = 6


@dataclass(frozen=True)
class _OnPaper:
    """A drawing laid out for a sheet; `room` is how many of its pixels a page holds at a scale, across and down."""

    layout: LaidOutDiagram
    sheet: Paper
    scale: float
    room: tuple[float, float]

    @cached_property
    def size(self) -> tuple[float, float]:
        """How wide and high it is."""
        block, width = self._drawn
        return width, block.height

    @property
    def is_whole(self) -> bool:
        """Whether one page has room for it."""
        return all(own <= most for own, most in zip(self.size, self.room, strict=True))

    @property
    def counts(self) -> tuple[int, int]:
        """How many pages it takes across and down."""
        return _count(self.size[0], self.room[0]), _count(self.size[1], self.room[1])

    @cached_property
    def _drawn(self) -> tuple[Block, float]:
        return _drawn(self.layout)

    def tiles(self, *, is_turned: bool) -> Iterator[Drawing]:
        """Its parts, one for each page."""
        words, (across, down) = self.layout.diagram.words, self.counts
        for place in range(across * down):
            row, column = divmod(place, across)
            x, wide = _part(column, across, self.size[0], self.room[0])
            y, high = _part(row, down, self.size[1], self.room[1])
            caption = words.say("sheet-part-of", place=place + 1, whole=across * down) if across * down > 1 else ""
            box = f"{number(x)} {number(y)} {number(wide)} {number(high)}"
            svg = svg_document(wide, high, self.layout.diagram.title, caption, self._drawn[0].drawn, view_box=box)
            yield Drawing(svg, wide * self.scale, high * self.scale, caption, is_turned)


def tiles_of(diagram: Diagram, paper: Paper) -> list[Drawing]:
    """The drawings for the paper: one where it has room upright or on its side, else several; none where there would be
    too many to be put together.
    """
    first = _on_paper(diagram, paper, LEGEND_PT)
    best = first if first.is_whole else _on_paper(diagram, turned(paper), GAP_PT, first)
    best = best if best.is_whole else first
    if best.counts[0] * best.counts[1] > MOST_TILES:
        return []
    width = paper.inner_width / best.scale
    legend = _legend(best.layout, width)
    key = svg_document(width, legend.height, "", "", legend.drawn)
    return [
        *best.tiles(is_turned=best.sheet != paper),
        Drawing(key, paper.inner_width, legend.height * best.scale),
    ]


def _on_paper(diagram: Diagram, sheet: Paper, taken: float, other: _OnPaper | None = None) -> _OnPaper:
    """A diagram on a sheet of which `taken` points are for something else; only rings are laid out anew for it."""
    scale = LEAST_PT / (SMALLEST_PX if diagram.view == "matrix" else SMALL_PX)
    room = sheet.inner_width / scale, (sheet.inner_height - taken) / scale
    layout = (
        other.layout if other and diagram.view != "ego" else lay_out(diagram, (room[0] - 2 * PAD, room[1] - 2 * PAD))
    )
    return _OnPaper(layout, sheet, scale, room)


def _count(length: float, room: float) -> int:
    return 1 if length <= room else math.ceil((length - OVERLAP_PX) / (room - OVERLAP_PX))


def _part(place: int, count: int, length: float, room: float) -> tuple[float, float]:
    """Where a part begins and how long it is; the last one ends where the drawing ends."""
    if count == 1:
        return 0.0, length
    step = (length - room) / (count - 1)
    return step * place, room


def _drawn(layout: LaidOutDiagram) -> tuple[Block, float]:
    painter = Painter()
    if layout.diagram.view == "matrix":
        grid = Grid(layout.diagram, make_matrix(layout.diagram), painter)
        return Block(grid.draw(), grid.height), grid.width
    left, top, right, bottom = layout.box
    moved = group({"transform": f"translate({number(PAD - left)} {number(PAD - top)})"}, network_group(layout, painter))
    return Block(moved, bottom - top + 2 * PAD), float(right - left + 2 * PAD)


def _legend(layout: LaidOutDiagram, width: float) -> Block:
    legends = Legends(layout.diagram, Painter())
    return legends.of_matrix(width) if layout.diagram.view == "matrix" else legends.of_network(width)
