"""Answers from rows that a load has made ready, where the session has them: the same that the engine gives."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING

from accordgraph.queries.judging import on_day

if TYPE_CHECKING:
    from accordgraph.queries.header import Header
    from accordgraph.queries.parameters import Bound
    from accordgraph.queries.plans import Row
    from accordgraph.queries.session import Session

OF_ACTOR = {
    "partners": ("actor", "cooperations"),
    "partners_on": ("actor", "cooperations"),
    "acts_of_actor": ("actor", "acts_of_actor"),
    "evidence": ("id", "evidence"),
    "conflicts_of": ("id", "conflicts_of"),
    "actors": ("actors", "actors"),
}
"""By question, the parameter that names an actor, and the rows from which it is answered."""

ANY = "id"
"""The parameter that may name a thing of any class."""


def ready(
    session: Session,
    header: Header,
    values: Mapping[str, Bound],
    lists: Mapping[str, list[str]],
    classes: Mapping[str, str],
) -> list[Row] | None:
    """The rows of a question about one actor; None where the engine is to be asked. See `plans.ask` for the values."""
    known = None if session.kept is None else session.kept.ready
    if known is None or header.name not in OF_ACTOR:
        return None
    parameter, stored = OF_ACTOR[header.name]
    thing = values.get(parameter)
    if isinstance(thing, list):
        thing = thing[0] if len(thing) == 1 else None
    is_alone = isinstance(thing, str) and lists in ({}, {"actors": [thing]})
    class_ = classes.get(parameter) if parameter == ANY else "Actor"
    if not is_alone or class_ != "Actor" or not known.has(stored):
        return None
    names = [column.name for column in header.columns]
    day = values.get("day")
    if not isinstance(day, datetime.date):
        return known.rows(stored, str(thing), names)
    return [{name: row[name] for name in names} for row in on_day(known.rows(stored, str(thing)), day)]
