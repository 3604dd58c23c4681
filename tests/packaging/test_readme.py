"""The first pages lead on: to files that are there, and to each other. Their blocks run in tests/docs/test_pages.py."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")
PAGES = [*sorted(ROOT.glob("README*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


def test_there_are_pages_to_look_at() -> None:
    assert len(PAGES) >= 20


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_documents_lead_to_files_that_exist(page: Path) -> None:
    links = LINK.findall(page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize(("page", "other"), [("README.md", "README.uk.md"), ("README.uk.md", "README.md")])
def test_each_language_leads_to_the_other_and_shows_the_demo(page: str, other: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert f"]({other})" in text
    assert "\n    make demo\n" in text
    assert [word for word in ("who", "since", "path", "show", "draw") if f"\naccord {word} " not in text] == []
