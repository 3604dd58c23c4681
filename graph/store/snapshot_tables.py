"""The tables of a snapshot, and the snapshot of a store that a target holds."""

from __future__ import annotations

import polars as pl

from accordgraph.graph.errors import StoreError
from accordgraph.graph.schemas import Tables, table_schemas
from accordgraph.graph.store.snapshot import Snapshot, fingerprint
from accordgraph.graph.store.store import Store

__all__ = ["fingerprint", "tables", "with_fingerprint"]


def tables(snapshot: Snapshot) -> Tables:
    """All tables of a snapshot. Raises StoreError where it is damaged or has just been replaced by a load."""
    try:
        return {name: pl.read_parquet(snapshot.table_folder / f"{name}.parquet") for name in table_schemas()}
    except (OSError, pl.exceptions.ComputeError) as error:
        remedy = "If a load ran at the same time, do it again; else see what is damaged: accord check."
        raise StoreError(f"The snapshot {snapshot.path} cannot be read: {error}.", remedy) from error


def with_fingerprint(store: Store, wanted: str) -> Snapshot | None:
    """The snapshot of a store that has this fingerprint, None where it is gone or was of another store."""
    for name in reversed(store.folders.numbered()):
        snapshot = Snapshot(store.folders.snapshot(name))
        try:
            if fingerprint(snapshot.manifest) == wanted:
                return snapshot
        except StoreError:
            continue  # Damaged: no snapshot to compare with, which `accord check` reports.
    return None
