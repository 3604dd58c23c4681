"""A table without a mapping: one is made, said in words, and written beside the table."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from accordgraph.graph.errors import DossierError, InputError, UsageError
from accordgraph.loaders.dossier.files import SUFFIXES
from accordgraph.loaders.tables.beside import ENDING, free_place, is_refused, known_mapping, mapping_id
from accordgraph.loaders.tables.guess import Guess, guess
from accordgraph.loaders.tables.guess import identifier as named
from accordgraph.loaders.tables.loading import bundled_names, store_view
from accordgraph.loaders.tables.mapping_file import read_mapping
from accordgraph.loaders.tables.new_mapping import Answers, lacking, text
from accordgraph.loaders.tables.readers.excel_files import sheet_names
from accordgraph.loaders.tables.readers.reading import is_table, read_table
from accordgraph.loaders.tables.readers.table import Dialect, Table
from accordgraph.loaders.tables.references import derived, references
from accordgraph.loaders.tables.refused_cells import HEAD
from accordgraph.loaders.tables.rows import REFUSED

if TYPE_CHECKING:
    from accordgraph.graph.store.store import Store

Ask = Callable[[Guess], Answers]
"""Asks what a table does not say."""

MOST_COMPARED = 2_000
"""Names of agreements that are compared with the id of a mapping."""

MOST_HEADINGS = 12
"""Headings that an error names."""


def guessed(store: Store, table: Path, sheet: str | None = None) -> Guess:
    """What a table seems to say: of a workbook the first sheet that has parties and agreements, else the first table.

    Raises DossierError where it cannot be read.
    """
    known = store_view(store, "").names
    first = guess(read_table(table, Dialect(sheet=sheet)), known)
    if sheet is not None or not lacking(first, Answers()):
        return first
    others = (guess(one, known) for one in _other_sheets(table, first.table))
    return next((one for one in others if not lacking(one, Answers())), first)


def _other_sheets(table: Path, first: Table) -> Iterator[Table]:
    """The other sheets of a workbook that can be read as a table."""
    for name in sheet_names(table) if first.sheet else ():
        if name != first.sheet:
            with suppress(DossierError):
                yield read_table(table, Dialect(sheet=name))


def write_mapping(guess_: Guess, answers: Answers, path: Path, today: date) -> Path:
    """Write the mapping of a table, or where that cannot be written into the current folder.

    Raises InputError where there is such a file already: it may be somebody's work.
    """
    content = text(guess_, answers, today, _free_id(mapping_id(path, guess_.table.path), guess_, answers))
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


def _free_id(identifier: str, guess_: Guess, answers: Answers) -> str:
    """The id of the mapping; a table that is called as one of its actors or agreements is another thing than that."""
    agreement = answers.agreement or guess_.agreement
    names = guess_.table.text(agreement).drop_nulls().unique().to_list() if agreement else []
    is_one = agreement is None or any(identifier == named(name) for name in names[:MOST_COMPARED])
    return f"{identifier}-table" if is_one or identifier in guess_.taken else identifier


def undecided(guess_: Guess, answers: Answers) -> list[str]:
    """What nobody has said yet, in words; a table is loaded only when this is empty."""
    open_ = [
        f"whether the day or the month comes first in {column!r} ({guess_.examples[column]})"
        for column in guess_.questions
        if column not in answers.day_first
    ]
    if not guess_.actors:
        open_.append("which columns name the parties")
    open_ += [
        f"whether {column!r} names a party, or where {other!r} is"
        for column, other in guess_.places.items()
        if column not in answers.is_party
    ]
    open_ += [
        f"which party ratified on the day in {column!r}" for column, parties in guess_.ratified.items() if not parties
    ]
    if lacking(guess_, answers) and guess_.actors:
        open_.append("which column names the agreement")
    return open_


def mapping_for(store: Store, paths: Sequence[Path], ask: Ask, today: date) -> str | None:
    """The mapping of a table that is loaded without one; None where the paths are no tables.

    Raises UsageError for a table among other files, and what `mapping_of` raises.
    """
    tables = [path for path in paths if is_table(path)]
    if not tables:
        _refuse_folders(paths)
        return None
    if len(paths) > 1:
        raise UsageError(f"{tables[0]} is a table, and it is given with other files.", "Load tables by --mapping FILE.")
    return mapping_of(store, tables[0], ask, today)


def _refuse_folders(paths: Sequence[Path]) -> None:
    """Raise UsageError for a folder that has tables and no dossier."""
    for folder in paths:
        names = sorted(folder.iterdir()) if folder.is_dir() else []
        tables = [path for path in names if is_table(path)]
        if tables and not any(path.suffix in SUFFIXES for path in names):
            raise UsageError(
                f"{folder} is a folder of tables.",
                f"Load them by one mapping: accord load {folder} --mapping FILE. A first one is written by "
                f"accord mapping new {tables[0]}.",
            )


def mapping_of(store: Store, table: Path, ask: Ask, today: date) -> str:
    """The mapping beside a table, made now where there is none; of refused cells that of their table, or a bundled one.

    Raises InputError where something is still open: with the mapping written, but where no column names the parties.
    """
    known = known_mapping(table)
    if known is not None:
        return str(known)
    if is_refused(table):
        return _bundled(table)
    guess_ = guessed(store, table)
    if guess_.table.frame.is_empty():
        raise InputError(f"{table} has a heading and no row below it.", "Nothing was loaded.")
    _refuse_other_name(guess_.table)
    answers = ask(guess_)
    if not guess_.actors:
        raise _no_parties(guess_.table)
    path = write_mapping(guess_, answers, free_place(table), today)
    still = undecided(guess_, answers)
    if still:
        raise InputError(
            f"The table {table} does not say {'; '.join(still)}.",
            f"{_as_another(guess_.table, path)}The mapping is in {path}: write it there, and load the table again. To "
            f"see what it makes of the rows: accord mapping check {path} {table}. Nothing was loaded.",
        )
    return str(path)


def _as_another(table: Table, own: Path) -> str:
    """A sentence on a mapping beside a table that reads one with the same columns: it may be asked for no more."""
    for path in sorted(table.path.parent.glob(f"*{ENDING}")):
        with suppress(DossierError):
            mapping = read_mapping(path)
            names = {name for name, _ in references(mapping)} - derived(mapping)
            if path != own and names and names <= set(table.columns):
                command = shlex.join(["accord", "load", str(table.path), "--mapping", str(path)])
                return f"{path} reads a table with these columns; if this is its copy or newer version: {command}. "
    return ""


def _bundled(refused: Path) -> str:
    name = refused.name.removesuffix(REFUSED)
    if name in bundled_names():
        return name
    raise InputError(
        f"{refused} has refused cells, and the mapping of their table is not beside it.",
        f"Give it: accord load {refused} --mapping FILE. Nothing was loaded.",
    )


def _refuse_other_name(table: Table) -> None:
    """Refused cells under another name would be a table of their own."""
    if tuple(name.removesuffix(" (1)") for name in table.columns[: len(HEAD)]) == HEAD:
        raise InputError(
            f"{table.path} has the columns of refused cells, and another name.",
            f"Call it NAME{REFUSED}, where NAME is that of the table. Nothing was loaded.",
        )


def _no_parties(table: Table) -> InputError:
    named = ", ".join(map(repr, table.columns[:MOST_HEADINGS]))
    where = f"{table.path}, sheet {table.sheet!r}" if table.sheet else f"{table.path}"
    return InputError(
        f"No column of {where} seems to name the parties: row {table.header} was taken for the heading, with {named}.",
        "If the heading is another row or sheet, delete what stands above it, or write a mapping: "
        f"accord mapping new {table.path} makes one to fill in. Nothing was loaded.",
    )
