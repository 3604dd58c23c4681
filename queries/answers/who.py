"""Who works with an actor, in words: grouped by how far one may rely on it, what is refuted last."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from accordgraph.ontology.labels import labels
from accordgraph.ontology.messages import capitalised, listing, message
from accordgraph.queries.answers import limits
from accordgraph.queries.answers.facts import read, with_more, with_sources
from accordgraph.queries.answers.life import OutsideLife, outside_life
from accordgraph.queries.answers.tree import (
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
from accordgraph.queries.answers.wording.links import Wording, day_part, participations_of
from accordgraph.queries.answers.wording.many import group_of_many, is_of_many
from accordgraph.queries.answers.wording.operations import operation
from accordgraph.queries.many import crowds
from accordgraph.queries.runner import run

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
    ("operation", "facts"),
    ("many", "facts"),
    ("refuted", "refuted"),
)
"""Groups in their order, and how far one may rely on each."""

ON_A_DAY: tuple[tuple[str, GroupKind], ...] = (
    ("certainly", "reliable"),
    ("presumably", "reliable"),
    ("provisionally", "reliable"),
    ("suspended", "weak"),
    ("possibly", "weak"),
    ("refuted", "refuted"),
)
"""The same, where the question is of one day."""

FULL_ROLES = ("member", "party", "side-a", "side-b", "unknown")
"""Roles that need no word: what one expects of who takes part in an agreement."""

BULLET = "•"


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

    def tree(self) -> AnswerTree:
        """The answer with its groups, limits and sources."""
        order = WITHOUT_DAY if self.day is None else ON_A_DAY
        by_group: dict[str, list[Row]] = {name: [] for name, _ in order}
        for row in self.rows:
            by_group[self._group_of(row)].append(row)
        groups = [self._group(name, kind, by_group[name]) for name, kind in order if by_group[name]]
        lang = self.words.lang
        bodies = [] if self.rows or self.crowds else self._bodies()
        tree = AnswerTree(
            lang=lang,
            title=self._title(),
            summary=(self._summary(by_group, bodies),),
            groups=(*groups, *group_of_many(self.words, self.crowds), *self._body_group(bodies), self._limits()),
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
        return self.words.say("who-title-on", actor=actor, date=self._on())

    def _summary(self, by_group: Mapping[str, Sequence[Row]], bodies: Sequence[tuple[str, int]]) -> Sentence:
        actor = self.words.short(self.actor)
        if self.outside is not None:
            date = Part(edtf_words(self.outside.date, self.words.lang, "then"), "date")
            cited = self.words.voices.references(self.outside.sources)
            return self.words.say(self.outside.key, actor=actor, date=date, cited=cited)
        if bodies:
            return self.words.say("bodies-summary", count=len(bodies), actor=actor)
        if not self.rows and not self.crowds:
            sought = limits.on_absence(self.words, [self.actor])
            if self.day is None:
                return sentence(self.words.say("who-nobody", actor=actor), " ", sought)
            return sentence(self.words.say("who-nobody-on", actor=actor, date=self._on()), " ", sought)
        counts = [self._count(name, rows) for name, rows in by_group.items() if rows]
        general = len({one.basis for one in self.crowds})
        counts += [message("who-many", self.words.lang, count=general)] if general else []
        return self.words.say("who-counts", counts="; ".join(counts))

    def _count(self, name: str, rows: Sequence[Row]) -> str:
        what = "basis" if name == "operation" else "partner"
        key = "who-parties" if name == "many" else f"who-{name}"
        return message(key, self.words.lang, count=len({row[what] for row in rows}))

    def _on(self) -> Part:
        assert self.day is not None
        return day_part(self.day, self.words.lang, "then")

    # ---------------------------------------------------------------- groups
    def _group_of(self, row: Row) -> str:
        if not row["held"]:
            return "refuted"
        if self.day is not None:
            return str(row["in_force"])
        if is_of_many(self.words.facts, row):
            return "many"
        if row["kind"] == "operation":
            return "operation"
        if self._is_reading(row):
            return "reading"
        return "weak" if self._is_weak(row) else str(row["kind"])

    def _is_reading(self, row: Row) -> bool:
        """Whether no source states that one of the two takes part: it is our reading."""
        return not all(map(self.words.facts.asserting, participations_of(row)))

    def _is_weak(self, row: Row) -> bool:
        """Whether only columns or comments say so."""
        facts = self.words.facts
        sources = {source for one in participations_of(row) for source in facts.asserting(one)}
        return all(map(facts.is_comment, sources))

    def _group(self, name: str, kind: GroupKind, rows: Sequence[Row]) -> Group:
        ordered = sorted(rows, key=lambda row: (str(row["since_earliest"] or ""), str(row["basis"])))
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
        return self._of_body(self._single(rows[0], group) if len(rows) == 1 else self._several(rows), rows)

    def _of_body(self, entry: Entry, rows: Sequence[Row]) -> Entry:
        """The entry with the body whose link it is, where that is not the actor itself."""
        body = str(rows[0]["actor"])
        if body == self.actor:
            return entry
        return replace(entry, text=sentence(self.words.short(body), ": ", entry.text))

    def _single(self, row: Row, group: str) -> Entry:
        """One partner by one basis: its name first."""
        own, other = participations_of(row)
        words = self.words
        lines = [self._by_basis(row, other), words.end(row, (own, other)), words.said_of_link((own, other), row)]
        lines += [words.coarser((own, other), row)]
        if group == "weak":
            lines += [sentence(message("weak-ground", words.lang))]
        return Entry(sentence(words.actor(str(row["partner"]))), tuple(Entry(one) for one in lines if one), BULLET)

    def _by_basis(self, row: Row, other: str) -> Sentence:
        words, part = self.words, self.words.facts.participations[other]
        since = words.since(row)
        begun = Part(capitalised(since.text), "date")
        since_with_doubt = sentence(begun, words.doubt(participations_of(row), row), self._reason(row))
        basis = words.basis_and_form(part, is_short=True)
        if part["role"] in FULL_ROLES or part["role"] is None:
            return words.say("by-basis", since=since_with_doubt, basis=basis)
        role = self._role_name(part)
        return words.say("by-basis-and-role", since=since_with_doubt, basis=basis, role=role)

    def _reason(self, row: Row) -> Sentence:
        """Why a link is no more than possible on the day."""
        if not row.get("why_possible"):
            return ()
        reason = labels().value("why_possible", str(row["why_possible"]), self.words.lang)
        return sentence(f" ({reason})")

    def _several(self, rows: Sequence[Row]) -> Entry:
        """Several partners by one basis: the basis first, then partners with the same start together."""
        words, own = self.words, participations_of(rows[0])[0]
        lines = [Entry(line) for line in self._partners(rows)]
        ends = {words.end(row, participations_of(row)): None for row in rows}
        itself = self._itself(own)
        common = [Entry(end) for end in ends] if len(ends) == 1 else []
        return Entry(sentence(words.basis(str(rows[0]["basis"]))), (*lines, Entry(itself), *common), BULLET)

    def _partners(self, rows: Sequence[Row]) -> Iterator[Sentence]:
        words = self.words
        for (_, _, doubt, *_), same in groupby(rows, key=self._start_and_doubt):
            by_part = {participations_of(row)[1]: row for row in same}
            for members, sources in words.named_together(list(by_part)):
                yield self._alike([by_part[one] for one in members], doubt, sources)

    def _alike(self, rows: Sequence[Row], doubt: Sentence, sources: Sequence[str]) -> Sentence:
        """Partners with the same start, and the sources that name all of them."""
        words = self.words
        line = words.say(
            "partners-since",
            partners=_names([words.actor(str(row["partner"])) for row in rows], words.lang),
            since=sentence(words.since(rows[0]), self._reason(rows[0])),
            doubt=doubt,
        )
        if not sources:
            return sentence(line, self._role(rows[0]), "; ", words.as_read(participations_of(rows[0])[1]))
        return sentence(line, self._role(rows[0]), " ", words.voices.references(sources))

    def _start_and_doubt(self, row: Row) -> tuple[object, object, Sentence, object, object]:
        role = self.words.facts.participations[participations_of(row)[1]]["role"]
        doubt = self.words.doubt(participations_of(row), row)
        return (row["since_earliest"], row["since_latest"], doubt, role, row.get("why_possible"))

    def _role(self, row: Row) -> Sentence:
        part = self.words.facts.participations[participations_of(row)[1]]
        if part["role"] is None or (part["role"] in FULL_ROLES and part["role_standing"] != "disputed"):
            return ()
        return sentence(" ", self.words.say("as-role", role=self._role_name(part)))

    def _role_name(self, part: Row) -> str:
        """A role, and that sources differ on it where they do."""
        role = self.words.role(part)
        return message("role-disputed", self.words.lang, role=role) if part["role_standing"] == "disputed" else role

    def _itself(self, participation: str) -> Sentence:
        words, row = self.words, self.words.facts.participations[participation]
        return words.say(
            "itself-since",
            actor=words.short(str(row["actor"])),
            since=words.since(row, "start"),
            doubt=words.doubt_of_side(row),
            cited=words.voices.references(words.behind(participation)),
        )

    # ---------------------------------------------------------------- claimed and denied
    def _refuted(self, rows: Sequence[Row]) -> Entry:
        words, row = self.words, rows[0]
        partners = joined([words.actor(str(one["partner"])) for one in rows], ", ")
        head = sentence(partners, ": ", words.basis(str(row["basis"]), is_short=True))
        details = [entry for one in rows for side in participations_of(one) for entry in self._dispute(side)]
        return Entry(head, tuple(details), BULLET)

    def _dispute(self, participation: str) -> list[Entry]:
        row = self.words.facts.participations.get(participation)
        return self.words.disputed(participation) if row and not row["held"] else []

    # ---------------------------------------------------------------- what is not here
    def _bodies(self) -> list[tuple[str, int]]:
        """Parts of the actor that have partners of their own, with how many."""
        rows = run(self.words.session, "partners", {"actor": self.actor, "with_bodies": True}).rows
        partners: dict[str, set[str]] = {}
        for row in rows:
            if row["held"] and row["actor"] != self.actor:
                partners.setdefault(str(row["actor"]), set()).add(str(row["partner"]))
        return [(actor, len(others)) for actor, others in sorted(partners.items())]

    def _body_group(self, bodies: Sequence[tuple[str, int]]) -> Iterator[Group]:
        if bodies:
            words = self.words
            lines = [words.say("bodies-line", count=count, actor=words.actor(one)) for one, count in bodies]
            entries = [Entry(line, (), BULLET) for line in lines]
            yield Group(
                message("bodies-group", words.lang),
                (*entries, Entry(words.say("bodies-next", command=self._command()))),
            )

    def _command(self) -> Part:
        name = self.words.session.names.short_name(self.actor, self.words.lang)
        return Part(f"accord who {limits.quoted(name)} --with-bodies", "command")

    def _limits(self) -> Group:
        return (limits.of_actors if self.basis else limits.of_all)(self.words, [self.actor])


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
    facts = read(session, actors | {identifier}, {str(row["basis"]) for row in rows})
    crowded = [] if basis else crowds(session.engine, {identifier}, day)
    is_empty = not rows and not crowded
    outside = outside_life(session, identifier, day) if is_empty and day is not None else None
    facts = with_sources(session, facts, outside.sources if outside else ())
    facts = with_more(facts, read(session, {one.actor for one in crowded}, {one.basis for one in crowded}))
    wanted = session.names.resolve(basis, "Basis") if basis else None
    words = Wording(session, facts, day or today)
    return Who(words, identifier, rows, day, crowded, outside, wanted, day == today).tree()


def _names(parts: Iterable[Part], lang: str) -> Sentence:
    """Actors as one list, each a part of its own."""
    actors = list(parts)
    if len(actors) == 1:
        return tuple(actors)
    between = listing(["", ""], lang)
    return sentence(joined(actors[:-1], ", "), between, actors[-1])
