"""The header of a question: YAML behind `#+ `, grlc style, at the head of its SPARQL text, so that a console takes it.

It holds `summary` (and `summary_uk`), `description`, `parameters` (by name: `{type: basis, is: Name, example: jit}`),
`columns` (by name: `{type: id, sort: true, is: Who takes part}`), `show` (columns of a table on a terminal) and `tags`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MARK = "#+"
"""What a line of the header begins with."""

PARAMETER_TYPES = ("actor", "actors", "basis", "bases", "source", "sources", "id", "day", "boolean", "text")
COLUMN_TYPES = ("id", "text", "edtf", "date", "boolean", "integer", "number")
EXPANSIONS = ("bodies", "wholes")


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
    """The description of a question, for all of its languages."""

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
        """What the text may name: the parameters, lists made from an actor, and the class of a thing of any class."""
        lists = {f"{parameter.name}s" for parameter in self.parameters if parameter.expands}
        classes = {f"{parameter.name}_class" for parameter in self.parameters if parameter.type == "id"}
        return frozenset({parameter.name for parameter in self.parameters} | lists | classes)


def split(text: str) -> tuple[str, str]:
    r"""The header's YAML and the query itself.

    >>> split("#+ summary: All of it\n\nSELECT ?x WHERE { ?x ?y ?z }\n")
    ('summary: All of it\n', 'SELECT ?x WHERE { ?x ?y ?z }\n')
    """
    lines = text.splitlines()
    head = [line.removeprefix(MARK).removeprefix(" ") for line in lines if line.startswith(MARK)]
    body = "\n".join(line for line in lines if not line.startswith(MARK)).strip()
    return "".join(f"{line}\n" for line in head), f"{body}\n"


def build(name: str, raw: Mapping[str, Any]) -> Header:
    """A header from parsed YAML in which every scalar is text."""
    return Header(
        name=name,
        summary=raw["summary"],
        description=raw["description"].strip(),
        parameters=tuple(_parameter(key, entry) for key, entry in raw.get("parameters", {}).items()),
        columns=tuple(_column(key, entry, place) for place, (key, entry) in enumerate(raw["columns"].items(), 1)),
        show=tuple(raw["show"]),
        tags=tuple(raw["tags"]),
        summary_uk=raw.get("summary_uk"),
    )


def _parameter(name: str, entry: dict[str, Any]) -> Parameter:
    return Parameter(
        name=name,
        type=entry["type"],
        definition=entry["is"],
        example=entry["example"],
        default=entry.get("default"),
        expands=entry.get("with"),
        optional=entry.get("optional") == "true",
    )


def _column(name: str, entry: dict[str, Any], place: int) -> Column:
    sort = entry.get("sort", "0")
    bounds = entry.get("bounds")
    return Column(
        name=name,
        type=entry["type"],
        definition=entry["is"],
        sort=place if sort == "true" else int(sort),
        names=entry.get("names"),
        bounds=(bounds[0], bounds[1]) if bounds else None,
    )
