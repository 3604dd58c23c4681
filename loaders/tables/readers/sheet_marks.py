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
from string import ascii_uppercase
from xml.etree import ElementTree

from accordgraph.loaders.tables.readers.merged_cells import MOST_RANGES, MergedRange
from accordgraph.loaders.tables.readers.shared_texts import of_xlsx

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

PLACE = rb'<c r="([A-Z]{1,3})(\d+)"'
ATTRIBUTES = rb'(?: [a-z]+="[^"]*")*?'
WITH_ERROR = re.compile(PLACE + ATTRIBUTES + rb' t="e"[^>]*>(.*?)</c>', re.DOTALL)
WITHOUT_VALUE = re.compile(
    PLACE + rb'((?: [a-z]+="[^"]*")*)\s*><f(?: [^>]*)?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v[^>]*></v>)?\s*</c>'
)
"""Cells that nobody may take for empty. All others are passed over by the search, and by no loop of ours."""

MERGE = re.compile(rb"""<mergeCell\s[^>]*?\bref\s*=\s*["']\$?([A-Z]{1,3})\$?(\d{1,7}):\$?[A-Z]{1,3}\$?(\d{1,7})["']""")
"""A merged range of cells: the column of its first cell, its first row and its last."""

REFERENCE = re.compile(rb' r="([A-Z]{1,3})(\d{1,7})"')
ODD = re.compile(
    rb"<(?:\w+:(?:c|row)[\s/>]|(?:c|row)(?=[\s/>])"
    rb'(?!(?: (?:r="[A-Z]{0,3}\d{1,7}"|(?!r=)[\w:.-]+="[^"<>]*"))*\s?/?>))'
)
"""A cell or a row that is written as no spreadsheet does: its place would not be seen, and the reader goes there."""

LONGEST_NUMBER = 7
"""Digits of the last row of a sheet."""


@dataclass
class SheetMarks:
    """Marks of one sheet, rows and columns counted from 1.

    `coarse`: row, column and characters of the ISO date that its format shows. `unreadable`: row, column and why a
    cell has no value. `merged`: ranges of cells merged over rows. `cells`: how many there are between the first and the
    last row and column. `text`: bytes of the texts that cells share or repeat, each cell with its own.
    """

    coarse: list[tuple[int, int, int]] = field(default_factory=list)
    unreadable: list[tuple[int, int, str]] = field(default_factory=list)
    merged: list[MergedRange] = field(default_factory=list)
    first_row: int = 1
    first_column: int = 1
    last_row: int = 0
    last_column: int = 0
    cells: int = 0
    text: int = 0

    def begin(self, row: int, column: int) -> None:
        """Note the place of a cell that may be the first of its sheet, or of its row."""
        self.first_row = min(self.first_row, row) if self.cells else row
        self.first_column = min(self.first_column, column) if self.cells else column

    def reach(self, row: int, column: int, cells: int = 1) -> None:
        """Note that there are cells up to a row and column."""
        self.last_row, self.last_column = max(self.last_row, row), max(self.last_column, column)
        self.cells += cells

    def merge(self, column: int, first: int, last: int) -> None:
        """Note a range of merged cells, if it is over rows: one more than are taken at most."""
        if last > first and len(self.merged) <= MOST_RANGES:
            self.merged.append(MergedRange(column, first, last))


def read_marks(path: Path, sheet: str) -> SheetMarks:
    """The marks of a sheet of an xlsx; none where the workbook is built in another way than Excel's."""
    try:
        with zipfile.ZipFile(path) as archive:
            part = _part(archive, sheet)
            styles = _coarse_styles(archive)
            data = _without_prefix(archive.read(part)) if part else b""
            if ODD.search(data):
                return SheetMarks()
            text = of_xlsx(archive, data)
    except UNUSUAL:
        return SheetMarks()
    marks = _marks(data, styles)
    marks.text = text
    return marks


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
    for match in MERGE.finditer(data):
        marks.merge(_number(match[1]), int(match[2]), int(match[3]))
    _measure(marks, data)
    marks.unreadable = sorted([*_errors(data), *_without_value(data)])
    if styles:
        numbers = b"|".join(str(style).encode() for style in styles)
        coarse = re.findall(PLACE + ATTRIBUTES + rb' s="(' + numbers + rb')"', data)
        marks.coarse = [(int(row), _number(letters), styles[int(style)]) for letters, row, style in coarse]
    return marks


def _measure(marks: SheetMarks, data: bytes) -> None:
    """How far the cells reach, by as few matches as may be: a sheet can have ten million cells."""
    first = REFERENCE.search(data)
    if first is None:
        return
    columns = [_number(letters) for letters in _outer_columns(data)]
    marks.begin(int(first[2]), min(columns))
    marks.reach(_last_row(data), max(columns), data.count(b"<c "))


def _last_row(data: bytes) -> int:
    """The last row of a cell or a row of its own, found among the longest numbers alone."""
    for digits in range(LONGEST_NUMBER, 0, -1):
        numbers = rb' r="[A-Z]{0,3}(\d{%d})"' % digits
        if re.search(numbers, data):
            return max(int(match[1]) for match in re.finditer(numbers, data))
    return 1


def _outer_columns(data: bytes) -> Iterator[bytes]:
    """The letters of some columns, among them the first and the last."""
    for letter in map(str.encode, ascii_uppercase):
        if b' r="' + letter in data and re.search(rb' r="%b\d' % letter, data):
            yield letter
    for length in (2, 3):
        several = rb' r="([A-Z]{%d})\d' % length
        if re.search(several, data):
            yield from {match[1] for match in re.finditer(several, data)}


def _without_prefix(data: bytes) -> bytes:
    """The sheet with the names of its elements as Excel writes them; some programs write `<x:c>`."""
    prefix = re.search(rb"<(\w+:)worksheet[ >]", data[:2000])
    return data if prefix is None else data.replace(b"<" + prefix[1], b"<").replace(b"</" + prefix[1], b"</")


def _errors(data: bytes) -> Iterator[tuple[int, int, str]]:
    """Cells with an error, as row, column and what is wrong."""
    for letters, row, content in WITH_ERROR.findall(data):
        value = re.search(rb"<v[^>]*>([^<]*)</v>", content)
        yield int(row), _number(letters), f"the cell has the error {value[1].decode() if value else ''}".rstrip()


def _without_value(data: bytes) -> Iterator[tuple[int, int, str]]:
    """Formulas that no program has computed; one that comes to an empty text says so (`t="str"`)."""
    for letters, row, attributes in WITHOUT_VALUE.findall(data):
        if b' t="str"' not in attributes and b' t="e"' not in attributes:
            why = "the formula has no value in the file; open it in a spreadsheet and save it"
            yield int(row), _number(letters), why


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
