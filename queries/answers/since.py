"""Since when two actors work together, in words: the answer, the bases, and why that day."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from accordgraph.ontology.messages import message
from accordgraph.queries.answers import limits
from accordgraph.queries.answers.facts import read
from accordgraph.queries.answers.tree import AnswerTree, Entry, Group, Part, Sentence, numbered, sentence
from accordgraph.queries.answers.wording.dates import bounds_words
from accordgraph.queries.answers.wording.links import Wording, participations_of
from accordgraph.queries.answers.wording.many import is_of_many, of_many
from accordgraph.queries.answers.wording.operations import operation
from accordgraph.queries.answers.wording.plainly import link_lines
from accordgraph.queries.answers.wording.sides import side
from accordgraph.queries.answers.wording.times import time_of
from accordgraph.queries.expansion import reach
from accordgraph.queries.plans import ask
from accordgraph.queries.runner import run

if TYPE_CHECKING:
    from accordgraph.queries.plans import Row
    from accordgraph.queries.session import Session

PAUSED = {"suspended": "since-title-suspended", "excluded": "since-title-excluded"}
"""What the first line says where something stands between the two on the day of the answer."""

PASSING = ("operation", "report", "assistance")
"""Kinds of bases that are of their time only: they come after agreements."""

BULLET = "•"


@dataclass(frozen=True)
class Since:
    """The links of two actors in the words of a session, the earliest first."""

    words: Wording
    pair: tuple[str, str]
    rows: Sequence[Row]

    def tree(self) -> AnswerTree:
        """The answer: in its first line the earliest link that we consider true."""
        lang = self.words.lang
        groups = (*self._agreements(), *self._operations(), *self._refuted(), *self._bodies())
        tree = AnswerTree(
            lang=lang,
            title=self._title(),
            summary=() if self.rows else (sentence(message("since-none-more", lang)),),
            groups=(*groups, limits.of_actors(self.words, self.pair)),
            sources_title=message("heading-sources", lang),
        )
        return numbered(tree, self.words.voices.cite)

    # ---------------------------------------------------------------- the answer
    @property
    def _held(self) -> list[Row]:
        """The links that we consider true: the specific first, then agreements, then what is sure and not over."""
        rows = [row for row in self.rows if row["held"]]
        return sorted(rows, key=self._order)

    def _order(self, row: Row) -> tuple[bool, bool, bool, bool, bool, str]:
        is_passing = row["kind"] in PASSING
        is_general = is_of_many(self.words.facts, row)
        doubts = (self._is_reading(row), self._is_weak(row), self._has_ended(row))
        return (is_general, is_passing, *doubts, str(row["since_earliest"] or ""))

    def _has_ended(self, row: Row) -> bool:
        """Whether by what sources report it is over: such links come after those that go on."""
        last = row["until_latest"]
        return isinstance(last, datetime.date) and last < self.words.today

    def _is_reading(self, row: Row) -> bool:
        return not all(map(self.words.facts.asserting, participations_of(row)))

    def _title(self) -> Sentence:
        words, (a, b) = self.words, map(self.words.titled, self.pair)
        if not self._held:
            return words.say("since-title-refuted" if self.rows else "since-title-none", a=a, b=b)
        row = self._held[0]
        if row["kind"] in PASSING:
            key = "since-title-once" if row["kind"] == "operation" else "since-title-report"
            return words.say(key, a=a, b=b, date=self._period(row))
        doubt = words.doubt(participations_of(row), row)
        if is_of_many(words.facts, row):
            basis = words.basis(str(row["basis"]))
            key = "since-title-many-refuted" if any(not one["held"] for one in self.rows) else "since-title-many"
            return words.say(key, a=a, b=b, basis=basis, since=words.since(row), doubt=doubt)
        if words.is_paused(row):
            key = PAUSED[str(row["paused_kind"])]
            return words.say(key, a=a, b=b, since=words.since(row), doubt=doubt, paused=words.paused_since(row))
        return words.say(self._key(row), a=a, b=b, since=words.since(row), doubt=doubt)

    def _key(self, row: Row) -> str:
        """What the first line says of how far one may rely on it, and of its end."""
        if self._is_reading(row):
            return "since-title-reading"
        if self._is_weak(row):
            return "since-title-weak"
        if self._has_ended(row):
            return "since-title-ended"
        if self.words.has_lapsed(row, participations_of(row)):
            return "since-title-lapsed"
        is_treaty = self.words.facts.participations[participations_of(row)[0]]["form"] == "treaty"
        return "since-title-treaty" if is_treaty else "since-title"

    def _is_weak(self, row: Row) -> bool:
        facts = self.words.facts
        return all(facts.is_comment(source) for one in participations_of(row) for source in facts.asserting(one))

    def _period(self, row: Row) -> Part:
        """On which day, or over which days: from the first to the last where the first is known."""
        first, last = row["since_earliest"], row["until_latest"]
        if first == row["since_latest"] and first != last:
            period = time_of(row, self.words.lang).text
            return Part(message("then-period", self.words.lang, date=period), "date")
        days = (first if isinstance(first, datetime.date) else None, last if isinstance(last, datetime.date) else None)
        return Part(bounds_words(*days, self.words.lang, "then"), "date")

    # ---------------------------------------------------------------- why
    def _agreements(self) -> Iterator[Group]:
        rows = [row for row in self._held if row["kind"] != "operation"]
        if rows:
            entries = tuple(self._link(row) for row in rows)
            yield Group(message("heading-why-day", self.words.lang), entries, "reliable")

    def _link(self, row: Row) -> Entry:
        """One basis: since when, until when, and each side with the days that sources give for it."""
        words, sides = self.words, participations_of(row)
        head, *said = link_lines(words, row)
        lines = [*map(Entry, said)]
        lines += [Entry(of_many(words, row))] if is_of_many(words.facts, row) else []
        lines += [side(words, one) for one in sides]
        key = "later-side-many" if is_of_many(words.facts, row) else "later-side"
        later = [Entry(sentence(message(key, words.lang)))] if self._have_own_days(sides) else []
        return Entry(head, (*lines, *later), BULLET)

    def _have_own_days(self, sides: Sequence[str]) -> bool:
        starts = {self.words.facts.participations[one]["start"] for one in sides}
        return len(starts) > 1

    # ---------------------------------------------------------------- bodies, once, and denied
    def _bodies(self) -> Iterator[Group]:
        """Links between bodies of the two, where the two themselves have none that we consider true."""
        is_specific = any(not is_of_many(self.words.facts, row) for row in self._held)
        rows = [] if is_specific else between_bodies(self.words.session, *self.pair)
        if rows:
            entries = tuple(Entry(self._of_bodies(row), (), BULLET) for row in rows)
            yield Group(message("heading-bodies-between", self.words.lang), entries)

    def _of_bodies(self, row: Row) -> Sentence:
        words, pair = self.words, (str(row["actor"]), str(row["partner"]))
        a, b = map(words.short, pair)
        command = Part(f"accord since {limits.quoted(a.text)} {limits.quoted(b.text)}", "command")
        basis = words.basis(str(row["basis"]), is_short=True)
        time = time_of(row, words.lang) if row["kind"] in PASSING else words.since(row)
        return words.say("bodies-between", a=a, b=b, since=time, basis=basis, command=command)

    def _operations(self) -> Iterator[Group]:
        rows = [row for row in self._held if row["kind"] == "operation"]
        if rows:
            entries = tuple(operation(self.words, [row], self.pair[0]) for row in rows)
            yield Group(message("heading-once", self.words.lang), entries)

    def _refuted(self) -> Iterator[Group]:
        entries = [
            Entry(sentence(self.words.basis(str(row["basis"]))), tuple(self._dispute(row)), BULLET)
            for row in self.rows
            if not row["held"]
        ]
        if entries:
            yield Group(message("group-refuted", self.words.lang), tuple(entries), "refuted")

    def _dispute(self, row: Row) -> Iterator[Entry]:
        for one in participations_of(row):
            if not self.words.facts.participations[one]["held"]:
                yield from self.words.disputed(one)


def between_bodies(session: Session, a: str, b: str) -> list[Row]:
    """The links that we consider true between a body of one actor and the other, or a body of it."""
    rows = run(session, "partners", {"actor": a, "with_bodies": True}).rows
    if not any(row["actor"] != a or row["partner"] != b for row in rows):
        return []
    parts: dict[str, list[str]] = {}
    for part in ask(session.engine, "parts", {}):
        parts.setdefault(str(part["whole"]), []).append(str(part["actor"]))
    bodies = set(reach(b, parts))
    return [
        row for row in rows if row["held"] and row["partner"] in bodies and (row["actor"], row["partner"]) != (a, b)
    ]


def since(session: Session, rows: Sequence[Row], pair: tuple[str, str], today: datetime.date) -> AnswerTree:
    """The answer to the question `between` about two actors, from its rows."""
    facts = read(session, pair, {str(row["basis"]) for row in rows})
    return Since(Wording(session, facts, today), pair, rows).tree()
