"""Who with whom as a table of actors by actors: for each pair the number of bases and the earliest beginning."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from accordgraph.diagrams.facts import DISPUTED_DATE, LOOKS, READ_DATE, Link, Node
from accordgraph.diagrams.model import Diagram
from accordgraph.diagrams.texts import Phrases

NO_DAY = "–"
"""Stands in a cell of which no source gives a day."""


@dataclass(frozen=True)
class Cell:
    """What joins two actors: their links, as numbers of the diagram's, and what the cell says of them.

    `bases` counts the bases of links that are held; where none is held, of all. `beginning` is in words the year
    in which the first of these began, or by which it had begun, where one may have begun before; a dash where no day is
    known, for the question mark stands after what is disputed. `look` is that of the best established link.
    """

    links: tuple[int, ...]
    bases: int
    beginning: str
    look: str


@dataclass(frozen=True)
class Matrix:
    """Actors, the most linked ones first, and the cells of their pairs, both ways."""

    actors: tuple[Node, ...]
    cells: dict[tuple[int, int], Cell]


def make_matrix(diagram: Diagram) -> Matrix:
    """The table of a diagram whose links join two actors."""
    actors = _ordered(diagram)
    place = {node.id: index for index, node in enumerate(actors)}
    between: dict[tuple[int, int], list[int]] = {}
    for number, link in enumerate(diagram.links):
        low, high = sorted((place[link.start], place[link.end]))
        between.setdefault((low, high), []).append(number)
    cells = {pair: _cell(diagram, numbers) for pair, numbers in sorted(between.items())}
    return Matrix(actors, {**cells, **{(high, low): cell for (low, high), cell in cells.items()}})


def _cell(diagram: Diagram, numbers: Sequence[int]) -> Cell:
    links = [diagram.links[number] for number in numbers]
    held = [link for link in links if link.held]
    counted = [link for link in held if link.is_counted] or held or links
    bases = len({link.basis for link in counted})
    best = min((link.look for link in links), key=LOOKS.index)
    return Cell(tuple(numbers), bases, _beginning(counted, diagram.words), best)


def _beginning(links: Sequence[Link], words: Phrases) -> str:
    years = [(day.year, link) for link in links if (day := link.when.since_latest)]
    first = min((year for year, _ in years), default=None)
    if first is None:
        return NO_DAY
    standings = {link.since_standing for year, link in years if year == first}
    is_sure = all(link.when.since_earliest and link.when.since_earliest.year >= first for link in links)
    text = str(first) if is_sure else words.say("by", day=first)
    sign = DISPUTED_DATE if "disputed" in standings else READ_DATE if "reading" in standings else ""
    return f"{text} {sign}".strip()


def _ordered(diagram: Diagram) -> tuple[Node, ...]:
    """Those who share most bases with others come first, then those with most partners, then by name."""
    shared: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for link in diagram.links:
        if link.is_counted:
            shared[link.start][link.end].add(link.basis)
            shared[link.end][link.start].add(link.basis)

    def order(node: Node) -> tuple[int, int, str, str]:
        own = shared[node.id].values()
        return -sum(map(len, own)), -len(own), node.label.casefold(), node.id

    return tuple(sorted((node for node in diagram.nodes if not node.is_basis), key=order))
