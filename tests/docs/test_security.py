"""The appendix on security names tests for its promises: each of them is there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from fuzzing.targets import TARGETS

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "security-appendix.md").read_text(encoding="utf-8")
NAMED = re.compile(r"`(test_\w+)`(?: in `(tests/[\w/.]+)`)?")


def there_are() -> dict[str, set[str]]:
    """The files of each test, by its name."""
    places: dict[str, set[str]] = {}
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                places.setdefault(node.name, set()).add(str(path.relative_to(ROOT)))
    return places


def test_every_test_that_is_named_is_there() -> None:
    known = there_are()
    named = NAMED.findall(PAGE)
    assert len(named) > 60
    assert [name for name, _ in named if name not in known] == []
    assert [(name, file) for name, file in named if file and file not in known[name]] == []


def test_every_file_that_is_named_is_there() -> None:
    files = re.findall(r"`(tests/[\w/.]+)`", PAGE)
    assert files and [file for file in files if not (ROOT / file).exists()] == []


@pytest.mark.parametrize(
    "title",
    ["The author of a file", "Whose word counts", "The reader of pages, tables and answers", "The operator of"],
)
def test_every_promise_has_a_test(title: str) -> None:
    section = PAGE.partition(f"\n## {title}")[2].partition("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("|")][2:]
    assert len(rows) >= 5
    assert [row for row in rows if "`test_" not in row] == []


def test_the_figures_of_fuzzing_are_of_all_targets() -> None:
    section = PAGE.partition("\n## Fuzzing")[2]
    figures = {
        row[0]: int(row[1].replace(",", ""))
        for row in re.findall(r"^ +(\w+) +([\d,]+) +[\d,]+ +[\d,]+ +0 ", section, re.M)
    }
    assert set(figures) == {*TARGETS, "header"}, "headers were a target of the campaign that the page reports"
    assert sum(figures.values()) >= 1_000_000


def test_the_promises_are_one_page_and_lead_to_their_proofs() -> None:
    page = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    assert len(page.splitlines()) <= 80 and "(security-appendix.md)" in page
    assert "`test_" not in page
