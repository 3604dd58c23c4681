"""The matrix as rows of a table in the page: the same cells as in the file, named as the page's scripts name them."""

from __future__ import annotations

from typing import Any

from accordgraph.diagrams.layout.laid_out import LaidOutDiagram
from accordgraph.diagrams.layout.matrix import Cell, make_matrix


def grid(layout: LaidOutDiagram) -> dict[str, Any]:
    """The actors in order, and for each its row of cells: the pair, how many bases, since when, and the look."""
    matrix = make_matrix(layout.diagram)
    places = {placed.node.id: index for index, placed in enumerate(layout.nodes)}
    ids = [places[node.id] for node in matrix.actors]
    names = [node.label for node in matrix.actors]
    kinds = [node.kind for node in matrix.actors]
    rows = [
        [_cell(ids, matrix.cells.get((row, column)), row, column) for column in range(len(ids))]
        for row in range(len(ids))
    ]
    return {
        "actors": [(f"n{place}", name, kind) for place, name, kind in zip(ids, names, kinds, strict=True)],
        "rows": rows,
    }


def _cell(ids: list[int], cell: Cell | None, row: int, column: int) -> dict[str, Any] | None:
    if cell is None:
        return None
    low, high = sorted((ids[row], ids[column]))
    return {"pair": f"n{low} n{high}", "bases": cell.bases, "since": cell.beginning, "look": cell.look}
