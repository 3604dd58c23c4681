"""A query in the words of its user, or of a stranger: a guard reads it, and a process of its own asks it."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import TYPE_CHECKING

from accordgraph.graph.engines.protocol import Language, Parameter, Value
from accordgraph.queries.answer import Answer
from accordgraph.queries.header import Column, Header
from accordgraph.queries.raw.json_values import text as as_text
from accordgraph.queries.raw.process import Job, Limits, RawAnswer, run
from accordgraph.queries.raw.unknown_terms import sparql_notes

__all__ = ["Limits", "RawAnswer", "fetch", "query"]

if TYPE_CHECKING:
    from accordgraph.graph.engines.protocol import Engine
    from accordgraph.graph.store.store import Snapshot

ENGINES: dict[Language, str] = {"sparql": "oxigraph", "cypher": "ladybug"}
"""Which engine answers in which language."""

TYPES = {("bool",): "boolean", ("date",): "date", ("int",): "integer", ("float",): "number", ("float", "int"): "number"}
"""The type of a column by the types of its values; all others are text."""


def fetch(
    snapshot: Snapshot,
    language: Language,
    text: str,
    parameters: Mapping[str, Parameter] | None = None,
    limits: Limits | None = None,
) -> RawAnswer:
    """The whole answer to a query that only reads, asked in a process of its own; `limits` are those of `Limits`.

    Cells are text, numbers, truths, days, None, and in Cypher lists and mappings with sorted keys; IRIs are in full.
    Columns that bear one name are numbered. Raises QueryError with line and column where the query does more than read,
    cannot be understood or is past a limit, StoreError where files of the graph are damaged, EngineError where its
    process dies.
    """
    from accordgraph.graph.engines.guards import check_cypher, check_sparql

    limits = limits or Limits()
    deadline = time.monotonic() + limits.timeout_seconds
    values = dict(parameters or {})
    checked = check_sparql(text) if language == "sparql" else check_cypher(text, values)
    engine = ENGINES[language]
    snapshot.require_whole(engine)
    raw_answer = run(Job(engine, snapshot.path / engine, checked, values), limits, deadline)
    return RawAnswer(distinct(raw_answer.columns), raw_answer.rows)


def query(
    snapshot: Snapshot,
    language: Language,
    text: str,
    parameters: Mapping[str, Parameter] | None = None,
    limits: Limits | None = None,
) -> Answer:
    """What `fetch` gives, as an answer; lists and mappings are JSON text. Raises the same."""
    answer = _answer(language, fetch(snapshot, language, text, parameters, limits))
    if language == "sparql":
        answer.notes.extend(sparql_notes(text))
    return answer


def query_server(
    engine: Engine, text: str, parameters: Mapping[str, Parameter] | None = None, limits: Limits | None = None
) -> Answer:
    """The same from a server, in the language of its engine."""
    from accordgraph.queries.raw import server

    raw_answer = server.fetch(engine, text, parameters, limits)  # type: ignore[arg-type] # the engine of a target
    return _answer(engine.language, RawAnswer(distinct(raw_answer.columns), raw_answer.rows))


def distinct(columns: tuple[str, ...]) -> tuple[str, ...]:
    """The names of columns, numbered where they repeat.

    >>> distinct(("a.id", "b", "a.id", "a.id"))
    ('a.id', 'b', 'a.id_2', 'a.id_3')
    """
    taken: dict[str, None] = {}
    numbers: dict[str, int] = {}
    for column in columns:
        name = column
        while name in taken:
            numbers[column] = numbers.get(column, 1) + 1
            name = f"{column}_{numbers[column]}"
        taken[name] = None
    return tuple(taken)


def _answer(language: Language, raw_answer: RawAnswer) -> Answer:
    names = raw_answer.columns
    rows: list[tuple[Value, ...]] = [tuple(map(as_text, row)) for row in raw_answer.rows]
    cells = list(zip(*rows, strict=True)) or [()] * len(names)
    columns = [Column(name, type_of(values), "") for name, values in zip(names, cells, strict=True)]
    header = Header(language, "Rows of a query", "", (), tuple(columns), names, ())
    return Answer(names, [dict(zip(names, row, strict=True)) for row in rows], [], header)


def type_of(values: tuple[Value, ...]) -> str:
    """The type of a column that holds these values.

    >>> type_of((1, None, 2)), type_of((1, 2.5)), type_of((1, "one")), type_of((None,))
    ('integer', 'number', 'text', 'text')
    """
    kinds = tuple(sorted({type(value).__name__ for value in values if value is not None}))
    return TYPES.get(kinds, "text")
