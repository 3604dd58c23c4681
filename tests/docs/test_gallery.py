"""The gallery shows every picture that its command draws, under the command that draws it."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType

import pytest
from programs.scripts import docs_script

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.fixture(scope="module")
def gallery() -> ModuleType:
    return docs_script("gallery")


def captions() -> list[tuple[str, str, str]]:
    """The command above each picture, the words in its stead, and its file."""
    text = (DOCS / "gallery.md").read_text(encoding="utf-8")
    return re.findall(r"^`accord ([^`]+)`[^!]*!\[([^\]]+)\]\(_static/gallery/([^)]+)\)", text, flags=re.MULTILINE)


def test_each_picture_stands_under_the_command_that_draws_it(gallery: ModuleType) -> None:
    drawn = {f"{name}.svg": command for name, command in gallery.DRAWN.items()}
    pages = {f"{name}.png": command for name, (command, _, _) in gallery.PAGES.items()}
    sheets = {f"{name}.png": command for name, command in gallery.SHEETS.items()}
    assert {file: command for command, _, file in captions()} == drawn | pages | sheets
    assert len(captions()) == 18


def test_each_picture_is_there_and_no_other() -> None:
    files = {path.name for path in (DOCS / "_static" / "gallery").iterdir()}
    assert files == {file for _, _, file in captions()}, "python docs/gallery.py draws them"


def test_each_picture_is_told_in_words() -> None:
    assert [file for _, words, file in captions() if len(words) < 25] == []
    assert len({words for _, words, _ in captions()}) == 18


def test_a_drawing_of_the_gallery_is_made_anew_by_its_command(
    gallery: ModuleType, bundled_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", gallery.RECORDED_AT)
    path = tmp_path / "statistics.svg"
    gallery.draw(gallery.DRAWN["statistics"], path, bundled_store)
    assert path.read_bytes() == (DOCS / "_static" / "gallery" / "statistics.svg").read_bytes(), "python docs/gallery.py"
