"""A table as read: text in every cell, the number of each row, and what was guessed about the file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from accordgraph.graph.errors import DossierError, Fault
from accordgraph.loaders.tables.readers.merged_cells import MergedRange, with_merged
from accordgraph.loaders.tables.readers.selection import Selection

ROW = "$row"
"""Column of the row numbers, counted from 1 as a spreadsheet counts them."""

FILE, SHEET = "$file", "$sheet"
"""Columns of the file's name without its ending, and of the sheet's name."""

ADDRESS = "$address"
"""Column of the name that locators begin with: `agreements.csv`, `agreements.xlsx#Sheet1`."""

MOST_COLUMNS = 10_000
"""A wrong delimiter makes many columns of one; no spreadsheet has more than 16,384."""

LONGEST_CELL = 1_000_000
"""Characters of one cell. A spreadsheet takes 32,767; more than this is a file that is no table."""

HEADING_SHARE = 0.6
"""Of the cells of the fullest of the first rows: a heading has at least as many."""

ROWS_SEARCHED = 50
"""Rows in which the heading is looked for: titles and notes stand above it."""

NO_HEADING = r"^(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d\d(?:-\d\d)?|https?://\S+)$"
"""A day or an address: a note above a table may have one, and a heading seldom has."""

FEWEST_HEADINGS = 3
"""Two parties and what they agreed on; a cover sheet has words and their values, in two columns at most."""


MANY_ROWS = 500_000
"""Rows from which on a cell of a column that repeats its texts is a number of four bytes, where a text has sixteen."""

REPEATED = 0.5
"""Share of distinct cells up to which a column repeats its texts."""

INLINE = 12
"""Bytes of a text that Polars holds in the column itself; only longer ones take further memory."""


@dataclass(frozen=True)
class Dialect:
    """How a file is read, in the words of a Frictionless resource; None: guessed."""

    encoding: str | None = None
    delimiter: str | None = None
    quote_char: str | None = None
    header: int | None = None
    missing_values: tuple[str, ...] = ("",)
    sheet: str | None = None
    records: str | None = None


@dataclass
class Table:
    """One table. `frame`: `ROW` and the columns by heading, without rows that are empty: String, or of a large table
    Categorical, which `text` and `texts` give as String.

    `positions`: number of each column, from 1, of those that a selection leaves out too. `unreadable`: cells that the
    file holds and that have no value, with row, column and why. `overlong`: the first row with more cells than the
    heading.
    """

    path: Path
    frame: pl.DataFrame
    positions: dict[str, int]
    header: int = 1
    sheet: str | None = None
    notes: list[str] = field(default_factory=list)
    unreadable: list[tuple[int, str, str]] = field(default_factory=list)
    has_real_dates: bool = False
    overlong: int | None = None
    unread_sheets: list[str] = field(default_factory=list)

    @property
    def columns(self) -> list[str]:
        """The headings, in order."""
        return [name for name in self.frame.columns if name != ROW]

    def text(self, name: str) -> pl.Series:
        """The cells of a column."""
        return self.frame[name].cast(pl.String)

    def texts(self) -> pl.DataFrame:
        """All cells, which of a large table take three times the memory of `frame`."""
        return self.frame.with_columns(pl.col(pl.Categorical).cast(pl.String))

    @property
    def address(self) -> str:
        """What locators begin with."""
        return self.path.name if self.sheet is None else f"{self.path.name}#{self.sheet}"


def refuse(path: Path, message: str, row: int | None = None, column: int | None = None) -> DossierError:
    """The error of a file that is read as no table; raise it."""
    return DossierError((Fault(message, str(path), row, column),))


def letters(position: int) -> str:
    """The letters of a column as a spreadsheet writes them.

    >>> letters(1), letters(28)
    ('A', 'AB')
    """
    text = ""
    while position > 0:
        position, rest = divmod(position - 1, 26)
        text = chr(65 + rest) + text
    return text


def with_heading(
    path: Path,
    parts: Iterable[pl.DataFrame],
    dialect: Dialect,
    sheet: str | None = None,
    selection: Selection | None = None,
    merged: Sequence[MergedRange] = (),
) -> Table:
    """A table from all cells of a file (String, one column each, one row a row): finds the heading and names columns.

    `parts` are its rows in order, some at a time: of each only what `selection` keeps stays in memory. `merged` are
    ranges of cells, of a file that is read in one part. Raises DossierError where there is no heading, or where there
    are too many columns.
    """
    remaining = iter(parts)
    first = next(remaining, pl.DataFrame())
    if first.width > MOST_COLUMNS:
        raise refuse(
            path, f"has {first.width:,} columns, and {MOST_COLUMNS:,} are the maximum; is the delimiter right?"
        )
    header = dialect.header or guessed_header(first)
    if first.height < header or first.width == 0:
        what = f"has no row {header} to be the heading; write `table: {{header: N}}` into the mapping"
        raise refuse(path, what, header)
    names, notes = _names(first.row(header - 1))
    body = _Body(names, [text for text in dialect.missing_values if text], selection or Selection(), 1 + header)
    body.add(with_merged(first, merged, header).slice(header))
    del first
    for part in remaining:
        body.add(part)
    if dialect.header is None:
        notes.insert(0, f"the heading is row {header}")
    positions = {name: number for number, name in enumerate(names, 1)}
    return Table(path, body.whole(), positions, header, sheet, notes, overlong=body.overlong)


@dataclass
class _Body:
    """The rows below a heading, gathered part by part. `overlong`: the first row with cells beyond the heading.

    `dense`: the columns that have a smaller type, once there are many rows.
    """

    names: list[str]
    missing: list[str]
    selection: Selection
    next_row: int
    frame: pl.DataFrame | None = None
    overlong: int | None = None
    dense: pl.Schema | None = None

    def add(self, cells: pl.DataFrame) -> None:
        """Add rows: their columns named, their cells cleaned; those that are empty are left out."""
        renamed = cells.rename(dict(zip(cells.columns, self.names, strict=True)))
        rows = renamed.select(_cleaned(name, self.missing) for name in self.names)
        rows = rows.with_row_index(ROW, self.next_row).with_columns(pl.col(ROW).cast(pl.Int64))
        self.next_row += cells.height
        rows = rows.filter(pl.any_horizontal(pl.col(name).is_not_null() for name in self.names))
        if self.overlong is None:
            self.overlong = _overlong(rows, self.names)
        kept = compact(self.selection.of(rows).cast(self.dense or pl.Schema()))
        if self.frame is None:
            self.frame = kept
        else:
            self.frame.vstack(kept, in_place=True)
        if self.dense is None and self.frame.height > MANY_ROWS:
            self.dense = _dense(self.frame)
            self.frame = self.frame.cast(self.dense).shrink_to_fit()

    def whole(self) -> pl.DataFrame:
        """All rows, without columns that have neither a heading nor a cell."""
        frame = pl.DataFrame() if self.frame is None else self.frame
        empty = [name for name in frame.columns if name.startswith("(") and frame[name].null_count() == frame.height]
        return frame.drop(empty)


def _dense(rows: pl.DataFrame) -> pl.Schema:
    """Smaller types of columns that repeat their texts, each with categories of its own, and of row numbers."""
    texts = [name for name in rows.columns if name != ROW and rows[name].n_unique() <= REPEATED * rows.height]
    return pl.Schema([(ROW, pl.UInt32()), *((name, pl.Categorical(pl.Categories.random())) for name in texts)])


def _overlong(rows: pl.DataFrame, names: list[str]) -> int | None:
    """The first row with a cell to the right of the last heading."""
    last = max((number for number, name in enumerate(names) if not name.startswith("(")), default=len(names))
    beyond = names[last + 1 :]
    if not beyond:
        return None
    return rows.filter(pl.any_horizontal(pl.col(name).is_not_null() for name in beyond))[ROW].first()  # type: ignore[return-value]


def compact(rows: pl.DataFrame) -> pl.DataFrame:
    """The same rows with each long text of a column in memory once: tables repeat names, addresses and titles."""
    texts = [name for name, dtype in rows.schema.items() if dtype == pl.String]
    long = [name for name in texts if (rows[name].str.len_bytes().mean() or 0) > INLINE]  # type: ignore[operator]
    return rows.with_columns(_interned(rows[name]) for name in long).shrink_to_fit()


def _interned(cells: pl.Series) -> pl.Series:
    distinct = cells.drop_nulls().unique().rechunk()
    texts = pl.DataFrame({"cell": distinct, "text": distinct})
    joined = cells.alias("cell").to_frame().join(texts, on="cell", how="left", maintain_order="left")
    return joined["text"].alias(cells.name)


def _cleaned(name: str, missing: list[str]) -> pl.Expr:
    """A cell without white space around it; null where it is empty or stands for nothing."""
    text = pl.col(name).str.strip_chars()
    return pl.when(text.is_in(["", *missing])).then(None).otherwise(text).alias(name)


def guessed_header(cells: pl.DataFrame) -> int:
    """The number of the row that is most probably the heading: the first with about as many cells as any has.

    Titles and notes above a heading mostly fill a cell or two; a longer note is no heading.
    """
    rows = [_filled(row) for row in cells.head(ROWS_SEARCHED).rows()]
    most = max(map(len, rows), default=0)
    full = [number for number, row in enumerate(rows, 1) if len(row) >= HEADING_SHARE * most]
    headings = (number for number in full if not _is_note(rows[number - 1 : number + 1], most))
    return next(headings, full[0] if full else 1)


def _is_note(rows: list[list[str]], most: int) -> bool:
    """Whether the first of two rows is a note: shorter than the table, and alone, or with a day or an address in it."""
    row, following = rows[0], rows[1] if len(rows) > 1 else []
    has_value = any(re.match(NO_HEADING, cell) for cell in row)
    return len(row) < most and (not following or (has_value and len(following) > len(row)))


def _filled(row: tuple[str | None, ...]) -> list[str]:
    return [cell.strip() for cell in row if cell is not None and cell.strip()]


def is_shaped(cells: pl.DataFrame) -> bool:
    """Whether cells have the shape of a table: a heading over several columns, and a row below it."""
    header = guessed_header(cells)
    if cells.height <= header or len(_filled(cells.row(header - 1))) < FEWEST_HEADINGS:
        return False
    return any(len(_filled(row)) > 1 for row in cells.slice(header, ROWS_SEARCHED).rows())


def _names(row: tuple[str | None, ...]) -> tuple[list[str], list[str]]:
    """Names of the columns by their heading: equal ones are numbered, empty ones called by their letter."""
    texts = [" ".join((cell or "").split()) for cell in row]
    counts, seen, names = Counter(texts), Counter[str](), []
    for position, text in enumerate(texts, 1):
        seen[text] += 1
        if not text:
            names.append(f"({letters(position)})")
        else:
            names.append(f"{text} ({seen[text]})" if counts[text] > 1 or text.startswith("$") else text)
    twice = sorted(text for text, count in counts.items() if text and count > 1)
    notes = [
        f"the heading {text!r} stands {counts[text]} times; its columns are called {text} (1) and so on"
        for text in twice
    ]
    return names, notes


def check_cells(path: Path, table: Table) -> None:
    """Raise DossierError with the row and column of a cell that is longer than a cell is, or holds NUL."""
    for name in table.columns:
        cells = table.frame[name]
        distinct = cells if cells.dtype == pl.String else cells.unique().cast(pl.String)
        most = max((part.str.len_bytes().max() or 0 for part in distinct.get_chunks()), default=0)
        if isinstance(most, int) and most > LONGEST_CELL:
            row = table.frame[ROW][table.text(name).str.len_bytes().arg_max() or 0]
            raise refuse(path, f"column {name[:60]!r}: the cell has {most:,} bytes; is a quotation mark missing?", row)
