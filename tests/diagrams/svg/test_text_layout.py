"""What stands around a drawing: lines that fit, addresses cut where they may be, columns and tables that hold all."""

from __future__ import annotations

import re

import pytest

from accordgraph.diagrams.layout.text_width import text_width
from accordgraph.diagrams.svg.elements import Painter
from accordgraph.diagrams.svg.text_layout import Block, columns, flow, heading, paragraph, stack, table

ADDRESS = "https://example.org/a-long-path/of-many-words/and-then-some-more?with=a&query=too"


@pytest.mark.parametrize(
    "text", ["One two three four five six seven eight nine ten", ADDRESS, "x" * 10_000, "Київ " * 50]
)
def test_no_line_is_wider_than_its_room_and_no_letter_is_lost(text: str) -> None:
    lines = flow(text, 200, 13)
    assert max(text_width(line, 13) for line in lines) <= 200
    if len(lines) < 60:
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_what_is_endless_ends_in_an_ellipsis() -> None:
    assert flow("word " * 10_000, 200, 13)[-1] == "…"


def test_an_address_is_cut_after_one_of_its_signs() -> None:
    lines = flow(ADDRESS, 200, 13)
    assert len(lines) > 2
    assert all(line[-1] in "/-_.?&=" for line in lines[:-1])


def test_blocks_stand_below_each_other_and_empty_ones_take_no_room() -> None:
    stacked = stack([Block("<a/>", 10), Block("", 0), Block("<b/>", 20)], gap=5)
    assert stacked.height == 35
    assert re.findall(r"translate\(0 (\d+)\)", stacked.drawn) == ["0", "15"]


@pytest.mark.parametrize("count", [1, 2, 5, 30])
def test_columns_begin_at_the_left_and_hold_all(count: int) -> None:
    painter = Painter()
    block = columns([paragraph(f"Text {n}.", 350, painter) for n in range(count)], 1184)
    assert "translate(0 0)" in block.drawn
    assert len(re.findall(r"Text \d+\.", block.drawn)) == count


def test_a_table_has_every_cell_and_numbers_at_the_right() -> None:
    block = table(("name", "number"), [("One", "7"), ("Two", "1002")], 400, Painter())
    assert [word in block.drawn for word in ("name", "number", "One", "Two", ">7<", ">1002<")] == [True] * 6
    assert block.drawn.count('text-anchor="end"') == 3
    assert heading("Sources", Painter()).height > 17


def test_no_word_and_no_date_of_a_table_is_broken() -> None:
    row = ("law-enforcement participants", "2022-02-24/2024-03-07", "a note of some words " * 4, "2024-04-09")
    block = table(("participants", "period", "note", "day"), [row], 420, Painter())
    drawn = set(re.findall(r">([^<>]+)</text>", block.drawn))
    assert {"2024-04-09", "2022-02-24/", "2024-03-07"} <= drawn
    words = {word for line in drawn for word in re.split(r"[ -]", line)}
    assert words >= {"law", "enforcement", "participants"}
    assert not words & {"participan", "enforceme", "t", "nt"}


def test_a_date_in_an_address_is_not_cut() -> None:
    assert flow("https://example.org/2024-04-09/article", 140, 13) == ["https://example.org/", "2024-04-09/article"]
