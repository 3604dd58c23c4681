"""What the parts of a header must be; every error names the part, what was found, and what was expected."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from accordgraph.graph.errors import InputError

SHOWN = 60
"""Characters of a value that a message shows."""


def shown(value: object) -> str:
    """A value as Python writes it, cut where it is long; all that hides is written out."""
    text = ascii(value) if isinstance(value, str) and not value.isprintable() else repr(value)
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


def mapping(where: str, value: Any) -> dict[str, Any]:
    """A mapping. Raises InputError."""
    if not isinstance(value, dict):
        raise InputError(f"{where}: expected names with what is said of each, found {shown(value)}.")
    return value


def text(where: str, key: str, value: Any) -> str:
    """A text, without blanks around it. Raises InputError."""
    if not isinstance(value, str) or not value.strip():
        raise InputError(f"{where}: {key} is {shown(value)}.", "Expected a text.")
    return value.strip()


def optional_text(where: str, key: str, value: Any) -> str | None:
    """A text, or None where nothing stands. Raises InputError."""
    return None if value is None else text(where, key, value)


def texts(where: str, key: str, value: Any) -> tuple[str, ...]:
    """A list of texts. Raises InputError."""
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise InputError(f"{where}: {key} is {shown(value)}.", "Expected a list, such as [actor, since].")
    return tuple(value)


def pair(where: str, key: str, value: Any) -> tuple[str, str] | None:
    """A list of two texts, or None where nothing stands. Raises InputError."""
    if value is None:
        return None
    found = texts(where, key, value)
    if len(found) != 2:
        raise InputError(f"{where}: {key} is {shown(value)}.", "Expected a list of two columns.")
    return found[0], found[1]


def keys(where: str, entry: Any, known: Collection[str], optional: Collection[str]) -> None:
    """An entry is a mapping with all of these keys but for optional ones, and no others. Raises InputError."""
    if not isinstance(entry, Mapping):
        raise InputError(f"{where}: expected a mapping with {', '.join(known)}, found {shown(entry)}.")
    if unknown := sorted(set(entry) - set(known)):
        raise InputError(f"{where}: unknown {_listed(unknown)}.", f"It may hold {', '.join(known)}.")
    if missing := [key for key in known if key not in entry and key not in optional]:
        raise InputError(f"{where}: {', '.join(missing)} is missing.")


def word(where: str, key: str, value: Any, words: Collection[str]) -> None:
    """A word of a closed list. Raises InputError."""
    if value not in words:
        raise InputError(f"{where}: {key} is {shown(value)}.", f"Expected one of {', '.join(words)}.")


def columns(where: str, key: str, names: Collection[str], known: Collection[str]) -> None:
    """All of these are columns. Raises InputError."""
    if unknown := sorted(set(names) - set(known)):
        raise InputError(f"{where}: {key} names {_listed(unknown)}, which is no column of it.")


def _listed(names: Collection[str]) -> str:
    told = [name if name.isidentifier() and len(name) <= SHOWN else shown(name) for name in names]
    return ", ".join([*told[:5], *(["…"] if len(told) > 5 else [])])
