"""New names that look like names which other things have are announced, and those that are merely near are not."""

from __future__ import annotations

import json
import time
from pathlib import Path

import polars as pl
import pytest
from programs.running import run
from worlds.two_dossiers import load_beside, store_with

from accordgraph.loaders.look_alikes import alike

BASE = """\
dossier: base
recorded: 2026-01-05
sources:
  page: {kind: official, publisher: office, published: 2023-07-05}
actors:
  nabu: {kind: agency, name: {en: Bureau against Corruption, uk: Бюро}, acronym: {en: NABU, uk: НАБУ}}
"""
MINE = """\
dossier: mine
recorded: 2026-01-06
sources:
  blog: {{kind: opinion, published: 2025}}
actors:
  other: {{kind: agency, name: "{name}"}}
"""
HAD = {
    "nabu": "NABU",
    "bureau": "НАБУ",
    "eppo": "European Public Prosecutor’s Office",
    "second": "Protocol II",
    "ir": "Iran",
}

LOOKS = (
    *("NАBU", "NABO", "NАВU", "NABUU", "NBAU", "N\u200bABO", "ΝΑΒU", "NABṲ\u3164U", "HАБУ", "NAB\u00adV", "ＮABО"),
    *(
        "European Public Prosecutors Officе",
        "Europaen Public Prosecutor's Office",
        "Euroреan Рublic Prosecutor’s Office",
    ),
    *("European PublicProsecutor's Offic", "Irаn"),
)
DIFFER = (
    *(
        "NABU",
        "nabu",
        "N.A.B.U.",
        "NÁBU",
        "NABU2",
        "NAB",
        "SAPO",
        "BANU",
        "XNABUX",
        "Bureau",
        "Protocol III",
        "Protocol I",
    ),
    *("European Public Defender's Office", "", "...", "НАБ"),
)


def frame(names: dict[str, str], class_: str = "Actor") -> pl.DataFrame:
    return pl.DataFrame({"class": class_, "thing": list(names), "text": list(names.values())})


@pytest.mark.parametrize("name", LOOKS)
def test_a_name_that_looks_like_another_is_found(name: str) -> None:
    found = alike(frame({"new": name}), frame(HAD))
    assert set(found["thing"]) == {"new"}, name


@pytest.mark.parametrize("name", DIFFER)
def test_a_name_that_is_another_or_the_same_is_not(name: str) -> None:
    assert alike(frame({"new": name}), frame(HAD)).is_empty()
    assert alike(frame({"nabu": f"{name}", "eppo": "EPPO"}), frame(HAD)).is_empty()


def test_states_and_things_of_another_class_are_not_compared() -> None:
    assert alike(frame({"iq": "Iraq"}), frame(HAD)).is_empty()
    assert alike(frame({"new": "NABO"}, "Basis"), frame(HAD)).is_empty()


@pytest.mark.parametrize(
    ("name", "shown"), [("NABO", "NABO"), ("NАВU", "NАВU"), ("N\\u200BABUU", "N\\u200bABUU"), ("HАБУ", "HАБУ")]
)
def test_a_load_announces_it_in_both_languages_and_before(tmp_path: Path, name: str, shown: str) -> None:
    store = store_with(tmp_path, BASE)
    text = MINE.format(name=name)
    known = "НАБУ" if name == "HАБУ" else "NABU"
    rows = json.loads(load_beside(store, text, "--dry-run").stdout)
    [row] = [row for row in rows if row["change"] != "found"]
    assert (row["change"], row["link"], row["value"]) == ("alike", "other", f"{known} (nabu, base)")
    for lang, said in (("en", "looks like"), ("uk", "схожа на")):
        here = tmp_path / lang
        here.mkdir()
        done = load_beside(store_with(here, BASE), text, "--lang", lang)
        assert f"{shown} (other) {said} {known} (nabu, base)" in done.stderr
    assert "alike" not in load_beside(store, text, "--as-stranger", "--dry-run").stdout
    assert load_beside(store, text, "--as-stranger").returncode == 0
    assert f"looks like {known} (nabu, base)" in run("trust", "mine", store=store).stderr


def test_no_two_names_of_the_bundled_dossiers_look_alike(whole_store: Path) -> None:
    [path] = whole_store.glob("snapshots/*/tables/names.parquet")
    names = pl.read_parquet(path).filter(pl.col("class") != "Source").select("class", "thing", "text").unique()
    assert names.height > 1_000
    new = names.with_columns(thing=pl.col("thing") + "-new", text="text")
    found = alike(new, names).filter(pl.col("thing") != pl.col("thing_had") + "-new")
    assert found.rows() == [], "names of two things, of which one looks like the other"


def test_many_names_are_compared_in_no_time() -> None:
    had = frame(
        {f"b{number}": f"Agreement of the parties numbered {number * 7_919} on help" for number in range(100_000)}
    )
    new = frame({f"n{number}": f"Agreemnet of the parties numbered {number * 7_919} on help" for number in range(300)})
    begun = time.process_time()
    assert alike(new, had).height == 300
    assert time.process_time() - begun < 2, "a tenth of it on a quiet machine"
