"""The page of forty questions: as many as it says, each with a command and a whole answer; `test_pages.py` runs it."""

from __future__ import annotations

import re

from programs.blocks import blocks
from programs.pages import ROOT

TEXT = (ROOT / "docs" / "forty-questions.md").read_text(encoding="utf-8")


def test_there_are_forty_each_asked_by_somebody() -> None:
    headings = re.findall(r"^## (\d+)\. .+$", TEXT, re.MULTILINE)
    assert headings == [str(number) for number in range(1, 41)]
    asked = re.findall(r"^The (journalist|lawyer) asks:$", TEXT, re.MULTILINE)
    assert len(asked) == 40
    assert min(asked.count("journalist"), asked.count("lawyer")) >= 15


def test_each_has_one_command_and_a_whole_answer() -> None:
    parts = list(blocks(TEXT))
    assert [block.language for block in parts] == ["sh", "text"] * 40
    commands, answers = parts[::2], parts[1::2]
    assert len({block.text for block in commands}) == 40
    assert all(block.text.startswith("accord ") and block.text.count("\n") == 1 for block in commands)
    assert all(len(block.text) > 100 and not block.text.endswith("…\n") for block in answers)


def test_no_answer_holds_a_code() -> None:
    answers = "\n".join(block.text for block in blocks(TEXT) if block.language == "text")
    said = re.sub(r"https?://\S+|accord [^\n]+", "", answers)
    assert re.findall(r"\w~\w|\d{4}-\d{2}-\d{2}|\[\d{4}|\b(?:None|True|False)\b", said) == []
