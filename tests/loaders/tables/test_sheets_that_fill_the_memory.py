"""Short workbooks whose cells would fill the memory once they are read: each is refused before its cells are."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from accordgraph.graph.errors import DossierError
from accordgraph.loaders.tables.readers import excel_files, shared_texts
from accordgraph.loaders.tables.readers.reading import read_table
from accordgraph.loaders.tables.readers.table import Dialect

WORKBOOKS = Path(__file__).parent / "workbooks"
SHEET = "xl/worksheets/sheet1.xml"
LAST = b"</row></sheetData>"
FAR = b'<c r="%s"><v>1</v></c>' + LAST
Edit = Callable[[dict[str, bytes]], dict[str, bytes]]


def workbook(path: Path, edit: Edit) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("A")
        sheet.write_column("A1", ["Party", "Ukraine"])
    with zipfile.ZipFile(path) as archive:
        parts = edit({name: archive.read(name) for name in archive.namelist()})
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return path


def in_sheet(old: bytes, new: bytes) -> Edit:
    return lambda parts: {**parts, SHEET: parts[SHEET].replace(old, new)}


def renamed(parts: dict[str, bytes]) -> dict[str, bytes]:
    far = in_sheet(LAST, FAR % b"XFD300000")(parts)
    return {name.replace("xl/workbook.xml", "xl/Workbook.xml"): part for name, part in far.items()}


PREFIXED = (
    b'</row><y:row xmlns:y="http://schemas.openxmlformats.org/spreadsheetml/2006/main" r="300000">'
    b'<y:c r="XFD300000"><v>1</v></y:c></y:row></sheetData>'
)
FAR_CELLS = {
    "in a row of another number": in_sheet(LAST, FAR % b"XFD300000"),
    "in small letters": in_sheet(LAST, FAR % b"xfd300000"),
    "in other quotes": in_sheet(LAST, b"<c r='XFD300000'><v>1</v></c>" + LAST),
    "after a new line": in_sheet(LAST, b'<c\nr="XFD300000"><v>1</v></c>' + LAST),
    "with blanks about the sign": in_sheet(LAST, b'<c r = "XFD300000"><v>1</v></c>' + LAST),
    "with another prefix": in_sheet(LAST, PREFIXED),
    "under another name": renamed,
}


@pytest.mark.parametrize("case", FAR_CELLS)
def test_a_far_cell_is_seen_however_it_is_written(case: str, tmp_path: Path) -> None:
    with pytest.raises(DossierError, match=r"reaches to XFD300000|written as no spreadsheet does"):
        read_table(workbook(tmp_path / "a.xlsx", FAR_CELLS[case]), Dialect())


def test_a_text_that_many_cells_share_counts_in_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("A")
        sheet.write_column("A1", ["Party", *["x" * 30_000] * 200])
    assert read_table(path, Dialect()).frame.height == 200
    monkeypatch.setattr(excel_files, "MOST_TEXT", 5 << 20)
    with pytest.raises(DossierError, match="its cells repeat texts of 5 MB in all"):
        read_table(path, Dialect())
    few = tmp_path / "few.xlsx"
    with xlsxwriter.Workbook(few) as book:
        sheet = book.add_worksheet("A")
        sheet.write_column("A1", ["x" * 30_000, *["Ukraine"] * 200])
    assert read_table(few, Dialect()).frame.height == 200, "the longest text stands once"


def repeated_ods(path: Path) -> Path:
    """The workbook of LibreOffice whose first text fills three cells."""
    with zipfile.ZipFile(WORKBOOKS / "agreements.ods") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    cell = b'<table:table-cell office:value-type="string"'
    content = parts["content.xml"]
    assert cell in content
    parts["content.xml"] = content.replace(cell, cell + b' table:number-columns-repeated="3"', 1)
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return path


@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_repeated_texts_of_other_workbooks_are_counted(
    ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = WORKBOOKS / "agreements.xls" if ending == "xls" else repeated_ods(tmp_path / "a.ods")
    monkeypatch.setattr(excel_files, "MOST_TEXT", 1)
    with pytest.raises(DossierError, match="its cells repeat texts"):
        read_table(path, Dialect())


def texts(*parts: bytes) -> list[int]:
    return shared_texts.lengths_of_xls([struct.pack("<II", 9, 9) + parts[0], *parts[1:]])


def test_shared_texts_of_an_old_workbook_go_on_in_the_next_record() -> None:
    plain, wide = struct.pack("<HB", 5, 0), struct.pack("<HB", 4, 1)
    assert texts(plain + b"Kyiv!" + wide + "Київ".encode("utf-16-le")) == [5, 4]
    assert texts(plain + b"Ky", b"\x00iv!" + plain + b"Lviv!") == [5, 5]
    assert texts(wide + "Ки".encode("utf-16-le"), b"\x01" + "їв".encode("utf-16-le")) == [4]
    rich = struct.pack("<HBH", 2, 8, 1) + b"ab" + b"\0" * 4
    assert texts(rich + plain, b"\x00Kyiv!") == [2, 5]
    with pytest.raises(ValueError, match="cut off"):
        texts(plain + b"Ky")


def test_an_old_workbook_whose_sheets_share_a_place_is_refused(tmp_path: Path) -> None:
    """Its reader reads each of them whole."""
    data = (WORKBOOKS / "agreements.xls").read_bytes()
    names = [match for match in (b"Register", b"Other") if match in data]
    assert names, "the workbook has a sheet of this name"
    with pytest.raises(DossierError, match="share a name or a place"):
        read_table(twice(tmp_path / "a.xls", data), Dialect())


def twice(path: Path, data: bytes) -> Path:
    """The workbook with a second record of its first sheet in the place of a record that nobody reads."""
    begin = data.index(b"Register") - 12
    length = struct.unpack_from("<H", data, begin + 2)[0]
    sheet = data[begin : begin + 4 + length]
    after = begin + len(sheet)
    following = struct.unpack_from("<H", data, after + 2)[0]
    filler = following - len(sheet)
    assert filler >= 0, "the next record is long enough"
    rest = struct.pack("<HH", 0x00E1, filler) if filler >= 4 else b""
    changed = sheet + rest + data[after + len(sheet) + len(rest) : after + 4 + following]
    path.write_bytes(data[:after] + changed + data[after + 4 + following :])
    return path


def test_a_directory_that_is_cut_off_is_an_error_of_ours(tmp_path: Path) -> None:
    data = (WORKBOOKS / "agreements.xls").read_bytes()
    [directory] = struct.unpack_from("<I", data, 48)
    path = tmp_path / "a.xls"
    path.write_bytes(data[: 512 + directory * 512 + 64])
    with pytest.raises(DossierError, match=r"its directory is cut off|broken"):
        read_table(path, Dialect())
