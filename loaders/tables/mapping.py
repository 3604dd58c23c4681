"""A mapping as read: how a table is read, what its cells mean, and the entries of a dossier that its rows make."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from accordgraph.loaders.dossier.records import EntrySchema, Field
from accordgraph.loaders.dossier.yaml_nodes import Node
from accordgraph.loaders.tables.conditions import Condition
from accordgraph.loaders.tables.readers.table import Dialect
from accordgraph.loaders.tables.templates import Template


@dataclass(frozen=True)
class Unpivot:
    """Each column but those of `keep` becomes a row a cell: its heading and its cell as two columns."""

    keep: tuple[str, ...]
    heading: str
    cell: str


@dataclass(frozen=True)
class Join:
    """Columns of another table: of the row whose `key` is what `on` gives for a row of this one."""

    path: str
    key: Template
    on: Template
    node: Node


@dataclass(frozen=True)
class Column:
    """What the cells of a column mean."""

    name: str
    node: Node
    type: str = "text"
    formats: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    otherwise: str | None = None
    kind: str = "other"
    language: str | None = None
    has_notes: bool = False
    split: tuple[str, ...] = ()
    is_filled: bool = False
    pattern: str | None = None
    of: tuple[Template, ...] = ()
    table: str | None = None
    decimal: str = "."
    group: str = ""
    spelled: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    leave: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class FieldValue:
    """One value of an entry: its field, the key it stands under (a language, an actor), and its template."""

    field: Field
    key: Template | None
    template: Template
    node: Node


@dataclass(frozen=True)
class Entry:
    """An entry of a dossier that rows make: its form, its values by key of the dossier, and which rows make it."""

    form: EntrySchema
    values: tuple[FieldValue, ...]
    when: tuple[Condition, ...]
    node: Node
    hows: dict[str | None, str] = field(default_factory=dict)

    def of(self, key: str) -> tuple[FieldValue, ...]:
        """The values under a key."""
        return tuple(each for each in self.values if each.field.key == key)

    def how(self, key: str) -> str:
        """How the value of a key is known: said of the key, else of the whole entry."""
        return self.hows.get(key) or self.hows.get(None) or "stated"


@dataclass(frozen=True)
class Says:
    """What a source says of a basis or an actor, or of nothing that is declared: entries by class."""

    source: Template
    when: tuple[Condition, ...]
    entries: tuple[tuple[str, Entry], ...]


@dataclass(frozen=True)
class Declared:
    """A thing that rows declare by id: its class, the id, its entry, and what sources say of it."""

    about: str
    id: Template
    keys: tuple[str, ...]
    entry: Entry
    says: tuple[Says, ...] = ()


@dataclass(frozen=True)
class Mapping:
    """A whole mapping. `id` is the id of the dossier that its statements are filed under."""

    path: Path
    id: str
    recorded: date
    title: str | None
    licence: str | None
    amends: tuple[str, ...]
    dialect: Dialect
    table_path: str | None
    unpivot: Unpivot | None
    join: Join | None
    columns: dict[str, Column]
    where: tuple[Condition, ...]
    ignore: tuple[str, ...]
    declared: tuple[Declared, ...]
    says: tuple[Says, ...]
    covers: tuple[Entry, ...]

    @property
    def folder(self) -> Path:
        """Where the tables beside the mapping lie."""
        return self.path.parent
