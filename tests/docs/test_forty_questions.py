"""The pages of forty questions, in both languages: each has a command and an answer; `test_pages.py` runs them."""

from __future__ import annotations

import re

import pytest
from programs.blocks import blocks
from programs.pages import ELISION, ROOT

PAGES = ("forty-questions.md", "forty-questions.uk.md")
TEXTS = {name: (ROOT / "docs" / name).read_text(encoding="utf-8") for name in PAGES}
ASKERS = {PAGES[0]: r"^The (journalist|lawyer) asks:$", PAGES[1]: r"^Питає (журналіст|юрист):$"}
LIMITS = {PAGES[0]: "LIMITS OF THIS GRAPH", PAGES[1]: "МЕЖІ ЦЬОГО ГРАФА"}


def commands(name: str) -> list[str]:
    """The commands of a page, without the language that they ask for."""
    typed = [block.text.strip() for block in blocks(TEXTS[name]) if block.language == "sh"]
    return [line.removesuffix(" --lang uk") for line in typed]


@pytest.mark.parametrize("name", PAGES)
def test_there_are_forty_each_asked_by_somebody(name: str) -> None:
    headings = re.findall(r"^## (\d+)\. .+$", TEXTS[name], re.MULTILINE)
    assert headings == [str(number) for number in range(1, 41)]
    asked = re.findall(ASKERS[name], TEXTS[name], re.MULTILINE)
    assert len(asked) == 40
    assert min(asked.count(one) for one in set(asked)) >= 15


@pytest.mark.parametrize("name", PAGES)
def test_each_has_one_command_and_an_answer_with_what_the_graph_does_not_hold(name: str) -> None:
    parts = list(blocks(TEXTS[name]))
    assert [block.language for block in parts] == ["sh", "text"] * 40
    answers = parts[1::2]
    assert len(set(commands(name))) == 40
    assert all(block.text.startswith("accord ") and block.text.count("\n") == 1 for block in parts[::2])
    assert all(len(block.text) > 100 for block in answers)
    cut = [block.text for block in answers if block.text.endswith(f"{ELISION}\n")]
    assert all(LIMITS[name] in text for text in cut), "only the list of sources is left out"


def test_both_languages_ask_the_same() -> None:
    english, ukrainian = map(commands, PAGES)
    assert english == ukrainian


@pytest.mark.parametrize("name", PAGES)
def test_no_answer_holds_a_code(name: str) -> None:
    answers = "\n".join(block.text for block in blocks(TEXTS[name]) if block.language == "text")
    said = re.sub(r"https?://\S+|accord [^\n]+", "", answers)
    assert re.findall(r"\w~\w|\d{4}-\d{2}-\d{2}|\[\d{4}|\b(?:None|True|False)\b", said) == []
