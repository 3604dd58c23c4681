"""What the files declare that are read together, and what the store has already: the ids that entries may refer to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from accordgraph.graph.ids import is_slug
from accordgraph.loaders.dossier.suggestions import nearest, quoted
from accordgraph.loaders.dossier.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode
from accordgraph.ontology.registry import registry

SECTIONS = {"source": "sources", "actor": "actors", "basis": "bases"}
"""Where things of a class are declared by their id."""

KINDS = {"source": "source_kinds", "actor": "actor_kinds", "basis": "basis_kinds"}
"""The registry's list of the kinds of a class."""

MOST_SUGGESTIONS = 200
"""Unknown ids that are looked up for likeness: each is compared with all, so their number has to be bounded."""


class FaultCollector(Protocol):
    """The reader of a file, to whom faults are reported."""

    file: str

    def fault(self, node: Node, message: str) -> None:
        """Report a fault at a node."""


class Declaration(NamedTuple):
    """Where an id is declared."""

    file: str
    key: ScalarNode
    node: Node


@dataclass
class Declarations:
    """Ids by class. `broken` are those whose declaration has a fault that leaves nothing to refer to."""

    known: Mapping[str, Mapping[str, str]]
    keep_going: bool = False
    declared: dict[str, dict[str, list[Declaration]]] = field(default_factory=dict)
    classes: dict[str, tuple[str, Declaration]] = field(default_factory=dict)
    broken: set[tuple[str, str]] = field(default_factory=set)
    dossiers: set[str] = field(default_factory=set)
    _suggested: dict[tuple[str, str], str] = field(default_factory=dict)
    _labels: dict[str, dict[str, str]] = field(default_factory=dict)

    def add_dossier(self, reader: FaultCollector, key: ScalarNode) -> bool:
        """Declare the id of a dossier, which is a source as well; whether it is the first of this id."""
        self.dossiers.add(key.text.strip())
        return self._claim(reader, "dossier", key.text.strip(), Declaration(reader.file, key, key))

    def add(self, reader: FaultCollector, root: MappingNode) -> None:
        """Declare all that a file declares."""
        for name, section in SECTIONS.items():
            entries = root.entries.get(section)
            if entries is not None and isinstance(entries[1], MappingNode):
                for key, node in entries[1].entries.values():
                    self._declare(reader, name, Declaration(reader.file, key, node))
        for name in ("observation", "challenge", "assessment"):
            for node in _told_ids(root, name + "s"):
                self._claim(reader, name, node.text.strip(), Declaration(reader.file, node, node))

    def _declare(self, reader: FaultCollector, name: str, declaration: Declaration) -> None:
        identifier = declaration.key.text
        before = self.declared.setdefault(name, {}).setdefault(identifier, [])
        before.append(declaration)
        claimed = self._claim(reader, name, identifier, declaration)
        if not is_slug(identifier) or not isinstance(declaration.node, MappingNode) or not claimed:
            self.broken.add((name, identifier))

    def _claim(self, reader: FaultCollector, name: str, identifier: str, declaration: Declaration) -> bool:
        """Whether an id is free for a class: ids are unique over all classes."""
        first, where = self.classes.setdefault(identifier, (name, declaration))
        if first == name == "dossier" and where is not declaration:
            reader.fault(
                declaration.key, f"dossier {quoted(identifier)} is in {where.file} already; one file a dossier"
            )
            return False
        if first != name:
            place = f"{where.file}:{where.key.line}"
            self._clash(reader, declaration, name, f"{_article(first)} in {place}")
            return False
        for other, ids in self.known.items():
            if identifier in ids and other != name and (other, name) != ("source", "dossier"):
                self._clash(reader, declaration, name, f"{_article(other)} in the store")
                return False
        return True

    def _clash(self, reader: FaultCollector, declaration: Declaration, name: str, other: str) -> None:
        message = f"{quoted(declaration.key.text)} is the id of {other} already, not of {_article(name)} as well"
        reader.fault(declaration.key, f"{message}; ids are unique over all classes")

    def settle_kinds(self) -> None:
        """Call once all files are added: what has no kind that is right, here or elsewhere, is broken."""
        for name, ids in self.declared.items():
            for identifier in ids:
                if self.kind(name, identifier) is None and identifier not in self.known.get(name, {}):
                    self.broken.add((name, identifier))

    def kind(self, name: str, identifier: str) -> str | None:
        """The kind of a thing: that of its first declaration that has a right one, else what the store knows."""
        words = registry().words[KINDS[name]]
        for declaration in self.declared.get(name, {}).get(identifier, ()):
            kind = text_at(declaration.node, "kind")
            if kind in words:
                return kind
        known = self.known.get(name, {}).get(identifier)
        return known if known in words else None

    def has(self, name: str, identifier: str) -> bool:
        """Whether there is a thing of a class with this id, here or in the store."""
        here = identifier in self.declared.get(name, {}) or (name == "source" and identifier in self.dossiers)
        return here or identifier in self.known.get(name, {})

    def reference(self, reader: FaultCollector, node: ScalarNode, key: str, name: str, identifier: str) -> str | None:
        """Check that an id refers to something; the id, or None after a fault."""
        if not self.has(name, identifier):
            reader.fault(node, f"{key}: {self._unknown(name, identifier)}")
            return None
        if self.keep_going and (name, identifier) in self.broken:
            reader.fault(node, f"{key}: left out, as the {name} {quoted(identifier)} has a fault of its own")
            return None
        return identifier

    def _unknown(self, name: str, identifier: str) -> str:
        if identifier in self.classes:
            other, where = self.classes[identifier]
            place = f"{where.file}:{where.key.line}"
            return f"{quoted(identifier)} is {_article(other)} ({place}), expected the id of {_article(name)}"
        suggestion = self._suggestion(name, identifier)
        meant = f"; did you mean {suggestion}?" if suggestion else "."
        remedy = f"If it is new, declare it under {SECTIONS[name]}, or load the dossier that has it."
        return f"there is no {name} {quoted(identifier)}{meant} {remedy}"

    def _suggestion(self, name: str, identifier: str) -> str:
        """The id that looks most like the one wanted, or whose name does."""
        pair = (name, identifier)
        if pair not in self._suggested and len(self._suggested) < MOST_SUGGESTIONS:
            if name not in self._labels:
                self._labels[name] = dict(self._names(name))
            label = nearest(identifier, self._labels[name])
            meant = self._labels[name][label] if label else ""
            self._suggested[pair] = f"{meant!r}" + (f" ({label})" if label != meant else "") if label else ""
        return self._suggested.get(pair, "")

    def _names(self, name: str) -> Iterable[tuple[str, str]]:
        """Pairs of something that a thing is called by and its id; the ids last, so that they win."""
        for identifier, declarations in self.declared.get(name, {}).items():
            for declaration in declarations:
                yield from ((text, identifier) for text in _called(declaration.node))
        yield from (
            (text, identifier) for identifier, text in self.known.get(name, {}).items() if name == "actor" and text
        )
        for ids in (self.known.get(name, {}), self.declared.get(name, {}), self.dossiers if name == "source" else ()):
            yield from ((identifier, identifier) for identifier in ids)


def text_at(node: Node, key: str) -> str | None:
    """The text under a key of a mapping, if there is one."""
    if isinstance(node, MappingNode) and key in node.entries:
        value = node.entries[key][1]
        return value.text.strip() if isinstance(value, ScalarNode) else None
    return None


def _called(node: Node) -> Iterable[str]:
    """Names, acronyms and other names of a declared thing."""
    if isinstance(node, MappingNode):
        for key in ("name", "acronym", "aliases"):
            if key in node.entries:
                yield from _texts(node.entries[key][1])


def _texts(node: Node) -> Iterable[str]:
    if isinstance(node, ScalarNode):
        yield node.text.strip()
    elif isinstance(node, SequenceNode):
        yield from (item.text.strip() for item in node.items if isinstance(item, ScalarNode))
    elif isinstance(node, MappingNode):
        yield from (value.text.strip() for _, value in node.entries.values() if isinstance(value, ScalarNode))


def _told_ids(root: MappingNode, section: str) -> Iterable[ScalarNode]:
    """The `id` of each observation, challenge or assessment of a file."""
    for group in _items(root, section):
        for entry in _items(group, "says"):
            if isinstance(entry, MappingNode) and "id" in entry.entries:
                node = entry.entries["id"][1]
                if isinstance(node, ScalarNode):
                    yield node


def _items(node: Node, key: str) -> list[Node]:
    entry = node.entries.get(key) if isinstance(node, MappingNode) else None
    return entry[1].items if entry is not None and isinstance(entry[1], SequenceNode) else []


def _article(name: str) -> str:
    return f"an {name}" if name[0] in "aeo" else f"a {name}"
