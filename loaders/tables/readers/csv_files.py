"""CSV and TSV: delimiter, encoding and ends of lines are found out, and each record keeps its number."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from accordgraph.loaders.tables.readers.encodings import guessed_encoding, recoded, whole
from accordgraph.loaders.tables.readers.selection import Selection
from accordgraph.loaders.tables.readers.table import (
    MOST_COLUMNS,
    ROW,
    ROWS_SEARCHED,
    Dialect,
    Table,
    check_cells,
    refuse,
    with_heading,
)

DELIMITERS = (",", ";", "\t", "|")
SAMPLE = 1 << 16
PLAIN = ("utf-8", "utf-8-sig", "utf8")
MOST_NAMED = 5

BLOCK = 16 << 20
"""Bytes of a file that are read at a time."""

LONGEST_ROW = 32 << 20
"""Bytes after which a row must have ended."""


class LongRowError(Exception):
    """A row does not end: a quotation mark is missing, or the file is no table."""


def read_csv(path: Path, dialect: Dialect, selection: Selection) -> Table:
    """Read a file of comma-separated values. Raises DossierError with the place of what cannot be read."""
    notes: list[str] = []
    source, sample = _source(path, dialect, notes)
    if not sample.strip():
        raise refuse(path, "is empty")
    delimiter = dialect.delimiter or _guessed_delimiter(path, sample, notes)
    quote = dialect.quote_char or '"'
    try:
        width = _width(path, sample, delimiter, quote)
        table = with_heading(path, _cells(path, source, delimiter, quote, width), dialect, selection=selection)
    except (pl.exceptions.PolarsError, pl.exceptions.NoDataError) as error:
        raise _explained(path, source, delimiter, quote, error) from error
    _refuse_long_rows(path, table, delimiter)
    table.notes = [*notes, *table.notes, *_short_rows(table, source, delimiter, quote)]
    check_cells(path, table)
    return table


def _source(path: Path, dialect: Dialect, notes: list[str]) -> tuple[Path | bytes, str]:
    """What Polars reads: the file itself where it can, else its text as UTF-8; and the beginning of the text."""
    encoding, guess = (dialect.encoding, None) if dialect.encoding else guessed_encoding(path)
    if guess:
        notes.append(guess)
    if encoding.lower() not in PLAIN:
        return _with_line_feeds(path, recoded(path, encoding), notes)
    nul, bare = _odd_bytes(path)
    if nul is not None:
        raise refuse(path, "holds a NUL character, which no text has; is it a spreadsheet or a damaged file?", nul)
    if bare:
        return _with_line_feeds(path, whole(path, "with lines that end in carriage returns"), notes)
    with path.open("rb") as file:
        head = file.read(SAMPLE)
    return path, head.decode("utf-8-sig", errors="ignore")


def _odd_bytes(path: Path) -> tuple[int | None, bool]:
    """The line of the first NUL, and whether lines end in carriage returns alone."""
    lines, has_feed, has_return = 1, False, False
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            if (nul := block.find(b"\0")) >= 0:
                return lines + block.count(b"\n", 0, nul), False
            lines += block.count(b"\n")
            has_feed, has_return = has_feed or b"\n" in block, has_return or b"\r" in block
    return None, has_return and not has_feed


def _with_line_feeds(path: Path, data: bytes, notes: list[str]) -> tuple[bytes, str]:
    if (nul := data.find(b"\0")) >= 0:
        raise refuse(path, "holds a NUL character, which no text has", data.count(b"\n", 0, nul) + 1)
    if b"\n" not in data and b"\r" in data:
        notes.append("lines end in carriage returns, as on old Macintoshes")
        data = data.replace(b"\r", b"\n")
    return data, data[:SAMPLE].decode("utf-8", errors="ignore").lstrip("\ufeff")


def _guessed_delimiter(path: Path, sample: str, notes: list[str]) -> str:
    """The sign that stands most often in the first lines, and as often in each."""
    if path.suffix.lower() in (".tsv", ".tab"):
        return "\t"
    lines = [line for line in sample.splitlines()[:20] if line.strip()]
    best = max(DELIMITERS, key=lambda sign: (_regular(lines, sign), sum(line.count(sign) for line in lines)))
    if best != ",":
        notes.append(f"the delimiter is {best!r}")
    return best


def _regular(lines: list[str], sign: str) -> float:
    """Share of the lines that have as many cells as most have, where these are more than one."""
    widths = [len(row) for row in csv.reader(lines, delimiter=sign)]
    most = max(set(widths), key=widths.count, default=1)
    return widths.count(most) / len(widths) if most > 1 else 0.0


def _width(path: Path, sample: str, delimiter: str, quote: str) -> int:
    """The number of columns: that of the widest of the first rows, as titles may stand above the heading."""
    csv.field_size_limit(SAMPLE * 4)
    rows = list(csv.reader(io.StringIO(sample, newline=None), delimiter=delimiter, quotechar=quote))[:ROWS_SEARCHED]
    width = max((len(row) for row in rows), default=0)
    if width > MOST_COLUMNS or (len(rows) == 1 and len(sample) >= SAMPLE // 2 and width > MOST_COLUMNS // 4):
        raise refuse(path, f"has more than {min(width, MOST_COLUMNS):,} columns; is the delimiter right?", 1)
    return width


def _cells(path: Path, source: Path | bytes, delimiter: str, quote: str, width: int) -> Iterator[pl.DataFrame]:
    """All cells as text, a block of the file at a time: mapped as a whole, it would be in memory twice.

    A row that is longer than the schema is an error of Polars, shorter ones are filled.
    """
    schema = {f"c{number}": pl.String for number in range(1, width + 1)}
    row = 1
    try:
        for block in _blocks(source, quote.encode()):
            cells = pl.read_csv(
                block,
                has_header=False,
                separator=delimiter,
                quote_char=quote,
                schema=schema,
                infer_schema=False,
                missing_columns="insert",
                extra_columns="raise",
            )
            row += cells.height
            yield cells
    except LongRowError:
        raise refuse(path, f"the row has more than {LONGEST_ROW >> 20} MB; is a quotation mark missing?", row) from None


def _blocks(source: Path | bytes, quote: bytes) -> Iterator[bytes]:
    """The bytes of a file in parts that end where a row ends. Raises LongRowError where none ends for long."""
    with io.BytesIO(source) if isinstance(source, bytes) else source.open("rb") as file:
        rest = file.read(len(codecs.BOM_UTF8)).removeprefix(codecs.BOM_UTF8)
        while block := file.read(BLOCK):
            data = rest + block
            end = _end_of_rows(data, quote)
            if end:
                yield data[:end]
            elif len(data) > LONGEST_ROW:
                raise LongRowError
            rest = data[end:]
        if rest:
            yield rest


def _end_of_rows(data: bytes, quote: bytes) -> int:
    """Where the last whole row ends: a line end with an even number of quotation marks before it; 0 where none does."""
    end, marks = len(data), data.count(quote)
    while True:
        if marks % 2:
            end, marks = data.rfind(quote, 0, end), marks - 1
        line = data.rfind(b"\n", 0, end)
        if line < 0:
            return 0
        marks -= data.count(quote, line, end)
        if marks % 2 == 0:
            return line + 1
        end = line


def _explained(path: Path, source: Path | bytes, delimiter: str, quote: str, error: Exception) -> Exception:
    """What is wrong, by reading the file again record by record: a row that is too long, an open quotation mark."""
    csv.field_size_limit(1 << 27)
    data = source if isinstance(source, bytes) else source.read_bytes()
    reader = csv.reader(
        io.StringIO(data.decode("utf-8-sig", errors="replace"), newline=""),
        delimiter=delimiter,
        quotechar=quote,
        strict=True,
    )
    width, number = 0, 0
    try:
        for number, row in enumerate(reader, 1):  # only of a file that is refused
            if number <= ROWS_SEARCHED:
                width = max(width, len(row))
            elif len(row) > width:
                what = f"the row has {len(row)} cells, and the others have {width}"
                return refuse(path, f"{what}; is a cell with {delimiter!r} in it without quotation marks?", number)
    except csv.Error as problem:
        text = "a quotation mark is opened and not closed" if "unexpected end" in str(problem) else f"{problem}"
        return refuse(path, f"{text}; close it, or write `table: {{quoteChar: ...}}`", number + 1)
    return refuse(path, f"cannot be read: {str(error).splitlines()[0]}")


def _refuse_long_rows(path: Path, table: Table, delimiter: str) -> None:
    """A row with more cells than the heading is mostly one with a delimiter in a cell: it would be read shifted."""
    if table.overlong is not None:
        headings = sum(1 for name in table.positions if not name.startswith("("))
        what = f"the row has more cells than the heading, which has {headings}"
        raise refuse(path, f"{what}; is a cell with {delimiter!r} in it without quotation marks?", table.overlong)


def _short_rows(table: Table, source: Path | bytes, delimiter: str, quote: str) -> list[str]:
    """A note on rows that have fewer cells than the heading; their last cells are taken to be empty."""
    width = max(table.positions.values(), default=1)
    candidates = table.frame.filter(pl.col(table.columns[-1]).is_null())[ROW] if table.columns else table.frame[ROW]
    if candidates.is_empty():
        return []
    short = pl.Series([], dtype=pl.Int64)
    for lines in _lines(source, quote):
        if lines["line"].str.contains(quote, literal=True).any():
            return []
        few = lines.filter(pl.col("line").str.count_matches(delimiter, literal=True) + 1 < width)["row"]
        short = pl.concat([short, few.filter(few.is_in(candidates.implode()))])
    if short.is_empty():
        return []
    more = f" and {len(short) - MOST_NAMED:,} more" if len(short) > MOST_NAMED else ""
    named = ", ".join(map(str, short.head(MOST_NAMED))) + more
    return [f"rows with fewer cells than the heading, taken as empty at their end: {named}"]


def _lines(source: Path | bytes, quote: str) -> Iterator[pl.DataFrame]:
    """The lines of a file as they stand, a block at a time: `row`, from 1, and `line`."""
    row = 1
    for block in _blocks(source, quote.encode()):
        lines = pl.read_csv(
            block,
            has_header=False,
            separator="\x01",
            quote_char=None,
            schema={"line": pl.String},
            missing_columns="insert",
            extra_columns="ignore",
        )
        yield lines.fill_null("").with_row_index("row", row).cast({"row": pl.Int64})
        row += lines.height
