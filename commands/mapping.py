"""The command that writes and checks mappings of tables."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from accordgraph.commands.shared.command import command
from accordgraph.commands.shared.options import NonEmptyPath, Options, OutputPath
from accordgraph.commands.shared.output import row_format, say, write_rows
from accordgraph.graph.dates.today import today
from accordgraph.graph.errors import UsageError

if TYPE_CHECKING:
    from accordgraph.loaders.tables.guess import Guess
    from accordgraph.loaders.tables.new_mapping import Answers

ROWS = 3
"""Rows that `check` shows by default: enough to see a mistake, few enough to read."""

WORDED = ("guess", "actor", "refused", "left", "sum")
"""Parts of a check that are sentences of the program; the others hold words of the table."""


@command(quiet=True)
@click.argument("action", type=click.Choice(["new", "check"]))
@click.argument("paths", nargs=-1, required=True, type=NonEmptyPath(path_type=Path), metavar="[MAPPING] TABLE")
@click.option(
    "-o", "--output", type=OutputPath(path_type=Path), help="new: the file to write. [default: beside the table]"
)
@click.option("--sheet", help="new: the sheet of a workbook. [default: the first that looks like a table]")
@click.option(
    "--rows", type=click.IntRange(min=0), default=ROWS, show_default=True, help="check: rows to show in full."
)
def mapping(
    options: Options, action: str, paths: tuple[Path, ...], output: Path | None, sheet: str | None, rows: int
) -> None:
    """Write or check the mapping of a table.

    `new` guesses what the columns mean and says so; what it cannot know it asks on a terminal, or leaves open in the
    file. `check` shows the first rows as sentences and statements, the states and bodies recognised, near matches, what
    nothing reads, what was guessed, what is refused, and what is left out and why (each such cell with --csv or
    --json); nothing is loaded.

    \b
    Examples:
      accord mapping new agreements.xlsx
      accord mapping check agreements.mapping.yaml agreements.xlsx
      accord mapping check un-treaties un-treaties/ --rows 1
    """
    if action == "new":
        _new(options, paths, output, sheet)
    else:
        _check(options, paths, rows)


def _new(options: Options, paths: tuple[Path, ...], output: Path | None, sheet: str | None) -> None:
    from accordgraph.graph.store.store import Store
    from accordgraph.loaders.tables.beside import free_place
    from accordgraph.loaders.tables.plain_case import guessed, undecided, write_mapping
    from accordgraph.ontology.messages import message

    if len(paths) != 1:
        raise UsageError(f"A mapping is written for one table, and {len(paths)} are given.", "accord mapping new TABLE")
    guess = guessed(Store(options.store), paths[0], sheet)
    answers = ask(guess, options)
    path = write_mapping(guess, answers, output or free_place(paths[0]), today())
    if not options.is_quiet:
        check = shlex.join(["accord", "mapping", "check", str(path), str(paths[0])])
        say(message("mapping-written", options.lang, path=path, command=check), err=True)
    row = {"mapping": str(path), "open": "; ".join(undecided(guess, answers))}
    write_rows([row], list(row), options)


def _check(options: Options, paths: tuple[Path, ...], rows: int) -> None:
    from accordgraph.graph.store.store import Store
    from accordgraph.loaders.tables.checking import COLUMNS, LEFT_CELL, lines, names_of
    from accordgraph.loaders.tables.loading import mapping_path, read_mapping_id, store_view
    from accordgraph.loaders.tables.mapping_file import read_mapping
    from accordgraph.loaders.tables.reading import read_tables

    if len(paths) < 2:
        raise UsageError("A mapping is checked with a table.", "accord mapping check MAPPING TABLE")
    with mapping_path(str(paths[0])) as path:
        store = Store(options.store)
        view = store_view(store, read_mapping_id(path))
        reading = read_tables(read_mapping(path, view.known), paths[1:], view)
    named = names_of(store.standing(), options.lang)
    result = [
        line | {"text": _worded(str(line["text"]), options.lang)} if line["part"] in WORDED else line
        for line in lines(reading, named, rows, options.lang)
    ]
    if row_format(options) == "table":
        for line in result:
            if line["part"] == LEFT_CELL:
                continue
            say(f"{line['part']:<10}{line['row'] or '':<6}{line['text']}")
    else:
        write_rows(result, COLUMNS, options)


def _worded(text: str, lang: str) -> str:
    """A line of a check in a language: a note stands there without the full stop of its sentence."""
    from accordgraph.queries.rendering.error_texts import in_language

    said = in_language(text, lang)
    return said if said != text else in_language(f"{text}.", lang).removesuffix(".")


def ask(guess: Guess, options: Options) -> Answers:
    """Say what was understood; on a terminal ask what the table does not say, else leave it open."""
    from accordgraph.loaders.tables.new_mapping import Answers
    from accordgraph.loaders.tables.understanding import understood
    from accordgraph.ontology.messages import message

    if not options.is_quiet:
        say(message("mapping-understood", options.lang, table=guess.table.path.name), err=True)
        for line in understood(guess, options.lang):
            say(f"  {line}", err=True)
    if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr)):
        return Answers()
    day_first = {}
    for column in guess.questions:
        question = message("mapping-ask-day", options.lang, column=column, value=guess.examples[column])
        answer = click.prompt(question, type=click.Choice(["day", "month"]), err=True)
        day_first[column] = answer == "day"
    is_party = {}
    for column, other in guess.places.items():
        question = message("mapping-ask-party", options.lang, column=column, other=other)
        is_party[column] = click.prompt(question, type=click.Choice(["party", "place"]), err=True) == "party"
    agreement = None
    if guess.agreement is None and guess.actors:
        choice = click.Choice(guess.table.columns)
        agreement = click.prompt(message("mapping-ask-agreement", options.lang), type=choice, err=True)
    return Answers(day_first, agreement, is_party)


COMMANDS = (mapping,)
