"""What the graph does not know, in words: the text over the bundled graph, and each gap where it is made.

`python tests/queries/answers/test_coverage_in_words.py` writes the text anew: read the diff before you commit it.
"""

from __future__ import annotations

import datetime
from pathlib import Path

import polars as pl
import pytest
from programs.running import run
from worlds.core import CORE

from accordgraph.graph.schemas import Tables
from accordgraph.graph.store.snapshot_tables import tables
from accordgraph.graph.store.store import Store
from accordgraph.queries.answers.coverage import coverage
from accordgraph.queries.answers.rendering import terminal
from accordgraph.queries.session import open_session

GOLDEN = Path(__file__).parents[2] / "golden" / "answers"
TODAY = datetime.date(2026, 11, 30)


def said(store: Path, changed: Tables | None = None, lang: str = "en", today: datetime.date = TODAY) -> str:
    snapshot = Store(store).snapshot()
    known = {**tables(snapshot), **(changed or {})}
    with open_session(snapshot, "ladybug", lang) as session:
        return terminal.text(coverage(session, known, Store(store).standing(), today))


@pytest.mark.parametrize("lang", ["en", "uk"])
def test_the_text(bundled_store: Path, lang: str) -> None:
    expected = (GOLDEN / f"coverage.{lang}.txt").read_text(encoding="utf-8")
    assert said(bundled_store, lang=lang) == expected
    done = run("coverage", "--format", "text", "--lang", lang, store=bundled_store)
    assert done.returncode == 0 and done.stdout.splitlines()[0] == expected.splitlines()[0]


def test_a_basis_of_which_no_start_is_known_has_no_day(bundled_store: Path) -> None:
    assert "NO SOURCE GIVES A DAY" not in said(bundled_store)
    known = tables(Store(bundled_store).snapshot())["participations"]
    is_one = pl.col("basis") == "nabu-jica-2024"
    bounds = [pl.when(~is_one).then(name).alias(name) for name in ("start_earliest", "start_latest")]
    text = said(bundled_store, {"participations": known.with_columns(bounds)})
    assert "Japan" in text.partition("NO SOURCE GIVES A DAY")[2].partition("\n\n")[0]


def test_what_two_voices_say_is_not_of_one_voice(bundled_store: Path) -> None:
    text = said(bundled_store).partition("ONE VOICE ONLY")[2].partition("\n\n")[0]
    assert "Japan" in text and "European Public Prosecutor" not in text and "core international crimes" not in text


def test_an_attestation_is_old_after_ten_years(bundled_store: Path) -> None:
    heading = "LAST ATTESTED MORE THAN TEN YEARS AGO"
    assert "29 December 2013" in said(bundled_store).partition(heading)[2]
    before = said(bundled_store, today=datetime.date(2023, 12, 28)).partition(heading)[2]
    assert "14 August 1994" in before and "29 December 2013" not in before


def test_an_actor_without_a_ukrainian_name_is_named(bundled_store: Path) -> None:
    names = tables(Store(bundled_store).snapshot())["names"]
    without = names.filter((pl.col("thing") != "nabu") | (pl.col("lang") != "uk"))
    text = said(bundled_store, {"names": without})
    assert "In Ukrainian: National Anti-Corruption Bureau of Ukraine." in " ".join(text.split())


if __name__ == "__main__":
    import tempfile

    from worlds.core import CORE

    from accordgraph.api import load

    with tempfile.TemporaryDirectory() as folder:
        load(CORE, Path(folder) / "store")
        for name in ("en", "uk"):
            (GOLDEN / f"coverage.{name}.txt").write_text(said(Path(folder) / "store", lang=name), encoding="utf-8")
