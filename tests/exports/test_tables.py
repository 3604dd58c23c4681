"""Folders of tables: what is in them is what the snapshot has, and the descriptor says how to read it."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal
from worlds.exporting import HOSTILE, exported

from accordgraph.graph.schemas import table_schemas
from accordgraph.graph.statements.statement import STATEMENTS
from accordgraph.graph.store.store import Store

TYPES = {"string": pl.String, "integer": pl.Int64, "boolean": pl.Boolean, "date": pl.Date}


def resources(folder: Path) -> dict[str, dict[str, Any]]:
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return {resource["path"].partition(".")[0]: resource for resource in package["resources"]}


def read_csv(path: Path, resource: dict[str, Any]) -> pl.DataFrame:
    """A table as its descriptor says."""
    types = {field["name"]: TYPES[field["type"]] for field in resource["schema"]["fields"]}
    return pl.read_csv(path, schema=types)


def test_csv_read_by_its_descriptor_is_parquet_and_both_are_the_snapshot(bundled_store: Path, tmp_path: Path) -> None:
    store = Store(bundled_store)
    texts, columns = exported(store, "csv", tmp_path), exported(store, "parquet", tmp_path)
    described = resources(texts)
    assert set(described) == set(table_schemas())
    for table, resource in described.items():
        written = pl.read_parquet(columns / f"{table}.parquet")
        assert_frame_equal(read_csv(texts / f"{table}.csv", resource), written)
        snapshot = pl.read_parquet(store.snapshot().table_folder / f"{table}.parquet")
        assert_frame_equal(written.select(snapshot.columns), snapshot)


def test_statements_have_all_columns_of_the_log_and_the_day_of_recording(small: Store, tmp_path: Path) -> None:
    statements = pl.read_parquet(exported(small, "parquet", tmp_path) / "statements.parquet")
    assert set(statements.columns) == {*STATEMENTS, "recorded_on"}
    standing = small.standing().sort("id")
    assert statements.select(standing.columns).equals(standing)
    days = statements.group_by("recorded_on").len().sort("recorded_on")["len"].to_list()
    assert days == [standing.height - 3, 3]


def test_every_column_has_a_meaning_and_every_key_holds(bundled_store: Path, tmp_path: Path) -> None:
    folder = exported(Store(bundled_store), "csv", tmp_path)
    described = resources(folder)
    fields = [(table, field) for table, one in described.items() for field in one["schema"]["fields"]]
    assert [(table, field["name"]) for table, field in fields if not field.get("description")] == []
    data = {table: read_csv(folder / f"{table}.csv", one) for table, one in described.items()}
    keys = {table: one["schema"]["primaryKey"] for table, one in described.items() if "primaryKey" in one["schema"]}
    assert {table for table, key in keys.items() if data[table].select(key).is_duplicated().any()} == set()
    assert len(keys) == len(described) - 1, "names have no key"
    foreign = [(table, key) for table, one in described.items() for key in one["schema"].get("foreignKeys", [])]
    assert len(foreign) > 20
    for table, key in foreign:
        [column], target = key["fields"], key["reference"]
        known = data[target["resource"].replace("-", "_")].select(target["fields"])
        assert data[table].select(pl.col(column).alias("id")).drop_nulls().join(known, on="id", how="anti").is_empty()


def test_plain_csv_readers_get_hostile_text_dates_and_booleans(small: Store, tmp_path: Path) -> None:
    folder = exported(small, "csv", tmp_path)
    with (folder / "actors.csv").open(encoding="utf-8", newline="") as file:
        actors = {row["id"]: row for row in csv.DictReader(file)}
    assert (actors["nabu"]["name"], actors["nabu"]["acronym"]) == (HOSTILE, "")
    with (folder / "cooperations.csv").open(encoding="utf-8", newline="") as file:
        links = {row["id"]: row for row in csv.DictReader(file)}
    link = links["team~cz~1~ua~1"]
    assert (link["held"], link["since_latest"], link["until_latest"]) == ("false", "2022-12-31", "")


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_the_readme_names_every_file(small: Store, tmp_path: Path, form: str) -> None:
    folder = exported(small, form, tmp_path)
    readme = (folder / "README.md").read_text(encoding="utf-8")
    tables = sorted(path.name for path in folder.glob(f"*.{form}"))
    assert len(tables) == len(table_schemas())
    assert [name for name in tables if f"`{name}`" not in readme] == []
