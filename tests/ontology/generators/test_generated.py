"""What is generated is current, and the same on every run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from accordgraph.loaders.dossier import json_schema
from accordgraph.loaders.tables import json_schema as mapping_schema
from accordgraph.ontology.generators.__main__ import generated

FILES = {
    **generated(),
    json_schema.TARGET: json_schema.text(),
    mapping_schema.TARGET: mapping_schema.text(),
}
PRINTED = """
import hashlib
from accordgraph.loaders.dossier import json_schema
from accordgraph.ontology.generators.__main__ import generated
from accordgraph.loaders.tables import json_schema as mapping_schema
schemas = {one.TARGET: one.text() for one in (json_schema, mapping_schema)}
for path, text in {**generated(), **schemas}.items():
    print(path.name, hashlib.sha256(text.encode()).hexdigest())
"""


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_generated_file_is_current(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == FILES[path], "run `make vocabulary`"


def test_there_are_seven_generated_files() -> None:
    names = [
        "accordgraph.ttl",
        "alignments.ttl",
        "context.jsonld",
        "dossier.schema.json",
        "mapping.schema.json",
        "shapes.ttl",
        "vocabulary.md",
    ]
    assert sorted(path.name for path in FILES) == names


def test_hash_seeds_change_nothing() -> None:
    runs = [_printed(seed) for seed in ("1", "2")]
    assert runs[0] == runs[1]
    assert runs[0].count("\n") == len(FILES)


def _printed(seed: str) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    command = [sys.executable, "-c", PRINTED]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
