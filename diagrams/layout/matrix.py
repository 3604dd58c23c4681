"""Who with whom as a table of actors by actors: for each pair the number of bases and the earliest beginning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import reverse_cuthill_mckee

from accordgraph.diagrams.model import Diagram, Link, Node
from accordgraph.diagrams.wording import DISPUTED_DATE, LOOKS, look, say


@dataclass(frozen=True)
class Cell:
    """What joins two actors: their links, as numbers of the picture's, and what the cell says of them.

    `bases` counts the bases of links that are held; where none is held, those that are told. `since` is the earliest
    year in which one of these can have begun; `by`, where no such year is known, the one in which it had begun at the
    latest; `doubted` where that beginning is disputed. `look` is that of the best established link.
    """

    links: tuple[int, ...]
    bases: int
    since: int | None
    by: int | None
    doubted: bool
    look: str

    def beginning(self, lang: str) -> str:
        """Since when, in words; a question mark stands for what is not known, and after what is disputed."""
        if not self.since and not self.by:
            return "?"
        year = str(self.since) if self.since else say("by", lang, day=self.by)
        return f"{year} {DISPUTED_DATE}" if self.doubted else year


@dataclass(frozen=True)
class Matrix:
    """Actors in an order in which those who work together stand together, and the cells of their pairs, both ways."""

    actors: tuple[Node, ...]
    cells: dict[tuple[int, int], Cell]


def make_matrix(diagram: Diagram) -> Matrix:
    """The table of a picture whose links join two actors."""
    actors = _ordered(diagram)
    place = {node.id: index for index, node in enumerate(actors)}
    between: dict[tuple[int, int], list[int]] = {}
    for number, link in enumerate(diagram.links):
        low, high = sorted((place[link.start], place[link.end]))
        between.setdefault((low, high), []).append(number)
    cells = {pair: _cell(diagram.links, numbers) for pair, numbers in sorted(between.items())}
    return Matrix(actors, {**cells, **{(high, low): cell for (low, high), cell in cells.items()}})


def _cell(links: Sequence[Link], numbers: Sequence[int]) -> Cell:
    told = [links[number] for number in numbers]
    best = min((look(link) for link in told), key=LOOKS.index)
    counted = [link for link in told if link.held] or told
    earliest = [(day.year, link) for link in counted if (day := link.when.since_earliest)]
    latest = [(day.year, link) for link in counted if (day := link.when.since_latest)]
    is_since = len(earliest) == len(counted)
    years = earliest if is_since else latest
    first = min((year for year, _ in years), default=None)
    doubted = any(year == first and link.since_standing == "disputed" for year, link in years)
    since, by = (first, None) if is_since else (None, first)
    return Cell(tuple(numbers), len({link.basis for link in counted}), since, by, doubted, best)


def _ordered(diagram: Diagram) -> tuple[Node, ...]:
    """Those who are linked stand near each other (reverse Cuthill-McKee: few cells far from the diagonal)."""
    actors = sorted((node for node in diagram.nodes if not node.is_basis), key=lambda node: node.id)
    place = {node.id: index for index, node in enumerate(actors)}
    ends = sorted({(place[link.start], place[link.end]) for link in diagram.links})
    if not ends:
        return tuple(actors)
    rows, columns = (np.array([pair[side] for pair in ends]) for side in (0, 1))
    shape = (len(actors), len(actors))
    joined = csr_array((np.ones(len(ends)), (rows, columns)), shape=shape)
    order = reverse_cuthill_mckee((joined + joined.T).tocsr(), symmetric_mode=True)
    return tuple(actors[index] for index in order)
