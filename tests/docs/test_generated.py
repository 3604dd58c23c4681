"""The parts of pages that come from the program are what it gives today, and read as plain Markdown."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType

import click
import pytest
from programs.scripts import docs_script

from accordgraph import cli
from accordgraph.ontology.labels import labels
from accordgraph.queries import catalogue

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.fixture(scope="module")
def generated() -> ModuleType:
    return docs_script("generated")


def text(folder: str = "") -> str:
    return "".join(path.read_text(encoding="utf-8") for path in sorted((DOCS / folder).rglob("*.md")))


def test_every_part_is_current(generated: ModuleType) -> None:
    pages = generated.pages()
    assert len(pages) >= 8
    texts = {page.name: page.read_text(encoding="utf-8") for page in pages}
    stale = [name for name, page in texts.items() if generated.current(page) != page]
    assert stale == [], "python docs/generated.py writes them"


def test_every_question_is_on_a_page_with_its_texts() -> None:
    whole = text("questions")
    for name in catalogue.names():
        assert whole.count(f"\n## `{name}`\n") == 1, f"{name}: add a generated part to a page in docs/questions"
    assert whole.count("```sparql\n") >= len(catalogue.texts()) <= whole.count("```cypher\n")


def test_every_word_of_a_dossier_is_on_its_page() -> None:
    page = (DOCS / "dossier-keys.md").read_text(encoding="utf-8")
    lists = re.findall(r"<!-- generated: words (\w+) -->", page)
    assert len(lists) >= 10
    rows = set(re.findall(r"^\| `([^`]+)` \|", page, re.MULTILINE))
    assert [word for name in lists for word in labels().words[name] if word not in rows] == []


def test_every_command_is_described_with_its_options_and_an_example() -> None:
    page = (DOCS / "commands.md").read_text(encoding="utf-8")
    for name, command in cli.accord.all_commands().items():
        section = page.partition(f"\n### `accord {name}`\n")[2].partition("\n##")[0]
        assert f"\n    accord {name}" in section, f"an example of {name}"
        options = {option for each in command.params if isinstance(each, click.Option) for option in each.opts}
        assert {option for option in options if not re.search(rf"{option}[ ,\n]", section)} == set()
        assert len(options) >= 4 or name in ("completion", "help")


def test_no_page_needs_a_build_to_show_words_questions_or_commands() -> None:
    assert re.findall(r"```\{(?:words|question[\w-]*|click)\}", text()) == []
