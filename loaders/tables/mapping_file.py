"""Reads a mapping and checks it by the forms of a dossier, before any table is opened."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from collections.abc import Mapping as Values
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from accordgraph.graph.errors import DossierError, Fault
from accordgraph.loaders.dossier.codes import former_states, states
from accordgraph.loaders.dossier.date_values import Days
from accordgraph.loaders.dossier.declarations import Declarations
from accordgraph.loaders.dossier.records import EntrySchema, Reader, Record
from accordgraph.loaders.dossier.source_texts import decode, read_bytes
from accordgraph.loaders.dossier.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode, parse, scalars
from accordgraph.loaders.tables import forms, templates
from accordgraph.loaders.tables.act_rules import with_day_of_term
from accordgraph.loaders.tables.cells.dates import format_problem
from accordgraph.loaders.tables.conditions import Condition
from accordgraph.loaders.tables.mapping import (
    Column,
    Declared,
    Entry,
    FieldValue,
    Join,
    Mapping,
    Says,
    Unpivot,
)
from accordgraph.loaders.tables.readers.table import Dialect

ID_PART = re.compile(r"[a-z0-9~-]*")

DECLARED: dict[str, tuple[str, Callable[[], EntrySchema]]] = {
    "sources": ("source", forms.SOURCE),
    "actors": ("actor", forms.ACTOR),
    "bases": ("basis", forms.BASIS),
}
"""Sections of things with an id, their class and form."""

STATED: dict[str, tuple[str, Callable[[], EntrySchema]]] = {
    "observations": ("observation", forms.OBSERVATION),
    "challenges": ("challenge", forms.CHALLENGE),
    "assessments": ("assessment", forms.ASSESSMENT),
}
"""Sections of what sources say and their forms."""

OF_BASES: dict[str, tuple[str, Callable[[], EntrySchema]]] = {
    "of_basis": ("of_basis", forms.OF_BASIS),
    "acts": ("act", forms.ACT),
    "lists": ("list", forms.LISTING),
}
"""What a source says of a basis."""


def is_mapping(path: Path) -> bool:
    """Whether a YAML file is a mapping, by its first keys."""
    try:
        root = parse(decode(read_bytes(path, str(path)), str(path)), str(path))
    except DossierError:
        return False
    return isinstance(root, MappingNode) and "mapping" in root.entries


def read_mapping(path: Path, known: Values[str, Values[str, str]] | None = None) -> Mapping:
    """Read a mapping. `known` holds what the store has, by class and id. Raises DossierError with all faults."""
    file = str(path)
    root = parse(decode(read_bytes(path, file), file), file)
    if not isinstance(root, MappingNode) or "mapping" not in root.entries:
        remedy = "is no mapping; a mapping begins with `mapping: ` and its id (accord mapping new TABLE writes one)"
        raise DossierError((Fault(remedy, file, 1, 1),))
    every = known or {"actor": {}, "basis": {}, "source": {}}
    written = dict.fromkeys((*states(), *former_states()), "")
    declarations = Declarations({**every, "actor": {**written, **every["actor"]}})
    reader = Reader(file, declarations, Days(scalars(root)))
    declarations.add(reader, root)
    declarations.broken.clear()
    mapping = _MappingReader(path, reader).read(root)
    if reader.faults:
        raise DossierError(
            tuple(dict.fromkeys(sorted(reader.faults, key=lambda fault: (fault.line or 0, fault.column or 0))))
        )
    return mapping


@dataclass
class _MappingReader:
    """Reads the parts of one mapping; faults are collected by the reader of the file."""

    path: Path
    reader: Reader

    def read(self, root: MappingNode) -> Mapping:
        self.reader.faults.extend(root.faults)
        head = self.reader.fields(root, forms.header())
        for value in head.values.get("mapping", ()):
            self.reader.declarations.add_dossier(self.reader, value.node)
        parts = head.parts
        table = self._record(parts.get("table"), forms.table()) if "table" in parts else None
        declared = [one for name, pair in DECLARED.items() for one in self._declared(parts.get(name), *pair)]
        declared += self._publishers(parts.get("publishers"))
        counted = [one for name, pair in STATED.items() for one in self._stated(parts.get(name), name, *pair)]
        recorded = head.one("recorded")
        return Mapping(
            path=self.path,
            id=head.one("mapping") or "",
            recorded=date.fromisoformat(recorded) if recorded else date.min,
            title=head.one("title"),
            licence=head.one("licence"),
            amends=tuple(head.texts("amends")),
            dialect=_dialect(table),
            table_path=table.one("path") if table else None,
            unpivot=self._unpivot(table),
            join=self._join(table),
            columns=dict(self._columns(parts.get("columns"))),
            where=self._conditions(parts.get("where")),
            ignore=tuple(head.texts("ignore")),
            declared=tuple(declared),
            says=tuple(counted),
            covers=tuple(self._covers(parts.get("covers"))),
        )

    # ------------------------------------------------------------ the table
    def _unpivot(self, table: Record | None) -> Unpivot | None:
        record = self._record(table.parts["unpivot"], forms.unpivot()) if table and "unpivot" in table.parts else None
        if record is None or not record.sound:
            return None
        return Unpivot(tuple(record.texts("keep")), record.one("heading") or "", record.one("cell") or "")

    def _join(self, table: Record | None) -> Join | None:
        record = self._record(table.parts["join"], forms.join()) if table and "join" in table.parts else None
        if record is None or not record.sound:
            return None
        key, on = (templates.parse(record.one(name) or "") for name in ("key", "with"))
        return Join(record.one("path") or "", key, on, record.node)

    # ------------------------------------------------------------ columns and conditions
    def _columns(self, node: Node | None) -> Iterator[tuple[str, Column]]:
        for name, inner in self._pairs(node, "columns"):
            record = self._record(inner, forms.column())
            if record is not None:
                yield name, self._column(name, record)

    def _column(self, name: str, record: Record) -> Column:
        type_ = record.one("type") or ("parts" if "pattern" in record.values else "text")
        if type_ == "parts" and "pattern" not in record.node.entries:
            self.reader.fault(
                record.node, f"column {name!r}: type parts needs pattern, with a name for each part: (?<day>...)"
            )
        if "?" in record.texts("format"):
            what = "format is not decided: say whether the day or the month comes first, as in %d/%m/%Y or %m/%d/%Y"
            self.reader.fault(record.node, f"column {name!r}: {what}")
        for value in record.values.get("format", ()):
            problem = None if value.text == "?" else format_problem(value.text)
            if problem:
                self.reader.fault(value.node, f"format: {value.text!r} is no format of dates: {problem}")
        return Column(
            name=name,
            node=record.node,
            type=type_,
            formats=tuple(record.texts("format")),
            missing=tuple(record.texts("missingValues")),
            names=tuple(record.texts("names")),
            otherwise=record.one("else"),
            kind=record.one("kind") or "other",
            language=record.one("language"),
            has_notes="notes" in record.values,
            split=tuple(record.texts("split")),
            is_filled="fill" in record.values,
            pattern=record.one("pattern"),
            of=tuple(templates.parse(text) for text in record.texts("of")),
            table=record.one("table"),
            decimal=record.one("decimalChar") or ".",
            group=record.one("groupChar") or "",
            **{key: dict(self._texts(record.parts.get(key), key)) for key in ("spelled", "words", "values", "leave")},
        )

    def _texts(self, node: Node | None, what: str) -> Iterator[tuple[str, str]]:
        for key, inner in self._pairs(node, what):
            if isinstance(inner, ScalarNode):
                yield key, inner.text.strip()
            else:
                self.reader.fault(inner, f"{what}: expected one value for {key!r}")

    def _conditions(self, node: Node | None) -> tuple[Condition, ...]:
        matches = []
        for column, inner in self._pairs(node, "where or when"):
            negated = isinstance(inner, MappingNode)
            if isinstance(inner, MappingNode):
                extra = [key for key in inner.entries if key != "not"]
                if extra or not inner.entries:
                    self.reader.fault(inner, f"{column}: expected a value, a list of values, or {{not: [values]}}")
                inner = inner.entries["not"][1] if "not" in inner.entries else inner
            items = inner.items if isinstance(inner, SequenceNode) else [inner]
            texts = [item.text.strip() for item in items if isinstance(item, ScalarNode)]
            matches.append(Condition(column, tuple(texts), negated, inner))
        return tuple(matches)

    # ------------------------------------------------------------ entries
    def _declared(self, node: Node | None, about: str, form: Callable[[], EntrySchema]) -> Iterator[Declared]:
        for key, inner in self._pairs(node, about):
            record = self._record(inner, form())
            if record is None:
                continue
            identifier = self._identifier(key, record.node)
            keys = tuple(record.texts("keys"))
            says: list[Says] = []
            for group in self._items(record.parts.get("says"), "says"):
                says += self._life(group) if about == "actor" else self._says(group)
            yield Declared(about, identifier, keys, self._entry(record, form()), tuple(says))

    def _publishers(self, node: Node | None) -> Iterator[Declared]:
        from accordgraph.loaders.dossier import schema

        for key, inner in self._pairs(node, "publishers"):
            record = self._record(inner, schema.publisher())
            if record is not None:
                yield Declared(
                    "publisher", self._template(key, record.node), (), self._entry(record, schema.publisher())
                )

    def _life(self, node: Node) -> Iterator[Says]:
        record = self._record(node, forms.LIFE())
        if record is not None and record.one("source"):
            source = templates.parse(record.one("source") or "")
            yield Says(source, (), (("life", self._entry(record, forms.LIFE())),))

    def _says(self, node: Node) -> Iterator[Says]:
        record = self._record(node, forms.SAYS())
        if record is None or not record.one("source"):
            return
        entries = []
        for key, (about, form) in OF_BASES.items():
            part = record.parts.get(key)
            items = [part] if key == "of_basis" and isinstance(part, MappingNode) else self._items(part, key)
            for item in items:
                inner = self._record(item, form())
                if inner is not None:
                    entry = self._entry(inner, form())
                    entries.append((about, with_day_of_term(entry) if about == "act" else entry))
        yield Says(
            templates.parse(record.one("source") or ""), self._conditions(record.parts.get("when")), tuple(entries)
        )

    def _stated(self, node: Node | None, section: str, about: str, form: Callable[[], EntrySchema]) -> Iterator[Says]:
        for group in self._items(node, section):
            record = self._record(group, forms.STATED())
            if record is None or not record.one("source"):
                continue
            inner = [self._record(item, form()) for item in self._items(record.parts.get("says"), "says")]
            entries = tuple((about, self._entry(one, form())) for one in inner if one is not None)
            when = self._conditions(record.parts.get("when"))
            yield Says(templates.parse(record.one("source") or ""), when, entries)

    def _covers(self, node: Node | None) -> Iterator[Entry]:
        from accordgraph.loaders.dossier import schema

        for item in self._items(node, "covers"):
            record = self._record(item, schema.covers())
            if record is not None:
                yield self._entry(record, schema.covers())

    def _entry(self, record: Record, form: EntrySchema) -> Entry:
        values, hows = [], {}
        for each in form.fields:
            for value in record.values.get(each.key, ()):
                if each.key == "how":
                    hows[value.key] = value.text
                else:
                    key = None if value.key is None else templates.parse(value.key)
                    values.append(FieldValue(each, key, templates.parse(value.text), value.node))
        return Entry(form, tuple(values), self._conditions(record.parts.get("when")), record.node, hows)

    # ------------------------------------------------------------ nodes
    def _identifier(self, text: str, node: Node) -> templates.Template:
        """An id, whose own words are as those of any id."""
        template = self._template(text, node)
        if any(part.column is None and not ID_PART.fullmatch(part.text) for part in template.parts):
            what = f"{text!r} cannot be an id; expected small letters a-z, digits and hyphens"
            self.reader.fault(node, f"{what}; what a thing is called stands under name")
        return template

    def _template(self, text: str, node: Node) -> templates.Template:
        template = templates.parse(text)
        if wrong := templates.problem(template):
            self.reader.fault(node, f"{text!r}: {wrong}")
        return template

    def _record(self, node: Node | None, form: EntrySchema) -> Record | None:
        return None if node is None else self.reader.record(node, form)

    def _pairs(self, node: Node | None, what: str) -> list[tuple[str, Node]]:
        mapping = self.reader.mapping(node, what) if node is not None else None
        return [(key, inner) for key, (_, inner) in mapping.entries.items()] if mapping else []

    def _items(self, node: Node | None, what: str) -> list[Node]:
        return [] if node is None else self.reader.items(node, what)


def _dialect(table: Record | None) -> Dialect:
    if table is None:
        return Dialect()
    header = table.one("header")
    return Dialect(
        encoding=table.one("encoding"),
        delimiter=table.one("delimiter"),
        quote_char=table.one("quoteChar"),
        header=int(header) if header else None,
        missing_values=("", *table.texts("missingValues")),
        sheet=table.one("sheet"),
        records=table.one("records"),
    )
