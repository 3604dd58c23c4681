"""Deriving again without a source gives what a derivation of all other statements gives."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from worlds.core import CORE

from accordgraph.graph.derivation.removal import Alternative, without_each
from accordgraph.graph.derivation.tables import build
from accordgraph.graph.store.store import Store
from accordgraph.loaders.loading import load

BASES = ("jit-ukraine-2022", "uncac", "searches-2024")


@pytest.fixture(scope="module")
def statements(tmp_path_factory: pytest.TempPathFactory) -> pl.DataFrame:
    store = Store(Path(tmp_path_factory.mktemp("removal") / "store"))
    load(store, CORE)
    return store.standing()


@pytest.mark.parametrize("basis", BASES)
def test_each_source_left_out_gives_what_a_whole_derivation_gives(statements: pl.DataFrame, basis: str) -> None:
    sources = sorted(statements.filter(pl.col("basis") == basis)["source"].unique())
    sources = sources[:: max(1, len(sources) // 3)]
    alternatives = without_each(statements, [basis], sources)
    assert list(map(len, (sources, alternatives))) == [len(sources)] * 2 and len(sources) > 1
    for source in sources:
        rest = (pl.col("source") != source) | (pl.col("about") == "source")
        tables = build(statements.filter(rest))
        whole = Alternative(tables["participations"], tables["cooperations"])
        for expected, derived in zip(whole, alternatives[source], strict=True):
            own = expected.filter(pl.col("basis") == basis).drop("basis_name", strict=False)
            links = derived.filter(pl.col("basis") == basis).drop("basis_name", strict=False)
            assert links.sort("id").equals(own.sort("id")), source


def test_without_no_source_all_stays(statements: pl.DataFrame) -> None:
    as_it_is = without_each(statements, ["jit-ukraine-2022"], ["no such source"])["no such source"]
    tables = build(statements)
    assert as_it_is.cooperations.height > 50
    own = tables["cooperations"].filter(pl.col("basis") == "jit-ukraine-2022")
    links = as_it_is.cooperations.filter(pl.col("basis") == "jit-ukraine-2022")
    assert links.sort("id").equals(own.sort("id"))
