"""Sentences of errors as they stand in the code: texts passed to a class of errors, with `{}` for each value."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).parents[3]

ROOMS = ("commands", "diagrams", "exports", "loaders", "queries", "graph", "src/accordgraph")
"""Folders whose code raises errors; links to other rooms are not followed."""

RAISED = {
    *("InputError", "UsageError", "StoreError", "LockedError", "EngineError", "TargetError", "UnreachableError"),
    *("RefusedError", "TooSlowError", "QueryError", "fail"),
}
"""What takes a sentence and raises it."""

Texts = Mapping[str, ast.expr]


def templates() -> dict[str, str]:
    """Each sentence with the place where it is raised."""
    files = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py")) if not _is_linked(path)]
    found: dict[str, str] = {}
    for path in files:
        for text, line in _of_module(ast.parse(path.read_text(encoding="utf-8"))):
            found.setdefault(text, f"{path.relative_to(ROOT)}:{line}")
    return found


def _is_linked(path: Path) -> bool:
    return any(one.is_symlink() for one in path.relative_to(ROOT).parents if one != Path())


def _of_module(module: ast.Module) -> Iterator[tuple[str, int]]:
    constants = _assigned(module.body)
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef):
            texts = {**constants, **_assigned(list(ast.walk(node)))}
            for call in ast.walk(node):
                if isinstance(call, ast.Call) and _name(call.func) in RAISED:
                    yield from _of_call(call, texts)


def _of_call(call: ast.Call, texts: Texts) -> Iterator[tuple[str, int]]:
    values = [*call.args[:2], *(keyword.value for keyword in call.keywords if keyword.arg in ("message", "remedy"))]
    for value in values:
        for text in _texts(value, texts):
            if any(character.isalpha() for character in text.replace("{}", "")):
                yield text, call.lineno


def _assigned(nodes: list[ast.stmt] | list[ast.AST]) -> dict[str, ast.expr]:
    return {
        target.id: node.value
        for node in nodes
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def _texts(value: ast.expr, texts: Texts) -> list[str]:
    """The texts that an expression may be; none where it is computed elsewhere."""
    if isinstance(value, ast.Constant):
        return [value.value] if isinstance(value.value, str) else []
    if isinstance(value, ast.JoinedStr):
        return ["".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in value.values)]
    if isinstance(value, ast.IfExp):
        return [*_texts(value.body, texts), *_texts(value.orelse, texts)]
    if isinstance(value, ast.BoolOp):
        return [text for one in value.values for text in _texts(one, texts)]
    if isinstance(value, ast.Name) and value.id in texts:
        return _texts(texts[value.id], {key: one for key, one in texts.items() if key != value.id})
    return []
