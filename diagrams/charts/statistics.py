"""Numbers that sources report, and what does not fit among them, by comparison, not by opinion."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations, product
from typing import TypeAlias

from accordgraph.diagrams.facts import Source
from accordgraph.diagrams.texts import Phrases, phrases, safe, source_in_words
from accordgraph.diagrams.wording import words
from accordgraph.queries.answers.wording.numbers import reported_period, value_words

LEAST_REPEATED = 100  # smaller numbers come twice by chance
LEAST_SHARED = 3  # periods that two series must share with equal numbers to be called the same

Place: TypeAlias = tuple[str, str, str]
"""Series, measure and period: what one number is about."""


@dataclass(frozen=True)
class Count:
    """One number of one source, by its number in `Statistics.sources`, from 1; the period's days are inclusive.

    In `Statistics`, `series_words` and `measure_words` name the series and the measure in words.
    """

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
    is_trusted: bool = True
    series_words: str = ""
    measure_words: str = ""

    @property
    def place(self) -> Place:
        """What it is about."""
        return self.series, self.measure, self.period

    @property
    def is_average(self) -> bool:
        """Whether it is a number for each year of the period, not for the period."""
        return self.measure.endswith("average")


@dataclass(frozen=True)
class Remark:
    """What does not fit, in words, and the numbers (or empty places) that it is about."""

    text: str
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Statistics:
    """All numbers, sorted; the sources; what is claimed of them (text, number of the source).

    Whatever they are made from, their texts are visible characters only, in words of `lang`.
    """

    counts: tuple[Count, ...]
    sources: tuple[Source, ...]
    claims: tuple[tuple[str, int], ...]
    lang: str = "en"

    def __post_init__(self) -> None:
        """Put the numbers and sources into words."""
        finished = {
            "counts": tuple(_in_words(count, self.lang) for count in self.counts),
            "sources": tuple(source_in_words(source, self.lang) for source in self.sources),
            "claims": safe(self.claims),
        }
        for name, value in finished.items():
            object.__setattr__(self, name, value)

    @property
    def words(self) -> Phrases:
        """The words of their language."""
        return phrases(self.lang)

    def name(self, series: str) -> str:
        """What a series is called."""
        return next(count.series_words for count in self.counts if count.series == series)

    def of(self, series: str, measure: str) -> list[Count]:
        """The numbers of one series and measure, one for each period; of a source with both if there is one."""
        by_period: dict[str, Count] = {}
        for count in self.counts:
            if (count.series, count.measure) == (series, measure):
                best = by_period.setdefault(count.period, count)
                if self.tells_both(count) and not self.tells_both(best):
                    by_period[count.period] = count
        return sorted(by_period.values(), key=lambda count: (count.first or datetime.date.min, count.period))

    def period(self, name: str) -> Count | None:
        """Some number of a period, which has its first and its last day."""
        return next((count for count in self.counts if count.period == name), None)

    def series(self) -> list[str]:
        """The names of all series, the one with the largest number first."""
        largest: dict[str, float] = {}
        for count in self.counts:
            largest[count.series] = max(largest.get(count.series, 0.0), count.value)
        return sorted(largest, key=lambda name: (-largest[name], name))

    def drawn_series(self) -> list[str]:
        """The series that have bars."""
        return [name for name in self.series() if self.drawn(name)]

    def drawn(self, series: str) -> list[Count]:
        """The numbers sent and executed that have a place on the axis: periods with both ends, none over another."""
        averages = [count for count in self.counts if count.series == series and count.is_average and count.last]
        sent, executed = (_apart(self.of(series, measure)) for measure in ("sent", "executed"))
        return [*sent, *executed, *averages]

    def shares(self, series: str) -> list[tuple[Count, float | None]]:
        """Each number sent with the share of it that was executed; empty for a series without numbers executed."""
        sent = self.of(series, "sent") if self.of(series, "executed") else []
        return [(one, self.share(one)) for one in sent]

    def share(self, count: Count) -> float | None:
        """What was executed of what was sent, both of one source; None where the numbers give several shares."""
        sent, executed = self._sent_and_executed(count)
        shares = {
            done / sent_there
            for source in sent.keys() & executed.keys()
            for sent_there, done in product(sent[source], executed[source])
            if sent_there
        }
        return shares.pop() if len(shares) == 1 else None

    def tells_both(self, count: Count) -> bool:
        """Whether its source has, for the same series and period, what was sent and what was executed."""
        return all(count.source in values for values in self._sent_and_executed(count))

    def is_split(self, count: Count) -> bool:
        """Whether one source has what was sent and only another one what was executed."""
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


def remarks(statistics: Statistics) -> list[Remark]:
    """What a reader should know before trusting the numbers, in a fixed order; nothing of a stranger's numbers."""
    statistics = replace(statistics, counts=tuple(count for count in statistics.counts if count.is_trusted))
    return [
        *_contradictions(statistics),
        *_repeated(statistics),
        *_same_series(statistics),
        *_missing(statistics),
    ]


def value_word(count: Count) -> str:
    """The number as its source reports it: `~480`, `>3`."""
    sign = {"about": "~", "more-than": ">", "less-than": "<"}.get(count.qualifier, "")
    return f"{sign}{number_word(count.value)}"


def number_word(value: float) -> str:
    """A number with all its digits, and without decimals where it is whole.

    >>> number_word(1234567.0), number_word(0.1)
    ('1234567', '0.1')
    """
    return str(int(value)) if value % 1 == 0 else repr(value)


def _apart(counts: Sequence[Count]) -> list[Count]:
    """The numbers whose periods lie beside each other; of two that overlap the calendar's, then the shorter one."""
    kept: list[Count] = []
    for count in sorted(counts, key=lambda one: ("/" in one.period, _length(one), one.period)):
        if count.first and count.last and not any(_overlap(count, one) for one in kept):
            kept.append(count)
    return sorted(kept, key=lambda one: one.first or datetime.date.min)


def _length(count: Count) -> int:
    return (count.last - count.first).days if count.first and count.last else 0


def _overlap(one: Count, other: Count) -> bool:
    bounds = one.first, one.last, other.first, other.last
    return all(bounds) and bounds[0] <= bounds[3] and bounds[2] <= bounds[1]  # type: ignore[operator]  # none is None


def _in_words(count: Count, lang: str) -> Count:
    """A number with the names of its series and measure: ours for the bundled ones, else their ids with spaces."""
    count, known = safe(count), words(lang)
    return replace(
        count,
        series_words=known.get(f"series.{count.series}") or count.series.replace("-", " "),
        measure_words=known.get(f"measure.{count.measure}") or count.measure.replace("-", " "),
    )


def _contradictions(statistics: Statistics) -> Iterator[Remark]:
    """Two numbers for one thing."""
    values: dict[Place, set[tuple[float, str]]] = defaultdict(set)
    for count in statistics.counts:
        values[count.place].add((count.value, count.qualifier))
    for place, several in sorted(values.items()):
        if len({value for value, _ in several}) > 1:
            written = [value_words(value, statistics.lang, qualifier) for value, qualifier in sorted(several)]
            yield Remark(statistics.words.say("remark-contradiction", numbers="; ".join(written)), (place,))


def _repeated(statistics: Statistics) -> Iterator[Remark]:
    """One number that a source gives for several periods: in one series perhaps a slip, in several perhaps chance."""
    places: dict[tuple[int, str, float], set[Place]] = defaultdict(set)
    for count in statistics.counts:
        if count.value >= LEAST_REPEATED and not count.is_average:
            places[count.source, count.measure, count.value].add(count.place)
    for (_, _, value), repeated in sorted(places.items()):
        periods = sorted({period for _, _, period in repeated})
        if len(periods) > 1:
            key = "remark-repeated" if len({series for series, _, _ in repeated}) == 1 else "remark-repeated-across"
            written = value_words(value, statistics.lang)
            text = statistics.words.say(key, number=written, periods=_listed(periods, statistics.lang))
            yield Remark(text, tuple(sorted(repeated)))


def _same_series(statistics: Statistics) -> Iterator[Remark]:
    """Two series with the same numbers are probably one; where one lacks a period of the other, that is said."""
    sent = {name: {count.period: count for count in statistics.of(name, "sent")} for name in statistics.series()}
    for one, other in combinations(sorted(sent), 2):
        shared = sorted(sent[one].keys() & sent[other].keys())
        if len(shared) < LEAST_SHARED or any(sent[one][p].value != sent[other][p].value for p in shared):
            continue
        places = tuple((name, "sent", period) for name in (one, other) for period in shared)
        yield Remark(
            statistics.words.say("remark-same", other=statistics.name(one), one=statistics.name(other)), places
        )
        for lacking, full in ((one, other), (other, one)):
            for period in sorted(sent[full].keys() - sent[lacking].keys()):
                text = statistics.words.say(
                    "remark-left-out",
                    series=statistics.name(lacking),
                    period=reported_period(period, statistics.lang),
                    number=value_words(sent[full][period].value, statistics.lang, sent[full][period].qualifier),
                )
                yield Remark(text, ((lacking, "sent", period),))


def _missing(statistics: Statistics) -> Iterator[Remark]:
    """Periods without a share in a series with numbers executed: no number, or numbers of different sources."""
    for name in statistics.series():
        executed = {count.period for count in statistics.of(name, "executed")}
        sent = [count for count, _ in statistics.shares(name)]
        for key, periods in (
            ("remark-missing", [count.period for count in sent if count.period not in executed]),
            ("remark-apart", [count.period for count in sent if statistics.is_split(count)]),
        ):
            if periods:
                listed = _listed(periods, statistics.lang)
                text = statistics.words.say(key, series=statistics.name(name), periods=listed)
                yield Remark(text, tuple((name, "executed", period) for period in periods))


def _listed(periods: Sequence[str], lang: str) -> str:
    """Periods in words; some of them have commas of their own."""
    return "; ".join(reported_period(period, lang) for period in periods)


def letters(remarks: Sequence[Remark]) -> dict[Place, str]:
    """For each place the letters of the remarks on it."""
    by_place: dict[Place, str] = defaultdict(str)
    for index, remark in enumerate(remarks):
        for place in remark.places:
            by_place[place] += letter(index)
    return dict(by_place)


def letter(index: int) -> str:
    """The letter of a remark; after z come signs with a number."""
    return chr(ord("a") + index) if index < 26 else f"[{index + 1}]"
