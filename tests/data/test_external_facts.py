"""Fact by fact: what the bundled graph answers to each fact of other sources, in both languages, and where it cites it.

external_facts.yaml is the table to read; data/excluded.yaml has the facts that are left out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml
from cases.cached_answers import CachedAnswers

from accordgraph.graph.dates.columns import parse_instants
from accordgraph.graph.derivation.coverage import coverage_notes
from accordgraph.graph.store.store import Store
from accordgraph.queries.runner import Row

HERE = Path(__file__).parent
ENGINES = ("ladybug", "oxigraph")
FILES = ("external_facts.jsonl", "external_facts_2.jsonl")
DATES = ("done_on", "effective_on", "during", "founded", "in_force_since")

# BaseLoader: all values are text, so that 2022 is no number and 2024-04-09 no date.
FACTS: dict[str, dict[str, Any]] = yaml.load(
    (HERE / "external_facts.yaml").read_text(encoding="utf-8"), Loader=yaml.CBaseLoader
)
ASKED = {fact: entry for fact, entry in FACTS.items() if "ask" in entry}
CITED = {fact: entry for fact, entry in FACTS.items() if "cites" in entry}
IN_COVERS = {fact: entry["covers"] for fact, entry in FACTS.items() if "covers" in entry}
LEFT_OUT = {fact: entry["excluded"] for fact, entry in FACTS.items() if "excluded" in entry}
LATER = {"EF238"}
"""What a source says of a later day than that from which the fact holds: that a treaty is still not in force."""


@pytest.fixture(scope="module")
def given_facts(shared: Path) -> dict[str, dict[str, Any]]:
    """The facts as they were given."""
    lines = [line for name in FILES for line in (shared / "facts" / name).read_text(encoding="utf-8").splitlines()]
    return {fact["id"]: fact for fact in map(json.loads, lines)}


def question(entry: Mapping[str, Any]) -> dict[str, str]:
    """The parameters of a fact's question."""
    return {key: value for key, value in entry.items() if key == "basis"}


def plain(value: object) -> str:
    """A value of an answer as the table writes it."""
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def matching(rows: list[Row], wanted: Mapping[str, str]) -> list[Row]:
    return [row for row in rows if all(plain(row[column]) == value for column, value in wanted.items())]


def bounds(text: str) -> tuple[date, date]:
    row = parse_instants(pl.Series([text])).row(0, named=True)
    return row["earliest"] or date.min, row["latest"] or date.max


def test_the_table_has_every_fact_once() -> None:
    assert list(FACTS) == [f"EF{number:03}" for number in range(1, 420)]
    assert len(ASKED) + len(IN_COVERS) + len(LEFT_OUT) == len(FACTS)
    assert set(ASKED) - set(CITED) == {"EF165", "EF166"}, "these are sources themselves"


@pytest.mark.parametrize("engine", ENGINES)
def test_the_rows_answer_the_facts(answers_of: CachedAnswers, engine: str) -> None:
    rows = {fact: answers_of.rows(engine, entry["ask"], question(entry)) for fact, entry in ASKED.items()}
    assert {fact: ASKED[fact]["has"] for fact in ASKED if len(matching(rows[fact], ASKED[fact]["has"])) != 1} == {}


@pytest.mark.parametrize("engine", ENGINES)
def test_the_evidence_has_the_source_and_the_value_of_the_facts(answers_of: CachedAnswers, engine: str) -> None:
    missing = {}
    for fact, entry in CITED.items():
        wanted = {key: value for key, value in entry["cites"].items() if key != "id"}
        if not matching(answers_of.rows(engine, "evidence", {"id": entry["cites"]["id"]}), wanted):
            missing[fact] = entry["cites"]
    assert missing == {}


def test_both_engines_answer_alike(answers_of: CachedAnswers) -> None:
    """Of what was asked above, all rows."""
    asked = {key[1:] for key in answers_of.answers}
    assert len(asked) > 100
    differing = [
        key
        for key in asked
        if answers_of.rows("ladybug", key[0], json.loads(key[1]))
        != answers_of.rows("oxigraph", key[0], json.loads(key[1]))
    ]
    assert differing == []


def test_what_is_cited_is_what_the_rows_speak_of() -> None:
    """The thing whose evidence is asked for is the one that the row names."""
    stray = {
        fact
        for fact, entry in CITED.items()
        if not set(entry["cites"]["id"].split("~")) & {*entry["has"].values(), entry.get("basis", "")}
    }
    assert {fact for fact in stray if CITED[fact]["ask"] != "statistics"} == set()


def test_the_sources_are_those_of_the_facts(answers_of: CachedAnswers, given_facts: dict[str, dict[str, Any]]) -> None:
    """Each fact is cited from the address where it was read, where no person's name stands in it."""
    addresses = {row["source"]: row["url"] for row in answers_of.rows("ladybug", "sources", {})}
    other = {
        fact for fact, entry in CITED.items() if addresses[entry["cites"]["source"]] != given_facts[fact]["source_url"]
    }
    assert other == {fact for fact, entry in CITED.items() if "address" in entry}


def test_the_days_are_those_of_the_facts(given_facts: dict[str, dict[str, Any]]) -> None:
    """Where a day is cited, it can be the day of the fact."""
    dated = {
        fact: (entry["cites"]["value"], given_facts[fact]["since"])
        for fact, entry in CITED.items()
        if entry["cites"]["property"] in DATES and given_facts[fact]["since"] and fact not in LATER
    }
    assert len(dated) > 300
    wrong = {}
    for fact, (cited, given) in dated.items():
        (first, last), (earliest, latest) = bounds(cited), bounds(f"[{given}]" if given.startswith("..") else given)
        if not (first <= latest and earliest <= last):
            wrong[fact] = (cited, given)
    assert wrong == {}


def test_what_stands_in_covers_is_read_there(whole_store: Path) -> None:
    notes = coverage_notes(Store(whole_store).standing(), "en").to_dicts()
    for fact, wanted in IN_COVERS.items():
        texts = [
            note["text"] for note in notes if (note["dossier"], note["actors"]) == (wanted["dossier"], wanted["actors"])
        ]
        assert any(wanted["text"] in text for text in texts), fact


def test_the_exclusions_give_the_reasons_of_the_table() -> None:
    excluded = yaml.safe_load((HERE.parents[1] / "data" / "excluded.yaml").read_text(encoding="utf-8"))
    reasons = {entry["fact"]: entry["why"] for entry in excluded if entry["fact"].startswith("EF")}
    assert set(reasons) == set(LEFT_OUT)
    assert [fact for fact in LEFT_OUT if not reasons[fact].startswith(f"{LEFT_OUT[fact]}: ")] == []
