"""Asks a question of an engine and gives an answer: rows in a stable order, names in the asked language, notes."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from importlib import import_module
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeAlias

from accordgraph.graph.dates import bounds
from accordgraph.queries import catalogue, many, notes, parameters
from accordgraph.queries.answer import Answer
from accordgraph.queries.expansion import expand
from accordgraph.queries.header import Column, Header
from accordgraph.queries.parameters import Argument, Bound
from accordgraph.queries.plans import Plan, Row, ask, day_of, plan
from accordgraph.queries.ready import ready
from accordgraph.queries.signed import Pair, signed_only

if TYPE_CHECKING:
    from accordgraph.graph.names.index import Names
    from accordgraph.queries.session import Session

__all__ = ["Answer", "Plan", "Row", "finish", "plan", "run"]

LEAVING_OUT = ("partners", "partners_on")
"""The questions whose answers name bases without links in a note, one for all of their parties."""

STRANGER = "stranger"
"""The column with the dossier that alone says what stands in a row, where nobody has trusted it."""

BEHIND_A_THING = ("evidence", "conflicts_of")
"""The questions about any thing by its id, which may be a link that is not written out."""

Strategy: TypeAlias = "Callable[[Session, Mapping[str, Bound]], tuple[list[Row], list[str]]]"
"""How a question is answered: from a session and the values of its parameters to rows and notes."""


def run(session: Session, name: str, arguments: Mapping[str, Argument]) -> Answer:
    """Ask a question by its name. Actors and bases may be given by id, name, acronym or alias.

    Names in the rows are in the language of the session, English where one is missing. Raises NotFoundError where the
    question or a thing is unknown, AmbiguousError where a name fits several things, UsageError and InputError where
    parameters do not fit the question, EngineError where the engine fails.
    """
    header = catalogue.header(name)
    values = parameters.read(header, arguments)
    if name in BEHIND_A_THING and (sides := many.sides_of(session.engine, session.names, str(values["id"]))):
        return finish(header, _behind_unwritten(session, name, sides), session.names, session.lang, [])
    rows, texts = _strategy(header)(session, parameters.resolve(header, values, session.names))
    return finish(header, rows, session.names, session.lang, texts)


def finish(header: Header, rows: list[Row], names: Names, lang: str, texts: list[str]) -> Answer:
    """Rows of a question as an answer: what the engine cannot write is filled in, and the order is settled."""
    for column in header.columns:
        if column.names:
            _fill_names(rows, column.name, column.names, names, lang)
        if column.bounds:
            _fill_dates(rows, column, *column.bounds)
    columns = tuple(column.name for column in header.columns)
    return Answer(columns, _sorted(rows, header.order, columns), texts, header)


def _strategy(header: Header) -> Strategy:
    if header.name not in catalogue.computed():
        return partial(_ask, header)
    computed: Strategy = import_module(f"accordgraph.queries.network.{header.name}").answer
    return computed


def _ask(header: Header, session: Session, values: Mapping[str, Bound]) -> tuple[list[Row], list[str]]:
    """Send the text of the question to the engine."""
    lists = expand(session.engine, header, values)
    classes = _classes(header, session.names, values)
    rows = ready(session, header, values, lists, classes)
    if rows is None:
        rows = ask(session.engine, header.name, values, lists, classes)
    if header.name == "between":
        rows = many.with_pairs(session.engine, rows, str(values["actor"]), str(values["partner"]))
        rows = [{column.name: row[column.name] for column in header.columns} for row in rows]
    if header.name == "bases_between":
        rows = [*rows, *signed_only(session.engine, header, _pair(values, lists))]
    return rows, _notes(session, header, values, lists)


def _pair(values: Mapping[str, Bound], lists: Mapping[str, list[str]]) -> Pair:
    actor, partner, day = str(values["actor"]), str(values["partner"]), values["day"]
    assert isinstance(day, datetime.date)
    return Pair(actor, partner, lists.get("actors", [actor]), lists.get("partners", [partner]), day)


def _behind_unwritten(session: Session, name: str, sides: tuple[str, str]) -> list[Row]:
    """The rows on a link that is not written out, from those on its two participations."""
    classes = {"id": "Participation"}
    first, second = (ask(session.engine, name, {"id": one}, None, classes) for one in sides)
    if name == "evidence":
        return many.evidence([first, second])
    return [*first, *(row for row in second if row not in first)]


def _classes(header: Header, names: Names, values: Mapping[str, Bound]) -> dict[str, str]:
    """The class of each thing that may be of any."""
    things = {one.name: str(values[one.name]) for one in header.parameters if one.type == "id" and one.name in values}
    return {name: class_ for name, thing in things.items() if (class_ := names.class_of(thing))}


def _sorted(rows: list[Row], order: Sequence[str], columns: Sequence[str]) -> list[Row]:
    """Rows by the columns of an order, and only where these do not settle it by all."""
    keyed = [([_key(row[column], column) for column in order], number) for number, row in enumerate(rows)]
    keyed.sort()
    if all(one[0] != after[0] for one, after in pairwise(keyed)):
        return [rows[number] for _, number in keyed]
    return sorted(rows, key=lambda row: [_key(row[column], column) for column in (*order, *columns)])


def _key(value: object, column: str) -> tuple[bool, Any]:
    """What is unknown comes last; what a dossier says that nobody has trusted comes after what has no such dossier."""
    return ((value is None) != (column == STRANGER), 0 if value is None else value)


def _fill_names(rows: list[Row], column: str, ids: str, names: Names, lang: str) -> None:
    name_of = names.names_of((str(row[ids]) for row in rows if row[ids] is not None), lang)
    for row in rows:
        row[column] = name_of.get(str(row[ids]))


def _fill_dates(rows: list[Row], column: Column, earliest: str, latest: str) -> None:
    """Where no participation begins at just these bounds, the text of the date is ours to write."""
    for row in rows:
        if row[column.name] is None:
            row[column.name] = bounds.write(day_of(row[earliest]), day_of(row[latest]))


def _notes(session: Session, header: Header, values: Mapping[str, Bound], lists: Mapping[str, list[str]]) -> list[str]:
    if header.name not in LEAVING_OUT:
        return []
    day = values.get("day")
    actors = lists.get("actors", [str(values["actor"])])
    return notes.unlinked(session, actors, day if isinstance(day, datetime.date) else None)
