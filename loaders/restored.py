"""The log in a backup, judged as what is loaded is: a backup may come from anywhere, and checksums prove nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from accordgraph.graph.errors import InputError
from accordgraph.loaders.rdf.statements import check_statements

if TYPE_CHECKING:
    from accordgraph.graph.statements.log import Log


def check_log(log: Log) -> None:
    """Raise InputError where a loader would not have made these statements, or not together.

    What was retracted is in no answer, and is not judged.
    """
    from accordgraph.graph.statements.log import standing
    from accordgraph.graph.statements.validation import check_circles, check_declarations, check_references

    _check_recordings(log)
    statements = standing(log)
    opened = log.recordings.filter(pl.col("retracted_on").is_null()).select("id", "recorded_on")
    check_statements(statements.join(opened, on="id", how="left"), "the backup")
    for check in (check_declarations, check_references, check_circles):
        check(statements)


def _check_recordings(log: Log) -> None:
    """A statement stands once at a time, from a day on which it was recorded, and not before it was retracted."""
    opened = log.recordings.filter(pl.col("retracted_on").is_null())
    is_odd = pl.col("recorded_on").is_null() | (pl.col("retracted_on") < pl.col("recorded_on"))
    unknown = log.recordings.join(log.statements.select("id"), on="id", how="anti")
    if (
        opened["id"].is_duplicated().any()
        or log.statements["id"].is_duplicated().any()
        or not log.recordings.filter(is_odd).is_empty()
        or not unknown.is_empty()
    ):
        what = "The backup says of statements that they stood when no load can have recorded them."
        raise InputError(what, "Take another copy of it. Nothing was written.")
