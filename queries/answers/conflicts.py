"""Where sources contradict each other, as questions in words: who says what, what counts, and by which rule."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from accordgraph.graph.names.order import alphabetical
from accordgraph.ontology.labels import labels
from accordgraph.ontology.messages import listing, message
from accordgraph.queries.answers import limits
from accordgraph.queries.answers.facts import Facts, with_sources
from accordgraph.queries.answers.stints import Stints, read_stints, time_of_stint
from accordgraph.queries.answers.tree import (
    DASH,
    AnswerTree,
    Entry,
    Group,
    Part,
    Sentence,
    joined,
    numbered,
    reference,
    sentence,
)
from accordgraph.queries.answers.wording.bounds import read_bounds, relation_of
from accordgraph.queries.answers.wording.dates import edtf_words, period_words
from accordgraph.queries.answers.wording.links import Wording
from accordgraph.queries.answers.wording.numbers import measure_name, reported_period, series_name, value_words
from accordgraph.queries.answers.wording.sides import CHOSEN, rule_words
from accordgraph.queries.answers.wording.vocabulary import definition
from accordgraph.queries.plans import ask
from accordgraph.queries.runner import run

if TYPE_CHECKING:
    from accordgraph.queries.plans import Row
    from accordgraph.queries.session import Session

STRANGER = "stranger"
"""The property of what a dossier that nobody has trusted says: each value names its own."""

QUESTIONS: Mapping[str, str] = {
    "existence": "conflict-existence",
    "role": "conflict-role",
    "until": "conflict-until",
    "effective_on": "conflict-effective",
    "during": "conflict-during",
    "founded": "conflict-founded",
    "in_force_since": "conflict-in-force",
    "basis_founded": "conflict-basis-founded",
    "replaces": "conflict-replaces",
    STRANGER: "conflict-stranger",
    "closed": "conflict-closed",
    "value": "conflict-value",
    "qualifier": "conflict-qualifier",
}
"""How the question about a property is put; of others the property is named."""

NUMBER = "value"
"""The property of a number that sources report."""

LIST = "complete_list"
"""The property of a list that calls itself complete: a role, and the ids of those on it."""

DATES = ("done_on", "effective_on", "until", "founded", "closed", "in_force_since", "basis_founded", "published")
"""Properties whose values are dates."""

DAYS_ONLY = ("resolve:precision", "resolve:own-page", "resolve:value")
"""Rules of which the text says that a day was chosen."""


WEAKER = "resolve:weaker-voice"
"""The rule by which a day of a lower-ranking source moves nothing."""

DAYS_OF: Mapping[str, str] = {
    "exit": "conflict-exit",
    "domestic": "conflict-approval",
    "amendment": "conflict-amendment",
    "term": "conflict-term",
}
"""What is asked of a day that an act was done, by the phase of the act, where the act is no start."""

DENIED = ("existence", "not-held")
"""The property and the value of an actor that is not taken to take part."""

OBSERVATION = 4
"""Parts of the id of a number that is in dispute: series, measure, period, and what is disputed of it."""


@dataclass(frozen=True)
class Dispute:
    """One question: what it is about, the actors whom it concerns alike, and every value with its sources."""

    basis: str
    actors: tuple[str, ...]
    things: tuple[str, ...]
    phase: str
    rows: Sequence[Row]

    @property
    def participation(self) -> str | None:
        """The participation that it is about, where it is about that of one actor."""
        if not self.basis or len(self.actors) != 1:
            return None
        about = str(self.rows[0]["about"]) if "~" in str(self.rows[0]["about"]) else self.things[0]
        return f"{self.basis}~{self.actors[0]}~{about.split('~')[-1]}" if self.phase in ("", "entry") else None

    @property
    def property(self) -> str:
        """The property that the sources contradict each other on."""
        return str(self.rows[0]["property"])

    def kept(self) -> set[str]:
        """The dates that are kept, so that it may be any of them; empty where that is one alone."""
        kept = {str(row["value"]) for row in self.rows if row["in_hull"]}
        return kept if len(kept) > 1 and self.property in DATES else set()

    def by_value(self) -> list[tuple[str, list[Row]]]:
        """The values with their rows, the preferred one first, then those of the highest rank."""
        groups: dict[str, list[Row]] = {}
        for row in self.rows:
            groups.setdefault(str(row["value"]), []).append(row)
        preferred = str(self.rows[0]["preferred"])
        return sorted(groups.items(), key=lambda item: (item[0] != preferred, -_rank(item[1]), item[0]))

    def is_raised(self, facts: Facts) -> bool:
        """Whether it is there without the sources of dossiers that nobody has trusted: the values of others contradict
        each other, or there is but one, which contradicts the rest of the graph, as an exit before any entry does.
        """
        trusted = {(row["value"], row["stance"]) for row in self.rows if not facts.is_strange(str(row["source"]))}
        every = {(row["value"], row["stance"]) for row in self.rows}
        return len(trusted) > 1 or trusted == every


@dataclass(frozen=True)
class Conflicts:
    """The contradictions of a graph, or about one thing, in the words of a session."""

    words: Wording
    about: str | None
    disputes: Sequence[Dispute]
    numbers: Sequence[Row] = ()
    stints: Stints = field(default_factory=Stints)

    def tree(self) -> AnswerTree:
        """The answer: one entry for each question."""
        lang = self.words.lang
        entries = [replace(self.entry(one), mark=f"{number}.") for number, one in enumerate(self._in_order, 1)]
        own = len(self._raised)
        titles = (("", entries[:own]), (message("group-stranger", lang), entries[own:]))
        questions = [Group(title, tuple(part)) for title, part in titles if part]
        tree = AnswerTree(
            lang=lang,
            title=self._title(),
            summary=(),
            groups=(*questions, limits.general(self.words)),
            sources_title=message("heading-sources", lang),
        )
        return numbered(tree, self.words.voices.cite)

    @cached_property
    def _raised(self) -> list[Dispute]:
        """The questions that are there without dossiers that nobody has trusted."""
        return [one for one in self.disputes if one.is_raised(self.words.facts)]

    @property
    def _in_order(self) -> list[Dispute]:
        """Those, and then what only such dossiers raise."""
        return [*self._raised, *(one for one in self.disputes if not one.is_raised(self.words.facts))]

    def _title(self) -> Sentence:
        """How many questions there are; what only dossiers raise that nobody has trusted is in a group of its own."""
        words, count = self.words, len(self._raised)
        points = str(sum(len(one.things) for one in self._raised))
        if self.about is None:
            return words.say("conflicts-title", count=count, points=points) if count else words.say("conflicts-none")
        name = words.session.name(self.about)
        if not count:
            return words.say("conflicts-none-about", name=name)
        return words.say("conflicts-title-about", count=count, points=points, name=name)

    def entry(self, dispute: Dispute) -> Entry:
        """A question, who says what, and by which rule a value was chosen."""
        coarser = self._coarser(dispute)
        lines = [self._value(dispute, value, rows) for value, rows in dispute.by_value()]
        lines += [self._less_exactly(value, rows) for value, rows in sorted(coarser.items())]
        own = (*self._repeated(dispute), *self._of_two_minds(dispute, coarser), *self._rule(dispute))
        more = [Entry(one) for one in own]
        return Entry(sentence(self._subject(dispute), self._question(dispute)), (*lines, *more))

    # ---------------------------------------------------------------- the question
    def _thing(self, thing: str) -> str:
        """What is called something; a number that sources report, by what it counts and when."""
        parts, lang = thing.split("~"), self.words.lang
        if len(parts) != OBSERVATION:
            return self.words.session.name(thing)
        series, measure, period, _ = parts
        when = reported_period(period.replace("-to-", "/"), lang)
        return f"{series_name(series, lang)}, {measure_name(measure, lang)}, {when}"

    def _subject(self, dispute: Dispute) -> Sentence:
        words = self.words
        if not dispute.basis:
            return sentence(self._thing(dispute.things[0]), ": ")
        basis = words.basis(dispute.basis, is_short=True)
        actors = listing([words.short(actor).text for actor in dispute.actors], words.lang)
        named = sentence(Part(actors, "actor"), ", ", basis) if actors else basis
        return sentence(named, self._stint(dispute), ": ")

    def _stint(self, dispute: Dispute) -> Sentence:
        """Which stint of an actor that had several roles, one after another, the question is about: of a day by its
        role, of a role by its time.
        """
        own = self.stints.own(dispute.participation)
        if own is None:
            return ()
        if dispute.property == "role":
            return sentence(", ", time_of_stint(own, self.words.lang))
        return sentence(", ", labels().value("role", str(own["role"]), self.words.lang))

    def _other_time(self, dispute: Dispute, value: str) -> Sentence:
        """That a role which others give is the one that the same actor has at another time."""
        if dispute.property != "role" or (other := self.stints.of_role(dispute.participation, value)) is None:
            return ()
        time = time_of_stint(other, self.words.lang)
        return sentence(" ", self.words.say("conflict-counts-then", time=time))

    def _question(self, dispute: Dispute) -> Sentence:
        words, count = self.words, max(1, len(dispute.actors))
        if dispute.property == "existence":
            return words.say("conflict-existence", count=count)
        if dispute.property == "done_on":
            is_founding = dispute.phase == "entry" and not dispute.actors
            return words.say("conflict-founded" if is_founding else DAYS_OF.get(dispute.phase, "conflict-day"))
        if dispute.property in QUESTIONS:
            return words.say(QUESTIONS[dispute.property])
        return words.say("conflict-other", name=labels().heading(dispute.property, words.lang))

    # ---------------------------------------------------------------- who says what
    def _value(self, dispute: Dispute, value: str, rows: Sequence[Row]) -> Entry:
        words = self.words
        is_reading = all(row["voices"] == 0 for row in rows)
        if dispute.property == NUMBER:
            written = self._number(dispute, value, {str(row["source"]) for row in rows})
        else:
            written = self.written(dispute.property, value, is_read=is_reading)
        line = sentence(
            Part(written, "date" if dispute.property in DATES else "text"),
            ": ",
            words.voices.speakers(rows) if is_reading else words.voices.speakers_marked(rows),
            sentence(" ", message("chain-as-read", words.lang)) if is_reading else (),
            self._mark(dispute, value),
        )
        return Entry(line, (), DASH)

    def _coarser(self, dispute: Dispute) -> dict[str, list[Row]]:
        """The dates that fit the one that is shown and are less exact, with their statements."""
        row, known = dispute.rows[0], {str(one["value"]) for one in dispute.rows}
        by_value: dict[str, list[Row]] = {}
        for one in self.words.facts.statements.get(str(row["about"]), ()):
            value = str(one["value"])
            is_own = one["property"] == dispute.property and one["stance"] == "asserts" and value not in known
            if is_own and relation_of(value, *read_bounds(str(row["preferred"]))) == "coarser":
                by_value.setdefault(value, []).append(one)
        return by_value

    def _less_exactly(self, value: str, rows: Sequence[Row]) -> Entry:
        words = self.words
        is_reading = all(row["how"] == "inferred" for row in rows)
        line = sentence(
            Part(self.written("until", value, is_read=is_reading), "date"),
            ": ",
            words.voices.speakers(rows),
            sentence(" ", message("chain-as-read", words.lang)) if is_reading else (),
            sentence(" ", message("conflict-coarser", words.lang)),
        )
        return Entry(line, (), DASH)

    def _of_two_minds(self, dispute: Dispute, coarser: Mapping[str, Sequence[Row]]) -> Iterator[Sentence]:
        """Who has, by our reading, both the date that is shown, less exactly, and another."""
        others = {str(row["source"]) for row in dispute.rows if row["value"] != row["preferred"]}
        for source in sorted(others & {str(one["source"]) for rows in coarser.values() for one in rows}):
            yield self.words.say("conflict-self", source=sentence(reference(source)))

    def _mark(self, dispute: Dispute, value: str) -> Sentence:
        """What is said of a value that is used, or that is one of several days that are kept; empty of the others."""
        if value in dispute.kept():
            key = "conflict-kept"
        elif value != str(dispute.rows[0]["preferred"]):
            return self._other_time(dispute, value)
        else:
            key = "conflict-denied" if (dispute.property, value) == DENIED else "conflict-counts"
        return sentence(" ", message(key, self.words.lang))

    def _number(self, dispute: Dispute, value: str, sources: Collection[str]) -> str:
        """A number as exactly as the sources that have it give it, where they are of one mind."""
        series, measure, *_ = dispute.things[0].split("~")
        qualifiers = {
            str(row["qualifier"])
            for row in self.numbers
            if (row["series"], row["measure"]) == (series, measure) and str(row["source"]) in sources
            if float(str(row["value"])) == float(value)
        }
        return value_words(float(value), self.words.lang, qualifiers.pop() if len(qualifiers) == 1 else None)

    def written(self, name: str, value: str, *, is_read: bool = False) -> str:
        """A value of a property in words."""
        lang = self.words.lang
        if name == "existence":
            return message("yes" if value == "held" else "no-or-not-listed", lang)
        if name in DATES:
            return edtf_words(value, lang, doubter="ours" if is_read else "source")
        if name == STRANGER:
            said, _, own = value.partition(": ")
            return f"{labels().heading(said, lang)}: {self.written(said, own, is_read=is_read)}"
        if name == LIST:
            role, _, members = value.partition(": ")
            named = listing([self.words.short(one).text for one in members.split()], lang)
            return f"{labels().value('role', role, lang)}: {named}"
        if name in ("replaces", "affects"):
            return self.words.session.name(value)
        if name in ("during", "period"):
            return period_words(value, lang)
        return labels().value(name, value, lang)

    def _repeated(self, dispute: Dispute) -> Iterator[Sentence]:
        """The sources that give two values which exclude each other, and for which of them they count."""
        if dispute.property == STRANGER:
            return
        values: dict[str, set[str]] = {}
        for row in dispute.rows:
            values.setdefault(str(row["source"]), set()).add(str(row["value"]))
        for source, own in values.items():
            if len(own) > 1:
                others = {
                    value for one, stated in values.items() if one != source and len(stated) == 1 for value in stated
                }
                key = "conflict-counts-once" if len(own & set().union(*others)) == 1 else "conflict-counts-never"
                yield self.words.say(key, source=sentence(reference(source)))

    def _rule(self, dispute: Dispute) -> Iterator[Sentence]:
        rule, lang = str(dispute.rows[0]["rule"]), self.words.lang
        if rule == WEAKER:
            yield self._stays(dispute.property, dispute.rows[0]["preferred"])
        elif rule in CHOSEN and (dispute.property in (*DATES, "during") or rule not in DAYS_ONLY):
            yield rule_words(rule, lang, is_kept=bool(dispute.kept()))
        elif rule != "None":
            yield joined(sentence(definition("rules", one, lang)) for one in rule.split())

    def _stays(self, name: str, preferred: object) -> Sentence:
        """That a weaker voice moves nothing, and which day stays."""
        if preferred is None or name not in DATES:
            return sentence(message("chosen-weaker", self.words.lang))
        date = edtf_words(str(preferred), self.words.lang)
        return self.words.say("chosen-weaker-day", date=Part(date, "date"))


def conflicts(session: Session, about: str | None, today: datetime.date, most: int | None = None) -> AnswerTree:
    """Where sources contradict each other, in the whole graph or about one thing, given by its id or name. With `most`
    only the first questions are put in words, at most this number, those of dossiers that are not trusted last.

    Raises NotFoundError where nothing is called so, AmbiguousError where several things are.
    """
    if about is None:
        rows = run(session, "conflicts", {}).rows
    else:
        about = about if session.names.class_of(about) else session.names.resolve(about, None)
        rows = run(session, "conflicts_of", {"id": about}).rows
    facts = with_sources(session, Facts({}, {}, {}, {}), {str(row["source"]) for row in rows})
    questions = disputes(session, rows)
    if most is not None:
        questions.sort(key=lambda one: not one.is_raised(facts))
        questions = questions[:most]
    facts = _with_dates(session, facts, questions)
    has_numbers = any(one.property == NUMBER for one in questions)
    numbers = run(session, "statistics", {}).rows if has_numbers else []
    stints = read_stints(session, {one for each in questions if (one := each.participation) is not None})
    return Conflicts(Wording(session, facts, today), about, questions, numbers, stints).tree()


def _with_dates(session: Session, facts: Facts, questions: Sequence[Dispute]) -> Facts:
    """The facts with all statements on the ends of bases that sources contradict each other on."""
    wanted = [one for one in questions if one.property == "until" and one.basis]
    bases, things = sorted({one.basis for one in wanted}), {str(one.rows[0]["about"]) for one in wanted}
    statements: dict[str, list[Row]] = {}
    for row in ask(session.engine, "statements_in", {"bases": bases}) if bases else ():
        if row["thing"] in things:
            statements.setdefault(str(row["thing"]), []).append(row)
    sources = {str(row["source"]) for rows in statements.values() for row in rows}
    return with_sources(session, replace(facts, statements=statements), sources)


def disputes(session: Session, rows: Sequence[Row]) -> list[Dispute]:
    """The questions behind the rows of `conflicts`: contradictions of one basis with the same values and sources are
    one, whichever actors they are about. Whether somebody takes part comes first.
    """
    by_conflict: dict[str, list[Row]] = {}
    for row in rows:
        by_conflict.setdefault(str(row["conflict"]), []).append(row)
    alike: dict[tuple[object, ...], list[tuple[str, list[Row]]]] = {}
    for conflict, own in by_conflict.items():
        alike.setdefault(_signature(session, conflict, own), []).append((conflict, own))
    questions = [_dispute(session, group) for group in alike.values()]
    order = ("existence", "role", "until")
    places = {name: number for number, name in enumerate(order)}
    return sorted(questions, key=lambda one: (one.basis, places.get(one.property, len(order)), one.phase, one.actors))


def _dispute(session: Session, group: Sequence[tuple[str, list[Row]]]) -> Dispute:
    basis, _, phase = _place(session, *group[0])
    actors = sorted(
        {_place(session, *one)[1] for one in group} - {""}, key=lambda actor: alphabetical(session.name(actor))
    )
    return Dispute(basis, tuple(actors), tuple(conflict for conflict, _ in group), phase, group[0][1])


def _signature(session: Session, conflict: str, rows: Sequence[Row]) -> tuple[object, ...]:
    basis, actor, phase = _place(session, conflict, rows)
    said = tuple(sorted((str(row["value"]), str(row["stance"]), str(row["source"])) for row in rows))
    thing = "" if basis and actor else conflict
    return (basis, thing, phase, rows[0]["property"], rows[0]["preferred"], rows[0]["rule"], said)


def _place(session: Session, conflict: str, rows: Sequence[Row]) -> tuple[str, str, str]:
    """The basis, the actor and the phase that a contradiction is about; each empty where it is about none."""
    about = str(rows[0]["about"])
    pieces = about.split("~") if "~" in about else conflict.split("~")[:2]
    if session.names.class_of(pieces[0]) != "Basis":
        return "", "", ""
    actor = pieces[1] if len(pieces) > 1 and session.names.class_of(pieces[1]) == "Actor" else ""
    return pieces[0], actor, pieces[2] if len(pieces) == 4 else ""


def _rank(rows: Sequence[Row]) -> int:
    return max(int(str(row["rank"] or 0)) for row in rows)
