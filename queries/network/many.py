"""Links of bases that make none among all of their parties, as the network counts them."""

from __future__ import annotations

import datetime
from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from accordgraph.queries.judging import When, judge
from accordgraph.queries.network.links import Link
from accordgraph.queries.pairing import is_pair, link
from accordgraph.queries.plans import Row, ask

if TYPE_CHECKING:
    from accordgraph.graph.engines.protocol import Engine, Value


def held_pairs(engine: Engine, day: datetime.date | None) -> list[Link]:
    """Each two participations that are held and linked in a basis without links; with `day` what may have been then.

    What `links` and `in_force` give of other bases. Links that such a basis has for a pause are not given again.
    """
    by_basis: defaultdict[str, list[Row]] = defaultdict(list)
    for row in ask(engine, "participations", {"linked": False}):
        if row["held"]:
            by_basis[str(row["basis"])].append(row)
    known = {row["cooperation"] for row in ask(engine, "cooperations", {}) if row["basis"] in by_basis}
    return [
        _between(x, y)
        for _, rows in sorted(by_basis.items())
        for x, y in combinations(rows, 2)
        if x["actor"] != y["actor"] and is_pair(x, y) and _counts(x, y, day, known)
    ]


def _between(x: Row, y: Row) -> Link:
    a, b = sorted((str(x["actor"]), str(y["actor"])))
    return Link(a, b, str(x["basis"]))


def _counts(x: Row, y: Row, day: datetime.date | None, known: set[Value]) -> bool:
    if day is None and not known:
        return True
    row = link(x, y)
    is_on = day is None or judge(When.of_link(row), day).in_force != "no"
    return is_on and row["cooperation"] not in known
