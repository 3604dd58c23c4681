"""A draft of a dossier makes the statements that the table makes, locators and recording aside."""

from __future__ import annotations

import datetime
from pathlib import Path

import polars as pl
from worlds.sheets import Read

from accordgraph.graph.statements.statement import frame
from accordgraph.loaders.dossier.reader import read_dossiers
from accordgraph.loaders.tables.drafting import draft
from accordgraph.loaders.tables.known_agreements import known_agreements

COMPARED = ("about", "thing", "basis", "actor", "property", "value", "lang", "stance", "how", "note", "as_of", "source")


def test_it_makes_the_same_statements(read: Read, tmp_path: Path) -> None:
    reading = read()
    twins = known_agreements(reading.statements, reading.statements.clear())
    path = tmp_path / "sheet.yaml"
    path.write_text(draft(reading, "sheet", datetime.date(2026, 11, 30), twins), encoding="utf-8")
    [dossier] = read_dossiers([path])
    drafted, own = (
        data.select(COMPARED).unique().sort(COMPARED) for data in (frame(dossier.statements), reading.statements)
    )
    assert drafted.height > 50
    assert drafted.rows() == own.rows()


def test_the_same_actors_and_a_near_day_make_a_candidate(read: Read) -> None:
    reading = read()
    other = reading.statements.with_columns(pl.col("basis") + "-b", pl.col("value").str.replace("2023", "2024"))
    found = known_agreements(reading.statements, other)
    assert found.height == reading.statements["basis"].drop_nulls().n_unique()
    later = reading.statements.with_columns(pl.col("basis") + "-b", pl.col("value").str.replace("202", "201"))
    assert known_agreements(reading.statements, later).is_empty()
