"""Why two actors are not said to work together, in words: each basis in common, and where it falls short."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING, Literal, get_args

from accordgraph.ontology.labels import labels
from accordgraph.ontology.messages import message
from accordgraph.ontology.registry import registry
from accordgraph.queries.answers import limits
from accordgraph.queries.answers.facts import read
from accordgraph.queries.answers.since import between_bodies
from accordgraph.queries.answers.tree import AnswerTree, Entry, Group, Part, Sentence, capitalised, numbered, sentence
from accordgraph.queries.answers.wording.dates import bounds_words, edtf_words
from accordgraph.queries.answers.wording.links import Wording, day_part, participations_of
from accordgraph.queries.answers.wording.times import OF_TIME, time_of
from accordgraph.queries.judging import When, judge
from accordgraph.queries.pairing import link
from accordgraph.queries.plans import ask, day_of
from accordgraph.queries.runner import run

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

NOBODY = "nobody"
"""The group of roles that link with nobody (registry)."""


@dataclass(frozen=True)
class Common:
    """One basis that both have to do with: their participations in it, and what links there are, on the day if any.

    `links` are rows of `between`; `in_force` says how surely a link, or the basis itself, was in force on
    the day, by id; what cannot have been is not in it.
    """

    words: Wording
    pair: tuple[str, str]
    basis: Row
    links: Sequence[Row]
    in_force: dict[str, str]
    day: datetime.date | None

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
            watching = any(_group(row) == NOBODY for rows in held for row in rows)
            return "watching" if watching else "same-side"
        if not any(_overlap(a, b) for a in held[0] for b in held[1]):
            return "no-overlap"
        if len(self._present()) < 2:
            return "not-that-day"
        if any(self._counts(row) for row in self.links):
            return "linked"
        return "not-together" if held[0][0]["linked"] else "open"

    def _present(self) -> list[str]:
        """Those of the two who may take part on the day; both, where none is asked about."""
        day = self.day
        if day is None:
            return list(self.pair)
        rows = {actor: self.participations(actor, held=True) for actor in self.pair}
        return [actor for actor, own in rows.items() if any(_may_be_on(row, day) for row in own)]

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
        acts = self.words.facts.acts.values()
        return [row for row in acts if row["basis"] == self.id and row["actor"] == actor and row["phase"] == "sign"]

    # ---------------------------------------------------------------- in words
    def entry(self) -> Entry:
        """The basis, where it falls short, and each side with its sources."""
        verdict = self.verdict()
        head = self.words.basis_and_form(self.basis)
        lines = [Entry(one) for one in (*self._verdict(verdict), *map(self._missing, self.pair)) if one]
        sides = [one for actor in self.pair for one in self._side(actor)]
        return Entry(head, (*lines, *sides))

    def _verdict(self, verdict: Verdict) -> Iterator[Sentence]:
        words = self.words
        if verdict == "linked":
            yield self._linked()
        elif verdict == "not-that-day":
            yield self._not_that_day()
        elif verdict in ("not-mutual", "open") and self.day is not None:
            certainty = labels().value("in_force", self.in_force.get(self.id, "possibly"), words.lang)
            yield words.say(f"whynot-{verdict}-on", date=day_part(self.day, words.lang, "then"), certainty=certainty)
        elif verdict not in ("signed", "one-only"):
            yield words.say(f"whynot-{verdict}")

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
        since = sentence(words.since(row), words.doubt(participations_of(row), row))
        if self.day is None:
            return words.say("whynot-linked", since=since)
        certainty = labels().value("in_force", self.in_force[str(row["cooperation"])], words.lang)
        return words.say(
            "whynot-linked-on", since=since, certainty=certainty, date=day_part(self.day, words.lang, "then")
        )

    def _missing(self, actor: str) -> Sentence:
        """That one of the two signed without being bound, or has nothing to do with the basis."""
        if self.participations(actor):
            return ()
        words, name = self.words, self.words.actor(actor)
        acts = self.signatures(actor)
        if not acts:
            return words.say("whynot-nothing", actor=name)
        date = Part(edtf_words(str(acts[0]["done_on"] or ""), words.lang, "then"), "date")
        cited = words.voices.references(
            {str(row["source"]) for row in words.facts.statements.get(str(acts[0]["act"]), ())}
        )
        return words.say("whynot-signed", actor=name, date=date, cited=cited)

    def _side(self, actor: str) -> Iterator[Entry]:
        words = self.words
        for row in self.participations(actor):
            if not row["held"]:
                claimed = words.say("whynot-claimed", actor=words.short(actor))
                yield Entry(claimed, tuple(words.disputed(str(row["participation"]))))
                continue
            cited = words.voices.references(words.facts.asserting(str(row["participation"])))
            role = words.role(row)
            if row["kind"] in OF_TIME:
                date = time_of(row, words.lang, "start")
                yield Entry(words.say("whynot-side-once", actor=words.short(actor), role=role, date=date, cited=cited))
                continue
            since = words.since(row, "start")
            line = words.say("whynot-side", actor=words.short(actor), role=role, since=since, cited=cited)
            yield Entry(sentence(line, self._until(row)))

    def _until(self, row: Row) -> Sentence:
        """Until when it took part, where that is over by what sources report."""
        if row["end_kind"] not in ("exit", "unreported") or row["end_latest"] is None:
            return ()
        first, last = row["end_earliest"], row["end_latest"]
        until = bounds_words(day_of(first), day_of(last), self.words.lang)
        return sentence(" ", self.words.say("whynot-until", date=Part(until, "date")))


@dataclass(frozen=True)
class WhyNot:
    """What two actors have in common and where it falls short, in the words of a session."""

    words: Wording
    pair: tuple[str, str]
    common: Sequence[Common]
    bodies: Sequence[Row]
    day: datetime.date | None
    basis: str | None

    def tree(self) -> AnswerTree:
        """The answer: first what does link the two, if anything, then each basis in common, then their bodies."""
        lang = self.words.lang
        entries = [one.entry() for one in self._ordered()]
        entries += [self._of_bodies()] if self.bodies else []
        marked = tuple(replace(one, mark=f"{number}.") for number, one in enumerate(entries, 1))
        tree = AnswerTree(
            lang=lang,
            title=capitalised(self._title()),
            summary=(self._summary(bool(entries)),),
            groups=(*([Group("", marked)] if marked else []), limits.of_actors(self.words, self.pair)),
            sources_title=message("heading-sources", lang),
        )
        return numbered(tree, self.words.voices.cite)

    def _ordered(self) -> list[Common]:
        """The bases in the order of verdicts: what links first, then what comes near to it."""
        places = {name: number for number, name in enumerate(get_args(Verdict))}
        return sorted(self.common, key=lambda one: (places[one.verdict()], one.id))

    def _summary(self, has_entries: bool) -> Sentence:
        words = self.words
        if has_entries and self.basis is not None:
            return words.say("whynot-only-basis", basis=words.basis(self.basis))
        if has_entries:
            return words.say("whynot-summary-linked" if self._are_linked else "whynot-summary")
        if self.basis is not None:
            return words.say("whynot-neither-basis", basis=words.basis(self.basis))
        return words.say("whynot-nothing-common")

    @property
    def _are_linked(self) -> bool:
        return any(one.verdict() == "linked" for one in self.common)

    def _title(self) -> Sentence:
        words, (a, b) = self.words, map(self.words.titled, self.pair)
        key = "whynot-title-linked" if self._are_linked else "whynot-title"
        if self.day is None:
            return words.say(key, a=a, b=b)
        return words.say(f"{key}-on", a=a, b=b, date=day_part(self.day, words.lang, "then"))

    def _of_bodies(self) -> Entry:
        words = self.words
        lines = [Entry(self._body(row)) for row in self.bodies]
        return Entry(sentence(message("whynot-bodies", words.lang)), tuple(lines))

    def _body(self, row: Row) -> Sentence:
        words = self.words
        a, b = words.short(str(row["actor"])), words.short(str(row["partner"]))
        basis = words.basis(str(row["basis"]), is_short=True)
        is_of_time = row["kind"] in OF_TIME
        date = time_of(row, words.lang) if is_of_time else words.since(row)
        line = words.say("whynot-body", a=a, b=b, date=date, basis=basis)
        cited = words.voices.references(self._naming(row))
        first, last = row["since_earliest"], row["until_latest"]
        if self.day is not None and not _covers(first, last, self.day):
            return sentence(line, " ", message("whynot-body-other-day", words.lang), " ", cited)
        return sentence(line, " ", cited)

    def _naming(self, row: Row) -> set[str]:
        facts = self.words.facts
        return {source for side in participations_of(row) for source in facts.asserting(side)}


def why_not(
    session: Session, a: str, b: str, today: datetime.date, basis: str | None = None, day: datetime.date | None = None
) -> AnswerTree:
    """Why two actors are not said to work together: in general or on a day, by all bases in common or by one.

    Actors and the basis are given by id, name, acronym or alias. Raises NotFoundError and AmbiguousError for names.
    """
    names = session.names
    pair = names.resolve(a, "Actor"), names.resolve(b, "Actor")
    wanted = None if basis is None else names.resolve(basis, "Basis")
    common = _common_bases(session, pair, wanted)
    bodies = [] if wanted else between_bodies(session, *pair)
    actors = {*pair, *(str(row[side]) for row in bodies for side in ("actor", "partner"))}
    facts = read(session, actors, {*(str(row["basis"]) for row in common), *(str(row["basis"]) for row in bodies)})
    words = Wording(session, facts, day or today)
    links = ask(session.engine, "between", {"actor": pair[0], "partner": pair[1]})
    in_force = {} if day is None else _in_force(session, pair, day) | _binding(session, pair, day)
    reasons = [
        Common(words, pair, row, [link for link in links if link["basis"] == row["basis"]], in_force, day)
        for row in common
    ]
    return WhyNot(words, pair, reasons, bodies, day, wanted).tree()


def _common_bases(session: Session, pair: tuple[str, str], wanted: str | None) -> list[Row]:
    """The bases that both have to do with; with `wanted` that one, whoever has to do with it."""
    rows = ask(session.engine, "bases_of_actors", {"actors": list(pair)})
    by_basis = {str(row["basis"]): row for row in rows}
    if wanted is not None:
        return [row for basis, row in by_basis.items() if basis == wanted]
    both = [{str(row["basis"]) for row in rows if row["actor"] == actor} for actor in pair]
    return [row for basis, row in by_basis.items() if basis in both[0] & both[1]]


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


def _roles_link(a: Row, b: Row) -> bool:
    """Whether the roles of two participations are such that those who have them work with each other."""
    pair = (_group(a), _group(b))
    return pair in registry().links or pair[::-1] in registry().links


def _group(row: Row) -> str:
    words = registry().words["roles"]
    role = str(row["role"])
    return words[role].fields["group"] if role in words else NOBODY


def _overlap(a: Row, b: Row) -> bool:
    return not (_before(a["end_latest"], b["start_earliest"]) or _before(b["end_latest"], a["start_earliest"]))


def _may_be_on(row: Row, day: datetime.date) -> bool:
    return _covers(row["start_earliest"], row["end_latest"], day)


def _covers(first: object, last: object, day: datetime.date) -> bool:
    return not (_before(day, first) or _before(last, day))


def _before(first: object, second: object) -> bool:
    return isinstance(first, datetime.date) and isinstance(second, datetime.date) and first < second
