"""Asks a question of an engine and gives an answer: rows in a stable order, names in the asked language, notes."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeAlias

from accordgraph.graph.dates import bounds
from accordgraph.queries import catalogue, notes, parameters
from accordgraph.queries.answer import Answer
from accordgraph.queries.expansion import expand
from accordgraph.queries.header import Column, Header
from accordgraph.queries.parameters import Bound, Given
from accordgraph.queries.plans import Plan, Row, ask, plan

if TYPE_CHECKING:
    from accordgraph.graph.engines.protocol import Engine
    from accordgraph.graph.names.index import Names

__all__ = ["Answer", "Plan", "Row", "finish", "plan", "run"]

SIDES = {"partners": ("actor",), "partners_on": ("actor",), "between": ("actor", "partner")}
"""The questions whose answers leave out bases without links, and the parameters that name who takes part."""

Way: TypeAlias = "Callable[[Engine, Names, Mapping[str, Bound], str], tuple[list[Row], list[str]]]"
"""How a question is answered: by an engine, the names, values of the parameters and a language; rows and notes."""


def run(engine: Engine, names: Names, name: str, given: Mapping[str, Given], lang: str = "en") -> Answer:
    """Ask a question by its name. Actors and bases may be given by id, name, acronym or alias.

    `lang` is the language of the names in the rows, English where one is missing. Raises NotFoundError where the
    question or a thing is unknown, AmbiguousError where a name fits several things, UsageError and InputError where
    parameters do not fit the question, EngineError where the engine fails.
    """
    header = catalogue.header(name)
    values = parameters.resolve(header, parameters.read(header, given), names)
    rows, said = _way(header)(engine, names, values, lang)
    return finish(header, rows, names, lang, said)


def finish(header: Header, rows: list[Row], names: Names, lang: str, said: list[str]) -> Answer:
    """Rows of a question as an answer: what the engine cannot write is filled in, and the order is settled."""
    for column in header.columns:
        if column.names:
            _fill_names(rows, column.name, column.names, names, lang)
        if column.bounds:
            _fill_dates(rows, column, *column.bounds)
    columns = tuple(column.name for column in header.columns)
    keys = (*header.order, *columns)
    return Answer(columns, sorted(rows, key=lambda row: [_key(row[column]) for column in keys]), said, header)


def _way(header: Header) -> Way:
    if header.name not in catalogue.computed():
        return partial(_ask, header)
    way: Way = import_module(f"accordgraph.queries.network.{header.name}").answer
    return way


def _ask(
    header: Header, engine: Engine, names: Names, values: Mapping[str, Bound], lang: str
) -> tuple[list[Row], list[str]]:
    """Send the text of the question to the engine."""
    lists = expand(engine, header, values)
    rows = ask(engine, header.name, values, lists)
    return rows, _notes(engine, names, header, values, lists, lang)


def _key(value: object) -> tuple[bool, Any]:
    """What is unknown comes last."""
    return (value is None, 0 if value is None else value)


def _fill_names(rows: list[Row], column: str, ids: str, names: Names, lang: str) -> None:
    found = {thing: names.name(thing, lang) for thing in {str(row[ids]) for row in rows if row[ids] is not None}}
    for row in rows:
        row[column] = found.get(str(row[ids]))


def _fill_dates(rows: list[Row], column: Column, earliest: str, latest: str) -> None:
    """Where no participation begins at just these bounds, the text of the date is ours to write."""
    for row in rows:
        if row[column.name] is None:
            row[column.name] = bounds.write(_day(row[earliest]), _day(row[latest]))


def _day(value: object) -> datetime.date | None:
    return value if isinstance(value, datetime.date) else None


def _notes(
    engine: Engine,
    names: Names,
    header: Header,
    values: Mapping[str, Bound],
    lists: Mapping[str, list[str]],
    lang: str,
) -> list[str]:
    sides = [lists.get(f"{side}s", [str(values[side])]) for side in SIDES.get(header.name, ())]
    if not sides or sides == sides[:1] * 2:  # nobody shares a basis with itself
        return []
    return notes.unlinked(engine, names, sides, lang)
