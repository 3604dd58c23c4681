"""Writing rows and answers to the terminal or into a pipe."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from accordgraph.commands.options import is_csv_safe

if TYPE_CHECKING:
    from accordgraph.queries.runner import Answer


def write_rows(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], form: str | None) -> None:
    """Rows to standard output, in the form that was chosen or that suits where they go."""
    from accordgraph.queries.rendering.formats import write

    click.echo(write(rows, columns, chosen(form), width(), language(), is_csv_safe()), nl=False)


def write_text(text: str) -> None:
    """A whole file to standard output: as it is into a pipe, with every character visible on a terminal."""
    from accordgraph.graph.visible import visible_lines

    click.echo(visible_lines(text) if on_terminal() else text, nl=False)


def say(text: str, *, err: bool = False) -> None:
    """A text for people, with every character visible; line feeds stay."""
    from accordgraph.graph.visible import visible_lines

    click.echo(visible_lines(text), err=err)


def language() -> str:
    """The language that the command was asked to answer in."""
    context = click.get_current_context(silent=True)
    return str((context and context.params.get("lang")) or "en")


def chosen(form: str | None) -> str:
    """The form that was asked for, else a table on a terminal and JSON in a pipe."""
    return form or ("table" if on_terminal() else "json")


def on_terminal() -> bool:
    """Whether somebody reads along."""
    return sys.stdout is not None and sys.stdout.isatty()


def width() -> int | None:
    """Columns of the terminal, None in a pipe."""
    return os.get_terminal_size().columns if on_terminal() else None


def write_answer(answer: Answer, form: str | None, extra: Sequence[str] = ()) -> None:
    """An answer: on a terminal the columns to show and those in `extra`, else all; notes on stderr."""
    is_table = chosen(form) == "table"
    columns = [*answer.header.show, *extra] if is_table else answer.columns
    write_rows(answer.rows, columns, form)
    for note in answer.notes:
        write_note(note)


def write_note(note: str, *, err: bool = True) -> None:
    """A note on the answer, on stderr where rows may go into a pipe."""
    from accordgraph.graph.visible import visible
    from accordgraph.ontology.messages import message

    say(f"{message('note', language())}: {visible(note)}", err=err)


def left_out(answer: Answer) -> list[str]:
    """A note on the links that are told but not held, if there are any."""
    from accordgraph.ontology.messages import message

    count = sum(not row["held"] for row in answer.rows)
    return [message("left-out-refuted", language(), count=count, option="--all")] if count else []
