"""The bundled letters are those of their README, hold what texts in both languages need, and travel with an SVG."""

from __future__ import annotations

import base64
import hashlib
import io
import re
from importlib.resources import files

import pytest
from fontTools.ttLib import TTFont

from accordgraph.diagrams.layout.text_width import text_width
from accordgraph.diagrams.svg.elements import Painter, svg_document
from accordgraph.diagrams.svg.fonts import with_letters, without_letters
from accordgraph.diagrams.svg.letters import written
from accordgraph.diagrams.svg.raster import render
from accordgraph.ontology.messages import texts

FOLDER = files("accordgraph.diagrams") / "fonts"
FONTS = [
    f"{family}-{weight}.ttf"
    for family in ("NotoSans", "NotoSansArabic", "NotoSansHebrew")
    for weight in ("Regular", "Bold")
]
TEXTS = ("Joint investigation team on core crimes", "Спільна слідча група щодо ймовірних злочинів", "2022-03-25")
UKRAINIAN = "АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯабвгґдеєжзиіїйклмнопрстуфхцчшщьюяʼ’«»—–…№"


@pytest.mark.parametrize("name", FONTS)
def test_the_sum_of_a_font_is_that_of_the_readme(name: str) -> None:
    documented = re.search(rf"`{name}`.*`([0-9a-f]{{64}})`", (FOLDER / "README.md").read_text(encoding="utf-8"))
    assert documented is not None, f"diagrams/fonts/README.md names no SHA-256 for {name}"
    assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == documented[1]


def test_the_licence_stands_beside_them() -> None:
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FOLDER / "LICENSE-OFL-1.1").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FONTS[:2])
def test_a_font_has_all_letters_of_our_words_in_both_languages(name: str) -> None:
    has = TTFont(io.BytesIO((FOLDER / name).read_bytes())).getBestCmap()
    words = [word for lang in ("en", "uk") for forms in texts(lang).values() for word in forms]
    needed = (set("".join(words)) | set(UKRAINIAN)) - {"\n"}
    assert sorted(letter for letter in needed if ord(letter) not in has) == []
    assert len(needed) > 100


def test_an_svg_carries_the_letters_that_it_uses_and_no_others() -> None:
    svg = svg_document(100, 50, "t", "d", Painter().text(0, 20, "Київ"), Painter().text(0, 40, "Ґ", "word-strong"))
    fonts = re.findall(r"font-weight:(\d+);src:url\(data:font/ttf;base64,([^)]+)\)", with_letters(svg))
    embedded = {weight: set(TTFont(io.BytesIO(base64.b64decode(data))).getBestCmap()) for weight, data in fonts}
    assert embedded == {"400": set(map(ord, "Київ")), "700": {ord("Ґ")}}


def test_the_estimate_of_widths_leaves_room_for_the_bundled_letters() -> None:
    font = TTFont(io.BytesIO((FOLDER / "NotoSans-Regular.ttf").read_bytes()))
    letters, widths, em = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
    for text in TEXTS:
        true = sum(widths[letters[ord(letter)]][0] for letter in text) / em * 15
        assert true <= text_width(text, 15) <= 1.25 * true


def test_svg_and_png_are_the_same_every_time() -> None:
    svg = svg_document(100, 50, "t", "d", Painter().text(0, 20, "Київ"), Painter().text(0, 40, "Ґ", "word-strong"))
    assert render(svg, "svg") == render(svg, "svg")
    assert render(svg, "png") == render(svg, "png")


def test_an_svg_carries_letters_that_are_written_from_right_to_left() -> None:
    svg = svg_document(100, 50, "t", "d", Painter().text(0, 20, "עם مصر Київ"))
    families = re.findall(r'font-family:"([^"]+)";font-weight:400', with_letters(svg))
    assert families == ["Noto Sans", "Noto Sans Arabic", "Noto Sans Hebrew"]


def test_the_bundled_fonts_have_five_scripts_and_say_what_they_lack() -> None:
    assert without_letters("Łódź Київ Αθήνα مصر ירושלים – 2024-04-09 №") == ""
    assert without_letters("東京 Tokyo") == "京東"


@pytest.mark.parametrize("text", ["Z͑ͫ̓" * 200, "a\u20dd" * 100, "தமிழ்" * 50, "\U00012000" * 100, "😀" * 100])
def test_what_is_drawn_for_letters_that_are_lacking_takes_the_room_that_was_left_for_them(text: str) -> None:
    """A name of a hostile dossier covers nothing that stands beside it."""
    drawn = written(text)
    assert without_letters(drawn) == "" or set(without_letters(drawn)) <= {"\ufffd"}
    sign = 1.02
    assert sum(sign if one == "\ufffd" else text_width(one, 1) for one in drawn) <= text_width(text, 1) * 1.35
