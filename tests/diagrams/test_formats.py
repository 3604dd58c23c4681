"""Which form a file has, and that every form is written, whole, the same each time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from drawings.sample_picture import make_sample, of_basis

from accordgraph.diagrams.formats import FORMS, form_of, write
from accordgraph.diagrams.model import Diagram
from accordgraph.graph.errors import InputError, UsageError

BEGINS = {
    "html": b"<!DOCTYPE html>",
    "svg": b"<svg ",
    "png": b"\x89PNG\r\n",
    "pdf": b"%PDF-",
    "mermaid": b"---\ntitle:",
    "dot": b"graph accordgraph {",
    "cytoscape": b'{"data":',
}
NAMES = ("a.html", "a.svg", "a.png", "a.pdf", "a.mmd", "a.dot", "a.cyjs")
DRAW = """
import sys
from accordgraph import cli
names, words = sys.argv[1].split(), sys.argv[2:]
sys.exit(max(cli.run([*words, "-o", name]) for name in names))
"""


@pytest.mark.parametrize(
    ("path", "name", "form"),
    [
        ("a.html", None, "html"),
        ("a.HTM", None, "html"),
        ("a.mmd", None, "mermaid"),
        ("a.gv", None, "dot"),
        ("a.cyjs", None, "cytoscape"),
        ("a.txt", "mermaid", "mermaid"),
        ("a.svg", "png", "png"),
        ("-", "html", "html"),
    ],
)
def test_the_ending_or_the_word_decides(path: str, name: str | None, form: str) -> None:
    assert form_of(path, name) == form


@pytest.mark.parametrize(
    ("path", "name", "words"),
    [
        ("a.docx", None, r"a\.docx"),
        ("a", None, "--as html"),
        ("-", None, "--as mermaid"),
        ("-", "pdf", "text"),
        ("a.x", "gif", "gif"),
    ],
)
def test_what_names_no_form_is_refused(path: str, name: str | None, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        form_of(path, name)


def test_every_form_is_written(tmp_path: Path) -> None:
    assert set(BEGINS) == set(FORMS)
    sample = of_basis(make_sample(), "jit")
    for form, begins in BEGINS.items():
        path = tmp_path / f"picture.{form}"
        write(sample, path, form)
        assert path.read_bytes().startswith(begins), form
    assert len(list(tmp_path.iterdir())) == len(FORMS)


def test_a_folder_that_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be written"):
        write(Diagram("", "", "bases", "en", (), ()), tmp_path / "no" / "a.dot")


def test_all_forms_are_the_same_whatever_the_hash_seed(long_run: None, bundled_store: Path, tmp_path: Path) -> None:
    """From the store to the file, through the command line."""
    outputs = {}
    for seed in ("1", "2"):
        folder = tmp_path / seed
        folder.mkdir()
        environment = {**os.environ, "PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": "1717200000"}
        environment["PYTHONPATH"] = os.pathsep.join(sys.path)
        words = ["draw", "--about", "NABU", "--view", "ego", "--hops", "2", "--store", str(bundled_store)]
        command = [sys.executable, "-c", DRAW, " ".join(NAMES), *words]
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True)
        assert done.returncode == 0, done.stderr
        outputs[seed] = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert outputs["1"].keys() == set(NAMES)
    assert [name for name in outputs["1"] if outputs["1"][name] != outputs["2"][name]] == []
    assert b"1 June 2024" in outputs["1"]["a.svg"] or b"2024-06-01" in outputs["1"]["a.svg"]
