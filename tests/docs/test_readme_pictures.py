"""The picture of the README says what its command draws today, in both languages, light and dark."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType

import pytest
from programs.scripts import docs_script

from accordgraph.diagrams.svg.styles import DARK

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "docs" / "_static"


@pytest.fixture(scope="module")
def readme_pictures() -> ModuleType:
    return docs_script("readme_pictures")


def words(picture: str) -> list[str]:
    return sorted(re.findall(r">([^<>]+)</t(?:ext|span|itle)>", picture))


@pytest.mark.parametrize("lang", ["en", "uk"])
def test_a_picture_is_current(long_run: None, readme_pictures: ModuleType, whole_store: Path, lang: str) -> None:
    drawn = readme_pictures.draw(whole_store, lang)
    assert len(drawn) == 2
    for name, picture in drawn.items():
        committed = (STATIC / name).read_text(encoding="utf-8")
        assert words(committed) == words(picture) != [], "python docs/readme_pictures.py draws them"


def test_light_and_dark_say_the_same_in_other_colours(readme_pictures: ModuleType) -> None:
    for lang in ("en", "uk"):
        light, dark = ((STATIC / f"readme-{lang}{mode}.svg").read_text(encoding="utf-8") for mode in ("", "-dark"))
        assert words(light) == words(dark) and light != dark
        assert readme_pictures.darkened(light) == dark
        assert set(re.findall(r'fill="(#\w+)"', dark)) <= set(DARK.values())


@pytest.mark.parametrize(("page", "lang"), [("README.md", "en"), ("README.uk.md", "uk")])
def test_the_first_screen_has_an_answer_and_a_picture(page: str, lang: str) -> None:
    first_screen = "\n".join((ROOT / page).read_text(encoding="utf-8").splitlines()[:50])
    assert "\naccord since " in first_screen and "\n```text\n" in first_screen
    assert re.findall(r'(?:srcset|src)="([^"]+)"', first_screen) == [
        f"docs/_static/readme-{lang}-dark.svg",
        f"docs/_static/readme-{lang}.svg",
    ]
    assert len(re.findall(r'alt="([^"]{60,})"', first_screen)) == 1
