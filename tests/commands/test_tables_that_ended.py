"""Rows whose status says that an agreement ended: they are loaded, by the day of it that a cell has, or with none."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from programs.running import load_table, rows, run

from accordgraph.loaders.tables.status_words import END, OVER, OVER_DAY, part

ENDED = """Party A,Party B,Agreement,Signed,In force,Valid until,State of play
Ukraine,Estonia,On data,2015-01-01,2015-02-01,2020-01-31,Expired
Ukraine,Latvia,On tax,2015-01-01,2015-02-01,2090-01-01,terminated 2023
Ukraine,Spain,On art,2015-01-01,2015-02-01,,terminated
Ukraine,Italy,On sea,2015-01-01,2015-02-01,,terminated 03/04/2021
Ukraine,Malta,On air,2015-01-01,2015-02-01,2023-06-30,terminated 2023
Ukraine,France,On law,2015-01-01,2015-02-01,,in force
"""


def test_each_row_that_ended_is_loaded_by_the_day_that_a_cell_has(folder: Path) -> None:
    done = load_table(folder, "t.csv", ENDED)
    assert "it ended: on the day of its end that the row has, else on the day in those words" in done.stderr
    assert "column 'State of play': 'terminated 03/04/2021' is refused" in done.stderr
    links = {row["actor"]: row for row in rows("ask", "cooperations", store=folder / "store")}
    ends = {actor: (row["end_kind"], row["until_earliest"], row["until_latest"]) for actor, row in links.items()}
    assert ends == {
        "ee": ("exit", "2020-01-31", "2020-01-31"),
        "lv": ("exit", "2022-12-31", "2023-12-31"),
        "es": ("exit", None, None),
        "mt": ("exit", "2023-06-30", "2023-06-30"),
        "fr": ("none", "2015-02-01", None),
    }
    words = run("since", "ua", "es", "--format", "text", store=folder / "store").stdout
    assert "were partners by an agreement since 1 February 2015, and no longer are" in " ".join(words.split())
    assert "it has lost force; no source gives the day. The table remarks: “terminated”" in " ".join(words.split())


@pytest.mark.parametrize(
    ("status", "over", "day", "until"),
    [
        ("Expired", "Expired", None, None),
        ("terminated on 31 December 2019.", "terminated", "31 December 2019", None),
        ("припинив дію 31.12.2019", "припинив", "31.12.2019", None),
        ("terminated by notice of 2022-05-01, effective 2023", "terminated", None, None),
        ("In force (until 2022-12-31)", None, None, "2022-12-31"),
        ("not terminated", None, None, None),
        ("to be terminated 2030", None, None, None),
        ("terminated for Denmark", None, None, None),
    ],
)
def test_the_words_of_a_status_say_what_is_over_and_since_when(
    status: str, over: str | None, day: str | None, until: str | None
) -> None:
    cells = pl.Series([status])
    assert [part(cells, name)[0] for name in (OVER, OVER_DAY, END)] == [over, day, until]


def test_a_participant_that_left_ends_its_own_part_alone(folder: Path) -> None:
    text = (
        "Participant,Signature,Entry into force,Status\n"
        "Denmark,2003-01-01,2004-02-01,withdrew 2019\nEstonia,2003-01-01,2004-02-01,in force\n"
        "Norway,2003-01-01,2004-02-01,in force\n"
    )
    assert load_table(folder, "convention-on-customs.csv", text).returncode == 0
    ends = {
        (row["actor"], row["partner"]): row["end_kind"] for row in rows("ask", "cooperations", store=folder / "store")
    }
    assert ends == {("dk", "ee"): "exit", ("dk", "no"): "exit", ("ee", "no"): "none"}
