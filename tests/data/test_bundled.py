"""The bundled dossiers: they load, they leave no fact out, and their places in the seed hold."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from accordgraph.graph.statements.statement import Statement
from accordgraph.loaders.bundled import bundled
from accordgraph.loaders.dossier.reader import read_dossiers

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
NO_DOSSIERS = ("excluded.yaml", "states.yaml")
DOSSIERS = tuple(
    sorted(
        path
        for path in DATA.rglob("*.yaml")
        if path.name not in NO_DOSSIERS and not path.name.endswith(".mapping.yaml")
    )
)
FACTS = {"seed_facts.jsonl": 126, "external_facts.jsonl": 260, "external_facts_2.jsonl": 159}
"""The files of facts, and how many each has."""
SEED = "000_d0983e22bd0f6713.txt"
SEEDS = ("seed", "seed-lists", "seed-searches")
"""The sources whose text it is: the column, and what in it is from elsewhere."""

EXPECTED_TEXT = {
    ("jit-ukraine-2022", "cz"): "Czech Republic",
    ("jit-ukraine-2022", "lv"): "Latvia",
    ("jit-ukraine-2022", "ua"): "Ukraine",
    ("jit-ukraine-2022", "europol"): "Europol",
    ("eppo-nabu-2023", "eppo"): "European Prosecutor’s Office",
    ("nabu-jica-2024", "jica"): "Japanese Agency of International Cooperation",
    ("sbi-report-2024", "dod-oig"): "US Department of Defense",
    ("sbi-report-2024", "eib"): "European Investment Bank",
    ("searches-2024", "nabu"): "NABU",
    ("searches-2024", "mod-ua"): "Ministry of Defense",
    ("call-centre-2025", "cz-law-enforcement"): "Czech Republic",
    ("agent-2024", "ssu"): "Security Service of Ukraine",
    ("propagandist-2025", "szr"): "External Intelligence Service",
}
"""What the seed must say at the place where a dossier says that it names an actor."""


@pytest.fixture(scope="module")
def located(statements: list[Statement]) -> list[Statement]:
    """The statements that give a place in the seed."""
    return [each for each in statements if each["source"] in SEEDS and each.get("char_start") is not None]


@pytest.fixture(scope="module")
def seed_text(shared: Path) -> str:
    """The seed, with its ends of lines as they are."""
    return (shared / "seeds" / SEED).read_bytes().decode("utf-8")


def records(path: Path) -> list[dict[str, Any]]:
    """The objects of a file with one JSON object a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def excluded() -> list[dict[str, str]]:
    """The facts that are left out, each with the reason."""
    entries: list[dict[str, str]] = yaml.safe_load((DATA / "excluded.yaml").read_text(encoding="utf-8"))
    return entries


def used() -> set[str]:
    """The facts that comments of the dossiers name; `EF001-EF003` are three."""
    comments = (line.partition("# ")[2] for path in DOSSIERS for line in path.read_text(encoding="utf-8").splitlines())
    named = [match for comment in comments for match in re.finditer(r"(SF|EF)(\d{3})(?:-\1(\d{3}))?", comment)]
    return {
        f"{match[1]}{number:03}" for match in named for number in range(int(match[2]), int(match[3] or match[2]) + 1)
    }


def test_the_dossiers_load_without_a_fault() -> None:
    """Every entry of each bundled dossier is sound, and says under which licence and what it set out to hold."""
    dossiers = read_dossiers(DOSSIERS)
    assert len({dossier.id for dossier in dossiers}) == len(DOSSIERS) == 15
    assert {dossier.id: dossier.faults for dossier in dossiers if dossier.faults} == {}
    assert {dossier.licence for dossier in dossiers} == {"CC-BY-4.0"}
    assert all(dossier.statements for dossier in dossiers)
    scopes = {each["dossier"] for dossier in dossiers for each in dossier.statements if each["property"] == "covers"}
    assert scopes == {dossier.id for dossier in dossiers}


def test_the_bundled_dossiers_are_those_of_the_folders() -> None:
    """What the program brings is every dossier of `data` and of its folders."""
    with bundled() as paths:
        assert sorted(path.name for path in paths) == sorted(path.name for path in DOSSIERS)


def test_every_fact_is_used_or_excluded(shared: Path) -> None:
    """No fact gets lost. Name it in a comment beside its entry, or in excluded.yaml with the reason."""
    facts = {name: {record["id"] for record in records(shared / "facts" / name)} for name in FACTS}
    assert {name: len(ids) for name, ids in facts.items()} == FACTS
    left_out = [entry["fact"] for entry in excluded()]
    assert len(left_out) == len(set(left_out))
    assert used() & set(left_out) == set()
    assert used() | set(left_out) == set().union(*facts.values())


def test_every_exclusion_has_a_reason() -> None:
    """A fact is left out for a reason that a reader can judge."""
    entries = excluded()
    assert entries
    assert [entry["fact"] for entry in entries if len(entry["why"].split()) < 4] == []


def test_the_hash_is_that_of_the_seed(shared: Path, statements: list[Statement]) -> None:
    """Places count characters of one text only."""
    hashes = {each.get("thing"): each["value"] for each in statements if each["property"] == "sha256"}
    assert hashes == dict.fromkeys(SEEDS, hashlib.sha256((shared / "seeds" / SEED).read_bytes()).hexdigest())


def test_places_lie_in_their_paragraph(seed_text: str, located: list[Statement]) -> None:
    """A range is inside the text, in the line that the statement names, and crosses no end of a line."""
    assert len(located) > 150
    wrong = []
    for each in located:
        start, end = each["char_start"] or 0, each["char_end"] or 0
        paragraph = seed_text.count("\n", 0, start) + 1
        if not 0 <= start < end <= len(seed_text) or "\n" in seed_text[start:end] or paragraph != each["paragraph"]:
            wrong.append(each)
    assert wrong == []


def test_every_statement_of_the_seed_has_a_place(statements: list[Statement], located: list[Statement]) -> None:
    """Whatever the seed is said to say can be looked up in it."""
    assert [each for each in statements if each["source"] in SEEDS and each not in located] == []


def passage(text: str, located: Statement) -> str:
    """What stands at the place of a statement, or at its several places."""
    ranges = located.get("ranges") or f"{located['char_start']}-{located['char_end']}"
    pairs = [part.partition("-") for part in ranges.split("; ")]
    return " ".join(text[int(first) : int(last)] for first, _, last in pairs)


def test_places_name_the_actor(seed_text: str, located: list[Statement]) -> None:
    """At the place of a statement about an actor the seed has the words that it calls it by."""
    places = {(each.get("basis"), each.get("actor")): each for each in located if each.get("actor")}
    passages = {key: passage(seed_text, places[key]) for key in EXPECTED_TEXT}
    assert {key: text for key, text in passages.items() if EXPECTED_TEXT[key] not in text} == {}


def test_places_of_numbers_hold_the_number(seed_text: str, located: list[Statement]) -> None:
    """A number that the seed is said to give stands where the statement says."""
    numbers = [each for each in located if each["about"] == "observation" and each["property"] == "value"]
    assert len(numbers) == 17
    texts = {each["value"]: seed_text[each["char_start"] or 0 : each["char_end"] or 0] for each in numbers}
    assert {value: text for value, text in texts.items() if value not in text} == {}
