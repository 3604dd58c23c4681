"""Parameters of a question: read from what a user typed, and checked before they come near a query."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from accordgraph.graph.dates.written import written_day
from accordgraph.graph.errors import InputError, UsageError
from accordgraph.graph.ids import ID
from accordgraph.queries.header import Header, Parameter

if TYPE_CHECKING:
    from accordgraph.graph.names.index import Names

Argument = str | bool | datetime.date | Collection[str]
"""A parameter as a user writes it: text from a command line, or a value of its type."""

Bound = str | bool | datetime.date | list[str]
"""A parameter as a query takes it; the strings are ids where the type is of a thing."""

LISTS = {"actors": "Actor", "bases": "Basis", "sources": "Source"}
CLASSES = {"actor": "Actor", "basis": "Basis", "source": "Source", **LISTS}
"""The class that a parameter of this type names a thing of, or several things."""

UNNAMED = {"actor": "No actor is named.", "basis": "No basis is named.", "source": "No source is named."}
"""What is wrong with an empty name."""

_BOOLEANS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def read(header: Header, arguments: Mapping[str, Argument]) -> dict[str, Bound]:
    """Every parameter with a value, which is of its type. Names of things stay as they were written.

    Raises UsageError where a parameter is missing or unknown, InputError where a value is not of its type.
    """
    _check_names(header, arguments)
    values = {parameter.name: arguments.get(parameter.name, parameter.default) for parameter in header.parameters}
    return {
        parameter.name: _read(header, parameter, value)
        for parameter in header.parameters
        if (value := values[parameter.name]) is not None
    }


def check_ids(header: Header, values: Mapping[str, Bound]) -> None:
    """Raise InputError where a thing is named by anything but an id."""
    for parameter in header.parameters:
        if parameter.type in (*CLASSES, "id") and parameter.name in values:
            value = values[parameter.name]
            for text in value if isinstance(value, list) else [value]:
                if not isinstance(text, str) or ID.fullmatch(text) is None:
                    raise _fault(header, parameter, text, "an id: words of a-z, 0-9 and - joined by ~")


def resolve(header: Header, values: Mapping[str, Bound], names: Names) -> dict[str, Bound]:
    """The same values with ids in place of names.

    Raises NotFoundError where nothing bears a name, AmbiguousError where several things do.
    """
    bound = [parameter for parameter in header.parameters if parameter.name in values]
    return {parameter.name: _resolve(parameter, values[parameter.name], names) for parameter in bound}


def day(value: object) -> datetime.date | None:
    """The day that is meant by a date, or by text such as 2024-04-10 or 10.04.2024; None where it is neither.

    >>> day(" 2024-04-10"), day("2024-02-30"), day(datetime.datetime(2024, 4, 10, 12))
    (datetime.date(2024, 4, 10), None, None)
    """
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value
    return written_day(str(value))


def _check_names(header: Header, arguments: Mapping[str, Argument]) -> None:
    known = {parameter.name for parameter in header.parameters}
    if unknown := sorted(set(arguments) - known):
        takes = f"It takes {_usage(header)}." if known else "It takes none."
        raise UsageError(f"The question {header.name} has no parameter {', '.join(unknown)}.", takes)
    needed = {parameter.name for parameter in header.parameters if parameter.is_needed}
    if missing := sorted(name for name in needed if arguments.get(name) is None):
        raise UsageError(f"The question {header.name} needs {', '.join(missing)}.", f"It takes {_usage(header)}.")


def _usage(header: Header) -> str:
    return ", ".join(f"{parameter.name} (such as {parameter.example})" for parameter in header.parameters)


def _read(header: Header, parameter: Parameter, value: Argument) -> Bound:
    if parameter.type == "day":
        return _day(header, parameter, value)
    if parameter.type == "boolean":
        return _boolean(header, parameter, value)
    if parameter.type in LISTS:
        return _list(header, parameter, value)
    if isinstance(value, str) and not value.strip() and parameter.type in UNNAMED:
        raise InputError(UNNAMED[parameter.type], f"Expected: {parameter.definition}. Example: {parameter.example}")
    if not isinstance(value, str) or not value.strip():
        raise _fault(header, parameter, value, parameter.definition)
    return value.strip()


def _day(header: Header, parameter: Parameter, value: Argument) -> datetime.date:
    date = day(value)
    if date is None:
        raise _fault(header, parameter, value, "a day, such as 2024-04-10, 10.04.2024 or 10 April 2024")
    return date


def _boolean(header: Header, parameter: Parameter, value: Argument) -> bool:
    if isinstance(value, bool):
        return value
    if str(value).strip().lower() not in _BOOLEANS:
        raise _fault(header, parameter, value, "true or false")
    return _BOOLEANS[str(value).strip().lower()]


def _list(header: Header, parameter: Parameter, value: Argument) -> list[str]:
    parts = value.split(",") if isinstance(value, str) else value if isinstance(value, Collection) else ()
    texts = [str(part).strip() for part in parts]
    if not texts or not all(texts):
        raise _fault(header, parameter, value, "one or more, with commas between them")
    return texts


def _resolve(parameter: Parameter, value: Bound, names: Names) -> Bound:
    if parameter.type in CLASSES and isinstance(value, str):
        return names.resolve(value, CLASSES[parameter.type])
    if parameter.type in CLASSES and isinstance(value, list):
        return [names.resolve(text, CLASSES[parameter.type]) for text in value]
    return names.resolve(str(value)) if parameter.type == "id" else value


def _fault(header: Header, parameter: Parameter, value: Any, expected: str) -> InputError:
    return InputError(
        f"The question {header.name} cannot take {value!r} as {parameter.name}.",
        f"Expected: {expected}. Example: {parameter.example}",
    )
