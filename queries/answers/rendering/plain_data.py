"""An answer in words as plain data for programs: the tree itself, or one row for each of its sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from accordgraph.queries.answers.tree import AnswerTree, CitedSource, Entry, Grid, Group, Part, Sentence, plain

COLUMNS = ("group", "kind", "depth", "text", "sources")
"""Columns of `rows`: the title of the group, how far one may rely on it, how deep the sentence stands below another
(0: below none), the sentence, and the ids of the sources that it cites."""

TITLES = {"group": "tree-group", "text": "tree-text", "sources": "tree-sources"}
"""The columns that a table for readers has, and the texts of their headings."""


def tree_data(tree: AnswerTree) -> dict[str, Any]:
    """The tree as dicts and lists, for JSON; `things` of a sentence are the ids that it names, in their order."""
    return {
        "lang": tree.lang,
        "title": plain(tree.title),
        "summary": [_said(one) for one in tree.summary],
        "groups": [_group(group) for group in tree.groups],
        "sources": [_source(one) for one in tree.sources],
    }


def rows(tree: AnswerTree) -> list[dict[str, Any]]:
    """One row for each sentence, with `COLUMNS`."""
    head = [("", "title", 0, tree.title), *(("", "summary", 0, one) for one in tree.summary)]
    for group in tree.groups:
        head += [(group.title, str(group.kind), 0, one) for one in _grid_sentences(group.grid)]
        head += [(group.title, str(group.kind), depth, one) for depth, one in _sentences(group.entries, 0)]
    return [dict(zip(COLUMNS, (*row[:3], plain(row[3]), " ".join(_cited(row[3]))), strict=True)) for row in head]


def _grid_sentences(grid: Grid | None) -> Iterator[Sentence]:
    """A sentence for each row of a grid, with the values that it has."""
    if grid is None:
        return
    for row in grid.rows:
        values = "; ".join(f"{name}: {cell}" for name, cell in zip(grid.columns, row.cells, strict=True) if cell)
        yield (*row.text, Part(f": {values}"))


def _group(group: Group) -> dict[str, Any]:
    data = {"title": group.title, "kind": group.kind, "entries": [_entry(one) for one in group.entries]}
    if group.grid is None:
        return data
    rows = [{**_said(row.text), "values": [cell or None for cell in row.cells]} for row in group.grid.rows]
    return {**data, "columns": list(group.grid.columns), "rows": rows}


def _sentences(entries: Sequence[Entry], depth: int) -> Iterator[tuple[int, Sentence]]:
    for entry in entries:
        yield depth, entry.text
        yield from _sentences(entry.details, depth + 1)


def _entry(entry: Entry) -> Mapping[str, Any]:
    return {**_said(entry.text), "details": [_entry(one) for one in entry.details]}


def _said(parts: Sentence) -> dict[str, Any]:
    things = [part.id for part in parts if part.id and part.kind != "source"]
    return {"text": plain(parts), "things": list(dict.fromkeys(things)), "sources": _cited(parts)}


def _cited(parts: Sentence) -> list[str]:
    return list(dict.fromkeys(part.id for part in parts if part.kind == "source"))


def _source(source: CitedSource) -> Mapping[str, Any]:
    return {
        "number": source.number,
        "id": source.id,
        "description": plain(source.description),
        "title": source.title,
        "url": source.url,
    }
