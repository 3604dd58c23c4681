"""A panel for statistics: a row for each pair of actors and year, with counts of what was in force, by certainty."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import polars as pl

from accordgraph.exports.excel_csv import write_csv
from accordgraph.exports.request import ExportRequest
from accordgraph.exports.snapshot_reader import SnapshotReader
from accordgraph.graph import regular_file
from accordgraph.version import __version__

PANEL, CODEBOOK, DESCRIPTOR = "panel.csv", "codebook.csv", "panel.json"

CERTAINTIES = ("certainly", "presumably", "provisionally", "suspended", "possibly")

COLUMNS = {
    "actor_a": "The first of the two actors, by id",
    "actor_b": "The second of the two actors, by id; each pair stands once",
    "actor_a_name": "The name of the first, in the language that was asked for",
    "actor_b_name": "The name of the second",
    "year": "The year; the counts are those of its last day, 31 December",
    "certainly": "Agreements certainly in force between the two on that day; those that are open to other states or "
    "have more than 50 participants make no link of two actors, and are counted in no column, nor are those that only "
    "a dossier reports which nobody has trusted",
    "presumably": "In force, and no source reports an end, or the end that is reported came later",
    "provisionally": "Applied provisionally on that day",
    "suspended": "In force and suspended on that day",
    "possibly": "They may have been in force: the start, the end or the standing is not certain",
    "first_since": "The earliest day on which any of them may have begun",
    "first_since_latest": "The day on which the first of them had begun at the latest: where it is another than "
    "first_since, the start is not known to the day, and neither of the two is its date",
    "operations": "Operations, assistance and reports of which the two were part at some day of the year",
}
"""Columns of the panel and what they hold."""


def write(
    contents: SnapshotReader, folder: Path, request: ExportRequest, advance: Callable[[int], None] = lambda rows: None
) -> dict[str, int]:
    """Write the panel and its codebook into a folder; gives the numbers of rows, pairs and years."""
    links = contents.read(contents.scan("cooperations").filter("held", pl.col("stranger").is_null()))
    advance(links.height)
    data = panel(links, _names(contents, request.lang), _last_year(contents))
    write_csv(data, folder / PANEL, request)
    meanings = pl.DataFrame({"column": list(COLUMNS), "meaning": list(COLUMNS.values())})
    write_csv(meanings, folder / CODEBOOK, request)
    described = {
        "name": "accordgraph-panel",
        "files": [PANEL, CODEBOOK, DESCRIPTOR],
        "unit": "pair of actors and year",
        "version": __version__,
        **contents.edition()._asdict(),
        "licences": contents.licences(),
    }
    (folder / DESCRIPTOR).write_text(
        json.dumps(described, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="\n"
    )
    pairs = data.select("actor_a", "actor_b").unique().height
    return {"rows": data.height, "pairs": pairs, "years": data["year"].n_unique()}


def panel(links: pl.DataFrame, names: pl.DataFrame, last_year: int) -> pl.DataFrame:
    """The panel (`COLUMNS`), sorted by pair and year; years in which nothing can have been in force have no row."""
    first = pl.coalesce("since_earliest", "since_latest").dt.year()
    last = pl.coalesce(pl.col("until_latest").dt.year(), pl.lit(last_year))
    spans = links.with_columns(first=first, last=pl.min_horizontal(last, pl.lit(last_year))).drop_nulls("first")
    spans = spans.filter(pl.col("first") <= pl.col("last"))
    years = spans.with_columns(year=pl.int_ranges(pl.col("first"), pl.col("last") + 1)).explode("year")
    judged = years.with_columns(day=pl.date(pl.col("year"), 12, 31)).with_columns(in_force=_in_force())
    is_agreement = pl.col("kind") == "agreement"
    counts = [(is_agreement & (pl.col("in_force") == one)).sum().cast(pl.Int64).alias(one) for one in CERTAINTIES]
    grouped = judged.group_by("actor_a", "actor_b", "year").agg(
        *counts,
        *(
            pl.col(bound).filter(is_agreement & pl.col("in_force").is_not_null()).min().cast(pl.String).alias(name)
            for bound, name in (("since_earliest", "first_since"), ("since_latest", "first_since_latest"))
        ),
        (~is_agreement).sum().cast(pl.Int64).alias("operations"),
    )
    named = grouped.join(names.rename({"id": "actor_a", "name": "actor_a_name"}), on="actor_a", how="left")
    named = named.join(names.rename({"id": "actor_b", "name": "actor_b_name"}), on="actor_b", how="left")
    any_count = pl.any_horizontal(pl.col(one) > 0 for one in (*CERTAINTIES, "operations"))
    return named.filter(any_count).select(list(COLUMNS)).sort("actor_a", "actor_b", "year")


def _in_force() -> pl.Expr:
    """How surely a link was in force on `day`; null where it was not. The rules are those of the question in_force."""
    day = pl.col("day")

    def at_most(name: str) -> pl.Expr:
        return (pl.col(name) <= day).fill_null(False)

    def at_least(name: str) -> pl.Expr:
        return (pl.col(name) >= day).fill_null(False)

    may = (pl.col("since_earliest").is_null() | at_most("since_earliest")) & (
        pl.col("until_latest").is_null() | at_least("until_latest")
    )
    begun = at_most("since_latest")
    lasts = (pl.col("end_kind") == "none").fill_null(False) | at_least("sure_until") | at_least("presumed_until")
    pauses = pl.col("paused_kind").is_not_null()
    may_pause = (
        pauses
        & (pl.col("paused_from_earliest").is_null() | at_most("paused_from_earliest"))
        & (pl.col("paused_to_latest").is_null() | at_least("paused_to_latest"))
    )
    paused = (
        pauses & at_most("paused_from_latest") & (pl.col("paused_to_latest").is_null() | at_least("paused_to_earliest"))
    )
    doubt = (
        (pl.col("rests_until") < day).fill_null(False)
        | at_most("replaced_from")
        | (at_most("disputed_from") & (pl.col("disputed_to").is_null() | at_least("disputed_to")))
        | at_most("notice_from")
    )
    is_reading = (pl.col("since_standing") == "reading").fill_null(False)
    weak = ~pl.col("firm") | is_reading | ~begun | doubt | ~lasts | may_pause
    return (
        pl.when(~may | (paused & (pl.col("paused_kind") != "suspended")))
        .then(None)
        .when(paused)
        .then(pl.lit("suspended"))
        .when(weak)
        .then(pl.lit("possibly"))
        .when(pl.col("mode") == "provisional")
        .then(pl.lit("provisionally"))
        .when(at_least("sure_until"))
        .then(pl.lit("certainly"))
        .otherwise(pl.lit("presumably"))
    )


def _names(contents: SnapshotReader, lang: str) -> pl.DataFrame:
    name = pl.coalesce(f"name_{lang}", "name", "id") if lang != "en" else pl.coalesce("name", "id")
    return contents.read(contents.scan("actors").select("id", name=name))


def _last_year(contents: SnapshotReader) -> int:
    """The year in which the graph was last recorded: of later ones it knows nothing."""
    recorded = contents.scan("statements").select(pl.col("recorded_on").max().dt.year())
    year = contents.read(recorded).item()
    return int(year) if year is not None else 0


def is_export(folder: Path) -> bool:
    """Whether all that is in a folder was written by such an export."""
    try:
        described = json.loads(regular_file.read_bytes(folder / DESCRIPTOR))
        is_ours = described["name"] == "accordgraph-panel"
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return is_ours and {entry.name for entry in folder.iterdir()} <= {PANEL, CODEBOOK, DESCRIPTOR}
