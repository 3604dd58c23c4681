"""Logs of versions that knew fewer columns of statements are read, and nothing that they say changes."""

from __future__ import annotations

import datetime
from pathlib import Path

import polars as pl
import pytest

from accordgraph.graph.statements.log import Batch
from accordgraph.graph.statements.statement import STATEMENTS, Statement, frame
from accordgraph.graph.store import log_files
from accordgraph.graph.store.store import Store

LATER = "ranges"
"""The column that came later."""


def batch() -> Batch:
    rows: list[Statement] = [
        {"about": "source", "thing": "d", "property": "kind", "value": "editorial", "source": "d", "dossier": "d"},
        {"about": "actor", "thing": "ua", "property": "kind", "value": "state", "source": "d", "dossier": "d"},
    ]
    statements = [Statement(**row, stance="asserts", how="stated", loader="test") for row in rows]
    return Batch("d", datetime.date(2026, 11, 22), frame(statements))


def test_a_store_of_an_older_version_is_read_and_loads_the_same_without_a_change(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    store.load([batch()])
    snapshot, log = store.snapshot(), store.log()
    log_files.write(
        snapshot.log_folder, snapshot.manifest["snapshot"], log._replace(statements=log.statements.drop(LATER)), []
    )
    assert LATER not in pl.read_parquet(snapshot.log_folder / "statements.parquet").columns
    older = Store(tmp_path / "store")
    assert older.log().statements.equals(log.statements)
    assert older.load([batch()]).changes["d"] == (0, 0)


@pytest.mark.parametrize("lost", ["quote", "value", "id"])
def test_a_log_that_lacks_another_column_stays_what_it_is(lost: str) -> None:
    assert log_files.with_new_columns(STATEMENTS.to_frame().drop(LATER, lost), STATEMENTS).schema != STATEMENTS
    assert log_files.with_new_columns(STATEMENTS.to_frame().drop(LATER), STATEMENTS).schema == STATEMENTS


def test_recordings_get_no_column() -> None:
    schema = pl.Schema({"id": pl.String})
    assert log_files.with_new_columns(schema.to_frame(), schema).schema == schema
