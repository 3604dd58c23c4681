"""Blocks of a sheet: each drawn from its own upper left corner and as high as it says; stacked, or set in columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from accordgraph.diagrams.layout.text_width import text_width
from accordgraph.diagrams.svg.elements import Painter, group, number
from accordgraph.diagrams.svg.styles import LOOKS

LEADING = 1.4  # line to line, in sizes of letters
MOST_LETTERS = 12_000  # of one paragraph, so that a hostile one costs no minutes
MOST_LINES = 60  # of one paragraph; what is longer ends in an ellipsis
COLUMN_PX = 350.0  # the least width of a column
GUTTER = 32.0
MOST_PX = 460.0  # of a column of a table

_SIGN = re.compile(r"[/_.?&=,;]|(?<!\d)-|-(?!\d)")
"""After these a word may be cut."""


@dataclass(frozen=True)
class Block:
    """Something drawn, and how high it is."""

    drawn: str
    height: float


def shifted(block: Block, x: float, y: float) -> str:
    """The block at another place."""
    return group({"transform": f"translate({number(x)} {number(y)})"}, block.drawn)


def stack(blocks: Iterable[Block], gap: float = 0.0) -> Block:
    """Blocks one below the other; empty ones take no room."""
    drawn, y = [], 0.0
    for block in blocks:
        if block.height:
            drawn.append(shifted(block, 0, y))
            y += block.height + gap
    return Block("".join(drawn), max(y - gap, 0.0) if drawn else 0.0)


def heading(text: str, painter: Painter, look: str = "word-head") -> Block:
    """One line that names what follows."""
    size = float(LOOKS[look]["font-size"])
    return Block(painter.text(0, size, text, look), size * LEADING + 4)


def paragraph(text: str, width: float, painter: Painter, look: str = "word-small", bullet: str = "") -> Block:
    """A text in lines; `bullet` (a number, a letter) stands before the first of them."""
    size = float(LOOKS[look]["font-size"])
    indent = 26.0 if bullet else 0.0
    lines = flow(text, width - indent, size)
    drawn = [painter.text(indent, size * (1 + LEADING * row), line, look) for row, line in enumerate(lines)]
    if bullet:
        drawn.insert(0, painter.text(indent - 8, size, bullet, look, text_anchor="end"))
    return Block("".join(drawn), size * LEADING * len(lines))


def flow(text: str, width: float, size: float) -> list[str]:
    """The text in full lines. A word too long for one, as addresses are, is cut after one of its own signs."""
    lines = [""]
    for word in text[:MOST_LETTERS].split():
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if text_width(longer, size) <= width:
            lines[-1] = longer
            continue
        *full, rest = _cut(word, width, size)
        lines += [*full, rest]
    lines = [line for line in lines if line]
    return [*lines[: MOST_LINES - 1], "…"] if len(lines) > MOST_LINES else lines


def _cut(word: str, width: float, size: float) -> list[str]:
    """A word in pieces that fit, cut after a sign where there is one; never in a date."""
    pieces = []
    while (most := _fitting(word, width, size)) < len(word):
        signs = [one.end() for one in _SIGN.finditer(word, 0, most)]
        place = signs[-1] if signs else most
        pieces.append(word[:place])
        word = word[place:]
    return [*pieces, word]


def _fitting(word: str, width: float, size: float) -> int:
    """How many letters of a word fit, at least one."""
    used = 0.0
    for count, letter in enumerate(word):
        used += text_width(letter, size)
        if used > width:
            return max(count, 1)
    return len(word)


def columns(blocks: Sequence[Block], width: float, gap: float = 5.0) -> Block:
    """Blocks set in as many columns as there is room for, of about the same height, read downwards."""
    count = column_count(width)
    whole = sum(block.height + gap for block in blocks)
    sets: list[list[Block]] = [[]]
    used = 0.0
    for block in blocks:
        if sets[-1] and used + block.height / 2 > whole / count and len(sets) < count:
            sets.append([])
            used = 0.0
        sets[-1].append(block)
        used += block.height + gap
    stacked = [stack(one, gap) for one in sets]
    step = column_width(width) + GUTTER
    drawn = "".join(shifted(one, step * place, 0) for place, one in enumerate(stacked))
    return Block(drawn, max((one.height for one in stacked), default=0.0))


def column_count(width: float) -> int:
    """How many columns there is room for."""
    return max(1, int((width + GUTTER) // (COLUMN_PX + GUTTER)))


def column_width(width: float) -> float:
    """How wide each of them is."""
    count = column_count(width)
    return (width - GUTTER * (count - 1)) / count


def row(items: Sequence[tuple[str, float]], width: float, height: float, gap: float = 20.0) -> Block:
    """Things side by side, each with its width, in as many lines as they need."""
    drawn, x, y = [], 0.0, 0.0
    for item, wide in items:
        if x and x + wide > width:
            x, y = 0.0, y + height
        drawn.append(group({"transform": f"translate({number(x)} {number(y)})"}, item))
        x += wide + gap
    return Block("".join(drawn), y + height if drawn else 0.0)


def table(head: Sequence[str], rows: Sequence[Sequence[str]], width: float, painter: Painter) -> Block:
    """Rows under a head; numbers stand at the right of their column, long words are cut into lines."""
    widths = _column_widths(head, rows, width)
    right = [bool(rows) and all(_is_number(row[place]) for row in rows) for place in range(len(head))]
    parts = [_cells(head, widths, right, painter, "word-quiet")]
    for cells in rows:
        line = Block(painter.shape("path", "rule", {"d": f"M0 0H{number(width)}"}), 4.0)
        parts += [line, _cells(cells, widths, right, painter, "word-small")]
    return stack(parts, gap=3.0)


def _cells(cells: Sequence[str], widths: Sequence[float], right: Sequence[bool], painter: Painter, look: str) -> Block:
    size = float(LOOKS[look]["font-size"])
    drawn, x, most = [], 0.0, 1
    for text, width, at_right in zip(cells, widths, right, strict=True):
        lines = flow(text, width - 12, size)
        place, anchor = (x + width - 12, "end") if at_right else (x, None)
        drawn += [
            painter.text(place, size * (1 + LEADING * n), line, look, text_anchor=anchor)
            for n, line in enumerate(lines)
        ]
        x, most = x + width, max(most, len(lines))
    return Block("".join(drawn), size * LEADING * most)


def _column_widths(head: Sequence[str], rows: Sequence[Sequence[str]], width: float) -> list[float]:
    """Each column as wide as its longest word or date at least; what room is left goes to those of long texts."""
    columns_ = list(zip(head, *rows, strict=True))
    least = [min(max(_cell(piece) for text in own for piece in _unbroken(text)), MOST_PX) for own in columns_]
    wanted = [min(max(map(_cell, own)), MOST_PX) for own in columns_]
    more = [max(want - need, 0.0) for want, need in zip(wanted, least, strict=True)]
    share = min(max(width - sum(least), 0.0) / (sum(more) or 1.0), 1.0)
    return [need + share * extra for need, extra in zip(least, more, strict=True)]


def _cell(text: str) -> float:
    return text_width(text, 13) + 16


def _unbroken(text: str) -> list[str]:
    """The pieces that a text is not cut in: words and dates; addresses and ranges part after their signs."""
    return [piece for word in text.split() for piece in re.split(r"(?<=[/?&=_])|(?<=[^\W\d]-)", word)] or [""]


def _is_number(text: str) -> bool:
    return not text or text.replace("\u202f", "").replace(".", "").replace("%", "").strip("~<> ").isdigit()
