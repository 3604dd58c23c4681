"""Commands that run queries of the user, in the languages of the engines."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any

import click

from accordgraph.commands.shared.command import command
from accordgraph.commands.shared.opening import session, snapshot
from accordgraph.commands.shared.options import Function, Options
from accordgraph.commands.shared.output import row_format, rows_as_text, write_note, write_pages
from accordgraph.commands.shared.time_limit import ended_at
from accordgraph.graph.errors import InputError, UsageError

if TYPE_CHECKING:
    from accordgraph.graph.engines.protocol import Language
    from accordgraph.queries.raw.process import Limits, RawAnswer

TIMEOUT_SECONDS, MAX_ROWS, MEMORY_MIB = 30.0, 100_000, 1024
"""As in queries.raw.process.Limits, which a test holds equal: `--help` shows them and loads nothing."""

LEAST_MEMORY_MIB = 256
"""Python and an engine that has opened a graph hold 100 MiB before the query."""


def limit_options(function: Function) -> Function:
    """The limits of a query."""
    for option in (
        click.option(
            "--memory",
            "memory_mib",
            type=click.IntRange(min=LEAST_MEMORY_MIB),
            metavar="MIB",
            default=MEMORY_MIB,
            show_default=True,
            help="Stop the query when it uses more memory than this.",
        ),
        click.option(
            "--max-rows",
            type=click.IntRange(min=1),
            metavar="N",
            default=MAX_ROWS,
            show_default=True,
            help="Stop the query when its answer has more rows than this.",
        ),
        click.option(
            "--timeout",
            "timeout_seconds",
            type=click.FloatRange(min=0, min_open=True, max=86_400),
            metavar="SECONDS",
            default=TIMEOUT_SECONDS,
            show_default=True,
            help="Stop the query when it takes longer than this.",
        ),
    ):
        function = option(function)
    return function


@command(engine=True, quiet=True)
@click.argument("text")
@limit_options
def sparql(options: Options, text: str, **limits: Any) -> None:
    """Run a SPARQL query of your own.

    TEXT is the query, or - to read it from standard input; Oxigraph answers it. The query can only read: SELECT, ASK,
    CONSTRUCT or DESCRIBE, without SERVICE and FROM. It runs in a process of its own that cannot open any other file or
    use the network; see Security in the documentation. A query that exceeds a limit is stopped and returns no rows.
    With --engine, a SPARQL server answers instead.

    \b
    Examples:
      accord sparql "PREFIX ag: <https://w3id.org/accordgraph/ns#> SELECT ?a { ?a ag:kind 'state' }"
      accord sparql "DESCRIBE <https://w3id.org/accordgraph/id/actor/nabu>" --format csv
      accord sparql - --timeout 5 < question.rq
    """
    _ask("sparql", options, text, **limits)


@command(engine=True, quiet=True)
@click.argument("text")
@limit_options
def cypher(options: Options, text: str, **limits: Any) -> None:
    """Run a Cypher query of your own.

    TEXT is the query, or - to read it from standard input; Ladybug answers it. The query can only read: MATCH, WHERE,
    WITH, UNWIND, RETURN, UNION, CALL of procedures that describe tables, and functions that only compute. It runs in a
    process of its own that cannot open any other file or use the network; see Security in the documentation. A query
    that exceeds a limit is stopped and returns no rows. With --engine, a Neo4j server answers instead, in its own
    dialect.

    \b
    Examples:
      accord cypher "MATCH (a:Actor {kind: 'state'}) RETURN a.id, a.name ORDER BY a.id"
      accord cypher "CALL show_tables() RETURN name, type"
      accord cypher - --max-rows 10 < question.cypher
    """
    _ask("cypher", options, text, **limits)


def _ask(
    language: Language, options: Options, text: str, timeout_seconds: float, max_rows: int, memory_mib: int
) -> None:
    from accordgraph.graph.engines import LANGUAGES
    from accordgraph.queries.raw.embedded import ENGINES, Limits, fetch
    from accordgraph.queries.raw.json_values import text as as_text
    from accordgraph.queries.raw.process import past_time

    limits, query_text = Limits(timeout_seconds, max_rows, memory_mib), _read(text)
    deadline = time.monotonic() + timeout_seconds
    if options.engine in LANGUAGES:
        _check_engine(language, ENGINES[language], options.engine)
        answer = fetch(snapshot(options), language, query_text, limits=limits)
    else:
        answer = _fetch_from_server(options, language, query_text, limits)
    cell = as_text if row_format(options) in ("table", "csv") else _as_it_is
    with ended_at(deadline, past_time(limits)):
        rows = [dict(zip(answer.columns, map(cell, row), strict=True)) for row in answer.rows]
        written = rows_as_text(rows, answer.columns, options)
    write_pages(written)
    if language == "sparql":
        _note_unknown(options, query_text)


def _fetch_from_server(options: Options, language: Language, text: str, limits: Limits) -> RawAnswer:
    from accordgraph.graph.servers import resolve
    from accordgraph.queries.raw.server import fetch

    if resolve(options.engine, options.store).language != language:
        other = "cypher" if language == "sparql" else "sparql"
        raise UsageError(f"{options.engine} does not answer {language}.", f"Ask it in its own language: accord {other}")
    with session(options) as opened:
        return fetch(opened.engine, text, limits=limits)  # type: ignore[arg-type] # the engine of a target


def _note_unknown(options: Options, text: str) -> None:
    """Name the words of a query that the graph does not have; not one of them is an error."""
    from accordgraph.queries.raw.unknown_terms import sparql_notes

    for note in sparql_notes(text, options.lang):
        write_note(note, options)


def _as_it_is(cell: object) -> object:
    return cell


def _check_engine(language: str, engine: str, requested: str) -> None:
    """Raise UsageError where the embedded engine of the other language was requested, and not by default."""
    source = click.get_current_context().get_parameter_source("engine")
    if requested != engine and source is not click.core.ParameterSource.DEFAULT:
        remedy = f"Leave out --engine: {engine.capitalize()} always answers accord {language}."
        raise UsageError(f"{requested.capitalize()} does not answer {language}.", remedy)


def _read(text: str) -> str:
    if text != "-":
        return text
    try:
        # Not `sys.stdin.read()`: whether it takes other bytes than UTF-8 depends on the locale.
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError("The query on standard input is not UTF-8 text.", "Save it as UTF-8.") from error


COMMANDS = (sparql, cypher)
