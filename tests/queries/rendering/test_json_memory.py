"""Rows as JSON take little more than their text while they are written."""

from __future__ import annotations

import json
import tracemalloc
from typing import Any

import pytest

from accordgraph.queries.rendering.formats import write

COLUMNS = [f"a{number}" for number in range(60)]


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_rows_are_written_one_by_one(form: str) -> None:
    rows = [dict.fromkeys(COLUMNS, number) for number in range(2_000)]
    tracemalloc.start()
    text = write(rows, COLUMNS, form)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 3 * len(text)


def test_json_is_as_the_library_writes_the_whole() -> None:
    rows: list[dict[str, Any]] = [{"a": "x\ny", "b": [1, {"c": None}], "d": {}}, {"a": "", "b": [], "d": {"e": "ї"}}]
    assert write(rows, ["a", "b", "d"], "json") == json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
    assert write([], ["a"], "json") == "[]\n"
