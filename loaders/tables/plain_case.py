"""A table without a mapping: one is made, said in words, and written beside the table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from accordgraph.graph.errors import InputError
from accordgraph.loaders.tables.guess import Guess, guess
from accordgraph.loaders.tables.new_mapping import Answers, beside, lacking, text
from accordgraph.loaders.tables.readers.reading import read_table
from accordgraph.loaders.tables.readers.table import Dialect

if TYPE_CHECKING:
    from accordgraph.graph.store.store import Store

Ask = Callable[[Guess], Answers]
"""Asks what a table does not say."""


def guessed(store: Store, table: Path, sheet: str | None = None) -> Guess:
    """What a table seems to say. Raises DossierError where it cannot be read."""
    from accordgraph.loaders.tables.loading import store_view

    return guess(read_table(table, Dialect(sheet=sheet)), store_view(store, "").names)


def write_mapping(guess_: Guess, answers: Answers, path: Path, today: date) -> Path:
    """Write the mapping of a table, or where that cannot be written into the current folder.

    Raises InputError where there is such a file already: it may be somebody's work.
    """
    content = text(guess_, answers, today)
    for target in (path, Path(path.name)):
        if target.exists():
            raise InputError(
                f"There is a file {target} already.", "Take it by --mapping, or write another one with -o."
            )
        try:
            target.write_text(content, encoding="utf-8")
        except OSError:
            continue
        return target
    raise InputError(f"The mapping cannot be written to {path}.", "Choose another: accord mapping new TABLE -o FILE.")


def undecided(guess_: Guess, answers: Answers) -> list[str]:
    """What nobody has said yet, in words; a table is loaded only when this is empty."""
    open_ = [
        f"whether the day or the month comes first in {column!r} ({guess_.examples[column]})"
        for column in guess_.questions
        if column not in answers.day_first
    ]
    if not guess_.actors:
        open_.append("which columns name the parties")
    if lacking(guess_, answers) and guess_.actors:
        open_.append("which column names the agreement")
    return open_


def mapping_of(store: Store, table: Path, ask: Ask, today: date) -> Path:
    """The mapping beside a table, made now where there is none.

    Raises InputError, with the mapping written, where something is still open.
    """
    for known in (beside(table), Path(beside(table).name)):
        if known.exists():
            return known
    guess_ = guessed(store, table)
    answers = ask(guess_)
    path = write_mapping(guess_, answers, beside(table), today)
    still = undecided(guess_, answers)
    if still:
        raise InputError(
            f"The table {table} does not say {'; '.join(still)}.",
            f"The mapping is in {path}: write it there, and load the table again. To see what it makes of the rows: "
            f"accord mapping check {path} {table}. Nothing was loaded.",
        )
    return path
