"""A free drawing on paper: whole where its letters stay legible, else in parts that overlap by the length of a name."""

from __future__ import annotations

import math
from collections.abc import Iterator

from accordgraph.diagrams.layout.laid_out import LaidOutDiagram
from accordgraph.diagrams.layout.matrix import make_matrix
from accordgraph.diagrams.svg.elements import Painter, group, number, svg_document
from accordgraph.diagrams.svg.legends import Legends
from accordgraph.diagrams.svg.matrix import Grid
from accordgraph.diagrams.svg.network import PAD, network_group
from accordgraph.diagrams.svg.papers import SCALE, Paper
from accordgraph.diagrams.svg.printed import Drawing
from accordgraph.diagrams.svg.text_layout import Block

OVERLAP_PX = 130.0
CAPTION_PT = 60.0
MOST_TILES = 6


def tiles_of(layout: LaidOutDiagram, paper: Paper) -> list[Drawing]:
    """The drawings for the paper; none where there would be too many to be put together."""
    block, width = _drawn(layout)
    room_x, room_y = paper.inner_width / SCALE, (paper.inner_height - CAPTION_PT) / SCALE
    across, down = _count(width, room_x), _count(block.height, room_y)
    if across * down > MOST_TILES:
        return []
    legend = _legend(layout, paper.inner_width / SCALE)
    key = svg_document(paper.inner_width / SCALE, legend.height, "", "", legend.drawn)
    tiles = list(_tiles(layout, block, (width, block.height), (across, down), (room_x, room_y)))
    return [*tiles, Drawing(key, paper.inner_width, legend.height * SCALE)]


def _count(length: float, room: float) -> int:
    return 1 if length <= room else math.ceil((length - OVERLAP_PX) / (room - OVERLAP_PX))


def _tiles(
    layout: LaidOutDiagram,
    block: Block,
    size: tuple[float, float],
    counts: tuple[int, int],
    room: tuple[float, float],
) -> Iterator[Drawing]:
    words, whole = layout.diagram.words, counts[0] * counts[1]
    for place in range(whole):
        row, column = divmod(place, counts[0])
        x, wide = _part(column, counts[0], size[0], room[0])
        y, high = _part(row, counts[1], size[1], room[1])
        caption = words.say("sheet-part-of", place=place + 1, whole=whole) if whole > 1 else ""
        box = f"{number(x)} {number(y)} {number(wide)} {number(high)}"
        svg = svg_document(wide, high, layout.diagram.title, caption, block.drawn, view_box=box)
        yield Drawing(svg, wide * SCALE, high * SCALE, caption)


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
