"""A dossier that takes over another is refused: it takes back much of what that said, or is of a day to come."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence

import polars as pl

from accordgraph.graph.errors import InputError
from accordgraph.graph.statements.log import Batch

SHARE = 0.1
"""Of the statements of a dossier: more is not retracted without being asked for."""

FEWEST = 10
"""Statements that may always be retracted: of a small dossier, one act is more than a tenth."""

MOST_NAMED = 3


CLOCKS_DIFFER = datetime.timedelta(days=1)
"""East of Greenwich it may be tomorrow already."""


def refuse_days_to_come(batches: Sequence[Batch], today: datetime.date) -> None:
    """Raise InputError where a dossier is recorded on a day to come, which no correct one could follow."""
    for batch in batches:
        if batch.recorded > today + CLOCKS_DIFFER:
            raise InputError(
                f"The dossier {batch.dossier} was recorded on {batch.recorded}, and today is {today}.",
                "Write the day on which it was written down. Nothing was loaded.",
            )


def refuse_retractions(
    current: pl.DataFrame, batches: Sequence[Batch], is_meant: Callable[[pl.DataFrame], bool] = lambda said: False
) -> None:
    """Raise InputError where a dossier no longer says more than a tenth of what it said; names some of it.

    `current` are the statements that stand (`STATEMENTS`). `is_meant` is asked with those of the dossier whether it is
    to be so all the same.
    """
    latest = {batch.dossier: batch for batch in batches}
    for batch in latest.values():
        said = current.filter(current["dossier"] == batch.dossier)
        gone = said.join(batch.statements, on="id", how="anti")
        if gone.height > max(FEWEST, SHARE * said.height) and not is_meant(said):
            raise InputError(
                f"The dossier {batch.dossier} said {said.height:,} things, and by these files it no longer says "
                f"{gone.height:,} of them, among them {_named(gone)}.",
                "Is another dossier meant, with an id of its own? If this one is to take back so much, load it with "
                "--replace (in Python: replace=True). Nothing was loaded.",
            )


def _named(gone: pl.DataFrame) -> str:
    """The first few, by what they are about."""
    of = pl.coalesce("thing", "basis", "actor", "mention")
    texts = gone.select(text=pl.format("{} of {} ({})", "property", of, "value"))["text"].drop_nulls().unique().sort()
    return ", ".join(texts[:MOST_NAMED].to_list())
