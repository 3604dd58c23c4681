"""Every command of the README runs, in the order in which it stands there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from accordgraph import cli

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_the_blocks_of_the_readme_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.run(["demo"]) == 0
    ran = 0
    for kind, text in BLOCK.findall(README):
        if kind == "yaml":
            (tmp_path / "mine.yaml").write_text(text, encoding="utf-8")
            continue
        assert kind == "sh"
        for line in text.splitlines():
            program, *arguments = shlex.split(line)
            assert (program, cli.run(arguments)) == ("accord", 0), line
            ran += 1
    assert ran >= 12
    assert {path.name for path in tmp_path.iterdir()} == {
        "accord-demo.html",
        "accord-store",
        "mine.yaml",
        "nabu.html",
        "network.html",
    }


def test_every_command_stands_in_the_readme() -> None:
    missing = [name for name in cli.accord.commands if f"accord {name}" not in README]
    assert missing == []


def test_documents_lead_to_files_that_exist() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    assert len(pages) >= 5
    links = [(page, link) for page in pages for link in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8"))]
    assert [f"{page.name}: {link}" for page, link in links if not (page.parent / link).exists()] == []
