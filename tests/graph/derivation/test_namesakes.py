"""Equal names are told apart by their ids wherever they are printed, also with something invisible in them."""

from __future__ import annotations

import polars as pl
import pytest

from accordgraph.graph.derivation.namesakes import told_apart
from accordgraph.graph.visible import visible

BUREAU = "National Bureau"


@pytest.mark.parametrize(
    "other",
    [
        BUREAU,
        "NATIONAL bureau",
        "National  Bureau",
        "National\u200b Bureau",
        "Natio\u00adnal Bureau",
        "National Bureau\u3164",
    ],
)
def test_equal_names_have_their_ids(other: str) -> None:
    table = pl.DataFrame({"id": ["nabu", "other", "ua"], "name_en": [BUREAU, other, "Ukraine"], "name_uk": [None] * 3})
    named = told_apart(table.with_columns(pl.col("name_uk").cast(pl.String)))
    assert named["name_en"].to_list() == [f"{BUREAU} [nabu]", f"{other} [other]", "Ukraine"]
    assert named["name_uk"].to_list() == [None] * 3
    assert named["renamed"].to_list() == [True, True, False]


@pytest.mark.parametrize(
    "sign", ["\u200b", "\u00ad", "\u202e", "\u3164", "\u2800", "\u115f", "\uffa0", "\u2060", "\u034f"]
)
def test_what_nobody_sees_in_a_name_is_written_out(sign: str) -> None:
    assert visible(f"Bureau{sign}") == f"Bureau\\u{ord(sign):04x}"


@pytest.mark.parametrize("text", ["Бюро №1", "Łódź–Wschód", "日本", "می‌خواهم"])
def test_letters_of_any_language_stay(text: str) -> None:
    assert visible(text) == text
