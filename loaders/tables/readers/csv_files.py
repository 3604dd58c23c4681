"""CSV and TSV: delimiter, encoding and ends of lines are found out, and each record keeps its number."""

from __future__ import annotations

import csv
import io
import mmap
from pathlib import Path

import polars as pl

from accordgraph.loaders.tables.readers.encodings import guessed_encoding, recoded
from accordgraph.loaders.tables.readers.table import (
    MOST_COLUMNS,
    ROW,
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


def read_csv(path: Path, dialect: Dialect) -> Table:
    """Read a file of comma-separated values. Raises DossierError with the place of what cannot be read."""
    notes: list[str] = []
    source, sample = _source(path, dialect, notes)
    if not sample.strip():
        raise refuse(path, "is empty")
    delimiter = dialect.delimiter or _guessed_delimiter(path, sample, notes)
    quote = dialect.quote_char or '"'
    try:
        cells = _cells(source, delimiter, quote, _width(path, sample, delimiter, quote))
    except (pl.exceptions.PolarsError, pl.exceptions.NoDataError) as error:
        raise _explained(path, source, delimiter, quote, error) from error
    table = with_heading(path, cells, dialect)
    del cells
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
        return _with_line_feeds(path, path.read_bytes(), notes)
    with path.open("rb") as file:
        head = file.read(SAMPLE)
    return path, head.decode("utf-8-sig", errors="ignore")


def _odd_bytes(path: Path) -> tuple[int | None, bool]:
    """The line of the first NUL, and whether lines end in carriage returns alone."""
    if path.stat().st_size == 0:
        return None, False
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        nul = data.find(b"\0")
        line = data[:nul].count(b"\n") + 1 if nul >= 0 else None
        return line, data.find(b"\n") < 0 <= data.find(b"\r")


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
    rows = list(csv.reader(io.StringIO(sample), delimiter=delimiter, quotechar=quote))[:20]
    width = max((len(row) for row in rows), default=0)
    if width > MOST_COLUMNS or (len(rows) == 1 and len(sample) >= SAMPLE // 2 and width > MOST_COLUMNS // 4):
        raise refuse(path, f"has more than {min(width, MOST_COLUMNS):,} columns; is the delimiter right?", 1)
    return width


def _cells(source: Path | bytes, delimiter: str, quote: str, width: int) -> pl.DataFrame:
    """All cells as text. A row that is longer than the schema is an error of Polars; shorter ones are filled."""
    schema = {f"c{number}": pl.String for number in range(1, width + 1)}
    lines = pl.scan_csv(
        source,
        has_header=False,
        separator=delimiter,
        quote_char=quote,
        schema=schema,
        infer_schema=False,
        missing_columns="insert",
        extra_columns="raise",
        low_memory=True,
        glob=False,
    )
    return lines.collect()


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
            if number <= 20:
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
    for name, position in reversed(table.positions.items()):
        if not name.startswith("("):
            return
        if name in table.frame.columns:
            row = table.frame.filter(pl.col(name).is_not_null())[ROW][0]
            what = f"the row has {position} cells or more, and the heading fewer"
            raise refuse(path, f"{what}; is a cell with {delimiter!r} in it without quotation marks?", row)


def _short_rows(table: Table, source: Path | bytes, delimiter: str, quote: str) -> list[str]:
    """A note on rows that have fewer cells than the heading; their last cells are taken to be empty."""
    last = max(table.positions.values(), default=1)
    ends = [name for name, position in table.positions.items() if position == last and name in table.frame.columns]
    candidates = table.frame.filter(pl.col(ends[0]).is_null())[ROW] if ends else table.frame[ROW].clear()
    if candidates.is_empty():
        return []
    lines = pl.scan_csv(
        source,
        has_header=False,
        separator="\x01",
        quote_char=None,
        schema={"line": pl.String},
        glob=False,
        missing_columns="insert",
        extra_columns="ignore",
    )
    counted = (
        lines.with_row_index("row", 1)
        .select(
            "row",
            cells=pl.col("line").str.count_matches(delimiter, literal=True) + 1,
            quoted=pl.col("line").str.contains(quote, literal=True),
        )
        .filter(pl.col("quoted") | (pl.col("cells") < last))
        .collect()
    )
    if counted["quoted"].any():
        return []
    short = counted.join(candidates.cast(pl.UInt32).rename("row").to_frame(), on="row", how="semi")["row"].to_list()
    if not short:
        return []
    more = f" and {len(short) - MOST_NAMED:,} more" if len(short) > MOST_NAMED else ""
    named = ", ".join(map(str, short[:MOST_NAMED])) + more
    return [f"rows with fewer cells than the heading, taken as empty at their end: {named}"]
