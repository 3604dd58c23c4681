"""The page whose first screen is columns around a middle: the answer, the picture, the days, then table and sources."""

from __future__ import annotations

import gzip
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from string import ascii_letters, digits
from typing import Any

from markupsafe import Markup

from accordgraph.diagrams.basis_bars import BasisBar, basis_bars, only
from accordgraph.diagrams.facts import IN_FORCE
from accordgraph.diagrams.html import data as data_block
from accordgraph.diagrams.html import page, sections
from accordgraph.diagrams.html.by_partner import by_partner
from accordgraph.diagrams.html.matrix import grid_of
from accordgraph.diagrams.layout.column_parts import ONCE, Columns, looks_of_columns
from accordgraph.diagrams.layout.columns import MOST_OPEN, lay_out_columns
from accordgraph.diagrams.layout.laid_out import LaidOutDiagram, PlacedEdge, PlacedNode, ranks
from accordgraph.diagrams.layout.time_axis import Axis
from accordgraph.diagrams.model import Diagram
from accordgraph.diagrams.overview import Overview
from accordgraph.diagrams.provenance import caption
from accordgraph.diagrams.svg.fonts import style_with_letters
from accordgraph.diagrams.texts import pieces
from accordgraph.diagrams.web_page import json_text, policy, template

STANDING = ("agreement", "assistance")
"""Kinds of bases that go on, as against those of their day only."""

VIEWS = ("agreements", "partners", "one", "table")
"""The views of the page, the first one as it opens."""


# ---------------------------------------------------------------- the page
def opening_page(diagram: Diagram, other: Diagram | None = None, *, embedded: bool = False) -> str:
    """The whole page as text; one that is `embedded` shows the picture alone, for a frame. `other` is the same diagram
    in another language, which the page holds packed and shows when asked to.

    Raises ValueError for a diagram without an overview.
    """
    fields = _fields(diagram)
    second = _fields(other) if other is not None else None
    script, text = page.script(), f"{fields['data']}{second['data'] if second else ''}"
    style = f"{style_with_letters(ascii_letters + digits + text)}{page.style()}"
    common = {"embedded": embedded, "policy": policy(style, [script])}
    switch = {} if other is None or second is None else _packed(diagram, other, {**second, **common})
    return _render({**fields, **common, **NO_SWITCH, **switch, "style": Markup(style), "scripts": [Markup(script)]})


NO_SWITCH: Mapping[str, Any] = {"packed": "", "switch_to": None, "first_lang": ""}
"""What a page has that knows one language."""

PLACES = ("@style@", "@script@")
"""What stands in the packed page for the parts that both pages share."""


def _packed(diagram: Diagram, other: Diagram, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The page in the other language, compressed, without its style and script; and what leads to and fro."""
    style, script = map(Markup, PLACES)
    back = {"switch_to": (diagram.lang, diagram.words["page-language"]), "first_lang": diagram.lang}
    text = _render({**fields, **NO_SWITCH, **back, "style": style, "scripts": [script]})
    packed = b64encode(gzip.compress(text.encode(), 9, mtime=0)).decode()
    return {"packed": packed, "switch_to": (other.lang, other.words["page-language"]), "first_lang": diagram.lang}


def _render(fields: Mapping[str, Any]) -> str:
    return template("html/opening.html.j2").render(**fields)


def _fields(diagram: Diagram) -> dict[str, Any]:
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
    text = json_text(block)
    places = {placed.node.id: f"n{index}" for index, placed in enumerate(unplaced.nodes)}
    return {
        "lang": diagram.lang,
        "t": diagram.words,
        "title": diagram.title,
        "subtitle": diagram.subtitle,
        "data": Markup(text),
        "sources": [sections.source(source) for source in diagram.sources],
        "notes": [pieces(note) for note in diagram.notes],
        "provenance": sections.provenance_of(diagram, data_block.digest(text)),
        "caption": caption(diagram),
        "forces": [(word, diagram.words[f"in_force.{word}"]) for word in IN_FORCE],
        "fixed_day": diagram.day is not None,
        "grid": None,
        **sections.table(diagram, block["links"]),
        **_years(axis),
        **_first_screen(diagram, overview, columns, places),
        "bars": _bars(diagram, columns, axis),
        "crossed": grid_of(overview.cooperations, diagram, places) if overview.cooperations else None,
    }


def _first_screen(diagram: Diagram, overview: Overview, columns: Columns, places: Mapping[str, str]) -> dict[str, Any]:
    times = diagram.words.times(diagram.day, diagram.first, diagram.last)
    return {
        "overview": overview,
        "summary": [*([times] if times else []), *overview.summary],
        "screen": columns,
        "middle_name": overview.middle_name,
        "keys": {key: f"c{number}" for number, key in enumerate(_keys(columns))},
        "places": places,
        "views": [(view, diagram.words[f"view-{view}"]) for view in VIEWS],
        "legend": _legend(diagram, columns),
        "listed": by_partner(diagram, overview, columns.bases),
        "is_open": overview.partners <= MOST_OPEN,
        "link_count": len(diagram.links),
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
        keys.append(("", "doubt", "", words["sources-differ"]))
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
