"""Links of two participations in a basis that makes none by itself: open to other states, or with very many parties.

A link is computed here from the rows of `participations` as the derivation writes it for other bases (RULES 5 and 8).
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache
from itertools import product
from typing import TYPE_CHECKING

from accordgraph.graph.dates import bounds
from accordgraph.graph.dates.edtf import read
from accordgraph.ontology.registry import NOBODY, registry
from accordgraph.queries.plans import Row, day_of

if TYPE_CHECKING:
    from accordgraph.graph.engines.protocol import Value

END_PRECEDENCE = ("exit", "unreported", "during", "term", "denied", "none")
"""A link ends as the side does whose end is reported most definitely."""

PAUSE = ("paused_kind", "paused_from_earliest", "paused_from_latest", "paused_to_earliest", "paused_to_latest")


def pairs(own: Iterable[Row], others: Iterable[Row]) -> Iterator[Row]:
    """A row of the question `between` for each two participations of one basis whose roles link and that may overlap.

    With it what the answer for a day compares (`sure_until`, `presumed_until` ...). `own` are rows of `participations`
    of the actors that the links are of, `others` those of their partners; there is no link of an actor with itself.
    """
    by_basis: dict[object, list[Row]] = {}
    for row in others:
        by_basis.setdefault(row["basis"], []).append(row)
    for x in own:
        for y in by_basis.get(x["basis"], ()):
            if x["actor"] != y["actor"] and is_pair(x, y):
                yield link(x, y)


def is_pair(x: Row, y: Row) -> bool:
    """Whether two participations in one basis are a bond between their actors."""
    return is_bond(x) and roles_link(str(x["role"]), str(y["role"])) and _may_overlap(x, y)


def is_bond(row: Row) -> bool:
    """Whether the basis of a participation sets up cooperation between any two of its parties."""
    return row["kind"] != "operation" and row["mutual"] is not False


@cache
def roles_link(role: str, other: str) -> bool:
    """Whether two roles cooperate."""
    return (registry().group_of(role), registry().group_of(other)) in _linked_groups()


def is_linking(row: Row) -> bool:
    """Whether the role of a participation cooperates with any other."""
    return registry().group_of(row["role"]) != NOBODY


def link(x: Row, y: Row) -> Row:
    """The link of two participations: since is the later start, until the earlier end, bound by bound."""
    a, b = sorted((x, y), key=lambda row: str(row["actor"]))
    since = _extreme(max, x, y, "start_earliest"), _if_both(max, x, y, "start_latest")
    sure = _if_both(min, x, y, "sure_until")
    return {
        "cooperation": link_id(str(a["participation"]), str(b["participation"])),
        "actor": x["actor"],
        "partner": y["actor"],
        "partner_name": None,
        **{name: x.get(name) for name in ("basis", "basis_name", "kind")},
        "since": _since(a, b, since),
        "since_earliest": since[0],
        "since_latest": since[1],
        "until_earliest": None if sure is None else max(sure, since[0] or sure),
        "until_latest": _extreme(min, x, y, "end_latest"),
        **_attested(a, b, since[0]),
        **_standings(a, b),
        **_ends(a, b),
        "sure_until": sure,
        "mode": "provisional" if "provisional" in (x["mode"], y["mode"]) else "bound",
        "rank": min((int(str(row["rank"])) for row in (x, y) if row["rank"] is not None), default=None),
        "parent_unreported": a["parent_unreported"] or b["parent_unreported"],
        "stranger": a["stranger"] or b["stranger"],
        **dict.fromkeys(("replacement", "replaced_from", *PAUSE)),
    }


def link_id(participation: str, other: str) -> str:
    """The id of the link of two participations, of which the first is that of the actor whose id comes first."""
    return f"{participation}~{other.partition('~')[2]}"


def directed(row: Row) -> Row:
    """A link from the actor whose id comes first, as it is written out."""
    if str(row["actor"]) < str(row["partner"]):
        return row
    return {**row, "actor": row["partner"], "partner": row["actor"]}


# ---------------------------------------------------------------- which pairs
@cache
def _linked_groups() -> frozenset[tuple[str, str]]:
    both_ways = {pair for a, b in registry().links for pair in ((a, b), (b, a))}
    return frozenset(both_ways)


def _may_overlap(x: Row, y: Row) -> bool:
    return all(
        (last := day_of(one["end_latest"])) is None
        or (first := day_of(other["start_earliest"])) is None
        or last >= first
        for one, other in product((x, y), repeat=2)
    )


# ---------------------------------------------------------------- bounds
Choice = Callable[[Sequence[datetime.date]], datetime.date]


def _days(x: Row, y: Row, name: str) -> list[datetime.date]:
    return [day for row in (x, y) if (day := day_of(row[name])) is not None]


def _extreme(choose: Choice, x: Row, y: Row, name: str) -> datetime.date | None:
    """The later or earlier of two days; of one that is known that one."""
    days = _days(x, y, name)
    return choose(days) if days else None


def _if_both(choose: Choice, x: Row, y: Row, name: str) -> datetime.date | None:
    days = _days(x, y, name)
    return choose(days) if len(days) == 2 else None


def _since(a: Row, b: Row, since: tuple[datetime.date | None, datetime.date | None]) -> str | None:
    """The text of the side that begins at just these bounds, or one of our own."""
    for side in (a, b):
        if (side["start_earliest"], side["start_latest"]) == since and side["start"] is not None:
            return str(side["start"])
    return bounds.write(*since)


def _attested(a: Row, b: Row, since: datetime.date | None) -> Row:
    """When the one was attested that was attested longer ago, never before the two were together."""
    days = _days(a, b, "last_attested")
    first = min(days, default=None)
    if len(days) < 2 or first is None or (since is not None and first < since):
        return {"last_attested": None, "attested": None}
    longer_ago = min((a, b), key=lambda row: str(row["last_attested"]))
    latest = read(str(longer_ago["attested"])).end[1] if longer_ago["attested"] else None
    return {"last_attested": first, "attested": bounds.write(first, max(first, latest or first))}


def _ends(a: Row, b: Row) -> Row:
    """The end as reported of the side whose reported end is the earlier, and what casts doubt on either side."""
    x_last, y_last = day_of(a["until_latest_reported"]), day_of(b["until_latest_reported"])
    a_first = x_last <= y_last if x_last and y_last else y_last is None
    is_open = any(row["disputed_from"] is not None and row["disputed_to"] is None for row in (a, b))
    goes_on = _goes_on(a) or _goes_on(b)
    return {
        "until": a["until"] if b["until"] is None or (a_first and a["until"] is not None) else b["until"],
        "until_latest_reported": _extreme(min, a, b, "until_latest_reported"),
        "end_kind": _first_of(END_PRECEDENCE, (a["end_kind"], b["end_kind"])),
        "presumed_until": _extreme(min, a, b, "presumed_until") if goes_on else None,
        "disputed_to": None if is_open else _extreme(max, a, b, "disputed_to"),
        **{name: _extreme(min, a, b, name) for name in ("rests_until", "notice_from", "disputed_from")},
    }


def _goes_on(row: Row) -> bool:
    """Whether no end is reported, or only by a lesser voice."""
    return row["end_kind"] == "none" or (row["end_kind"] == "denied" and row["until"] is None)


# ---------------------------------------------------------------- standings
def _standings(a: Row, b: Row) -> Row:
    """The side that decides a bound decides its standing; the other counts only where the two overlap."""
    standing = _weakest((a["standing"], b["standing"]))
    return {
        "standing": standing,
        "held": bool(a["held"] and b["held"]),
        "firm": bool(a["firm"] and b["firm"]) and standing != "reading",
        "since_standing": _deciding(a, b, "start_standing", _later(a, b), _later(b, a)),
        "until_standing": _deciding(a, b, "end_standing", _over(a, b), _over(b, a)),
    }


def _deciding(a: Row, b: Row, name: str, is_a: bool, is_b: bool) -> Value:
    if is_a or is_b:
        return (a if is_a else b)[name]
    return _weakest((a[name], b[name]))


def _later(one: Row, other: Row) -> bool:
    first, last = day_of(one["start_earliest"]), day_of(other["start_latest"])
    return first is not None and last is not None and first > last


def _over(one: Row, other: Row) -> bool:
    last, first = day_of(one["end_latest"]), day_of(other["end_earliest"])
    return last is not None and first is not None and last < first


def _weakest(standings: Collection[object]) -> str | None:
    return _first_of(_standings_by_weight(), standings)


@cache
def _standings_by_weight() -> tuple[str, ...]:
    words = registry().words["standings"].values()
    return tuple(word.name for word in sorted(words, key=lambda word: -int(word.fields["weight"])))


def _first_of(order: Sequence[str], words: Collection[object]) -> str | None:
    return next((word for word in order if word in words), None)
