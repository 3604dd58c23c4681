"""What the graph does not hold, as far as it bears on an answer: the last group before the sources."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from accordgraph.ontology.messages import message
from accordgraph.queries.answers.tree import Entry, Group, Part, Sentence, joined, sentence
from accordgraph.queries.answers.wording.links import Wording
from accordgraph.queries.plans import ask
from accordgraph.queries.runner import run

MOST_NAMED = 5
"""Bases that one sentence names; the number of others follows."""

DASH = "-"


NOTES = {"covers": "limits-scope", "not_found": "limits-not-found", "left_out": "limits-left-out"}
"""What is said of each kind of note, in this order."""


def of_actors(words: Wording, actors: Sequence[str]) -> Group:
    """What is not in an answer about one actor, or about a pair: signatures without consent, and notes."""
    return _group(words, [*_signed(words, actors), *_notes(words, actors)])


def of_pair(words: Wording, actors: Sequence[str]) -> Group:
    """What is not in an answer that has the signatures of a pair already."""
    return _group(words, list(_notes(words, actors)))


def _group(words: Wording, lines: Sequence[Sentence]) -> Group:
    entries = [*lines, sentence(message("limits-general", words.lang))]
    return Group(message("limits", words.lang), tuple(Entry(line, (), DASH) for line in entries), "limits")


def _notes(words: Wording, actors: Sequence[str]) -> Iterator[Sentence]:
    """What the dossiers behind an answer say of what they hold and do not hold, as far as it bears on its actors.

    A note on two is on the pair: it bears on an answer about one of them, and on one about both.
    """
    about: dict[tuple[str, str], set[str]] = {}
    for row in ask(words.session.engine, "coverage_notes", {}):
        if row["lang"] == words.lang and (not words.facts.dossiers or row["dossier"] in words.facts.dossiers):
            about.setdefault((str(row["what"]), str(row["text"])), set()).update({str(row["actor"])} - {"None"})
    for what, key in NOTES.items():
        for (kind, note), named in about.items():
            if kind == what and _bears(named, actors):
                yield words.say(key, text=Part(note, "name"))


def _bears(named: set[str], actors: Sequence[str]) -> bool:
    """Whether a note on some actors, or on none in particular, belongs to an answer about others."""
    if not named or len(actors) == 1:
        return not named or actors[0] in named
    return named <= set(actors)


def of_dossiers(words: Wording, dossiers: Collection[str]) -> Group:
    """What some dossiers set out to hold, for an answer about no actor in particular."""
    rows = ask(words.session.engine, "coverage_notes", {})
    scopes = {
        str(row["text"])
        for row in rows
        if row["what"] == "covers" and row["lang"] == words.lang and row["actor"] is None and row["dossier"] in dossiers
    }
    return _group(words, [words.say(NOTES["covers"], text=Part(text, "name")) for text in sorted(scopes)])


def general(words: Wording) -> Group:
    """What no answer about the whole graph holds."""
    line = sentence(message("limits-general", words.lang))
    return Group(message("limits", words.lang), (Entry(line, (), DASH),), "limits")


def quoted(name: str) -> str:
    """A name as one word of a command line.

    >>> quoted("Ukraine"), quoted("United States")
    ('Ukraine', '"United States"')
    """
    return f'"{name}"' if " " in name else name


def _signed(words: Wording, actors: Sequence[str]) -> Iterator[Sentence]:
    """Instruments that an actor has signed and that do not bind it, as far as sources say."""
    if len(actors) != 1:
        return
    rows = run(words.session, "acts_of_actor", {"actor": actors[0]}).rows
    bound = {row["basis"] for row in rows if row["phase"] in ("entry", "force")}
    signed = sorted({str(row["basis"]) for row in rows if row["phase"] == "sign"} - bound)
    if signed:
        yield words.say("limits-signed", names=_named(words, signed))


def _named(words: Wording, bases: Sequence[str]) -> Sentence:
    listed = joined([words.basis(one) for one in bases[:MOST_NAMED]], "; ")
    more = len(bases) - MOST_NAMED
    return sentence(listed, " ", message("more-sources", words.lang, count=more)) if more > 0 else listed
