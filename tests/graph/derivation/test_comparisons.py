"""What would fill a machine is refused before it is computed: by what it asks for, not by its size."""

from __future__ import annotations

import datetime

import polars as pl
import pytest
from worlds.statement_builder import Story

from accordgraph.graph.derivation.comparisons import MOST_ROWS, refuse_comparisons, refuse_rows
from accordgraph.graph.derivation.cooperations.pauses import _between as between
from accordgraph.graph.derivation.tables import build
from accordgraph.graph.errors import InputError
from accordgraph.graph.statements.statement import STATEMENTS
from accordgraph.ontology.registry import registry


def said(count: int, **columns: str) -> pl.DataFrame:
    """So many statements; `#` in a column stands for the number of each."""
    numbers = pl.int_range(count, eager=True).cast(pl.String)
    given = {"id": "#", **columns}
    values = {name: (numbers if value == "#" else pl.lit(value)).alias(name) for name, value in given.items()}
    missing = [pl.lit(None, dtype).alias(name) for name, dtype in STATEMENTS.items() if name not in values]
    return pl.select(*values.values(), *missing).select(STATEMENTS.names())


ENTRIES = said(2_000, about="act", property="type", value="accession", basis="b", actor="#", mention="#")
TOO_MUCH = {
    "acts of the whole bear on all": [ENTRIES, said(3_000, about="act", property="type", basis="b", mention="#")],
    "an agreement replaces thousands": [ENTRIES, said(3_000, about="basis", property="replaces", basis="b", value="#")],
    "complete lists leave all out": [
        ENTRIES,
        said(3_000, about="basis", property="complete_list", basis="b", mention="#"),
    ],
    "one actor joins for ever": [said(3_000, about="act", property="type", basis="b", actor="a", mention="#")],
    "one actor is denied for ever": [
        said(3_000, about="participation", property="never", basis="b", actor="a", mention="#")
    ],
    "the whole ends for ever": [said(3_000, about="act", property="type", basis="b", mention="#")],
    "a day has thousands of values": [said(3_000, about="basis", property="in_force_since", thing="b", value="#")],
    "a name has thousands of values": [said(3_000, about="actor", property="name", thing="a", lang="en", value="#")],
}


@pytest.mark.parametrize("parts", TOO_MUCH.values(), ids=TOO_MUCH.keys())
def test_what_the_rules_would_compare_too_often_is_refused_before(parts: list[pl.DataFrame]) -> None:
    with pytest.raises(InputError, match="Too much to compare"):
        refuse_comparisons(pl.concat(parts), registry())


def test_many_parties_many_agreements_and_many_aliases_are_taken() -> None:
    parts = [
        ENTRIES,
        said(100_000, about="act", property="type", basis="#", actor="a", mention="#"),
        said(100_000, about="basis", property="name", thing="#", lang="en", value="#"),
        said(100_000, about="actor", property="alias", thing="a", value="#"),
    ]
    refuse_comparisons(pl.concat(parts), registry())


def test_a_join_is_measured_before_it_is_made() -> None:
    left = pl.DataFrame({"basis": ["b"] * 1_000})
    refuse_rows("lists", left, pl.DataFrame({"basis": ["b"] * (MOST_ROWS // 1_000)}), ["basis"])
    with pytest.raises(InputError, match="lists make 251,000 pairs, and 250,000 are the maximum"):
        refuse_rows("lists", left, pl.DataFrame({"basis": ["b"] * (MOST_ROWS // 1_000 + 1)}), ["basis"])


def turning(count: int, towards: str | None) -> pl.DataFrame:
    """Suspensions of one day by everybody."""
    day = datetime.date(2020, 1, 1)
    days = {f"{name}_{bound}": day for name in ("done", "effective") for bound in ("earliest", "latest")}
    acts = pl.DataFrame({"number": range(count)}).with_columns(
        basis=pl.lit("b"), effect=pl.lit("pauses"), authority=4, strong=True, actor=pl.lit("p0"),
        towards=pl.lit(towards, pl.String), **{name: pl.lit(value) for name, value in days.items()},
    )  # fmt: skip
    return acts.drop("number")


def test_suspensions_are_compared_with_the_parties_that_they_name_alone() -> None:
    parties = pl.DataFrame({"basis": "b", "actor": [f"p{number}" for number in range(1_000)], "rank": 4})
    parties = parties.with_columns(start_latest=pl.lit(datetime.date(2010, 1, 1)))
    assert between(turning(1_000, "p1 p2"), parties).height == 2_000
    assert between(turning(3, None), parties).height == 3 * 999
    with pytest.raises(InputError, match="between whom they stand make 1,000,000 pairs"):
        between(turning(1_000, None), parties)


# ---------------------------------------------------------------- links
def joined(actors: int, times: int) -> Story:
    """Actors that join one agreement again and again."""
    story = Story().source("page").basis("team").actors(*(f"a{number}" for number in range(actors)))
    for number in range(actors):
        for time in range(times):
            actor, year = f"a{number}", 1900 + 3 * time
            story.act("team", actor, "accession", str(year), source="page", episode=str(time + 1))
            story.act("team", actor, "exit", None, source="page", effective=str(year + 1), episode=str(time + 1))
    return story


@pytest.mark.parametrize(
    ("actors", "times", "most"), [(2, 1, 1), (3, 1, 3), (2, 3, 9), (10, 5, 1_125), (51, 1, 0), (11, 5, 0), (2, 26, 0)]
)
def test_links_are_counted_before_they_are_made(actors: int, times: int, most: int) -> None:
    counted: list[int] = []
    tables = build(joined(actors, times).statements(), announce=counted.append)
    assert counted == [most] and tables["cooperations"].height <= most
