"""What a mapping refers to: columns, with the place in the mapping, and the conditions on rows."""

from __future__ import annotations

import fnmatch
from collections.abc import Callable, Iterator, Sequence

from accordgraph.loaders.dossier.yaml_nodes import Node
from accordgraph.loaders.tables.cells import plain
from accordgraph.loaders.tables.conditions import Condition
from accordgraph.loaders.tables.mapping import Entry, Mapping


def exempted(mapping: Mapping, column: str) -> Iterator[str]:
    """Words of a column that conditions of the mapping read, and that need be nothing else."""
    for condition in conditions(mapping):
        if condition.column == column:
            yield from condition.values


def conditions(mapping: Mapping) -> Iterator[Condition]:
    """All conditions of a mapping."""
    yield from mapping.where
    for entry in entries(mapping):
        yield from entry.when
    for declared in mapping.declared:
        for says in declared.says:
            yield from says.when
    for says in mapping.says:
        yield from says.when


def entries(mapping: Mapping) -> Iterator[Entry]:
    """All entries of a mapping."""
    for declared in mapping.declared:
        yield declared.entry
        for says in declared.says:
            yield from (entry for _, entry in says.entries)
    for says in mapping.says:
        yield from (entry for _, entry in says.entries)
    yield from mapping.covers


def references(mapping: Mapping) -> Iterator[tuple[str, Node | None]]:
    """All columns that a mapping refers to, with where it does."""
    for declared in mapping.declared:
        templates = [declared.id, *(says.source for says in declared.says)]
        yield from ((name, declared.entry.node) for each in templates for name in each.columns)
        yield from ((name, declared.entry.node) for name in declared.keys)
    for says in mapping.says:
        yield from ((name, None) for name in says.source.columns)
    for entry in entries(mapping):
        for value in entry.values:
            yield from ((name, value.node) for name in value.template.columns)
            yield from ((name, value.node) for name in (value.key.columns if value.key else ()))
    for column in mapping.columns.values():
        yield from ((name, column.node) for each in column.of for name in each.columns)
    yield from ((condition.column, condition.node) for condition in conditions(mapping))


def derived(mapping: Mapping) -> set[str]:
    """Columns that the mapping makes: parts of cells, and words by several columns."""
    derived_names = {name for name, column in mapping.columns.items() if column.of}
    for column in mapping.columns.values():
        if column.pattern:
            derived_names.update(plain.group_names(column.pattern))
    return derived_names


def is_read(mapping: Mapping) -> Callable[[str], bool]:
    """Whether anything in the mapping reads a column."""
    used = {name for name, _ in references(mapping)} | set(mapping.columns)
    if mapping.unpivot:
        used |= {*mapping.unpivot.keep, mapping.unpivot.heading, mapping.unpivot.cell}
    if mapping.join:
        used |= {*mapping.join.key.columns, *mapping.join.on.columns}
    stars = [name for name in used if "*" in name]
    return lambda name: name in used or any(fnmatch.fnmatchcase(name, star) for star in stars)


def early_conditions(mapping: Mapping) -> tuple[Condition, ...]:
    """The conditions of `where` on columns that the tables have, and not on those that the mapping makes."""
    derived_names = derived(mapping)
    return tuple(one for one in mapping.where if one.column not in derived_names)


def matching(columns: Sequence[str], pattern: str) -> list[str]:
    """The columns that a name with `*` stands for."""
    return [name for name in columns if fnmatch.fnmatchcase(name, pattern)]
