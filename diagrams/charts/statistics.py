"""Numbers that sources give, and what does not fit among them: found by comparison, not by opinion."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, product
from typing import TypeAlias

from accordgraph.diagrams.model import Source
from accordgraph.diagrams.wording import say, words

LEAST_REPEATED = 100  # smaller numbers come twice by chance
LEAST_SHARED = 3  # periods that two series must share with equal numbers to be called the same

Place: TypeAlias = tuple[str, str, str]
"""Series, measure and period: what one number is about."""


@dataclass(frozen=True)
class Count:
    """One number of one source, by its number in `Statistics.sources`, from 1; the period's days are inclusive."""

    series: str
    measure: str
    period: str
    first: datetime.date | None
    last: datetime.date | None
    value: float
    qualifier: str
    source: int
    paragraph: int | None = None
    note: str | None = None

    @property
    def place(self) -> Place:
        """What it is about."""
        return self.series, self.measure, self.period

    @property
    def is_average(self) -> bool:
        """Whether it tells of each year of the period, not of the whole."""
        return self.measure.endswith("average")


@dataclass(frozen=True)
class Remark:
    """What does not fit, in words, and the numbers (or empty places) that it is about."""

    text: str
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Statistics:
    """All numbers, sorted; the sources; what is claimed of them (text, number of the source)."""

    counts: tuple[Count, ...]
    sources: tuple[Source, ...]
    claims: tuple[tuple[str, int], ...]

    def of(self, series: str, measure: str) -> list[Count]:
        """The numbers of one series and measure, one for each period; best of a source that tells sent and executed."""
        found: dict[str, Count] = {}
        for count in self.counts:
            if (count.series, count.measure) == (series, measure):
                best = found.setdefault(count.period, count)
                if self.tells_both(count) and not self.tells_both(best):
                    found[count.period] = count
        return sorted(found.values(), key=lambda count: (count.first or datetime.date.min, count.period))

    def period(self, name: str) -> Count | None:
        """Some number that tells from which to which day a period goes."""
        return next((count for count in self.counts if count.period == name), None)

    def series(self) -> list[str]:
        """The names of all series, the one with the largest number first."""
        largest: dict[str, float] = {}
        for count in self.counts:
            largest[count.series] = max(largest.get(count.series, 0.0), count.value)
        return sorted(largest, key=lambda name: (-largest[name], name))

    def shares(self, series: str) -> list[tuple[Count, float | None]]:
        """Each number sent with the share of it that was executed; empty for a series that tells of no execution."""
        sent = self.of(series, "sent") if self.of(series, "executed") else []
        return [(one, self.share(one)) for one in sent]

    def share(self, count: Count) -> float | None:
        """What was executed of what was sent, both as one source tells them; None where the numbers give several."""
        sent, executed = self._sent_and_executed(count)
        told = {
            done / whole
            for source in sent.keys() & executed.keys()
            for whole, done in product(sent[source], executed[source])
            if whole
        }
        return told.pop() if len(told) == 1 else None

    def tells_both(self, count: Count) -> bool:
        """Whether its source tells, for the same series and period, what was sent and what was executed."""
        return all(count.source in told for told in self._sent_and_executed(count))

    def is_split(self, count: Count) -> bool:
        """Whether one source tells what was sent and only another one what was executed."""
        sent, executed = self._sent_and_executed(count)
        return bool(sent and executed) and not sent.keys() & executed.keys()

    def _sent_and_executed(self, count: Count) -> list[dict[int, set[float]]]:
        return [self._values.get((count.series, measure, count.period), {}) for measure in ("sent", "executed")]

    @cached_property
    def _values(self) -> dict[Place, dict[int, set[float]]]:
        """For each place the numbers of each source."""
        values: dict[Place, dict[int, set[float]]] = defaultdict(lambda: defaultdict(set))
        for count in self.counts:
            values[count.place][count.source].add(count.value)
        return values


def remarks(told: Statistics, lang: str) -> list[Remark]:
    """What a reader should know before trusting the numbers, in a fixed order."""
    return [
        *_contradictions(told, lang),
        *_repeated(told, lang),
        *_same_series(told, lang),
        *_missing(told, lang),
    ]


def series_word(series: str, lang: str) -> str:
    """The name of a series: ours for the bundled ones, else its id with spaces."""
    return _known(f"series.{series}", lang) or series.replace("-", " ")


def measure_word(measure: str, lang: str) -> str:
    """The name of a measure."""
    return _known(f"measure.{measure}", lang) or measure.replace("-", " ")


def value_word(count: Count) -> str:
    """The number as its source tells it: `~480`, `>3`."""
    sign = {"about": "~", "more-than": ">", "less-than": "<"}.get(count.qualifier, "")
    return f"{sign}{number_word(count.value)}"


def number_word(value: float) -> str:
    """A number with all its digits, and without decimals where it is whole.

    >>> number_word(1234567.0), number_word(0.1)
    ('1234567', '0.1')
    """
    return str(int(value)) if value % 1 == 0 else repr(value)


def _known(key: str, lang: str) -> str | None:
    return words(lang).get(key)


def _contradictions(told: Statistics, lang: str) -> Iterator[Remark]:
    """Two numbers for one thing."""
    values: dict[Place, set[float]] = defaultdict(set)
    for count in told.counts:
        values[count.place].add(count.value)
    for place, several in sorted(values.items()):
        if len(several) > 1:
            numbers = ", ".join(number_word(value) for value in sorted(several))
            yield Remark(say("remark-contradiction", lang, numbers=numbers), (place,))


def _repeated(told: Statistics, lang: str) -> Iterator[Remark]:
    """One number that a source gives for several periods: in one series perhaps a slip, in several perhaps chance."""
    places: dict[tuple[int, str, float], set[Place]] = defaultdict(set)
    for count in told.counts:
        if count.value >= LEAST_REPEATED and not count.is_average:
            places[count.source, count.measure, count.value].add(count.place)
    for (_, _, value), found in sorted(places.items()):
        periods = sorted({period for _, _, period in found})
        if len(periods) > 1:
            key = "remark-repeated" if len({series for series, _, _ in found}) == 1 else "remark-repeated-across"
            text = say(key, lang, number=number_word(value), periods=", ".join(periods))
            yield Remark(text, tuple(sorted(found)))


def _same_series(told: Statistics, lang: str) -> Iterator[Remark]:
    """Two series with the same numbers are probably one; where one lacks a period of the other, that is said."""
    sent = {name: {count.period: count for count in told.of(name, "sent")} for name in told.series()}
    for one, other in combinations(sorted(sent), 2):
        shared = sorted(sent[one].keys() & sent[other].keys())
        if len(shared) < LEAST_SHARED or any(sent[one][p].value != sent[other][p].value for p in shared):
            continue
        places = tuple((name, "sent", period) for name in (one, other) for period in shared)
        yield Remark(say("remark-same", lang, other=series_word(one, lang), one=series_word(other, lang)), places)
        for lacking, full in ((one, other), (other, one)):
            for period in sorted(sent[full].keys() - sent[lacking].keys()):
                text = say(
                    "remark-left-out",
                    lang,
                    series=series_word(lacking, lang),
                    period=period,
                    number=value_word(sent[full][period]),
                )
                yield Remark(text, ((lacking, "sent", period),))


def _missing(told: Statistics, lang: str) -> Iterator[Remark]:
    """Periods without a share in a series that tells of execution: no number, or numbers of different sources."""
    for name in told.series():
        executed = {count.period for count in told.of(name, "executed")}
        sent = [count for count, _ in told.shares(name)]
        for key, periods in (
            ("remark-missing", [count.period for count in sent if count.period not in executed]),
            ("remark-apart", [count.period for count in sent if told.is_split(count)]),
        ):
            if periods:
                text = say(key, lang, series=series_word(name, lang), periods=", ".join(periods))
                yield Remark(text, tuple((name, "executed", period) for period in periods))


def letters(found: Sequence[Remark]) -> dict[Place, str]:
    """For each place the letters of the remarks on it."""
    marks: dict[Place, str] = defaultdict(str)
    for index, remark in enumerate(found):
        for place in remark.places:
            marks[place] += letter(index)
    return dict(marks)


def letter(index: int) -> str:
    """The letter of a remark; after z come signs with a number."""
    return chr(ord("a") + index) if index < 26 else f"[{index + 1}]"
