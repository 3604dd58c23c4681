"""What actors did together at one time: when and what, with whom, and who else is named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from accordgraph.ontology.messages import capitalised, message
from accordgraph.queries.answers.tree import BULLET, Entry, Part, Sentence, joined, sentence
from accordgraph.queries.answers.wording.dates import period_words
from accordgraph.queries.answers.wording.links import Wording, participations_of
from accordgraph.queries.plans import Row

OTHERS = {"supporter": "operation-supporter"}
"""What is said of those who are named and are no partners, by their role; of all others that they took part too."""


def operation(words: Wording, rows: Sequence[Row], actor: str) -> Entry:
    """The links of one actor by one operation, those with the same voices together."""
    basis = str(rows[0]["basis"])
    own = words.facts.participations[participations_of(rows[0])[0]]
    date = sentence(Part(capitalised(_period(words, own)), "date"), words.mark(own, "start"))
    head = sentence(date, ": ", words.basis(basis))
    lines = [line for same in _by_voices(words, rows) for line in _with(words, same)]
    lines += _others(words, basis, {str(one["partner"]) for one in rows} | {actor})
    return Entry(head, tuple(map(Entry, lines)), BULLET)


def _period(words: Wording, row: Row) -> str:
    """When it was: a day, a day within bounds, or the days from the first to the last."""
    first, last = str(row["start"] or ""), row["end_latest"]
    if len(first) == 10 and last and row["start_earliest"] != last:
        return period_words(f"{first}/{last}", words.lang)
    return period_words(first, words.lang, "then")


def _by_voices(words: Wording, rows: Sequence[Row]) -> list[list[Row]]:
    """Links of one operation, those together that the same sources report of both sides."""
    groups: dict[tuple[tuple[str, ...], ...], list[Row]] = {}
    for row in rows:
        sources = tuple(tuple(words.facts.asserting(one)) for one in participations_of(row))
        groups.setdefault(sources, []).append(row)
    return list(groups.values())


def _with(words: Wording, rows: Sequence[Row]) -> Iterator[Sentence]:
    partners = joined([words.actor(str(one["partner"])) for one in rows], "; ")
    yield words.say("operation-with", count=len(rows), names=partners)
    if len(rows) == 1 or words.names_both(participations_of(rows[0])):
        yield words.said_of_link(participations_of(rows[0]))
        return
    yield words.said_of_side(participations_of(rows[0])[0])
    for row in rows:
        yield words.said_of_side(participations_of(row)[1])


def _others(words: Wording, basis: str, known: set[str]) -> Iterator[Sentence]:
    """Those who are named in an operation and are no partners, by their roles, with who says so."""
    rows = [row for row in words.facts.participations.values() if row["basis"] == basis and row["held"]]
    by_key: dict[str, list[Sentence]] = {"operation-also": [], "operation-supporter": [], "operation-no-role": []}
    noted: dict[str, list[Row]] = {}
    for row in sorted(rows, key=lambda row: words.session.name(str(row["actor"]))):
        if row["actor"] not in known:
            is_known = words.facts.is_role_reported(str(row["participation"]))
            key = OTHERS.get(str(row["role"]), "operation-also") if is_known else "operation-no-role"
            by_key[key].append(_cited(words, row))
            noted[str(row["actor"])] = words.facts.roles(str(row["participation"])).get(str(row["role"]), [])
    for key, names in by_key.items():
        if names:
            yield words.say(key, names=joined(names, "; "))
    yield from _remarks(words, noted)


def _remarks(words: Wording, noted: Mapping[str, Sequence[Row]]) -> Iterator[Sentence]:
    """What the dossier remarks: of several actors, each remark with those on whom it is."""
    rows = {id(row): row for of_actor in noted.values() for row in of_actor}
    actors: dict[str, list[str]] = {}
    for actor, of_actor in noted.items():
        for note in sorted({str(row["note"]) for row in of_actor if row["note"]}):
            actors.setdefault(note, []).append(actor)
    if len(actors) < 2 or len({tuple(own) for own in actors.values()}) < 2:
        if remark := words.dossier_remark(list(rows.values())):
            yield remark
        return
    for note, own in actors.items():
        names = joined(map(words.short, own), ", ")
        yield words.say("dossier-remark-of", actor=names, text=Part(note, "name"))


def _cited(words: Wording, row: Row) -> Sentence:
    """An actor with the sources that name it; where none does, that it is our reading of some."""
    participation = str(row["participation"])
    actor = words.actor(str(row["actor"]))
    if sources := words.in_role(participation):
        return sentence(actor, " ", words.voices.references(sources))
    as_read = f" {message('chain-as-read', words.lang)}"
    reading = words.facts.reading(participation)
    return sentence(actor, as_read, *((" ", words.voices.references(reading)) if reading else ()))
