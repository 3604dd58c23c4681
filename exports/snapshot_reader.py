"""What a snapshot holds, read in parts, so that an export of any size needs the memory of one part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import polars as pl

from accordgraph.graph.errors import StoreError
from accordgraph.graph.store.snapshot import fingerprint
from accordgraph.graph.store.store import Snapshot
from accordgraph.ontology.registry import NodeClass

ROWS_AT_ONCE = 10_000
"""Things that are described at a time: of cooperations, with all their evidence, some 50 MB of text."""

FAILURES = (OSError, pl.exceptions.ComputeError)
"""What Polars raises for a file that is not there or is damaged."""


class Part(NamedTuple):
    """Things of one class in the order of their ids: their rows, and the first and the last id."""

    rows: pl.DataFrame
    first: str
    last: str


class Edition(NamedTuple):
    """What names a graph in a citation: its fingerprint, the same in any store, and the last day of its recording."""

    graph: str
    recorded: str


@dataclass(frozen=True)
class SnapshotReader:
    """The tables of a snapshot, in which each statement has all that the log says of it."""

    snapshot: Snapshot

    def scan(self, table: str) -> pl.LazyFrame:
        """A table, sorted by its id or else by its columns, of which only what is asked for will be read."""
        data = pl.scan_parquet(self.snapshot.table_folder / f"{table}.parquet")
        return self._with_log(data) if table == "statements" else data

    def read(self, frame: pl.LazyFrame) -> pl.DataFrame:
        """Read what a scan asks for. Raises StoreError where the snapshot is damaged or has just been replaced."""
        try:
            return frame.collect()
        except FAILURES as error:
            remedy = "If a load ran at the same time, export again; else load your dossiers into a new store."
            raise StoreError(f"The snapshot {self.snapshot.path} cannot be read: {error}.", remedy) from error

    def licences(self) -> dict[str, str | None]:
        """The licence that each dossier names by its id, sorted; None where it names none."""
        current = pl.scan_parquet(self.snapshot.table_folder / "statements.parquet").select(id="dossier").unique()
        named = current.join(self.scan("sources").select("id", "licence"), on="id", how="left").sort("id")
        return dict(self.read(named).iter_rows())

    def edition(self) -> Edition:
        """What names this graph in a citation."""
        recorded = self.read(self.scan("statements").select(pl.col("recorded_on").max().cast(pl.String))).item()
        return Edition(fingerprint(self.snapshot.manifest), recorded or "")

    def parts(self, node: NodeClass, rows: int = ROWS_AT_ONCE) -> Iterator[Part]:
        """The things of a class, about `rows` at a time. See `cuts` for what holds between parts."""
        ids = self.read(self.scan(node.table).select("id"))["id"]
        ends = cuts(ids, rows)
        for start, end in zip([0, *ends], ends, strict=False):
            first, last = ids[start], ids[end - 1]
            yield Part(
                self.read(self.scan(node.table).filter(pl.col("id").is_between(pl.lit(first), pl.lit(last)))),
                first,
                last,
            )

    def _with_log(self, data: pl.LazyFrame) -> pl.LazyFrame:
        """Statements with the columns that only the log has, and the day since which they stand."""
        said = pl.scan_parquet(self.snapshot.log_folder / "statements.parquet")
        recordings = pl.scan_parquet(self.snapshot.log_folder / "recordings.parquet")
        since = recordings.filter(pl.col("retracted_on").is_null()).select("id", "recorded_on")
        further = [name for name in said.collect_schema() if name not in data.collect_schema()]
        whole = data.join(said.select("id", *further), on="id", maintain_order="left")
        return whole.join(since, on="id", maintain_order="left")


def cuts(ids: pl.Series, rows: int) -> list[int]:
    """Where to cut a sorted series of ids into parts of about `rows`; the last place is its length.

    A line of N-Quads has the id and then `>`, which sorts after `-` and digits: `ab-c` comes before `ab`. Cut is only
    where all that goes before goes before in the order of lines too, so sorting each part sorts the whole.
    """
    if ids.is_empty():
        return []
    rank = (ids + ">").rank("ordinal").cast(pl.Int64)
    possible = (rank.cum_max() == pl.int_range(1, len(ids) + 1, eager=True)).arg_true() + 1
    wanted = range(rows, len(ids), rows)
    at = possible.search_sorted(pl.Series(wanted, dtype=pl.Int64))
    return sorted({*possible.gather(at).to_list(), len(ids)})
