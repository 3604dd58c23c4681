"""The same bytes on every run, whatever hashing and threads do, and in parts as in one."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from worlds.exporting import exported

from accordgraph.exports import snapshot_reader
from accordgraph.exports.request import FORMS
from accordgraph.graph.store.store import Store
from accordgraph.ontology.registry import registry

SCRIPT = """
import sys
from pathlib import Path
from accordgraph.exports.formats import export
from accordgraph.exports.request import FORMS, RDF, ExportRequest
from accordgraph.graph.store.store import Store
for form in FORMS:
    export(Store(Path(sys.argv[1])).snapshot(), ExportRequest(form, aligned=form in RDF), Path(sys.argv[2], form))
"""


def sums(folder: Path) -> dict[str, str]:
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_every_form_is_the_same_under_other_hashes_and_threads(
    long_run: None, bundled_store: Path, tmp_path: Path
) -> None:
    runs = []
    for seed, threads in (("1", "1"), ("2", "4")):
        folder = tmp_path / seed
        folder.mkdir()
        settings = {**os.environ, "PYTHONHASHSEED": seed, "POLARS_MAX_THREADS": threads}
        subprocess.run([sys.executable, "-c", SCRIPT, str(bundled_store), str(folder)], env=settings, check=True)
        runs.append(sums(folder))
    assert {name.partition("/")[0] for name in runs[0]} == set(FORMS)
    assert runs[0] == runs[1]


@pytest.mark.parametrize("form", FORMS)
def test_parts_make_no_difference(small: Store, tmp_path: Path, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("whole", "parts"):
        (tmp_path / name).mkdir()
    exported(small, form, tmp_path / "whole")
    monkeypatch.setattr(snapshot_reader.SnapshotReader.parts, "__defaults__", (2,))
    parts = snapshot_reader.SnapshotReader(small.snapshot()).parts(registry().classes["Statement"])
    assert len(list(parts)) > 20
    exported(small, form, tmp_path / "parts")
    assert len(sums(tmp_path / "whole")) >= 1
    assert sums(tmp_path / "whole") == sums(tmp_path / "parts")
