"""YAML as nodes that know their line and column. Every scalar is text; nothing is guessed or run.

YAML 1.1 reads `NO` (Norway) as false, `on` as true and `2022-05` as something else again. Here all of them stay as they
were written. Anchors, aliases and tags are faults, so nothing can expand; nesting is counted before anything is built.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from accordgraph.graph.errors import DossierError, Fault

DEEPEST = 50
"""Levels of nesting that are read. A dossier needs 8; the limit keeps recursion over nodes safe."""

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that YAML does not allow in a file, and that no value may hold by an escape such as `\\0` either."""


@dataclass(slots=True)
class Node:
    """Something at a place in a file, lines and columns counted from 1; `faults` are those of its form."""

    line: int
    column: int
    faults: tuple[Fault, ...] = field(default=(), init=False)


@dataclass(slots=True)
class ScalarNode(Node):
    """A text, exactly as written; `plain` if it stood without quotes."""

    text: str
    plain: bool = True


@dataclass(slots=True)
class SequenceNode(Node):
    """Several nodes in order."""

    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class MappingNode(Node):
    """Nodes by key; of a repeated key the first stands."""

    entries: dict[str, tuple[ScalarNode, Node]] = field(default_factory=dict)


def parse(text: str, file: str) -> Node | None:
    """Read one YAML document; None if there is nothing in it. Raises DossierError where it cannot be read at all."""
    refuse_characters(text, file)
    builder = _Builder(file)
    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader)):
            builder.take(event)
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        raise DossierError((_foreign(error, file),)) from error
    return builder.root


def refuse_characters(text: str, file: str) -> None:
    """Raise DossierError at the first character that no text may hold."""
    if match := FORBIDDEN.search(text):
        line, column = place(text, match.start())
        message = f"character U+{ord(match[0]):04X} is not allowed in a text"
        raise DossierError((Fault(message, file, line, column),))


def place(text: str, index: int) -> tuple[int, int]:
    """Line and column, counted from 1, of a character of a text."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def scalars(node: Node | None, key: str = "") -> Iterator[tuple[str, str]]:
    """All texts below a node, each with the nearest key above it."""
    if isinstance(node, ScalarNode):
        yield key, node.text
    elif isinstance(node, SequenceNode):
        for item in node.items:
            yield from scalars(item, key)
    elif isinstance(node, MappingNode):
        for name, (_, value) in node.entries.items():
            yield from scalars(value, name)


def _foreign(error: Exception, file: str) -> Fault:
    """What the YAML parser complains of, at its place."""
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or str(error).splitlines()[0]
    context = getattr(error, "context", None)
    message = f"not YAML: {context + ', ' if context else ''}{problem}"
    return Fault(message, file, *((mark.line + 1, mark.column + 1) if mark else (1, 1)))


def _at(event: yaml.Event) -> tuple[int, int]:
    """Line and column of an event, counted from 1; events of parsed text always have a mark."""
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)


def _is_clean(node: Node) -> bool:
    """Whether a text holds printable characters only, which is quickly seen of most."""
    return not isinstance(node, ScalarNode) or node.text.isprintable() or FORBIDDEN.search(node.text) is None


class _Builder:
    """Makes nodes from the events of the parser, one at a time and without recursion."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.root: Node | None = None
        self.open: list[Node] = []
        self.keys: list[ScalarNode | None] = []
        self.documents = 0

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.NodeEvent):
            self._node(event)
        elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            self.open.pop()
            self.keys.pop()
        elif isinstance(event, yaml.DocumentStartEvent):
            self._document(event)

    def _document(self, event: yaml.Event) -> None:
        self.documents += 1
        if self.documents > 1:
            raise DossierError((self._fault(event, "a second document begins here; write one dossier a file"),))

    def _node(self, event: yaml.NodeEvent) -> None:
        node = self._node_of(event)
        if event.anchor is not None or getattr(event, "tag", None) is not None or not _is_clean(node):
            node.faults = tuple(self._fault(event, message) for message in self._complaints(event, node))
        self._place(node, event)
        if not isinstance(node, ScalarNode):
            self.open.append(node)
            self.keys.append(None)
        if len(self.open) > DEEPEST:
            raise DossierError((self._fault(event, f"nested deeper than {DEEPEST} levels"),))

    def _node_of(self, event: yaml.NodeEvent) -> Node:
        line, column = _at(event)
        if isinstance(event, yaml.ScalarEvent):
            return ScalarNode(line, column, event.value, bool(event.implicit[0]))
        if isinstance(event, yaml.SequenceStartEvent):
            return SequenceNode(line, column)
        if isinstance(event, yaml.MappingStartEvent):
            return MappingNode(line, column)
        return ScalarNode(line, column, "")

    def _complaints(self, event: yaml.NodeEvent, node: Node) -> Iterator[str]:
        """What is wrong with the form of a node: anchors, aliases, tags, escaped characters."""
        if isinstance(event, yaml.AliasEvent):
            yield f"alias *{event.anchor}: write the value out"
        elif event.anchor is not None:
            yield f"anchor &{event.anchor}: anchors are not used in dossiers"
        tag = getattr(event, "tag", None)
        if tag is not None:
            yield f"tag {tag}: every value is text, leave the tag out"
        if isinstance(node, ScalarNode) and (match := FORBIDDEN.search(node.text)):
            yield f"character U+{ord(match[0]):04X} is not allowed in a text"

    def _place(self, node: Node, event: yaml.Event) -> None:
        """Put a node where it belongs: below the open one, as an item, a key or a value."""
        parent = self.open[-1] if self.open else None
        if parent is None:
            self.root = node
        elif isinstance(parent, SequenceNode):
            parent.items.append(node)
        elif isinstance(parent, MappingNode):
            self._enter(parent, node, event)

    def _enter(self, parent: MappingNode, node: Node, event: yaml.Event) -> None:
        key, self.keys[-1] = self.keys[-1], None
        if key is None:
            self.keys[-1] = self._key(parent, node, event)
        elif key.text in parent.entries:
            before = parent.entries[key.text][0].line
            message = f"key {key.text!r} is repeated; it stands in line {before} already"
            parent.faults += (Fault(message, self.file, key.line, key.column),)
        else:
            parent.entries[key.text] = (key, node)

    def _key(self, parent: MappingNode, node: Node, event: yaml.Event) -> ScalarNode:
        parent.faults += node.faults
        if isinstance(node, ScalarNode):
            return node
        parent.faults += (self._fault(event, "a key must be a single word"),)
        return ScalarNode(node.line, node.column, "")

    def _fault(self, event: yaml.Event, message: str) -> Fault:
        return Fault(message, self.file, *_at(event))
