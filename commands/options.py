"""Options that commands share: each command has those that act on it, and no other."""

from __future__ import annotations

import datetime
import functools
import os
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeAlias

import click
from click.shell_completion import CompletionItem

from accordgraph.graph.engines import LANGUAGES
from accordgraph.graph.errors import UsageError
from accordgraph.queries.rendering.formats import FORMATS

Function: TypeAlias = Callable[..., None]


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
            self.fail(f"{value!r} is not a day; write it as 2024-04-10.", param, ctx)


class EngineName(click.ParamType[str]):
    """An engine, or a target by its address or name, which is looked up when it is opened."""

    name = "engine"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem[Any]]:
        """The engines, and the names in `accord.toml`."""
        from accordgraph.graph.servers.configuration import names

        known = [*LANGUAGES, *names(ctx.params.get("store") or Path("accord-store"))]
        return [CompletionItem(word) for word in known if word.startswith(incomplete)]


@dataclass(frozen=True)
class Options:
    """The shared options of one call; those that its command does not have keep their defaults."""

    store: Path = Path("accord-store")
    form: str | None = None
    csv_safe: bool = False
    engine: str = "ladybug"
    lang: str = "en"
    is_verbose: bool = False
    is_quiet: bool = False

    def refuse_rows(self, why: str) -> None:
        """Raise UsageError where rows were asked for in a form, and there are none to write."""
        if self.form is not None or self.csv_safe:
            raise UsageError(f"There are no rows to write: {why}.", "Leave out --format, --json, --csv and --csv-safe.")


def command(
    *,
    store: bool = True,
    rows: bool = True,
    engine: bool = False,
    quiet: bool = False,
) -> Callable[[Function], click.Command]:
    """Turn a function into a command; its first argument is the `Options`, then come its own parameters.

    `store`: it opens one, and has --verbose. `rows`: it writes rows, and has --format, --csv-safe and --lang.
    `engine`: an engine answers. `quiet`: it writes notes or shows progress that --quiet leaves out.
    """
    groups = {"store": store, "rows": rows, "engine": engine, "lang": rows, "verbose": store, "quiet": quiet}

    def decorate(function: Function) -> click.Command:
        @functools.wraps(function)
        def call(**values: Any) -> None:
            _call(function, values)

        made = click.command(cls=SharedCommand)(call)
        made.params.extend(option for group, has in groups.items() if has for option in _OPTIONS[group]())
        return made

    return decorate


class SharedCommand(click.Command):
    """A command that says why it does not have an option that others have."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the command line; an option of other commands is a usage error that says why."""
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            if error.option_name not in WHY_NOT:
                raise
            text = f"accord {self.name} has no {error.option_name}: {WHY_NOT[error.option_name]}"
            raise click.UsageError(text, ctx) from error


_NO_ROWS = "it writes no rows."
_NO_NOTES = "it writes no notes and shows no progress."
WHY_NOT: Mapping[str, str] = {
    "--engine": (
        "no engine answers it. Commands that ask questions have it (accord who ACTOR --engine ENGINE); "
        "accord push TARGET sends the graph to a server."
    ),
    "--store": "it reads no store.",
    "--lang": "it writes nothing that has a language.",
    **dict.fromkeys(("--format", "--json", "--csv", "--csv-safe"), _NO_ROWS),
    **dict.fromkeys(("--quiet", "-q"), _NO_NOTES),
    **dict.fromkeys(("--verbose", "-v"), "it reads no store, and there are no steps to report."),
}
"""Why a command lacks an option that others have."""


def _call(function: Function, values: dict[str, Any]) -> None:
    """Call a command's function with its own values and the shared ones as `Options`."""
    from accordgraph.commands.output import say

    is_json, is_csv = values.pop("is_json", False), values.pop("is_csv", False)
    form = _form(values.pop("form", None), is_json=is_json, is_csv=is_csv)
    shared = {field.name: values.pop(field.name) for field in fields(Options) if field.name in values}
    options = Options(form=form, **shared)
    if options.is_verbose and options.is_quiet:
        raise UsageError("--verbose and --quiet contradict each other.", "Leave one of them out.")
    begun = time.monotonic()
    function(options, **values)
    if options.is_verbose:
        say(f"Done in {time.monotonic() - begun:.2f} s.", err=True)


def _form(form: str | None, *, is_json: bool, is_csv: bool) -> str | None:
    """The one form that was asked for. Raises UsageError where two were."""
    forms = {"--format " + str(form): form, "--json": "json" if is_json else None, "--csv": "csv" if is_csv else None}
    chosen = {option: name for option, name in forms.items() if name is not None}
    if len(set(chosen.values())) > 1:
        raise UsageError(f"{' and '.join(chosen)} contradict each other.", "Rows are written in one form: choose one.")
    return next(iter(chosen.values()), None)


def _store_options() -> Iterable[click.Option]:
    yield click.Option(
        ["--store"],
        type=GivenPath(file_okay=False, path_type=Path),
        default="accord-store",
        envvar="ACCORD_STORE",
        show_default=True,
        show_envvar=True,
        help="The folder with the graph.",
    )


def _row_options() -> Iterable[click.Option]:
    yield click.Option(
        ["--format", "form"],
        type=click.Choice(FORMATS),
        help="How to write rows. [default: table on a terminal, json when piped]",
    )
    yield click.Option(["--json", "is_json"], is_flag=True, help="The same as --format json.")
    yield click.Option(["--csv", "is_csv"], is_flag=True, help="The same as --format csv.")
    yield click.Option(
        ["--csv-safe"],
        is_flag=True,
        help="In CSV, put an apostrophe before whatever a spreadsheet would run as a formula.",
    )


def _engine_options() -> Iterable[click.Option]:
    yield click.Option(
        ["--engine"],
        type=EngineName(),
        default="ladybug",
        show_default=True,
        help="Which engine answers: ladybug in Cypher, oxigraph in SPARQL, or a server that the graph was pushed "
        "to, by its address or its name in accord.toml. The rows are the same.",
    )


def _lang_options() -> Iterable[click.Option]:
    yield click.Option(
        ["--lang"],
        type=click.Choice(["en", "uk"]),
        default="en",
        envvar="ACCORD_LANG",
        show_default=True,
        show_envvar=True,
        help="Language of names, tables and notes; English where a name is missing.",
    )


def _verbose_options() -> Iterable[click.Option]:
    yield click.Option(
        ["-v", "--verbose", "is_verbose"],
        is_flag=True,
        help="Report on standard error what was read and how long each step took.",
    )


def _quiet_options() -> Iterable[click.Option]:
    yield click.Option(["-q", "--quiet", "is_quiet"], is_flag=True, help="Leave out notes and progress.")


_OPTIONS: Mapping[str, Callable[[], Iterable[click.Option]]] = {
    "store": _store_options,
    "rows": _row_options,
    "engine": _engine_options,
    "lang": _lang_options,
    "verbose": _verbose_options,
    "quiet": _quiet_options,
}
