"""Reading a mapping of a dossier against its form: which keys it may have, and what each value must be.

Nothing is guessed. What does not fit becomes a `Fault` with its place, and reading goes on, so that a user sees all the
faults of a file at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from accordgraph.graph.errors import Fault
from accordgraph.loaders.dossier.date_values import DATE_KEYS
from accordgraph.loaders.dossier.suggestions import nearest, quoted
from accordgraph.loaders.dossier.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode, scalars

if TYPE_CHECKING:
    from accordgraph.loaders.dossier.date_values import Days
    from accordgraph.loaders.dossier.declarations import Declarations

LONGEST_TEXT = 100_000
"""Characters of one value; a quote of a whole page has 5,000."""

MOST_VALUES = 10_000
"""Values of one key; there are 200 states, and no actor with 100 names."""

Check = Callable[["Reader", ScalarNode, str, str], str | None]
"""Judges a value: given the reader, its node, its key and its text, the text to keep, or None after a fault."""


class Value(NamedTuple):
    """A value that passed its check; `key` is the language or actor that it stands under, where it stands so."""

    text: str
    key: str | None
    node: ScalarNode


@dataclass(frozen=True)
class Field:
    """What may stand under a key: `several` values or one, perhaps `keyed` by language or actor.

    `property` is the property of the statements that are made from it; None: the key serves something else.
    `nested`: its items may be lists of values, as the ranges of `at` are. `exact`: white space belongs to the value.
    `may_be_empty`: an empty text is a value.
    """

    key: str
    check: Check
    property: str | None = None
    several: bool = False
    keyed: Check | None = None
    default: str | None = None
    required: bool = False
    nested: bool = False
    exact: bool = False
    may_be_empty: bool = False


@dataclass(frozen=True)
class EntrySchema:
    """What an entry of a dossier looks like; `parts` are keys whose values are forms of their own."""

    what: str
    fields: tuple[Field, ...]
    parts: tuple[str, ...] = ()
    hints: dict[str, str] = field(default_factory=dict)

    @cached_property
    def by_key(self) -> dict[str, Field]:
        """The fields by their key."""
        return {each.key: each for each in self.fields}

    @property
    def keys(self) -> list[str]:
        """All keys that it may have, in order."""
        return [each.key for each in self.fields] + list(self.parts)


@dataclass
class Record:
    """An entry as read: its checked values and its parts; `sound` as long as no fault was found in its fields."""

    node: MappingNode
    values: dict[str, list[Value]]
    parts: dict[str, Node]
    sound: bool

    def one(self, key: str) -> str | None:
        """The value of a key that has one."""
        values = self.values.get(key)
        return values[0].text if values else None

    def how(self, key: str) -> str:
        """How the value of a key is known: said of the key, else of the whole entry."""
        hows = {value.key: value.text for value in self.values.get("how", ())}
        return hows.get(key) or hows.get(None) or "stated"

    def texts(self, key: str) -> list[str]:
        """All values of a key."""
        return [value.text for value in self.values.get(key, ())]

    def written(self, key: str) -> list[str]:
        """All texts under a key as they were written, also those that did not pass their check."""
        return [text for _, text in scalars(self.at(key))] if key in self.node.entries else []

    def at(self, key: str) -> Node:
        """Where to point for a fault in a key: its value, or the entry."""
        return self.node.entries[key][1] if key in self.node.entries else self.node


@dataclass
class Reader:
    """Reads the entries of one file and collects their faults."""

    file: str
    declarations: Declarations
    days: Days
    faults: list[Fault] = field(default_factory=list)

    def fault(self, node: Node, message: str) -> None:
        """Note a fault at a node."""
        self.faults.append(Fault(message, self.file, node.line, node.column))

    def flaw(self, record: Record, key: str, message: str) -> None:
        """Note a fault at a key of an entry, which is then left out as a whole."""
        self.fault(record.at(key), message)
        record.sound = False

    def record(self, node: Node, form: EntrySchema) -> Record | None:
        """Read an entry; None if it is no mapping."""
        before = len(self.faults)
        mapping = self.mapping(node, form.what)
        record = None if mapping is None else self.fields(mapping, form)
        if record is not None:
            record.sound = len(self.faults) == before
        return record

    def fields(self, mapping: MappingNode, form: EntrySchema) -> Record:
        """Read all fields of an entry."""
        record = Record(mapping, {}, {}, True)
        for key_node, value in mapping.entries.values():
            self._take(record, form, key_node, value)
        self._require(record, form)
        self._check_how(record, form)
        return record

    def _check_how(self, record: Record, form: EntrySchema) -> None:
        """`how: {until: inferred}` names keys that the entry has."""
        for value in record.values.get("how", ()):
            if value.key is None or value.key in record.node.entries:
                continue
            known = [name for name in record.node.entries if name != "how"]
            near = nearest(value.key, known)
            meant = f"; did you mean {near!r}?" if near else "."
            self.fault(value.node, f"how: the entry has no key {quoted(value.key)}{meant} It has {', '.join(known)}.")

    def mapping(self, node: Node, what: str) -> MappingNode | None:
        """The node as a mapping, empty where nothing was written."""
        self.faults.extend(node.faults)
        if isinstance(node, MappingNode):
            return node
        if is_blank(node):
            return MappingNode(node.line, node.column)
        if not node.faults:
            self.fault(node, f"{what}: expected keys with values, found {_kind(node)}")
        return None

    def items(self, node: Node, what: str) -> list[Node]:
        """The node as a list, empty where nothing was written."""
        self.faults.extend(node.faults)
        if isinstance(node, SequenceNode):
            return node.items
        if not is_blank(node) and not node.faults:
            self.fault(node, f"{what}: expected a list (each item after `- `), found {_kind(node)}")
        return []

    def _take(self, record: Record, form: EntrySchema, key_node: ScalarNode, node: Node) -> None:
        key = key_node.text
        if key in form.parts:
            record.parts[key] = node
            return
        each = form.by_key.get(key)
        if each is None:
            self.fault(key_node, _unknown_key(key, form))
        elif isinstance(node, ScalarNode):
            kept = self._kept(each, node)
            record.values[key] = [] if kept is None else [Value(kept, each.default, node)]
        else:
            record.values[key] = values = list(islice(self._values(each, node), MOST_VALUES + 1))
            if len(values) > MOST_VALUES:
                self.fault(node, f"{key} has more than {MOST_VALUES:,} values")

    def _require(self, record: Record, form: EntrySchema) -> None:
        for each in form.fields:
            if each.required and each.key not in record.node.entries:
                self.fault(record.node, f"{form.what}: {each.key!r} is missing")

    def _values(self, each: Field, node: Node) -> Iterator[Value]:
        """All values of a key that pass their check, each once."""
        seen: set[tuple[str | None, str]] = set()
        for key, scalar in self._keyed_scalars(each, node):
            kept = self._kept(each, scalar)
            if kept is None:
                continue
            if (key, kept) in seen and not each.nested:
                self.fault(scalar, f"{each.key}: {quoted(kept)} is given twice")
            seen.add((key, kept))
            yield Value(kept, key, scalar)

    def _kept(self, each: Field, node: ScalarNode) -> str | None:
        """The text of a value, mostly without white space around it, if it passes its check."""
        text = node.text if each.exact else node.text.strip()
        if node.faults:
            self.faults.extend(node.faults)
        elif not text and not each.may_be_empty:
            self.fault(node, f"{each.key} is empty; give it a value or leave the key out")
        elif len(text) > LONGEST_TEXT:
            self.fault(node, f"{each.key} has {len(text):,} characters; {LONGEST_TEXT:,} are the maximum")
        else:
            return each.check(self, node, each.key, text)
        return None

    def _keyed_scalars(self, each: Field, node: Node) -> Iterator[tuple[str | None, ScalarNode]]:
        if each.keyed is None or not isinstance(node, MappingNode):
            yield from ((each.default, scalar) for scalar in self._scalars(each, node))
            return
        self.faults.extend(node.faults)
        for key_node, value in node.entries.values():
            key = each.keyed(self, key_node, each.key, key_node.text)
            if key is not None:
                yield from ((key, scalar) for scalar in self._scalars(each, value))

    def _scalars(self, each: Field, node: Node) -> Iterator[ScalarNode]:
        if isinstance(node, ScalarNode):
            yield node
            return
        self.faults.extend(node.faults)
        if (dates := _as_date(each, node)) is not None:
            yield dates
            return
        if not (each.several and isinstance(node, SequenceNode)):
            self.fault(node, f"{each.key}: expected {'values' if each.several else 'one value'}, found {_kind(node)}")
            return
        if not node.items:
            self.fault(node, f"{each.key} is empty; give it a value or leave the key out")
        for item in node.items:
            yield from self._scalars(Field(each.key, each.check, several=each.nested), item)


def _as_date(each: Field, node: Node) -> ScalarNode | None:
    """`[..2025-03-14]` without quotation marks, which YAML takes for a list, as the date that it is in EDTF."""
    if each.key not in DATE_KEYS or not isinstance(node, SequenceNode) or not node.items:
        return None
    texts = [item.text.strip() for item in node.items if isinstance(item, ScalarNode)]
    return ScalarNode(node.line, node.column, f"[{','.join(texts)}]") if len(texts) == len(node.items) else None


def is_blank(node: Node) -> bool:
    """Whether nothing was written for a value."""
    return isinstance(node, ScalarNode) and node.plain and not node.text and not node.faults


def _kind(node: Node) -> str:
    """What a node is, for a message."""
    if isinstance(node, ScalarNode):
        return f"the text {quoted(node.text)}"
    return "a list" if isinstance(node, SequenceNode) else "keys with values"


def _unknown_key(key: str, form: EntrySchema) -> str:
    if key in form.hints:
        return f"{form.what} has no key {quoted(key)}: {form.hints[key]}"
    near = nearest(key, form.keys)
    meant = f"; did you mean {near!r}?" if near else "."
    return f"{form.what} has no key {quoted(key)}{meant} It may have {', '.join(form.keys)}."
