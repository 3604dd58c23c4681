"""What a reader of values does not say about a sheet of LibreOffice: formats of dates, errors, merged cells."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from accordgraph.loaders.tables.readers.sheet_marks import MONTH, UNUSUAL, YEAR, SheetMarks

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
NUMBER = "{urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0}"
CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")

Places = Iterator[tuple[Element, int]]


def read_ods_marks(path: Path, sheet: str) -> SheetMarks:
    """The marks of a sheet of an ods; none where it is built in another way than the standard's."""
    try:
        with zipfile.ZipFile(path) as archive:
            digits_by_style = _coarse_styles(archive)
            with archive.open("content.xml") as content:
                return _marks(content, sheet, digits_by_style)
    except UNUSUAL:
        return SheetMarks()


def _coarse_styles(archive: zipfile.ZipFile) -> dict[str, int]:
    """Styles of cells whose dates are shown without the day: name and characters of ISO 8601 that they show."""
    formats: dict[str, int] = {}
    styles: dict[str, str] = {}
    for part in ("styles.xml", "content.xml"):
        if part not in archive.namelist():
            continue
        with archive.open(part) as file:
            for _, element in ElementTree.iterparse(file):
                if element.tag == f"{NUMBER}date-style":
                    _add_format(formats, element)
                elif element.tag == f"{STYLE}style":
                    styles[element.get(f"{STYLE}name", "")] = element.get(f"{STYLE}data-style-name", "")
                elif element.tag == f"{TABLE}table":
                    break
                elif element.tag in CELLS:
                    element.clear()
    return {name: formats[data] for name, data in styles.items() if data in formats}


def _add_format(formats: dict[str, int], element: Element) -> None:
    parts = {child.tag.removeprefix(NUMBER) for child in element}
    if "year" in parts and not parts & {"day", "day-of-week", "hours"}:
        formats[element.get(f"{STYLE}name", "")] = MONTH if "month" in parts else YEAR


def _marks(content: IO[bytes], sheet: str, digits_by_style: dict[str, int]) -> SheetMarks:
    marks, row, is_sheet = SheetMarks(), 1, False
    defaults: list[str] = []
    for event, element in ElementTree.iterparse(content, ("start", "end")):
        if event == "start":
            is_sheet = element.get(f"{TABLE}name") == sheet if element.tag == f"{TABLE}table" else is_sheet
        elif element.tag == f"{TABLE}table-column" and is_sheet:
            defaults += [element.get(f"{TABLE}default-cell-style-name", "")] * min(_repeated(element, "columns"), 1024)
        elif element.tag == f"{TABLE}table-row":
            if is_sheet:
                rows = _repeated(element, "rows")
                _mark_row(marks, element, row, digits_by_style, defaults)
                _reach(marks, element, row + rows - 1, rows)
                row += rows
            element.clear()
        elif element.tag == f"{TABLE}table" and is_sheet:
            break
    return marks


def _mark_row(
    marks: SheetMarks, element: Element, row: int, digits_by_style: dict[str, int], defaults: list[str]
) -> None:
    for cell, column in _places(element):
        marks.merge(column, row, row + int(cell.get(f"{TABLE}number-rows-spanned", "1")) - 1)
        default = defaults[column - 1] if column <= len(defaults) else ""
        digits = digits_by_style.get(cell.get(f"{TABLE}style-name", default))
        if (why := _why(cell)) is not None:
            marks.unreadable.append((row, column, why))
        elif digits is not None and cell.get(f"{OFFICE}value-type") == "date":
            marks.coarse.append((row, column, digits))


def _reach(marks: SheetMarks, element: Element, row: int, rows: int) -> None:
    """Note how far the cells of a row reach that hold something."""
    for cell, column in _places(element):
        if len(cell) or cell.get(f"{OFFICE}value-type") is not None:
            columns = _repeated(cell, "columns")
            marks.begin(row - rows + 1, column)
            marks.reach(row, column + columns - 1, rows * columns)
            if rows * columns > 1:
                marks.text += rows * columns * (sum(map(len, cell.attrib.values())) + sum(map(len, cell.itertext())))


def _places(element: Element) -> Places:
    column = 1
    for cell in element:
        if cell.tag in CELLS:
            yield cell, column
            column += _repeated(cell, "columns")


def _repeated(element: Element, what: str) -> int:
    return int(element.get(f"{TABLE}number-{what}-repeated", "1"))


def _why(cell: Element) -> str | None:
    """Why a cell with a formula has no value: it came to an error, or was never computed."""
    if cell.get(f"{TABLE}formula") is None:
        return None
    text = "".join(cell.itertext())
    if cell.get(f"{CALC}value-type") == "error" or text.startswith(("#", "Err:")):
        return f"the cell has the error {text}".rstrip()
    if cell.get(f"{OFFICE}value-type") is None:
        return "the formula has no value in the file; open it in a spreadsheet and save it"
    return None
