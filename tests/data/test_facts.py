"""Fact by fact: what the bundled graph answers to each fact of the seed, in both languages, and where it cites it.

facts.yaml is the table to read; data/excluded.yaml has the facts that are left out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from cases.cached_answers import CachedAnswers

from accordgraph.queries.runner import Row

HERE = Path(__file__).parent
DATA = HERE.parents[1] / "data"
ENGINES = ("ladybug", "oxigraph")
SEED = ("seed", "seed-lists", "seed-searches")
"""The column, and what in it comes from elsewhere: one text, as their hash says."""

OWN_KEYS = {"ask", "has", "hasnt"}
"""What an item of `asks` says beside the parameters of its question."""

# BaseLoader: all values are text, so that 2022 is no number and 2024-04-09 no date.
FACTS: dict[str, dict[str, Any]] = yaml.load((HERE / "facts.yaml").read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
TOLD = [fact for fact in FACTS if "asks" in FACTS[fact]]
LEFT_OUT = [fact for fact in FACTS if "excluded" in FACTS[fact]]
ERRING = [fact for fact in FACTS if "errs" in FACTS[fact]]


@pytest.fixture(scope="module")
def given_facts(shared: Path) -> dict[str, dict[str, Any]]:
    """The facts as they were given."""
    path = shared / "facts" / "seed_facts.jsonl"
    return {fact["id"]: fact for fact in map(json.loads, path.read_text(encoding="utf-8").splitlines())}


def parameters(item: Mapping[str, Any]) -> dict[str, str]:
    return {key: value for key, value in item.items() if key not in OWN_KEYS}


def plain(value: object) -> str:
    """A value of an answer as the table writes it."""
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def matching(rows: list[Row], wanted: Mapping[str, str]) -> list[Row]:
    return [row for row in rows if all(plain(row[column]) == value for column, value in wanted.items())]


def known_values(rows: list[Row], absent: Mapping[str, str]) -> bool:
    """Whether each value of a row that is absent occurs in others: nothing is absent for being misspelled."""
    return len(absent) < 2 or all(matching(rows, {column: value}) for column, value in absent.items())


def passages(row: Row) -> list[tuple[int, int]]:
    """All ranges of a statement, which are one where it has no list of them."""
    ranges = plain(row["ranges"]) or f"{plain(row['char_start'])}-{plain(row['char_end'])}"
    return [(int(first), int(last)) for first, _, last in (part.partition("-") for part in ranges.split("; "))]


def citing(fact: Mapping[str, Any], rows: list[Row]) -> list[Row]:
    """The statements of the seed that say what the fact is about, at a place that overlaps the fact's."""
    cites, (start, end) = fact["cites"], map(int, fact["at"])
    wanted = {key: cites[key] for key in ("property", "value") if key in cites}
    citations = matching(rows, {"stance": "asserts", "paragraph": fact["paragraph"], **wanted})
    citations = [row for row in citations if row["source"] in SEED]
    citations = [row for row in citations if any(first < end and last > start for first, last in passages(row))]
    return [row for row in citations if cites.get("note", "") in plain(row["note"])]


def test_the_table_has_every_fact_once_and_answers_or_excludes_it() -> None:
    assert list(FACTS) == [f"SF{number:03}" for number in range(1, 127)]
    assert sorted(TOLD + LEFT_OUT) == list(FACTS)
    assert [fact for fact in TOLD if "cites" not in FACTS[fact]] == []


def test_the_table_has_the_places_of_the_facts(given_facts: dict[str, dict[str, Any]]) -> None:
    places = {fact: [*map(int, row["at"]), int(row["paragraph"])] for fact, row in FACTS.items()}
    assert places == {
        fact: [row["char_start"], row["char_end"], row["paragraph"]] for fact, row in sorted(given_facts.items())
    }


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("fact", TOLD)
def test_the_rows_answer_the_fact(answers_of: CachedAnswers, fact: str, engine: str) -> None:
    has = [item for item in FACTS[fact]["asks"] if "has" in item]
    assert has
    for item in FACTS[fact]["asks"]:
        rows = answers_of.rows(engine, item["ask"], parameters(item))
        assert rows, item
        assert len(matching(rows, item.get("has") or item["hasnt"])) == ("has" in item), item
        assert known_values(rows, item.get("hasnt", {})), item


@pytest.mark.parametrize("fact", TOLD)
def test_both_engines_answer_alike(answers_of: CachedAnswers, fact: str) -> None:
    questions = [(item["ask"], parameters(item)) for item in FACTS[fact]["asks"]]
    questions.append(("evidence", {"id": FACTS[fact]["cites"]["id"]}))
    by_engine = {engine: [answers_of.rows(engine, *question) for question in questions] for engine in ENGINES}
    assert by_engine["ladybug"] == by_engine["oxigraph"]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("fact", TOLD)
def test_the_evidence_cites_the_seed_at_the_place_of_the_fact(
    answers_of: CachedAnswers, fact: str, engine: str
) -> None:
    entry = FACTS[fact]
    rows = answers_of.rows(engine, "evidence", {"id": entry["cites"]["id"]})
    assert citing(entry, rows), entry["cites"]


@pytest.mark.parametrize("fact", TOLD)
def test_what_is_cited_is_what_the_rows_speak_of(fact: str) -> None:
    entry = FACTS[fact]
    values = {
        value
        for item in entry["asks"]
        for value in (*parameters(item).values(), *item.get("has", {}).values(), *item.get("hasnt", {}).values())
    }
    assert set(entry["cites"]["id"].split("~")) & values


@pytest.mark.parametrize("fact", LEFT_OUT)
def test_the_exclusion_gives_the_reason_of_the_table(fact: str) -> None:
    entries = yaml.safe_load((DATA / "excluded.yaml").read_text(encoding="utf-8"))
    reasons = {entry["fact"]: entry["why"] for entry in entries if entry["fact"].startswith("SF")}
    assert set(reasons) == set(LEFT_OUT)
    assert reasons[fact].startswith(f"{FACTS[fact]['excluded']}: ")


def test_every_fault_of_the_source_is_accounted_for(given_facts: dict[str, dict[str, Any]]) -> None:
    """Where the facts note an issue, the table says how the graph shows it."""
    faulty = [fact for fact, row in given_facts.items() if row["issues"] and fact in TOLD]
    assert len(faulty) > 80
    assert [fact for fact in faulty if fact not in ERRING] == []


@pytest.mark.parametrize("fact", ERRING)
def test_a_fault_of_the_source_is_shown_as_the_table_says(fact: str) -> None:
    """What the table names is asserted by the tests above; here, that it does name it."""
    entry = FACTS[fact]
    rows = [item.get("has", {}) for item in entry["asks"]]
    named = {
        "dispute": any(row.get("standing") == "disputed" or row.get("held") == "false" for row in rows),
        "note": "note" in entry["cites"],
        "absence": any("hasnt" in item for item in entry["asks"]),
        "row": any(rows),
    }
    assert named[entry["errs"]["shown_by"]]
    assert len(entry["errs"]["how"].split()) > 3
