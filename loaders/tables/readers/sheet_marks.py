"""What a reader of values does not say about an xlsx sheet: number formats, errors, formulas without a value, merges.

Excel shows `Mar 2020` for a cell that holds 1 March 2020; taken as a day, it would be more exact than its author.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
BUILT_IN = {17: "mmm-yy"}
"""Number formats without a text of their own that show a date without its day."""

YEAR, MONTH = 4, 7
"""Characters of an ISO date that are left of a date shown as a year, and as a month."""

UNUSUAL = (
    KeyError,
    OSError,
    ValueError,
    NotImplementedError,
    zipfile.BadZipFile,
    zlib.error,
    ElementTree.ParseError,
)
"""Errors of a workbook that its reader takes, and that is built in another way than the standard's."""

CELL = re.compile(rb'<c r="([A-Z]{1,3})(\d+)"((?: [a-z]+="[^"]*")*)\s*(?:/>|>(.*?)</c>)', re.DOTALL)
STYLE = re.compile(rb' s="(\d+)"')
MERGE = re.compile(rb'<mergeCell ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
REFERENCE = re.compile(rb' r="([A-Z]{1,3})(\d{1,7})"')


@dataclass
class SheetMarks:
    """Marks of one sheet, rows and columns counted from 1.

    `coarse`: row, column and characters of the ISO date that its format shows. `unreadable`: row, column and why a
    cell has no value. `merged`: column and first row of cells merged over rows. `cells`: how many there are between the
    first and the last row and column.
    """

    coarse: list[tuple[int, int, int]] = field(default_factory=list)
    unreadable: list[tuple[int, int, str]] = field(default_factory=list)
    merged: list[tuple[int, int]] = field(default_factory=list)
    first_row: int = 1
    first_column: int = 1
    last_row: int = 0
    last_column: int = 0
    cells: int = 0

    def begin(self, row: int, column: int) -> None:
        """Note the place of a cell that may be the first of its sheet, or of its row."""
        self.first_row = min(self.first_row, row) if self.cells else row
        self.first_column = min(self.first_column, column) if self.cells else column

    def reach(self, row: int, column: int, cells: int = 1) -> None:
        """Note that there are cells up to a row and column."""
        self.last_row, self.last_column = max(self.last_row, row), max(self.last_column, column)
        self.cells += cells


def read_marks(path: Path, sheet: str) -> SheetMarks:
    """The marks of a sheet of an xlsx; none where the workbook is built in another way than Excel's."""
    try:
        with zipfile.ZipFile(path) as archive:
            part = _part(archive, sheet)
            styles = _coarse_styles(archive)
            data = archive.read(part) if part else b""
    except UNUSUAL:
        return SheetMarks()
    return _marks(data, styles)


def _part(archive: zipfile.ZipFile, sheet: str) -> str | None:
    """The path of a sheet in the archive, by its name."""
    workbook = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {each.get("Id"): each.get("Target", "") for each in relations}
    for each in workbook.iter(f"{MAIN}sheet"):
        if each.get("name") == sheet:
            target = targets.get(each.get(RELATION), "")
            return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return None


def _coarse_styles(archive: zipfile.ZipFile) -> dict[int, int]:
    """Styles whose number format shows a date without its day: style and characters of ISO 8601 that it shows."""
    if "xl/styles.xml" not in archive.namelist():
        return {}
    root = ElementTree.fromstring(archive.read("xl/styles.xml"))
    formats = {int(each.get("numFmtId", 0)): each.get("formatCode", "") for each in root.iter(f"{MAIN}numFmt")}
    matches = {}
    for cells in root.iter(f"{MAIN}cellXfs"):
        for style, each in enumerate(cells):
            number = int(each.get("numFmtId", 0))
            digits = shown_digits(formats.get(number, BUILT_IN.get(number, "")))
            if digits is not None:
                matches[style] = digits
    return matches


def shown_digits(code: str) -> int | None:
    """Characters of an ISO date that a number format shows; None where it shows the day, or no date.

    >>> shown_digits("mmm yyyy"), shown_digits("yyyy"), shown_digits("dd.mm.yyyy"), shown_digits("0.00")
    (7, 4, None, None)
    """
    plain = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.', "", code.split(";")[0]).lower()
    if "y" not in plain or "d" in plain or "h" in plain:
        return None
    return MONTH if "m" in plain else YEAR


def _marks(data: bytes, styles: dict[int, int]) -> SheetMarks:
    marks = SheetMarks()
    data = _without_prefix(data)
    marks.merged = [(_number(a), int(first)) for a, first, _, last in MERGE.findall(data) if int(last) > int(first)]
    places = REFERENCE.findall(data)
    if places:
        columns = {letters: _number(letters) for letters in {letters for letters, _ in places}}
        marks.first_row, marks.first_column = int(places[0][1]), min(columns.values())
        marks.reach(max(int(row) for _, row in places), max(columns.values()), len(places))
    if styles or b' t="e"' in data or b"<f" in data:
        for row, column, style, why in _odd_cells(data):
            if why:
                marks.unreadable.append((row, column, why))
            elif style in styles:
                marks.coarse.append((row, column, styles[style]))
    return marks


def _without_prefix(data: bytes) -> bytes:
    """The sheet with the names of its elements as Excel writes them; some programs write `<x:c>`."""
    prefix = re.search(rb"<(\w+:)worksheet[ >]", data[:2000])
    return data if prefix is None else data.replace(b"<" + prefix[1], b"<").replace(b"</" + prefix[1], b"</")


def _odd_cells(data: bytes) -> Iterator[tuple[int, int, int, str | None]]:
    """Row, column, style and what is wrong with the value of each cell."""
    for letters, row, attributes, content in CELL.findall(data):
        style = STYLE.search(attributes)
        why = None
        value = re.search(rb"<v[^>]*>([^<]*)</v>", content)
        if b' t="e"' in attributes:
            why = f"the cell has the error {value[1].decode() if value else ''}".rstrip()
        elif b"<f" in content and (value is None or not value[1]) and b' t="str"' not in attributes:
            why = "the formula has no value in the file; open it in a spreadsheet and save it"
        if why or style:
            yield int(row), _number(letters), int(style[1]) if style else 0, why


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
