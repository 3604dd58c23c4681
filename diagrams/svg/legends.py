"""What the shapes, lines and bars of a file mean: two legends, never mixed, of what stands in the picture only."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from accordgraph.diagrams.facts import ACTOR_KINDS, BASIS_KINDS, CONTRADICTED, DISPUTED_DATE, IN_FORCE, LOOKS, READ_DATE
from accordgraph.diagrams.in_force import periods
from accordgraph.diagrams.layout.column_parts import ONCE, Columns, looks_of_columns
from accordgraph.diagrams.layout.text_width import text_width
from accordgraph.diagrams.model import Diagram
from accordgraph.diagrams.svg.elements import Painter
from accordgraph.diagrams.svg.network import force_disc, mark_shape
from accordgraph.diagrams.svg.text_layout import Block, row, shifted, stack
from accordgraph.diagrams.svg.timeline import BAR, chevron, draw_piece, timeline_axis

HEIGHT = 26.0
GAP = 18.0  # from one key to the next
APART = 40.0  # from one legend to the next

STANDING = ("agreement", "assistance")
"""Kinds of bases that go on, as against those of their day only."""


class Key(NamedTuple):
    """A sign, how wide it is, and what it means."""

    sign: str
    width: float
    meaning: str


@dataclass(frozen=True)
class Legends:
    """The legends of one picture."""

    diagram: Diagram
    painter: Painter

    def of_network(self, width: float) -> Block:
        """Kinds of actors and bases, how well established, and on a day how surely in force."""
        named = [
            ("sheet-kinds", self._kinds()),
            ("sheet-established", [*self._lines(), *self._doubted_dates("line")]),
            ("sheet-force", self._discs()),
        ]
        return self._set(named, width)

    def of_columns(self, columns: Columns, width: float) -> Block:
        """What is drawn in columns, in one line of everyday words."""
        wires = {wire.index for wire in columns.wires}
        links = [link for index, link in enumerate(self.diagram.links) if index in wires]
        kinds = {node.id: node.kind for node in self.diagram.nodes}
        actors = {kinds[link.start] for link in links}
        keys = [*self._marks(actors), *self._boxes({link.basis_kind for link in links})]
        looks = {link.look for link in links}
        for look, word in looks_of_columns(self.diagram):
            if look in looks:
                keys.append(Key(self.painter.shape("path", f"wire-{look}", {"d": "M2 12.5H42"}), 44, word))
        in_boxes = {link.basis for link in links}
        if any(link.since_standing == "disputed" and link.basis in in_boxes for link in self.diagram.links):
            keys.append(
                Key(self.painter.text(3, 17.5, DISPUTED_DATE, "word-refuted"), 12, self._word("sources-differ"))
            )
        return row([(self._draw(key), _width(key)) for key in keys], width, HEIGHT, GAP)

    def _marks(self, present: Container[str]) -> list[Key]:
        kinds = [kind for kind in ACTOR_KINDS if kind in present]
        return [Key(mark_shape(kind, 12, 12.5, self.painter), 24, self.diagram.words.kind(kind)) for kind in kinds]

    def _boxes(self, present: set[str]) -> list[Key]:
        box = {"x": 1, "y": 4, "width": 28, "height": 17}
        kinds = (("mark-box", 4, "legend-standing", STANDING), ("mark-once", 0, "legend-once", ONCE))
        return [
            Key(self.painter.shape("rect", look, {**box, "rx": corner}), 30, self._word(word))
            for look, corner, word, own in kinds
            if present & set(own)
        ]

    def of_timeline(self, width: float) -> Block:
        """How surely in force, and how well established."""
        force = [*self._pieces(), *self._chevrons()]
        return self._set(
            [("sheet-force", force), ("sheet-established", [*self._bars(), *self._doubted_dates("both")])], width
        )

    def of_matrix(self, width: float) -> Block:
        """Kinds of actors, and how well established what joins two of them is."""
        established = [*self._frames(), *self._doubted_dates("cell")]
        return self._set([("sheet-kinds", self._kinds()), ("sheet-established", established)], width)

    def _set(self, named: Sequence[tuple[str, list[Key]]], width: float) -> Block:
        """Legends side by side where they fit, else one below the other."""
        filled = [(name, keys) for name, keys in named if keys]
        widths = [sum(_width(key) + GAP for key in keys) - GAP for _, keys in filled]
        blocks = [self._legend(name, keys, width) for name, keys in filled]
        if sum(widths) + APART * (len(widths) - 1) > width:
            return stack(blocks, gap=4.0)
        drawn = [shifted(block, sum(widths[:n]) + APART * n, 0) for n, block in enumerate(blocks)]
        return Block("".join(drawn), max((block.height for block in blocks), default=0.0))

    def _legend(self, name: str, keys: Sequence[Key], width: float) -> Block:
        title = Block(self.painter.text(0, 12, self._word(name), "word-quiet"), 18.0)
        items = [(self._draw(key), _width(key)) for key in keys]
        return stack([title, row(items, width, HEIGHT, GAP)])

    def _draw(self, key: Key) -> str:
        return key.sign + self.painter.text(key.width + 7, 17.5, key.meaning, "word-small")

    def _word(self, key: str) -> str:
        return self.diagram.words[key]

    def _kinds(self) -> list[Key]:
        present = {node.kind for node in self.diagram.nodes}
        words = self.diagram.words
        keys = self._marks(present)
        boxes = [words.kind(kind).lower() for kind in BASIS_KINDS if kind in present]
        if boxes:
            box = self.painter.shape("rect", "mark-box", {"x": 1, "y": 4, "width": 28, "height": 17, "rx": 4})
            listing = words.listing(boxes)
            keys.append(Key(box, 30, listing[:1].upper() + listing[1:]))
        return keys

    def _looks(self) -> list[str]:
        present = {link.look for link in self.diagram.links}
        return [name for name in LOOKS if name in present]

    def _lines(self) -> list[Key]:
        return [
            Key(self.painter.shape("path", f"line-{name}", {"d": "M1 12.5H43"}), 44, self.diagram.look_word(name))
            for name in self._looks()
        ]

    def _bars(self) -> list[Key]:
        """Only where something is disputed or not held; its days are never more than possible."""
        contradicted = [name for name in self._looks() if name in CONTRADICTED]
        looks = [name for name in self._looks() if name in ("held", *CONTRADICTED)] if contradicted else []
        return [
            Key(self._piece("certainly" if name == "held" else "possibly", name), 44, self.diagram.look_word(name))
            for name in looks
        ]

    def _doubted_dates(self, bounds: str) -> list[Key]:
        """The signs behind disputed dates; in cells, also behind those that are our reading: elsewhere words say it.

        Lines and cells have starts alone, bars both dates.
        """
        links = self.diagram.links
        standings = {link.since_standing for link in links}
        standings |= {link.until_standing for link in links} if bounds == "both" else set()
        signs = (("disputed", DISPUTED_DATE, "date-disputed"), ("reading", READ_DATE, "date-read"))
        return [
            Key(self.painter.text(3, 17.5, sign, "word-strong"), 12, self._word(word))
            for standing, sign, word in signs
            if standing in standings and (sign == DISPUTED_DATE or bounds == "cell")
        ]

    def _frames(self) -> list[Key]:
        box = {"x": 3, "y": 4, "width": 26, "height": 18}
        shade = self.painter.shape("rect", "bar-held", {**box, "fill-opacity": 0.26})
        signs = {name: self.painter.shape("rect", f"edge-{name}", {**box, "stroke-width": 2}) for name in LOOKS}
        return [Key({**signs, "held": shade}[name], 30, self.diagram.look_word(name)) for name in self._looks()]

    def _discs(self) -> list[Key]:
        answers = {link.in_force for link in self.diagram.links}
        return [
            Key(force_disc(name, 8, 12.5, self.painter), 14, self._word(f"in_force.{name}"))
            for name in IN_FORCE
            if name in answers
        ]

    def _pieces(self) -> list[Key]:
        axis = timeline_axis(self.diagram)
        links = self.diagram.links
        answers = {piece.in_force for link in links for piece in periods(link.when, axis.first, axis.last)}
        return [
            Key(self._piece(name, "held"), 44, self._word(f"in_force.{name}")) for name in IN_FORCE if name in answers
        ]

    def _piece(self, in_force: str, standing: str) -> str:
        return draw_piece(in_force, standing, 1, (HEIGHT - BAR) / 2, 42, self.painter)

    def _chevrons(self) -> list[Key]:
        if all(link.when.until_latest for link in self.diagram.links):
            return []
        return [Key(chevron(3, (HEIGHT - BAR) / 2, "held", 1, self.painter), 10, self._word("may-continue"))]


def _width(key: Key) -> float:
    return key.width + 7 + text_width(key.meaning, 13)
