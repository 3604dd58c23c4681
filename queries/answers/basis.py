"""What bound two actors towards each other on a day, in words: the specific before the general; what did not, apart."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from accordgraph.ontology.labels import labels
from accordgraph.ontology.messages import message
from accordgraph.queries.answers import limits
from accordgraph.queries.answers.bodies import between_bodies
from accordgraph.queries.answers.common import covers
from accordgraph.queries.answers.consents import signature
from accordgraph.queries.answers.facts import read
from accordgraph.queries.answers.tree import (
    BULLET,
    DASH,
    AnswerTree,
    Entry,
    Group,
    Part,
    Sentence,
    joined,
    numbered,
    sentence,
)
from accordgraph.queries.answers.wording.bonds import (
    amendments,
    apart,
    binds_unread,
    is_on,
    later_than,
    may_hold,
    related,
    relations,
    side_rule,
    side_since,
    start_said,
)
from accordgraph.queries.answers.wording.dates import edtf_words
from accordgraph.queries.answers.wording.ends import day_part
from accordgraph.queries.answers.wording.links import Wording
from accordgraph.queries.expansion import reach
from accordgraph.queries.plans import ask
from accordgraph.queries.runner import run
from accordgraph.queries.signed import BINDING, is_by, taking_part

if TYPE_CHECKING:
    from accordgraph.queries.plans import Row
    from accordgraph.queries.session import Session

IN_FORCE: Mapping[str, str] = {
    "certainly": "basis-certainly",
    "presumably": "basis-presumably",
    "provisionally": "basis-provisionally",
    "suspended": "basis-suspended",
}
"""What is said of an instrument that is more than possibly in force."""


@dataclass(frozen=True)
class Basis:
    """The instruments of two actors on a day, in the words of a session.

    `bonds` are the rows of `bases_between`; `pairs` those of `common_bases`, of the actors with all that they are parts
    of; `signed` the acts of signing that do not bind; `of_bodies` links of their bodies by agreements; `unread` the
    bases of which no source tells how they bind.
    """

    words: Wording
    pair: tuple[str, str]
    day: datetime.date
    is_today: bool
    bonds: Sequence[Row]
    pairs: Sequence[Row]
    signed: Sequence[Row]
    of_bodies: Sequence[Row] = ()
    unread: frozenset[str] = frozenset()
    is_to_come: bool = False

    def tree(self) -> AnswerTree:
        """The answer with what binds first, and what does not apart."""
        lang = self.words.lang
        groups = (*self._binding(), *self._apart(), *self._not_that_day(), *self._refuted(), *self._signed())
        tree = AnswerTree(
            lang=lang,
            title=self._title(),
            summary=self._summary(),
            groups=(*groups, self._limits()),
            sources_title=message("heading-sources", lang),
        )
        return numbered(tree, self.words.voices.cite)

    def _title(self) -> Sentence:
        a, b = map(self.words.titled, self.pair)
        if self.is_today:
            return self.words.say("basis-title-today", a=a, b=b, date=day_part(self.day, self.words.lang))
        key = "basis-title-to-come" if self.is_to_come else "basis-title"
        return self.words.say(key, a=a, b=b, date=day_part(self.day, self.words.lang, "then"))

    def _summary(self) -> tuple[Sentence, ...]:
        count = len({row["basis"] for row in self._between})
        if count:
            return (self.words.say("basis-count-today" if self.is_today else "basis-count", count=count),)
        return (sentence(self.words.say("basis-none"), " ", limits.on_absence(self.words, self.pair)),)

    # ---------------------------------------------------------------- what binds
    @cached_property
    def _by_basis(self) -> dict[str, list[Row]]:
        """The pairs of participations by basis, the specific basis before the general: fewer parties first."""
        ordered = sorted(self.pairs, key=_generality)
        groups: dict[str, list[Row]] = {}
        for row in ordered:
            groups.setdefault(str(row["basis"]), []).append(row)
        return groups

    @cached_property
    def _between(self) -> list[Row]:
        """The rows of `bases_between` that are a bond: what is none stands apart."""
        bonds = [row for row in self.bonds if row["in_force"] != "no"]
        bonds = [row for row in bonds if row["basis"] in self._by_basis and row["held"]]
        bonds = [row for row in bonds if not self._why_apart(str(row["basis"]))]
        order = list(self._by_basis)
        return sorted(bonds, key=lambda row: order.index(str(row["basis"])))

    def _binding(self) -> Iterator[Group]:
        """What is in force for certain or presumably, what is suspended, and what is no more than possible."""
        sure = [row for row in self._between if row["in_force"] not in ("possibly", "suspended")]
        paused = [row for row in self._between if row["in_force"] == "suspended"]
        open_ = [row for row in self._between if row["in_force"] == "possibly"]
        if sure:
            entries = (*map(self._bond, sure), *map(Entry, self._of_all()))
            yield Group(message("heading-binding", self.words.lang), entries, "reliable")
        if paused:
            yield Group(message("group-suspended", self.words.lang), tuple(map(self._bond, paused)), "weak")
        doubtful = (*map(self._bond, open_), *self._reasoned(are_unread=True))
        if doubtful:
            yield Group(message("heading-doubtful", self.words.lang), doubtful, "weak")

    @cached_property
    def _usual(self) -> str:
        """What is said of whom most of what is sure binds; empty where there are too few to say it once."""
        sure = [row for row in self._between if row["in_force"] not in ("possibly", "suspended")]
        counts = Counter(self._whom_it_binds(row, self._pair_of(row)) for row in sure)
        return next((key for key, count in counts.most_common(1) if count > 1), "")

    def _of_all(self) -> Iterator[Sentence]:
        """What holds for the entries of the first group, said once."""
        if self._usual:
            text = message(self._usual, self.words.lang)
            yield self.words.say("unless-said", text=text[0].lower() + text[1:])
        if self._has_later:
            yield self.words.say("relations-question")

    @cached_property
    def _has_later(self) -> bool:
        """Whether an entry names an instrument that amends, supplements or replaces it."""
        bases = {str(row["basis"]) for row in self._between}
        return any(row["other"] in bases for row in self._related)

    @cached_property
    def _related(self) -> list[Row]:
        """How what may be in force between the two stands to other instruments."""
        return related(self.words, {str(row["basis"]) for row in self._between})

    @cached_property
    def _later(self) -> set[str]:
        """The related instruments on which no act by the day is known."""
        return later_than(self.words, self._related, self.day)

    def _bond(self, row: Row) -> Entry:
        basis = str(row["basis"])
        pair = self._pair_of(row)
        sides = [Entry(line) for line in self._sides(row, pair)]
        lines = [Entry(self._in_force(row)), *sides]
        lines += [Entry(line) for line in (*self._ends(pair), *self._pauses(row, pair))]
        lines += [Entry(line) for line in self._reservations(basis)]
        lines += [Entry(line) for line in amendments(self.words, basis, self.day)]
        lines += [Entry(line) for line in relations(self.words, basis, self._related, self._later, is_in_list=True)]
        if (key := self._whom_it_binds(row, pair)) != self._usual:
            lines.append(Entry(sentence(message(key, self.words.lang))))
        return Entry(sentence(self.words.basis(basis)), tuple(lines), BULLET)

    def _pair_of(self, row: Row) -> Row:
        """The two participations that a row of `bases_between` is of."""
        actors = [row["via_actor"] or self.pair[0], row["via_partner"] or self.pair[1]]
        parts = self.words.facts.participations
        pairs = self._by_basis[str(row["basis"])]
        fits = [
            one for one in pairs if [parts[str(one[side])]["actor"] for side in ("participation", "other")] == actors
        ]
        return next(iter(fits), pairs[0])

    def _in_force(self, row: Row) -> Sentence:
        if row["in_force"] in IN_FORCE:
            return self.words.say(IN_FORCE[str(row["in_force"])])
        if not row.get("why_possible"):
            return self.words.say("basis-possibly-plain")
        reason = labels().value("why_possible", str(row["why_possible"]), self.words.lang)
        return self.words.say("basis-possibly", reason=reason)

    def _sides(self, row: Row, pair: Row) -> Iterator[Sentence]:
        """Since when each side is in it, and by what rule; both in one line where they are alike."""
        words, both = self.words, self._both(pair)
        names = [
            sentence(self._name(actor, one), words.role_beside(one)) for actor, one in zip(self.pair, both, strict=True)
        ]
        lines = [(start_said(words, one), side_rule(words, one)) for one in both]
        if lines[0] == lines[1]:
            names, both = [joined(names, "; ")], both[:1]
        for name, one in zip(names, both, strict=True):
            yield side_since(self.words, one, name)

    def _name(self, actor: str, participation: Row) -> Sentence:
        """A side by its name, and by that of the state or organisation through which it is bound."""
        bound = str(participation["actor"])
        if bound == actor:
            return sentence(self.words.short(actor))
        return self.words.say("side-through", actor=self.words.short(actor), state=self.words.short(bound))

    def _reservations(self, basis: str) -> Iterator[Sentence]:
        """What each says, as a dossier has it, or that a source lists one whose text is not entered."""
        for act in self.words.facts.acts_by_basis.get(basis, ()):
            if act["phase"] == "reservation" and act["actor"]:
                statements = self.words.facts.statements.get(str(act["act"]), ())
                about = [row for row in statements if row["property"] == "about" and row["value"]]
                cited = self.words.voices.references({str(row["source"]) for row in about or statements})
                word = "with-reservation" if about else "reservation-listed"
                text = "; ".join(sorted({str(row["value"]) for row in about}))
                yield self.words.say(word, actor=self.words.in_sentence(str(act["actor"])), text=text, cited=cited)

    def _ends(self, pair: Row) -> list[Sentence]:
        """How the sides ended, or the last end that is reported; nothing where none is."""
        sides = [str(pair[side]) for side in ("participation", "other")]
        ends = [self.words.end_of_side(row, sides) for row in self._both(pair) if row["end_kind"] != "none"]
        return list(dict.fromkeys(ends))

    def _pauses(self, row: Row, pair: Row) -> Iterator[Sentence]:
        """Since when something stands between the two sides, and who says so."""
        if row["in_force"] == "suspended":
            a, b = (str(one["actor"]) for one in self._both(pair))
            for link in run(self.words.session, "between", {"actor": a, "partner": b}).rows:
                if link["basis"] == row["basis"] and link["paused_kind"]:
                    yield self.words.pause(link, [str(pair[side]) for side in ("participation", "other")], ())

    def _whom_it_binds(self, row: Row, pair: Row) -> str:
        if pair["form"] == "treaty" or pair["reaches"] == "bodies":
            return "binds-through" if row["via_actor"] or row["via_partner"] else "binds-treaty"
        if row["basis"] in self.unread or binds_unread(self._both(pair)):
            return "binds-unread"
        return "binds-team" if pair["form"] == "jit" else "binds-signers"

    def _both(self, pair: Row) -> list[Row]:
        return [self.words.facts.participations[str(pair[side])] for side in ("participation", "other")]

    # ---------------------------------------------------------------- what does not
    def _why_apart(self, basis: str) -> Sentence:
        """Why an instrument of both is no bond between them; empty where it is one."""
        of_basis = [row for row in self.bonds if row["basis"] == basis]
        if of_basis and all(row["why_possible"] == "excluded" for row in of_basis):
            return sentence(message("apart-excluded", self.words.lang))
        reasons = [apart(self.words, self.pair, row) for row in self._by_basis[basis]]
        return () if any(not reason for reason in reasons) else reasons[0]

    def _apart(self) -> Iterator[Group]:
        entries = self._reasoned(are_unread=False)
        if entries:
            yield Group(message("heading-apart", self.words.lang), entries)

    def _reasoned(self, *, are_unread: bool) -> tuple[Entry, ...]:
        """Why each instrument in force on the day is no bond of the two: apart where whom it binds was not read."""
        return tuple(
            Entry(sentence(self.words.basis(basis), ": ", reason), (), BULLET)
            for basis, rows in self._by_basis.items()
            if binds_unread(self._both(rows[0])) == are_unread
            and (reason := self._why_apart(basis))
            and any(is_on(self.words, row, self.day) for row in rows)
        )

    def _not_that_day(self) -> Iterator[Group]:
        bound = {str(row["basis"]) for row in self._between}
        entries = [
            Entry(sentence(self.words.basis(basis)), tuple(map(Entry, self._misses(rows))), BULLET)
            for basis, rows in self._by_basis.items()
            if basis not in bound and not self._why_apart(basis) and self._is_held(rows)
        ]
        if entries:
            yield Group(message("heading-not-that-day", self.words.lang), tuple(entries))

    def _is_held(self, rows: Sequence[Row]) -> bool:
        parts = self.words.facts.participations
        return any(all(parts[str(row[side])]["held"] for side in ("participation", "other")) for row in rows)

    def _misses(self, rows: Sequence[Row]) -> Iterator[Sentence]:
        """Which side was not in it on the day: not yet, or no longer."""
        words, seen = self.words, set()
        for identifier in (str(row[side]) for row in rows for side in ("participation", "other")):
            one = words.facts.participations[identifier]
            actor = words.short(str(one["actor"]))
            first, last = one["start_earliest"], one["end_latest"]
            if identifier in seen:
                continue
            seen.add(identifier)
            if isinstance(first, datetime.date) and first > self.day:
                yield words.say("day-before-start", actor=actor, since=words.marked(one, "start"))
            elif isinstance(last, datetime.date) and last < self.day:
                yield words.say("day-after-end", actor=actor, ended=words.when_ended(one))

    def _refuted(self) -> Iterator[Group]:
        entries = []
        for basis, rows in self._by_basis.items():
            sides = {str(row[side]) for row in rows for side in ("participation", "other")}
            denied = sorted(one for one in sides if not self.words.facts.participations[one]["held"])
            if denied and not self._is_held(rows):
                lines = [line for one in denied for line in self.words.disputed(one)]
                entries.append(Entry(sentence(self.words.basis(basis)), tuple(lines), BULLET))
        if entries:
            yield Group(message("group-refuted", self.words.lang), tuple(entries), "refuted")

    def _signed(self) -> Iterator[Group]:
        entries = [
            Entry(
                sentence(self.words.basis(str(act["basis"])), ": ", self._signature(act)),
                tuple(map(Entry, self._bound_beside(act))),
                BULLET,
            )
            for act in self.signed
        ]
        if entries:
            yield Group(message("heading-signed", self.words.lang), tuple(entries))

    def _signature(self, act: Row) -> Sentence:
        date = edtf_words(None if act["done_on"] is None else str(act["done_on"]), self.words.lang, "then")
        actor, basis = str(act["actor"]), str(act["basis"])
        return signature(
            self.words, "signed-by", actor, basis, actor=self.words.in_sentence(actor), date=Part(date, "date")
        )

    def _bound_beside(self, act: Row) -> Iterator[Sentence]:
        """Since when the other takes part in what one of the two has only signed; nothing where it does not."""
        for one in self.words.facts.participations.values():
            is_other = one["basis"] == act["basis"] and one["actor"] in {*self.pair} - {act["actor"]}
            if is_other and one["held"] and may_hold(one, self.day):
                words, actor = self.words, str(one["actor"])
                yield side_since(words, one, sentence(words.short(actor), ", ", words.role(one)))

    def _limits(self) -> Group:
        group = limits.of_all(self.words, self.pair)
        lines = [*self._of_bodies(), sentence(message("limits-basis", self.words.lang))]
        return replace(group, entries=(*group.entries, *(Entry(line, (), DASH) for line in lines)))

    def _of_bodies(self) -> Iterator[Sentence]:
        """How many agreements of their bodies may have been in force on the day, and what names them."""
        count = len({row["basis"] for row in self.of_bodies})
        if count:
            a, b = (limits.quoted(self.words.short(one).text) for one in self.pair)
            yield self.words.say("limits-bodies", count=count, command=Part(f"accord since {a} {b}", "command"))


def basis(session: Session, pair: tuple[str, str], day: datetime.date, today: datetime.date) -> AnswerTree:
    """What bound two actors towards each other on a day: the rows of `bases_between`, and what stands beside them."""
    bonds = run(session, "bases_between", {"actor": pair[0], "partner": pair[1], "day": day}).rows
    wholes: dict[str, list[str]] = {}
    for part in ask(session.engine, "parts", {}):
        wholes.setdefault(str(part["actor"]), []).append(str(part["whole"]))
    sides = reach(pair[0], wholes), reach(pair[1], wholes)
    rows = ask(session.engine, "common_bases", {"actors": sides[0], "partners": sides[1]})
    pairs = [row for row in rows if row["kind"] == "agreement"]
    known = {str(row["basis"]) for row in pairs}
    signed = [act for act in signed_by_one(session, pair, day, known) if is_by(act, day)]
    facts = read(session, {*sides[0], *sides[1]}, {str(row["basis"]) for row in (*pairs, *signed)})
    words = Wording(session, facts, day)
    between = [row for row in between_bodies(session, *pair) if row["kind"] == "agreement"]
    of_bodies = [row for row in between if covers(row["since_earliest"], row["until_latest"], day)]
    unread = _unread(session, sorted({str(row["basis"]) for row in bonds}))
    return Basis(words, pair, day, day == today, bonds, pairs, signed, of_bodies, unread, day > today).tree()


def _unread(session: Session, bases: Sequence[str]) -> frozenset[str]:
    """Those of some bases of which no source tells how they bind."""
    rows = run(session, "bases", {"bases": bases}).rows if bases else []
    return frozenset(str(row["basis"]) for row in rows if row["binds"] == "unknown")


def _generality(row: Row) -> tuple[bool, int, str]:
    """What sorts the specific before the general: open to other states last, then by how many take part."""
    return (bool(row["open"]), int(str(row["participants"] or 0)), str(row["basis"]))


def signed_by_one(
    session: Session, pair: tuple[str, str], day: datetime.date, common: Collection[str] = frozenset()
) -> list[Row]:
    """Signatures of one side that do not bind it, under instruments that the other has signed or is bound by; not of
    who may take part by the day in another way, such as by a list.
    """
    acts = [run(session, "acts_of_actor", {"actor": actor}).rows for actor in pair]
    bases = [{str(act["basis"]) for act in of_one} for of_one in acts]
    bound = [{str(act["basis"]) for act in of_one if act["phase"] in BINDING} for of_one in acts]
    inside = [taking_part(session.engine, actor, of_one, day) for actor, of_one in zip(pair, bases, strict=True)]
    return [
        act
        for of_one, others, own, in_it in zip(acts, reversed(bases), bound, inside, strict=True)
        for act in of_one
        if act["phase"] == "sign" and act["basis"] in others and str(act["basis"]) not in own | in_it | {*common}
    ]
