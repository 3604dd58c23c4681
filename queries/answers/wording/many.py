"""Bases that make no links among all, in words: one line for all of their parties."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from accordgraph.ontology.messages import message
from accordgraph.queries.answers.facts import Facts, sides
from accordgraph.queries.answers.tree import BULLET, Entry, Group, Part, Sentence, sentence
from accordgraph.queries.answers.wording.bonds import side_rule
from accordgraph.queries.answers.wording.links import Wording
from accordgraph.queries.notes import command

if TYPE_CHECKING:
    from accordgraph.queries.many import Crowd
    from accordgraph.queries.plans import Row


def is_of_many(facts: Facts, row: Row) -> bool:
    """Whether a link is of a basis that is open to other states, or has more than 50 parties."""
    participation = facts.participations.get(sides(str(row["cooperation"]))[0])
    return participation is not None and participation["linked"] is False


def group_of_many(words: Wording, crowds: Sequence[Crowd]) -> tuple[Group, ...]:
    """A line for each basis without links of an actor: with how many others, since when, and what lists them."""
    if not crowds:
        return ()
    lines = [_line(words, one) for one in crowds]
    mutual = next((one for one in crowds if one.is_mutual), None)
    if mutual is not None:
        name = words.session.names.short_name(mutual.actor, words.lang)
        basis = words.session.names.short_name(mutual.basis, words.lang)
        listing = Part(command(name, basis), "command")
        lines.append(Entry(words.say("many-next", command=listing)))
    return (Group(message("group-many", words.lang), tuple(lines), "reliable"),)


def _line(words: Wording, crowd: Crowd) -> Entry:
    own = words.facts.participations[str(crowd.own["participation"])]
    basis, actor = words.basis(crowd.basis), sentence(words.short(crowd.actor), words.role_beside(own))
    since = words.marked(own, "start")
    cited = _cited(words, own)
    line = words.say("many-line", count=crowd.others, basis=basis, actor=actor, since=since, cited=cited)
    end = () if own["end_kind"] == "none" else (words.end_of_side(own),)
    mutual = () if crowd.is_mutual else (sentence(message("apart-not-mutual", words.lang)),)
    return Entry(line, tuple(map(Entry, (*end, *mutual))), BULLET)


def _cited(words: Wording, own: Row) -> Sentence:
    """The sources of a start: those that give its day; else in brackets how it is reckoned or known."""
    participation = str(own["participation"])
    cited = words.from_start(participation)
    is_given = words.dating(participation) and not words.is_by_consent(participation)
    if is_given and not words.ground_of_start(participation):
        return cited
    return words.say("bounded-by", rule=side_rule(words, own), cited=cited)
