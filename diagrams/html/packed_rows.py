"""Rows of many links as columns: a page of 20,000 links would else repeat the name of every field 20,000 times."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

LEAST_REPEATED = 4
"""How often each value of a column stands in it on average, from which the values stand in a list of their own."""

HASHED = {str, bool, type(None)}
"""Of these no two that are equal are written in different ways, as 1 and true are."""


def packed(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The rows by the names of their fields; what a row lacks is null.

    >>> packed([{"a": 1, "b": "x"}, {"a": 2}])
    {'count': 2, 'keys': ['a', 'b'], 'columns': [[1, 2], ['x', None]]}
    """
    keys = list(dict.fromkeys(chain.from_iterable(rows)))
    return {"count": len(rows), "keys": keys, "columns": [_column([row.get(key) for row in rows]) for key in keys]}


def _column(values: list[Any]) -> Any:
    """A list of values; of few values, the values and where each stands; of rows or lists of rows, these packed."""
    kinds = set(map(type, values))
    if kinds == {dict}:
        return {"rows": packed(values)}
    if kinds == {list} and {type(one) for value in values for one in value} == {dict}:
        return {"counts": [len(value) for value in values], "rows": packed(list(chain.from_iterable(values)))}
    if not kinds <= HASHED:
        return values
    known = {value: place for place, value in enumerate(dict.fromkeys(values))}
    if len(known) * LEAST_REPEATED > len(values):
        return values
    return {"of": list(known), "at": [known[value] for value in values]}
