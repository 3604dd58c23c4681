"""Bases that make no links among all, open to other states or of more than 50 parties: answered from participations."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from accordgraph.graph.ranks import CURATED, DECISIVE_RANK, EDITORIAL, STRONG_RANK
from accordgraph.queries.pairing import is_linking, pairs
from accordgraph.queries.plans import Row, ask, day_of

if TYPE_CHECKING:
    from accordgraph.graph.engines.protocol import Engine
    from accordgraph.graph.names.index import Names
    from accordgraph.queries.session import Session

PARTS_OF_A_LINK = 5
"""The id of a link is that of its basis, and an actor and an episode for each side."""


class Crowd(NamedTuple):
    """One basis without links that an actor takes part in: with how many others, and its own participation.

    `is_mutual` is false where its parties owe each other nothing; `others` are then all who take part.
    """

    basis: str
    actor: str
    others: int
    own: Row
    is_mutual: bool


def bases_of(engine: Engine, actors: Collection[str]) -> list[str]:
    """The bases without links that some of these actors are held to take part in, sorted."""
    rows = ask(engine, "unlinked_bases", {"actors": sorted(actors)})
    return sorted({str(row["basis"]) for row in rows})


def _ready_bases_of(session: Session, actors: Collection[str]) -> list[str]:
    """The same from the rows that a load has made ready, where the session has them: nearly all have none."""
    ready = session.kept.ready if session.kept else None
    if ready is None or not ready.has("unlinked_bases"):
        return bases_of(session.engine, actors)
    return sorted({str(row["basis"]) for actor in actors for row in ready.rows("unlinked_bases", actor)})


def between(engine: Engine, actor: str, partner: str) -> list[Row]:
    """The links of two actors in bases without links, as rows of the question `between`."""
    if actor == partner:
        return []
    rows = ask(engine, "participations", {"actors": [actor, partner], "linked": False})
    sides = [[row for row in rows if row["actor"] == one] for one in (actor, partner)]
    return _with_replaced(engine, list(pairs(*sides)))


def with_pairs(engine: Engine, links: list[Row], actor: str, partner: str) -> list[Row]:
    """The links of two actors, and those in bases without links that are none of them."""
    known = {row["cooperation"] for row in links}
    return [*links, *(row for row in between(engine, actor, partner) if row["cooperation"] not in known)]


def sides_of(engine: Engine, names: Names, identifier: str) -> tuple[str, str] | None:
    """The two participations of a link in a basis without links, by the link's id; None if there is no such link.

    A link that is written out has a class by itself, and none of this.
    """
    parts = identifier.split("~")
    if len(parts) != PARTS_OF_A_LINK or names.class_of(identifier):
        return None
    basis, actor, episode, partner, other = parts
    sides = f"{basis}~{actor}~{episode}", f"{basis}~{partner}~{other}"
    if not all(names.class_of(one) == "Participation" for one in sides):
        return None
    rows = between(engine, actor, partner)
    return sides if any(row["cooperation"] == identifier for row in rows) else None


def evidence(sides: Sequence[Sequence[Row]]) -> list[Row]:
    """The statements behind a link in a basis without links, from those behind its two participations.

    What both rest on is of no side, so that a complete list leaves nobody out.
    """
    by_statement: dict[object, Row] = {}
    for row in (row for rows in sides for row in rows):
        known = by_statement.get(row["statement"])
        if known is not None and known["side"] != row["side"]:
            row = {**row, "side": None, "reading_order": 2 if row["stance"] == "denies" else 3}
        by_statement[row["statement"]] = row
    return list(by_statement.values())


def neighbours(engine: Engine, actors: Collection[str], *, with_strangers: bool = False) -> list[Row]:
    """Each pair of one of the actors with another that are held to be linked in a basis without links."""
    bases = bases_of(engine, actors)
    rows = ask(engine, "participations", {"bases": bases, "linked": False}) if bases else []
    held = [row for row in rows if row["held"] and (with_strangers or row["stranger"] is None)]
    return [
        {"actor": row["actor"], "partner": row["partner"]}
        for row in pairs((row for row in held if row["actor"] in actors), held)
    ]


def partners(engine: Engine, actors: Collection[str], basis: str) -> list[Row]:
    """The links of actors with all others in one basis without links, as rows of the question `between`."""
    rows = ask(engine, "participations", {"bases": [basis], "linked": False})
    own = [row for row in rows if row["actor"] in actors]
    return _with_replaced(engine, list(pairs(own, (row for row in rows if row["actor"] not in actors))))


def crowds(session: Session, actors: Collection[str], day: datetime.date | None = None) -> list[Crowd]:
    """For each basis without links and each of the actors in it: how many others it binds the actor to.

    With `day` only what may have been on that day counts; without, nobody who has left does.
    """
    bases = _ready_bases_of(session, actors)
    rows = ask(session.engine, "participations", {"bases": bases, "linked": False}) if bases else []
    held = [row for row in rows if row["held"] and (day is None or may_be_on(row, day))]
    linked_pairs = []
    for own in (row for row in held if row["actor"] in actors):
        others = [row for row in held if row["actor"] not in actors and row["basis"] == own["basis"]]
        is_mutual = own["mutual"] is not False
        linked = {row["partner"] for row in pairs([own], others)} if is_mutual else {row["actor"] for row in others}
        if linked:
            staying = linked & {row["actor"] for row in others if day is not None or row["end_kind"] != "exit"}
            linked_pairs.append(Crowd(str(own["basis"]), str(own["actor"]), len(staying), own, is_mutual))
    return sorted(linked_pairs, key=lambda one: (one.basis, one.actor, str(one.own["participation"])))


def may_be_on(row: Row, day: datetime.date) -> bool:
    """Whether a participation may have lasted on a day."""
    first, last = day_of(row["start_earliest"]), day_of(row["end_latest"])
    return not ((first and first > day) or (last and last < day))


def _with_replaced(engine: Engine, links: list[Row]) -> list[Row]:
    """The links with the first day on which what replaces their basis may be in force between the two (RULES 8)."""
    bases = sorted({str(row["basis"]) for row in links})
    relations = ask(engine, "relations_of", {"bases": bases}) if bases else []
    newer = [row for row in relations if row["relation"] == "replaces" and row["other"] in bases]
    if not newer:
        return links
    rows = ask(engine, "participations", {"bases": sorted({str(row["basis"]) for row in newer})})
    reports = {(str(row["basis"]), str(row["other"])): _reported(engine, row) for row in newer}
    for link in links:
        for (basis, other), report in sorted(reports.items()):
            if other == link["basis"] and _decides(report, link):
                _replace(link, basis, [row for row in rows if row["basis"] == basis])
    return links


def _reported(engine: Engine, relation: Row) -> tuple[int, int]:
    """How well it is reported that a basis replaces another: the highest rank, and voices of press or better."""
    behind = ask(engine, "evidence", {"id": str(relation["basis"])}, None, {"id": "Basis"})
    replacing = [row for row in behind if row["property"] == "replaces" and row["value"] == relation["other"]]
    stated = [row for row in replacing if row["stance"] == "asserts" and row["how"] != "inferred"]
    named = ask(engine, "sources_named", {"sources": sorted({str(row["source"]) for row in stated})}) if stated else []
    counted = {row["source"]: row for row in named if not row["withdrawn"]}
    ranks = {source: int(str(row["rank"] or 0)) for source, row in counted.items()}
    strong = {row["voice"] for row in stated if ranks.get(row["source"], 0) >= STRONG_RANK}
    own = [CURATED for row in counted.values() if row["kind"] == EDITORIAL]
    return max([*ranks.values(), *own], default=0), len(strong)


def _decides(report: tuple[int, int], link: Row) -> bool:
    """Whether a report on another instrument casts doubt on a link, as the derivation decides it."""
    authority, strong = report
    best = link["rank"]
    return best is None or authority >= min(int(str(best)), DECISIVE_RANK) or strong > 1


def _replace(link: Row, basis: str, parties: Iterable[Row]) -> None:
    """Note a newer basis that both are held to be bound by, if it is the first to be in force between the two."""
    days: list[list[object]] = [
        [row["start_earliest"] for row in parties if row["actor"] == actor and _is_bound(row)]
        for actor in (link["actor"], link["partner"])
    ]
    if not all(days):
        return
    known = [[day for one in side if (day := day_of(one))] for side in days]
    begun = [*(min(side) for side in known if side), *filter(None, [day_of(link["since_earliest"])])]
    day, last = max(begun, default=None), day_of(link["until_latest"])
    before = day_of(link["replaced_from"])
    is_first = link["replacement"] is None or (day is not None and before is not None and day < before)
    if is_first and (day is None or last is None or day <= last):
        link |= {"replaced_from": day, "replacement": basis}


def _is_bound(row: Row) -> bool:
    return bool(row["held"]) and row["mode"] == "bound" and is_linking(row)
