"""Values bear names that say what they hold: none is called by a word that fits anything."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PLACES = (
    "benchmarks",
    "commands",
    "diagrams",
    "docs",
    "exports",
    "graph",
    "loaders",
    "ontology",
    "queries",
    "src",
    "web",
)
EMPTY_WORDS = {"told", "found", "shown", "made", "given", "asked"}


def files() -> list[Path]:
    """All Python of the product, of its documentation and its benchmarks, each file once."""
    inside = [path for place in PLACES for path in (ROOT / place).rglob("*.py")]
    return [ROOT / "cli.py", *(path for path in inside if not _leads_elsewhere(path))]


def _leads_elsewhere(path: Path) -> bool:
    return any(part.is_symlink() for part in (path, *path.parents))


def bound(text: str) -> Iterator[tuple[int, str]]:
    """Line and name of every value, parameter, function, class and import that a text names."""
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name):
                yield node.lineno, name
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield node.lineno, name
            case ast.alias():
                yield node.lineno, node.asname or node.name
            case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
                yield node.lineno, name
            case ast.Attribute(attr=name, ctx=ast.Store()):
                yield node.lineno, name


def empty(text: str) -> list[tuple[int, str]]:
    """Where such a name is used, a leading underscore or a capital letter aside."""
    return [(line, name) for line, name in bound(text) if name.lower().strip("_") in EMPTY_WORDS]


def test_names_say_what_values_hold() -> None:
    paths = files()
    assert len(paths) > 250
    assert not any("tests" in path.relative_to(ROOT).parts for path in paths)
    faults = {str(path.relative_to(ROOT)): empty(path.read_text(encoding="utf-8")) for path in paths}
    assert {name: lines for name, lines in faults.items() if lines} == {}


def test_a_name_that_says_nothing_would_be_seen() -> None:
    text = """
from a import b as told, shown
def found(given, *made, asked=1):
    told = [shown for shown in made]
    if (asked := 2):
        self.found = 1
class Told: ...
try: ...
except ValueError as found: ...
"""
    assert sorted(empty(text)) == [
        (2, "shown"),
        (2, "told"),
        (3, "asked"),
        (3, "found"),
        (3, "given"),
        (3, "made"),
        (4, "shown"),
        (4, "told"),
        (5, "asked"),
        (6, "found"),
        (7, "Told"),
        (9, "found"),
    ]
    assert empty("findings = statements = created = 'told'") == []
