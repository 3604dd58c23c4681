"""A folder with a file for each table, CSV or Parquet, and what describes them: README.md and datapackage.json."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from accordgraph.exports.datapackage import DESCRIPTOR, README, descriptor, readme
from accordgraph.exports.excel_csv import prepared
from accordgraph.exports.snapshot_reader import SnapshotReader
from accordgraph.graph import regular_file
from accordgraph.graph.schemas import table_schemas
from accordgraph.ontology.registry import Registry

if TYPE_CHECKING:
    from accordgraph.exports.request import ExportRequest

PARQUET_ROWS = 100_000
"""Rows of a row group: fixed, since it would else hang on the machine."""


def write(
    contents: SnapshotReader,
    folder: Path,
    request: ExportRequest,
    words: Registry,
    advance: Callable[[int], None] = lambda rows: None,
) -> dict[str, int]:
    """Write all tables as `csv` or `parquet`; `advance` hears how many rows went by. Gives their counts."""
    form = request.form
    columns, rows = {}, {}
    for table in sorted(table_schemas(words)):
        scan = contents.scan(table)
        columns[table], rows[table] = scan.collect_schema(), contents.read(scan.select(pl.len())).item()
        path = folder / f"{table}.{form}"
        if form == "csv":
            prepared(scan, request).sink_csv(
                path, line_terminator="\n", quote_style="necessary", maintain_order=True, include_bom=request.excel
            )
        else:
            scan.sink_parquet(path, row_group_size=PARQUET_ROWS, maintain_order=True)
        advance(rows[table])
    licences, edition = contents.licences(), contents.edition()
    described = json.dumps(descriptor(columns, form, words, licences, edition), ensure_ascii=False, indent=2)
    (folder / DESCRIPTOR).write_text(f"{described}\n", encoding="utf-8", newline="\n")
    text = readme(rows, form, words, licences, edition, request.csv_safe)
    (folder / README).write_text(text, encoding="utf-8", newline="\n")
    return {"tables": len(rows), "rows": sum(rows.values())}


def is_export(folder: Path) -> bool:
    """Whether all that is in a folder was written by such an export, so that a new one may take its place."""
    try:
        package = json.loads(regular_file.read_bytes(folder / DESCRIPTOR))
        ours = {resource["path"] for resource in package["resources"]} | {DESCRIPTOR, README}
        is_named = package["name"] == "accordgraph"
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return is_named and {entry.name for entry in folder.iterdir()} <= ours
