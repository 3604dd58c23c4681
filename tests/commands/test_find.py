"""`accord find` as a user runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from programs.running import rows, run

COLUMNS = ["rank", "id", "class", "name", "matched", "lang", "kind", "score", "why"]


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("Derzhavne biuro rozsliduvan", "sbi"),
        ("Ofis heneralnoho prokurora", "pgo"),
        ("Natsionalne antykoruptsiine biuro", "nabu"),
        ("Європол", "europol"),
        ("Євроюст", "eurojust"),
        ("Euopol", "europol"),
        ("Eurjust", "eurojust"),
        ("NBAU", "nabu"),
    ],
)
def test_the_bundled_graph_is_found_however_it_is_written(bundled_store: Path, text: str, thing: str) -> None:
    matches = rows("find", text, store=bundled_store)
    assert (matches[0]["rank"], matches[0]["id"], list(matches[0])) == (1, thing, COLUMNS)


def test_sources_are_found_by_title_and_by_publisher(bundled_store: Path) -> None:
    by_title = rows("find", "guarding financial interests", "--class", "source", store=bundled_store)
    assert (by_title[0]["id"], by_title[0]["why"]) == ("nabu-2023-07", "part of its name")
    by_publisher = rows("find", "eurojust", "--class", "source", "--limit", "100", store=bundled_store)
    assert {row["why"] for row in by_publisher if row["score"] == 100} == {"its publisher"}
    assert len(by_publisher) > 5


def test_limit_and_class(bundled_store: Path) -> None:
    done = run("find", "Ukraine", "--limit", "2", "--class", "basis", store=bundled_store)
    matches = json.loads(done.stdout)
    assert [row["class"] for row in matches] == ["Basis", "Basis"]
    assert done.stderr.endswith(" shows all.\n")
    assert run("find", "Ukraine", "--limit", "0", store=bundled_store).returncode == 2
    assert run("find", "Ukraine", "--class", "act", store=bundled_store).returncode == 2


@pytest.mark.parametrize("text", ["", "qwrtzp", "?!", "😀", "\udcff", "\x00"])
def test_nothing_is_no_error_and_a_note_helps(bundled_store: Path, text: str) -> None:
    done = run("find", text, store=bundled_store)
    assert (done.returncode, json.loads(done.stdout)) == (0, [])
    assert done.stderr.startswith("Note: ")
    table = run("find", text, "--format", "table", "--lang", "uk", store=bundled_store)
    assert table.stdout == "Нічого не знайдено.\n"
    assert table.stderr.startswith("Примітка: ")


def test_a_text_longer_than_any_name_is_1(bundled_store: Path) -> None:
    done = run("find", "x" * 10_000, store=bundled_store)
    assert (done.returncode, done.stdout) == (1, "")
    assert "10,000 characters" in done.stderr


def test_a_table_does_not_repeat_the_name(bundled_store: Path) -> None:
    text = run("find", "Europol", "--limit", "1", "--format", "table", store=bundled_store).stdout
    assert text.splitlines()[-1].split() == ["1", "europol", "actor", "Europol", "its", "name"]


def test_finding_imports_nothing_heavy(bundled_store: Path) -> None:
    program = (
        "import sys\n"
        "from accordgraph.cli import run\n"
        f"code = run(['find', 'Natsionalne biuro', '--store', {str(bundled_store)!r}])\n"
        "heavy = {'polars', 'rdflib', 'networkx', 'ladybug', 'pyoxigraph', 'numpy', 'pandas'}\n"
        "print(code, sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.stderr.splitlines()[-1] == "0 []"
    assert "nabu" in done.stdout


def test_who_is_asked_of_a_basis_is_led_to_it(bundled_store: Path) -> None:
    done = run("who", "JIT", store=bundled_store)
    assert done.returncode == 1
    said = "Error: No actor is called 'JIT'.\nA basis is called so, or nearly: accord find JIT\n"
    assert done.stderr.startswith(said)
    assert rows("find", "JIT", store=bundled_store)[0]["class"] == "Basis"
