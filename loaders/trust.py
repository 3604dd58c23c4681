"""Whose dossiers count: a load takes one as a stranger's, and the keeper of the store trusts it later, or no more."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

import polars as pl

from accordgraph.graph.derivation.strangers import PROPERTY, dossiers
from accordgraph.graph.errors import InputError
from accordgraph.graph.statements.log import Batch, last_day
from accordgraph.graph.statements.statement import frame
from accordgraph.graph.store.unloading import unknown_dossier

if TYPE_CHECKING:
    from accordgraph.graph.store.store import Store


def as_strangers(current: pl.DataFrame, batches: Sequence[Batch], *, all_of_them: bool) -> list[Batch]:
    """The batches, those of strangers with the statement that says so: all that are loaded, or those that were.

    `current` are the statements that stand. Raises InputError where one that is to be a stranger's is trusted.
    """
    known = set(dossiers(current))
    if all_of_them:
        _refuse_known(current, batches, known)
    return [_marked(batch) if all_of_them or batch.dossier in known else batch for batch in batches]


def _refuse_known(current: pl.DataFrame, batches: Sequence[Batch], strange: Collection[str]) -> None:
    """A file that bears the id of a trusted dossier would take away all that this one says."""
    trusted = set(current["dossier"].unique()) - set(strange)
    for batch in batches:
        if batch.dossier in trusted:
            raise InputError(
                f"The dossier {batch.dossier} is loaded already and trusted.",
                f"If it is not to be trusted any more, say accord trust --take-back {batch.dossier}, and load it then. "
                "If this is another dossier, give it an id of its own. Nothing was loaded.",
            )


def _marked(batch: Batch) -> Batch:
    mark = _mark(batch.dossier)
    return batch._replace(statements=pl.concat([batch.statements, mark]).unique("id", maintain_order=True).sort("id"))


def _mark(dossier: str) -> pl.DataFrame:
    return frame(
        [
            {
                "dossier": dossier,
                "loader": "trust",
                "source": dossier,
                "stance": "asserts",
                "how": "stated",
                "about": "source",
                "thing": dossier,
                "property": PROPERTY,
                "value": "true",
            }
        ]
    )


def refuse_others_sources(current: pl.DataFrame, batches: Sequence[Batch]) -> None:
    """Raise InputError where a stranger's dossier puts words into the mouth of a source that another one declares."""
    loaded = {batch.dossier: batch.statements for batch in batches}
    whole = pl.concat([current.filter(~pl.col("dossier").is_in(list(loaded))), *loaded.values()])
    strange = dossiers(whole)
    declared = whole.filter((pl.col("about") == "source") & (pl.col("property") == "kind"))
    others = declared.filter(~pl.col("dossier").is_in(strange.implode()))["thing"].unique()
    for dossier in sorted(set(strange) & set(loaded)):
        said = loaded[dossier].filter(pl.col("source").is_in(others.implode()) & (pl.col("source") != dossier))
        if not said.is_empty():
            names = ", ".join(said["source"].unique().sort()[:5])
            raise InputError(
                f"The dossier {dossier} is a stranger's, and speaks by sources that others declare: {names}.",
                "Let it declare sources of its own, or trust it and leave out --as-stranger, or say accord trust "
                f"{dossier}. Nothing was loaded.",
            )


def changed_trust(store: Store, wanted: Collection[str], today: datetime.date, *, trusted: bool) -> list[Batch]:
    """The dossiers as they read once they are trusted, or no more. Raises InputError for one that is not there."""
    current, log = store.standing(), store.log()
    known = current["dossier"].unique().to_list()
    batches = []
    for dossier in wanted:
        if dossier not in known:
            raise unknown_dossier(store, dossier, known)
        own = current.filter(pl.col("dossier") == dossier)
        own = own.filter((pl.col("about") != "source") | (pl.col("property") != PROPERTY))
        batch = Batch(dossier, max(today, last_day(log, dossier) or today), own)
        batches.append(batch if trusted else _marked(batch))
    return batches


def listed(store: Store) -> list[dict[str, object]]:
    """Each dossier of the store with whether it is trusted, and how much it states."""
    current = store.standing()
    strange = set(dossiers(current))
    counts = current.group_by("dossier").len().sort("dossier")
    return [{"dossier": one, "trusted": one not in strange, "statements": count} for one, count in counts.rows()]
