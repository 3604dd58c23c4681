"""The parts of the page that are there without scripts: legends, timeline, table, sources, how it was made."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any
from urllib.parse import unquote

from accordgraph.diagrams import wording
from accordgraph.diagrams.in_force import judge
from accordgraph.diagrams.layout.time_axis import Axis, make_axis
from accordgraph.diagrams.model import ACTOR_KINDS, BASIS_KINDS, Diagram, Link, Source, When
from accordgraph.diagrams.periods import spans
from accordgraph.diagrams.svg.timeline import timeline_days
from accordgraph.graph.visible import visible

Fields = Mapping[str, Any]
"""A node or a link as the data block has it."""

WIDE_PX = 760.0  # a timeline that is as wide as most are; places become shares of it
LEAST_SHARE = 0.4  # per cent: a bar of one day can still be seen
_ADDRESS = re.compile(r"(https?://[^\s<>\"]+[^\s<>\".,;:)\]])")


# ---------------------------------------------------------------- timeline
def axis(diagram: Diagram) -> Axis:
    """The axis of the page's timeline, in pixels of a usual width."""
    return make_axis(timeline_days(diagram), 0.0, WIDE_PX)


def share(place: float) -> float:
    """A place on the axis in per cent."""
    return round(100 * place / WIDE_PX, 3)


def bar(link: Link, shown: Axis) -> dict[str, Any]:
    """The bar of one link: pieces with left and width in per cent, arrows where a bound is not known, disputed ends."""
    when = link.when
    pieces = spans(when, shown.first, shown.last)
    placed = [(piece.in_force, share(shown.place(piece.first)), share(shown.place(piece.after))) for piece in pieces]
    arrows = []
    if placed and when.since_earliest is None:
        arrows.append(["earlier", placed[0][1]])
    if placed and when.until_latest is None:
        arrows.append(["later", placed[-1][2]])
    wide = [[kind, left, round(max(right - left, LEAST_SHARE), 3)] for kind, left, right in placed]
    disputed = (
        [("since", link.since_standing, placed[0][1]), ("until", link.until_standing, placed[-1][2])] if placed else []
    )
    doubts = [[end, place] for end, standing, place in disputed if standing == "disputed"]
    return {"spans": wide, "heads": arrows, "doubts": doubts}


def timeline(diagram: Diagram, links: Sequence[Fields]) -> dict[str, Any]:
    """Years, the place where the axis is pressed together, and the bars under their bases."""
    shown = axis(diagram)
    looks = [(look, wording.say(f"look-{look}", diagram.lang)) for look in wording.LOOKS[1:] if _has(links, look)]
    return {
        "years": [(year, share(place), written) for year, place, written in shown.years()],
        "broken": None if shown.broken_at is None else share(shown.broken_at),
        "groups": [list(group) for _, group in groupby(links, key=lambda link: str(link["basisKey"]))],
        "bar_looks": looks,
        "bar_doubts": any("disputed" in (link.since_standing, link.until_standing) for link in diagram.links),
    }


def _has(links: Sequence[Fields], look: str) -> bool:
    return any(link["look"] == look for link in links)


# ---------------------------------------------------------------- table
def table(diagram: Diagram, links: Sequence[Fields]) -> dict[str, Any]:
    """Columns by name and heading; rows with the answer for the picture's day and the numbers of the sources."""
    known = wording.words(diagram.lang)
    names = ["who", "role"] if diagram.view == "bases" else ["who", "partner"]
    names += ["basis", "since", "until", "established", "force", *(["sources"] if diagram.sources else [])]
    told = dict.fromkeys(link.standing for link in diagram.links)
    return {
        "columns": [(name, known[f"column-{name}"]) for name in names],
        "rows": [
            (fields, _in_force(diagram, link.when), sorted({one.source for one in link.evidence}))
            for fields, link in zip(links, diagram.links, strict=False)
        ],
        "explained": [visible(wording.standing_explained(standing, diagram.lang)) for standing in sorted(told)],
        "count": count(len(diagram.links), diagram.lang),
    }


def count(number: int, lang: str) -> str:
    """A number of links, as the page's scripts would say it."""
    return wording.say("links", lang, count=number)


def _in_force(diagram: Diagram, when: When) -> str:
    return "" if diagram.day is None else visible(wording.in_force_words(judge(when, diagram.day), diagram.lang))


# ---------------------------------------------------------------- legends
def legends(diagram: Diagram) -> dict[str, Any]:
    """What is drawn, each with the name of its filter; the answers for a day stand apart from how well established."""
    known, lang = wording.words(diagram.lang), diagram.lang
    actors = {node.kind if node.kind in ACTOR_KINDS else "other" for node in diagram.nodes if not node.is_basis}
    bases = {link.basis_kind for link in diagram.links} | {node.kind for node in diagram.nodes if node.is_basis}
    looks = {wording.look(link) for link in diagram.links}
    who = [(f"kind-{kind}", "mark", kind, wording.kind_word(kind, lang)) for kind in ACTOR_KINDS if kind in actors]
    shape = "box" if diagram.view == "bases" else ""
    what = [(f"kind-{kind}", shape, kind, wording.kind_word(kind, lang)) for kind in BASIS_KINDS if kind in bases]
    how = [(f"look-{look}", "line", look, known[f"look-{look}"]) for look in wording.LOOKS if look in looks]
    if any(link.since_standing == "disputed" for link in diagram.links):
        how.append(("", "doubt", "", known["date-disputed"]))
    heads = [(known["who-legend"], who), (known["what-legend"], what), (known["established"], how)]
    return {
        "legends": [(head, keys) for head, keys in heads if keys],
        "forces": [(word, known[f"in_force.{word}"]) for word in wording.IN_FORCE],
        "fixed_day": diagram.day is not None,
    }


# ---------------------------------------------------------------- sources, notes, making
def source(told: Source, lang: str) -> dict[str, Any]:
    """A source as one would cite it: publisher, date and kind behind its title, then its address."""
    kind = wording.words(lang).get(f"source_kinds.{told.kind}", "")
    facts = [visible(fact) for fact in (told.publisher, told.published, kind) if fact]
    return {"title": visible(told.title or told.id).rstrip("."), "facts": facts, "address": _address(told.url or "")}


def _address(url: str) -> list[tuple[str, str]]:
    """The address in pieces, with letters that were written as %d0%b0 shown as letters."""
    return [(_decoded(text) if target else text, target) for text, target in pieces(url)]


def _decoded(address: str) -> str:
    shown = unquote(address)
    return visible(shown) if not re.search(r"[\s\ufffd]", shown) else address


def pieces(text: str) -> list[tuple[str, str]]:
    """A text in pieces, each with where it leads: web addresses become links, all else leads nowhere."""
    parts = enumerate(_ADDRESS.split(text))
    return [(visible(piece), visible(piece) if index % 2 else "") for index, piece in parts if piece]


def provenance_of(diagram: Diagram, digest: str) -> list[tuple[str, str, bool]]:
    """How the page was made: names, values, and whether the value is code."""
    known, made = wording.words(diagram.lang), diagram.provenance
    told = [(known["data-sum"], digest, True)]
    if made is None:
        return told
    return [
        (known["question"], visible(made.question), True),
        (known["snapshot"], visible(made.snapshot), True),
        (known["vocabulary"], visible(made.vocabulary), True),
        (known["made-on"], made.created_on.isoformat(), False),
        (known["version"], visible(made.version), False),
        *told,
    ]
