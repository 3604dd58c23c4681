"""Why two actors are not said to work together, in words: each basis in common, and where it falls short."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING, get_args

from accordgraph.ontology.messages import message
from accordgraph.ontology.registry import registry
from accordgraph.queries.answers import limits
from accordgraph.queries.answers.bodies import between_bodies, between_wholes, bodies_of
from accordgraph.queries.answers.common import Common, Verdict, common_bases, covers
from accordgraph.queries.answers.facts import read
from accordgraph.queries.answers.limits import quoted
from accordgraph.queries.answers.tree import (
    DASH,
    AnswerTree,
    Entry,
    Group,
    Part,
    Sentence,
    after_colon,
    capitalised,
    joined,
    numbered,
    sentence,
)
from accordgraph.queries.answers.wording.bonds import later_than, related, relations
from accordgraph.queries.answers.wording.ends import day_part
from accordgraph.queries.answers.wording.links import Wording, participations_of
from accordgraph.queries.answers.wording.times import OF_TIME, time_of
from accordgraph.queries.judging import When, judge
from accordgraph.queries.pairing import link
from accordgraph.queries.plans import ask
from accordgraph.queries.runner import run
from accordgraph.queries.two_actors import two_actors

if TYPE_CHECKING:
    from accordgraph.queries.plans import Row
    from accordgraph.queries.session import Session

ALIKE = 3
"""Bases that fall short alike are put as a line each from this number on; fewer are put in detail."""


@dataclass(frozen=True)
class WhyNot:
    """What two actors have in common and where it falls short, in the words of a session."""

    words: Wording
    pair: tuple[str, str]
    common: Sequence[Common]
    bodies: Sequence[Row]
    day: datetime.date | None
    basis: str | None
    wholes: Sequence[Row] = ()

    def tree(self) -> AnswerTree:
        """The answer: first what does link the two, if anything, then each basis in common, then their bodies."""
        lang = self.words.lang
        entries = list(self._entries())
        entries += [self._of_others("whynot-bodies", self.bodies)] if self.bodies else []
        has_own = bool(entries)
        entries += [self._of_others("whynot-wholes", self.wholes)] if self.wholes else []
        marked = tuple(replace(one, mark=f"{number}.") for number, one in enumerate(entries, 1))
        tree = AnswerTree(
            lang=lang,
            title=capitalised(self._title()),
            summary=(self._summary(has_own),),
            groups=(
                *([Group("", marked)] if marked else []),
                limits.of_actors(self.words, self.pair, self._named_bodies()),
            ),
            sources_title=message("heading-sources", lang),
        )
        return numbered(tree, self.words.voices.cite)

    def _entries(self) -> Iterator[Entry]:
        """Each basis in common; several that fall short alike stand under one reason, with a line each."""
        by_reason: dict[tuple[Sentence, ...], list[Common]] = {}
        for one in self._ordered():
            by_reason.setdefault(one.reasons() or (sentence(one.id),), []).append(one)
        for reasons, alike in by_reason.items():
            if len(alike) < ALIKE:
                yield from map(self._entry, alike)
            else:
                yield self._alike(reasons, alike)

    def _alike(self, reasons: Sequence[Sentence], alike: Sequence[Common]) -> Entry:
        words = self.words
        names = [words.session.names.short_name(one, words.lang) for one in (*self.pair, alike[0].id)]
        a, b, basis = map(quoted, names)
        more = words.say("whynot-details", command=Part(f"accord why-not {a} {b} --basis {basis}", "command"))
        head = words.say("whynot-alike", count=len(alike), reason=after_colon(joined(reasons)))
        return Entry(head, (*(Entry(one.line(), (), DASH) for one in alike), Entry(more)))

    def _entry(self, common: Common) -> Entry:
        """A basis; where only one was looked at, with how it stands to others, which may be what somebody means."""
        entry = common.entry()
        if not self.basis:
            return entry
        rows = related(self.words, [common.id])
        later = later_than(self.words, rows, self.day) if self.day else ()
        beside = relations(self.words, common.id, rows, later)
        return replace(entry, details=(*entry.details, *map(Entry, beside)))

    def _limits(self) -> Group:
        return limits.of_actors(self.words, self.pair, self._named_bodies())

    def _named_bodies(self) -> list[str]:
        """Bodies of the two that an entry names."""
        return [
            one
            for common in self.common
            for bodies in common.bodies.values()
            for one in bodies
            if common.participations(one, held=True)
        ]

    def _ordered(self) -> list[Common]:
        """The bases in the order of verdicts: what links first, then what comes near to it."""
        places = {name: number for number, name in enumerate(get_args(Verdict))}
        return sorted(self.common, key=lambda one: (places[one.verdict()], one.id))

    def _summary(self, has_entries: bool) -> Sentence:
        words = self.words
        if has_entries and self.basis is not None:
            return words.say("whynot-only-basis", basis=words.basis(self.basis))
        if has_entries:
            return words.say("whynot-summary-linked" if self._linking else "whynot-summary")
        if self.basis is not None:
            return words.say("whynot-neither-basis", basis=words.basis(self.basis))
        return words.say("whynot-nothing-common")

    @property
    def _linking(self) -> list[Common]:
        """The bases that link the two."""
        return [one for one in self.common if one.verdict() == "linked"]

    def _title(self) -> Sentence:
        words, (a, b) = self.words, map(self.words.titled, self.pair)
        linking = self._linking
        key = "whynot-title-linked" if linking else "whynot-title"
        if self.day is not None and linking and all(one.is_suspended for one in linking):
            key = "whynot-title-suspended"
        if self.day is None and linking and all(one.is_over for one in linking):
            key = "whynot-title-linked-over"
        where: Sentence = ()
        if self.basis is not None:
            where = sentence(" ", words.say("whynot-where", basis=words.basis(self.basis, is_short=True)))
        if self.day is None:
            return words.say(key, a=a, b=b, where=where)
        return words.say(f"{key}-on", a=a, b=b, where=where, date=day_part(self.day, words.lang, "then"))

    def _of_others(self, key: str, links: Sequence[Row]) -> Entry:
        """Links of bodies of the two, or of what they are parts of."""
        return Entry(sentence(message(key, self.words.lang)), tuple(Entry(self._body(row)) for row in links))

    def _body(self, row: Row) -> Sentence:
        words = self.words
        a, b = words.short(str(row["actor"])), words.short(str(row["partner"]))
        basis = words.basis(str(row["basis"]), is_short=True)
        is_of_time = row["kind"] in OF_TIME
        date = time_of(row, words.lang) if is_of_time else words.marked(row)
        ground = words.ground(participations_of(row))
        line = words.say("whynot-body", a=a, b=b, date=date, basis=basis, ground=ground)
        cited = words.voices.references(self._naming(row))
        first, last = row["since_earliest"], row["until_latest"]
        if self.day is not None and not covers(first, last, self.day):
            return sentence(line, " ", message("whynot-body-other-day", words.lang), " ", cited)
        return sentence(line, " ", cited)

    def _naming(self, row: Row) -> set[str]:
        facts = self.words.facts
        return {source for side in participations_of(row) for source in facts.asserting(side)}


def why_not(
    session: Session, a: str, b: str, today: datetime.date, basis: str | None = None, day: datetime.date | None = None
) -> AnswerTree:
    """Why two actors are not said to work together: in general or on a day, by all bases in common or by one.

    Actors and the basis are given by id, name, acronym or alias. Raises NotFoundError and AmbiguousError for names,
    and InputError where both actors are one.
    """
    names = session.names
    pair = two_actors(session, a, b)
    wanted = None if basis is None else names.resolve(basis, "Basis")
    common = common_bases(session, pair, wanted)
    bodies = [] if wanted else between_bodies(session, *pair)
    links = ask(session.engine, "between", {"actor": pair[0], "partner": pair[1]})
    wholes = [] if wanted or links or bodies else between_wholes(session, *pair)
    own_bodies = {actor: bodies_of(session, actor) for actor in pair} if wanted else {}
    actors = {*pair, *(str(row[side]) for row in (*bodies, *wholes) for side in ("actor", "partner"))}
    actors |= {body for of_one in own_bodies.values() for body in of_one}
    facts = read(session, actors, {str(row["basis"]) for row in (*common, *bodies, *wholes)})
    words = Wording(session, facts, day or today)
    in_force = _binding(session, pair, day or today) | (_in_force(session, pair, day) if day else {})
    reasons = [
        Common(words, pair, row, [link for link in links if link["basis"] == row["basis"]], in_force, day, own_bodies)
        for row in common
    ]
    return WhyNot(words, pair, reasons, bodies, day, wanted, wholes).tree()


def _in_force(session: Session, pair: tuple[str, str], day: datetime.date) -> dict[str, str]:
    rows = run(session, "partners_on", {"actor": pair[0], "day": day}).rows
    return {str(row["cooperation"]): str(row["in_force"]) for row in rows if row["partner"] == pair[1]}


def _binding(session: Session, pair: tuple[str, str], day: datetime.date) -> dict[str, str]:
    """How surely each basis was in force for both on the day, if they are in it themselves."""
    rows = run(session, "bases_between", {"actor": pair[0], "partner": pair[1], "day": day}).rows
    own = [row for row in rows if row["via_actor"] is None and row["via_partner"] is None]
    bonds = {str(row["basis"]): str(row["in_force"]) for row in own if row["in_force"] != "no"}
    without = [str(row["basis"]) for row in own if row["why_possible"] == "not-mutual"]
    return bonds | {basis: _surest(session, pair, basis, day) for basis in without}


def _surest(session: Session, pair: tuple[str, str], basis: str, day: datetime.date) -> str:
    """How surely both were in a basis on a day under which its parties owe each other nothing."""
    rows = ask(session.engine, "participations", {"actors": list(pair), "bases": [basis]})
    sides = [[row for row in rows if row["actor"] == actor and row["held"]] for actor in pair]
    verdicts = {judge(When.of_link(link(x, y)), day).in_force for x, y in product(*sides)}
    return next((word for word in registry().words["in_force"] if word in verdicts), "possibly")
