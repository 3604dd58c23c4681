"""The page whose first screen is columns around a middle: the answer, the picture, the days, then table and sources."""

from __future__ import annotations

import datetime
import gzip
from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from string import ascii_letters, digits
from typing import Any

from markupsafe import Markup

from accordgraph.diagrams.facts import IN_FORCE, LOOKS, Link
from accordgraph.diagrams.html import data as data_block
from accordgraph.diagrams.html import page, sections
from accordgraph.diagrams.html.matrix import grid_of
from accordgraph.diagrams.in_force import boundary_days, judge
from accordgraph.diagrams.layout.columns import MOST_OPEN, ONCE, Columns, bases_in_short, lay_out_columns
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
        "listed": _listed(diagram, overview, columns),
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


def _drawn(columns: Columns) -> list[str]:
    """The bases that have a box, those of many parties apart."""
    return [
        box.node
        for stacks in columns.stacks
        for stack in stacks
        if stack.head.key != "stack-many"
        for box in (stack.boxes or (stack.head,))
    ]


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
    if "disputed" in looks:
        keys.append(("look-disputed", "line", "disputed", words["look-disputed"]))
    if "not-held" in looks:
        keys.append(("look-not-held", "line", "not-held", words["claimed-not-accepted"]))
    if any(link.since_standing == "disputed" for link in links):
        keys.append(("", "doubt", "", words["sources-differ"]))
    return keys


# ---------------------------------------------------------------- by partner
@dataclass(frozen=True)
class Entry:
    """What one partner has on one basis."""

    basis: str
    name: str
    when: str
    who: str
    look: str
    is_doubted: bool
    links: tuple[str, ...]


@dataclass(frozen=True)
class Partner:
    """A partner, or a country with its bodies, and everything that it has with the middle."""

    name: str
    node: str
    kind: str
    count: str
    entries: tuple[Entry, ...]

    @property
    def is_claimed(self) -> bool:
        """Whether something is claimed of it that is not held."""
        return any(entry.look == "not-held" for entry in self.entries)


def _listed(diagram: Diagram, overview: Overview, columns: Columns) -> list[Partner]:
    """The partners in the order of the alphabet; who only claims something that is not held comes last."""
    by_country: defaultdict[str, defaultdict[str, list[tuple[int, Link]]]] = defaultdict(lambda: defaultdict(list))
    inside, drawn = set(overview.middle), set(_drawn(columns))
    for index, link in enumerate(diagram.links):
        if link.basis in drawn and link.start not in inside:
            by_country[overview.country_of[link.start].country][link.basis].append((index, link))
    partners = [_partner(diagram, overview, country, own) for country, own in by_country.items()]
    return sorted(partners, key=lambda one: (all(entry.look == "not-held" for entry in one.entries), one.name))


def _partner(
    diagram: Diagram, overview: Overview, country: str, own: Mapping[str, Sequence[tuple[int, Link]]]
) -> Partner:
    kinds = {node.id: node for node in diagram.nodes}
    entries = [_entry(diagram, overview, basis, links) for basis, links in own.items()]
    starts = {basis: min(str(link.when.since_earliest or "~") for _, link in links) for basis, links in own.items()}
    order = sorted(entries, key=lambda one: (one.look == "not-held", kinds[one.basis].kind in ONCE, starts[one.basis]))
    members = {link.start for links in own.values() for _, link in links}
    only = kinds[next(iter(members))] if len(members) == 1 else None
    if only is None:
        name = next(one.name for one in overview.countries if one.country == country)
        node = kinds[country] if country in members else None
    else:
        name, node = only.label, only
    count = ", ".join(
        filter(None, bases_in_short((link for links in own.values() for _, link in links), diagram.words))
    )
    return Partner(name, node.id if node else "", node.kind if node else "", count, tuple(order))


def _entry(diagram: Diagram, overview: Overview, basis: str, links: Sequence[tuple[int, Link]]) -> Entry:
    nodes, words = {node.id: node for node in diagram.nodes}, diagram.words
    held = [link for _, link in links if link.held]
    inside = set(overview.middle)
    ours = [link.start for link in diagram.links if link.basis == basis and link.start in inside]
    members = [nodes[one].label for one in dict.fromkeys(link.start for _, link in links)]
    theirs = words.listing(members)
    if ours:
        who = f"{theirs} ↔ {words.listing([nodes[one].label for one in dict.fromkeys(ours)])}"
    else:
        who = theirs if len(members) > 1 else ""  # its name stands above
    starts = {link.words.start: link for link in held}
    return Entry(
        basis,
        nodes[basis].label,
        "; ".join(_when(diagram, nodes[basis].kind, link) for link in starts.values()) or words["claimed-not-accepted"],
        who,
        max((link.look for _, link in links), key=lambda look: -LOOKS.index(look)),
        any(link.since_standing == "disputed" for link in held),
        tuple(f"e{index}" for index, _ in links),
    )


def _when(diagram: Diagram, kind: str, link: Link) -> str:
    """Since when, or on what day, as a reader wants it."""
    start, words = link.words.start, diagram.words
    if kind in ONCE:
        return start or words["day-not-reported"]
    if not start:
        return words["start-not-reported"]
    is_exact = not str(link.when.since).startswith("[")
    return words.say("box-since" if is_exact else "box-began", date=start)


# ---------------------------------------------------------------- the days
@dataclass(frozen=True)
class Bar:
    """A basis in the timeline: pieces by how sure it is, days on which somebody joined, ends that nobody knows."""

    basis: str
    name: str
    when: str
    spans: tuple[tuple[str, float, float], ...]
    cuts: tuple[float, ...]
    heads: tuple[tuple[str, float], ...]


def _axis(diagram: Diagram, columns: Columns) -> Axis:
    """The axis of the bases that are drawn: a convention of 1951 is no reason to press the years of all others."""
    drawn = set(_drawn(columns))
    return sections.page_axis(replace(diagram, links=tuple(link for link in diagram.links if link.basis in drawn)))


def _years(axis: Axis) -> dict[str, Any]:
    return {
        "years": [(year, sections.share(place), written) for year, place, written in axis.years()],
        "broken": None if axis.broken_at is None else sections.share(axis.broken_at),
    }


def _bars(diagram: Diagram, columns: Columns, axis: Axis) -> list[Bar]:
    """A row a basis, the oldest first; those of which nobody knows when they began come last."""
    links: defaultdict[str, list[Link]] = defaultdict(list)
    for link in diagram.links:
        if link.held:
            links[link.basis].append(link)
    overview = diagram.overview
    assert overview is not None
    inside = set(overview.middle)
    names = {node.id: node.label for node in diagram.nodes}
    drawn = [basis for basis in _drawn(columns) if links[basis]]
    bars = [_bar(diagram, basis, names[basis], links[basis], inside, axis) for basis in drawn]
    return sorted(
        (bar for bar in bars if bar.spans),
        key=lambda bar: (any(way == "earlier" for way, _ in bar.heads), bar.spans[0][1], bar.basis),
    )


def _bar(diagram: Diagram, basis: str, name: str, links: Sequence[Link], inside: set[str], axis: Axis) -> Bar:
    sides = _sides(links, inside)
    if not all(sides):
        return Bar(basis, name, "", (), (), ())
    days = sorted(
        {axis.first, *(day for link in links for day in boundary_days(link.when) if axis.first < day < axis.last)}
    )
    pieces: list[tuple[str, float, float]] = []
    for first, after in zip(days, [*days[1:], axis.last], strict=True):
        answer = _answer(sides, first)
        left, right = sections.share(axis.place(first)), sections.share(axis.place(after))
        if pieces and pieces[-1][0] == answer:
            pieces[-1] = (answer, pieces[-1][1], right)
        else:
            pieces.append((answer, left, right))
    known = [
        (word, left, round(max(right - left, sections.LEAST_SHARE), 3)) for word, left, right in pieces if word != "no"
    ]
    oldest = min(links, key=lambda link: str(link.when.since_latest or "~"))
    return Bar(
        basis,
        name,
        _when(diagram, links[0].basis_kind, oldest),
        tuple(known),
        _cuts(sides[1], axis),
        _heads(sides, known),
    )


def _sides(links: Sequence[Link], inside: set[str]) -> tuple[Sequence[Link], Sequence[Link]]:
    """Those in the middle and their partners; with nothing in the middle, the first to take part and the rest."""
    own = inside or {min(links, key=lambda link: str(link.when.since_latest or "~")).start}
    return [link for link in links if link.start in own], [link for link in links if link.start not in own]


def _answer(sides: tuple[Sequence[Link], Sequence[Link]], day: datetime.date) -> str:
    """How sure it is that somebody of the middle and a partner both took part: as sure as the lesser of the two."""
    order = (*IN_FORCE, "no")
    return max(
        (min((judge(link.when, day).in_force for link in side), key=order.index) for side in sides), key=order.index
    )


def _cuts(partners: Sequence[Link], axis: Axis) -> tuple[float, ...]:
    """Where a partner joined on a day that is known, after the first."""
    days = sorted(
        {
            link.when.since_earliest
            for link in partners
            if link.when.since_earliest == link.when.since_latest and link.when.since_earliest
        }
    )
    return tuple(sections.share(axis.place(day)) for day in days[1:])


def _heads(
    sides: tuple[Sequence[Link], Sequence[Link]], known: Sequence[tuple[str, float, float]]
) -> tuple[tuple[str, float], ...]:
    """Arrows where the first or the last day is not known."""
    if not known:
        return ()
    heads = []
    if any(all(link.when.since_earliest is None for link in side) for side in sides):
        heads.append(("earlier", known[0][1]))
    if all(any(link.when.until_latest is None for link in side) for side in sides):
        heads.append(("later", round(known[-1][1] + known[-1][2], 3)))
    return tuple(heads)
