"""The communities of a large diagram, each named by its best linked member: what a page shows before it opens them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from accordgraph.diagrams.layout.laid_out import LINE_PX, TEXT_PX, LaidOutDiagram, PlacedNode
from accordgraph.diagrams.layout.text_width import text_width, wrap

LEAST_MEMBERS = 4
"""Fewer stand for themselves."""

NAME_PX = 170.0


@dataclass(frozen=True)
class Community:
    """Nodes that have more to do with each other than with the rest, around `x`, `y`.

    `number` is that of its placed nodes. `lines` are its name, as a picture has it; `half_width` and `half_height` are
    half the room for it.
    """

    number: int
    name: str
    count: int
    x: int
    y: int
    lines: tuple[str, ...]
    half_width: int
    half_height: int


def communities(layout: LaidOutDiagram) -> list[Community]:
    """Those of some size, the largest first."""
    members: defaultdict[int, list[PlacedNode]] = defaultdict(list)
    for placed in layout.nodes:
        if placed.community is not None:
            members[placed.community].append(placed)
    named = [_community(layout, number, own) for number, own in members.items() if len(own) >= LEAST_MEMBERS]
    return sorted(named, key=lambda one: (-one.count, one.number))


def _community(layout: LaidOutDiagram, number: int, own: Sequence[PlacedNode]) -> Community:
    best = min(own, key=lambda placed: (placed.node.is_basis, placed.rank))
    words = layout.diagram.words
    name = words.say("community", name=best.node.label, number=words.number(len(own) - 1))
    lines = wrap(name, NAME_PX, TEXT_PX, most_lines=3)
    x, y = (round(sum(values) / len(own)) for values in zip(*((one.x, one.y) for one in own), strict=True))
    wide = max(text_width(line, TEXT_PX) for line in lines)
    return Community(number, name, len(own), x, y, lines, round(wide / 2), round(LINE_PX * len(lines) / 2))
