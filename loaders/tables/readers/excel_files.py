"""Workbooks of Excel and LibreOffice: xlsx, xlsm, xls and ods, one sheet as a table."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from accordgraph.loaders.tables.readers import merged_cells
from accordgraph.loaders.tables.readers.compound_files import SIGNATURE
from accordgraph.loaders.tables.readers.merged_cells import MOST_RANGES, MergedRange
from accordgraph.loaders.tables.readers.ods_marks import read_ods_marks
from accordgraph.loaders.tables.readers.selection import Selection
from accordgraph.loaders.tables.readers.sheet_marks import SheetMarks, read_marks
from accordgraph.loaders.tables.readers.table import (
    ROW,
    Dialect,
    Table,
    check_cells,
    is_shaped,
    letters,
    refuse,
    with_heading,
)
from accordgraph.loaders.tables.readers.xls_marks import read_xls_marks

if TYPE_CHECKING:
    import fastexcel

MOST_UNPACKED = 600 << 20
"""Bytes that a workbook may have when it is unpacked; one with a million rows has about 200 MB."""

HIGHEST_RATIO = 200
"""Of a part of a workbook, unpacked to packed. Sheets of one repeated number come to about 100."""

SMALL_PART = 10 << 20
"""Bytes of a part below which its ratio says nothing."""

ZIPPED = (".xlsx", ".xlsm", ".ods")
MARKS: dict[str, Callable[[Path, str], SheetMarks]] = {
    ".xlsx": read_marks,
    ".xlsm": read_marks,
    ".ods": read_ods_marks,
}
"""What reads the number formats of a sheet, by the ending of its workbook. Of an xls they are read for all at once."""

MOST_ODS = 100 << 20
"""Bytes of the cells of an ods; more would take longer than ten seconds."""

MOST_CELLS = 20_000_000
"""Cells of a sheet, with empty ones: a million rows of 20 columns."""

FEW_CELLS, SPARSEST = 2_000_000, 50
"""Of a sheet with more cells than the first, more than one in this number must hold something."""

MOST_TEXT = 300 << 20
"""Bytes of the texts that cells share or repeat: in the file each stands once, and read it fills every cell."""

MOST_SHEET_CELLS = 4 * MOST_CELLS
"""Cells of all sheets of an xls, which its reader reads at once."""

ISO_TIME = r"^(\d{4}-\d\d-\d\d) \d\d:\d\d:\d\d(?:\.\d+)?$"
"""As the reader writes a cell that is formatted as a date."""


def sheet_names(path: Path) -> list[str]:
    """The names of a workbook's sheets, in order. Raises DossierError where the file is no workbook."""
    import fastexcel

    with _translated(path):
        return fastexcel.read_excel(path).sheet_names


def read_excel(path: Path, dialect: Dialect, selection: Selection) -> Table:
    """Read one sheet: the one that is named, else the first that has the shape of a table.

    Raises DossierError where the file is no workbook, too large when unpacked, or has no such sheet.
    """
    import fastexcel

    ending = path.suffix.lower()
    if ending in ZIPPED:
        _refuse_bombs(path)
    of_sheets = read_xls_marks(path) if ending == ".xls" else {}
    _refuse_all(path, of_sheets)
    with _translated(path):
        book = fastexcel.read_excel(path)
        sheet = _chosen(path, book, dialect.sheet, of_sheets)
    table = with_heading(path, [sheet.cells], dialect, sheet.name, selection, sheet.marks.merged)
    table.unread_sheets = [name for name in book.sheet_names if name != sheet.name]
    choice = _choice(table) if dialect.sheet is None else []
    table.notes = [*choice, *table.notes, *_merges(sheet.marks, table.header)]
    table.has_real_dates = True
    heading_of = {position: heading for heading, position in table.positions.items()}
    table.unreadable = [
        (row, heading_of[column], why)
        for row, column, why in merged_cells.spread(sheet.marks.unreadable, sheet.marks.merged, sheet.cells.height)
        if row > table.header and column in heading_of
    ]
    check_cells(path, table)
    return table


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    """The reader's errors as ours."""
    import fastexcel

    try:
        yield
    except fastexcel.FastExcelError as error:
        raise refuse(path, f"cannot be read as a workbook: {str(error).splitlines()[0]}") from error
    except BaseException as error:
        # The reader is in Rust, whose panics are no Exception, and of no class that can be named here.
        if type(error).__name__ != "PanicException":
            raise
        raise refuse(path, "cannot be read as a workbook: it is damaged inside") from error


@dataclass(frozen=True)
class _Sheet:
    """One sheet as read."""

    name: str
    cells: pl.DataFrame
    marks: SheetMarks


def _chosen(path: Path, book: fastexcel.ExcelReader, wanted: str | None, of_sheets: dict[str, SheetMarks]) -> _Sheet:
    """The sheet that is named, else the first with the shape of a table, else the first with a cell.

    A cover sheet may stand before the table.
    """
    names = book.sheet_names
    if wanted is not None and wanted not in names:
        raise refuse(path, f"has no sheet {wanted!r}; it has {', '.join(map(repr, names[:20]))}")
    if not names:
        raise refuse(path, "has no sheet")
    if wanted is not None or len(names) == 1:
        return _read_sheet(path, book, wanted or names[0], of_sheets)
    first = None
    for name in names:
        if _marks(path, name, of_sheets).cells:
            sheet = _read_sheet(path, book, name, of_sheets)
            if is_shaped(sheet.cells):
                return sheet
            first = first or sheet
    return first or _read_sheet(path, book, names[0], of_sheets)


def _marks(path: Path, name: str, of_sheets: dict[str, SheetMarks]) -> SheetMarks:
    return of_sheets.get(name) or MARKS.get(path.suffix.lower(), _no_marks)(path, name)


def _read_sheet(path: Path, book: fastexcel.ExcelReader, name: str, of_sheets: dict[str, SheetMarks]) -> _Sheet:
    marks = _marks(path, name, of_sheets)
    _refuse_uncounted(path, name, marks)
    _refuse_far_cells(path, name, marks)
    _refuse_text(path, marks.text)
    _refuse_many_ranges(path, name, marks)
    cells = book.load_sheet(name, header_row=None, dtypes="string").to_polars()
    cells = _with_dates(_placed(cells, marks), marks)
    if cells.width == 0 or cells.height == 0:
        raise refuse(path, f"the sheet {name!r} is empty")
    _refuse_text(path, marks.text + merged_cells.repeated_text(cells, marks.merged))
    return _Sheet(name, cells, marks)


def _refuse_bombs(path: Path) -> None:
    with path.open("rb") as file:
        if file.read(len(SIGNATURE)) == SIGNATURE:
            what = "is protected by a password, or an old workbook under another name"
            raise refuse(path, f"{what}; open it in a spreadsheet and save it as xlsx without a password")
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise refuse(path, f"is no workbook, or a damaged one: {error}") from error
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise refuse(path, f"has more than {MOST_UNPACKED >> 20} MB when unpacked; save its data as CSV")
    for part in parts:
        if part.filename == "content.xml" and part.file_size > MOST_ODS:
            raise refuse(path, f"has more than {MOST_ODS >> 20} MB when unpacked; save its data as CSV or xlsx")
        if part.file_size > SMALL_PART and part.file_size > HIGHEST_RATIO * max(part.compress_size, 1):
            raise refuse(path, f"its part {part.filename!r} is packed as no spreadsheet is, and is not unpacked")


def _no_marks(_: Path, __: str) -> SheetMarks:
    return SheetMarks()


def _refuse_far_cells(path: Path, sheet: str, marks: SheetMarks) -> None:
    """The reader makes a place for every cell up to the last: one that lies far off would fill the memory."""
    area = marks.last_row * marks.last_column
    if area > MOST_CELLS or (area > FEW_CELLS and area > SPARSEST * marks.cells):
        far = f"{letters(marks.last_column)}{marks.last_row}"
        what = f"the sheet {sheet!r} reaches to {far}, which makes {area:,} cells, and {marks.cells:,} hold something"
        raise refuse(path, f"{what}; delete what lies far off the table, or save its data as CSV")


def _refuse_all(path: Path, of_sheets: dict[str, SheetMarks]) -> None:
    """Refuse an xls of which all sheets together are too much."""
    for sheet, marks in of_sheets.items():
        _refuse_far_cells(path, sheet, marks)
    if sum(marks.last_row * marks.last_column for marks in of_sheets.values()) > MOST_SHEET_CELLS:
        raise refuse(path, f"its sheets have more than {MOST_SHEET_CELLS:,} cells; save its data as CSV")
    _refuse_text(path, sum(marks.text for marks in of_sheets.values()))


def _refuse_uncounted(path: Path, sheet: str, marks: SheetMarks) -> None:
    """Where no cell was found the sheet is empty, or written so that its cells are found only by reading it."""
    if not marks.cells:
        what = f"the sheet {sheet!r} is empty, or its cells are written as no spreadsheet does"
        raise refuse(path, f"{what}; open it in a spreadsheet and save it as xlsx")


def _refuse_text(path: Path, size: int) -> None:
    if size > MOST_TEXT:
        what = f"its cells repeat texts of {size >> 20:,} MB in all, more than {MOST_TEXT >> 20}"
        raise refuse(path, f"{what}; save its data as CSV")


def _refuse_many_ranges(path: Path, sheet: str, marks: SheetMarks) -> None:
    if len(marks.merged) > MOST_RANGES:
        what = f"the sheet {sheet!r} has more than {MOST_RANGES:,} merged ranges of cells"
        raise refuse(path, f"{what}; take the merging off, or save its data as CSV")


def _choice(table: Table) -> list[str]:
    """Which sheet was taken where none is named, and which are not read."""
    if not table.unread_sheets:
        return []
    unread = ", ".join(map(repr, table.unread_sheets))
    return [f"the sheet is {table.sheet!r}, the first that looks like a table, and not read are {unread}"]


def _placed(cells: pl.DataFrame, marks: SheetMarks) -> pl.DataFrame:
    """The cells as text. The reader leaves out empty rows above and empty columns before the first cell: put back."""
    cells = cells.select(pl.col(name).cast(pl.String) for name in cells.columns)
    cells = cells.rename({name: f"c{number}" for number, name in enumerate(cells.columns, marks.first_column)})
    before = [pl.lit(None, pl.String).alias(f"c{number}") for number in range(1, marks.first_column)]
    cells = cells.select(*before, *cells.columns)
    if marks.first_row > 1 and cells.height < marks.last_row:
        empty = pl.DataFrame({name: [None] * (marks.first_row - 1) for name in cells.columns}, schema=cells.schema)
        cells = pl.concat([empty, cells])
    return cells


def _with_dates(cells: pl.DataFrame, marks: SheetMarks) -> pl.DataFrame:
    """Cells with a date as ISO 8601, only as exact as their number format shows them."""
    cells = cells.with_columns(pl.col(name).str.replace(ISO_TIME, "$1") for name in cells.columns)
    if not marks.coarse:
        return cells
    exact = pl.DataFrame(marks.coarse, schema={ROW: pl.Int64, "column": pl.Int64, "digits": pl.Int64}, orient="row")
    cells = cells.with_row_index(ROW, 1).with_columns(pl.col(ROW).cast(pl.Int64))
    for column in exact["column"].unique().sort().to_list():
        name = f"c{column}"
        digits = exact.filter(pl.col("column") == column).select(ROW, "digits")
        joined = cells.join(digits, on=ROW, how="left", maintain_order="left")
        is_date = pl.col(name).str.contains(r"^\d{4}-\d\d-\d\d$") & pl.col("digits").is_not_null()
        cut = pl.when(is_date).then(pl.col(name).str.head(pl.col("digits"))).otherwise(name).alias(name)
        cells = joined.with_columns(cut).drop("digits")
    return cells.drop(ROW)


def _merges(marks: SheetMarks, header: int) -> list[str]:
    """A note on merged cells below the heading."""
    below: list[MergedRange] = [one for one in marks.merged if one.first > header]
    columns = sorted({one.column for one in below})
    return [merged_cells.note(below, [letters(column) for column in columns])] if below else []
