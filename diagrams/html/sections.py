"""The parts of the page that are there without scripts: legends, timeline, table, sources, how it was made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from accordgraph.diagrams.facts import (
    ACTOR_KINDS,
    BASIS_KINDS,
    CONTRADICTED,
    DISPUTED_DATE,
    IN_FORCE,
    LOOKS,
    READ_DATE,
    Link,
    Source,
)
from accordgraph.diagrams.in_force import periods
from accordgraph.diagrams.layout.time_axis import Axis, make_axis
from accordgraph.diagrams.model import Diagram
from accordgraph.diagrams.svg.timeline import timeline_days

Fields = Mapping[str, Any]
"""A node or a link as the data block has it."""

WIDE_PX = 760.0  # a timeline that is as wide as most are; places become shares of it
LEAST_SHARE = 0.4  # per cent: a bar of one day can still be seen


# ---------------------------------------------------------------- timeline
def page_axis(diagram: Diagram) -> Axis:
    """The axis of the page's timeline, in pixels of a usual width."""
    return make_axis(timeline_days(diagram), 0.0, WIDE_PX)


def share(place: float) -> float:
    """A place on the axis in per cent."""
    return round(100 * place / WIDE_PX, 3)


def bar(link: Link, axis: Axis) -> dict[str, Any]:
    """The bar of one link: pieces with left and width in per cent, arrows where a bound is not known, disputed ends."""
    when = link.when
    known = periods(when, axis.first, axis.last)
    placed = [(one.in_force, share(axis.place(one.first)), share(axis.place(one.after))) for one in known]
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
    axis = page_axis(diagram)
    looks = [(look, diagram.look_word(look)) for look in CONTRADICTED if _has(links, look)]
    return {
        "years": [(year, share(place), written) for year, place, written in axis.years()],
        "broken": None if axis.broken_at is None else share(axis.broken_at),
        "groups": [list(group) for _, group in groupby(links, key=lambda link: str(link["basisKey"]))],
        "bar_looks": looks,
        "bar_doubts": any("disputed" in (link.since_standing, link.until_standing) for link in diagram.links),
    }


def _has(links: Sequence[Fields], look: str) -> bool:
    return any(link["look"] == look for link in links)


# ---------------------------------------------------------------- table
def table(diagram: Diagram, links: Sequence[Fields]) -> dict[str, Any]:
    """Columns by name and heading; rows with the answer for the picture's day and the numbers of the sources."""
    words = diagram.words
    names = ["who", "role"] if diagram.view == "bases" else ["who", "partner"]
    names += ["basis", "since", "until", "established", "force", *(["sources"] if diagram.sources else [])]
    return {
        "columns": [(name, words[f"column-{name}"]) for name in names],
        "rows": [
            (fields, link.words.in_force, sorted({one.source for one in link.evidence}))
            for fields, link in zip(links, diagram.links, strict=False)
        ],
        "explained": [words.standing(standing) for standing in sorted({link.standing for link in diagram.links})],
        "count": words.say("links", count=len(diagram.links)),
    }


# ---------------------------------------------------------------- legends
def legends(diagram: Diagram) -> dict[str, Any]:
    """What is drawn, each with the name of its filter; the answers for a day stand apart from how well established."""
    words = diagram.words
    actors = {node.kind for node in diagram.nodes if not node.is_basis}
    bases = {link.basis_kind for link in diagram.links} | {node.kind for node in diagram.nodes if node.is_basis}
    looks = {link.look for link in diagram.links}
    who = [(f"kind-{kind}", "mark", kind, words.kind(kind)) for kind in ACTOR_KINDS if kind in actors]
    shape = "box" if diagram.view == "bases" else ""
    what = [(f"kind-{kind}", shape, kind, words.kind(kind)) for kind in BASIS_KINDS if kind in bases]
    how = [(f"look-{look}", "line", look, diagram.look_word(look)) for look in LOOKS if look in looks]
    if any(link.since_standing == "disputed" for link in diagram.links):
        how.append(("", "doubt", DISPUTED_DATE, words["date-disputed"]))
    if diagram.view == "matrix" and any(link.since_standing == "reading" for link in diagram.links):
        how.append(("", "doubt", READ_DATE, words["date-read"]))
    heads = [(words["who-legend"], who), (words["what-legend"], what), (words["established"], how)]
    return {
        "legends": [(head, keys) for head, keys in heads if keys],
        "forces": [(word, words[f"in_force.{word}"]) for word in IN_FORCE],
        "fixed_day": diagram.day is not None,
    }


# ---------------------------------------------------------------- sources, provenance
def source(cited: Source) -> dict[str, Any]:
    """A source as one would cite it: publisher, date and kind behind its title, then its address."""
    facts = [fact for fact in (cited.publisher, cited.published_words, cited.kind_words) if fact]
    return {"title": cited.title.rstrip("."), "facts": facts, "address": cited.address}


def provenance_of(diagram: Diagram, digest: str) -> list[tuple[str, str, bool]]:
    """How the page was made: names, values, and whether the value is code."""
    words, provenance = diagram.words, diagram.provenance
    data_sum = (words["data-sum"], digest, True)
    if provenance is None:
        return [data_sum]
    return [
        (words["question"], provenance.question, True),
        (words["snapshot"], provenance.snapshot, True),
        (words["vocabulary"], provenance.vocabulary, True),
        (words["made-on"], provenance.created_on.isoformat(), False),
        (words["version"], provenance.version, False),
        data_sum,
    ]
