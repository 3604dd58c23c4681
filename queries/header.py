"""The header of a question: YAML behind `#+ ` in SPARQL and behind `//+ ` in Cypher, so that a console takes the file.

It holds `summary` (and `summary_uk`), `description`, `parameters` (by name: `{type: basis, is: Name, example: jit}`),
`columns` (by name: `{type: id, sort: true, is: Who takes part}`), `show` (columns of a table on a terminal) and `tags`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from accordgraph.graph.engines.protocol import Language
from accordgraph.graph.errors import InputError

MARKS: dict[Language, str] = {"sparql": "#+", "cypher": "//+"}
"""What a line of the header begins with."""

PARAMETER_TYPES = ("actor", "actors", "basis", "source", "id", "day", "boolean", "text")
COLUMN_TYPES = ("id", "text", "edtf", "date", "boolean", "integer", "number")
EXPANSIONS = ("bodies", "wholes")
_KEYS = ("summary", "summary_uk", "description", "parameters", "columns", "show", "tags")
_PARAMETER_KEYS = ("type", "is", "example", "default", "with", "optional")


@dataclass(frozen=True)
class Parameter:
    """What a question asks for; without a default it must be given.

    `expands` makes a list of one actor, which the text takes by the plural of the name (`$actors` of `actor`):
    `bodies` adds all of its parts where the parameter `with_bodies` is true, `wholes` all that it is a part of.
    One that is `optional` may be left out, and has no value then.
    """

    name: str
    type: str
    definition: str
    example: str
    default: str | None = None
    expands: str | None = None
    optional: bool = False

    @property
    def is_needed(self) -> bool:
        """Whether the question cannot be asked without it."""
        return self.default is None and not self.optional


@dataclass(frozen=True)
class Column:
    """A column of the answer.

    `sort` is its place among the columns that rows are sorted by, 0 for none. `names` is the column of ids whose
    names stand in this one. `bounds` are the two columns of dates that this one is written from.
    """

    name: str
    type: str
    definition: str
    sort: int = 0
    names: str | None = None
    bounds: tuple[str, str] | None = None


@dataclass(frozen=True)
class Header:
    """What is said of a question; the same in both languages."""

    name: str
    summary: str
    description: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    show: tuple[str, ...]
    tags: tuple[str, ...]
    summary_uk: str | None = None

    def summary_in(self, lang: str) -> str:
        """The summary in a language, in English where it is missing."""
        return (self.summary_uk if lang == "uk" else None) or self.summary

    @property
    def order(self) -> tuple[str, ...]:
        """The columns that rows are sorted by, the first one first."""
        return tuple(column.name for column in sorted(self.columns, key=lambda column: column.sort) if column.sort)

    @property
    def tokens(self) -> frozenset[str]:
        """The parameters as the text may name them: lists that are made from an actor among them."""
        lists = {f"{parameter.name}s" for parameter in self.parameters if parameter.expands}
        return frozenset({parameter.name for parameter in self.parameters} | lists)


def split(text: str, language: Language) -> tuple[str, str]:
    r"""The header's YAML and the query itself.

    >>> split("#+ summary: All of it\n\nSELECT ?x WHERE { ?x ?y ?z }\n", "sparql")
    ('summary: All of it\n', 'SELECT ?x WHERE { ?x ?y ?z }\n')
    """
    mark, lines = MARKS[language], text.splitlines()
    head = [line.removeprefix(mark).removeprefix(" ") for line in lines if line.startswith(mark)]
    body = "\n".join(line for line in lines if not line.startswith(mark)).strip()
    return "".join(f"{line}\n" for line in head), f"{body}\n"


def parse(name: str, text: str) -> Header:
    """Read the YAML of a header. Raises InputError, which says what is wrong with it."""
    try:
        raw = yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    except yaml.YAMLError as error:
        raise InputError(f"Question {name}: its header is not YAML: {error}") from error
    return build(name, raw)


def build(name: str, raw: Any) -> Header:
    """Make a header from parsed YAML in which every scalar is text."""
    _check_keys(f"Question {name}", raw, _KEYS, optional=("parameters", "summary_uk"))
    header = Header(
        name=name,
        summary=raw["summary"],
        description=raw["description"].strip(),
        parameters=tuple(_parameter(name, key, entry) for key, entry in raw.get("parameters", {}).items()),
        columns=tuple(_column(name, key, entry, place) for place, (key, entry) in enumerate(raw["columns"].items(), 1)),
        show=tuple(raw["show"]),
        tags=tuple(raw["tags"]),
        summary_uk=raw.get("summary_uk"),
    )
    _check_references(header)
    return header


def _parameter(question: str, name: str, entry: Any) -> Parameter:
    where = f"Question {question}, parameter {name}"
    _check_keys(where, entry, _PARAMETER_KEYS, optional=("default", "with", "optional"))
    _check_word(where, "type", entry["type"], PARAMETER_TYPES)
    if "with" in entry:
        _check_word(where, "with", entry["with"], EXPANSIONS)
    _check_word(where, "optional", entry.get("optional", "false"), ("true", "false"))
    return Parameter(
        name=name,
        type=entry["type"],
        definition=entry["is"],
        example=entry["example"],
        default=entry.get("default"),
        expands=entry.get("with"),
        optional=entry.get("optional") == "true",
    )


def _column(question: str, name: str, entry: Any, place: int) -> Column:
    where = f"Question {question}, column {name}"
    _check_keys(where, entry, ("type", "is", "sort", "names", "bounds"), optional=("sort", "names", "bounds"))
    _check_word(where, "type", entry["type"], COLUMN_TYPES)
    bounds = entry.get("bounds")
    return Column(
        name=name,
        type=entry["type"],
        definition=entry["is"],
        sort=_sort(where, entry.get("sort"), place),
        names=entry.get("names"),
        bounds=None if bounds is None else (bounds[0], bounds[1]),
    )


def _sort(where: str, value: str | None, place: int) -> int:
    if value is None:
        return 0
    if value != "true" and not (value.isdecimal() and int(value)):
        raise InputError(f"{where}: sort is {value!r}.", "Write true, or 1, 2 ... where columns do not stand in order.")
    return place if value == "true" else int(value)


def _check_references(header: Header) -> None:
    known = {column.name for column in header.columns}
    named = {column.names for column in header.columns if column.names}
    bounds = {bound for column in header.columns for bound in column.bounds or ()}
    for key, names in (("show", set(header.show)), ("names", named), ("bounds", bounds)):
        if unknown := sorted(names - known):
            raise InputError(f"Question {header.name}: {key} names {', '.join(unknown)}, which is no column of it.")


def _check_keys(where: str, entry: Any, keys: Collection[str], optional: Collection[str]) -> None:
    if not isinstance(entry, Mapping):
        raise InputError(f"{where}: expected a mapping with {', '.join(keys)}, found {entry!r}.")
    if unknown := sorted(set(entry) - set(keys)):
        raise InputError(f"{where}: unknown {', '.join(unknown)}.", f"It may hold {', '.join(keys)}.")
    if missing := [key for key in keys if key not in entry and key not in optional]:
        raise InputError(f"{where}: {', '.join(missing)} is missing.")


def _check_word(where: str, key: str, value: Any, words: Collection[str]) -> None:
    if value not in words:
        raise InputError(f"{where}: {key} is {value!r}.", f"Expected one of {', '.join(words)}.")
