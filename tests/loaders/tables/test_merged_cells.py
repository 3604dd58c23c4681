"""Merged cells: what stands in one holds for exactly the rows of its range, in every column."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
import xlsxwriter

from accordgraph.graph.errors import DossierError
from accordgraph.loaders.tables.readers import merged_cells
from accordgraph.loaders.tables.readers.merged_cells import MOST_RANGES, MergedRange
from accordgraph.loaders.tables.readers.reading import read_table
from accordgraph.loaders.tables.readers.sheet_marks import SheetMarks
from accordgraph.loaders.tables.readers.table import ROW, Dialect


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A title and a heading in merged cells, then merged cells over some rows of three columns, and a blank row."""
    path = tmp_path / "register.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Register")
        month = book.add_format({"num_format": "mmm yyyy"})
        sheet.merge_range("A1:D2", "Agreements of the office")
        sheet.write_row("A3", ["Party", "Title", "Signed", "Status"])
        for row, (party, title) in enumerate(
            [("Estonia", "Memo A"), ("Latvia", "Memo B"), ("Poland", "Memo C"), (None, None), ("Moldova", "Memo D")], 4
        ):
            sheet.write_row(f"A{row}", [party, title])
        sheet.merge_range("D4:D5", "terminated 2023")
        sheet.merge_range("C5:C8", "", month)
        sheet.write_datetime("C5", datetime.datetime(2020, 3, 1), month)
        sheet.write_datetime("C4", datetime.datetime(2019, 3, 1), month)
    return path


def test_a_merged_cell_holds_for_the_rows_of_its_range_and_no_others(register: Path) -> None:
    table = read_table(register, Dialect())
    assert table.frame.select(ROW, "Party", "Title", "Signed", "Status").rows() == [
        (4, "Estonia", "Memo A", "2019-03", "terminated 2023"),
        (5, "Latvia", "Memo B", "2020-03", "terminated 2023"),
        (6, "Poland", "Memo C", "2020-03", None),
        (8, "Moldova", "Memo D", "2020-03", None),
    ]
    assert "merged cells in column C, D: what stands in one holds for all its rows (2 ranges)" in table.notes


def test_an_error_in_a_merged_cell_is_one_in_all_its_rows(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for row, cells in enumerate([("Party", "Title", "Status"), ("Estonia", "A"), ("Latvia", "B"), ("Poland", "C")]):
            sheet.write_row(row, 0, cells)
        sheet.merge_range("C2:C3", "")
        sheet.write_formula("C2", "=1/0", None, "#DIV/0!")
    unreadable = read_table(path, Dialect()).unreadable
    assert [(row, column) for row, column, _ in unreadable] == [(2, "Status"), (3, "Status")]


def test_ranges_beyond_the_last_row_and_too_many_of_them_stay_bounded(
    register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "long.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Party", "Title", "Status"])
        sheet.write_row(1, 0, ["Estonia", "A"])
        sheet.write_row(2, 0, ["Latvia", "B"])
        sheet.merge_range("C2:C1000", "in force")
    assert read_table(path, Dialect()).frame["Status"].to_list() == ["in force", "in force"]
    marks = SheetMarks()
    for row in range(2 * MOST_RANGES):
        marks.merge(1, 2 * row, 2 * row + 1)
    assert len(marks.merged) == MOST_RANGES + 1
    monkeypatch.setattr("accordgraph.loaders.tables.readers.excel_files.MOST_RANGES", 1)
    with pytest.raises(DossierError, match="has more than 1 merged ranges of cells; take the merging off"):
        read_table(register, Dialect())


def test_the_text_of_a_merged_cell_counts_in_each_row(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("accordgraph.loaders.tables.readers.excel_files.MOST_TEXT", 200)
    with pytest.raises(DossierError, match="its cells repeat texts"):
        read_table(register, Dialect())


def test_a_line_names_the_columns() -> None:
    ranges = [MergedRange(column, 2, 3) for column in range(1, 13)]
    assert merged_cells.note(ranges, list("ABCDEFGHIJKL")).startswith("merged cells in column A, B, C")
    assert " and 2 more: what" in merged_cells.note(ranges, list("ABCDEFGHIJKL"))
