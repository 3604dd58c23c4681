"""Institutions only: no natural person is named in what the dossiers say, in their notes, or in the files themselves.

Persons are known here by digests of the beginnings of their names, so that no file of the project names them either.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from accordgraph.graph.statements.statement import Statement

DATA = Path(__file__).resolve().parents[2] / "data"
SHORTEST = 4
"""Letters at the beginning of a word from which it is compared: a name goes on as its case and language want."""

PRIVATE = """
91ffdd9e0db3 a5aa4a0ed392 d8ecce9fd014 2da4f319f807 0c821192782e 147d1b325317 8a48935e24d3 b254e575fa3f
"""
"""Those who wrote the column, and those whom the cases are about: named nowhere, in no address either."""

OFFICIALS = """
cd39c0a56741 1cb2baf0450a 83bb9ca2c90f e464dc621d26 d8f064dd37bf e89a70de9375 7d5cc45ab466 95a9be6aaa6f
5c663f8d3e14 4f0ebf2c9a36 f1b046734bca 7be6b9af41ff b27743b3deb6 e236db12cb79 166f91f96355 978a6bdfb722
77bd06185499 7de835d36fb5 ff90226964f6 10fa8018c94a eedde13cd4c2 a37bef58a8d1 c2deb6f08107 1ef393f2c077
d6cc15835667 9dade6464179 fa3ecc3673f7
"""
"""Holders of public office whom the sources name; the address of a report may hold such a name, nothing else may."""


def folded(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def digest(beginning: str) -> str:
    return hashlib.sha256(beginning.encode()).hexdigest()[:12]


def named(text: str, persons: str) -> list[str]:
    """The words of a text that begin as one of these names does."""
    words = re.findall(rf"[^\W\d_]{{{SHORTEST},}}", folded(text))
    return [w for w in words if any(digest(w[:end]) in persons for end in range(SHORTEST, len(w) + 1))]


def names(person: dict[str, Any]) -> Iterator[str]:
    """What a person is called: whole names, and the surname alone where it is told."""
    for name in (person["canonical_name_en"], person["name_uk"], *person["other_names"]):
        if name and "seed" not in name:
            yield name
            yield from (word for word in name.split()[1:] if len(word) >= SHORTEST)


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    """Every text that is bundled, and the tables of the facts."""
    tables = [Path(__file__).with_name(name) for name in ("facts.yaml", "external_facts.yaml")]
    paths = [path for path in DATA.rglob("*") if path.is_file() and path.suffix != ".pyc"] + tables
    return {path.name: path.read_text(encoding="utf-8") for path in paths}


def test_a_name_is_found_in_any_case_and_ending() -> None:
    persons = f"{digest('nova')} {digest('петренк')}"
    assert named("said NOVÁKOVÁ, and Петренкові", persons) == ["novakova", "петренкові"]
    assert named("a novel petrol", persons) == []


def test_no_person_of_the_cases_or_of_the_column_is_named(files: dict[str, str], statements: list[Statement]) -> None:
    texts = {**files, "statements": " ".join(f"{each['value']} {each.get('note') or ''}" for each in statements)}
    assert len(texts) >= 6
    assert {place: persons for place, text in texts.items() if (persons := named(text, PRIVATE))} == {}


def test_no_holder_of_an_office_is_named_outside_an_address(files: dict[str, str], statements: list[Statement]) -> None:
    said = [each for each in statements if each["property"] != "url"]
    assert len(said) > 900
    texts = {name: re.sub(r"https?://\S+", "", text) for name, text in files.items()}
    texts["statements"] = " ".join(f"{each['value']} {each.get('note') or ''}" for each in said)
    assert {place: persons for place, text in texts.items() if (persons := named(text, OFFICIALS))} == {}


def test_no_person_of_the_given_list_is_named(files: dict[str, str], shared: Path) -> None:
    lines = (shared / "facts" / "aliases.jsonl").read_text(encoding="utf-8").splitlines()
    listed = [entry for entry in map(json.loads, lines) if entry["type"] == "person"]
    persons = {folded(name) for person in listed for name in names(person)}
    assert len(persons) >= 4
    assert {(file, name) for file, text in files.items() for name in persons if name in folded(text)} == set()
    surnames = [word for person in listed for name in names(person) for word in name.split() if " " not in name]
    assert surnames
    assert [surname for surname in surnames if not named(surname, PRIVATE)] == []


def test_no_actor_is_a_person(statements: list[Statement]) -> None:
    """Every actor is of a kind that institutions have."""
    kinds = {each["value"] for each in statements if each["about"] == "actor" and each["property"] == "kind"}
    assert kinds == {"state", "agency", "international", "group"}
