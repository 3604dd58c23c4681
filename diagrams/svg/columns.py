"""The columns of a first screen as SVG: partners, agreements, the middle, agreements, partners, as the page has them.

Names and dates take the lines that the layout reckoned with, so that none is cut and no line crosses one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from accordgraph.diagrams.facts import DISPUTED_DATE
from accordgraph.diagrams.layout.column_parts import (
    BOLD,
    BOX_EM,
    BOX_GAP_EM,
    FRAME_PAD_EM,
    INDENT_EM,
    LINE_EM,
    MIDDLE_EM,
    MOST_LINES,
    ONCE,
    PARTNER_EM,
    SMALL,
    Box,
    Columns,
    Note,
    Row,
    Stack,
    above,
)
from accordgraph.diagrams.layout.text_width import text_width, wrap
from accordgraph.diagrams.svg.elements import Painter, group, number
from accordgraph.diagrams.svg.network import mark_shape
from accordgraph.diagrams.svg.text_layout import Block

KEY_EM = 1.8
"""Of the sign at the side of a name, with the room beside it."""

SIGN = 11.0
"""Half the size of a sign at its own scale."""

ROOM_EM = {"partners": PARTNER_EM + KEY_EM, "boxes": BOX_EM + 1.6, "middle": MIDDLE_EM + KEY_EM + 1.2}
LEAST_GUTTER_EM, MOST_GUTTER_EM = 1.8, 6.0
BASE_EM = 0.36
"""How far the base line lies below the middle of a line of text."""

SLACK = 1.1
"""Widths are reckoned for any font that a page may have; the bundled one, which files bring, is slimmer by a tenth."""

LOOK_OF_NOTE = {
    "not-held": "word-disputed",
    "disputed": "word-disputed",
    "reading": "word-reading",
    "claimed": "word-claimed",
}


def width_of(columns: Columns, gutter_em: float = LEAST_GUTTER_EM) -> float:
    """The least width of these columns, in em."""
    sides = 2 if columns.partners[1] else 1
    if not columns.middle:
        return ROOM_EM["partners"] + ROOM_EM["boxes"] + gutter_em
    return sides * (ROOM_EM["partners"] + ROOM_EM["boxes"] + 2 * gutter_em) + ROOM_EM["middle"]


@dataclass(frozen=True)
class ColumnsPicture:
    """Columns from the upper left corner, `width` pixels wide, with names of `em` pixels."""

    columns: Columns
    title: str
    painter: Painter
    width: float
    em: float

    def draw(self) -> Block:
        """Lines first, then boxes and words on them."""
        wires = [self._wires(gutter) for gutter in range(self._gutters)]
        frame = [self._frame()] if self.columns.middle else []
        parts = [*wires, *frame, *self._partners(0), *self._boxes(0)]
        if self._is_two_sided:
            parts += [*self._boxes(1), *self._partners(1)]
        return Block(group({}, *parts), self.columns.height * self.em)

    # ---------------------------------------------------------------- where columns stand
    @property
    def _is_two_sided(self) -> bool:
        return bool(self.columns.partners[1])

    @property
    def _gutters(self) -> int:
        """How many gaps there are between columns."""
        return 4 if self._is_two_sided else 2 if self.columns.middle else 1

    @property
    def _gutter(self) -> float:
        """The width of a gap between two columns, in em."""
        spare = self.width / self.em - width_of(self.columns)
        return min(LEAST_GUTTER_EM + max(spare, 0.0) / self._gutters, MOST_GUTTER_EM)

    def _edges(self) -> list[tuple[float, float]]:
        """Left and right edge of each column, in em; they stand in the middle of the width."""
        middle = ["middle"] if self.columns.middle else []
        names = ["partners", "boxes", *middle, *(["boxes", "partners"] if self._is_two_sided else [])]
        x = max((self.width / self.em - width_of(self.columns, self._gutter)) / 2, 0.0)
        edges = []
        for name in names:
            edges.append((x, x + ROOM_EM[name]))
            x += ROOM_EM[name] + self._gutter
        return edges

    def _column(self, name: str, side: int = 0) -> tuple[float, float]:
        place = {"partners": (0, 4), "boxes": (1, 3), "middle": (2, 2)}[name][side]
        return self._edges()[place]

    # ---------------------------------------------------------------- lines
    def _wires(self, gutter: int) -> str:
        edges = self._edges()
        left, right = edges[gutter][1], edges[gutter + 1][0]
        drawn = []
        for wire, from_y, to_y, is_twin in self.columns.gutter(gutter):
            if is_twin:
                continue
            bend = number((left + right) / 2 * self.em)
            start, end = (number(value * self.em) for value in (left, right))
            y, end_y = number(from_y * self.em), number(to_y * self.em)
            path = f"M{start} {y}C{bend} {y} {bend} {end_y} {end} {end_y}"
            drawn.append(self.painter.shape("path", f"wire-{wire.look}", {"d": path, "data-link": f"e{wire.index}"}))
        return "".join(drawn)

    # ---------------------------------------------------------------- rows
    def _partners(self, side: int) -> Iterator[str]:
        for group_ in self.columns.partners[side]:
            yield self._row(group_.head, side, is_head=bool(group_.bodies))
            if group_.is_open:
                for row in group_.bodies:
                    yield self._row(row, side)

    def _row(self, row: Row, side: int, *, is_head: bool = False, is_middle: bool = False) -> str:
        """A name with its sign, and its notes below: at the left of the picture signs stand behind names."""
        left, right = self._column("middle") if is_middle else self._column("partners", side)
        turned = side == 0 and not is_middle
        indent = INDENT_EM if row.indent else 0.0
        inset = 0.5 if is_middle else 0.0
        sign = right - 0.7 if turned else left + 0.7 + inset
        x = right - KEY_EM + 0.3 - indent if turned else left + KEY_EM - 0.3 + indent + inset
        middle = self.columns.middles[row.key]
        texts = [*self._name_lines(row, is_bold=is_head or row.is_focus), *self._note_lines(row)]
        mark = self._sign(row.kind, sign, middle) if row.node else ""
        return mark + self._lines(texts, x, middle, "end" if turned else None)

    def _name_lines(self, row: Row, *, is_bold: bool) -> list[tuple[str, str, float]]:
        width = (row.width_em - (INDENT_EM if row.indent else 0.0)) / BOLD
        look = "word-refuted" if row.is_refuted else "word-strong" if is_bold else "word"
        name = f"{row.name} + {row.count}" if row.count else row.name
        return [(line, look, 1.0) for line in wrap(name, SLACK * width, 1.0, MOST_LINES)]

    def _note_lines(self, row: Row) -> Iterator[tuple[str, str, float]]:
        width = (row.width_em - (INDENT_EM if row.indent else 0.0)) / SMALL / BOLD
        for note in row.notes:
            look = LOOK_OF_NOTE.get(note.look, "word-quiet")
            yield from ((line, look, SMALL) for line in wrap(_marked(note), SLACK * width, 1.0, MOST_LINES))

    def _sign(self, kind: str, x: float, y: float) -> str:
        place = f"translate({number(x * self.em)} {number(y * self.em)}) scale({number(0.5 * self.em / SIGN)})"
        return group({"transform": place}, mark_shape(kind, 0, 0, self.painter))

    def _lines(self, texts: Sequence[tuple[str, str, float]], x: float, y: float, anchor: str | None) -> str:
        """Lines of text, each with its look and its size as a share of an em; the first one around `y`."""
        return "".join(
            self.painter.text(
                x * self.em,
                (y + LINE_EM * place + BASE_EM * size) * self.em,
                text,
                look,
                font_size=size * self.em,
                text_anchor=anchor,
            )
            for place, (text, look, size) in enumerate(texts)
        )

    # ---------------------------------------------------------------- boxes
    def _boxes(self, side: int) -> Iterator[str]:
        left, right = self._column("boxes", side)
        for stack in self.columns.stacks[side]:
            yield self._box(stack, left, right)

    def _box(self, stack: Stack, left: float, right: float) -> str:
        box, high = stack.head, stack.head.height - BOX_GAP_EM
        middle = self.columns.middles[box.key]
        frame = {"x": left, "y": middle - high / 2, "width": right - left, "height": high}
        shape = {name: value * self.em for name, value in frame.items()} | {
            "rx": 0.0 if box.kind in ONCE else 0.5 * self.em
        }
        look = "mark-once" if box.kind in ONCE else "mark-box"
        drawn = self.painter.shape("rect", look, shape)
        if stack.boxes:
            inner = {**shape, "width": shape["width"] - 4, "height": shape["height"] - 4}
            drawn += self.painter.shape("rect", look, inner)
        texts = list(self._box_lines(box))
        first = middle - LINE_EM * (len(texts) - 1) / 2
        return drawn + self._lines(texts, (left + right) / 2, first, "middle")

    def _box_lines(self, box: Box) -> Iterator[tuple[str, str, float]]:
        yield from ((line, "word-strong", 1.0) for line in wrap(box.name, SLACK * BOX_EM / BOLD, 1.0, MOST_LINES))
        for note in box.notes:
            look = LOOK_OF_NOTE.get(note.look, "word")
            yield from ((line, look, SMALL) for line in wrap(_marked(note), SLACK * BOX_EM / SMALL, 1.0, MOST_LINES))

    # ---------------------------------------------------------------- the middle
    def _frame(self) -> str:
        """Whom the picture is about: its country, and the bodies in it."""
        left, right = self._column("middle")
        rows = self.columns.middle
        high = sum(row.height for row in rows) + LINE_EM + 2 * FRAME_PAD_EM
        top = above(high, self.columns.height)
        frame = {"x": left, "y": top, "width": right - left, "height": high}
        shape = {name: value * self.em for name, value in frame.items()} | {"rx": 0.7 * self.em}
        box = self.painter.shape("rect", "middle", {**shape, "fill-opacity": 0.2}) + self.painter.shape(
            "rect", "middle-edge", shape
        )
        y = top + FRAME_PAD_EM + LINE_EM / 2
        head = self._lines([self._heading()], (left + right) / 2, y, "middle")
        return box + head + "".join(self._row(row, 0, is_middle=True) for row in rows)

    def _heading(self) -> tuple[str, str, float]:
        """The name of the middle on one line: in capitals, else in small letters, as large as there is room for."""
        room = (ROOM_EM["middle"] - 0.4) / BOLD
        ways = ((self.title.upper(), 1.0), (self.title, 1.0), (self.title, SMALL))
        fitting = (way for way in ways if text_width(way[0], way[1]) <= room)
        text, size = next(fitting, (wrap(self.title, room / SMALL, 1.0, 1)[0] if self.title else "", SMALL))
        return text, "word-strong", size


def _marked(note: Note) -> str:
    return f"{note.text} {DISPUTED_DATE}" if note.is_doubted else note.text
