"""How a function becomes a command: with the shared options that act on it, and no other."""

from __future__ import annotations

import functools
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from inspect import signature
from pathlib import Path
from typing import Any

import click

from accordgraph.commands.shared.opening import chosen
from accordgraph.commands.shared.options import DossierName, EngineName, Function, NonEmptyPath, Options, OutputPath
from accordgraph.commands.shared.output import ARGUMENTS, report
from accordgraph.graph.errors import UsageError
from accordgraph.queries.rendering.formats import FORMATS


def command(
    *,
    store: bool = True,
    rows: bool = True,
    engine: bool = False,
    quiet: bool = False,
    words: bool = False,
    document: bool = True,
    lang: bool = False,
    dossiers: bool | None = None,
) -> Callable[[Function], click.Command]:
    """Turn a function into a command; its first argument is the `Options`, then come its own parameters.

    `store`: it opens one, and has --verbose. `rows`: it writes rows, and has --format, --csv-safe and --lang.
    `engine`: an engine answers. `quiet`: it writes notes or shows progress that --quiet leaves out.
    `dossiers`: it has --only and --without, as all have that an engine answers.
    `words`: of its rows sentences can be written, which is what a terminal gets; where an engine answers and `document`
    is true, also in short or as a document. `lang`: it writes texts without rows.
    """
    forms = {"words": rows and words, "rows": rows and not words}
    groups = {
        "store": store,
        "document": words and engine and document,
        "short": words and engine and document,
        **forms,
        "engine": engine,
        "dossiers": engine if dossiers is None else dossiers,
        "lang": rows or lang,
        "verbose": store,
        "quiet": quiet,
    }

    def decorate(function: Function) -> click.Command:
        @functools.wraps(function)
        def call(**values: Any) -> None:
            _call(function, values)

        shared = click.command(cls=SharedCommand)(call)
        shared.params.extend(option for group, has in groups.items() if has for option in _OPTIONS[group]())
        return shared

    return decorate


class SharedCommand(click.Command):
    """A command that says what it takes, and why it does not have an option that others have."""

    def _takes(self, ctx: click.Context) -> str:
        """What the command takes, with an example of its help, of names in quotes where there is one."""
        takes = " ".join(piece for piece in self.collect_usage_pieces(ctx) if piece != self.options_metavar)
        examples = [line.strip() for line in (self.help or "").splitlines() if line.startswith(EXAMPLE)]
        example = next((line for line in examples if '"' in line), examples[-1])
        return (
            f"accord {self.name} takes {takes or 'options only'}. A name of several words stands in quotes: {example}"
        )

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the command line; an option of other commands is a usage error that says why."""
        ctx.meta[ARGUMENTS] = list(args)
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            if "unexpected extra argument" in error.message:
                raise click.UsageError(f"{error.message}\n{self._takes(ctx)}", ctx) from error
            if not isinstance(error, click.NoSuchOption):
                raise
            if error.option_name not in WHY_NOT:
                raise
            text = f"accord {self.name} has no {error.option_name}: {WHY_NOT[error.option_name]}"
            raise click.UsageError(text, ctx) from error


EXAMPLE = " " * 6 + "accord "
"""What the lines with examples begin with, in the docstrings that are the help."""

_NO_ROWS = "it writes no rows."
_NO_NOTES = "it writes no notes and shows no progress."
WHY_NOT: Mapping[str, str] = {
    "--engine": (
        "no engine answers it. Commands that ask questions have it (accord who ACTOR --engine ENGINE); "
        "accord push TARGET sends the graph to a server."
    ),
    "--store": "it reads no store.",
    "--short": "it has no long answer in sentences.",
    "--lang": "it writes nothing that has a language.",
    **dict.fromkeys(("--format", "--json", "--csv", "--csv-safe"), _NO_ROWS),
    **dict.fromkeys(("--quiet", "-q"), _NO_NOTES),
    **dict.fromkeys(("--verbose", "-v"), "it reads no store, and there are no steps to report."),
}
"""Why a command lacks an option that others have."""


def _call(function: Function, values: dict[str, Any]) -> None:
    """Call a command's function with its own values and the shared ones as `Options`."""
    is_json, is_csv = values.pop("is_json", False), values.pop("is_csv", False)
    form = _form(values.pop("form", None), is_json=is_json, is_csv=is_csv)
    shared = {field.name for field in fields(Options)} - signature(function).parameters.keys()
    values_of = {name: values.pop(name) for name in shared & values.keys()}
    options = Options(form=form, **values_of)
    if options.is_verbose and options.is_quiet:
        raise UsageError("--verbose and --quiet contradict each other.", "Leave one of them out.")
    if options.is_short and (options.form not in (None, "text") or options.document is not None):
        raise UsageError("--short is for sentences on a screen.", "Leave it out, or leave out --format and -o.")
    begun = time.monotonic()
    with chosen(options) as narrowed:
        function(narrowed, **values)
    report(options, f"Done in {time.monotonic() - begun:.2f} s.")


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
        type=NonEmptyPath(file_okay=False, path_type=Path),
        default="accord-store",
        envvar="ACCORD_STORE",
        show_default=True,
        show_envvar=True,
        help="The folder with the graph.",
    )


def _word_options() -> Iterable[click.Option]:
    yield click.Option(
        ["--format", "form"],
        type=click.Choice(["text", *FORMATS]),
        help="Write the answer in sentences (text), or its rows. [default: text on a terminal, json when piped]",
    )
    yield from _short_forms()


def _short_options() -> Iterable[click.Option]:
    yield click.Option(
        ["--short", "is_short"],
        is_flag=True,
        help="Write sentences without the list of sources, what each side rests on, and the limits of the graph.",
    )


def _document_options() -> Iterable[click.Option]:
    yield click.Option(
        ["-o", "--output", "document"],
        type=OutputPath(dir_okay=False, path_type=Path),
        help="Write the answer as a document to hand over: .docx, .pdf, .md or .html.",
    )


def _row_options() -> Iterable[click.Option]:
    yield click.Option(
        ["--format", "form"],
        type=click.Choice(FORMATS),
        help="How to write rows. [default: table on a terminal, json when piped]",
    )
    yield from _short_forms()


def _short_forms() -> Iterable[click.Option]:
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


def _dossier_options() -> Iterable[click.Option]:
    yield click.Option(
        ["--only"],
        type=DossierName(),
        multiple=True,
        help="Answer from what this dossier states alone; the graph is derived anew for it, which takes seconds.",
    )
    yield click.Option(
        ["--without"], type=DossierName(), multiple=True, help="Answer as if this dossier were not loaded."
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
    "words": _word_options,
    "document": _document_options,
    "short": _short_options,
    "rows": _row_options,
    "engine": _engine_options,
    "dossiers": _dossier_options,
    "lang": _lang_options,
    "verbose": _verbose_options,
    "quiet": _quiet_options,
}
