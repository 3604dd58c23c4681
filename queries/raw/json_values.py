"""Values of an answer as JSON and back: what passes between two processes can run nothing."""

from __future__ import annotations

import datetime
import decimal
import json
import math
from typing import Any, TypeAlias

Cell: TypeAlias = Any
"""A value of an answer: text, a number, a truth, a date, None, or a list or mapping of such."""

INTERNAL = frozenset({"_ID", "_SRC", "_DST"})
"""Where Ladybug keeps a node, which changes from one build to the next. Ids that last are in `id`."""


def encode(cell: object) -> Cell:
    """A value for JSON: a scalar as it is, a date as `["day", text]`, anything nested as `["value", it]`."""
    plain_cell = plain(cell)
    if isinstance(plain_cell, dict | list):
        return ["value", plain_cell]
    return ["day", plain_cell] if type(cell) is datetime.date else plain_cell


def decode(cell: Cell) -> Cell:
    """The value that was encoded.

    >>> decode(encode(datetime.date(2022, 5, 30))), decode(encode({"b": 1, "a": [2]}))
    (datetime.date(2022, 5, 30), {'a': [2], 'b': 1})
    """
    if not isinstance(cell, list):
        return cell
    kind, value = cell
    return datetime.date.fromisoformat(value) if kind == "day" else value


def plain(value: object) -> Cell:
    """A value that JSON has: keys sorted, decimals as numbers, all that JSON does not know as text."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, decimal.Decimal):
        return int(value) if value == value.to_integral_value() and value.as_tuple().exponent == 0 else float(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, dict):
        return {str(key): plain(value[key]) for key in sorted(value, key=str) if not _is_internal(key, value[key])}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value.hex() if isinstance(value, bytes) else str(value)


def _is_internal(key: object, value: object) -> bool:
    return key in INTERNAL and isinstance(value, dict) and value.keys() == {"offset", "table"}


def text(cell: Cell) -> Cell:
    """A value for one cell of a table: what is nested as JSON text."""
    return json.dumps(cell, ensure_ascii=False, sort_keys=True) if isinstance(cell, dict | list) else cell
