"""Numbers that sources report, in words: by series and period, whose word they are, what adds up and what does not."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from accordgraph.ontology.messages import capitalised, listing, message
from accordgraph.queries.answers import limits, sums
from accordgraph.queries.answers.facts import Facts, with_sources
from accordgraph.queries.answers.tree import (
    AnswerTree,
    Entry,
    Grid,
    GridRow,
    Group,
    Sentence,
    capital,
    joined,
    numbered,
    sentence,
)
from accordgraph.queries.answers.wording.links import Wording
from accordgraph.queries.answers.wording.numbers import (
    QUALIFIERS,
    column_words,
    has_column,
    measure_name,
    reported_period,
    series_name,
    value_words,
)
from accordgraph.queries.runner import run

if TYPE_CHECKING:
    from accordgraph.queries.plans import Row
    from accordgraph.queries.session import Session

MARKS = {"inferred": "*", "computed": "="}
"""What stands behind a number that no source states as it is."""

LEGEND = {"inferred": "statistics-inferred", "computed": "statistics-computed"}
"""What the marks mean."""

COLON = ": "
"""Stands in the name of a series between whose numbers they are and what is counted."""

DASH = "-"


@dataclass(frozen=True)
class Statistics:
    """All numbers of a graph in the words of a session."""

    words: Wording
    rows: Sequence[Row]

    def tree(self) -> AnswerTree:
        """The answer: a grid for each subject, what adds up and what does not, limits and sources."""
        words = self.words
        if not self.rows:
            title = words.say("statistics-none")
            return AnswerTree(words.lang, title, (), (limits.general(words),))
        tree = AnswerTree(
            lang=words.lang,
            title=words.say("statistics-title", count=len({row["series"] for row in self.rows})),
            summary=(self._origins(), *self._legend()),
            groups=(*self._grids(), *self._relations(), limits.of_dossiers(words, self._dossiers())),
            sources_title=message("heading-sources", words.lang),
        )
        return numbered(tree, words.voices.cite)

    def _dossiers(self) -> set[str]:
        return {str(row["dossier"]) for row in self.rows if row.get("dossier")}

    def _series(self) -> list[tuple[str, str]]:
        """Series and measure, the series with the largest number first, what is a share of another after it."""
        largest: dict[str, float] = {}
        for row in self.rows:
            largest[str(row["series"])] = max(largest.get(str(row["series"]), 0.0), _value(row))
        pairs = {(str(row["series"]), str(row["measure"])) for row in self.rows}
        return sorted(pairs, key=lambda pair: (-largest[pair[0]], pair[0], pair[1] != sums.WHOLE, pair[1]))

    def _origins(self) -> Sentence:
        """Whose word the numbers are in the end."""
        words = self.words
        sources = {words.facts.voice(str(row["source"])): str(row["source"]) for row in self.rows}
        names = [words.voices.publisher(words.facts.root(source)) for _, source in sorted(sources.items())]
        key = "statistics-one-origin" if len(names) == 1 else "statistics-origins"
        return words.say(key, number=str(len(names)), names=listing(names, words.lang))

    # ---------------------------------------------------------------- numbers
    def _grids(self) -> Iterator[Group]:
        """The series of each subject: a grid by year; below it numbers of other periods."""
        subjects: dict[str, list[tuple[str, str]]] = {}
        for series, measure in self._series():
            subject, colon, _ = series_name(series, self.words.lang).partition(COLON)
            subjects.setdefault(subject if colon else "", []).append((series, measure))
        for subject, pairs in subjects.items():
            yield Group(subject, tuple(self._other_periods(pairs)), "facts", self._grid(pairs))

    def _own(self, pair: tuple[str, str]) -> list[Row]:
        return [row for row in self.rows if (row["series"], row["measure"]) == pair]

    def _grid(self, pairs: Sequence[tuple[str, str]]) -> Grid | None:
        own = {pair: [row for row in self._own(pair) if has_column(str(row["period"]))] for pair in pairs}
        periods = sorted({str(row["period"]) for rows in own.values() for row in rows})
        rows = tuple(
            GridRow(self._head(pair, several), tuple(self._cell(several, period) for period in periods))
            for pair, several in own.items()
            if several
        )
        return Grid(tuple(column_words(one, self.words.lang) for one in periods), rows) if rows else None

    def _head(self, pair: tuple[str, str], rows: Sequence[Row]) -> Sentence:
        """What is counted, and the sources."""
        cited = self.words.voices.references({str(row["source"]) for row in rows}, most=len(self.rows))
        series = self._counted(pair[0])
        return sentence(capitalised(f"{series}, {measure_name(pair[1], self.words.lang)} "), cited)

    def _counted(self, series: str) -> str:
        """The name of a series without its subject."""
        name = series_name(series, self.words.lang)
        return name.partition(COLON)[2] or name

    def _cell(self, rows: Iterable[Row], period: str) -> str:
        """The number of a period with its mark, or its numbers where sources differ; stated ones come first."""
        own = sorted((row for row in rows if row["period"] == period), key=lambda row: str(row["how"]) == "inferred")
        numbers: dict[str, str] = {}
        for row in own:
            numbers.setdefault(self._number(row), MARKS.get(str(row["how"]), ""))
        return " / ".join(f"{written}{mark}" for written, mark in numbers.items())

    def _number(self, row: Row) -> str:
        return value_words(_value(row), self.words.lang, str(row["qualifier"]))

    def _other_periods(self, pairs: Sequence[tuple[str, str]]) -> Iterator[Entry]:
        """Numbers of periods that are no column, such as the average of several years."""
        for pair in pairs:
            own = [row for row in self._own(pair) if not has_column(str(row["period"]))]
            for period in sorted({str(row["period"]) for row in own}):
                head = self._head(pair, [row for row in own if row["period"] == period])
                values = f", {self._period(period)}: {self._cell(own, period)}"
                yield Entry(sentence(head, values), (), DASH)

    def _legend(self) -> Iterator[Sentence]:
        """What the marks mean, and the words that stand before a number which is not exact: said once for all."""
        ways = {str(row["how"]) for row in self.rows}
        marks = [message(key, self.words.lang) for way, key in LEGEND.items() if way in ways]
        yield capital(sentence("; ".join((*marks, message("statistics-nothing", self.words.lang)))))
        if any(row["qualifier"] in QUALIFIERS for row in self.rows):
            yield self.words.say("statistics-inexact")
        if self._differing_numbers:
            yield self.words.say("statistics-stroke")

    def _marked(self, series: str, measure: str, period: str) -> str:
        """A number as its cell has it, with the mark of what no source states."""
        return self._cell(self._own((series, measure)), period)

    def _written(self, value: float) -> str:
        return value_words(value, self.words.lang)

    def _period(self, period: str) -> str:
        return reported_period(period, self.words.lang)

    def _name(self, series: str) -> str:
        """What a series is called among the others: with its subject where there are several."""
        return series_name(series, self.words.lang) if self._has_many_subjects else self._counted(series)

    @cached_property
    def _has_many_subjects(self) -> bool:
        names = {series_name(str(row["series"]), self.words.lang) for row in self.rows}
        return len({name.partition(COLON)[0] for name in names}) > 1

    def _measure(self, measure: str) -> str:
        return measure_name(measure, self.words.lang)

    # ---------------------------------------------------------------- what adds up
    def _relations(self) -> Iterator[Group]:
        values = self._exact
        entries = [Entry(capital(one), (), DASH) for one in (*self._sums(values), *self._equal(values))]
        if shares := [Entry(capital(one), (), DASH) for one in self._shares(values)]:
            entries.append(Entry(self.words.say("statistics-shares"), tuple(shares), DASH))
        entries += [Entry(capital(one), (), DASH) for one in self._differing()]
        if entries:
            yield Group(message("statistics-sums", self.words.lang), tuple(entries))

    @cached_property
    def _exact(self) -> dict[sums.Place, set[float]]:
        """The numbers that are exact, by place."""
        return sums.values_of(
            ((str(row["series"]), str(row["measure"]), str(row["period"])), _value(row))
            for row in self.rows
            if row["qualifier"] in (None, "exact")
        )

    @cached_property
    def _differing_numbers(self) -> list[sums.Differing]:
        return sums.differing(self._exact)

    def _sums(self, values: dict[sums.Place, set[float]]) -> Iterator[Sentence]:
        for one in sums.sums(values):
            place = one.measure, one.period
            total = f"{self._marked(one.total[0], *place)} ({self._name(one.total[0])})"
            parts = " + ".join(f"{self._marked(series, *place)} ({self._name(series)})" for series, _ in one.parts)
            key = "statistics-sum" if one.adds_up else "statistics-no-sum"
            added = self._written(sum(value for _, value in one.parts))
            yield self.words.say(key, period=self._period(one.period), total=total, parts=parts, added=added)

    def _equal(self, values: dict[sums.Place, set[float]]) -> Iterator[Sentence]:
        for one in sums.equal(values):
            yield self.words.say("statistics-equal", one=self._name(one.one), other=self._name(one.other))
            for series, period, _ in one.only:
                yield self.words.say(
                    "statistics-only",
                    period=self._period(period),
                    value=self._marked(series, one.measure, period),
                    series=self._name(series),
                )

    def _shares(self, values: dict[sums.Place, set[float]]) -> Iterator[Sentence]:
        for one in sums.shares(values):
            texts_of = [self._share(one.series, *row) for row in one.values]
            yield self.words.say(
                "statistics-share",
                series=self._name(one.series),
                shares="; ".join(texts_of),
            )

    def _share(self, series: str, period: str, part: float, whole: float) -> str:
        percent = self._written(round(100 * part / whole)) if whole else "?"
        parts, wholes = (self._marked(series, measure, period) for measure in (sums.PART, sums.WHOLE))
        numbers = message("statistics-part", self.words.lang, part=parts, whole=wholes)
        return message(
            "statistics-one-share", self.words.lang, period=self._period(period), numbers=numbers, percent=percent
        )

    def _reported(self, place: sums.Place, value: float) -> Sentence:
        """A number with the sources that give it."""
        series, measure, period = place
        own = [row for row in self._own((series, measure)) if row["period"] == period and _value(row) == value]
        return sentence(self._written(value), " ", self.words.voices.references({str(row["source"]) for row in own}))

    def _differing(self) -> Iterator[Sentence]:
        for one in self._differing_numbers:
            series, measure, period = one.place
            numbers = joined([self._reported(one.place, value) for value in one.values], ", ")
            name = f"{self._name(series)}: {self._measure(measure)}"
            yield self.words.say("statistics-differ", name=name, period=self._period(period), numbers=numbers)


def statistics(session: Session, today: datetime.date) -> AnswerTree:
    """All numbers of the graph."""
    rows = [row for row in run(session, "statistics", {}).rows if isinstance(row["value"], int | float)]
    facts = with_sources(session, Facts({}, {}, {}, {}), {str(row["source"]) for row in rows})
    return Statistics(Wording(session, facts, today), rows).tree()


def _value(row: Row) -> float:
    return float(str(row["value"]))
