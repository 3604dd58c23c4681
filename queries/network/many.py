"""Links of bases that make none among all of their parties, as the network counts them."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from accordgraph.queries.judging import on_day
from accordgraph.queries.pairing import directed, is_bond, is_pair, link, link_id, roles_link
from accordgraph.queries.plans import Row, ask, day_of

if TYPE_CHECKING:
    from accordgraph.graph.engines.protocol import Engine, Value


def held_pairs(engine: Engine, day: datetime.date | None) -> list[tuple[str, str, str]]:
    """Both actors and the basis of each two held participations that link in a basis without links.

    With `day` of what may have been in force then. That is what `links` and `in_force` give of other bases. Links that
    such a basis has for a pause are not given again.
    """
    by_basis, known = _read(engine)
    paused = {str(cooperation).partition("~")[0] for cooperation in known}
    return [
        (x.actor, y.actor, basis)
        for basis, rows in sorted(by_basis.items())
        for x, y in combinations(sorted(_sides(rows, day)), 2)
        if _are_linked(x, y) and not (basis in paused and link_id(x.participation, y.participation) in known)
    ]


def bases(engine: Engine) -> set[str]:
    """The bases without links that somebody is held to take part in, by a dossier that is trusted."""
    rows = ask(engine, "participations", {"linked": False})
    return {str(row["basis"]) for row in rows if row["held"] and row["stranger"] is None}


def links(engine: Engine, day: datetime.date | None, *, held_only: bool) -> list[Row]:
    """The same as rows of the question `cooperations`, with `day` also of `in_force`."""
    by_basis, known = _read(engine)
    rows = [directed(link(x, y)) for x, y in _two(by_basis) if not held_only or (x["held"] and y["held"])]
    unwritten = [row for row in rows if row["cooperation"] not in known]
    if day is None:
        return unwritten
    return on_day(unwritten, day)


def _read(engine: Engine) -> tuple[dict[str, list[Row]], set[Value]]:
    """Who takes part in each basis without links, and the links that such a basis has all the same."""
    by_basis: defaultdict[str, list[Row]] = defaultdict(list)
    for row in ask(engine, "participations", {"linked": False}):
        by_basis[str(row["basis"])].append(row)
    written = ask(engine, "cooperations", {"bases": sorted(by_basis)}) if by_basis else []
    return by_basis, {row["cooperation"] for row in written}


def _two(by_basis: dict[str, list[Row]]) -> Iterator[tuple[Row, Row]]:
    for _, rows in sorted(by_basis.items()):
        for x, y in combinations(rows, 2):
            if x["actor"] != y["actor"] and is_pair(x, y):
                yield x, y


class _Side(NamedTuple):
    """A held participation as a million of pairs are compared by it; a bound that is not known lies at the edge."""

    actor: str
    participation: str
    role: str
    first: datetime.date
    last: datetime.date


def _sides(rows: list[Row], day: datetime.date | None) -> Iterator[_Side]:
    """Those that may link with somebody, with `day` on that day."""
    for row in rows:
        first = day_of(row["start_earliest"]) or datetime.date.min
        last = day_of(row["end_latest"]) or datetime.date.max
        if (
            row["held"]
            and row["stranger"] is None
            and is_bond(row)
            and first <= last
            and (day is None or first <= day <= last)
        ):
            yield _Side(str(row["actor"]), str(row["participation"]), str(row["role"]), first, last)


def _are_linked(x: _Side, y: _Side) -> bool:
    return x.actor != y.actor and x.first <= y.last and y.first <= x.last and roles_link(x.role, y.role)
