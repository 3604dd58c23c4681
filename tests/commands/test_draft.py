"""A dossier from a table, and agreements that the graph holds already."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from programs.running import rows, run

TABLE = """Party A,Party B,Agreement,Signed,Source
NABU,EPPO,NABU-EPPO 2023,03.07.2023,https://example.org/a
NABU,Estonia,Memorandum on training,15.03.2023,https://example.org/b
Ukraine,Estonai,Protocol on teams,2021,https://example.org/c
"""


@pytest.fixture
def folder(bundled_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(bundled_store, tmp_path / "store")
    (tmp_path / "a.csv").write_text(TABLE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_an_agreement_that_the_graph_holds_is_named(folder: Path) -> None:
    done = run("load", "a.csv", store=folder / "store")
    assert done.returncode == 0, done.stderr
    assert "'NABU-EPPO 2023' (nabu-eppo-2023-2023-07-03-nabu-eppo) may be `eppo-nabu-2023`" in done.stderr
    assert "Memorandum on training' (" not in done.stderr


def test_a_draft_loads_and_says_what_the_table_says(folder: Path) -> None:
    done = run("draft", "a.csv", "-o", "mine.yaml", "--json", store=folder / "store")
    assert done.returncode == 0, done.stderr
    assert "did you mean Estonia (ee)?" in done.stderr
    text = (folder / "mine.yaml").read_text(encoding="utf-8")
    assert "  # may be `eppo-nabu-2023`, which the graph already holds" in text
    [loaded] = rows("load", "mine.yaml", store=folder / "store")
    assert loaded["added"] > 20
    drafted = rows("since", "NABU", "Estonia", store=folder / "store")
    assert [row["basis"] for row in drafted if row["basis"].startswith("memorandum")] == [
        "memorandum-on-training-2023-03-15-nabu-ee"
    ]


def test_a_draft_overwrites_nothing(folder: Path) -> None:
    (folder / "mine.yaml").write_text("mine", encoding="utf-8")
    done = run("draft", "a.csv", "-o", "mine.yaml", store=folder / "store")
    assert done.returncode == 1
    assert (folder / "mine.yaml").read_text(encoding="utf-8") == "mine"
