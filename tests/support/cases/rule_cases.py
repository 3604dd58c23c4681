"""The cases of the rules, gathered from their tests: the tables of each story, and the days that it is asked about.

Each test of the files runs once more, with its story watched. All stories are derived in one, each under ids of its
own and in another order: what the tests assert may not change. Their tables then stand side by side in one world, so
that one store for each engine holds them all.
"""

from __future__ import annotations

import datetime
import importlib.util
import inspect
import itertools
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import polars as pl
from worlds.statement_builder import Story
from worlds.together import derive_together

from accordgraph.graph.schemas import Tables, table_schemas
from accordgraph.graph.statements.statement import Statement
from accordgraph.ontology.registry import registry

DERIVATION = Path(__file__).parents[2] / "graph" / "derivation"
CONFTESTS = (DERIVATION.parent / "conftest.py", DERIVATION / "conftest.py")
FIXED_DAYS = ("1995-01-01", "2016-06-01", "2023-06-01", "2026-05-01")


@dataclass
class Case:
    """One test: its name, the tables of its story as they were last, and the days that its answers are for."""

    name: str
    tables: Tables
    days: set[datetime.date] = field(default_factory=set)


class NotDerivedError(Exception):
    """A story has no tables yet: its test goes on when they are there."""


@dataclass
class Derivations:
    """The tables of stories by what they say, and the stories that wait for theirs."""

    ready: dict[str, Tables] = field(default_factory=dict)
    waiting: dict[str, list[Statement]] = field(default_factory=dict)

    def of(self, story: Story) -> Tables:
        key = repr(story.rows)
        if key not in self.ready:
            self.waiting[key] = [row.copy() for row in story.rows]
            raise NotDerivedError
        return dict(self.ready[key])

    def derive(self) -> None:
        """All that wait at once."""
        self.ready |= zip(self.waiting, derive_together(list(self.waiting.values())), strict=True)
        self.waiting.clear()


def cases(folder: Path) -> list[Case]:
    """A case for each test of `test_rules_*.py` that has a story with a participation."""
    fixtures = {name: value for path in CONFTESTS for name, value in vars(_module(path)).items()}
    modules = [_module(path) for path in sorted(DERIVATION.glob("test_rules_*.py")) if path.stem != "test_rules_order"]
    tests = [
        (module, name, test)
        for module in modules
        for name, test in inspect.getmembers(module, inspect.isfunction)
        if name.startswith("test_") and test.__module__ == module.__name__
    ]
    derivations = Derivations()
    while True:
        gathered = [case for one in tests for case in _watched(*one, {**fixtures, "tmp_path": folder}, derivations)]
        if not derivations.waiting:
            return gathered
        derivations.derive()


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"cases_of_{path.parent.name}_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _watched(
    module: ModuleType, name: str, test: Any, fixtures: dict[str, Any], derivations: Derivations
) -> Iterator[Case]:
    for number, arguments in enumerate(_parametrized(test)):
        case = Case(f"{name}[{number}]", {})
        with suppress(NotDerivedError):
            _run(module, test, arguments, fixtures, case, derivations)
        if case.tables and case.tables["participations"].height:
            yield case


def _parametrized(test: Any) -> list[dict[str, Any]]:
    marks = [mark for mark in getattr(test, "pytestmark", []) if mark.name == "parametrize"]
    choices = []
    for mark in marks:
        names = [one.strip() for one in mark.args[0].split(",")] if isinstance(mark.args[0], str) else mark.args[0]
        rows = [value if len(names) > 1 else (value,) for value in mark.args[1]]
        choices.append([dict(zip(names, row, strict=True)) for row in rows])
    return [{key: value for part in parts for key, value in part.items()} for parts in itertools.product(*choices)]


def _run(
    module: ModuleType,
    test: Any,
    arguments: dict[str, Any],
    fixtures: dict[str, Any],
    case: Case,
    derivations: Derivations,
) -> None:
    """Run a test with every story watched, and every day noted that it asks about."""
    plainly, watched = (
        Story.tables,
        {name: getattr(module, name) for name in ("answers", "on") if hasattr(module, name)},
    )

    def tables(story: Story) -> Tables:
        case.tables = derivations.of(story)
        return case.tables

    def noting(ask: Any) -> Any:
        def noted(*arguments: Any) -> Any:
            texts = [one for one in arguments if isinstance(one, str) and len(one) == 10 and one[4] == one[7] == "-"]
            case.days.update(map(datetime.date.fromisoformat, texts))
            return ask(*arguments)

        return noted

    Story.tables = tables  # type: ignore[method-assign, assignment]
    vars(module).update({name: noting(ask) for name, ask in watched.items()})
    try:
        test(**arguments, **_fixtures(test, arguments, fixtures))
    finally:
        Story.tables = plainly  # type: ignore[method-assign]
        vars(module).update(watched)


def _fixtures(test: Any, arguments: dict[str, Any], fixtures: dict[str, Any]) -> dict[str, Any]:
    wanted = [name for name in inspect.signature(test).parameters if name not in arguments]
    ready: dict[str, Any] = {}
    for name in wanted:
        fixture = fixtures[name]
        wrapped = getattr(fixture, "_get_wrapped_function", None)
        ready[name] = wrapped()(**_fixtures(wrapped(), {}, fixtures)) if wrapped else fixture
    return ready


# ---------------------------------------------------------------- side by side
def side_by_side(several: list[Case]) -> Tables:
    """One world of the tables of all cases; the ids of the n-th begin with `cn-`."""
    references = _references()
    schemas = table_schemas()
    parts: dict[str, list[pl.DataFrame]] = {name: [] for name in schemas}
    for number, case in enumerate(several):
        for name in schemas:
            columns = [column for column in references[name] if column in case.tables[name].columns]
            own = [pl.format(f"c{number}-{{}}", column).alias(column) for column in columns]
            parts[name].append(case.tables[name].with_columns(own))
    return {name: pl.concat(frames).select(list(schemas[name])) for name, frames in parts.items()}


def _references() -> dict[str, set[str]]:
    """The columns of each table that hold the id of a thing."""
    words = registry()
    columns: dict[str, set[str]] = {name: set() for name in table_schemas()}
    for node in words.classes.values():
        columns[node.table] |= {"id", *(name for one in node.references for name in one.columns)}
    for relation in words.relations.values():
        columns[relation.table] |= {relation.source[1], relation.target[1]}
    columns["cooperations"] |= {"basis", "replacement"}
    columns["conflicts"] |= {"about"}
    columns["evidence"] |= {"thing", "statement"}
    columns["names"] |= {"thing"}
    return columns
