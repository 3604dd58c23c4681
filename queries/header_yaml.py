"""The YAML of a header as plain values: text, lists and mappings. Nothing is guessed, expanded or run.

A question may come from anybody. So a header is short, flat, and has no anchors, aliases and tags: what it holds is
what it says, and reading it takes no more time and memory than its length.
"""

from __future__ import annotations

from typing import Any

import yaml

LONGEST = 100_000
"""Characters of a header: the longest of the bundled ones has 3,000."""

DEEPEST = 10
"""Levels of nesting: a header needs 4."""


def read(text: str) -> Any:
    """The values that a text has. Raises ValueError, whose text says why it has none."""
    if len(text) > LONGEST:
        raise ValueError(f"it has {len(text):,} characters, and {LONGEST:,} are read")
    maker = _Maker()
    try:
        text.encode("utf-8")
        for event in yaml.parse(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader)):
            maker.take(event)
    except UnicodeEncodeError as error:
        raise ValueError(f"half a character stands at {error.start}; save the file as UTF-8") from error
    except yaml.YAMLError as error:
        raise ValueError(_told(error)) from error
    return maker.root


def _told(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or str(error).partition("\n")[0]
    place = f"line {mark.line + 1}, column {mark.column + 1}: " if mark else ""
    return f"it is not YAML: {place}{problem}"


class _Maker:
    """Makes values from the events of the parser, one at a time and without recursion."""

    def __init__(self) -> None:
        self.root: Any = None
        self.open: list[dict[str, Any] | list[Any]] = []
        self.keys: list[str | None] = []
        self.documents = 0

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.NodeEvent):
            self._node(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.open.pop()
            self.keys.pop()
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                raise self._wrong(event, "a second document begins")

    def _node(self, event: yaml.NodeEvent) -> None:
        if event.anchor is not None or getattr(event, "tag", None) is not None:
            raise self._wrong(event, "anchors, aliases and tags are not read; write the value out")
        value: Any = event.value if isinstance(event, yaml.ScalarEvent) else self._collection(event)
        self._place(value, event)
        if not isinstance(value, str):
            self.open.append(value)
            self.keys.append(None)
        if len(self.open) > DEEPEST:
            raise self._wrong(event, f"it is nested deeper than {DEEPEST} levels")

    def _collection(self, event: yaml.NodeEvent) -> dict[str, Any] | list[Any]:
        return {} if isinstance(event, yaml.MappingStartEvent) else []

    def _place(self, value: Any, event: yaml.Event) -> None:
        parent = self.open[-1] if self.open else None
        if parent is None:
            self.root = value
        elif isinstance(parent, list):
            parent.append(value)
        elif self.keys[-1] is None:
            self.keys[-1] = self._key(parent, value, event)
        else:
            parent[self.keys[-1]] = value
            self.keys[-1] = None

    def _key(self, parent: dict[str, Any], value: Any, event: yaml.Event) -> str:
        if not isinstance(value, str):
            raise self._wrong(event, "a key must be a single word")
        if value in parent:
            raise self._wrong(event, "a key is repeated")
        return value

    def _wrong(self, event: yaml.Event, what: str) -> ValueError:
        mark = event.start_mark
        return ValueError(f"line {mark.line + 1}, column {mark.column + 1}: {what}" if mark else what)
