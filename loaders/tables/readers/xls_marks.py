"""What a reader of values does not say about a sheet of Excel 97 to 2003: number formats, errors, merged cells.

The records are those of [MS-XLS]: two bytes say which it is, two how long it is.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from accordgraph.loaders.tables.readers.compound_files import stream
from accordgraph.loaders.tables.readers.shared_texts import lengths_of_xls
from accordgraph.loaders.tables.readers.sheet_marks import BUILT_IN, SheetMarks, shown_digits
from accordgraph.loaders.tables.readers.table import refuse

STREAMS = ("Workbook", "Book")
END, SHEET, FORMAT, STYLE, PASSWORD = 0x000A, 0x0085, 0x041E, 0x00E0, 0x002F
NUMBER, PACKED, PACKED_ROW, FORMULA, ERROR, MERGED = 0x0203, 0x027E, 0x00BD, 0x0006, 0x0205, 0x00E5
TEXT, SHARED_TEXT, RICH_TEXT, DIMENSIONS = 0x0204, 0x00FD, 0x00D6, 0x0200
SHARED_TEXTS, CONTINUED = 0x00FC, 0x003C
CELLS = (NUMBER, PACKED, FORMULA, ERROR, TEXT, SHARED_TEXT, RICH_TEXT)
ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}

Record = tuple[int, bytes]


@dataclass
class Workbook:
    """What stands before the sheets: where each begins, texts of formats, the format of each style, and the letters of
    each shared text. `count`: of sheets, with those of one name.
    """

    sheets: dict[str, int] = field(default_factory=dict)
    count: int = 0
    lengths: list[int] = field(default_factory=list)
    formats: dict[int, str] = field(default_factory=lambda: dict(BUILT_IN))
    styles: list[int] = field(default_factory=list)
    is_protected: bool = False

    def digits(self, style: int) -> int | None:
        """Characters of an ISO date that a style shows, where it shows no day."""
        return shown_digits(self.formats.get(self.styles[style], "")) if style < len(self.styles) else None


def read_xls_marks(path: Path) -> dict[str, SheetMarks]:
    """The marks of all sheets of an xls, by name. Raises DossierError where the file is damaged or protected.

    The reader of values does not guard itself: it follows chains that never end, and reads all sheets at once.
    """
    content = path.read_bytes()
    if content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<html", b"<!doctype", b"<?xml", b"<table")):
        raise refuse(path, "is a page of the web with the ending xls; open it in a spreadsheet and save it as xlsx")
    try:
        data = stream(content, STREAMS)
        book = _workbook(data)
        if book.is_protected:
            raise refuse(path, "is protected by a password; save it without one")
        if book.count != len(set(book.sheets.values())):
            raise refuse(path, "has sheets that share a name or a place; open it in a spreadsheet and save it as xlsx")
        return {name: _sheet_marks(book, data, place) for name, place in book.sheets.items()}
    except (struct.error, IndexError, OverflowError, ValueError) as error:
        raise refuse(path, f"cannot be read as a workbook: {error}") from error


def _sheet_marks(book: Workbook, data: bytes, place: int) -> SheetMarks:
    marks = SheetMarks()
    for record in _records(data, place):
        _mark(marks, book, record)
    return marks


def _records(data: bytes, place: int) -> Iterator[Record]:
    """The records from a place to the end of their part."""
    while place + 4 <= len(data):
        kind, length = struct.unpack_from("<HH", data, place)
        if kind == END:
            return
        yield kind, data[place + 4 : place + 4 + length]
        place += 4 + length


def _workbook(data: bytes) -> Workbook:
    book = Workbook()
    texts: list[bytes] = []
    before = 0
    for kind, content in _records(data, 0):
        if kind == SHARED_TEXTS or (kind == CONTINUED and before == SHARED_TEXTS):
            texts.append(content)
            kind = SHARED_TEXTS
        before = kind
        if kind == SHEET:
            book.count += 1
            book.sheets[_text(content, content[6], 7)] = struct.unpack_from("<I", content)[0]
        elif kind == FORMAT:
            number, length = struct.unpack_from("<HH", content)
            book.formats[number] = _text(content, length, 4)
        elif kind == PASSWORD:
            book.is_protected = True
        elif kind == STYLE:
            book.styles.append(struct.unpack_from("<H", content, 2)[0])
    book.lengths = lengths_of_xls(texts) if texts else []
    return book


def _text(content: bytes, length: int, flags: int) -> str:
    is_wide = content[flags] & 1
    end = flags + 1 + length * (2 if is_wide else 1)
    return content[flags + 1 : end].decode("utf-16-le" if is_wide else "latin-1", errors="replace")


def _mark(marks: SheetMarks, book: Workbook, record: Record) -> None:
    kind, content = record
    if kind == MERGED:
        for first, last, column, _ in struct.iter_unpack("<4H", content[2 : 2 + content[0] * 8 + content[1] * 2048]):
            marks.merge(column + 1, first + 1, last + 1)
    elif kind == DIMENSIONS:
        _, last_row, _, last_column = struct.unpack_from("<IIHH", content)
        marks.reach(last_row, last_column, 0)
    elif kind in CELLS:
        _mark_cell(marks, book, kind, content)
    elif kind == PACKED_ROW:
        row, column = struct.unpack_from("<HH", content)
        marks.begin(row + 1, column + 1)
        marks.reach(row + 1, column + (len(content) - 6) // 6, (len(content) - 6) // 6)
        for number, place in enumerate(range(4, len(content) - 2, 6)):
            _mark_date(marks, book, row, column + number, struct.unpack_from("<H", content, place)[0])


def _mark_cell(marks: SheetMarks, book: Workbook, kind: int, content: bytes) -> None:
    row, column, style = struct.unpack_from("<HHH", content)
    marks.begin(row + 1, column + 1)
    marks.reach(row + 1, column + 1)
    if kind == SHARED_TEXT:
        marks.text += book.lengths[struct.unpack_from("<I", content, 6)[0]]
    code = None
    if kind == ERROR and content[7]:
        code = content[6]
    elif kind == FORMULA and content[12:14] == b"\xff\xff" and content[6] == 2:
        code = content[8]
    if code is not None:
        marks.unreadable.append((row + 1, column + 1, f"the cell has the error {ERRORS.get(code, '')}".rstrip()))
    else:
        _mark_date(marks, book, row, column, style)


def _mark_date(marks: SheetMarks, book: Workbook, row: int, column: int, style: int) -> None:
    digits = book.digits(style)
    if digits is not None:
        marks.coarse.append((row + 1, column + 1, digits))
