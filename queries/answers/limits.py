"""What the graph does not hold, as far as it bears on an answer: the last group before the sources."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from accordgraph.graph.names.order import alphabetical
from accordgraph.ontology.messages import message
from accordgraph.queries.answers.consents import approval, has_left, on_consent, remarks
from accordgraph.queries.answers.dossier_notes import NOTES, Note
from accordgraph.queries.answers.tree import DASH, Entry, Group, Part, Sentence, joined, sentence
from accordgraph.queries.answers.wording.links import Wording
from accordgraph.queries.runner import run
from accordgraph.queries.signed import is_by, taking_part

if TYPE_CHECKING:
    from accordgraph.queries.session import Session

MOST_NAMED = 5
"""Bases that one sentence names; the number of others follows."""


def of_actors(
    words: Wording, actors: Sequence[str], beside: Collection[str] = (), *, is_attested: bool = False
) -> Group:
    """What is not in an answer about a pair, or on one basis of an actor: what the dossiers behind it say of that.

    `beside` are others whom the answer names: notes on them belong to it too. With `is_attested` it says when something
    was last attested.
    """
    notes = [note for note in words.notes if _bears(words, note, actors, beside)]
    return _group(words, [*_said(words, notes, actors), *map(Entry, _counted(words, is_attested=is_attested))])


def of_all(words: Wording, actors: Sequence[str], signed: Sequence[str] = ()) -> Group:
    """What is not in an answer that is to hold all on an actor, or on a pair: instruments that it signed without being
    bound (`signed`), and notes of any dossier on those whom it is about. What a pair signed is in its answer already.
    """
    notes = [
        note
        for note in words.notes
        if _bears(words, note, actors, ()) or (note.named and _is_on(note.named, actors) and _may_speak(words, note))
    ]
    counted = _counted(words, is_attested=True) if len(actors) == 1 else ()
    own = map(Entry, _signed(words, actors, signed))
    return _group(words, [*own, *_said(words, notes, actors), *map(Entry, counted)])


def on_absence(words: Wording, actors: Sequence[str]) -> Sentence:
    """What it means that nothing is here on some actors: whether anybody looked for it, and that it proves nothing."""
    trusted = (note for note in words.notes if note.is_trusted)
    is_sought = any(note.what == "not_found" and note.named == set(actors) for note in trusted)
    return sentence(message("absence-sought" if is_sought else "absence-not-sought", words.lang))


def _counted(words: Wording, *, is_attested: bool) -> Iterator[Sentence]:
    """What is counted as an attestation, where an answer can say when something was last attested; and what it means
    that voices are called independent, where it can count two or more.
    """
    facts = words.facts
    if is_attested and any(
        one["end_kind"] == "none" and one["held"] and one["last_attested"] for one in facts.participations.values()
    ):
        yield words.say("limits-attested")
    if any(len(set(map(facts.voice, facts.asserting(one)))) > 1 for one in facts.participations):
        yield words.say("limits-voices")


def _group(words: Wording, entries: Sequence[Entry]) -> Group:
    all_ = (*entries, Entry(sentence(message("limits-general", words.lang))))
    return Group(message("limits", words.lang), tuple(replace(one, mark=DASH) for one in all_), "limits")


def _bears(words: Wording, note: Note, actors: Sequence[str], beside: Collection[str]) -> bool:
    """Whether a note belongs to an answer: of a dossier behind it, and on all or on those whom the answer names; or on
    just the pair, by whatever dossier. Where no dossier is behind it, what all of them set out to hold.
    """
    if not _may_speak(words, note):
        return False
    if len(actors) > 1 and note.named == set(actors):
        return True
    if not words.facts.dossiers:
        return note.what == "covers" and not note.named
    return bool(note.dossiers & words.facts.dossiers) and note.named <= {*actors, *beside}


def _may_speak(words: Wording, note: Note) -> bool:
    """Whether a note may stand in an answer: a stranger's only where its dossier is behind the answer."""
    return note.is_trusted or bool(note.dossiers & words.facts.dossiers)


def _is_on(named: Collection[str], actors: Sequence[str]) -> bool:
    """Whether a note is on the actor of an answer, alone or with others; or on both or one of a pair."""
    return actors[0] in named if len(actors) == 1 else set(named) <= set(actors)


def _said(words: Wording, notes: Sequence[Note], actors: Sequence[str]) -> Iterator[Entry]:
    """Notes in words, those of a kind under one heading; in brackets on whom they are, where the answer is not about
    all of these.
    """
    dossiers = words.facts.dossiers.union(*(note.dossiers for note in notes))
    for what, alike in groupby(notes, key=lambda note: note.what):
        lines = [
            _note(words, note, set() if note.named <= set(actors) else note.named, is_one_of_several=len(dossiers) > 1)
            for note in alike
        ]
        if len(lines) == 1:
            yield Entry(words.say(NOTES[what], text=lines[0]))
        else:
            yield Entry(words.say(NOTES[what], text=""), tuple(Entry(line, (), DASH) for line in lines))


def _note(words: Wording, note: Note, named: Collection[str], *, is_one_of_several: bool) -> Sentence:
    """A note, with those whom it names, and with its dossier where others are behind the answer too."""
    text = Part(note.text, "name")
    if is_one_of_several and note.is_trusted:
        by = message("limits-by", words.lang, text=note.text, dossier=", ".join(sorted(note.dossiers)))
        text = Part(by, "name")
    if not named:
        return (text,)
    ordered = sorted(named, key=lambda one: alphabetical(words.session.name(one)))
    names = joined(map(words.short, ordered), ", ")
    return words.say("limits-on", text=text, names=names)


def of_dossiers(words: Wording, dossiers: Collection[str]) -> Group:
    """What some dossiers say of themselves, for an answer about no actor in particular."""
    notes = [note for note in words.notes if not note.named and note.dossiers & set(dossiers)]
    kinds = list(NOTES)
    notes.sort(key=lambda note: (kinds.index(note.what), alphabetical(note.text)))
    return _group(words, list(_said(words, notes, ())))


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


def signed_bases(session: Session, actor: str, day: datetime.date) -> list[str]:
    """Instruments that an actor has signed by a day and that never bind it, as far as sources say."""
    rows = run(session, "acts_of_actor", {"actor": actor}).rows
    bound = {row["basis"] for row in rows if row["phase"] in ("entry", "force")}
    signed = {str(row["basis"]) for row in rows if row["phase"] == "sign" and is_by(row, day)} - bound
    return sorted(signed - taking_part(session.engine, actor, signed, day))


def _signed(words: Wording, actors: Sequence[str], signed: Sequence[str]) -> Iterator[Sentence]:
    """That instruments were signed and no consent is here: those approved at home first; of others, whether a consent
    was looked for.
    """
    approved = {basis: when for basis in signed if (when := approval(words, actors[0], basis))}
    if approved:
        names = [sentence(words.basis(basis), " (", when, ")") for basis, when in approved.items()]
        yield words.say("limits-signed-approved", names=joined(names, "; "))
    left = [basis for basis in signed if basis not in approved and has_left(words, actors[0], basis)]
    if left:
        yield words.say("limits-signed-left", names=_named(words, left, actors[0]))
    by_consent: dict[str, list[str]] = {}
    for basis in signed:
        if basis not in approved and basis not in left:
            by_consent.setdefault(on_consent(words, actors[0], basis), []).append(basis)
    for consent, bases in by_consent.items():
        yield words.say("limits-signed", names=_named(words, bases, actors[0]), consent=consent)


def strange_bases(session: Session, bases: Sequence[str], most: int) -> dict[str, bool]:
    """Some bases, each with whether only a dossier declares it that nobody has trusted. Where there are no more than
    `most` to be named, this makes no difference, and none of them is looked up.
    """
    if len(bases) <= most:
        return dict.fromkeys(bases, False)
    rows = run(session, "bases", {"bases": sorted(set(bases))}).rows
    strange = {str(row["basis"]) for row in rows if row["stranger"] is not None}
    return {basis: basis in strange for basis in bases}


def _named(words: Wording, bases: Sequence[str], actor: str) -> Sentence:
    """Some bases, each with what a dossier remarks on the signature of the actor."""
    is_strange = strange_bases(words.session, bases, MOST_NAMED)
    chosen = sorted(bases, key=lambda basis: is_strange[basis])[:MOST_NAMED]
    named = [sentence(words.basis(one), _bracketed(words, actor, one)) for one in chosen]
    listed = joined(named, "; ")
    more = len(bases) - MOST_NAMED
    return sentence(listed, " ", message("and-more", words.lang, count=more)) if more > 0 else listed


def _bracketed(words: Wording, actor: str, basis: str) -> Sentence:
    said = remarks(words, actor, basis)
    return sentence(" (", said, ")") if said else ()
