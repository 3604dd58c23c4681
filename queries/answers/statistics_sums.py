"""What adds up among the numbers of one dossier and what does not, in words; and where sources give two numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from accordgraph.ontology.messages import message
from accordgraph.queries.answers import sums
from accordgraph.queries.answers.tree import Sentence, joined, sentence
from accordgraph.queries.answers.wording.links import Wording
from accordgraph.queries.answers.wording.number_cells import cell, value
from accordgraph.queries.answers.wording.numbers import (
    QUALIFIERS,
    measure_name,
    reported_period,
    series_name,
    value_words,
)

if TYPE_CHECKING:
    from accordgraph.queries.plans import Row

COLON = ": "
"""Stands in the name of a series between whose numbers they are and what is counted."""


def values_of(rows: Iterable[Row]) -> dict[sums.Place, set[float]]:
    """The exact numbers by series, measure and period."""
    exact = (row for row in rows if row["qualifier"] in (None, "exact"))
    return sums.values_of(((str(row["series"]), str(row["measure"]), str(row["period"])), value(row)) for row in exact)


def conflicting(rows: Sequence[Row]) -> dict[sums.Place, set[float]]:
    """The exact numbers, and those that are only bounded from below where an exact one is no larger."""
    known = values_of(rows)
    for row in rows:
        place = str(row["series"]), str(row["measure"]), str(row["period"])
        if row["qualifier"] == "more-than" and any(one <= value(row) for one in known.get(place, ())):
            known[place] = {*known[place], value(row)}
    return known


def by_dossier(rows: Sequence[Row]) -> list[list[Row]]:
    """The numbers of each dossier, alone and with what others have from the same sources: none is reckoned with other
    numbers, and what others add takes no sum away.
    """
    groups = []
    for dossier in sorted({str(row["dossier"]) for row in rows}):
        own = [row for row in rows if str(row["dossier"]) == dossier]
        sources = {row["source"] for row in own}
        wider = [row for row in rows if str(row["dossier"]) == dossier or row["source"] in sources]
        groups += [own, wider] if len(wider) > len(own) else [own]
    return groups


@dataclass(frozen=True)
class Sums:
    """Relations among numbers, `rows`, in the words of an answer about `every` number."""

    words: Wording
    rows: Sequence[Row]
    every: Sequence[Row]

    def adding_up(self) -> Iterator[Sentence]:
        """Sums, and series that are equal."""
        yield from (*self._sums(self._undisputed), *self._equal(self._undisputed))

    def shares(self) -> dict[str, dict[str, str]]:
        """What was executed and what was sent, by the name of the series and the period. No rate is reckoned: what was
        executed in a period may be of requests that were sent before it.
        """
        return {
            self._name(one.series): {row[0]: self._share(one.series, row[0]) for row in one.values}
            for one in sums.shares(self._undisputed)
        }

    def differing(self) -> Iterator[Sentence]:
        """Places for which sources give different numbers, each with its sources."""
        for one in sums.differing(conflicting(self.rows)):
            series, measure, period = one.place
            numbers = joined([self._reported(one.place, number) for number in one.values], ", ")
            name = f"{self._name(series)}: {self._measure(measure)}"
            yield self.words.say("statistics-differ", name=name, period=self._period(period), numbers=numbers)

    @cached_property
    def _undisputed(self) -> dict[sums.Place, set[float]]:
        """The numbers that no source, of whatever dossier, gives otherwise."""
        disputed = {place for place, several in values_of(self.every).items() if len(several) > 1}
        return {place: several for place, several in values_of(self.rows).items() if place not in disputed}

    def _reported(self, place: sums.Place, number: float) -> Sentence:
        """A number, as exact as it is given, with those who give it."""
        own = [row for row in self._own(place[0], place[1]) if row["period"] == place[2] and value(row) == number]
        exactness = next((str(row["qualifier"]) for row in own if row["qualifier"] in QUALIFIERS), None)
        written = value_words(number, self.words.lang, exactness)
        return sentence(written, " (", self.words.voices.speakers(own), ")")

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

    def _share(self, series: str, period: str) -> str:
        parts, wholes = (self._marked(series, measure, period) for measure in (sums.PART, sums.WHOLE))
        numbers = message("statistics-part", self.words.lang, part=parts, whole=wholes)
        return message("statistics-one-share", self.words.lang, period=self._period(period), numbers=numbers)

    # ---------------------------------------------------------------- words
    def _marked(self, series: str, measure: str, period: str) -> str:
        """A number as its cell has it, with the mark of what no source states."""
        return cell(self._own(series, measure), period, self.words.lang)

    def _own(self, series: str, measure: str) -> list[Row]:
        return [row for row in self.rows if (row["series"], row["measure"]) == (series, measure)]

    def _written(self, number: float) -> str:
        return value_words(number, self.words.lang)

    def _period(self, period: str) -> str:
        return reported_period(period, self.words.lang)

    def _measure(self, measure: str) -> str:
        return measure_name(measure, self.words.lang)

    def _name(self, series: str) -> str:
        """What a series is called among the others: with its subject where there are several."""
        name = series_name(series, self.words.lang)
        return name if self._has_many_subjects else counted(name)

    @cached_property
    def _has_many_subjects(self) -> bool:
        names = {series_name(str(row["series"]), self.words.lang) for row in self.every}
        return len({name.partition(COLON)[0] for name in names}) > 1


def counted(name: str) -> str:
    """The name of a series without its subject."""
    return name.partition(COLON)[2] or name
