"""What stands in columns: rows of text, boxes, the lines between them, and their heights.

Heights are counted in lines of text, so they hold at every width: a column is never narrower than these suppose.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from accordgraph.diagrams.facts import DISPUTED_DATE, LOOKS, Link, stated_start
from accordgraph.diagrams.layout.text_width import wrap
from accordgraph.diagrams.model import Diagram
from accordgraph.graph.dates.today import today

PARTNER_EM, BOX_EM, MIDDLE_EM = 10.2, 12.4, 8.0
"""Width of the text in a column at least; the style sheet keeps to it."""

INDENT_EM = 0.9
"""Of a body that stands below its country."""

BOLD = 1.06
"""How much wider bold letters are than those that widths are reckoned by."""

SMALL = 0.87
"""Size of dates and counts, as a share of that of names."""

LINE_EM, ROW_PAD_EM, BOX_PAD_EM, BOX_GAP_EM, FRAME_PAD_EM = 1.3, 0.5, 0.8, 0.5, 0.6
"""Heights that the style sheet repeats: a line of text, and what a row, a box and a frame add to their lines."""

MOST_SEEN_EM = 52.0
"""How much of the columns a usual screen shows; higher ones begin at the top, so that it is full."""

MOST_LINES = 9
MANY_KEY = "stack-many"
"""The key of the box of all bases of many parties."""

ONCE = ("operation", "report")
"""Kinds of bases that are of their day only."""


@dataclass(frozen=True)
class Note:
    """A date or a remark under a name, with the look of the link that it is about."""

    text: str
    look: str = "held"
    is_doubted: bool = False


@dataclass(frozen=True)
class Row:
    """An actor in a column. `key` is its place on the page, `node` its id, empty where only its bodies take part.
    `count` is the number of its bodies, where they open; `gap` the room above it in em, so that it stands beside what
    it takes part in.
    """

    key: str
    node: str
    name: str
    kind: str
    notes: tuple[Note, ...] = ()
    is_refuted: bool = False
    is_focus: bool = False
    indent: bool = False
    width_em: float = PARTNER_EM
    count: int = 0
    gap: float = 0.0

    @property
    def lines(self) -> int:
        """Lines of text that it takes in the narrowest column."""
        width = self.width_em - (INDENT_EM if self.indent else 0.0)
        name = f"{self.name} + {self.count} m" if self.count else self.name
        return _lines(name, width / BOLD) + sum(_lines(_marked(one), width / SMALL / BOLD) for one in self.notes)

    @property
    def height(self) -> float:
        """In em."""
        return self.lines * LINE_EM + ROW_PAD_EM


@dataclass(frozen=True)
class Group:
    """A country with its bodies below it; a partner that stands alone is its head without bodies."""

    head: Row
    bodies: tuple[Row, ...]
    is_open: bool

    @property
    def height(self) -> float:
        """In em, as it stands when the page opens."""
        return self.head.height + (sum(row.height for row in self.bodies) if self.is_open else 0.0)

    @property
    def is_refuted(self) -> bool:
        """Whether nothing that is said of it is held."""
        return all(row.is_refuted for row in (self.head, *self.bodies) if row.node)


@dataclass(frozen=True)
class Box:
    """An agreement, or something done together once, with its date."""

    key: str
    node: str
    name: str
    kind: str
    notes: tuple[Note, ...]

    @property
    def lines(self) -> int:
        """Lines of text that it takes in the narrowest column."""
        return _lines(self.name, BOX_EM / BOLD) + sum(_lines(_marked(one), BOX_EM / SMALL) for one in self.notes)

    @property
    def height(self) -> float:
        """In em, with the gap below."""
        return self.lines * LINE_EM + BOX_PAD_EM + BOX_GAP_EM


@dataclass(frozen=True)
class Stack:
    """Boxes of the same partners: one box alone, or a closed box with their number that opens."""

    head: Box
    boxes: tuple[Box, ...] = ()

    @property
    def height(self) -> float:
        """In em, as it stands when the page opens."""
        return self.head.height


@dataclass(frozen=True)
class Wire:
    """A line between a row or box and its neighbour in the next column; `index` is that of its link."""

    left: str
    right: str
    gutter: int
    look: str
    index: int


@dataclass(frozen=True)
class Columns:
    """Everything where it stands. `middles` are where lines end, in em from the top: at the first line of a row, at
    half the height of a box; `closed` says for a row that cannot be seen which head stands for it.
    """

    partners: tuple[tuple[Group, ...], tuple[Group, ...]]
    stacks: tuple[tuple[Stack, ...], tuple[Stack, ...]]
    middle: tuple[Row, ...]
    wires: tuple[Wire, ...]
    height: float
    middles: Mapping[str, float]
    closed: Mapping[str, str]

    @property
    def is_tall(self) -> bool:
        """Whether columns begin at the top."""
        return self.height > MOST_SEEN_EM

    @property
    def bases(self) -> list[str]:
        """The bases that have a box, those of many parties apart."""
        stacks = [stack for own in self.stacks for stack in own if stack.head.key != MANY_KEY]
        return [box.node for stack in stacks for box in (stack.boxes or (stack.head,))]

    def gutter(self, number: int) -> list[tuple[Wire, float, float, bool]]:
        """The lines of a gap between two columns, each with its ends, and whether one before it is the same line.
        What is not held lies below what is.
        """
        order = {look: place for place, look in enumerate(reversed(LOOKS))}
        own = sorted((one for one in self.wires if one.gutter == number), key=lambda one: order[one.look])
        placed = [(one, self._place(one.left), self._place(one.right)) for one in own]
        seen = Counter[tuple[str, float, float]]()
        lines = []
        for wire, left, right in placed:
            lines.append((wire, left, right, seen[wire.look, left, right] > 0))
            seen[wire.look, left, right] += 1
        return lines

    def _place(self, key: str) -> float:
        return self.middles[self.closed.get(key, key)]


def looks_of_columns(diagram: Diagram) -> list[tuple[str, str]]:
    """The looks of lines between columns that a legend explains, each with its meaning."""
    claimed = diagram.words["claimed-not-accepted"]
    return [(look, claimed if look == "not-held" else diagram.look_word(look)) for look in LOOKS[1:]]


def _lines(text: str, width_em: float) -> int:
    return len(wrap(text, width_em, 1.0, MOST_LINES))


def _marked(note: Note) -> str:
    return f"{note.text} {DISPUTED_DATE}" if note.is_doubted else note.text


def above(own: float, height: float) -> float:
    """How far from the top a column begins: one stands at half height, unless that would be out of sight."""
    return 0.0 if height > MOST_SEEN_EM else (height - own) / 2


def start_in_words(diagram: Diagram, kind: str, link: Link) -> str:
    """Since when, or on what day, as a reader wants it."""
    start, words, first = marked_start(link), diagram.words, link.when.since_earliest
    if first is not None and first > today():
        return words.say("box-to-come", date=start)
    if kind in ONCE:
        return start or words["day-not-reported"]
    if not start:
        return words["start-not-reported"]
    is_exact = not str(stated_start(link.when)).startswith("[")
    return words.say("box-since" if is_exact else "box-began", date=start)


def marked_start(link: Link) -> str:
    """Its start as a reader wants it, marked where it is our reading; empty where none is known."""
    return f"{link.words.start} {link.words.since_mark}".strip() if link.words.start else ""
