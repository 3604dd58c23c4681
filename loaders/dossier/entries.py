"""The entries of a dossier, read, checked against each other, and handed on as statements."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from accordgraph.graph.dates.bounds import write
from accordgraph.graph.dates.julian import gregorian, gregorian_end
from accordgraph.graph.statements.statement import Statement
from accordgraph.loaders.dossier import schema
from accordgraph.loaders.dossier import statements as make
from accordgraph.loaders.dossier.date_values import Days
from accordgraph.loaders.dossier.entry_checks import (
    check_act,
    check_as_of,
    check_basis,
    check_covers,
    check_done,
    check_life,
    check_list,
    check_stated_thing,
)
from accordgraph.loaders.dossier.files import Draft
from accordgraph.loaders.dossier.locators import locate
from accordgraph.loaders.dossier.records import EntrySchema, Record, Value
from accordgraph.loaders.dossier.sources import Sources
from accordgraph.loaders.dossier.statement_count import ACTORS, StatementCount
from accordgraph.loaders.dossier.yaml_nodes import Node, SequenceNode

TOLD_THINGS: dict[str, tuple[str, Callable[[], EntrySchema]]] = {
    "observations": ("observation", schema.observation),
    "challenges": ("challenge", schema.challenge),
    "assessments": ("assessment", schema.assessment),
}
"""Sections that are grouped by source alone: their class and the form of their entries."""

DATED = ("done", "effective", "until")
"""Keys of an act that its `calendar` is about."""

_WHOLE_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass
class Entries:
    """Makes the statements of what the sources of one dossier tell."""

    draft: Draft
    sources: Sources
    count: StatementCount
    statements: list[Statement] = field(default_factory=list)

    def read(self) -> None:
        """Read all that sources tell in the file."""
        for note in self._items(self.draft.header.parts.get("covers"), "covers"):
            self._covers(note)
        for identifier, node in _pairs(self.draft.header.parts.get("actors")):
            for item in self._items(dict(_pairs(node)).get("says"), "says"):
                self._life(identifier, item)
        for identifier, node in _pairs(self.draft.header.parts.get("bases")):
            self._basis(identifier, node)
        for section in TOLD_THINGS:
            for group in self._items(self.draft.header.parts.get(section), section):
                self._told_things(section, group)

    def _covers(self, node: Node) -> None:
        record = self.draft.reader.record(node, schema.covers())
        if record is not None:
            check_covers(self.draft.reader, record)
            if record.sound:
                self.count.add(self.draft.reader, record, ACTORS)
                self._add(make.of_covers(make.editorial(self.draft.id, record), self.draft.id, record))

    def _life(self, actor: str, node: Node) -> None:
        record = self.draft.reader.record(node, schema.life())
        if record is not None:
            check_life(self.draft.reader, record, actor)
            common = self._common(record.one("source"), record)
            if common and ("actor", actor) not in self.draft.reader.declarations.broken:
                self._add(make.of_life(common, actor, record, schema.life()))

    def _basis(self, identifier: str, node: Node) -> None:
        says = dict(_pairs(node)).get("says")
        for group in self._items(says, "says"):
            record = self.draft.reader.record(group, schema.says())
            if record is None:
                continue
            source = record.one("source")
            for part in self._one_or_more(record.parts.get("of_basis")):
                self._of_basis(identifier, source, part)
            for act in self._items(record.parts.get("acts"), "acts"):
                self._act(identifier, source, act)
            for listing in self._items(record.parts.get("lists"), "lists"):
                self._list(identifier, source, listing)

    def _of_basis(self, basis: str, source: str | None, node: Node) -> None:
        record = self.draft.reader.record(node, schema.told_basis())
        if record is not None:
            check_basis(self.draft.reader, record, basis)
            if common := self._common(source, record):
                self._add(make.of_thing(common, "basis", basis, record, schema.told_basis()), basis)

    def _act(self, basis: str, source: str | None, node: Node) -> None:
        record = self.draft.reader.record(node, schema.act())
        if record is not None:
            check_act(self.draft.reader, record)
            check_done(self.draft.reader, record, self.draft.recorded)
            if record.one("calendar") == "julian":
                _to_gregorian(self.draft.reader.days, record)
            if common := self._common(source, record):
                self._add(make.of_act(common, basis, record, schema.act()), basis)

    def _list(self, basis: str, source: str | None, node: Node) -> None:
        record = self.draft.reader.record(node, schema.listing())
        if record is not None:
            check_list(self.draft.reader, record)
            if common := self._common(source, record):
                self._add(make.of_list(common, basis, record), basis)

    def _told_things(self, section: str, node: Node) -> None:
        name, entry_form = TOLD_THINGS[section]
        group = self.draft.reader.record(node, schema.told_things())
        for item in self._items(group.parts.get("says"), "says") if group else ():
            record = self.draft.reader.record(item, entry_form())
            if record is not None:
                check_stated_thing(self.draft.reader, record, name)
                if common := self._common(group.one("source") if group else None, record):
                    self._add(make.of_thing(common, name, _thing(record), record, entry_form()))

    def _common(self, source: str | None, record: Record) -> Statement | None:
        """What the statements of an entry share; None if the entry has a fault or its source is not known."""
        info = self.sources.infos.get(source or "")
        if info is None or source is None:
            return None
        as_of = record.one("as_of") or self.sources.as_of(source)
        check_as_of(self.draft.reader, record, as_of, self.draft.recorded)
        locator = locate(self.draft.reader, record, info)
        if not record.sound:
            return None
        self.count.add(self.draft.reader, record, ACTORS)
        return make.statement(self.draft.id, source, record, as_of, locator)

    def _add(self, statements: Iterator[Statement], basis: str | None = None) -> None:
        """Keep statements, unless they are about a basis that is left out itself."""
        if basis is None or ("basis", basis) not in self.draft.reader.declarations.broken:
            self.statements.extend(statements)

    def _items(self, node: Node | None, what: str) -> list[Node]:
        return [] if node is None else self.draft.reader.items(node, what)

    def _one_or_more(self, node: Node | None) -> list[Node]:
        return self._items(node, "of_basis") if isinstance(node, SequenceNode) else [node] if node else []


def _pairs(node: Node | None) -> Iterator[tuple[str, Node]]:
    entries = getattr(node, "entries", {})
    yield from ((key, value) for key, (_, value) in entries.items())


def _thing(record: Record) -> str:
    identifier = record.one("id")
    if identifier is not None:
        return identifier
    return make.observation_id(*(record.one(key) or "" for key in ("series", "measure", "period")))


def _to_gregorian(days: Days, record: Record) -> None:
    """Convert the days of an act; what the source has stands in the note, so that nobody takes one for the other."""
    written = []
    for key in DATED:
        for value in record.values.get(key, ()):
            text = _converted(days, value.text)
            written.append(f"{key} {value.text}")
            record.values[key] = [Value(text or value.text, value.key, value.node)]
    if written:
        note = f"by the Julian calendar: {', '.join(written)}"
        own_note = record.one("note")
        node = record.values["calendar"][0].node
        record.values["note"] = [Value(f"{own_note}; {note}" if own_note else note, None, node)]


def _converted(days: Days, text: str) -> str | None:
    bounds = days.instant(text)
    first = gregorian(bounds.earliest) if bounds.earliest else None
    is_day = _WHOLE_DAY.fullmatch(text) is not None
    return write(first, gregorian_end(bounds.latest, is_day=is_day) if bounds.latest else None)
