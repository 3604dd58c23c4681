"""Instruments that one of two actors has signed and that do not bind it: no bond, and yet not silent (RULES 8)."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from accordgraph.queries.plans import Row, ask, day_of

if TYPE_CHECKING:
    from accordgraph.graph.engines.protocol import Engine
    from accordgraph.queries.header import Header

BINDING = ("entry", "force")
"""Phases of the acts by which an instrument comes to bind an actor."""


class Pair(NamedTuple):
    """Two actors, the wholes that each is part of (itself first), and the day that is asked about."""

    actor: str
    partner: str
    actors: Collection[str]
    partners: Collection[str]
    day: datetime.date


class Acts(NamedTuple):
    """What an actor did under agreements: bases of all its acts, and the signatures that do not bind it, by basis."""

    bases: frozenset[str]
    signed: Mapping[str, Row]


def signed_only(engine: Engine, header: Header, pair: Pair) -> list[Row]:
    """A row of `bases_between` for each agreement of both that one at least has only signed by the day."""
    actors = sorted({*pair.actors, *pair.partners})
    bases = {
        str(row["basis"]): row
        for row in ask(engine, "bases_of_actors", {"actors": actors})
        if row["kind"] == "agreement"
    }
    acts = {actor: _acts(engine, actor, pair.day) for actor in actors}
    return [
        _row(header, pair, (actor, partner), bases[basis])
        for actor, partner in product(pair.actors, pair.partners)
        if actor != partner
        for basis in sorted(_common(acts[actor], acts[partner]) & bases.keys())
        if (actor, partner) == (pair.actor, pair.partner) or bases[basis]["form"] == "treaty"
    ]


def _acts(engine: Engine, actor: str, day: datetime.date) -> Acts:
    rows = ask(engine, "acts_of_actor", {"actor": actor})
    bound = {row["basis"] for row in rows if row["phase"] in BINDING and is_by(row, day)}
    signed = {str(row["basis"]): row for row in rows if row["phase"] == "sign" and row["basis"] not in bound}
    current = {basis: row for basis, row in signed.items() if is_by(row, day)}
    for basis in taking_part(engine, actor, current, day):
        del current[basis]
    return Acts(frozenset({*map(str, bound), *current}), current)


def taking_part(engine: Engine, actor: str, bases: Collection[str], day: datetime.date) -> set[str]:
    """Those of some bases in which an actor may take part by a day, whatever is known of its acts: by a list, say."""
    rows = ask(engine, "participations", {"actors": [actor], "bases": sorted(bases)}) if bases else []
    starts = {str(row["basis"]): day_of(row["start_earliest"]) for row in rows if row["held"]}
    return {basis for basis, first in starts.items() if first is None or first <= day}


def is_by(act: Row, day: datetime.date) -> bool:
    """Whether an act may have been done by a day."""
    first = day_of(act["done_earliest"])
    return first is None or first <= day


def _common(one: Acts, other: Acts) -> set[str]:
    return {basis for basis in one.bases & other.bases if basis in one.signed or basis in other.signed}


def _row(header: Header, pair: Pair, sides: tuple[str, str], basis: Row) -> Row:
    known = {
        "basis": basis["basis"],
        "name": basis["basis_name"],
        "form": basis["form"],
        "in_force": "no",
        "why_possible": "signed",
        "via_actor": None if sides[0] == pair.actor else sides[0],
        "via_partner": None if sides[1] == pair.partner else sides[1],
        "reach": "named" if sides == (pair.actor, pair.partner) else "bound-through",
    }
    return {column.name: known.get(column.name) for column in header.columns}
