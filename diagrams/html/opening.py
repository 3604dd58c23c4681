"""The page whose first screen is columns around a middle: the answer, the picture, the days, then table and sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from accordgraph.diagrams.basis_bars import BasisBar, basis_bars, only
from accordgraph.diagrams.facts import DISPUTED_DATE, IN_FORCE, READ_DATE
from accordgraph.diagrams.html import data as data_block
from accordgraph.diagrams.html import page, sections
from accordgraph.diagrams.html.by_partner import by_partner
from accordgraph.diagrams.html.frame import Face, views_of, whole
from accordgraph.diagrams.html.matrix import grid_of
from accordgraph.diagrams.layout.column_parts import ONCE, Columns, looks_of_columns
from accordgraph.diagrams.layout.columns import MOST_OPEN, lay_out_columns
from accordgraph.diagrams.layout.laid_out import LaidOutDiagram, PlacedEdge, PlacedNode, ranks
from accordgraph.diagrams.layout.time_axis import Axis
from accordgraph.diagrams.model import Diagram
from accordgraph.diagrams.overview import Overview
from accordgraph.diagrams.web_page import json_text

STANDING = ("agreement", "assistance")
"""Kinds of bases that go on, as against those of their day only."""

VIEWS = ("agreements", "partners", "one", "table")
"""The views of the page, the first one as it opens."""


# ---------------------------------------------------------------- the page
def opening_page(diagram: Diagram, other: Diagram | None = None, *, embedded: bool = False) -> str:
    """The whole page as text; one that is `embedded` shows the picture alone, for a frame. `other` is the same diagram
    in another language.

    Raises ValueError for a diagram without an overview.
    """
    second = _face(other) if other is not None else None
    return whole(_face(diagram), second, page.style(), [page.script()], embedded=embedded)


def _face(diagram: Diagram) -> Face:
    """All that the page says in the language of the diagram."""
    overview = diagram.overview
    if overview is None:
        raise ValueError("Nothing stands in the middle of this diagram.")
    columns = lay_out_columns(diagram, overview)
    unplaced = _unplaced(diagram)
    block = data_block.block(unplaced)
    axis = _axis(diagram, columns)
    block["links"] = [
        {**link, **sections.bar(edge.link, axis)} for link, edge in zip(block["links"], unplaced.edges, strict=True)
    ]
    block["axis"] = [[day.isoformat(), sections.share(place) / 100] for day, place in axis.knots]
    block["opening"] = True
    places = {placed.node.id: f"n{index}" for index, placed in enumerate(unplaced.nodes)}
    fields = {
        "forces": [(word, diagram.words[f"in_force.{word}"]) for word in IN_FORCE],
        "fixed_day": diagram.day is not None,
        "grid": None,
        **sections.table(diagram, block["links"]),
        **_years(axis),
        **_first_screen(diagram, overview, columns, places),
        "bars": _bars(diagram, columns, axis),
        "crossed": grid_of(overview.cooperations, diagram, places) if overview.cooperations else None,
    }
    return Face("html/opening.html.j2", diagram, fields, json_text(block))


def _first_screen(diagram: Diagram, overview: Overview, columns: Columns, places: Mapping[str, str]) -> dict[str, Any]:
    times = diagram.words.times(diagram.day, diagram.first, diagram.last)
    return {
        "summary": [*([times] if times else []), *overview.summary],
        "screen": columns,
        "middle_name": overview.middle_name,
        "keys": {key: f"c{number}" for number, key in enumerate(_keys(columns))},
        "places": places,
        "views": views_of(diagram, VIEWS),
        "legend": _legend(diagram, columns),
        "listed": by_partner(diagram, overview, columns.bases),
        "is_open": overview.partners <= MOST_OPEN,
    }


def _unplaced(diagram: Diagram) -> LaidOutDiagram:
    """The diagram for the data block: columns have no places by node."""
    order = ranks(diagram)
    nodes = sorted(diagram.nodes, key=lambda node: (not node.is_basis, node.id))
    placed = tuple(PlacedNode(node, 0, 0, (node.label,), 0, 0, 0, 0, order[node.id]) for node in nodes)
    index = {node.id: number for number, node in enumerate(nodes)}
    edges = tuple(PlacedEdge(link, index[link.start], index[link.end], 0, None) for link in diagram.links)
    return LaidOutDiagram(diagram, placed, edges, (0, 0, 1, 1))


def _keys(columns: Columns) -> Iterator[str]:
    for groups in columns.partners:
        for group in groups:
            yield from (row.key for row in (group.head, *group.bodies))
    for stacks in columns.stacks:
        for stack in stacks:
            yield from (box.key for box in (stack.head, *stack.boxes))
    yield from (row.key for row in columns.middle)


# ---------------------------------------------------------------- legend
def _legend(diagram: Diagram, columns: Columns) -> list[tuple[str, str, str, str]]:
    """What is drawn, in one line: name of its filter, shape, kind, word."""
    words, wires = diagram.words, {wire.index for wire in columns.wires}
    links = [link for index, link in enumerate(diagram.links) if index in wires]
    kinds = {node.id: node.kind for node in diagram.nodes}
    actors = {kinds[link.start] for link in links}
    bases = {link.basis_kind for link in links}
    looks = {link.look for link in links}
    keys: list[tuple[str, str, str, str]] = [
        (f"kind-{kind}", "mark", kind, words.kind(kind))
        for kind in ("state", "agency", "international", "group", "other")
        if kind in actors
    ]
    for shape, word, own in (("standing", "legend-standing", STANDING), ("once", "legend-once", ONCE)):
        if bases & set(own):
            keys.append((" ".join(f"kind-{kind}" for kind in own), "box", shape, words[word]))
    keys += [(f"look-{look}", "line", look, word) for look, word in looks_of_columns(diagram) if look in looks]
    if any(link.since_standing == "disputed" for link in links):
        keys.append(("", "doubt", DISPUTED_DATE, words["sources-differ"]))
    if any(link.since_standing == "reading" for link in links):
        keys.append(("", "doubt", READ_DATE, words["date-read"]))  # in the table of pairs; elsewhere it stands in words
    return keys


# ---------------------------------------------------------------- the days
@dataclass(frozen=True)
class Bar:
    """A basis in the timeline of the page, in per cent of its width: pieces, joins, ends that nobody knows."""

    basis: str
    name: str
    when: str
    spans: tuple[tuple[str, float, float], ...]
    cuts: tuple[float, ...]
    heads: tuple[tuple[str, float], ...]


def _axis(diagram: Diagram, columns: Columns) -> Axis:
    """The axis of the bases that are drawn, in pixels of a usual width."""
    return sections.page_axis(only(diagram, columns.bases))


def _years(axis: Axis) -> dict[str, Any]:
    return {
        "years": [(year, sections.share(place), written) for year, place, written in axis.years()],
        "broken": None if axis.broken_at is None else sections.share(axis.broken_at),
    }


def _bars(diagram: Diagram, columns: Columns, axis: Axis) -> list[Bar]:
    return [_placed(bar, axis) for bar in basis_bars(diagram, columns.bases, axis.first, axis.last)]


def _placed(bar: BasisBar, axis: Axis) -> Bar:
    ends = [(sections.share(axis.place(one.first)), sections.share(axis.place(one.after))) for one in bar.periods]
    widths = [round(max(right - left, sections.LEAST_SHARE), 3) for left, right in ends]
    spans = [(one.in_force, left, wide) for one, (left, _), wide in zip(bar.periods, ends, widths, strict=True)]
    heads = [
        *([("earlier", ends[0][0])] if bar.open_before else []),
        *([("later", round(ends[-1][0] + widths[-1], 3))] if bar.open_after else []),
    ]
    cuts = tuple(sections.share(axis.place(day)) for day in bar.joined)
    return Bar(bar.basis, bar.name, bar.when, tuple(spans), cuts, tuple(heads))
