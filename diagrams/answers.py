"""What the terminal says of a link, for the page that shows it: the same functions word it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from accordgraph.diagrams.facts import Ground, Link
from accordgraph.diagrams.rows import sides
from accordgraph.graph.dates.today import today
from accordgraph.queries.answers.facts import read
from accordgraph.queries.answers.wording.links import Wording
from accordgraph.queries.answers.wording.plainly import link_lines, participation_lines, without_references

if TYPE_CHECKING:
    from accordgraph.queries.runner import Row
    from accordgraph.queries.session import Session

MOST_LINKS = 500
"""Links of a diagram that are put into sentences at most: a larger one is an overview, and a page of megabytes."""


MOST_GROUNDED = 5_000
"""Links whose sources are looked at for what they rest on; of more, rows tell it as far as they know it."""


def wording_of(session: Session, links: Sequence[Link]) -> Wording | None:
    """What words these links; None where they are too many."""
    return None if len(links) > MOST_LINKS else _wording(session, links)


def _wording(session: Session, links: Sequence[Link]) -> Wording:
    actors = {end for link in links for end in (link.start, link.end) if end != link.basis}
    return Wording(session, read(session, actors, {link.basis for link in links}), today())


def with_answers(words: Wording, links: Sequence[Link], cooperations: Sequence[Row]) -> list[Link]:
    """The links, each with what the terminal says of it; `cooperations` are rows of the question of that name."""
    rows = {str(row["cooperation"]): row for row in cooperations}
    return [replace(link, answer=_answer(words, link, rows), ground=_ground(words, link)) for link in links]


def with_grounds(session: Session, links: Sequence[Link]) -> list[Link]:
    """The links, each with what it rests on; of many, as far as their rows tell."""
    if len(links) > MOST_GROUNDED:
        return list(links)
    words = _wording(session, links)
    return [replace(link, ground=_ground(words, link)) for link in links]


def _ground(words: Wording, link: Link) -> Ground:
    """What a link rests on, as the terminal says it, else as its row says it."""
    made_from = (link.id,) if link.end == link.basis else sides(link.id)
    if not link.held or any(one not in words.facts.participations for one in made_from):
        return link.ground
    if not words.is_stated(made_from):
        return "reading"
    if words.is_strange(made_from):
        return "stranger"
    return "claimed" if words.is_weak(made_from) else link.ground


def _answer(words: Wording, link: Link, cooperations: Mapping[str, Row]) -> tuple[str, ...]:
    if link.end == link.basis:
        row = words.facts.participations.get(link.id)
        lines = participation_lines(words, row) if row is not None else []
    else:
        row = cooperations.get(link.id)
        lines = link_lines(words, {**row, "actor": link.start, "partner": link.end}) if row is not None else []
    return tuple(without_references(line, words.lang) for line in lines if line)
