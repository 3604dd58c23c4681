"""The statement log: which statements are current, since when, and which were retracted."""

from __future__ import annotations

import datetime
from typing import NamedTuple

import polars as pl

from accordgraph.graph.errors import InputError
from accordgraph.graph.statements.statement import RECORDINGS, STATEMENTS


class Batch(NamedTuple):
    """One dossier as it reads now: its id, the day it was recorded, and its statements (`STATEMENTS`)."""

    dossier: str
    recorded: datetime.date
    statements: pl.DataFrame


class Log(NamedTuple):
    """`statements`: all that was ever recorded (`STATEMENTS`); `recordings`: when each stood (`RECORDINGS`)."""

    statements: pl.DataFrame
    recordings: pl.DataFrame


class Change(NamedTuple):
    """How many statements a load added and took back."""

    added: int
    retracted: int


def empty_log() -> Log:
    """A log in which nothing was recorded."""
    return Log(STATEMENTS.to_frame(), RECORDINGS.to_frame())


def standing(log: Log) -> pl.DataFrame:
    """The current statements."""
    return log.statements.join(_open(log), on="id", how="semi")


def record(log: Log, batch: Batch) -> tuple[Log, Change]:
    """The log after a dossier was loaded.

    What the dossier no longer says is retracted on the day of the new recording; what it says anew, or again, gets a
    new interval. Loading the same dossier twice changes nothing.
    """
    _refuse_going_back(log, batch)
    of_dossier = log.statements.filter(pl.col("dossier") == batch.dossier).select("id")
    before = _open(log).join(of_dossier, on="id", how="semi")
    now = batch.statements.select("id")
    gone = before.join(now, on="id", how="anti")
    new = now.join(before, on="id", how="anti")
    ends = pl.col("retracted_on").is_null() & pl.col("id").is_in(gone["id"].implode())
    closed = log.recordings.with_columns(
        retracted_on=pl.when(ends).then(pl.lit(batch.recorded)).otherwise("retracted_on")
    )
    opened = new.with_columns(recorded_on=pl.lit(batch.recorded), retracted_on=pl.lit(None, pl.Date))
    statements = (
        pl.concat([batch.statements, log.statements]).unique("id", keep="first", maintain_order=True).sort("id")
    )
    recordings = pl.concat([closed, opened]).sort("id", "recorded_on", "retracted_on", nulls_last=True)
    return Log(statements, recordings), Change(new.height, gone.height)


def last_day(log: Log, dossier: str) -> datetime.date | None:
    """The last day on which anything of a dossier was recorded or retracted, None if the log has nothing of it."""
    known = log.statements.filter(pl.col("dossier") == dossier).select("id")
    days = log.recordings.join(known, on="id", how="semi").select(pl.max_horizontal("recorded_on", "retracted_on"))
    last = days.to_series().max()
    return last if isinstance(last, datetime.date) else None


def _refuse_going_back(log: Log, batch: Batch) -> None:
    """A recording that is older than one in the log would say that things were retracted before they were recorded."""
    last = last_day(log, batch.dossier)
    if last is not None and batch.recorded < last:
        raise InputError(
            f"The dossier {batch.dossier} was recorded on {batch.recorded}, and the store has it as of {last}.",
            f"Write `recorded: {last}` or a later day into it, if this is what it says now. Nothing was loaded.",
        )


def _open(log: Log) -> pl.DataFrame:
    return log.recordings.filter(pl.col("retracted_on").is_null()).select("id").unique()
