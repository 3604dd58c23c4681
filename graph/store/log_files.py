"""The statement log on the disk: the part of a store that cannot be computed again.

Each snapshot has its log, whole: statements.parquet, recordings.parquet, history.jsonl, and a manifest.json with their
checksums. The snapshot's manifest repeats them, so one damaged manifest does not make a log unreadable.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from accordgraph.graph import regular_file
from accordgraph.graph.errors import StoreError
from accordgraph.graph.store import history, manifest
from accordgraph.graph.store.history import Load
from accordgraph.graph.store.manifest import Damage, Sum
from accordgraph.graph.store.paths import Folders

if TYPE_CHECKING:
    import polars as pl

    from accordgraph.graph.statements.log import Log

NEEDED = ("statements.parquet", "recordings.parquet")
"""Files without which a log is none. A history can be pieced together from the other logs."""

NEW_COLUMNS = ("ranges", "cell", "heading")
"""Columns of statements that logs of older versions do not have."""


def write(folder: Path, name: str, log: Log, loads: Iterable[Load]) -> dict[str, Any]:
    """Write the log of a snapshot into an empty folder, and give its manifest."""
    for file, frame in zip(NEEDED, log, strict=True):
        frame.write_parquet(folder / file)
    history.write(folder / history.FILE, loads)
    return manifest.write(folder, {"snapshot": name})


def read(folders: Folders, name: str) -> Log:
    """The log of a snapshot. Raises StoreError where it is not as it was written."""
    from accordgraph.graph.statements.log import Log
    from accordgraph.graph.statements.statement import RECORDINGS, STATEMENTS

    damage = flaws(folders, name)
    if damage:
        listed = "; ".join(f"{flaw.file} {flaw.says}" for flaw in damage)
        raise StoreError(f"The log of the snapshot {name} is damaged: {listed}.", manifest.mend(folders.store))
    schemas = dict(zip(NEEDED, (STATEMENTS, RECORDINGS), strict=True))
    return Log(*(_frame(folders, folders.log(name) / file, schema) for file, schema in schemas.items()))


def flaws(folders: Folders, name: str) -> list[Damage]:
    """What is wrong with the files that a log cannot do without; nothing where it is whole."""
    sums = _sums(folders, name)
    if sums is None:  # of a format that knew no checksums: reading will show
        missing = [folders.log(name) / file for file in NEEDED if not (folders.log(name) / file).exists()]
        return [Damage(path, "missing", "is missing") for path in missing]
    return list(manifest.flaws(folders.log(name), {file: sums[file] for file in NEEDED}))


def _sums(folders: Folders, name: str) -> dict[str, Sum] | None:
    """The checksums of a log by its own manifest, else by that of its snapshot; None where it is too old for any."""
    sums: dict[str, Sum]
    try:
        sums = manifest.read(folders.log(name))["files"]
    except StoreError:
        whole = manifest.read(folders.snapshot(name))
        if whole["format"] < manifest.FORMAT:
            return None
        sums = whole["log"]
    return sums


def _frame(folders: Folders, path: Path, schema: pl.Schema) -> pl.DataFrame:
    import polars as pl

    try:
        regular_file.require(path)
        frame = pl.read_parquet(path)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise StoreError(f"{path} is damaged: {error}.", manifest.mend(folders.store)) from error
    frame = with_new_columns(frame, schema)
    if frame.schema != schema:
        remedy = "Use the version of accordgraph that wrote it."
        raise StoreError(f"{path} has other columns than this version of accordgraph knows.", remedy)
    return frame


def with_new_columns(frame: pl.DataFrame, schema: pl.Schema) -> pl.DataFrame:
    """The frame of an older version with the columns that came later, all null: `NEW_COLUMNS` of statements."""
    import polars as pl

    later = [name for name in NEW_COLUMNS if name in schema and name not in frame.columns]
    if not later:
        return frame
    whole = frame.with_columns(pl.lit(None, pl.String).alias(name) for name in later)
    return whole.select(schema.names()) if set(whole.columns) == set(schema) else frame


def is_damaged(folders: Folders, name: str) -> bool:
    """Whether the log of a snapshot is unusable."""
    try:
        return bool(flaws(folders, name))
    except StoreError:
        return True


def lost(store: Path) -> str:
    """The remedy where no log of a store is whole any more."""
    return (
        "No log of this store is whole. Go on from a backup: accord restore FILE --store NEW, or load your dossiers "
        f"into a new folder, and keep {store} until you have all."
    )
