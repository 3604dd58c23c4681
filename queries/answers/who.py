"""Who works with an actor, in words: grouped by how far one may rely on it, what is refuted last."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from accordgraph.ontology.messages import message
from accordgraph.queries.answers import limits
from accordgraph.queries.answers.bodies import Bodies
from accordgraph.queries.answers.facts import of_operations, read, read_whole, with_more, with_sources
from accordgraph.queries.answers.life import OutsideLife, outside_life
from accordgraph.queries.answers.partners import Partners
from accordgraph.queries.answers.tree import (
    BULLET,
    AnswerTree,
    Entry,
    Group,
    GroupKind,
    Part,
    Sentence,
    joined,
    numbered,
    sentence,
)
from accordgraph.queries.answers.wording.dates import edtf_words
from accordgraph.queries.answers.wording.ends import day_part
from accordgraph.queries.answers.wording.links import Wording, begun_by, participations_of
from accordgraph.queries.answers.wording.many import group_of_many, is_of_many
from accordgraph.queries.answers.wording.operations import operation
from accordgraph.queries.many import crowds
from accordgraph.queries.plans import day_of

if TYPE_CHECKING:
    from accordgraph.queries.many import Crowd
    from accordgraph.queries.plans import Row
    from accordgraph.queries.session import Session

WITHOUT_DAY: tuple[tuple[str, GroupKind], ...] = (
    ("agreement", "reliable"),
    ("assistance", "reliable"),
    ("report", "reliable"),
    ("reading", "weak"),
    ("weak", "weak"),
    ("stranger", "weak"),
    ("operation", "facts"),
    ("many", "facts"),
    ("to-come", "facts"),
    ("refuted", "refuted"),
)
"""Groups in their order, and how far one may rely on each."""

ON_A_DAY: tuple[tuple[str, GroupKind], ...] = (
    ("certainly", "reliable"),
    ("presumably", "reliable"),
    ("provisionally", "reliable"),
    ("suspended", "weak"),
    ("possibly", "weak"),
    ("reading", "weak"),
    ("stranger", "weak"),
    ("many", "facts"),
    ("refuted", "refuted"),
)
"""The same, where the question is of one day."""


@dataclass(frozen=True)
class Who:
    """The links of one actor in the words of a session."""

    words: Wording
    actor: str
    rows: Sequence[Row]
    day: datetime.date | None
    crowds: Sequence[Crowd] = ()
    outside: OutsideLife | None = None
    basis: str | None = None
    is_today: bool = False
    signed: Sequence[str] = ()
    is_to_come: bool = False

    def tree(self) -> AnswerTree:
        """The answer with its groups, limits and sources."""
        order = WITHOUT_DAY if self.day is None else ON_A_DAY
        by_group: dict[str, list[Row]] = {name: [] for name, _ in order}
        for row in self.rows:
            by_group[self._group_of(row)].append(row)
        groups = [self._group(name, kind, by_group[name]) for name, kind in order if by_group[name]]
        lang = self.words.lang
        bodies = () if self.rows or self.crowds or self.basis else self._bodies.groups()
        tree = AnswerTree(
            lang=lang,
            title=self._title(),
            summary=(self._summary(by_group), *self._left_out()),
            groups=(*groups, *group_of_many(self.words, self.crowds), *bodies, self._limits()),
            sources_title=message("heading-sources", lang),
        )
        return numbered(tree, self.words.voices.cite)

    # ---------------------------------------------------------------- head
    def _title(self) -> Sentence:
        actor = self.words.titled(self.actor)
        if self.basis is not None:
            basis = self.words.basis(self.basis)
            date = sentence(" ", self._on()) if self.day else ()
            return self.words.say("who-title-basis", actor=actor, basis=basis, date=date)
        if self.day is None:
            return self.words.say("who-title", actor=actor)
        if self.is_today:
            return self.words.say("who-title-today", actor=actor, date=day_part(self.day, self.words.lang))
        key = "who-title-to-come" if self.is_to_come else "who-title-on"
        return self.words.say(key, actor=actor, date=self._on())

    def _summary(self, by_group: Mapping[str, Sequence[Row]]) -> Sentence:
        actor = self.words.short(self.actor)
        if self.outside is not None:
            date = Part(edtf_words(self.outside.date, self.words.lang, "then"), "date")
            cited = self.words.voices.references(self.outside.sources)
            return self.words.say(self.outside.key, actor=actor, date=date, cited=cited)
        if not self.rows and not self.crowds:
            if self.basis:
                return self._nobody_in(self.basis)
            if self._bodies.partners:
                return self._bodies.summary()
            sought = limits.on_absence(self.words, [self.actor])
            if self.day is None:
                return sentence(self.words.say("who-nobody", actor=actor), " ", sought)
            return sentence(self.words.say("who-nobody-on", actor=actor, date=self._on()), " ", sought)
        strange = {one.basis for one in self.crowds if one.own["stranger"] is not None}
        counts = [
            self._count(name, rows, len(strange) if name == "stranger" else 0)
            for name, rows in by_group.items()
            if rows or (name == "stranger" and strange)
        ]
        general = len({one.basis for one in self.crowds} - strange)
        counts += [message("who-many", self.words.lang, count=general)] if general else []
        return self.words.say("who-counts", counts="; ".join(counts))

    def _left_out(self) -> Iterator[Sentence]:
        """Bodies of the actor that the answer leaves out; and what the order of days means where some are unknown."""
        is_of_one = self.basis is None and all(row["actor"] == self.actor for row in self.rows)
        if is_of_one and (self.rows or self.crowds):
            yield from self._bodies.apart()
        if any(row["held"] and _is_wide(row) for row in self.rows):
            yield self.words.say("who-order")
        if self.basis is not None and self.rows:
            yield self.words.say("who-days-of-both")
        if self.basis is not None and self.crowds:
            yield self.words.say("who-parties-listed", command=self._showing(self.basis))

    def _nobody_in(self, basis: str) -> Sentence:
        """That one basis makes no partners of the actor, and how to see what is reported of that basis."""
        actor = self.words.short(self.actor)
        return self.words.say("who-nobody-basis", actor=actor, command=self._showing(basis))

    def _showing(self, basis: str) -> Part:
        """The command that shows a basis."""
        name = limits.quoted(self.words.session.names.short_name(basis, self.words.lang))
        return Part(f"accord show {name}", "command")

    @cached_property
    def _bodies(self) -> Bodies:
        return Bodies(self.words, self.actor, self.day)

    def _count(self, name: str, rows: Sequence[Row], more: int = 0) -> str:
        what = "basis" if name in ("operation", "to-come") else "partner"
        parties = "who-parties" if self.basis else "who-parties-beside"
        key = parties if name == "many" else f"who-{name}"
        return message(key, self.words.lang, count=len({row[what] for row in rows}) + more)

    def _on(self) -> Part:
        assert self.day is not None
        return day_part(self.day, self.words.lang, "then")

    # ---------------------------------------------------------------- groups
    def _group_of(self, row: Row) -> str:
        if not row["held"]:
            return "refuted"
        if self.words.is_strange(participations_of(row)):
            return "stranger"
        if self.day is None and self.words.is_to_come(row):
            return "to-come"
        if self.day is not None and self.basis is not None:
            return str(row["in_force"])
        if is_of_many(self.words.facts, row):
            return "many"
        if self.day is not None:
            return str(row["in_force"]) if self.words.is_stated(participations_of(row)) else "reading"
        if row["kind"] == "operation":
            return "operation"
        if not self.words.is_stated(participations_of(row)):
            return "reading"
        return "weak" if self.words.is_weak(participations_of(row)) else str(row["kind"])

    def _group(self, name: str, kind: GroupKind, rows: Sequence[Row]) -> Group:
        ordered = sorted(rows, key=lambda row: (begun_by(row), str(row["basis"])))
        together: dict[tuple[str, str], list[Row]] = {}
        for row in ordered:
            together.setdefault((str(row["basis"]), str(row["actor"])), []).append(row)
        entries = (self._entry(alike, name) for alike in together.values())
        title = message("group-parties" if name == "many" else f"group-{name}", self.words.lang)
        return Group(title, tuple(entries), kind)

    def _entry(self, rows: Sequence[Row], group: str) -> Entry:
        if group == "refuted":
            return self._refuted(rows)
        if rows[0]["kind"] == "operation":
            return self._of_body(operation(self.words, rows, str(rows[0]["actor"])), rows)
        entry = Partners(self.words, group, self.day).entry(rows)
        return self._of_body(entry, rows)

    def _of_body(self, entry: Entry, rows: Sequence[Row]) -> Entry:
        """The entry with the body whose link it is, where that is not the actor itself."""
        body = str(rows[0]["actor"])
        if body == self.actor:
            return entry
        return replace(entry, text=sentence(self.words.short(body), ": ", entry.text))

    # ---------------------------------------------------------------- claimed and denied
    def _refuted(self, rows: Sequence[Row]) -> Entry:
        words, row = self.words, rows[0]
        partners = joined([words.actor(str(one["partner"])) for one in rows], ", ")
        head = sentence(partners, ": ", words.basis(str(row["basis"]), is_short=True))
        sides = dict.fromkeys(side for one in rows for side in participations_of(one))
        details = [entry for side in sides for entry in self._dispute(side)]
        return Entry(head, tuple(details), BULLET)

    def _dispute(self, participation: str) -> list[Entry]:
        row = self.words.facts.participations.get(participation)
        return self.words.disputed(participation) if row and not row["held"] else []

    # ---------------------------------------------------------------- what is not here
    def _limits(self) -> Group:
        if self.basis:
            return limits.of_actors(self.words, [self.actor], is_attested=True)
        return limits.of_all(self.words, [self.actor], self.signed)


def _is_wide(row: Row) -> bool:
    """Whether a link may have begun in more than one month."""
    first, last = day_of(row["since_earliest"]), day_of(row["since_latest"])
    return last is not None and (first is None or (first.year, first.month) != (last.year, last.month))


def who(
    session: Session,
    actor: str,
    rows: Sequence[Row],
    day: datetime.date | None,
    today: datetime.date,
    basis: str | None = None,
) -> AnswerTree:
    """The answer to the question `partners` or `partners_on` about an actor, from its rows, those not held included.

    With `basis` the rows are those of one basis, party by party, and no other basis is named.
    """
    identifier = session.names.resolve(actor, "Actor")
    actors = {str(row[side]) for row in rows for side in ("actor", "partner")}
    facts = read_whole(session, actors | {identifier}, {str(row["basis"]) for row in rows})
    wanted = session.names.resolve(basis, "Basis") if basis else None
    crowded = [] if wanted and rows else crowds(session, {identifier}, day)
    crowded = [one for one in crowded if wanted in (None, one.basis)]
    is_empty = not rows and not crowded
    outside = outside_life(session, identifier, day) if is_empty and day is not None else None
    facts = with_sources(session, facts, outside.sources if outside else ())
    facts = with_more(facts, of_operations(session, rows))
    facts = with_more(facts, read(session, {one.actor for one in crowded}, {one.basis for one in crowded}))
    signed = [] if basis else limits.signed_bases(session, identifier, day or today)
    facts = with_more(facts, read(session, {identifier}, signed))
    words = Wording(session, facts, day or today)
    is_to_come = day is not None and day > today
    return Who(words, identifier, rows, day, crowded, outside, wanted, day == today, signed, is_to_come).tree()
