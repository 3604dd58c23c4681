"""Sentences about one link or participation, which terminals and pages both say; pages have the sources beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from accordgraph.ontology.messages import message
from accordgraph.queries.answers.tree import Part, Sentence, capital, sentence
from accordgraph.queries.answers.wording.links import Wording, participations_of
from accordgraph.queries.answers.wording.times import OF_TIME, time_of
from accordgraph.queries.answers.wording.vocabulary import definition
from accordgraph.queries.answers.wording.voices import RETOLD
from accordgraph.queries.plans import Row
from accordgraph.queries.runner import run


def link_lines(words: Wording, row: Row) -> list[Sentence]:
    """Of a link that we consider true: its basis and since when; how it ended, if that is known; and whose word it is.

    Of another link, who claims it and who denies it.
    """
    sides = participations_of(row)
    if not row["held"]:
        refuted = [one for one in sides if not words.facts.participations[one]["held"]]
        return [entry.text for one in refuted for entry in words.disputed(one)]
    parts = [words.facts.participations[one] for one in sides]
    roles = [role for one in parts if (role := words.role_among_several(one))]
    head = sentence(words.basis_and_form(parts[0]), *roles, ": ", words.since(row), words.doubt(sides, row))
    return [head, words.end(row, sides), words.said_of_link(sides, row)]


def participation_lines(words: Wording, row: Row) -> list[Sentence]:
    """Since when an actor takes part, in what role, until when, and whose word it is; of what was once, when it was.

    Of a participation that we do not consider true, who claims it and who denies it.
    """
    participation = str(row["participation"])
    if not row["held"]:
        return [*(entry.text for entry in words.disputed(participation)), *reasons(words, participation)]
    said = [words.said_of_side(participation), *(one for one in (words.role_dispute(participation),) if one)]
    if row["kind"] in OF_TIME:
        return [words.say("show-side-once", date=time_of(row, words.lang, "start"), role=words.role(row)), *said]
    since = sentence(words.since(row, "start"), words.doubt_of_side(row))
    return [words.say("show-side-held", since=since, role=words.role(row)), words.end_of_side(row), *said]


def reasons(words: Wording, participation: str) -> Iterator[Sentence]:
    """By which rule we do not consider it true, and what its dossier remarks on the claim."""
    rows = run(words.session, "conflicts_of", {"id": participation}).rows
    for rule in sorted({str(row["rule"]) for row in rows if row["property"] == "existence"}):
        yield sentence(definition("rules", rule, words.lang))
    for note in dict.fromkeys(row["note"] for row in words.facts.claiming(participation) if row["note"]):
        yield words.say("dossier-remark", text=Part(str(note), "name"))


def without_references(parts: Sentence, lang: str) -> str:
    """A sentence as text, for a place where its sources stand beside it: without their numbers.

    >>> from accordgraph.queries.answers.tree import Part
    >>> without_references((Part("Eurojust "), Part("2", "source", "ej"), Part("; NABU")), "en")
    'Eurojust; NABU'
    """
    text = "".join("" if part.kind == "source" else part.text for part in capital(parts))
    for key in RETOLD.values():
        text = text.replace(message(key, lang, sources="", read=""), "")
    return re.sub(r"\s+([;,.)]|$)", r"\1", re.sub(r" {2,}", " ", text))
