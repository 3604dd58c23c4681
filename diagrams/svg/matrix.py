"""The matrix as SVG: shaded cells with the number of bases and the earliest beginning."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from accordgraph.diagrams.facts import Node
from accordgraph.diagrams.layout.matrix import Cell, Matrix
from accordgraph.diagrams.layout.text_width import text_width, wrap
from accordgraph.diagrams.model import Diagram
from accordgraph.diagrams.svg.elements import Painter, element, escaped, group, number
from accordgraph.diagrams.svg.network import mark_shape
from accordgraph.diagrams.svg.styles import SMALL_PX

CELL = 54.0
NAME_PX = 170.0  # the longest name, at the left and along the slope above
SLOPE = 50  # degrees
MARK = 20.0
LINE = 15.0
SHADES = (0.14, 0.26, 0.4)  # one basis, two, three or more; letters stay readable on each


@dataclass(frozen=True)
class Grid:
    """A matrix from the upper left corner. Each cell has `data-links`: the page's ids of what joins the two."""

    diagram: Diagram
    matrix: Matrix
    painter: Painter

    @property
    def left(self) -> float:
        """Where the cells begin."""
        return MARK + 10 + max((text_width(name, SMALL_PX) for name in self._names()), default=0.0)

    @property
    def top(self) -> float:
        """Where the cells begin."""
        return 0.77 * max((text_width(name, SMALL_PX) for name in self._names()), default=0.0) + MARK + 14

    @property
    def width(self) -> float:
        """How wide it is, with the last name, which leans out to the right."""
        return self.left + CELL * len(self.matrix.actors) + 0.65 * (self.top - MARK - 14) + 6

    @property
    def height(self) -> float:
        """How high it is."""
        return self.top + CELL * len(self.matrix.actors) + 2

    def draw(self) -> str:
        """Names, then cells."""
        return group({}, *self._heads(), *self._diagonal(), *self._cells(), self._lines())

    def _names(self) -> list[str]:
        return [line for node in self.matrix.actors for line in _lines(node)]

    def _heads(self) -> Iterator[str]:
        for index, node in enumerate(self.matrix.actors):
            at = self.top + CELL * (index + 0.5)
            across = self.left + CELL * (index + 0.5)
            name = _lines(node)
            yield self._node_at(node, self.left - MARK / 2 - 2, at)
            yield self.painter.lines(self.left - MARK - 6, at + 4.7, name, LINE, "word-small", text_anchor="end")
            yield self._node_at(node, across, self.top - MARK / 2 - 2)
            turned = f"rotate(-{SLOPE} {number(across)} {number(self.top - MARK - 8)})"
            lowest = self.top - MARK - 8 - LINE * (len(name) - 1) / 2
            yield self.painter.lines(across, lowest, name, LINE, "word-small", transform=turned)

    def _node_at(self, node: Node, x: float, y: float) -> str:
        small = mark_shape(node.kind, 0, 0, self.painter)
        return group({"transform": f"translate({number(x)} {number(y)}) scale(0.66)"}, small)

    def _diagonal(self) -> Iterator[str]:
        for index in range(len(self.matrix.actors)):
            x, y = self.left + CELL * index, self.top + CELL * index
            yield self.painter.shape("rect", "panel", {"x": x, "y": y, "width": CELL, "height": CELL})

    def _lines(self) -> str:
        count = len(self.matrix.actors)
        right, bottom = self.left + CELL * count, self.top + CELL * count
        across = "".join(
            f"M{number(self.left)} {number(self.top + CELL * n)}H{number(right)}" for n in range(count + 1)
        )
        down = "".join(f"M{number(self.left + CELL * n)} {number(self.top)}V{number(bottom)}" for n in range(count + 1))
        return self.painter.shape("path", "rule", {"d": across + down})

    def _cells(self) -> Iterator[str]:
        for (row, column), cell in sorted(self.matrix.cells.items()):
            yield self._cell(row, column, cell)

    def _cell(self, row: int, column: int, cell: Cell) -> str:
        x, y, middle = self.left + CELL * column, self.top + CELL * row, self.left + CELL * (column + 0.5)
        box = {"x": x + 1.5, "y": y + 1.5, "width": CELL - 3, "height": CELL - 3}
        shade = SHADES[min(cell.bases, len(SHADES)) - 1] if cell.look == "held" else 0.0
        return group(
            {"data-links": " ".join(f"e{link}" for link in cell.links)},
            element("title", {}, escaped(self._alternative(row, column, cell))),
            self.painter.shape("rect", "bar-held", {**box, "fill-opacity": shade}),
            "" if cell.look == "held" else self.painter.shape("rect", f"edge-{cell.look}", {**box, "stroke-width": 2}),
            self.painter.text(middle, y + 21, str(cell.bases), "word-strong", text_anchor="middle"),
            self.painter.text(middle, y + 37, cell.beginning, "word-small", font_size=12, text_anchor="middle"),
        )

    def _alternative(self, row: int, column: int, cell: Cell) -> str:
        names = (self.matrix.actors[place] for place in (row, column))
        first, second = (node.title or node.label for node in names)
        words = self.diagram.words
        standing = words[f"look-{cell.look}"]
        return f"{first} – {second}: {words.say('bases', count=cell.bases)}, {cell.beginning}; {standing}"


def _lines(node: Node) -> tuple[str, ...]:
    return wrap(node.label, NAME_PX, SMALL_PX, most_lines=2)
