"""One basis that two actors have to do with: how far it makes a link of the two, and where it falls short."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from accordgraph.ontology.labels import labels
from accordgraph.ontology.registry import NOBODY, registry
from accordgraph.queries.answers.consents import signature
from accordgraph.queries.answers.tree import Entry, Part, Sentence, joined, sentence
from accordgraph.queries.answers.wording.dates import bounds_words, edtf_words
from accordgraph.queries.answers.wording.ends import day_part
from accordgraph.queries.answers.wording.links import Wording, participations_of
from accordgraph.queries.answers.wording.times import OF_TIME, time_of
from accordgraph.queries.plans import ask, day_of

if TYPE_CHECKING:
    from accordgraph.queries.plans import Row
    from accordgraph.queries.session import Session

Verdict = Literal[
    "linked",
    "refuted",
    "signed",
    "one-only",
    "not-that-day",
    "no-overlap",
    "not-together",
    "same-side",
    "watching",
    "not-mutual",
    "open",
]
"""Where a basis falls short of a link between the two: see `Common.verdict`. `linked` does not fall short at all, and
`open` binds both, but makes no links, as treaties with very many parties do."""

UNBINDING = ("intention", "domestic")
"""Phases of acts that bind nobody."""

SUSPENDED = "suspended"
"""How surely a link is in force on a day on which it is suspended."""


@dataclass(frozen=True)
class Common:
    """One basis that both have to do with: their participations in it, and what links there are, on the day if any.

    `links` are rows of `between`; `in_force` says how surely a link, or the basis itself, was in force on
    the day, by id; what cannot have been is not in it. Without a day, it says that of bases today. `bodies` are those
    of each of the two, to be named where one of them takes part and the actor itself does not.
    """

    words: Wording
    pair: tuple[str, str]
    basis: Row
    links: Sequence[Row]
    in_force: Mapping[str, str]
    day: datetime.date | None
    bodies: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The basis."""
        return str(self.basis["basis"])

    def participations(self, actor: str, *, held: bool | None = None) -> list[Row]:
        """The participations of one of the two; only those held or not, if `held` is given."""
        rows = self.words.facts.participations.values()
        own = [row for row in rows if row["basis"] == self.id and row["actor"] == actor]
        return [row for row in own if held is None or row["held"] == held]

    def verdict(self) -> Verdict:
        """Where the basis falls short, the first that applies."""
        held = [self.participations(actor, held=True) for actor in self.pair]
        if not all(held):
            return self._without_one()
        if self.basis["mutual"] is False:
            return "not-mutual"
        if not any(_roles_link(a, b) for a in held[0] for b in held[1]):
            watching = any(registry().group_of(row["role"]) == NOBODY for rows in held for row in rows)
            return "watching" if watching else "same-side"
        if not any(_overlap(a, b) for a in held[0] for b in held[1]):
            return "no-overlap"
        if len(self._present()) < 2:
            return "not-that-day"
        if not held[0][0]["linked"]:
            return "open"
        return "linked" if any(self._counts(row) for row in self.links) else "not-together"

    def _present(self) -> list[str]:
        """Those of the two who may take part on the day; both, where none is asked about."""
        day = self.day
        if day is None:
            return list(self.pair)
        rows = {actor: self.participations(actor, held=True) for actor in self.pair}
        return [actor for actor, own in rows.items() if any(_may_be_on(row, day) for row in own)]

    @property
    def is_over(self) -> bool:
        """Whether all that links the two by it is over by what is reported."""
        return all(is_past(row["until_latest"], self.words.today) for row in self.links if self._counts(row))

    @property
    def is_suspended(self) -> bool:
        """Whether all that links the two by it is suspended on the day."""
        certainties = {self.in_force.get(str(row["cooperation"])) for row in self.links if self._counts(row)}
        return certainties == {SUSPENDED}

    def _counts(self, link: Row) -> bool:
        return bool(link["held"]) and (self.day is None or str(link["cooperation"]) in self.in_force)

    def _without_one(self) -> Verdict:
        """What it is where one of the two, at least, does not take part."""
        missing = [actor for actor in self.pair if not self.participations(actor, held=True)]
        if any(self.participations(actor, held=False) for actor in missing):
            return "refuted"
        return "signed" if all(self.signatures(actor) for actor in missing) else "one-only"

    def signatures(self, actor: str) -> list[Row]:
        """The signatures of one of the two that do not bind it."""
        acts = self.words.facts.acts_by_basis.get(self.id, ())
        return [row for row in acts if row["actor"] == actor and row["phase"] == "sign"]

    def _beside(self, actor: str) -> list[Row]:
        """What else one of the two did under the basis, such as approving it at home: none of it binds."""
        acts = self.words.facts.acts_by_basis.get(self.id, ())
        return [row for row in acts if row["actor"] == actor and row["phase"] in UNBINDING]

    # ---------------------------------------------------------------- in words
    def reasons(self) -> tuple[Sentence, ...]:
        """Where the basis falls short, without the names of either side; empty where these are all that is said."""
        return tuple(self._verdict(self.verdict()))

    def line(self) -> Sentence:
        """The basis with each side of it, in one line."""
        sides = [one.text for actor in self.pair for one in self._side(actor)]
        return sentence(self.words.basis_and_form(self.basis), ": ", joined(sides))

    def entry(self) -> Entry:
        """The basis, where it falls short, and each side with its sources."""
        verdict = self.verdict()
        head = self.words.basis_and_form(self.basis)
        lines = [Entry(one) for one in (*self._verdict(verdict), *map(self._missing, self.pair)) if one]
        sides = [one for actor in self.pair for one in (*self._side(actor), *self._of_bodies(actor))]
        return Entry(head, (*lines, *sides))

    def _of_bodies(self, actor: str) -> Iterator[Entry]:
        """The bodies of an actor that take part, each by itself: a body is a part of the whole, and not the whole."""
        words = self.words
        rows = [row for body in self.bodies.get(actor, ()) for row in self.participations(body) if row["held"]]
        for row in rows:
            cited = words.voices.references(words.behind(str(row["participation"])))
            body, since = words.actor(str(row["actor"])), sentence(words.marked(row, "start"), " ", cited)
            role = words.role(row)
            yield Entry(
                words.say("whynot-body-takes-part", body=body, actor=words.short(actor), role=role, since=since)
            )
        if rows and not self.participations(actor):
            yield Entry(words.say("whynot-body-alone", actor=words.short(actor)))

    def _verdict(self, verdict: Verdict) -> Iterator[Sentence]:
        words = self.words
        if verdict == "linked":
            yield self._linked()
        elif verdict == "not-that-day":
            yield self._not_that_day()
        elif verdict == "open":
            yield self._open()
            yield from self._pauses()
        elif verdict == "not-mutual" and self.day is not None:
            certainty = labels().value("in_force", self.in_force.get(self.id, "possibly"), words.lang)
            yield words.say(f"whynot-{verdict}-on", date=day_part(self.day, words.lang, "then"), certainty=certainty)
        elif verdict not in ("signed", "one-only"):
            yield words.say(f"whynot-{verdict}")

    def _open(self) -> Sentence:
        """That both are bound by what makes no links, or were, or may be."""
        words = self.words
        certainty = self.in_force.get(self.id, "possibly")
        if self.day is not None:
            known = labels().value("in_force", certainty, words.lang)
            return words.say("whynot-open-on", date=day_part(self.day, words.lang, "then"), certainty=known)
        if ended := self._ended():
            return words.say("whynot-open-over", date=ended)
        return words.say("whynot-open-possibly" if certainty == "possibly" else "whynot-open")

    def _ended(self) -> Part | None:
        """When the first of the two left what both were in; None where both may be in it still."""
        rows = [row for actor in self.pair for row in self.participations(actor, held=True)]
        return first_end(rows, self.words.today, self.words.lang)

    def _pauses(self) -> Iterator[Sentence]:
        """Since when something stands between the two, if it did by the day."""
        for row in self.links:
            begun = row["paused_from_earliest"] if row["paused_kind"] else None
            if row["held"] and begun is not None and not _before(self.day, begun):
                yield self.words.pause(row, participations_of(row), ())

    def _not_that_day(self) -> Sentence:
        words, present = self.words, self._present()
        assert self.day is not None
        date = day_part(self.day, words.lang, "then")
        if not present:
            return words.say("whynot-neither-on", date=date)
        return words.say("whynot-only-on", date=date, actor=words.short(present[0]))

    def _linked(self) -> Sentence:
        words = self.words
        row = next(row for row in self.links if self._counts(row))
        sides = participations_of(row)
        since = sentence(words.since(row), words.doubt(sides, row), words.ground(sides))
        if self.day is None:
            return words.say("whynot-linked-over" if self.is_over else "whynot-linked", since=since)
        certainty = labels().value("in_force", self.in_force[str(row["cooperation"])], words.lang)
        line = words.say(
            "whynot-linked-on", since=since, certainty=certainty, date=day_part(self.day, words.lang, "then")
        )
        return joined((line, words.pause(row, sides, ()))) if self.is_suspended else line

    def _missing(self, actor: str) -> Sentence:
        """That one of the two signed without being bound, or has nothing to do with the basis."""
        if self.participations(actor):
            return ()
        words, name = self.words, self.words.actor(actor)
        acts = self.signatures(actor) or self._beside(actor)
        if not acts:
            return words.say("whynot-nothing", actor=name)
        date = Part(edtf_words(str(acts[0]["done_on"] or ""), words.lang, "then"), "date")
        act, day = str(acts[0]["act"]), acts[0]["done_on"]
        undated = {str(row["source"]) for row in words.facts.statements.get(act, ())}
        cited = words.cited(act, "done_on", str(day)) if day else words.voices.references(undated)
        if acts[0]["phase"] != "sign":
            act = labels().value("type", str(acts[0]["type"]), words.lang)
            return words.say("whynot-other-act", actor=name, act=act, date=date, cited=cited)
        return signature(words, "whynot-signed", actor, self.id, actor=name, date=date, cited=cited)

    def _side(self, actor: str) -> Iterator[Entry]:
        words = self.words
        for row in self.participations(actor):
            if not row["held"]:
                claimed = words.say("whynot-claimed", actor=words.short(actor))
                yield Entry(claimed, tuple(words.disputed(str(row["participation"]))))
                continue
            sources = words.behind(str(row["participation"]))
            cited = words.voices.references(sources)
            if not sources:
                cited = sentence("(", words.as_read(str(row["participation"])), ")")
            role = words.role(row)
            if row["kind"] in OF_TIME:
                date = time_of(row, words.lang, "start")
                yield Entry(words.say("whynot-side-once", actor=words.short(actor), role=role, date=date, cited=cited))
                continue
            since = words.marked(row, "start")
            line = words.say("whynot-side", actor=words.short(actor), role=role, since=since, cited=cited)
            yield Entry(sentence(line, self._until(row)))

    def _until(self, row: Row) -> Sentence:
        """Until when it took part, where that is over by what sources report."""
        if row["end_kind"] == "exit" and (row["end_earliest"] or row["end_latest"]):
            return sentence(" ", self.words.part_ended(row))
        if row["end_kind"] != "unreported" or row["end_latest"] is None:
            return ()
        until = bounds_words(day_of(row["end_earliest"]), day_of(row["end_latest"]), self.words.lang)
        return sentence(" ", self.words.say("whynot-until", date=Part(until, "date")))


def common_bases(session: Session, pair: tuple[str, str], wanted: str | None = None) -> list[Row]:
    """The bases that both have to do with; with `wanted` that one, whoever has to do with it."""
    rows = ask(session.engine, "bases_of_actors", {"actors": list(pair)})
    by_basis = {str(row["basis"]): row for row in rows}
    if wanted is not None:
        return [row for basis, row in by_basis.items() if basis == wanted]
    both = [{str(row["basis"]) for row in rows if row["actor"] == actor} for actor in pair]
    return [row for basis, row in by_basis.items() if basis in both[0] & both[1]]


def _roles_link(a: Row, b: Row) -> bool:
    """Whether the roles of two participations are such that those who have them work with each other."""
    pair = (registry().group_of(a["role"]), registry().group_of(b["role"]))
    return pair in registry().links or pair[::-1] in registry().links


def _overlap(a: Row, b: Row) -> bool:
    return not (_before(a["end_latest"], b["start_earliest"]) or _before(b["end_latest"], a["start_earliest"]))


def _may_be_on(row: Row, day: datetime.date) -> bool:
    return covers(row["start_earliest"], row["end_latest"], day)


def covers(first: object, last: object, day: datetime.date) -> bool:
    """Whether a day may lie between two bounds, of which either may be unknown."""
    return not (_before(day, first) or _before(last, day))


def first_end(participations: Sequence[Row], today: datetime.date, lang: str) -> Part | None:
    """The first day on which one of some participations was over; None where none is by today."""
    over = [row for row in participations if is_past(row["end_latest"], today)]
    if not over:
        return None
    first = min(over, key=lambda row: str(row["end_latest"]))
    return Part(bounds_words(day_of(first["end_earliest"]), day_of(first["end_latest"]), lang, "then"), "date")


def is_past(last: object, today: datetime.date) -> bool:
    """Whether a last day lies before today."""
    return _before(last, today)


def _before(first: object, second: object) -> bool:
    return isinstance(first, datetime.date) and isinstance(second, datetime.date) and first < second
