"""Bases that make no links among all, in words: one line for all of their parties."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from accordgraph.ontology.messages import message
from accordgraph.queries.answers.facts import Facts, sides
from accordgraph.queries.answers.tree import Entry, Group, Part, Sentence, sentence
from accordgraph.queries.answers.wording.links import Wording
from accordgraph.queries.notes import command

if TYPE_CHECKING:
    from accordgraph.queries.many import Crowd
    from accordgraph.queries.plans import Row

BULLET = "•"


def is_of_many(facts: Facts, row: Row) -> bool:
    """Whether a link is of a basis that is open to all states, or has more than 50 parties."""
    participation = facts.participations.get(sides(str(row["cooperation"]))[0])
    return participation is not None and participation["linked"] is False


def of_many(words: Wording, row: Row) -> Sentence:
    """That a link is of a basis that makes none among all of its parties."""
    return words.say("many-link", basis=words.basis(str(row["basis"]), is_short=True))


def group_of_many(words: Wording, crowds: Sequence[Crowd]) -> tuple[Group, ...]:
    """A line for each basis without links of an actor: with how many others, since when, and what lists them."""
    entries = tuple(_line(words, one) for one in crowds)
    return (Group(message("group-many", words.lang), entries, "reliable"),) if entries else ()


def _line(words: Wording, crowd: Crowd) -> Entry:
    basis, actor = words.basis(crowd.basis), words.short(crowd.actor)
    since = words.since(crowd.own, "start")
    line = words.say("many-line", count=crowd.others, basis=basis, actor=actor, since=since)
    if not crowd.is_mutual:
        return Entry(line, (Entry(sentence(message("apart-not-mutual", words.lang))),), BULLET)
    listing = Part(command(crowd.actor, crowd.basis), "command")
    return Entry(line, (Entry(words.say("many-next", command=listing)),), BULLET)
