"""Every command that a note, a message or an answer names is one, and those that are whole work as they are printed."""

from __future__ import annotations

import ast
import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from programs.running import run

import accordgraph
from accordgraph import cli
from accordgraph.queries import catalogue

ROOMS = Path(accordgraph.__file__).parent
SOURCES = ("cli.py", "commands", "diagrams", "exports", "graph", "loaders", "queries", "api.py")
NAMED = re.compile(r"\baccord ([a-z][a-z-]*(?: (?:\"[^\"]*\"|'[^']*'|[^\s`'\",;()]+))*)")
HOLE = "HOLE"
"""In place of what a text is filled with."""

COMMANDS = cli.accord.all_commands()
OF_PARTS = re.compile(r"[A-Z][A-Z-]+|HOLE|\.\.\.")


def texts() -> Iterator[tuple[str, str]]:
    """Every text in the code, with its place; what it is filled with stands as a hole."""
    files = [file for name in SOURCES for file in ([ROOMS / name] if name.endswith(".py") else _files(ROOMS / name))]
    for file in files:
        tree = ast.parse(file.read_text(encoding="utf-8"))
        inner = {part for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                yield f"{file.name}:{node.lineno}", "".join(map(_part, node.values))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in inner:
                yield f"{file.name}:{node.lineno}", node.value
    for language in ("en", "uk"):
        catalogue_text = (ROOMS / "ontology" / "messages" / f"{language}.po").read_text(encoding="utf-8")
        for line, text in enumerate(catalogue_text.splitlines(), 1):
            if text.startswith(("msgstr", '"')):
                written = text.partition('"')[2].rpartition('"')[0].replace('\\"', '"')
                yield f"{language}.po:{line}", re.sub(r"\{\w+\}", HOLE, written)


def _files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.py"))


def _part(node: ast.expr) -> str:
    return str(node.value) if isinstance(node, ast.Constant) else HOLE


def named(text: str) -> list[list[str]]:
    """The commands that a text names, word by word."""
    return [shlex.split(match[1].rstrip(".:")) for match in NAMED.finditer(text)]


@cache
def places() -> list[tuple[str, list[str]]]:
    """Where the code and the messages name commands, and which."""
    return [(place, words) for place, text in texts() for words in named(text)]


def flaw(words: list[str]) -> str | None:
    """What is wrong with a command: no command, no option of it, no question, or a question without what it needs."""
    command = COMMANDS.get(words[0].partition(HOLE)[0])
    if command is None:
        return f"there is no command {words[0]}"
    options = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
    unknown = [
        word
        for word in words[1:]
        if word.startswith("--") and word.partition("=")[0].removesuffix(HOLE) not in {*options, "--help"}
    ]
    if unknown:
        return f"{words[0]} has no {unknown[0]}"
    if words[0] == "ask" and len(words) > 1 and not OF_PARTS.match(words[1]):
        if words[1] not in catalogue.names():
            return f"there is no question {words[1]}"
        needed = [one.name for one in catalogue.header(words[1]).parameters if not one.optional and one.default is None]
        missing = [name for name in needed if not any(word.startswith(f"{name}=") for word in words)]
        return f"{words[1]} needs {missing[0]}" if missing else None
    return None


def test_texts_name_commands() -> None:
    assert len(places()) > 60
    assert {words[0] for _, words in places()} >= {"who", "find", "load", "push", "rebuild", "ask", "check", "status"}


def test_every_command_that_a_text_names_is_one() -> None:
    assert [f"{place}: {' '.join(words)}: {flaw(words)}" for place, words in places() if flaw(words)] == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["finds"], "there is no command finds"),
        (["who", "NABU", "--with-bodys"], "who has no --with-bodys"),
        (["ask", "nothing"], "there is no question nothing"),
        (["ask", "shared_bases"], "shared_bases needs actor"),
        (["ask", "shared_bases", "-p", "actor=ua", "-p", "partner=pl"], None),
    ],
)
def test_what_is_no_command_is_seen(words: list[str], expected: str | None) -> None:
    assert flaw(words) == expected


SITUATIONS = (
    "who Nobody",
    "who Ukraine --format text",
    "who Ukraine --on 2024-04-10",
    "who NABU --format text --lang uk",
    "since NABU SAPO --format text",
    "since Poland Ukraine --format text",
    "why-not NABU SAPO --format text",
    "basis NABU EPPO --on 2024-01-01 --format text",
    "find zzzz --format text",
    "find polce --format text",
    "show nothing",
    "ask nothing",
    "conflicts --format text",
    "coverage --format text",
    "unload nothing",
    "rollback 000099",
)


WRAPPED_QUOTE = re.compile(r"(accord [a-z-]+ [^\n\"]*\"[^\n\"]*)\n *(?=[^\n\"]*\")")
"""A name in quotes that goes on in the next line."""


def whole(text: str) -> list[list[str]]:
    """Commands without parts that the reader has to fill in."""
    return [words for words in named(text) if not any(OF_PARTS.fullmatch(word) for word in words[1:])]


def test_commands_that_answers_and_messages_print_work(bundled_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACCORD_STORE", str(bundled_store))
    printed: dict[tuple[str, ...], str] = {}
    for situation in SITUATIONS:
        done = run(*shlex.split(situation))
        text = WRAPPED_QUOTE.sub(r"\1 ", f"{done.stdout}\n{done.stderr}")
        printed |= {tuple(words): situation for line in text.splitlines() for words in whole(line)}
    assert len(printed) > 12
    failed = {words: run(*words) for words in printed}
    assert {words: (printed[words], done.stderr) for words, done in failed.items() if done.returncode != 0} == {}
