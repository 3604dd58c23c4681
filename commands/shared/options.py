"""The values of options that commands share, and the types of what is typed."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import click
from click.shell_completion import CompletionItem

from accordgraph.graph.engines import LANGUAGES
from accordgraph.graph.errors import AccordError, UsageError
from accordgraph.graph.store.own_files import store_of

Function: TypeAlias = Callable[..., None]


class NonEmptyPath(click.Path):
    """A path that says something: an empty one, as from a variable that is not set, would be the current folder."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path, or a usage error where it is empty."""
        if not os.fspath(value):
            self.fail("the path is empty.", param, ctx)
        return super().convert(value, param, ctx)


class OutputPath(NonEmptyPath):
    """A path to write to: none of a store's own files, whose pointer or log would be gone."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path, or a usage error where a store needs what is there."""
        path = super().convert(value, param, ctx)
        if os.fspath(path) != "-" and (store := store_of(Path(path))) is not None:
            self.fail(f"{path} belongs to the store {store}: name another place. Nothing was written.", param, ctx)
        return path


class Day(click.ParamType[datetime.date]):
    """A day as people write it: 2024-04-10, 10.04.2024 or 10 April 2024."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime.date:
        """The day as a date, or a usage error that shows how to write one."""
        if isinstance(value, datetime.date):
            return value
        from accordgraph.graph.dates.written import written_day

        if (day := written_day(value)) is None:
            self.fail(f"{value!r} is not a day; write it as 2024-04-10, 10.04.2024 or 10 April 2024.", param, ctx)
        return day


class EngineName(click.ParamType[str]):
    """An engine, or a target by its address or name, which is looked up when it is opened."""

    name = "engine"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem[Any]]:
        """The engines, and the names in `accord.toml`."""
        from accordgraph.graph.servers.configuration import names

        known = [*LANGUAGES, *names(ctx.params.get("store") or Path("accord-store"))]
        return [CompletionItem(word) for word in known if word.startswith(incomplete)]


class DossierName(click.ParamType[str]):
    """The id of a dossier of the store, which is looked up when it is opened."""

    name = "dossier"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem[Any]]:
        """The dossiers of the store."""
        from accordgraph.graph.store.store import Store

        try:
            known = Store(ctx.params.get("store") or Path("accord-store")).snapshot().manifest["dossiers"]
        except AccordError:
            return []
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
    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    """The dossiers of which alone, and without which, is answered."""
    document: Path | None = None
    """The file that the answer is written to as a document."""
    is_short: bool = False
    """Whether sentences are written without sources and limits."""

    def refuse_rows(self, why: str) -> None:
        """Raise UsageError where rows were asked for in a form, and there are none to write."""
        if self.form is not None or self.csv_safe:
            raise UsageError(f"There are no rows to write: {why}.", "Leave out --format, --json, --csv and --csv-safe.")


def max_links_option(function: Function) -> Function:
    """`--max-links`: whoever loads what others wrote is asked before it makes millions of links."""
    option = click.option(
        "--max-links",
        type=click.IntRange(min=0),
        metavar="N",
        default=2_000_000,
        show_default=True,
        help="Write nothing where the graph would have more links between two actors than this.",
    )
    return option(function)
