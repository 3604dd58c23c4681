"""The data block of the page: a laid-out diagram as plain data for the page's scripts."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Mapping
from typing import Any

from accordgraph.diagrams.facts import BASIS_KINDS, JUDGED_DAYS, LOOKS, Evidence, Link, When
from accordgraph.diagrams.in_force import boundary_days
from accordgraph.diagrams.layout.communities import Community, communities
from accordgraph.diagrams.layout.edge_labels import Badge, sayings
from accordgraph.diagrams.layout.laid_out import LaidOutDiagram, PlacedEdge, PlacedNode
from accordgraph.diagrams.model import Diagram
from accordgraph.diagrams.svg.styles import DARK, DASHES, LIGHT, WIDTHS
from accordgraph.ontology.labels import labels
from accordgraph.ontology.messages import plural_forms
from accordgraph.ontology.registry import camel

WORDS = (
    *("changes-began", "changes-ended", "changes-less-sure", "changes-surer"),
    *("all-dates", "attested", "by", "column-basis", "column-kind", "column-partner", "column-role", "column-since"),
    *("column-until", "column-who", "copied", "dark", "day-wrong", "established", "how-it-follows", "in-force-on"),
    *("light", "no-webgl", "not-reported", "nothing-chosen", "on-day", "pause"),
    *("play", "rows-of", "who-says-so"),
)
"""The texts that the page's scripts write, by their keys in the catalogue of messages."""

COUNTED = ("and-more", "dates-in-table", "hidden-links", "links", "of-actors", "of-links")
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
    known = communities(layout)
    groups = {one.number: number for number, one in enumerate(known)}
    bases = {basis: f"b{index}" for index, basis in enumerate(dict.fromkeys(link.basis for link in diagram.links))}
    return {
        "view": diagram.view,
        "lang": diagram.lang,
        "title": diagram.title,
        "nodes": [_node(placed, places[placed.node.id], groups) for placed in layout.nodes],
        "groups": [_group(one, number) for number, one in enumerate(known)],
        "links": [_link(edge, index, places, bases) for index, edge in enumerate(layout.edges)],
        "days": [day.isoformat() for day in days(diagram)],
        "first": _iso(diagram.first),
        "last": _iso(diagram.last),
        "day": _iso(diagram.day),
        "words": {key: diagram.words[key] for key in (*WORDS, *closed_words())},
        "counted": {key: plural_forms(key, diagram.lang) for key in COUNTED},
        "palette": {"light": LIGHT, "dark": DARK},
        "strokes": {look: _stroke(look) for look in LOOKS},
    }


def days(diagram: Diagram) -> list[datetime.date]:
    """The days on which the answer for some link may change, within the picture's range, and the day it was made on."""
    turns = {day for link in diagram.links for day in boundary_days(link.when)}
    if turns and diagram.provenance is not None and diagram.provenance.created_on > max(turns):
        turns.add(diagram.provenance.created_on)  # readers ask for today
    turns |= {day for day in (diagram.first, diagram.last) if day}
    first, last = diagram.first or datetime.date.min, diagram.last or datetime.date.max
    return sorted(day for day in turns if first <= day <= last)


def digest(text: str) -> str:
    """The SHA-256 of the block's text, by which a reader can tell whether two files hold the same data."""
    return hashlib.sha256(text.encode()).hexdigest()


def _stroke(look: str) -> dict[str, Any]:
    """How a line of a look is drawn: how much wider than one that is held, and its dash."""
    dash = DASHES[look]
    return {"size": round(WIDTHS[look] / WIDTHS["held"], 2), "dash": [0, 0] if isinstance(dash, bool) else dash}


def _group(one: Community, number: int) -> dict[str, Any]:
    return {
        "id": f"g{number}",
        "name": one.name,
        "count": one.count,
        "x": one.x,
        "y": one.y,
        "lines": list(one.lines),
        "half": [one.half_width, one.half_height],
    }


def _node(placed: PlacedNode, identifier: str, groups: Mapping[int, int]) -> dict[str, Any]:
    node, group = placed.node, groups.get(placed.community) if placed.community is not None else None
    return {
        "id": identifier,
        "name": node.label,
        "long": node.title,
        "kind": node.kind,
        "kindWord": node.kind_words,
        "box": node.is_basis,
        "x": placed.x,
        "y": placed.y,
        "lines": list(placed.lines),
        "half": [placed.half_width, placed.half_height],
        "away": [placed.label_x, placed.label_y],
        "rank": placed.rank,
        **({"group": group} if group is not None else {}),
        **({"known": list(node.known)} if node.known else {}),
    }


def _link(edge: PlacedEdge, index: int, places: Mapping[str, str], bases: Mapping[str, str]) -> dict[str, Any]:
    link = edge.link
    return {
        "id": f"e{index}",
        "row": f"link-{index + 1}",
        "bar": f"bar-{index + 1}",
        "from": f"n{edge.start}",
        "to": f"n{edge.end}",
        "basis": places.get(link.basis),
        "basisKey": bases[link.basis],
        "basisName": link.basis_name,
        "basisKind": link.basis_kind if link.basis_kind in BASIS_KINDS else "other",
        "basisKindWord": link.words.basis_kind,
        "startName": link.start_name,
        "endName": link.end_name,
        "role": link.words.role,
        "look": link.look,
        "standing": link.standing,
        "standingWord": link.words.standing,
        "doubt": link.words.doubt,
        "mark": link.words.since_mark,
        "held": link.held,
        "curve": edge.curve,
        "badge": _badge(edge.badge),
        "says": [_saying(one) for one in sayings(link)] if edge.badge else [],
        "evidence": [_evidence(one) for one in link.evidence],
        "why": list(link.why),
        "answer": list(link.answer),
        **_when(link),
    }


def _when(link: Link) -> dict[str, Any]:
    when = link.when
    bounds = (when.since_earliest, when.since_latest, when.until_earliest, when.until_latest)
    return {
        "since": link.words.since,
        "short": link.words.since_short,
        "until": link.words.until,
        "sinceShown": link.words.since_shown,
        "untilShown": link.words.until_shown,
        "bounds": [_iso(day) for day in bounds],
        "presumed": _iso(when.presumed_until),
        "attested": link.words.attested,
        "endKind": when.end_kind,
        "firm": when.firm,
        "judged": _judged(when),
    }


JUDGED_WORDS = ("standing", "since_standing", "mode", "paused_kind", "parent_unreported")


JUDGED_KEYS = {name: camel(name) for name in (*JUDGED_WORDS, *JUDGED_DAYS)}
"""What each of them is called on the page."""


def _judged(when: When) -> dict[str, str]:
    """What the answer for a day compares beside bounds and kind of end, where there is any of it."""
    known = ((name, getattr(when, name)) for name in JUDGED_KEYS)
    dated = ((JUDGED_KEYS[name], value) for name, value in known if value)
    return {key: value.isoformat() if isinstance(value, datetime.date) else value for key, value in dated}


def _badge(badge: Badge | None) -> dict[str, Any] | None:
    if badge is None:
        return None
    return {"share": badge.share, **_saying(badge)}


def _saying(badge: Badge) -> dict[str, Any]:
    return {"lines": list(badge.lines), "half": [badge.half_width, badge.half_height]}


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "source": evidence.source,
        "property": evidence.heading,
        "value": evidence.value,
        "stance": evidence.stance,
        "how": evidence.how_words,
        "locator": evidence.locator,
        "note": evidence.note or "",
    }


def _iso(day: datetime.date | None) -> str | None:
    return None if day is None else day.isoformat()
