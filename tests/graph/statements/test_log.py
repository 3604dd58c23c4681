"""What a load records and takes back."""

from __future__ import annotations

import datetime

import polars as pl
from worlds.statement_builder import Story

from accordgraph.graph.statements.log import Batch, Change, empty_log, record, standing

MONDAY, TUESDAY = datetime.date(2026, 1, 5), datetime.date(2026, 1, 6)


def batch(day: datetime.date, *actors: str) -> Batch:
    return Batch("d", day, Story().actors(*actors).statements())


def actors(log: object) -> list[str]:
    return sorted(standing(log)["thing"].to_list())  # type: ignore[arg-type]


def test_loading_twice_changes_nothing() -> None:
    log, change = record(empty_log(), batch(MONDAY, "ua", "pl"))
    assert change == Change(added=2, retracted=0)
    again, change = record(log, batch(TUESDAY, "ua", "pl"))
    assert change == Change(added=0, retracted=0)
    assert again.recordings.equals(log.recordings)
    assert again.statements.equals(log.statements)


def test_what_a_dossier_no_longer_says_is_retracted_and_kept_in_the_log() -> None:
    log, _ = record(empty_log(), batch(MONDAY, "ua", "pl"))
    log, change = record(log, batch(TUESDAY, "ua"))
    assert change == Change(added=0, retracted=1)
    assert actors(log) == ["ua"]
    assert log.statements.height == 2
    assert log.recordings.filter(pl.col("retracted_on") == TUESDAY).height == 1


def test_what_comes_back_gets_a_new_interval() -> None:
    log, _ = record(empty_log(), batch(MONDAY, "ua", "pl"))
    log, _ = record(log, batch(TUESDAY, "ua"))
    log, change = record(log, batch(datetime.date(2026, 1, 7), "ua", "pl"))
    assert change == Change(added=1, retracted=0)
    assert actors(log) == ["pl", "ua"]
    assert log.recordings.height == 3


def test_another_dossier_is_left_alone() -> None:
    log, _ = record(empty_log(), batch(MONDAY, "ua"))
    other = Story().actors("pl").statements().with_columns(dossier=pl.lit("other"))
    log, change = record(log, Batch("other", TUESDAY, other))
    assert change == Change(added=1, retracted=0)
    assert actors(log) == ["pl", "ua"]
