"""The header of a question: YAML behind `#+ ` in SPARQL and behind `//+ ` in Cypher, so that a console takes the file.

It holds `summary` (and `summary_uk`), `description`, `parameters` (by name: `{type: basis, is: Name, example: jit}`),
`columns` (by name: `{type: id, sort: true, is: Who takes part}`), `show` (columns of a table on a terminal) and `tags`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from accordgraph.graph.engines.protocol import Language
from accordgraph.graph.errors import InputError
from accordgraph.queries import header_checks as checks
from accordgraph.queries import header_yaml

MARKS: dict[Language, str] = {"sparql": "#+", "cypher": "//+"}
"""What a line of the header begins with."""

PARAMETER_TYPES = ("actor", "actors", "basis", "source", "id", "day", "boolean", "text")
COLUMN_TYPES = ("id", "text", "edtf", "date", "boolean", "integer", "number")
EXPANSIONS = ("bodies", "wholes")
NAME = re.compile("[a-z][a-z0-9_]{0,59}")
PLACE = re.compile("[1-9][0-9]{0,2}")
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
        raw = header_yaml.read(text)
    except ValueError as error:
        raise InputError(f"Question {name}: its header cannot be read: {error}.") from error
    return build(name, raw)


def build(name: str, raw: Any) -> Header:
    """Make a header from parsed YAML in which every scalar is text. Raises InputError."""
    where = f"Question {name}"
    checks.keys(where, raw, _KEYS, optional=("parameters", "summary_uk"))
    parameters = checks.mapping(f"{where}, parameters", raw.get("parameters", {}))
    columns = checks.mapping(f"{where}, columns", raw["columns"])
    header = Header(
        name=name,
        summary=checks.text(where, "summary", raw["summary"]),
        description=checks.text(where, "description", raw["description"]),
        parameters=tuple(_parameter(name, key, entry) for key, entry in parameters.items()),
        columns=tuple(_column(name, key, entry, place) for place, (key, entry) in enumerate(columns.items(), 1)),
        show=checks.texts(where, "show", raw["show"]),
        tags=checks.texts(where, "tags", raw["tags"]),
        summary_uk=checks.optional_text(where, "summary_uk", raw.get("summary_uk")),
    )
    _check_references(header)
    return header


def _parameter(question: str, name: str, entry: Any) -> Parameter:
    where = f"Question {question}, parameter {_named(question, 'parameter', name)}"
    checks.keys(where, entry, _PARAMETER_KEYS, optional=("default", "with", "optional"))
    checks.word(where, "type", entry["type"], PARAMETER_TYPES)
    if "with" in entry:
        checks.word(where, "with", entry["with"], EXPANSIONS)
    checks.word(where, "optional", entry.get("optional", "false"), ("true", "false"))
    return Parameter(
        name=name,
        type=entry["type"],
        definition=checks.text(where, "is", entry["is"]),
        example=checks.text(where, "example", entry["example"]),
        default=checks.optional_text(where, "default", entry.get("default")),
        expands=entry.get("with"),
        optional=entry.get("optional") == "true",
    )


def _column(question: str, name: str, entry: Any, place: int) -> Column:
    where = f"Question {question}, column {_named(question, 'column', name)}"
    checks.keys(where, entry, ("type", "is", "sort", "names", "bounds"), optional=("sort", "names", "bounds"))
    checks.word(where, "type", entry["type"], COLUMN_TYPES)
    return Column(
        name=name,
        type=entry["type"],
        definition=checks.text(where, "is", entry["is"]),
        sort=_sort(where, entry.get("sort"), place),
        names=checks.optional_text(where, "names", entry.get("names")),
        bounds=checks.pair(where, "bounds", entry.get("bounds")),
    )


def _named(question: str, what: str, name: str) -> str:
    """The name of a parameter or column, which both languages can say."""
    if not NAME.fullmatch(name):
        remedy = "It begins with a small letter, and has small letters, digits and underscores."
        raise InputError(f"Question {question}: {checks.shown(name)} cannot be the name of a {what}.", remedy)
    return name


def _sort(where: str, value: Any, place: int) -> int:
    if value is None:
        return 0
    if value == "true":
        return place
    if not isinstance(value, str) or not PLACE.fullmatch(value):
        remedy = "Write true, or 1, 2 ... where columns do not stand in order."
        raise InputError(f"{where}: sort is {checks.shown(value)}.", remedy)
    return int(value)


def _check_references(header: Header) -> None:
    where, known = f"Question {header.name}", {column.name for column in header.columns}
    checks.columns(where, "show", header.show, known)
    checks.columns(where, "names", [column.names for column in header.columns if column.names], known)
    checks.columns(where, "bounds", [bound for column in header.columns for bound in column.bounds or ()], known)
