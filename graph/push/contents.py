"""The tables of a snapshot, and the fingerprint by which a target and a store know that they hold the same graph."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import polars as pl

from accordgraph.graph.errors import StoreError
from accordgraph.graph.schemas import Tables, table_schemas
from accordgraph.graph.snapshots import Snapshot
from accordgraph.graph.store import Store


def tables(snapshot: Snapshot) -> Tables:
    """All tables of a snapshot. Raises StoreError where it is damaged or has just been replaced by a load."""
    try:
        return {name: pl.read_parquet(snapshot.table_folder / f"{name}.parquet") for name in table_schemas()}
    except (OSError, pl.exceptions.ComputeError) as error:
        remedy = "If a load ran at the same time, do it again; else see what is damaged: accord check."
        raise StoreError(f"The snapshot {snapshot.path} cannot be read: {error}.", remedy) from error


def fingerprint(manifest: Mapping[str, Any]) -> str:
    """Of the tables of a snapshot: 16 hex digits, the same for the same graph in any store.

    It is taken from the checksums in the manifest, so no table is read.
    """
    digest = hashlib.sha256(str(manifest["vocabulary"]).encode())
    for name, told in sorted(manifest["files"].items()):
        if name.startswith("tables/"):
            digest.update(f"\n{name} {told['sha256']}".encode())
    return digest.hexdigest()[:16]


def with_fingerprint(store: Store, wanted: str) -> Snapshot | None:
    """The snapshot of a store that has this fingerprint, None where it is gone or was of another store."""
    for name in reversed(store.folders.numbered()):
        snapshot = Snapshot(store.folders.snapshot(name))
        try:
            if fingerprint(snapshot.manifest) == wanted:
                return snapshot
        except StoreError:
            continue  # Damaged: no snapshot to compare with, which `accord check` tells of.
    return None
