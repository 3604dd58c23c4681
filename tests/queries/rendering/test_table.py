"""Tables for people: words stay whole, nothing is lost, whatever the width of the terminal."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordgraph.queries.rendering.formats import write
from accordgraph.queries.rendering.table import GAP, NARROWEST, column_widths, table

TITLES = ["партнер", "підтвердження початку співпраці", "підстава"]
LINES = [
    ["Європейська прокуратура", "підтверджено", "Робоча домовленість між Європейською прокуратурою та бюро"],
    ["Япония", "спірно", "Меморандум"],
]
WORDS = {word for line in [TITLES, *LINES] for cell in line for word in cell.split()}


@pytest.mark.parametrize("width", [None, 60, 70, 80, 100, 140, 500])
def test_no_word_is_broken_and_no_line_is_too_long(width: int | None) -> None:
    text = table(TITLES, LINES, width)
    assert set(re.findall(r"\w+", text)) == WORDS
    assert max(map(len, text.splitlines())) <= (width or 140)
    assert text.endswith("\n")


def test_where_there_is_room_each_row_is_a_line() -> None:
    assert table(["name", "since"], [["European Union", "2023-07-03"]], 80) == (
        "name            since\n──────────────────────────\nEuropean Union  2023-07-03\n"
    )


def test_a_terminal_too_narrow_gets_a_block_a_row_without_what_is_empty() -> None:
    titles = [f"column-number-{number}" for number in range(5)]
    lines = [["first-cell-of-all"] * 5, ["second-cell", "", *["second-cell"] * 3]]
    assert column_widths(titles, lines, 60) is None
    blocks = table(titles, lines, 60).split("\n\n")
    assert [len(block.splitlines()) for block in blocks] == [5, 4]
    assert "column-number-0  first-cell-of-all\n" in blocks[0]


def test_what_is_left_over_goes_to_longer_texts() -> None:
    assert column_widths(["a", "b"], [["one", "two three four five six"]], 20) == [3, 15]


def test_wide_letters_count_twice() -> None:
    assert column_widths(["a", "b"], [["日本国", "x"]], 80) == [6, 1]


def test_ids_may_break_and_nothing_is_lost() -> None:
    ids = ["jit-ukraine-2022~cz~1~ua~1", "https://example.org/a/very/long/address/of/a/page"]
    text = table(["id", "url"], [ids], 60)
    assert "".join(text.splitlines()[2:]).replace(" ", "")[:10] == ids[0][:10]
    assert all(len(line) <= 60 for line in text.splitlines())


@given(
    lines=st.lists(st.lists(st.text(max_size=40), min_size=3, max_size=3), min_size=1, max_size=4),
    room=st.integers(NARROWEST, 200),
)
def test_columns_never_need_more_than_there_is(lines: list[list[str]], room: int) -> None:
    widths = column_widths(["a", "bb", "ccc"], lines, room)
    assert widths is None or sum(widths) + GAP * 2 <= room


def test_closed_words_are_told_in_a_language_and_free_text_is_not() -> None:
    rows = [{"kind": "agreement", "held": True, "name": "agreement"}]
    assert write(rows, ("kind", "held", "name"), "table", lang="uk").splitlines()[-1].split() == [
        "угода",
        "так",
        "agreement",
    ]
    assert write(rows, ("kind",), "csv", lang="uk") == "kind\nagreement\n"
    assert write([], ("kind",), "table", lang="uk") == "Нічого не знайдено.\n"
