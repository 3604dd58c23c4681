"""The matrix as rows of a table in the page: the same cells as in the file, named as the page's scripts name them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from accordgraph.diagrams.facts import Link
from accordgraph.diagrams.layout.laid_out import LaidOutDiagram
from accordgraph.diagrams.layout.matrix import Cell, make_matrix
from accordgraph.diagrams.model import Diagram


def grid(layout: LaidOutDiagram) -> dict[str, Any]:
    """The actors in order, and for each its row of cells: the pair, how many bases, since when, and the look."""
    return _rows(layout.diagram, {placed.node.id: index for index, placed in enumerate(layout.nodes)})


def grid_of(links: Sequence[Link], diagram: Diagram, places: Mapping[str, str]) -> dict[str, Any]:
    """The same for links between the actors of a diagram of bases, whose nodes have these ids on the page."""
    ends = {end for link in links for end in link.ends}
    actors = tuple(node for node in diagram.nodes if node.id in ends)
    between = tuple(link for link in links if all(end in places for end in link.ends))
    crossed = replace(diagram, view="matrix", nodes=actors, links=between, sources=(), overview=None)
    return _rows(crossed, {node: int(place[1:]) for node, place in places.items()})


def _rows(diagram: Diagram, places: Mapping[str, int]) -> dict[str, Any]:
    matrix = make_matrix(diagram)
    ids = [places[node.id] for node in matrix.actors]
    names = [node.label for node in matrix.actors]
    kinds = [node.kind for node in matrix.actors]
    cells = {
        place: _cell(ids, cell, *place, [f"n{places[one]}" for one in _bases(diagram, cell) if one in places])
        for place, cell in matrix.cells.items()
    }
    return {
        "actors": [(f"n{place}", name, kind) for place, name, kind in zip(ids, names, kinds, strict=True)],
        "rows": [[cells.get((row, column)) for column in range(len(ids))] for row in range(len(ids))],
    }


def _bases(diagram: Diagram, cell: Cell) -> list[str]:
    return sorted({diagram.links[number].basis for number in cell.links})


def _cell(ids: list[int], cell: Cell, row: int, column: int, bases: list[str]) -> dict[str, Any]:
    low, high = sorted((ids[row], ids[column]))
    pair = f"n{low} n{high}"
    return {"pair": pair, "bases": cell.bases, "since": cell.beginning, "look": cell.look, "nodes": " ".join(bases)}
