"""What the graph does not hold, as far as it bears on an answer: the last group before the sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from accordgraph.ontology.messages import message
from accordgraph.queries.answers.links import Wording
from accordgraph.queries.answers.tree import Entry, Group, Part, Sentence, joined, sentence
from accordgraph.queries.plans import ask
from accordgraph.queries.runner import run

MOST_NAMED = 5
"""Bases that one sentence names; the number of others follows."""

DASH = "-"


def of_actors(words: Wording, actors: Sequence[str]) -> Group:
    """What is not in an answer about one actor, or about a pair: open treaties, and signatures without consent."""
    lines = [*_unlinked(words, actors), *_signed(words, actors), sentence(message("limits-general", words.lang))]
    return Group(message("limits", words.lang), tuple(Entry(line, (), DASH) for line in lines), "limits")


def of_pair(words: Wording, actors: Sequence[str]) -> Group:
    """What is not in an answer that has the open treaties of a pair already."""
    lines = [sentence(message("limits-general", words.lang))]
    return Group(message("limits", words.lang), tuple(Entry(line, (), DASH) for line in lines), "limits")


def _unlinked(words: Wording, actors: Sequence[str]) -> Iterator[Sentence]:
    """The treaties that make no links: open to all states, or of more than 50 parties."""
    rows = ask(words.session.engine, "unlinked_bases", {"actors": list(actors)})
    bases = sorted({str(row["basis"]) for row in rows})
    common = [one for one in bases if {str(row["actor"]) for row in rows if row["basis"] == one} == set(actors)]
    if common:
        names, command = _named(words, common), _command(words, actors)
        yield words.say("limits-unlinked", count=len(common), names=names, command=command)


def _command(words: Wording, actors: Sequence[str]) -> Part:
    names = [words.session.names.short_name(actor, words.lang) for actor in actors]
    both = [*names, message("other-actor", words.lang)][:2]
    return Part(f"accord basis {' '.join(map(quoted, both))}", "command")


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
