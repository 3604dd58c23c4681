"""Commands that ask what their user writes, in the languages of the engines."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from accordgraph.commands.options import asking, asking_options, snapshot
from accordgraph.commands.output import chosen, write_rows
from accordgraph.graph.errors import InputError, UsageError

if TYPE_CHECKING:
    from accordgraph.graph.engines.protocol import Language
    from accordgraph.queries.raw.process import Limits, RawAnswer

Command = Callable[..., Any]

TIMEOUT_SECONDS, MAX_ROWS, MEMORY_MIB = 30.0, 100_000, 1024
"""As in queries.supervision.Limits, which a test holds equal: `--help` shows them and loads nothing."""

LEAST_MEMORY_MIB = 256
"""Python and an engine that has opened a graph hold 100 MiB before the query."""


def limit_options(command: Command) -> Command:
    """What a query may take."""
    for option in (
        click.option(
            "--memory",
            "memory_mib",
            type=click.IntRange(min=LEAST_MEMORY_MIB),
            metavar="MIB",
            default=MEMORY_MIB,
            show_default=True,
            help="End the query when it holds more memory than this.",
        ),
        click.option(
            "--max-rows",
            type=click.IntRange(min=1),
            metavar="N",
            default=MAX_ROWS,
            show_default=True,
            help="End the query when its answer has more rows than this.",
        ),
        click.option(
            "--timeout",
            "timeout_seconds",
            type=click.FloatRange(min=0, min_open=True, max=86_400),
            metavar="SECONDS",
            default=TIMEOUT_SECONDS,
            show_default=True,
            help="End the query when it takes longer than this.",
        ),
    ):
        command = option(command)
    return command


@click.command()
@click.argument("text")
@limit_options
@asking_options
def sparql(text: str, **given: Any) -> None:
    """Ask Oxigraph the SPARQL query TEXT, or the one on standard input where TEXT is -.

    The query can only read: SELECT, ASK, CONSTRUCT or DESCRIBE, without SERVICE and FROM. It runs in a process of its
    own that can open no other file and reach no network; see Security in the documentation. A query that is past a
    limit is ended, and gives no rows at all. With --engine, a SPARQL server is asked instead.

    \b
    Examples:
      accord sparql "PREFIX ag: <https://w3id.org/accordgraph/ns#> SELECT ?a { ?a ag:kind 'state' }"
      accord sparql "DESCRIBE <https://w3id.org/accordgraph/id/actor/nabu>" --format csv
      accord sparql - --timeout 5 < question.rq
    """
    _ask("sparql", text, **given)


@click.command()
@click.argument("text")
@limit_options
@asking_options
def cypher(text: str, **given: Any) -> None:
    """Ask Ladybug the Cypher query TEXT, or the one on standard input where TEXT is -.

    The query can only read: MATCH, WHERE, WITH, UNWIND, RETURN, UNION, CALL of what tells of tables, and functions that
    only compute. It runs in a process of its own that can open no other file and reach no network; see Security in
    the documentation. A query that is past a limit is ended, and gives no rows at all. With --engine, a Neo4j server
    is asked instead, in its own dialect.

    \b
    Examples:
      accord cypher "MATCH (a:Actor {kind: 'state'}) RETURN a.id, a.name ORDER BY a.id"
      accord cypher "CALL show_tables() RETURN name, type"
      accord cypher - --max-rows 10 < question.cypher
    """
    _ask("cypher", text, **given)


def _ask(
    language: Language,
    text: str,
    timeout_seconds: float,
    max_rows: int,
    memory_mib: int,
    store: Path,
    form: str | None,
    engine_name: str,
    lang: str,
) -> None:
    from accordgraph.graph.engines import LANGUAGES
    from accordgraph.queries.raw.embedded import ENGINES, Limits, fetch
    from accordgraph.queries.raw.json_values import text as as_text

    limits = Limits(timeout_seconds, max_rows, memory_mib)
    if engine_name in LANGUAGES:
        _check_engine(language, ENGINES[language], engine_name)
        found = fetch(snapshot(store), language, _read(text), limits=limits)
    else:
        found = _fetch_from_server(store, engine_name, lang, language, text, limits)
    show = as_text if chosen(form) in ("table", "csv") else _as_it_is
    rows = [dict(zip(found.columns, map(show, row), strict=True)) for row in found.rows]
    write_rows(rows, found.columns, form)


def _fetch_from_server(
    store: Path, engine_name: str, lang: str, language: Language, text: str, limits: Limits
) -> RawAnswer:
    from accordgraph.graph.servers import resolve
    from accordgraph.queries.raw.server import fetch

    if resolve(engine_name, store).language != language:
        other = "cypher" if language == "sparql" else "sparql"
        raise UsageError(f"{engine_name} does not answer {language}.", f"Ask it in its own language: accord {other}")
    with asking(store, engine_name, lang) as session:
        return fetch(session.engine, _read(text), limits=limits)  # type: ignore[arg-type] # the engine of a target


def _as_it_is(cell: object) -> object:
    return cell


def _check_engine(language: str, engine: str, given: str) -> None:
    """`--engine` cannot choose here; who asks for the other one is told, and who says nothing is not."""
    source = click.get_current_context().get_parameter_source("engine_name")
    if given != engine and source is not click.core.ParameterSource.DEFAULT:
        remedy = f"Leave out --engine: accord {language} always asks {engine.capitalize()}."
        raise UsageError(f"{given.capitalize()} does not answer {language}.", remedy)


def _read(text: str) -> str:
    if text != "-":
        return text
    try:
        # Not `sys.stdin.read()`: whether it takes other bytes than UTF-8 depends on the locale.
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError("The query on standard input is not UTF-8 text.", "Save it as UTF-8.") from error


COMMANDS = (sparql, cypher)
