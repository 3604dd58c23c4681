"""What the terminal says of a link, for the page that shows it: the same functions word it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from accordgraph.diagrams.facts import Link
from accordgraph.graph.dates.today import today
from accordgraph.queries.answers.facts import read
from accordgraph.queries.answers.wording.links import Wording
from accordgraph.queries.answers.wording.plainly import link_lines, participation_lines, without_references

if TYPE_CHECKING:
    from accordgraph.queries.runner import Row
    from accordgraph.queries.session import Session

MOST_LINKS = 500
"""Links of a diagram that are put into sentences at most: a larger one is an overview, and a page of megabytes."""


def with_answers(session: Session, links: Sequence[Link], cooperations: Sequence[Row]) -> list[Link]:
    """The links, each with what the terminal says of it; `cooperations` are rows of the question of that name."""
    if len(links) > MOST_LINKS:
        return list(links)
    actors = {end for link in links for end in (link.start, link.end) if end != link.basis}
    words = Wording(session, read(session, actors, {link.basis for link in links}), today())
    rows = {str(row["cooperation"]): row for row in cooperations}
    return [replace(link, answer=_answer(words, link, rows)) for link in links]


def _answer(words: Wording, link: Link, cooperations: Mapping[str, Row]) -> tuple[str, ...]:
    if link.end == link.basis:
        row = words.facts.participations.get(link.id)
        lines = participation_lines(words, row) if row is not None else []
    else:
        row = cooperations.get(link.id)
        lines = link_lines(words, {**row, "actor": link.start, "partner": link.end}) if row is not None else []
    return tuple(without_references(line, words.lang) for line in lines if line)
