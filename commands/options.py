"""Options that commands share, and opening what they name."""

from __future__ import annotations

import datetime
import functools
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from accordgraph.graph.engines import LANGUAGES
from accordgraph.queries.rendering.formats import FORMATS

if TYPE_CHECKING:
    from accordgraph.graph.store.store import Snapshot
    from accordgraph.queries.session import Session

Command = Callable[..., Any]


class GivenPath(click.Path):
    """A path that says something: an empty one, as from a variable that is not set, would be the current folder."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path, or a usage error where it is empty."""
        if not os.fspath(value):
            self.fail("the path is empty.", param, ctx)
        return super().convert(value, param, ctx)


class Day(click.ParamType[datetime.date]):
    """A day, written 2024-04-10."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime.date:
        """The day as a date, or a usage error that shows how to write one."""
        if isinstance(value, datetime.date):
            return value
        try:
            return datetime.datetime.strptime(value, "%Y-%m-%d").date()
        except ValueError:
            self.fail(f"{value!r} is no day; write it as 2024-04-10.", param, ctx)


class EngineName(click.ParamType[str]):
    """An engine, or a target by its address or name, which is looked up when it is opened."""

    name = "engine"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem[Any]]:
        """The engines, and the names in `accord.toml`."""
        from accordgraph.graph.servers.configuration import names

        known = [*LANGUAGES, *names(ctx.params.get("store") or Path("accord-store"))]
        return [CompletionItem(word) for word in known if word.startswith(incomplete)]


def _store_option(command: Command) -> Command:
    return click.option(
        "--store",
        type=GivenPath(file_okay=False, path_type=Path),
        default="accord-store",
        envvar="ACCORD_STORE",
        show_default=True,
        show_envvar=True,
        help="The folder with the graph.",
    )(command)


def _format_option(command: Command) -> Command:
    return click.option(
        "--format",
        "form",
        type=click.Choice(FORMATS),
        help="How to write rows. [default: table on a terminal, json when piped]",
    )(command)


CSV_SAFE = "accordgraph.csv_safe"
"""Where a command's context keeps whether CSV is to be safe."""


def _keep_csv_safe(context: click.Context, _parameter: click.Parameter, value: bool) -> None:
    context.meta[CSV_SAFE] = value


def is_csv_safe() -> bool:
    """Whether the command was asked for CSV that a spreadsheet cannot take for formulas."""
    context = click.get_current_context(silent=True)
    return bool(context and context.meta.get(CSV_SAFE))


def _csv_safe_option(command: Command) -> Command:
    return click.option(
        "--csv-safe",
        is_flag=True,
        expose_value=False,
        callback=_keep_csv_safe,
        help="In CSV, put an apostrophe before whatever a spreadsheet would run as a formula.",
    )(command)


def asking_options(command: Command) -> Command:
    """What all commands have in common, so that scripts may give it to any; who asks nothing takes no heed of it."""
    options = [
        _store_option,
        _format_option,
        _csv_safe_option,
        click.option(
            "--engine",
            "engine_name",
            type=EngineName(),
            default="ladybug",
            show_default=True,
            help="Which engine answers: ladybug in Cypher, oxigraph in SPARQL, or a server that the graph was pushed "
            "to, by its address or its name in accord.toml. The rows are the same.",
        ),
        click.option(
            "--lang",
            type=click.Choice(["en", "uk"]),
            default="en",
            envvar="ACCORD_LANG",
            show_default=True,
            show_envvar=True,
            help="Language of names and tables, English where a name is missing.",
        ),
    ]
    return functools.reduce(lambda wrapped, option: option(wrapped), reversed(options), command)


@contextmanager
def asking(store: Path, engine_name: str, lang: str = "en") -> Iterator[Session]:
    """A session on the current snapshot; errors name things in the language."""
    from accordgraph.commands.output import write_note
    from accordgraph.queries.session import open_session

    with open_session(snapshot(store), engine_name, lang) as session:
        for note in session.origin.notes:
            write_note(note)
        yield session


def snapshot(store: Path) -> Snapshot:
    """The snapshot that counts."""
    from accordgraph.graph.store.store import Store

    return Store(store).snapshot()
