"""The registry as values that code reads: words, act types, properties, classes and relations.

What they are called and mean is in `labels`, which only those read who show it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import yaml

NOBODY = "nobody"
"""The group of roles that link with nobody: who has one supports or watches, and does not take part."""


@dataclass(frozen=True)
class Word:
    """One entry of a closed list, such as the role `member`. `fields` holds what it does, as text: `{"rank": "4"}`."""

    name: str
    fields: dict[str, str]


@dataclass(frozen=True)
class ActType:
    """A type of act: its ancestors (nearest first), and its phase and effect for each way of binding."""

    name: str
    ancestors: tuple[str, ...]
    phase: dict[str, str]
    effect: dict[str, str]


@dataclass(frozen=True)
class Phase:
    """What acts of one kind of moment are placed under; a phase that repeats has a distance in days."""

    name: str
    repeats_within_days: int | None
    needs_day: bool


@dataclass(frozen=True)
class Property:
    """What a statement may say about a class: how values compete, and whether several stand side by side."""

    about: str
    name: str
    compare: str
    several: bool


@dataclass(frozen=True)
class Column:
    """A property of a node or edge: a literal type, or the class it leads to; `columns` are those of the table.

    `base` and `language`: the property that it stands for, and the language of its text. `name_uk` is `name` in
    Ukrainian and `name` beside it the one in English. A column that joins the values of a property in one text has
    that property as `base`, and no language. Of other columns both are None.
    """

    name: str
    type: str
    columns: tuple[str, ...]
    is_reference: bool
    base: str | None = None
    language: str | None = None

    @property
    def is_joined(self) -> bool:
        """Whether it repeats, in one text, values that RDF has one by one."""
        return self.base is not None and self.language is None

    @property
    def term(self) -> str:
        """The name of its property in RDF, which is one for the columns of all languages."""
        return camel(self.base or self.name)


@dataclass(frozen=True)
class NodeClass:
    """A class of nodes and the table that it is projected from; `required` are the columns that every node has."""

    name: str
    table: str
    columns: tuple[Column, ...]
    required: tuple[str, ...] = ()

    @property
    def in_rdf(self) -> tuple[Column, ...]:
        """Properties that RDF has too: all but those that repeat the values of another one."""
        return tuple(column for column in self.columns if not column.is_joined)

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
    """An edge that stands in a table of its own: from one class (`*`: any) and column to another.

    `rdf` is its property, `inverse` the name of the way back, of which no triple is written.
    """

    name: str
    table: str
    source: tuple[str, str]
    target: tuple[str, str]
    properties: tuple[Column, ...]
    rdf: str
    inverse: str | None
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
    "later_consents",
    "reaches",
    "modes",
    "pause_kinds",
    "coverages",
    "calendars",
    "roles",
    "stances",
    "hows",
    "standings",
    "end_kinds",
    "in_force",
    "why_possible",
    "qualifiers",
    "rules",
)
"""The closed lists of the registry: words, or a mapping from each word to what it does."""


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
    closed: dict[str, dict[str, str]]
    """For each column whose values are words of a list, that list by class; under `*` for all classes."""

    def word_list(self, column: str, class_: str = "*") -> str | None:
        """The list that the words of a column come from (`act_types` and `phases` too), None where text is free.

        >>> registry().word_list("kind", "Basis"), registry().word_list("title")
        ('basis_kinds', None)
        """
        lists = self.closed.get(column, {})
        return lists.get(class_) or lists.get("*")

    @cached_property
    def role_groups(self) -> dict[str, str]:
        """The group of each role, by which it links with others."""
        return {word.name: word.fields["group"] for word in self.words["roles"].values()}

    def group_of(self, role: object) -> str:
        """The group of a role; NOBODY where it is none of the vocabulary."""
        return self.role_groups.get(str(role), NOBODY)

    def words_of(self, word_list: str) -> tuple[str, ...]:
        """The words of a list, act types and phases too."""
        others: dict[str, dict[str, Any]] = {"act_types": dict(self.act_types), "phases": dict(self.phases)}
        return tuple(others.get(word_list) or self.words[word_list])

    def edge_type(self, column: Column) -> str:
        """The type of a reference's edges: `PARTY`, but `HAS_BASIS`: to Ladybug, `BASIS` is the class `Basis`."""
        name = column.name.upper()
        return f"HAS_{name}" if column.name in {node.path for node in self.classes.values()} else name

    def edge_types(self) -> tuple[str, ...]:
        """The types of all edges, in the order of the alphabet."""
        references = (column for node in self.classes.values() for column in node.references)
        return tuple(sorted({*self.relations, *map(self.edge_type, references)}))

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
    classes = {name: _class(name, entry, raw) for name, entry in raw["classes"].items()}
    return Registry(
        words={name: _words(raw[name]) for name in WORD_LISTS},
        languages=raw["languages"],
        default_roles=raw["default_roles"],
        links=tuple((a, b) for a, b in raw["links"]),
        act_types={name: _act_type(name, raw["act_types"]) for name in raw["act_types"]},
        phases={name: _phase(name, entry) for name, entry in raw["phases"].items()},
        properties={
            about: {name: _property(about, name, entry) for name, entry in entries.items()}
            for about, entries in raw["properties"].items()
        },
        classes=classes,
        relations={name: _relation(name, entry, raw) for name, entry in raw["relations"].items()},
        statement_record=_columns(raw["statement_record"], raw),
        closed={name: lists if isinstance(lists, dict) else {"*": lists} for name, lists in raw["closed"].items()},
    )


def _words(entries: dict[str, dict[str, str]] | list[str]) -> dict[str, Word]:
    fields = entries if isinstance(entries, dict) else {name: {} for name in entries}
    return {name: Word(name, each) for name, each in fields.items()}


def _act_type(name: str, entries: dict[str, Any]) -> ActType:
    entry = entries[name]
    ancestors, parent = [], entry.get("parent")
    while parent is not None:
        ancestors.append(parent)
        parent = entries[parent].get("parent")
    return ActType(name, tuple(ancestors), entry["phase"], entry["effect"])


def _phase(name: str, entry: dict[str, str]) -> Phase:
    days = entry.get("repeats_within_days")
    return Phase(name, None if days is None else int(days), entry.get("needs_day") == "true")


def _property(about: str, name: str, entry: dict[str, str]) -> Property:
    return Property(about, name, entry["compare"], entry.get("several") == "true")


def _columns(entries: dict[str, Any], raw: dict[str, Any]) -> tuple[Column, ...]:
    return tuple(_column(name, entries, raw) for name in entries)


def _column(name: str, entries: dict[str, Any], raw: dict[str, Any]) -> Column:
    spec, base, language = entries[name], *_language_of(name, entries, raw["languages"])
    if isinstance(spec, str):
        return Column(name, spec, (name,), spec in raw["classes"], base, language)
    kind = spec.get("class") or spec["type"]
    columns = spec.get("from", name)
    base = spec.get("joins", base)
    names = tuple([columns] if isinstance(columns, str) else columns)
    return Column(name, kind, names, kind in raw["classes"], base, language)


def _language_of(name: str, entries: dict[str, Any], languages: dict[str, str]) -> tuple[str | None, str | None]:
    """The property that a column stands for and its language: English where a column of another one is beside it."""
    base, _, language = name.rpartition("_")
    if base in entries and language in languages:
        return base, language
    is_translated = any(f"{name}_{language}" in entries for language in languages)
    return (name, "en") if is_translated else (None, None)


def _class(name: str, entry: dict[str, Any], raw: dict[str, Any]) -> NodeClass:
    return NodeClass(name, entry["table"], _columns(entry["properties"], raw), tuple(entry["required"]))


def _relation(name: str, entry: dict[str, Any], raw: dict[str, Any]) -> Relation:
    [source], [target] = entry["from"].items(), entry["to"].items()
    return Relation(
        name=name,
        table=entry["table"],
        source=source,
        target=target,
        properties=_columns(entry["properties"], raw),
        rdf=entry["rdf"],
        inverse=entry.get("inverse"),
        only=entry.get("only"),
        symmetric=entry.get("symmetric") == "true",
    )
