"""Docstrings, help and pages are in plain English: phrases of no native writer, each with what to write instead."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from programs.blocks import GENERATED
from worlds.core import CORE

from accordgraph import cli

ROOT = Path(__file__).resolve().parents[2]
PLACES = ("commands", "diagrams", "exports", "graph", "loaders", "ontology", "queries", "src", "web")
PAGES = [
    *sorted(ROOT.glob("*.md")),
    *sorted(page for page in (ROOT / "docs").rglob("*.md") if page.name != "vocabulary.md"),
]
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)

BANNED = {
    r"told(?! (?:to|apart|from)\b)": "is reported, is stated",
    r"stand now": "are current",
    r"so many": "the maximum number of, this number",
    r"tells? of\b": "reports, describes",
    r"(?:snapshot|one) that counts": "current",
    r"taken back": "retracted",
    r"gone back to": "rolled back to",
    r"borne by": "used by, belongs to",
    r"hang(?:s)? up": "close the connection",
    r"takes no heed": "ignores",
    r"at one stroke": "atomically",
    r"on (?:its|their) way out": "being deleted",
    r"put wrongly": "wrong usage",
}
"""Patterns, and what a native engineer writes."""


def faults(text: str) -> list[str]:
    """The banned phrases of a text, each with its alternative."""
    joined = " ".join(text.split())
    matches = (
        (match[0], better) for pattern, better in BANNED.items() for match in re.finditer(rf"\b{pattern}", joined)
    )
    return [f"{phrase!r}: write {better}" for phrase, better in matches]


def docstrings(text: str) -> Iterator[str]:
    """All texts that stand as a statement: docstrings, and those below a value."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield node.value.value


def sources() -> list[Path]:
    """All files of the product, each once."""
    files = [path for place in PLACES for path in (ROOT / place).rglob("*.py")]
    return [path for path in files if not any(part.is_symlink() for part in (path, *path.parents))]


def test_docstrings() -> None:
    paths = sources()
    assert len(paths) > 250
    by_file = {
        str(path.relative_to(ROOT)): [
            fault for text in docstrings(path.read_text(encoding="utf-8")) for fault in faults(text)
        ]
        for path in paths
    }
    assert {name: lines for name, lines in by_file.items() if lines} == {}


@pytest.mark.parametrize("name", sorted(cli.accord.all_commands()))
def test_help(name: str) -> None:
    command = cli.accord.all_commands()[name]
    helps = [option.help or "" for option in command.params if isinstance(option, click.Option)]
    assert [fault for text in (command.help or "", *helps) for fault in faults(text)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_pages(page: Path) -> None:
    text = GENERATED.sub("", page.read_text(encoding="utf-8"))  # words of the registry, which has its own tests
    assert faults(FENCE.sub("", text)) == []


def test_definitions_of_the_vocabulary() -> None:
    text = (ROOT / "ontology" / "labels.yaml").read_text(encoding="utf-8")
    definitions = re.findall(r"\ben: \[[^\"]*\"(.*?)\"\]", text)
    assert len(definitions) > 200
    assert [fault for definition in definitions for fault in faults(definition)] == []


@pytest.mark.parametrize("dossier", CORE, ids=lambda path: path.stem)
def test_what_the_core_says_beside_its_sources(dossier: Path) -> None:
    """Notes, titles of our own, and what was looked for and not found."""
    text = "\n".join(line.partition(" #")[0] for line in dossier.read_text(encoding="utf-8").splitlines())
    assert "covers:" in text and "note:" in text
    assert faults(text) == []


def test_messages() -> None:
    text = (ROOT / "ontology" / "messages" / "en.po").read_text(encoding="utf-8")
    messages = re.findall(r'^msgstr(?:\[\d\])? "(.*)"$', text, re.MULTILINE)
    assert len(messages) > 300
    assert [fault for message in messages for fault in faults(message)] == []


def test_a_banned_phrase_would_be_seen() -> None:
    assert len(faults("A term was told,\n and the snapshot that counts now is whole.")) == 2
    assert faults("They can be distinguished; you were told to leave.") == []
