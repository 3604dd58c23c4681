"""Files that are read right, and files that are refused with their place: never an exception of a library."""

from __future__ import annotations

import datetime
import struct
import zipfile
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from accordgraph.graph.errors import DossierError
from accordgraph.loaders.tables.readers.reading import is_table, read_table
from accordgraph.loaders.tables.readers.table import ROW, Dialect

WORKBOOKS = Path(__file__).with_name("workbooks")
"""An xls made by xlwt and an ods made by odfpy, with the same sheet; and a Parquet file with a changed byte or two."""

READ: dict[str, tuple[str, bytes, list[tuple[object, ...]]]] = {
    "plain": ("a.csv", b"a,b\n1,2\n", [(2, "1", "2")]),
    "byte order mark": ("a.csv", b"\xef\xbb\xbfa,b\n1,2\n", [(2, "1", "2")]),
    "UTF-16": ("a.csv", "a;b\nЛьвів;2\n".encode("utf-16"), [(2, "Львів", "2")]),
    "UTF-16 without a mark": ("a.csv", "a;b\nKyiv;2\n".encode("utf-16-le"), [(2, "Kyiv", "2")]),
    "Windows-1251": ("a.csv", "Сторона;Дата\nУкраїна;2020\n".encode("cp1251"), [(2, "Україна", "2020")]),
    "carriage returns": ("a.csv", b"a,b\r1,2\r3,4\r", [(2, "1", "2"), (3, "3", "4")]),
    "semicolons": ("a.csv", b"a;b\n1,5;2\n", [(2, "1,5", "2")]),
    "tabs": ("a.tsv", b"a\tb\n1,5\t2\n", [(2, "1,5", "2")]),
    "an empty row keeps the numbers": ("a.csv", b"a,b\n1,2\n\n3,4\n", [(2, "1", "2"), (4, "3", "4")]),
    "a line end in a cell": ("a.csv", b'a,b\n"x\ny",2\n3,4\n', [(2, "x\ny", "2"), (3, "3", "4")]),
    "a title above": ("a.csv", b"A list,,\n,,\na,b,c\n1,2,3\n", [(4, "1", "2", "3")]),
    "a short row": ("a.csv", b"a,b,c\n1,2,3\n4\n", [(2, "1", "2", "3"), (3, "4", None, None)]),
    "JSON lines with a mark": ("a.jsonl", b'\xef\xbb\xbf{"a": 1, "b": ["x", "y"]}\n', [(1, "1", "x; y")]),
    "JSON": ("a.json", b'{"rows": [{"a": {"b": true}}]}', [(1, "true")]),
}
REFUSED: dict[str, tuple[str, bytes, str]] = {
    "NUL": ("a.csv", b"a,b\n1,x\0y\n", "a.csv:2: holds a NUL"),
    "an open quotation mark": ("a.csv", b'a,b\n1,"x\n', "a.csv:2: a quotation mark is opened and not closed"),
    "empty": ("a.csv", b"", "a.csv: is empty"),
    "100,000 columns": ("a.csv", b",".join(b"c%d" % n for n in range(100_000)) + b"\n", "10,000 columns"),
    "a cell of 5 MB": (
        "a.csv",
        b"a,b\n1," + b"x" * 5_000_000 + b"\n",
        "a.csv:2: column 'b': the cell has 5,000,000 bytes",
    ),
    "a row that never ends": (
        "a.csv",
        b'a,b\n1,2\n3,"' + b"x y\n" * 9_000_000,
        "a.csv:3: the row has more than 32 MB; is a quotation mark missing?",
    ),
    "a long row": ("a.csv", b"a,b,c\n1,,3\n4,5,6,7\n", "a.csv:3: the row has more cells than the heading, which has 3"),
    "a long row far down": ("a.csv", b"a,b\n" + b"1,2\n" * 60 + b"1,2,3\n", "a.csv:62: the row has 3 cells"),
    "an unknown encoding": ("a.csv", "Pays,Année\nx,é\n".encode("latin-1"), "table: {encoding: cp1252}"),
    "no workbook": ("a.xlsx", b"PK", "a.xlsx: is no workbook"),
    "no old workbook": ("a.xls", b"nope", "a.xls: cannot be read as a workbook"),
    "a page of the web": ("a.xls", b"<html><table><tr><td>x", "a.xls: is a page of the web with the ending xls"),
    "a protected workbook": ("a.xlsx", bytes.fromhex("d0cf11e0a1b11ae1"), "a.xlsx: is protected by a password"),
    "no Parquet": ("a.parquet", b"nope", "a.parquet: cannot be read as Parquet"),
    "a repeated key": ("a.jsonl", b'{"a": 1, "a": 2}\n', "a.jsonl:1: not a table: the key 'a' is repeated"),
    "broken JSON": ("a.jsonl", b'{"a": 1}\n{"a": \n', "a.jsonl:2:"),
    "no records": ("a.json", b"[1]", "record 1 is no object"),
}


def table_of(folder: Path, name: str, data: bytes) -> list[tuple[object, ...]]:
    path = folder / name
    path.write_bytes(data)
    return read_table(path, Dialect()).frame.rows()


@pytest.mark.parametrize("case", READ)
def test_it_is_read_right(case: str, tmp_path: Path) -> None:
    name, data, rows = READ[case]
    assert table_of(tmp_path, name, data) == rows


@pytest.mark.parametrize("case", REFUSED)
def test_it_is_refused_with_its_place(case: str, tmp_path: Path) -> None:
    name, data, message = REFUSED[case]
    with pytest.raises(DossierError) as error:
        table_of(tmp_path, name, data)
    assert message in str(error.value)
    assert "UTF-8" not in str(error.value)


def test_few_bytes_of_parquet_are_not_read_as_millions_of_cells(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pl.LazyFrame({"a": ["NABU"]}).select(pl.col("a").repeat_by(7_000_000).explode(), b=1, c=2).sink_parquet(path)
    assert path.stat().st_size < 500_000
    with pytest.raises(DossierError, match=r"7,000,000 rows in [0-9,]+ bytes"):
        read_table(path, Dialect())


@pytest.mark.parametrize("kind", [pl.Datetime("ms"), pl.Datetime("us"), pl.Datetime("ms", "Europe/Kyiv"), pl.Date()])
def test_instants_beyond_the_years_that_there_are_stay_numbers(tmp_path: Path, kind: pl.DataType) -> None:
    most = 2**31 - 1 if kind == pl.Date else 2**63 - 1
    numbers = pl.Series([most, -most, 0, None], dtype=pl.Int32 if kind == pl.Date else pl.Int64)
    pl.DataFrame({"a": numbers.cast(kind), "b": ["x"] * 4}).write_parquet(tmp_path / "a.parquet")
    cells = [row[1] for row in read_table(tmp_path / "a.parquet", Dialect()).frame.rows()]
    assert cells == [str(most), str(-most), "1970-01-01", None]


def test_parquet_that_makes_its_reader_panic_is_refused() -> None:
    with pytest.raises(DossierError, match=r"damaged\.parquet: cannot be read as Parquet"):
        read_table(WORKBOOKS / "damaged.parquet", Dialect())


def test_equal_headings_are_numbered_and_reported(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Date,Date,x\n1,2,3\n", encoding="utf-8")
    table = read_table(path, Dialect())
    assert table.columns == ["Date (1)", "Date (2)", "x"]
    assert any("stands 2 times" in note for note in table.notes)


def test_short_rows_are_reported(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1,2\n3\n", encoding="utf-8")
    assert any(note.endswith("taken as empty at their end: 3") for note in read_table(path, Dialect()).notes)


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """A sheet with all that a reader of values says nothing of."""
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Agreements")
        month = book.add_format({"num_format": "mmm yyyy"})
        year = book.add_format({"num_format": "yyyy"})
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        sheet.write_row("B3", ["Party", "Signed", "Formula", "Error"])
        for row, style in ((3, month), (4, year), (5, day)):
            sheet.write_datetime(row, 2, datetime.datetime(2020, 3, 1), style)
        sheet.merge_range("B4:B5", "NABU")
        sheet.write("B6", "Eurojust")
        sheet.write_formula("D4", "=1+1", None, 2)
        sheet.write_formula("D5", "=1+1", None, "")
        sheet.write_formula("D6", '=IF(1=1,"","x")', None, "no text")
        sheet.write_formula("E6", "=1/0", None, "#DIV/0!")
    return _with_empty_text(path)


def _with_empty_text(path: Path) -> Path:
    """The workbook in which a formula has come to an empty text, as Excel writes it."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).replace(b"<v>no text</v>", b"<v></v>") for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return path


def test_a_date_is_as_exact_as_its_number_format(workbook: Path) -> None:
    table = read_table(workbook, Dialect())
    assert table.frame.select(ROW, "Party", "Signed").rows() == [
        (4, "NABU", "2020-03"),
        (5, "NABU", "2020"),
        (6, "Eurojust", "2020-03-01"),
    ]
    assert table.positions["Signed"] == 3


def test_errors_and_formulas_without_a_value_are_no_silence(workbook: Path) -> None:
    table = read_table(workbook, Dialect())
    assert [(row, column) for row, column, _ in table.unreadable] == [(5, "Formula"), (6, "Error")]
    assert "#DIV/0!" in table.unreadable[1][2]
    assert "merged cells in column B: what stands in one holds for all its rows (1 range)" in table.notes


def test_a_sheet_that_is_not_there_is_named_with_those_that_are(workbook: Path) -> None:
    with pytest.raises(DossierError, match="has no sheet 'Agreement'; it has 'Agreements'"):
        read_table(workbook, Dialect(sheet="Agreement"))


def test_a_workbook_that_unpacks_to_gigabytes_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/sheet1.xml", "w") as part:
        for _ in range(64):
            part.write(b"0" * (1 << 20))
    with pytest.raises(DossierError, match="is packed as no spreadsheet is"):
        read_table(path, Dialect())


@pytest.fixture
def same_as_xlsx(tmp_path: Path) -> Path:
    """What the workbooks of older and other programs hold, as an xlsx."""
    path = tmp_path / "agreements.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Register")
        day, month = (book.add_format({"num_format": code}) for code in ("dd.mm.yyyy", "mmm yyyy"))
        sheet.write("A1", "List of agreements")
        sheet.write_row("A3", ["Party A", "Party B", "Agreement", "Signed", "In force"])
        sheet.merge_range("A4:A5", "Ukraine")
        sheet.write_row("B4", ["Estonia", "Protocol on teams"])
        sheet.write_datetime("D4", datetime.datetime(2020, 3, 15), day)
        sheet.write_datetime("E4", datetime.datetime(2021, 5, 1), day)
        sheet.write_row("B5", ["Latvia; Poland", "Memorandum on data", "March 2020", "not yet"])
        sheet.write_row("A6", ["Moldova", "Естонія", "Угода про групи"])
        sheet.write_datetime("D6", datetime.datetime(2019, 3, 1), month)
    return path


@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_older_and_other_workbooks_are_read_like_xlsx(ending: str, same_as_xlsx: Path) -> None:
    table = read_table(WORKBOOKS / f"agreements.{ending}", Dialect())
    expected = read_table(same_as_xlsx, Dialect())
    assert table.frame.drop("Formula").equals(expected.frame)
    assert expected.frame["Signed"].to_list() == ["2020-03-15", "March 2020", "2019-03"]
    assert table.notes == expected.notes
    assert table.address == f"agreements.{ending}#Register"


def test_an_error_in_a_sheet_of_libreoffice_is_no_silence() -> None:
    table = read_table(WORKBOOKS / "agreements.ods", Dialect())
    assert table.unreadable == [(6, "Formula", "the cell has the error #DIV/0!")]


def test_a_cell_far_off_the_table_does_not_fill_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "far.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("A")
        sheet.write_column("A1", ["Party", "Ukraine"])
        sheet.write("XFD1048576", "x")
    with pytest.raises(DossierError, match="reaches to XFD1048576, which makes 17,179,869,184 cells, and 3 hold"):
        read_table(path, Dialect())


def test_an_old_workbook_whose_chain_of_sectors_never_ends_is_refused(tmp_path: Path) -> None:
    data = bytearray((WORKBOOKS / "agreements.xls").read_bytes())
    [directory] = struct.unpack_from("<I", data, 48)
    [table] = struct.unpack_from("<I", data, 76)
    struct.pack_into("<I", data, 512 + table * 512 + directory * 4, directory)
    path = tmp_path / "a.xls"
    path.write_bytes(data)
    with pytest.raises(DossierError, match="a chain of sectors is broken"):
        read_table(path, Dialect())


def test_a_list_of_records_is_a_table_and_rdf_is_none(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    kinds = {b'\n[ {"state": "Kenya"}]': True, b'[{"@id": "x"}]': False, b'{"@graph": []}': False, b'{"a": 1}': False}
    for content, is_one in kinds.items():
        path.write_bytes(content)
        assert is_table(path) is is_one
    assert not is_table(tmp_path / "none.json")
