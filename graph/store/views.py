"""The graph of some of a store's dossiers: what they say, derived anew in a folder of its own.

Nothing of the other dossiers counts but what they declare of the things that the chosen ones speak of: without the name
of an agreement, what is said of it would have no subject.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from accordgraph.graph.errors import UsageError

if TYPE_CHECKING:
    import polars as pl

    from accordgraph.graph.store.store import Store

FILE = "view"
"""Holds what the folder is a view of, for whoever shows an answer from it."""

DECLARING = ("source", "actor", "basis", "publisher")

REFERRING = ("thing", "basis", "actor", "source")


@contextmanager
def view(
    store: Store, only: Sequence[str] = (), without: Sequence[str] = (), server: str | None = None
) -> Iterator[Store]:
    """The store itself, or one with the graph of the chosen dossiers, which is gone after the block.

    `server` is the name of one that was asked, and that holds the whole graph.
    Raises InputError for a dossier that the store does not hold, UsageError where nothing is left.
    """
    if not only and not without:
        yield store
        return
    from accordgraph.graph.statements.log import Log, standing
    from accordgraph.graph.store.store import SnapshotOrigin, Store

    store.snapshot()
    log = store.log()
    kept = chosen(standing(log), _dossiers(store, standing(log), only, without))
    recordings = log.recordings.join(kept.select("id"), on="id", how="semi")
    with tempfile.TemporaryDirectory(prefix="accordgraph-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "view"
        part = Store(path)
        with part.writing() as begun:
            part.build(Log(kept, recordings), SnapshotOrigin("load", None, {}), begun)
        (path / FILE).write_text("\n".join([described(only, without), *filter(None, [server])]), encoding="utf-8")
        yield part


def described(only: Sequence[str], without: Sequence[str]) -> str:
    """Which dossiers are in a view, as the options say it."""
    words = [*(f"--only {one}" for one in only), *(f"--without {one}" for one in without)]
    return " ".join(words)


def _dossiers(store: Store, statements: pl.DataFrame, only: Sequence[str], without: Sequence[str]) -> list[str]:
    from accordgraph.graph.store.unloading import unknown_dossier

    known = statements["dossier"].unique().sort().to_list()
    for dossier in (*only, *without):
        if dossier not in known:
            raise unknown_dossier(store, dossier, known)
    left = [dossier for dossier in (only or known) if dossier not in without]
    if not left:
        raise UsageError("Of no dossier anything is left.", "Leave out --only or --without.")
    return left


def chosen(statements: pl.DataFrame, dossiers: Sequence[str]) -> pl.DataFrame:
    """What the dossiers state, with what others declare of the things that these statements speak of."""
    import polars as pl

    is_own = pl.col("dossier").is_in(list(dossiers))
    kept, others = statements.filter(is_own), statements.filter(~is_own)
    declared = others.filter(pl.col("about").is_in(DECLARING) & (pl.col("source") == pl.col("dossier")))
    while True:
        named = pl.concat([kept[name] for name in REFERRING] + [kept["value"]]).drop_nulls().unique()
        more = declared.filter(pl.col("thing").is_in(named.implode()) & ~pl.col("id").is_in(kept["id"].implode()))
        if more.is_empty():
            return kept.sort("id")
        kept = pl.concat([kept, more])
