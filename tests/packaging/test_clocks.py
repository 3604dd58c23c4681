"""No test says how long something may take by the clock: on a busy machine everything takes longer."""

from __future__ import annotations

import ast
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
CLOCKS = {"monotonic", "perf_counter", "time", "monotonic_ns", "perf_counter_ns", "time_ns"}


def clocks(text: str) -> list[int]:
    """The lines of assertions that look at a clock."""
    return [node.lineno for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Assert) and _reads_a_clock(node)]


def _reads_a_clock(statement: ast.Assert) -> bool:
    calls = [node.func for node in ast.walk(statement) if isinstance(node, ast.Call)]
    return any(
        isinstance(call, ast.Attribute)
        and call.attr in CLOCKS
        and isinstance(call.value, ast.Name)
        and call.value.id == "time"
        for call in calls
    )


def test_no_test_asserts_elapsed_time() -> None:
    files = sorted(TESTS.rglob("*.py"))
    assert len(files) > 200
    faults = {str(path.relative_to(TESTS)): clocks(path.read_text(encoding="utf-8")) for path in files}
    assert {name: lines for name, lines in faults.items() if lines} == {}


def test_an_assertion_on_a_clock_would_be_seen() -> None:
    assert clocks("begun = time.monotonic()\nassert time.monotonic() - begun < 10\nassert clock() < 3") == [2]
