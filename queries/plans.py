"""A question made ready for an engine: pure until `fetch` sends it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from accordgraph.graph.engines.protocol import Language, Value
from accordgraph.graph.errors import EngineError
from accordgraph.queries import parameters, sparql_terms
from accordgraph.queries.catalogue import question
from accordgraph.queries.header import Header, Parameter
from accordgraph.queries.parameters import CLASSES, Argument, Bound

if TYPE_CHECKING:
    from accordgraph.graph.engines.protocol import Engine

Row: TypeAlias = dict[str, Value]
"""A row of an answer, by column."""


MOST_IN_A_TEXT = 200
"""Actors of a list in one text: with ids of 200 characters, half of what a guard reads."""


OPTIONAL = re.compile(r"^( *)(?:#|//)\?([a-z_]+) (.*)$", re.MULTILINE)
"""A line behind the mark of a comment, which is a part of the text where the parameter that it names has a value."""

LABEL = re.compile(r":`\$([a-z_]+)_class`")
"""Where the class of a parameter's thing goes in Cypher. Without one, engines look at the nodes of all classes."""

OF_CLASS = re.compile(r"// of ([A-Za-z]+)\n")
"""The first line of a part of a UNION that has rows for things of one class alone."""

UNION = "\nUNION\n"


@dataclass(frozen=True)
class Plan:
    """What goes to an engine. In SPARQL the parameters stand in the text, and `parameters` is empty."""

    text: str
    parameters: dict[str, Bound]
    header: Header


def plan(
    name: str,
    arguments: Mapping[str, Argument],
    language: Language,
    lists: Mapping[str, list[str]] | None = None,
    classes: Mapping[str, str] | None = None,
) -> Plan:
    """The text of a question with its parameters, things being named by their ids. Touches no engine.

    `lists` holds the actors that a parameter was expanded to (`actors` of `actor`), by default the actor alone;
    `classes` the class of the thing that a parameter names, where it is known.
    Raises NotFoundError for an unknown question, UsageError and InputError for parameters that do not fit it.
    """
    header = question(name, language).header
    values = parameters.read(header, arguments)
    parameters.check_ids(header, values)
    bound = {**values, **_alone(header, values), **(lists or {})}
    text, tokens = _text(name, language, frozenset(bound), tuple(sorted((classes or {}).items())))
    used = {token: bound[token] for token in tokens}
    if language == "cypher":
        return _with_single(text, used, header)
    return Plan(sparql_terms.replace(text, _terms(header, used)), {}, header)


def ask(
    engine: Engine,
    name: str,
    arguments: Mapping[str, Argument],
    lists: Mapping[str, list[str]] | None = None,
    classes: Mapping[str, str] | None = None,
) -> list[Row]:
    """The rows of a question; see `plan` for its arguments and errors.

    Many actors are asked of in parts, each by its own text, for guards and servers bound how long one may be. A row is
    of one of them, so the parts add up; the order is that of the engine within each.
    """
    values = parameters.read(question(name, engine.language).header, arguments)
    many = next(((key, value) for key, value in values.items() if isinstance(value, list)), None)
    if many is None:
        return fetch(engine, plan(name, values, engine.language, lists, classes))
    key, actors = many[0], list(dict.fromkeys(many[1]))
    parts = [actors[start : start + MOST_IN_A_TEXT] for start in range(0, len(actors), MOST_IN_A_TEXT)]
    plans = [plan(name, {**values, key: part}, engine.language, lists, classes) for part in parts]
    return [row for ready in plans for row in fetch(engine, ready)]


def fetch(engine: Engine, ready: Plan) -> list[Row]:
    """The rows of a plan in the order of the engine, each with the columns of the header in their order."""
    result = engine.query(ready.text, ready.parameters)
    columns = [column.name for column in ready.header.columns]
    if sorted(result.columns) != sorted(columns):
        raise EngineError(f"{engine.name} gave {', '.join(result.columns)} for {ready.header.name}.")
    places = [result.columns.index(column) for column in columns]
    rows = [{column: row[place] for column, place in zip(columns, places, strict=True)} for row in result.rows]
    _count(rows, [column.name for column in ready.header.columns if column.type == "number"])
    return rows


def basis_of(identifier: str) -> str:
    """The basis of a link, a participation or an act, by its id.

    >>> basis_of("jit-ukraine-2022~ee~1")
    'jit-ukraine-2022'
    """
    return identifier.partition("~")[0]


def day_of(value: object) -> datetime.date | None:
    """A value as the day that it is, or None."""
    return value if isinstance(value, datetime.date) else None


def number(text: str) -> int | float | str:
    """A number that stands as text in the graph; a text that is none stays as it is.

    >>> number("388"), number("12.5"), number("some")
    (388, 12.5, 'some')
    """
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text


@lru_cache(maxsize=512)
def _text(
    name: str, language: Language, bound: frozenset[str], classes: tuple[tuple[str, str], ...]
) -> tuple[str, tuple[str, ...]]:
    """The text with those of its optional lines whose parameters have values and with known classes, and its tokens."""
    by_name = dict(classes)
    text = OPTIONAL.sub(lambda match: match[1] + match[3] if match[2] in bound else "", question(name, language).text)
    text = LABEL.sub(lambda match: f":{by_name[match[1]]}" if match[1] in by_name else "", text)
    text = _of_classes(text, by_name.values())
    return text, tuple(sorted(sparql_terms.tokens(text)))


def _of_classes(text: str, classes: Collection[str]) -> str:
    r"""The text without the parts of its UNION that have no rows for these classes; whole where none is known.

    >>> _of_classes("RETURN 1\nUNION\n// of Actor\nRETURN 2\nUNION\n// of Basis\nRETURN 3", ["Actor"])
    'RETURN 1\nUNION\n// of Actor\nRETURN 2'
    """
    parts = [(part, OF_CLASS.match(part)) for part in text.split(UNION)]
    return UNION.join(part for part, of in parts if not (of and classes) or of[1] in classes)


def _with_single(text: str, values: Mapping[str, Bound], header: Header) -> Plan:
    """A plan of Cypher in which a list of one thing is that thing: engines look it up, where they scan for a list."""
    ones = {name: value[0] for name, value in values.items() if isinstance(value, list) and len(value) == 1}
    text, compared = _compared(text, tuple(ones))
    return Plan(text, {name: ones[name] if name in compared else value for name, value in values.items()}, header)


@lru_cache(maxsize=512)
def _compared(text: str, names: tuple[str, ...]) -> tuple[str, frozenset[str]]:
    """The text with `=` for `IN` before these lists, and the names of those that it uses in no other way."""
    compared = set()
    for name in names:
        listed = re.compile(rf"\bIN \${name}\b")
        if len(listed.findall(text)) == len(re.findall(rf"\${name}\b", text)):
            text = listed.sub(f"= ${name}", text)
            compared.add(name)
    return text, frozenset(compared)


def _alone(header: Header, values: Mapping[str, Bound]) -> dict[str, Bound]:
    return {f"{one.name}s": [str(values[one.name])] for one in header.parameters if one.expands}


def _terms(header: Header, values: Mapping[str, Bound]) -> dict[str, str]:
    types = {one.name: one for one in header.parameters}
    types |= {f"{one.name}s": one for one in header.parameters if one.expands}
    return {token: _term(types[token], value) for token, value in values.items()}


def _term(parameter: Parameter, value: Bound) -> str:
    if isinstance(value, list):
        return sparql_terms.iris(CLASSES[parameter.type], value)
    if parameter.type in CLASSES:
        return sparql_terms.iri(CLASSES[parameter.type], str(value))
    return sparql_terms.literal(value)


def _count(rows: list[Row], columns: list[str]) -> None:
    for column in columns:
        for row in rows:
            value = row[column]
            row[column] = number(value) if isinstance(value, str) else value
