"""Writing rows, answers and notes to the terminal or into a pipe."""

from __future__ import annotations

import json
import os
import shlex
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from accordgraph.graph.dates.today import today
from accordgraph.graph.errors import UsageError
from accordgraph.graph.redaction import redacted

if TYPE_CHECKING:
    from accordgraph.commands.shared.options import Options
    from accordgraph.queries.answer import Answer
    from accordgraph.queries.answers.tree import AnswerTree
    from accordgraph.queries.session import Session

ARGUMENTS = "accordgraph.arguments"
"""Where the context of a command has the words after its name."""

NOT_REPEATED = ("-o", "--output", "--store")
"""Options, each with a value, that are no part of the question."""

SHORT = "--short"
"""The option that asks for an answer in short."""


def write_rows(
    rows: Sequence[Mapping[str, Any]],
    columns: Sequence[str],
    options: Options,
    titles: Mapping[str, str] | None = None,
    after: str | None = None,
) -> None:
    """Rows to standard output, in the form that was chosen or that suits where they go, with a line `after` them."""
    text = rows_as_text(rows, columns, options, titles)
    write_pages(text if after is None else f"{text}\n{after}\n")


def rows_as_text(
    rows: Sequence[Mapping[str, Any]],
    columns: Sequence[str],
    options: Options,
    titles: Mapping[str, str] | None = None,
) -> str:
    """What `write_rows` writes."""
    from accordgraph.queries.rendering.formats import write

    return write(rows, columns, row_format(options), width(), options.lang, options.csv_safe, titles)


def write_text(text: str) -> None:
    """A whole file to standard output: as it is into a pipe, with every character visible on a terminal."""
    from accordgraph.graph.visible import visible_lines

    click.echo(visible_lines(text) if on_terminal() else text, nl=False)


def say(text: str, *, err: bool = False) -> None:
    """A text for people, without secrets and with every character visible; line feeds stay."""
    from accordgraph.graph.visible import visible_lines

    click.echo(visible_lines(redacted(text)), err=err)


def report(options: Options, text: str) -> None:
    """A line on standard error for those who asked for --verbose."""
    if options.is_verbose:
        say(text, err=True)


def row_format(options: Options) -> str:
    """The form that was asked for, else a table on a terminal and JSON in a pipe."""
    if options.form == "text":  # of what has no sentences
        return "table"
    return options.form or ("table" if on_terminal() else "json")


def wants_words(options: Options) -> bool:
    """Whether an answer that can be said in sentences is to be: by --format text, on a terminal by default, or in a
    document. Raises UsageError where a document and rows were asked for.
    """
    if options.document is not None:
        if options.form not in (None, "text"):
            raise UsageError(f"-o and --format {options.form} contradict each other.", "A document has sentences.")
        from accordgraph.queries.answers.documents.handover import ending

        ending(options.document)
        return True
    return options.form == "text" or options.is_short or (options.form is None and on_terminal())


def write_words(tree: AnswerTree, options: Options | None = None, opened: Session | None = None) -> None:
    """An answer in sentences: as a document where one was asked for, else as text. Headings are bold on a terminal
    whose user did not ask for plain text.
    """
    from accordgraph.queries.answers.rendering.terminal import text

    if options is not None and opened is not None and options.document is not None:
        _write_document(tree, options, opened, options.document)
        return

    if options is not None and options.is_short:
        from accordgraph.queries.answers.shortening import shortened

        tree = shortened(tree, _whole_command())
    is_styled = on_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    write_pages(text(tree, width(), is_styled=is_styled))


def write_pages(text: str) -> None:
    """A text to standard output: through the pager where a person reads it and it is longer than the screen."""
    is_read = on_terminal() and sys.stdin is not None and sys.stdin.isatty()
    if is_read and text.count("\n") >= os.get_terminal_size().lines:
        os.environ.setdefault("LESS", "-FRX")  # as git does: no pager for one screen, colours, nothing wiped at the end
        click.echo_via_pager(text.removesuffix("\n"))
    else:
        click.echo(text, nl=False)


def _whole_command() -> str:
    """The command that was typed, without the option that asks for an answer in short."""
    context = click.get_current_context()
    words = (word for word in context.meta.get(ARGUMENTS, []) if word != SHORT)
    return shlex.join(["accord", str(context.info_name), *words])


def _write_document(tree: AnswerTree, options: Options, opened: Session, path: Path) -> None:
    from accordgraph.ontology.messages import message
    from accordgraph.queries.answers.documents.handover import AnswerOrigin, write

    context = click.get_current_context()
    command = shlex.join(["accord", str(context.info_name), *repeatable(context.meta.get(ARGUMENTS, []))])
    write(tree, AnswerOrigin(today(), opened.origin.snapshot, command), path)
    if not options.is_quiet:
        say(message("handover-written", options.lang, path=path), err=True)


def repeatable(arguments: Sequence[str]) -> list[str]:
    """The words of a command line without the file that it writes and the folder of the store.

    >>> repeatable(["NABU", "-o", "nabu.pdf", "--lang", "uk", "--store=here"])
    ['NABU', '--lang', 'uk']
    """
    kept: list[str] = []
    is_value = False
    for word in arguments:
        if is_value:
            is_value = False
        elif word in NOT_REPEATED:
            is_value = True
        elif not word.startswith((*(f"{name}=" for name in NOT_REPEATED if name.startswith("--")),)):
            kept.append(word)
    return kept


def write_tree(tree: AnswerTree, options: Options, opened: Session) -> None:
    """An answer that is nothing but sentences: as text, as JSON of the tree, or else one row for each sentence."""
    from accordgraph.ontology.messages import message
    from accordgraph.queries.answers.rendering.plain_data import COLUMNS, TITLES, rows, tree_data
    from accordgraph.queries.rendering.formats import legible

    if wants_words(options):
        write_words(tree, options, opened)
    elif row_format(options) == "json":
        click.echo(legible(json.dumps(tree_data(tree), ensure_ascii=False, indent=2)))
    elif row_format(options) == "table":
        titles = {column: message(key, options.lang) for column, key in TITLES.items()}
        write_rows(rows(tree), list(titles), options, titles)
    else:
        write_rows(rows(tree), COLUMNS, options)


def on_terminal() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def width() -> int | None:
    """Columns of the terminal, None in a pipe."""
    return os.get_terminal_size().columns if on_terminal() else None


def write_answer(answer: Answer, options: Options, extra: Sequence[str] = ()) -> None:
    """An answer: in a table the columns to show and those in `extra`, else all; notes on standard error."""
    is_table = row_format(options) == "table"
    write_rows(answer.rows, [*answer.header.show, *extra] if is_table else answer.columns, options)
    for note in answer.notes:
        write_note(note, options)


def write_note(note: str, options: Options, *, err: bool = True) -> None:
    """A note on the answer, on standard error where rows may go into a pipe; nothing with --quiet."""
    from accordgraph.graph.visible import visible
    from accordgraph.ontology.messages import message
    from accordgraph.queries.rendering.error_texts import in_language

    if not options.is_quiet:
        say(f"{message('note', options.lang)}: {visible(in_language(note, options.lang))}", err=err)


def left_out(answer: Answer, options: Options) -> list[str]:
    """A note on the links that are reported but refuted, if there are any."""
    from accordgraph.ontology.messages import message

    count = sum(not row["held"] for row in answer.rows)
    return [message("left-out-refuted", options.lang, count=count, option="--all")] if count else []
