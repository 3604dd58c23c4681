"""The answer to a query of a reader, as pages show it: cells with a text, a link, and what they are besides."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from accordgraph.ontology.namespaces import ID_NAMESPACE, NAMESPACE
from accordgraph.ontology.registry import registry

NUMBERS = re.compile(r"http://www\.w3\.org/2001/XMLSchema#(integer|decimal|double|float|int|long)")
YEAR = re.compile(r"([0-9]{4})(?:-[0-9]{2}){0,2}[~?%]?")
"""A date of which the year is known."""

Json = Any


class Thing(NamedTuple):
    """A thing of the graph, by its class in small letters, its id, and its name where the answer has it."""

    class_: str
    id: str
    name: str | None = None

    @property
    def path(self) -> str:
        """Its address within the application."""
        return f"/id/{self.class_}/{self.id}"


@dataclass(frozen=True)
class Cell:
    """A value: as text, and as a thing, a number or a year where it is one; `hint` is its language, name or kind."""

    text: str
    hint: str = ""
    thing: Thing | None = None
    number: float | None = None
    year: str | None = None


EMPTY = Cell("")


@dataclass(frozen=True)
class Result:
    """A whole answer. `raw` are the values as they came, in the same rows."""

    columns: tuple[str, ...]
    rows: list[list[Cell]]
    raw: list[list[Json]]


def result(language: str, content: bytes) -> Result:
    """The answer that a process wrote as a table."""
    table = json.loads(content)
    cell = term_cell if language == "sparql" else value_cell
    return Result(tuple(table["columns"]), [list(map(cell, row)) for row in table["rows"]], table["rows"])


# ---------------------------------------------------------------- SPARQL
def term_cell(term: Mapping[str, str] | None) -> Cell:
    """A term of SPARQL JSON.

    >>> term_cell({"type": "uri", "value": "https://w3id.org/accordgraph/id/actor/nabu"}).text
    'actor/nabu'
    """
    if term is None:
        return EMPTY
    value = term["value"]
    if term["type"] == "uri":
        return _iri_cell(value)
    number = _number(value) if NUMBERS.fullmatch(term.get("datatype", "")) else None
    return Cell(value, term.get("xml:lang", ""), number=number, year=_year(value))


def _iri_cell(iri: str) -> Cell:
    if iri.startswith(ID_NAMESPACE):
        path = iri.removeprefix(ID_NAMESPACE)
        class_, _, identifier = path.partition("/")
        return Cell(path, thing=Thing(class_, identifier))
    return Cell(f"ag:{iri.removeprefix(NAMESPACE)}" if iri.startswith(NAMESPACE) else iri)


# ---------------------------------------------------------------- Cypher
def value_cell(value: Json) -> Cell:
    """A value of Cypher; a node is the thing that it is.

    >>> value_cell({"_LABEL": "Actor", "id": "nabu"}).thing
    Thing(class_='actor', id='nabu', name=None)
    """
    if value is None:
        return EMPTY
    if isinstance(value, bool):
        return Cell(str(value).lower())
    if isinstance(value, int | float):
        return Cell(str(value), number=float(value))
    if isinstance(value, str):
        return Cell(value, year=_year(value))
    if (thing := node(value)) is not None:
        return Cell(f"{thing.class_}/{thing.id}", thing.name or "", thing)
    if (joined := edge(value)) is not None:
        return Cell(f"{joined.source} → {joined.target}", joined.kind)
    return Cell(json.dumps(_without_unknown(value), ensure_ascii=False, sort_keys=True))


class Edge(NamedTuple):
    """An edge of an answer, by the ids of its ends."""

    source: str
    target: str
    kind: str


def node(value: Json) -> Thing | None:
    """The thing that a value of Cypher is, None where it is none."""
    if not isinstance(value, dict) or not isinstance(value.get("id"), str):
        return None
    label = value.get("_LABEL")
    if not isinstance(label, str) or label not in registry().classes:
        return None
    name = value.get("acronym") or value.get("name")
    return Thing(label.lower(), value["id"], name if isinstance(name, str) else None)


def edge(value: Json) -> Edge | None:
    """The edge that a value of Cypher is, None where it is none or its ends are unknown."""
    if not isinstance(value, dict):
        return None
    parts = [value.get(key) for key in ("_source", "_target", "_LABEL")]
    return Edge(*map(str, parts)) if all(isinstance(part, str) for part in parts) else None


def _without_unknown(value: Json) -> Json:
    """A value without what is null in it: each node of Cypher has every property that there is."""
    if isinstance(value, dict):
        return {key: _without_unknown(one) for key, one in value.items() if one is not None}
    return [_without_unknown(one) for one in value] if isinstance(value, list) else value


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _year(text: str) -> str | None:
    """The year of a date.

    >>> _year("2024-04-10"), _year("2024~"), _year("[2023,2024]"), _year("31422")
    ('2024', '2024', None, None)
    """
    match = YEAR.fullmatch(text)
    return match[1] if match and int(match[1]) >= datetime.MINYEAR else None
