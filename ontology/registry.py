"""The registry as values that code reads: words, act types, properties, classes and relations."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

NAMESPACE = "https://w3id.org/accordgraph/ns#"
"""IRI prefix of the terms."""

ID_NAMESPACE = "https://w3id.org/accordgraph/id/"
"""IRI prefix of the things, followed by `{class}/{id}`."""


@dataclass(frozen=True)
class Word:
    """One entry of a closed list, such as the role `member`.

    `fields` holds what the list says beside labels and definition, as text: `{"rank": "4"}`.
    """

    name: str
    label: dict[str, str]
    definition: str
    fields: dict[str, str]


@dataclass(frozen=True)
class ActType:
    """A type of act: its ancestors (nearest first), and its phase and effect for each way of binding."""

    name: str
    label: dict[str, str]
    definition: str
    ancestors: tuple[str, ...]
    phase: dict[str, str]
    effect: dict[str, str]


@dataclass(frozen=True)
class Phase:
    """What acts of one kind of moment are placed under; a phase that repeats has a distance in days."""

    name: str
    label: dict[str, str]
    repeats_within_days: int | None
    needs_day: bool


@dataclass(frozen=True)
class Property:
    """What a statement may say about a class: how values compete, and whether several stand side by side."""

    about: str
    name: str
    label: dict[str, str]
    definition: str
    compare: str
    several: bool


@dataclass(frozen=True)
class Column:
    """A property of a node or edge: a literal type, or the class it leads to; `columns` are those of the table."""

    name: str
    type: str
    columns: tuple[str, ...]
    is_reference: bool


@dataclass(frozen=True)
class NodeClass:
    """A class of nodes and the table that it is projected from."""

    name: str
    label: dict[str, str]
    definition: str
    table: str
    columns: tuple[Column, ...]

    @property
    def literals(self) -> tuple[Column, ...]:
        """Properties that hold a value."""
        return tuple(column for column in self.columns if not column.is_reference)

    @property
    def references(self) -> tuple[Column, ...]:
        """Properties that lead to another node."""
        return tuple(column for column in self.columns if column.is_reference)

    @property
    def path(self) -> str:
        """The class as it stands in an IRI."""
        return self.name.lower()


@dataclass(frozen=True)
class Relation:
    """An edge that stands in a table of its own: from one class (`*`: any) and column to another."""

    name: str
    definition: str
    table: str
    source: tuple[str, str]
    target: tuple[str, str]
    properties: tuple[Column, ...]
    rdf: str
    only: str | None
    symmetric: bool


def camel(name: str) -> str:
    """The name of a property in RDF.

    >>> camel("since_earliest")
    'sinceEarliest'
    """
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


WORD_LISTS = (
    "source_kinds",
    "derivations",
    "actor_kinds",
    "basis_kinds",
    "forms",
    "binds",
    "effect_days",
    "roles",
    "stances",
    "hows",
    "standings",
    "end_kinds",
    "in_force",
    "why_possible",
    "rules",
)
"""The closed lists of the registry, each a mapping from a word to what is said of it."""


@dataclass(frozen=True)
class Registry:
    """The whole vocabulary, read once. Get it with `registry()`."""

    words: dict[str, dict[str, Word]]
    languages: dict[str, str]
    default_roles: dict[str, str]
    links: tuple[tuple[str, str], ...]
    act_types: dict[str, ActType]
    phases: dict[str, Phase]
    properties: dict[str, dict[str, Property]]
    classes: dict[str, NodeClass]
    relations: dict[str, Relation]
    statement_record: tuple[Column, ...]

    @property
    def basis_relations(self) -> tuple[str, ...]:
        """Properties of a basis that lead to another basis; each is the table of its relation too."""
        ends = ((one.table, one.source[0], one.target[0]) for one in self.relations.values())
        return tuple(table for table, source, target in ends if source == target == "Basis")


@cache
def registry() -> Registry:
    """The bundled registry, read on first use and then kept."""
    text = files(__package__).joinpath("registry.yaml").read_text(encoding="utf-8")
    return build(yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader)))


def build(raw: dict[str, Any]) -> Registry:
    """Make a registry from the parsed YAML, in which every scalar is text."""
    return Registry(
        words={name: {word: _word(word, entry) for word, entry in raw[name].items()} for name in WORD_LISTS},
        languages=raw["languages"],
        default_roles=raw["default_roles"],
        links=tuple((a, b) for a, b in raw["links"]),
        act_types={name: _act_type(name, raw["act_types"]) for name in raw["act_types"]},
        phases={name: _phase(name, entry) for name, entry in raw["phases"].items()},
        properties={
            about: {name: _property(about, name, entry) for name, entry in entries.items()}
            for about, entries in raw["properties"].items()
        },
        classes={name: _class(name, entry, raw["classes"]) for name, entry in raw["classes"].items()},
        relations={name: _relation(name, entry, raw["classes"]) for name, entry in raw["relations"].items()},
        statement_record=_columns(raw["statement_record"], raw["classes"]),
    )


def _labels(entry: dict[str, str]) -> dict[str, str]:
    return {language: entry[language] for language in ("en", "uk") if language in entry}


def _word(name: str, entry: dict[str, str]) -> Word:
    fields = {key: value for key, value in entry.items() if key not in ("en", "uk", "is")}
    return Word(name, _labels(entry), entry["is"], fields)


def _act_type(name: str, entries: dict[str, Any]) -> ActType:
    entry = entries[name]
    ancestors, parent = [], entry.get("parent")
    while parent is not None:
        ancestors.append(parent)
        parent = entries[parent].get("parent")
    return ActType(name, _labels(entry), entry["is"], tuple(ancestors), entry["phase"], entry["effect"])


def _phase(name: str, entry: dict[str, str]) -> Phase:
    days = entry.get("repeats_within_days")
    return Phase(name, _labels(entry), None if days is None else int(days), entry.get("needs_day") == "true")


def _property(about: str, name: str, entry: dict[str, str]) -> Property:
    several = entry.get("several") == "true"
    return Property(about, name, _labels(entry), entry["is"], entry["compare"], several)


def _column(name: str, spec: Any, classes: dict[str, Any]) -> Column:
    if isinstance(spec, str):
        return Column(name, spec, (name,), spec in classes)
    kind = spec.get("class") or spec["type"]
    columns = spec["from"]
    return Column(name, kind, tuple([columns] if isinstance(columns, str) else columns), kind in classes)


def _columns(entries: dict[str, Any], classes: dict[str, Any]) -> tuple[Column, ...]:
    return tuple(_column(name, spec, classes) for name, spec in entries.items())


def _class(name: str, entry: dict[str, Any], classes: dict[str, Any]) -> NodeClass:
    return NodeClass(name, _labels(entry), entry["is"], entry["table"], _columns(entry["properties"], classes))


def _relation(name: str, entry: dict[str, Any], classes: dict[str, Any]) -> Relation:
    [source], [target] = entry["from"].items(), entry["to"].items()
    return Relation(
        name=name,
        definition=entry["is"],
        table=entry["table"],
        source=source,
        target=target,
        properties=_columns(entry["properties"], classes),
        rdf=entry["rdf"],
        only=entry.get("only"),
        symmetric=entry.get("symmetric") == "true",
    )
