"""Paths that the documents name lead to files and folders of the repository."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = "benchmarks|commands|data|diagrams|exports|graph|loaders|ontology|queries|src|tests"
PATH = re.compile(rf"(?<![\w/.:~-])(?:{ROOMS})/[\w./-]*[\w/]")
PAGES = [
    ROOT / "docs/architecture.md",
    *sorted((ROOT / "docs/decisions").rglob("*.md")),
    ROOT / "docs/security-appendix.md",
]


def paths(text: str) -> list[str]:
    """Paths from the top of the repository; targets of links are relative and have a test of their own."""
    return PATH.findall(re.sub(r"[\w./-]*<[^>]*>[\w./-]*|\]\([^)]*\)", "", text))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_path_on_a_page_exists(page: Path) -> None:
    named = paths(page.read_text(encoding="utf-8"))
    assert sorted({path for path in named if not (ROOT / path).exists()}) == []


def test_the_pages_name_many_paths() -> None:
    assert len([path for page in PAGES for path in paths(page.read_text(encoding="utf-8"))]) > 60


def test_every_decision_is_on_the_list_by_rooms() -> None:
    folder = ROOT / "docs" / "decisions"
    linked = re.findall(r"\]\(([\w/-]+\.md)\)", (folder / "README.md").read_text(encoding="utf-8"))
    assert sorted(linked) == sorted(
        str(page.relative_to(folder)) for page in folder.rglob("*.md") if page.name != "README.md"
    )
