"""All 324 tables of the UN depositary by the bundled mapping: every cell is told, or listed with its reason."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from accordgraph.loaders.tables.checking import LEFT_CELL, lines
from accordgraph.loaders.tables.loading import left_lines, mapping_path
from accordgraph.loaders.tables.mapping_file import read_mapping
from accordgraph.loaders.tables.reading import Reading, StoreView, read_tables
from accordgraph.loaders.tables.refusals import LINE

GOLDEN = Path(__file__).with_name("un_treaties.json")


@pytest.fixture(scope="module")
def reading(shared: Path) -> Reading:
    with mapping_path("un-treaties") as path:
        return read_tables(read_mapping(path), [shared / "data" / "un-treaties"], StoreView())


def counts(reading: Reading) -> dict[str, object]:
    """Cells told by heading and type of act, and those left out by reason."""
    counted = reading.work.frame.filter(pl.col("type").is_not_null()).group_by("heading", "type").len()
    left = reading.left.group_by("why").len()
    return {
        "told": {f"{heading} | {kind}": number for heading, kind, number in sorted(counted.rows())},
        "left": dict(sorted(left.rows())),
        "refused": reading.refused.height,
    }


def test_cells_by_heading_and_reason_are_as_counted(reading: Reading) -> None:
    assert counts(reading) == json.loads(GOLDEN.read_text(encoding="utf-8"))


def test_every_cell_is_told_or_listed_with_its_reason(reading: Reading) -> None:
    counted = set(reading.work.frame.filter(pl.col("type").is_not_null() & pl.col("day").is_not_null())[LINE])
    left = set(reading.left[LINE])
    assert len(counted) == 30_927
    assert len(left) == 1_066
    assert not counted & left
    assert len(counted | left) == 31_993


def test_what_is_left_out_is_counted_by_reason_and_listed(reading: Reading) -> None:
    reasons = list(left_lines(reading.left))
    assert len(reasons) == reading.left["why"].n_unique()
    assert any(one.endswith(": a notification that the treaty will not be applied provisionally.") for one in reasons)
    listed = [line for line in lines(reading, {}, 0, "en") if line["part"] == LEFT_CELL]
    assert len(listed) == reading.left.height
    assert any(str(one["text"]).startswith("21-6-a.csv: column 'cell': '1 Nov 1994': a notification") for one in listed)


SAMPLE = [
    ("un-1-1", "ua", None),
    ("uncac", "ua", [("ratification", "2009-12-02", "18-14.csv"), ("signature", "2003-12-11", "18-14.csv")]),
    ("iccpr-op1", "tt", [("accession", "1980-11-14", "4-5.csv")]),
    ("un-21-6-a", "ir", []),  # its one cell is a notification that it will not apply the agreement provisionally
    ("un-21-6-a", "af", [("provisional-application", "1994-11-16", "21-6-a.csv")]),  # "by virtue of signature"
    (
        *("un-21-6-a", "jm"),
        [
            ("entry", "1995-07-28", "21-6-a.csv"),
            ("provisional-application", "1994-11-16", "21-6-a.csv"),
            ("signature", "1994-07-29", "21-6-a.csv"),
        ],
    ),
    ("un-12-7", "cz", []),  # it succeeded to the signature of Czechoslovakia
    ("un-14-7", "af", [("ratification", "1988-07-06", "14-7.csv"), ("signature", "1983-09-13", "14-7.csv")]),
]


@pytest.mark.parametrize(("basis", "actor", "expected"), SAMPLE)
def test_acts_are_those_of_the_files(
    reading: Reading, basis: str, actor: str, expected: list[tuple[str, str, str]] | None
) -> None:
    of_pair = reading.statements.filter((pl.col("basis") == basis) & (pl.col("actor") == actor))
    wide = of_pair.group_by("mention").agg(
        pl.col("value").filter(pl.col("property") == "type").first().alias("type"),
        pl.col("value").filter(pl.col("property") == "done_on").first().alias("day"),
        pl.col("cell").first().str.extract("^(.*)#").alias("file"),
    )
    rows = sorted(wide.select("type", "day", "file").rows())
    assert rows == ([] if expected is None and not rows else rows if expected is None else expected)


if __name__ == "__main__":
    with mapping_path("un-treaties") as path:
        folder = Path(__file__).parents[4] / "shared" / "data" / "un-treaties"
        whole = counts(read_tables(read_mapping(path), [folder], StoreView()))
    GOLDEN.write_text(json.dumps(whole, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"Wrote {GOLDEN}")
