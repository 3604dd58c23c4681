"""Made-up statements of any size, the same for the same seed: actors, agreements, acts in them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from accordgraph.graph.statements.statement import STATEMENTS, with_ids

SOURCES = 20
FIRST_YEAR, YEARS = 1990, 35


@dataclass(frozen=True)
class Size:
    """How many actors, agreements, and participations of the first in the second."""

    actors: int
    agreements: int
    participations: int


SIZES = {
    "tiny": Size(100, 250, 1_000),
    "small": Size(1_000, 2_500, 10_000),
    "medium": Size(5_000, 12_500, 50_000),
    "full": Size(20_000, 50_000, 200_000),
}


def statements(size: Size, seed: int = 7) -> pl.DataFrame:
    """A frame of `STATEMENTS` with these many actors, agreements and participations, one in ten of them told twice."""
    random = np.random.default_rng(seed)
    parts = [_sources(), _actors(size), _agreements(size), _acts(size, random)]
    typed = [
        part.with_columns(
            pl.lit(None, dtype).alias(name) for name, dtype in STATEMENTS.items() if name not in part.columns
        )
        for part in parts
    ]
    data = pl.concat([part.select(pl.col(name).cast(dtype) for name, dtype in STATEMENTS.items()) for part in typed])
    asserted = data.with_columns(stance=pl.lit("asserts"), how=pl.lit("stated"), dossier=pl.lit("made-up"))
    return with_ids(asserted).unique("id").sort("id")


def _say(things: pl.DataFrame, about: str, values: dict[str, pl.Expr | str]) -> pl.DataFrame:
    rows = [
        things.with_columns(property=pl.lit(name), value=pl.lit(value) if isinstance(value, str) else value)
        for name, value in values.items()
    ]
    return pl.concat(rows).with_columns(about=pl.lit(about))


def _sources() -> pl.DataFrame:
    ids = pl.DataFrame({"thing": ["made-up", *(f"source-{number}" for number in range(SOURCES))]})
    values: dict[str, pl.Expr | str] = {"kind": "press", "publisher": pl.col("thing"), "published": "2025"}
    return _say(ids, "source", values).with_columns(source=pl.lit("made-up"))


def _actors(size: Size) -> pl.DataFrame:
    ids = pl.DataFrame({"number": np.arange(size.actors)}).select(thing=pl.format("actor-{}", "number"))
    values: dict[str, pl.Expr | str] = {"kind": "agency", "name": pl.format("The office of {}", "thing")}
    return _say(ids, "actor", values).with_columns(source=pl.lit("made-up"), lang=_english())


def _agreements(size: Size) -> pl.DataFrame:
    ids = pl.DataFrame({"number": np.arange(size.agreements)}).select(thing=pl.format("agreement-{}", "number"))
    values: dict[str, pl.Expr | str] = {
        "kind": "agreement",
        "binds": "signature",
        "name": pl.format("The arrangement called {}", "thing"),
    }
    data = _say(ids, "basis", values).with_columns(source=pl.lit("made-up"), lang=_english())
    return data.with_columns(basis="thing")


def _english() -> pl.Expr:
    return pl.when(pl.col("property") == "name").then(pl.lit("en"))


def _acts(size: Size, random: np.random.Generator) -> pl.DataFrame:
    count = size.participations
    days = random.integers(0, 365 * YEARS, count)
    first = pl.DataFrame(
        {
            "basis": np.resize(np.arange(size.agreements), count),
            "actor": random.integers(0, size.actors, count),
            "source": random.integers(0, SOURCES, count),
            "day": days,
        }
    ).unique(["basis", "actor"], keep="first", maintain_order=True)
    again = first.sample(fraction=0.1, seed=7).with_columns(
        source=(pl.col("source") + 1) % SOURCES, day=pl.col("day") + pl.lit(random.integers(0, 2, first.height // 10))
    )
    mentions = pl.concat([first, again]).select(
        basis=pl.format("agreement-{}", "basis"),
        actor=pl.format("actor-{}", "actor"),
        source=pl.format("source-{}", "source"),
        value=(pl.date(FIRST_YEAR, 1, 1) + pl.duration(days="day")).dt.to_string("%Y-%m-%d"),
    )
    mentions = mentions.with_columns(mention=pl.concat_str("basis", "actor", "source", separator="/"))
    dated = mentions.with_columns(about=pl.lit("act"), property=pl.lit("done_on"))
    typed = mentions.with_columns(about=pl.lit("act"), property=pl.lit("type"), value=pl.lit("signature"))
    return pl.concat([dated, typed])
