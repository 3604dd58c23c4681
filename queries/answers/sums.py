"""What adds up among numbers and what does not: equal series, sums, shares, and numbers that stand twice.

The rules look at series, measures, periods and values only; they know nothing of what is counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

Place: TypeAlias = "tuple[str, str, str]"
"""Series, measure and period."""

LEAST_SHARED = 3
"""Periods with equal numbers from which on two series are called the same."""

MOST_PARTS = 4
"""Numbers that are added up at most: of more, some always make any total."""

MOST_SERIES = 12
"""Series of one period that sums are looked for among: there are 781 sums of up to four of twelve."""

PART, WHOLE = "executed", "sent"
"""Measures of which the first is a share of the second."""


@dataclass(frozen=True)
class Equal:
    """Two series that have the same numbers, and the periods that only one of them has, each with the number."""

    one: str
    other: str
    measure: str
    only: Sequence[tuple[str, str, float]]


@dataclass(frozen=True)
class Sum:
    """A number that is the sum of others in one period, or is not although it is so in another (`adds_up` false)."""

    measure: str
    period: str
    total: tuple[str, float]
    parts: tuple[tuple[str, float], ...]
    adds_up: bool


@dataclass(frozen=True)
class Share:
    """By period, what is a share of what in one series: part and whole."""

    series: str
    values: Sequence[tuple[str, float, float]]


@dataclass(frozen=True)
class Differing:
    """Several numbers for one place."""

    place: Place
    values: tuple[float, ...]


def values_of(numbers: Iterable[tuple[Place, float]]) -> dict[Place, set[float]]:
    """The numbers by place."""
    values: dict[Place, set[float]] = defaultdict(set)
    for place, value in numbers:
        values[place].add(value)
    return values


def differing(values: Mapping[Place, set[float]]) -> list[Differing]:
    """Places for which sources give different numbers."""
    return [Differing(place, tuple(sorted(several))) for place, several in sorted(values.items()) if len(several) > 1]


def equal(values: Mapping[Place, set[float]]) -> list[Equal]:
    """Series that have the same numbers in all periods that they share, which are `LEAST_SHARED` at least."""
    series = _by_series(values)
    pairs = combinations(sorted(series), 2)
    return [_equal(a, b, series) for a, b in pairs if a[1] == b[1] and _are_equal(series[a], series[b])]


def sums(values: Mapping[Place, set[float]]) -> list[Sum]:
    """Numbers that are the sum of two to `MOST_PARTS` others of their period and measure.

    Of equal series only the first counts. A sum of which some parts add up to another number of the period is left out:
    the two shorter sums say the same. Where the parts of a sum do not make the total of another period, that is a sum
    that does not add up.
    """
    same = {(one.other, one.measure) for one in equal(values)}
    by_period: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    for (series, measure, period), several in values.items():
        if len(several) == 1 and (series, measure) not in same:
            by_period[measure, period][series] = next(iter(several))
    added = [one for (measure, period), numbers in sorted(by_period.items()) for one in _sums(measure, period, numbers)]
    patterns = {(one.measure, one.total[0], tuple(series for series, _ in one.parts)) for one in added}
    return [*added, *_not_adding_up(patterns, by_period)]


def shares(values: Mapping[Place, set[float]]) -> list[Share]:
    """What is a share of what, in the series that have both measures."""
    by_series: dict[str, list[tuple[str, float, float]]] = defaultdict(list)
    for (series, measure, period), several in sorted(values.items()):
        whole = values.get((series, WHOLE, period), set())
        if measure == PART and len(several) == len(whole) == 1:
            by_series[series].append((period, next(iter(several)), next(iter(whole))))
    return [Share(series, rows) for series, rows in by_series.items()]


def _by_series(values: Mapping[Place, set[float]]) -> dict[tuple[str, str], dict[str, float]]:
    series: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    for (name, measure, period), several in values.items():
        if len(several) == 1:
            series[name, measure][period] = next(iter(several))
    return series


def _are_equal(one: Mapping[str, float], other: Mapping[str, float]) -> bool:
    shared = one.keys() & other.keys()
    return len(shared) >= LEAST_SHARED and all(one[period] == other[period] for period in shared)


def _equal(a: tuple[str, str], b: tuple[str, str], series: Mapping[tuple[str, str], Mapping[str, float]]) -> Equal:
    """The one that has more periods stands first."""
    one, other = sorted((a, b), key=lambda name: (-len(series[name]), name))
    only = [
        (full[0], period, series[full][period])
        for full, lacking in ((one, other), (other, one))
        for period in sorted(series[full].keys() - series[lacking].keys())
    ]
    return Equal(one[0], other[0], a[1], only)


def _sums(measure: str, period: str, numbers: Mapping[str, float]) -> Iterator[Sum]:
    if len(numbers) > MOST_SERIES:
        return
    known = set(numbers.values())
    for total in sorted(numbers, key=lambda series: numbers[series]):
        others = [series for series in sorted(numbers) if series != total and numbers[series] > 0]
        for size in range(2, MOST_PARTS + 1):
            for parts in combinations(others, size):
                if sum(numbers[one] for one in parts) == numbers[total] and not _has_shorter(parts, numbers, known):
                    chosen = tuple((one, numbers[one]) for one in parts)
                    yield Sum(measure, period, (total, numbers[total]), chosen, True)


def _has_shorter(parts: Sequence[str], numbers: Mapping[str, float], known: set[float]) -> bool:
    """Whether some of the parts, but not all, make a number of the period."""
    smaller = (some for size in range(2, len(parts)) for some in combinations(parts, size))
    return any(sum(numbers[one] for one in some) in known for some in smaller)


def _not_adding_up(
    patterns: set[tuple[str, str, tuple[str, ...]]], by_period: Mapping[tuple[str, str], Mapping[str, float]]
) -> Iterator[Sum]:
    for measure, total, parts in sorted(patterns):
        for (other, period), numbers in sorted(by_period.items()):
            if other != measure or not {total, *parts} <= numbers.keys():
                continue
            if sum(numbers[one] for one in parts) != numbers[total]:
                chosen = tuple((one, numbers[one]) for one in parts)
                yield Sum(measure, period, (total, numbers[total]), chosen, False)
