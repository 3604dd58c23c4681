"""The mapping of a table that was given without one: where it lies, and where a new one is written."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Iterator
from pathlib import Path

from accordgraph.graph.errors import DossierError
from accordgraph.loaders.dossier.source_texts import decode, read_bytes
from accordgraph.loaders.dossier.yaml_nodes import MappingNode, Node, ScalarNode, parse
from accordgraph.loaders.tables.guess import identifier
from accordgraph.loaders.tables.readers.reading import read_table
from accordgraph.loaders.tables.readers.table import Dialect
from accordgraph.loaders.tables.rows import REFUSED

ENDING = ".mapping.yaml"

NUMBER = re.compile(r"-\d+$")
"""After the name of a second file of refused cells."""


def is_refused(path: Path) -> bool:
    """Whether a file's name is that of refused cells."""
    return path.name.endswith(REFUSED)


def known_mapping(table: Path) -> Path | None:
    """The mapping beside a table, or in the current folder; None where there is none.

    Of refused cells it is the one of the table that they come from. One that names another table is another's:
    `a.csv` and `a.xlsx` have one each.
    """
    for name in _names(table):
        for path in (table.with_name(name), Path(name)):
            if path.is_file() and (is_refused(table) or _is_of(path, table)):
                return path
    return None


def mapping_called(table: Path, identifier: str) -> Path | None:
    """The mapping of this id that lies beside a table or in the current folder; None where there is none."""
    for folder in (table if table.is_dir() else table.parent, Path()):
        for path in sorted(folder.glob(f"*{ENDING}")):
            if _text(path, "mapping") == identifier:
                return path
    return None


def free_place(table: Path) -> Path:
    """Where a new mapping of a table is written: beside it, under a name that no other table's mapping has."""
    first, second = (table.with_name(f"{name}{ENDING}") for name in (table.stem, table.name))
    return second if first.exists() and not _is_of(first, table) else first


def mapping_id(path: Path, table: Path) -> str:
    """The id of a new mapping: by its own file where that is named as mappings are, else by the table's."""
    return identifier(path.name.removesuffix(ENDING) if path.name.endswith(ENDING) else table.stem)


def _names(table: Path) -> Iterator[str]:
    """Names that the mapping of a table may have."""
    if not is_refused(table):
        yield f"{table.name}{ENDING}"
        yield f"{table.stem}{ENDING}"
        return
    whole = table.name.removesuffix(REFUSED)
    source = _source(table)
    if source is not None:
        yield f"{source.name}{ENDING}"
        yield f"{source.stem}{ENDING}"
    yield f"{whole}{ENDING}"
    yield f"{NUMBER.sub('', whole)}{ENDING}"


def _source(refused: Path) -> Path | None:
    """The table that refused cells come from, by the first cell of their file."""
    table = read_table(refused, Dialect(header=1))
    first = table.frame[table.columns[0]].drop_nulls().first() if table.columns else None
    return Path(str(first).split("#")[0]) if first else None


def _is_of(mapping: Path, table: Path) -> bool:
    """Whether a mapping names this table or none."""
    named = _table_path(mapping)
    return named is None or fnmatch.fnmatchcase(table.name, Path(named).name)


def _table_path(mapping: Path) -> str | None:
    """The table that a mapping names."""
    part = _entry(_root(mapping), "table")
    return _scalar(_entry(part, "path"))


def _text(mapping: Path, key: str) -> str | None:
    return _scalar(_entry(_root(mapping), key))


def _root(mapping: Path) -> Node | None:
    """A mapping as YAML; None for one that is faulty, which its reader reports."""
    try:
        return parse(decode(read_bytes(mapping, str(mapping)), str(mapping)), str(mapping))
    except DossierError:
        return None


def _entry(node: Node | None, key: str) -> Node | None:
    return node.entries[key][1] if isinstance(node, MappingNode) and key in node.entries else None


def _scalar(node: Node | None) -> str | None:
    return node.text if isinstance(node, ScalarNode) else None
