"""Partners of an actor by one basis, in words: since when, by what, until when, and who says so."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from accordgraph.ontology.labels import labels
from accordgraph.ontology.messages import capitalised, listing, message
from accordgraph.queries.answers.tree import BULLET, Entry, Part, Sentence, after_colon, joined, sentence
from accordgraph.queries.answers.wording.ends import day_part
from accordgraph.queries.answers.wording.links import Wording, participations_of
from accordgraph.queries.answers.wording.names import FULL_ROLES
from accordgraph.queries.answers.wording.times import READING

if TYPE_CHECKING:
    from accordgraph.queries.plans import Row

DOUBTED = ("reading", "many")
"""Groups of what makes no partner, or only by our reading: an entry says how old the agreement is and what is known of
its force on the day.
"""


@dataclass(frozen=True)
class Partners:
    """The partners of one actor by one basis, in a group of an answer, and on the day if any."""

    words: Wording
    group: str
    day: datetime.date | None

    def entry(self, rows: Sequence[Row]) -> Entry:
        """One partner with the basis, or the basis with several; where that is doubtful, first how old it is."""
        entry = self._single(rows[0]) if len(rows) == 1 else self._several(rows)
        if self.group not in DOUBTED:
            return entry
        return replace(entry, details=(*map(Entry, self._age_and_force(rows)), *entry.details))

    def _age_and_force(self, rows: Sequence[Row]) -> Iterator[Sentence]:
        """How old an agreement is, and whether it was in force between the two on the day of the question."""
        words = self.words
        named = {str(row[side]) for row in rows for side in ("actor", "partner")}
        if signed := words.signatures(str(rows[0]["basis"]), named):
            yield signed
        if self.day is not None:
            for certainty in dict.fromkeys(self._certainty(row) for row in rows):
                yield words.say("in-force-between", date=day_part(self.day, words.lang, "then"), certainty=certainty)

    def _certainty(self, row: Row) -> str:
        """How surely a link was in force on the day, and why no more than possibly."""
        words = [("in_force", row["in_force"]), ("why_possible", row["why_possible"])]
        return "; ".join(labels().value(name, str(word), self.words.lang) for name, word in words if word)

    def _single(self, row: Row) -> Entry:
        """One partner by one basis: its name first."""
        own, other = participations_of(row)
        words = self.words
        lines = [self._by_basis(row, other), words.end(row, (own, other)), words.said_of_link((own, other), row)]
        lines += [words.coarser((own, other), row)]
        if self.group in ("weak", "stranger"):
            lines += [words.weak_ground((own, other))]
        return Entry(sentence(words.actor(str(row["partner"]))), tuple(Entry(one) for one in lines if one), BULLET)

    def _by_basis(self, row: Row, other: str) -> Sentence:
        words, part = self.words, self.words.facts.participations[other]
        since = words.since(row)
        begun = Part(capitalised(since.text), "date")
        since_with_doubt = sentence(begun, words.doubt(participations_of(row), row), self._reason(row))
        basis = words.basis_and_form(part, is_short=True)
        if part["role"] in FULL_ROLES or part["role"] is None:
            return words.say("by-basis", since=since_with_doubt, basis=basis)
        role = words.role_name(part)
        return words.say("by-basis-and-role", since=since_with_doubt, basis=basis, role=role)

    def _reason(self, row: Row) -> Sentence:
        """Why a link is no more than possible on the day."""
        if not row.get("why_possible") or self.group in (*DOUBTED, "stranger"):
            return ()
        if row["why_possible"] == READING == row["since_standing"]:
            return ()  # The mark of the start says it.
        if row["why_possible"] == "effect-unknown":
            # What is reported to have ended had effect before.
            key = "reason-effect-unknown-ended" if row["end_kind"] == "exit" else "reason-effect-unknown"
            return sentence(" (", message(key, self.words.lang), ")")
        reason = labels().value("why_possible", str(row["why_possible"]), self.words.lang)
        return sentence(f" ({reason})")

    def _several(self, rows: Sequence[Row]) -> Entry:
        """Several partners by one basis: the basis first, then partners with the same start together."""
        own = dict.fromkeys(participations_of(row)[0] for row in rows)
        said = () if self.group == "many" else self._said(rows)
        lines = (*self._partners(rows), *map(self._itself, own), *self._ends(rows), *said)
        return Entry(sentence(self.words.basis(str(rows[0]["basis"]))), tuple(map(Entry, lines)), BULLET)

    def _named(self, rows: Sequence[Row]) -> Sentence:
        """The partners of some links, each once."""
        partners = dict.fromkeys(str(row["partner"]) for row in rows)
        return _names([self.words.short(one) for one in partners], self.words.lang)

    def _said(self, rows: Sequence[Row]) -> Iterator[Sentence]:
        """Who says so: once for all partners, or with the partners of whom the same voices say it."""
        words = self.words
        by_voices: dict[Sentence, list[Row]] = {}
        for row in rows:
            by_voices.setdefault(words.said_of_link(participations_of(row)), []).append(row)
        for said, alike in by_voices.items():
            names = self._named(alike)
            yield said if len(by_voices) == 1 else sentence(names, ": ", after_colon(said))

    def _ends(self, rows: Sequence[Row]) -> Iterator[Sentence]:
        """How it ended or goes on; with the partners of each end, where not all have the same."""
        words = self.words
        by_end: dict[Sentence, list[Row]] = {}
        for row in rows:
            by_end.setdefault(words.end(row, participations_of(row)), []).append(row)
        for end, alike in by_end.items():
            names = self._named(alike)
            said = words.end(alike[0], participations_of(alike[0]), names) if len(alike) > 1 else end
            yield said if len(by_end) == 1 else sentence(names, ": ", after_colon(said))

    def _partners(self, rows: Sequence[Row]) -> Iterator[Sentence]:
        words = self.words
        for (_, _, doubt, *_), same in groupby(rows, key=self._start_and_doubt):
            by_part = {participations_of(row)[1]: row for row in same}
            deciding = [one for one, row in by_part.items() if self._decides(one, row)]
            others = [one for one in by_part if one not in deciding]
            for members, sources in words.named_together(deciding):
                yield self._alike([by_part[one] for one in members], doubt, sources)
            for members, sources in words.in_roles_together(others):
                yield self._alike([by_part[one] for one in members], doubt, sources, is_dated=False)

    def _decides(self, participation: str, row: Row) -> bool:
        """Whether the link begins with this side; else the day is that of the other one, whose sources give it."""
        part = self.words.facts.participations[participation]
        starts = (part["start_earliest"], part["start_latest"])
        return starts == (row["since_earliest"], row["since_latest"])

    def _alike(
        self, rows: Sequence[Row], doubt: Sentence, sources: Sequence[str], *, is_dated: bool = True
    ) -> Sentence:
        """Partners with the same start, and the sources that name all of them: behind the names, where they do not give
        that day (`is_dated`), which is then the day of the one who is asked about.
        """
        words = self.words
        names = _names([words.actor(str(row["partner"])) for row in rows], words.lang)
        named = sources and not is_dated
        line = words.say(
            "partners-since",
            partners=sentence(names, " ", words.voices.references(sources)) if named else names,
            since=sentence(words.since(rows[0]), self._reason(rows[0])),
            doubt=doubt,
        )
        if not sources:
            return sentence(line, self._role(rows[0]), "; ", words.as_read(participations_of(rows[0])[1]))
        cited = _cited_after(doubt, words.voices.references(sources)) if is_dated else ()
        return sentence(line, self._role(rows[0]), sentence(" ", cited) if cited else ())

    def _start_and_doubt(self, row: Row) -> tuple[object, object, Sentence, object, object]:
        role = self.words.facts.participations[participations_of(row)[1]]["role"]
        doubt = self.words.doubt(participations_of(row), row)
        return (row["since_earliest"], row["since_latest"], doubt, role, row.get("why_possible"))

    def _role(self, row: Row) -> Sentence:
        return self.words.role_beside(self.words.facts.participations[participations_of(row)[1]])

    def _itself(self, participation: str) -> Sentence:
        words, row = self.words, self.words.facts.participations[participation]
        doubt = words.doubt_of_side(row)
        return words.say(
            "itself-since",
            actor=words.short(str(row["actor"])),
            since=words.since(row, "start"),
            doubt=sentence(doubt, words.role_beside(row)),
            cited=_cited_after(doubt, words.voices.references(words.behind(participation))),
        )


def _names(parts: Iterable[Part], lang: str) -> Sentence:
    """Actors as one list, each a part of its own."""
    actors = list(parts)
    if len(actors) == 1:
        return tuple(actors)
    between = listing(["", ""], lang)
    return sentence(joined(actors[:-1], ", "), between, actors[-1])


def _cited_after(doubt: Sentence, references: Sentence) -> Sentence:
    """The references of a day, where what is said in doubt of it does not end with the same."""
    return () if doubt[-len(references) :] == references else references
