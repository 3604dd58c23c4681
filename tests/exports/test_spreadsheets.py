"""Workbooks, panels and CSV for Excel: what is in them, and that no program makes something else of it."""

from __future__ import annotations

import csv
import datetime
from pathlib import Path

import fastexcel
import polars as pl
import pytest
from programs.running import rows, run
from worlds.exporting import exported
from worlds.two_dossiers import load_beside, store_with

from accordgraph.exports.panel import COLUMNS, panel
from accordgraph.exports.request import ExportRequest
from accordgraph.graph.errors import UsageError
from accordgraph.graph.store.snapshot import fingerprint
from accordgraph.graph.store.store import Store


def sheet(path: Path, name: str) -> pl.DataFrame:
    return fastexcel.read_excel(path).load_sheet(name, dtypes="string").to_polars()


def test_a_workbook_has_a_sheet_for_each_table_and_a_codebook(bundled_store: Path, tmp_path: Path) -> None:
    path = exported(Store(bundled_store), "xlsx", tmp_path)
    tables = {one.stem for one in exported(Store(bundled_store), "csv", tmp_path).glob("*.csv")}
    assert set(fastexcel.read_excel(path).sheet_names) == {name[:31] for name in tables} | {"codebook"}
    actors = sheet(path, "actors")
    expected = pl.read_csv(tmp_path / "csv" / "actors.csv", infer_schema=False)
    assert actors.columns == expected.columns
    assert actors["id"].to_list() == expected["id"].to_list()
    codebook = sheet(path, "codebook")
    assert codebook.filter((pl.col("table") == "acts") & (pl.col("column") == "done_on"))["meaning"][0]


def test_days_in_a_workbook_are_text(bundled_store: Path, tmp_path: Path) -> None:
    path = exported(Store(bundled_store), "xlsx", tmp_path)
    untyped = fastexcel.read_excel(path).load_sheet("cooperations").to_polars()
    assert untyped.schema["since_earliest"] == pl.String
    assert untyped["since_earliest"].drop_nulls().str.contains(r"^\d{4}-\d\d-\d\d$").all()


def test_csv_for_excel_is_marked_and_its_days_stay(bundled_store: Path, tmp_path: Path) -> None:
    folder = exported(Store(bundled_store), "csv", tmp_path, excel=True)
    assert (folder / "acts.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with (folder / "acts.csv").open(encoding="utf-8-sig", newline="") as file:
        days = [row["done_on"] for row in csv.DictReader(file) if row["done_on"]]
    assert len(days) > 10
    assert '="2023-07-03"' in days
    assert not [day for day in days if day[:4].isdigit() and "-" in day[:8]]


def test_excel_is_for_csv_alone(bundled_store: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--excel is for CSV"):
        ExportRequest("turtle", excel=True)
    done = run("export", "--as", "xlsx", "--excel", "-o", str(tmp_path / "a.xlsx"), store=bundled_store)
    assert done.returncode == 2


def test_a_panel_counts_as_the_question_for_a_day_does(bundled_store: Path, tmp_path: Path) -> None:
    folder = exported(Store(bundled_store), "panel", tmp_path)
    data = pl.read_csv(folder / "panel.csv")
    assert data.columns == list(COLUMNS)
    meanings = pl.read_csv(folder / "codebook.csv")
    assert meanings["column"].to_list() == list(COLUMNS)
    asked = 0
    for year in (2010, 2022, 2024):
        answer = rows("ask", "in_force", "-p", f"day={year}-12-31", store=bundled_store)
        links = {(row["cooperation"], row["in_force"]) for row in answer if row["held"]}
        kinds = {row["basis"]: row["kind"] for row in rows("ask", "bases", store=bundled_store)}
        agreements = [(name, how) for name, how in links if kinds[name.split("~")[0]] == "agreement"]
        of_year = data.filter(pl.col("year") == year)
        for how in ("certainly", "presumably", "possibly"):
            assert of_year[how].sum() == sum(1 for _, one in agreements if one == how), (year, how)
            asked += int(of_year[how].sum())
    assert asked > 50


def test_a_panel_leaves_out_links_of_a_dossier_that_nobody_trusts(tmp_path: Path) -> None:
    head = "dossier: {0}\nrecorded: 2026-01-05\nsources:\n  s-{0}: {{kind: press, publisher: {0}, published: 2023}}\n"
    basis = (
        "bases:\n  {0}-pact:\n    kind: agreement\n    form: memorandum\n    binds: signature\n    name: Pact\n"
        "    says: [{{source: s-{0}, acts: [{{by: [sbi, nabu], type: signature, done: 2024-01-01}}]}}]\n"
    )
    actors = "actors:\n  sbi: {{kind: agency, name: SBI}}\n  nabu: {{kind: agency, name: NABU}}\n"
    store = store_with(tmp_path, (head + actors + basis).format("base"))
    before = pl.read_csv(exported(Store(store), "panel", tmp_path) / "panel.csv")
    assert load_beside(store, (head + basis).format("mine"), "--as-stranger").returncode == 0
    assert pl.read_csv(exported(Store(store), "panel", tmp_path) / "panel.csv").equals(before)
    assert before.height > 0


def test_years_in_which_nothing_can_have_been_in_force_have_no_row() -> None:
    link = dict.fromkeys(LINK) | {
        "actor_a": "a",
        "actor_b": "b",
        "kind": "agreement",
        "firm": True,
        "held": True,
        "end_kind": "term",
        "since_earliest": datetime.date(2020, 1, 1),
        "since_latest": datetime.date(2020, 1, 1),
        "until_earliest": datetime.date(2021, 6, 1),
        "until_latest": datetime.date(2021, 6, 1),
        "sure_until": datetime.date(2021, 6, 1),
    }
    names = pl.DataFrame({"id": ["a", "b"], "name": ["A", "B"]})
    data = panel(pl.DataFrame([link], schema=LINK), names, 2026)
    assert data.select("year", "certainly").rows() == [(2020, 1)]


def test_a_start_that_is_not_known_to_the_day_has_two_bounds_in_the_panel() -> None:
    link = dict.fromkeys(LINK) | {
        "actor_a": "a",
        "actor_b": "b",
        "kind": "agreement",
        "firm": True,
        "held": True,
        "end_kind": "none",
        "since_earliest": datetime.date(2015, 1, 1),
        "since_latest": datetime.date(2017, 12, 31),
    }
    names = pl.DataFrame({"id": ["a", "b"], "name": ["A", "B"]})
    data = panel(pl.DataFrame([link], schema=LINK), names, 2016)
    assert data.select("first_since", "first_since_latest").row(0) == ("2015-01-01", "2017-12-31")


@pytest.mark.parametrize(("form", "file"), [("csv", "README.md"), ("csv", "datapackage.json"), ("panel", "panel.json")])
def test_a_folder_says_which_graph_it_is_of(bundled_store: Path, tmp_path: Path, form: str, file: str) -> None:
    store = Store(bundled_store)
    text = (exported(store, form, tmp_path) / file).read_text(encoding="utf-8")
    assert fingerprint(store.snapshot().manifest) in text
    assert "CC-BY-4.0" in text


DAYS = (
    "since_earliest",
    "since_latest",
    "until_earliest",
    "until_latest",
    "sure_until",
    "presumed_until",
    "rests_until",
    "notice_from",
    "disputed_from",
    "disputed_to",
    "replaced_from",
    "paused_from_earliest",
    "paused_from_latest",
    "paused_to_earliest",
    "paused_to_latest",
)
LINK = pl.Schema(
    dict.fromkeys(("actor_a", "actor_b", "kind", "end_kind", "mode", "since_standing", "paused_kind"), pl.String)
    | dict.fromkeys(DAYS, pl.Date)
    | {"firm": pl.Boolean, "held": pl.Boolean}
)
