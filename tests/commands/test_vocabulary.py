"""The command that prints the files of the vocabulary."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from programs.running import rows, run, run_process
from rdflib import Graph

ROOT = Path(__file__).parents[2]
FILES = {
    "ontology": "ontology/accordgraph.ttl",
    "shapes": "ontology/shapes.ttl",
    "context": "ontology/context.jsonld",
    "dossier-schema": "loaders/dossier/dossier.schema.json",
    "mapping-schema": "loaders/tables/mapping.schema.json",
    "alignments": "ontology/alignments.ttl",
}


def test_without_a_name_the_files_are_listed_with_what_they_are_for() -> None:
    listed = rows("vocabulary")
    sizes = {name: len((ROOT / path).read_bytes()) for name, path in FILES.items()}
    assert {row["name"]: row["bytes"] for row in listed} == sizes
    assert [row["file"] for row in listed] == [Path(FILES[row["name"]]).name for row in listed]
    assert all(len(row["purpose"]) > 20 for row in listed)


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_printed_as_it_is(name: str) -> None:
    done = run("vocabulary", name)
    assert done.returncode == 0
    assert done.stdout == (ROOT / FILES[name]).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["ontology", "shapes", "alignments"])
def test_turtle_that_is_printed_can_be_read(name: str) -> None:
    assert len(Graph().parse(data=run("vocabulary", name).stdout, format="turtle")) > 200


@pytest.mark.parametrize(
    ("name", "key"), [("context", "@context"), ("dossier-schema", "$defs"), ("mapping-schema", "$defs")]
)
def test_json_that_is_printed_can_be_read(name: str, key: str) -> None:
    assert len(json.loads(run("vocabulary", name).stdout)[key]) > 10


def test_a_name_that_is_none_tells_those_there_are() -> None:
    done = run("vocabulary", "onthology")
    assert done.returncode == 2
    assert "dossier-schema" in done.stderr


def test_it_needs_neither_a_store_nor_anything_heavy(tmp_path: Path) -> None:
    done = run_process("vocabulary", "context", cwd=tmp_path)
    assert done.returncode == 0
    assert json.loads(done.stdout)["@context"]["id"] == "@id"
    assert list(tmp_path.iterdir()) == []


def test_what_each_file_is_for_is_said_in_ukrainian() -> None:
    listed = rows("vocabulary", "--lang", "uk")
    assert [row["name"] for row in listed if not re.search("[а-яії]", row["purpose"])] == []
