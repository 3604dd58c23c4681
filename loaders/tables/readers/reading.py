"""One way into all readers: by the ending of the file's name."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from accordgraph.graph import regular_file
from accordgraph.loaders.tables.readers.csv_files import read_csv
from accordgraph.loaders.tables.readers.excel_files import read_excel
from accordgraph.loaders.tables.readers.json_files import read_json
from accordgraph.loaders.tables.readers.parquet_files import read_parquet
from accordgraph.loaders.tables.readers.selection import Selection
from accordgraph.loaders.tables.readers.table import Dialect, Table, refuse

READERS: dict[str, Callable[[Path, Dialect, Selection], Table]] = {
    **dict.fromkeys((".csv", ".tsv", ".tab", ".txt"), read_csv),
    **dict.fromkeys((".xlsx", ".xlsm", ".xls", ".ods"), read_excel),
    **dict.fromkeys((".json", ".jsonl", ".ndjson"), read_json),
    **dict.fromkeys((".parquet", ".pq"), read_parquet),
}
"""Readers by the ending of a file's name."""

CERTAIN = tuple(ending for ending in READERS if ending not in (".txt", ".json"))
"""Endings that only tables have; a `.json` may be RDF, and only a list of records is taken for one."""

MOST_BYTES = 8_000_000_000
"""Of one file; what a selection keeps of it is in memory as text."""


HEAD_BYTES = 1 << 16
"""Of a `.json` file, what tells records from RDF, whose keys begin with `@`."""


def is_table(path: Path) -> bool:
    """Whether a file's name is that of a table, or it is a list of records in JSON."""
    return path.suffix.lower() in CERTAIN or (path.suffix.lower() == ".json" and _has_records(path))


def _has_records(path: Path) -> bool:
    if not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
    except OSError:
        return False
    return re.match(rb"(?:\xef\xbb\xbf)?\s*\[\s*\{", head) is not None and b'"@' not in head


def read_table(path: Path, dialect: Dialect, selection: Selection | None = None) -> Table:
    """Read one table, or what a selection keeps of it. Raises DossierError where the file is none or cannot be read."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        endings = ", ".join(READERS)
        raise refuse(path, f"is no table by its name; tables end in {endings}")
    try:
        regular_file.require(path, MOST_BYTES)
        return reader(path, dialect, selection or Selection())
    except OSError as error:
        raise refuse(path, f"cannot be read: {error.strerror or error}") from error
