"""What the page's scripts know: a drawing as plain data, every text already safe to look at."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Mapping
from typing import Any

from accordgraph.diagrams import wording
from accordgraph.diagrams.in_force import boundary_days
from accordgraph.diagrams.layout.edge_labels import Badge
from accordgraph.diagrams.layout.laid_out import LaidOutDiagram, PlacedEdge, PlacedNode
from accordgraph.diagrams.model import ACTOR_KINDS, BASIS_KINDS, Diagram, Evidence, Link, When
from accordgraph.diagrams.svg.palette import DARK, LIGHT
from accordgraph.graph.visible import visible
from accordgraph.ontology.labels import labels
from accordgraph.ontology.messages import plural_forms

ESCAPED = {character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}
"""What would end or change a script in a page, or a line in an old one."""

WORDS = (
    *("all-dates", "attested", "by", "column-basis", "column-kind", "column-partner", "column-role", "column-since"),
    *("column-until", "column-who", "copied", "dark", "day-wrong", "established", "how-it-follows", "in-force-on"),
    *("light", "look-disputed", "look-not-held", "no-webgl", "not-reported", "nothing-chosen", "on-day", "pause"),
    *("play", "rows-of", "who-says-so"),
)
"""The texts that the page's scripts write, by their keys in the catalogue of messages."""

COUNTED = ("hidden-links", "links", "of-actors", "of-links")
"""The counted texts that the page's scripts write."""

CLOSED = ("in_force", "why_possible", "stances")
"""The vocabulary's lists of whose words the page's scripts write, by keys such as `in_force.certainly`."""


def closed_words() -> list[str]:
    """The keys of the words of `CLOSED`."""
    return [f"{name}.{word}" for name in CLOSED for word in labels().words[name]]


def block(layout: LaidOutDiagram) -> dict[str, Any]:
    """The data block: nodes `n0`..., links `e0`... in the order of the table, days on which something may change.

    Ids of the graph do not become ids of the page, for an id such as `__proto__` is a trap in scripts;
    the bases of links are `b0`..., for two of them may bear one name.
    """
    diagram = layout.diagram
    places = {placed.node.id: f"n{index}" for index, placed in enumerate(layout.nodes)}
    bases = {basis: f"b{index}" for index, basis in enumerate(dict.fromkeys(link.basis for link in diagram.links))}
    return {
        "view": diagram.view,
        "lang": diagram.lang,
        "title": visible(diagram.title),
        "nodes": [_node(placed, places[placed.node.id], diagram.lang) for placed in layout.nodes],
        "links": [_link(edge, index, places, bases, diagram.lang) for index, edge in enumerate(layout.edges)],
        "days": [day.isoformat() for day in days(diagram)],
        "first": _iso(diagram.first),
        "last": _iso(diagram.last),
        "day": _iso(diagram.day),
        "words": {key: wording.words(diagram.lang)[key] for key in (*WORDS, *closed_words())},
        "counted": {key: plural_forms(key, diagram.lang) for key in COUNTED},
        "palette": {"light": LIGHT, "dark": DARK},
    }


def days(diagram: Diagram) -> list[datetime.date]:
    """The days on which the answer for some link may change, within the picture's range, and the day it was made on."""
    found = {day for link in diagram.links for day in boundary_days(link.when)}
    if found and diagram.provenance is not None and diagram.provenance.created_on > max(found):
        found.add(diagram.provenance.created_on)  # readers ask for today
    found |= {day for day in (diagram.first, diagram.last) if day}
    first, last = diagram.first or datetime.date.min, diagram.last or datetime.date.max
    return sorted(day for day in found if first <= day <= last)


def text(data: Mapping[str, Any]) -> str:
    """JSON that no HTML parser and no old script parser can misread; the same for the same data."""
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    for character, escape in ESCAPED.items():  # a block of many links has millions of characters
        written = written.replace(character, escape)
    return written


def digest(written: str) -> str:
    """The SHA-256 of the block's text, by which a reader can tell whether two files hold the same data."""
    return hashlib.sha256(written.encode()).hexdigest()


def _node(placed: PlacedNode, identifier: str, lang: str) -> dict[str, Any]:
    node = placed.node
    return {
        "id": identifier,
        "name": visible(node.label) or visible(node.id),
        "long": visible(node.title),
        "kind": node.kind if node.is_basis or node.kind in ACTOR_KINDS else "other",
        "kindWord": wording.kind_word(node.kind, lang),
        "box": node.is_basis,
        "x": placed.x,
        "y": placed.y,
        "lines": list(placed.lines),
        "half": [placed.half_width, placed.half_height],
        "away": [placed.label_x, placed.label_y],
        "rank": placed.rank,
    }


def _link(
    edge: PlacedEdge, index: int, places: Mapping[str, str], bases: Mapping[str, str], lang: str
) -> dict[str, Any]:
    link = edge.link
    return {
        "id": f"e{index}",
        "row": f"link-{index + 1}",
        "bar": f"bar-{index + 1}",
        "from": f"n{edge.start}",
        "to": f"n{edge.end}",
        "basis": places.get(link.basis),
        "basisKey": bases[link.basis],
        "basisName": visible(link.basis_name) or visible(link.basis),
        "basisKind": link.basis_kind if link.basis_kind in BASIS_KINDS else "other",
        "basisKindWord": wording.kind_word(link.basis_kind, lang),
        "startName": visible(link.start_name) or visible(link.start),
        "endName": visible(link.end_name) or visible(link.end),
        "role": visible(wording.roles_words(link, lang)),
        "look": wording.look(link),
        "standing": visible(link.standing),
        "standingWord": visible(wording.standing_words(link, lang)),
        "held": link.held,
        "curve": edge.curve,
        "badge": _badge(edge.badge),
        "evidence": [_evidence(told, lang) for told in link.evidence],
        "why": [visible(sentence) for sentence in link.why],
        **_when(link, lang),
    }


def _when(link: Link, lang: str) -> dict[str, Any]:
    when = link.when
    bounds = (when.since_earliest, when.since_latest, when.until_earliest, when.until_latest)
    return {
        "since": visible(wording.start_words(link, lang)),
        "short": visible(wording.start_on_line(link, lang)),
        "until": visible(wording.end_words(link, lang)),
        "bounds": [_iso(day) for day in bounds],
        "presumed": _iso(when.presumed_until),
        "attested": _attested(when, lang),
        "endKind": visible(when.end_kind),
        "firm": when.firm,
    }


def _attested(when: When, lang: str) -> str | None:
    """The last day on which it is attested; where that is the first day of a year or month told, as it was told."""
    if when.last_attested == when.since_earliest != when.since_latest:
        return visible(wording.since_words(when.since, lang))
    return _iso(when.last_attested)


def _badge(badge: Badge | None) -> dict[str, Any] | None:
    if badge is None:
        return None
    lines = [visible(line) for line in badge.lines]
    return {"share": badge.share, "lines": lines, "half": [badge.half_width, badge.half_height]}


def _evidence(told: Evidence, lang: str) -> dict[str, Any]:
    return {
        "source": told.source,
        "property": visible(wording.told_of(told, lang)),
        "value": visible(told.value),
        "stance": visible(told.stance),
        "how": visible(wording.how_word(told.how, lang)),
        "locator": wording.locator_words(told, lang),
        "note": visible(told.note or ""),
    }


def _iso(day: datetime.date | None) -> str | None:
    return None if day is None else day.isoformat()
