"""What a dossier declares by id: its sources, actors and bases, read and handed on as statements."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from accordgraph.graph.statements.statement import Statement
from accordgraph.loaders.dossier import schema, value_checks
from accordgraph.loaders.dossier import statements as make
from accordgraph.loaders.dossier.entry_checks import check_actor, check_basis, check_kind, check_publisher, check_source
from accordgraph.loaders.dossier.files import Draft
from accordgraph.loaders.dossier.records import EntrySchema, Reader, Record
from accordgraph.loaders.dossier.sources import SourceInfo, Sources, read_text, source_info
from accordgraph.loaders.dossier.statement_count import StatementCount
from accordgraph.loaders.dossier.suggestions import quoted


def _check_declared_basis(reader: Reader, record: Record, identifier: str) -> None:
    check_kind(reader, record, "basis", identifier)
    check_basis(reader, record, identifier)


SECTIONS: dict[str, tuple[str, Callable[[], EntrySchema], Callable[[Reader, Record, str], None]]] = {
    "publishers": ("publisher", schema.publisher, check_publisher),
    "sources": ("source", schema.source, check_source),
    "actors": ("actor", schema.actor, check_actor),
    "bases": ("basis", schema.basis, _check_declared_basis),
}
"""What stands in each section: its class, its form, and what must hold in it."""


@dataclass
class Things:
    """The things that one file declares, by class and id."""

    draft: Draft
    records: dict[str, dict[str, Record]] = field(default_factory=dict)

    def read(self) -> None:
        """Read all entries of these sections."""
        for section, (name, entry_form, check) in SECTIONS.items():
            part = self.draft.header.parts.get(section)
            mapping = self.draft.reader.mapping(part, section) if part else None
            entries = self.records.setdefault(name, {})
            for key, node in mapping.entries.values() if mapping else ():
                value_checks.slug(self.draft.reader, key, f"id of {entry_form().what}", key.text)
                record = self.draft.reader.record(node, entry_form())
                if record is not None:
                    check(self.draft.reader, record, key.text)
                    entries[key.text] = record

    def add_sources(self, sources: Sources, declared: dict[str, Record]) -> None:
        """Tell entries of the sources, which are equal where several files declare them; `declared` grows."""
        reader = self.draft.reader
        sources.infos[self.draft.id] = SourceInfo(published=self.draft.recorded, hashed=False)
        for identifier, record in self.records["source"].items():
            text = read_text(reader, record, self.draft.path.parent)
            first = declared.setdefault(identifier, record)
            if first is record:
                sources.infos[identifier] = source_info(record, text)
            else:
                _compare(reader, identifier, first, record)

    def statements(self, count: StatementCount) -> Iterator[Statement]:
        """Statements about the dossier itself and about all that it declares."""
        draft, reader = self.draft, self.draft.reader
        common = make.editorial(draft.id, draft.header)
        yield from make.of_dossier(common, draft.id, draft.header)
        for name, entry_form, _ in SECTIONS.values():
            for identifier, record in self.records[name].items():
                if (name, identifier) not in reader.declarations.broken:
                    count.add(reader, record)
                    common = make.editorial(draft.id, record)
                    yield from make.of_thing(common, name, identifier, record, entry_form())


def _compare(reader: Reader, identifier: str, first: Record, record: Record) -> None:
    """Two files may declare one source only in the same words: else one would change what the other says."""
    for key in sorted({*first.node.entries, *record.node.entries} - {"text", "note", "how"}):
        if first.texts(key) != record.texts(key):
            current, other = (quoted(each.one(key) or "") for each in (record, first))
            message = f"{key}: {current}, but another file has {other} for the source {quoted(identifier)}"
            reader.flaw(record, key, message)


def refuse_cycles(all_things: Sequence[Things], name: str, key: str) -> None:
    """Complain where a chain of one key leads back to where it began, and take out the link that closes it."""
    places = {
        (identifier, value.text): (things, record)
        for things in all_things
        for identifier, record in things.records[name].items()
        for value in record.values.get(key, ())
    }
    edges: dict[str, list[str]] = {}
    for identifier, target in places:
        edges.setdefault(identifier, []).append(target)
    for identifier, target, way in list(closing_edges(edges)):
        things, record = places[identifier, target]
        value = next(value for value in record.values[key] if value.text == target)
        round_trip = " → ".join(way if len(way) <= 8 else [*way[:7], "…", way[-1]])
        things.draft.reader.fault(value.node, f"{key}: leads back to where it began: {round_trip}")
        record.values[key] = [each for each in record.values[key] if each is not value]


# ---------------------------------------------------------------- cycles
def closing_edges(edges: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str, list[str]]]:
    """Edges without which no chain would lead back: from, to, and the way round. Takes time linear in the edges."""
    done: set[str] = set()
    for start in edges:
        if start not in done:
            yield from _walk(start, edges, done)


def _walk(start: str, edges: Mapping[str, Sequence[str]], done: set[str]) -> Iterator[tuple[str, str, list[str]]]:
    path, places, frontier = [start], {start: 0}, [iter(edges.get(start, ()))]
    while path:
        target = next(frontier[-1], None)
        if target is None:
            done.add(path[-1])
            del places[path.pop()]
            frontier.pop()
        elif target in places:
            yield path[-1], target, [*path[places[target] :], target]
        elif target not in done:
            places[target] = len(path)
            path.append(target)
            frontier.append(iter(edges.get(target, ())))
