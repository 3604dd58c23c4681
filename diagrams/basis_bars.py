"""Since when each basis joins the middle and its partners: a row a basis, in days that any file places."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from accordgraph.diagrams.facts import IN_FORCE, Link
from accordgraph.diagrams.in_force import InForce, Period, boundary_days, judge
from accordgraph.diagrams.layout.column_parts import start_in_words
from accordgraph.diagrams.model import Diagram

ANSWERS = (*IN_FORCE, "no")
"""The answers for a day, the surest first."""

Sides: TypeAlias = tuple[Sequence[Link], Sequence[Link]]
"""The links of those in the middle, and of their partners."""


@dataclass(frozen=True)
class BasisBar:
    """A basis in the timeline: periods by how sure it is, days on which somebody joined after the first.

    `when` says in words since when. Nobody knows the first day of one that is `open_before`, nor the last of one that
    is `open_after`.
    """

    basis: str
    name: str
    when: str
    periods: tuple[Period, ...]
    joined: tuple[datetime.date, ...]
    open_before: bool
    open_after: bool


def basis_bars(diagram: Diagram, bases: Iterable[str], first: datetime.date, last: datetime.date) -> list[BasisBar]:
    """The bars of these bases between two days, the oldest first; those whose beginning nobody knows come last."""
    links: defaultdict[str, list[Link]] = defaultdict(list)
    for link in diagram.links:
        if link.held:
            links[link.basis].append(link)
    names = {node.id: node.label for node in diagram.nodes}
    inside = set(diagram.overview.middle) if diagram.overview else set[str]()
    drawn = (_bar(diagram, names[one], _sides(links[one], inside), first, last) for one in bases if links[one])
    bars = [bar for bar in drawn if bar]
    return sorted(bars, key=lambda bar: (bar.open_before, bar.periods[0].first, bar.basis))


def only(diagram: Diagram, bases: Collection[str]) -> Diagram:
    """The diagram with the links of these bases: a convention of 1951 is no reason to press the years of all others."""
    return replace(diagram, links=tuple(link for link in diagram.links if link.basis in bases))


def _bar(diagram: Diagram, name: str, sides: Sides, first: datetime.date, last: datetime.date) -> BasisBar | None:
    links = [link for side in sides for link in side]
    periods = _periods(sides, first, last) if all(sides) else []
    if not periods:
        return None
    return BasisBar(
        links[0].basis,
        name,
        start_in_words(diagram, links[0].basis_kind, min(links, key=_begun)),
        tuple(periods),
        _joined(sides[1]),
        open_before=any(all(link.when.since_earliest is None for link in side) for side in sides),
        open_after=all(any(link.when.until_latest is None for link in side) for side in sides),
    )


def _sides(links: Sequence[Link], inside: Collection[str]) -> Sides:
    """With nothing in the middle, the first to take part stands against the rest."""
    own = inside or {min(links, key=_begun).start}
    return [link for link in links if link.start in own], [link for link in links if link.start not in own]


def _begun(link: Link) -> str:
    return str(link.when.since_latest or "~")


def _periods(sides: Sides, first: datetime.date, last: datetime.date) -> list[Period]:
    """Periods of the same answer: how sure it is that somebody of the middle and a partner both took part."""
    turns = {day for side in sides for link in side for day in boundary_days(link.when) if first < day < last}
    days = sorted({first, *turns})
    pieces: list[Period] = []
    for start, stop in zip(days, [*days[1:], last], strict=True):
        answer = _answer(sides, start)
        if pieces and pieces[-1].in_force == answer:
            pieces[-1] = pieces[-1]._replace(after=stop)
        else:
            pieces.append(Period(start, stop, answer))
    return [piece for piece in pieces if piece.in_force != "no"]


def _answer(sides: Sides, day: datetime.date) -> InForce:
    """As sure as the lesser of the two sides, each as sure as the surest of its own."""
    answers = (min((judge(link.when, day).in_force for link in side), key=ANSWERS.index) for side in sides)
    return max(answers, key=ANSWERS.index)


def _joined(partners: Sequence[Link]) -> tuple[datetime.date, ...]:
    """The days, of those that are known, on which a partner joined after the first."""
    starts = [(link.when.since_earliest, link.when.since_latest) for link in partners]
    return tuple(sorted({earliest for earliest, latest in starts if earliest and earliest == latest})[1:])
