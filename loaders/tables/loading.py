"""Tables into a store by a mapping: a batch of its own, a report of what was left out, a file of what was refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

from accordgraph.graph import regular_file
from accordgraph.graph.errors import DossierError, Fault, InputError
from accordgraph.graph.suggestions import nearest

if TYPE_CHECKING:
    import polars as pl

    from accordgraph.graph.statements.log import Batch
    from accordgraph.graph.store.store import Store
    from accordgraph.loaders.tables.reading import Reading, StoreView

Tell = Callable[[str], None]

MOST_REFUSALS = 20
"""Refused cells that a load names; the rest it counts, and the file of refused cells has them all."""

BUNDLED = "mappings"
ENDING = ".mapping.yaml"


def bundled_names() -> list[str]:
    """The names of the mappings that come with the program."""
    folder = files("accordgraph.data").joinpath(BUNDLED)
    return sorted(one.name.removesuffix(ENDING) for one in folder.iterdir() if one.name.endswith(ENDING))


@contextmanager
def mapping_path(name: str) -> Iterator[Path]:
    """The file of a mapping, by its path or by the name of a bundled one. Raises InputError where there is none."""
    if Path(name).is_file():
        yield Path(name)
        return
    known = bundled_names()
    if name not in known:
        near = nearest(name, known, limit=1)
        meant = f"Did you mean {near[0]}? " if near else ""
        raise InputError(
            f"There is no mapping {name!r}.", f"{meant}Bundled ones are {', '.join(known)}; or give the path of a file."
        )
    with as_file(files("accordgraph.data").joinpath(BUNDLED)) as folder:
        yield folder / f"{name}{ENDING}"


def store_view(store: Store, mapping: str) -> StoreView:
    """What a store has, without what this mapping has put there."""
    import polars as pl

    from accordgraph.loaders.known import known_values
    from accordgraph.loaders.tables.cells.state_lookup import folded
    from accordgraph.loaders.tables.reading import StoreView
    from accordgraph.loaders.tables.templates import HOST

    statements = store.standing().filter(pl.col("dossier") != mapping)
    known = known_values(statements)
    of_actors = statements.filter((pl.col("about") == "actor") & pl.col("property").is_in(["name", "acronym", "alias"]))
    names = of_actors.select(key=folded(pl.col("value")), id="thing")
    ids = statements.filter((pl.col("about") == "actor") & (pl.col("property") == "kind")).select(
        key=folded(pl.col("thing")), id="thing"
    )
    of_sources = statements.filter(pl.col("about") == "source")
    urls = of_sources.filter(pl.col("property") == "url").select(
        "thing", host=pl.col("value").str.extract(HOST).str.to_lowercase()
    )
    publishers = of_sources.filter(pl.col("property") == "publisher").select("thing", publisher="value")
    pairs = urls.join(publishers, on="thing").select("host", "publisher").unique().drop_nulls()
    hosts = dict(pairs.filter(~pl.col("host").is_duplicated()).rows())
    classes = {"actor": known["known_actors"], "basis": known["known_bases"], "source": known["known_sources"]}
    return StoreView(classes, pl.concat([names, ids]).unique().sort("key", "id"), hosts)


@dataclass(frozen=True)
class TableBatch:
    """What tables say, and their refused cells, which are written once it is loaded."""

    batch: Batch
    reading: Reading
    table: Path
    mapping_name: str

    def write_refused(self, note: Tell) -> None:
        """Write the refused cells to a file, and say how it is loaded when corrected."""
        import shlex

        from accordgraph.loaders.tables.refused_file import write_refused

        path = write_refused(self.reading, self.table)
        if path is not None:
            load = shlex.join(["accord", "load", str(path), "--mapping", self.mapping_name])
            note(f"The refused cells are in {path}: correct them in its column 'value', and load it by {load}")


def read_batch(
    store: Store,
    mapping_name: str,
    paths: Sequence[Path],
    *,
    keep_going: bool = False,
    note: Tell,
    report: Tell = lambda step: None,
) -> TableBatch:
    """What tables say by a mapping. `note` receives what was guessed, left out and refused; `report` each step.

    Raises DossierError with all that is wrong with the files or the mapping, InputError where no row tells anything.
    """
    from accordgraph.graph.statements.log import Batch
    from accordgraph.loaders.left_aside import beside_tables
    from accordgraph.loaders.tables.copies import copied
    from accordgraph.loaders.tables.corrections import (
        corrections,
        earlier,
        fallen_lines,
        notes,
        of_other_cells,
        table_now,
        together,
        without_other_corrections,
    )
    from accordgraph.loaders.tables.known_agreements import in_words, known_agreements
    from accordgraph.loaders.tables.mapping_file import read_mapping
    from accordgraph.loaders.tables.readers.reading import CERTAIN
    from accordgraph.loaders.tables.reading import read_tables
    from accordgraph.loaders.tables.refused_file import refused_cells

    with mapping_path(mapping_name) as path:
        view = store_view(store, read_mapping_id(path))
        mapping = read_mapping(path, view.known)
        where = list(paths) or [_own_table(path, mapping.table_path)]
        table = table_now(mapping, where, view)
        refused = refused_cells(table) if table else None
        reading = read_tables(mapping, where, view, refused, report, keep_going=keep_going)
    for line in beside_tables(where, CERTAIN) if mapping.table_path is None else ():
        note(line)
    _tell(reading, store, summary(reading), note)
    held = others(store, mapping.id)
    for line in (*in_words(known_agreements(reading.statements, held)), *fallen_lines(of_other_cells(where, refused))):
        note(f"Note: {line}.")
    statements = reading.statements
    if reading.rows.is_correction:  # their file has nothing but them
        statements = together(statements, without_other_corrections(earlier(store, reading), reading, table))
    corrected = corrections(store, reading, where, view)
    for line in notes(corrected):
        note(f"Note: {line}.")
    batch = Batch(mapping.id, mapping.recorded, together(statements, corrected.kept))
    _refuse_silence(batch, where[0])
    for line in copied(batch, held, str(where[0])):
        note(f"Note: {line}.")
    return TableBatch(batch, reading, where[0], mapping_name)


def is_remapped(mapping_name: str, paths: Sequence[Path], earlier: pl.DataFrame) -> bool:
    """Whether tables are those that a mapping's `earlier` statements cite: it is the mapping that differs."""
    from accordgraph.loaders.tables.mapping_file import read_mapping
    from accordgraph.loaders.tables.mending import is_same_table

    with mapping_path(mapping_name) as path:
        mapping = read_mapping(path)
        return is_same_table(earlier, mapping, list(paths) or [_own_table(path, mapping.table_path)])


def _refuse_silence(batch: Batch, table: Path) -> None:
    statements = batch.statements
    if statements.filter(statements["mention"].is_not_null() | (statements["about"] != "source")).is_empty():
        raise InputError(
            f"No row of {table} tells anything by the mapping {batch.dossier}.",
            "See what it makes of the rows: accord mapping check. Nothing was loaded.",
        )


def others(store: Store, mapping: str) -> pl.DataFrame:
    """The statements of a store that this mapping has not made."""
    import polars as pl

    return store.standing().filter(pl.col("dossier") != mapping)


def read_mapping_id(path: Path) -> str:
    """The id of a mapping, before it is read; empty where it has none, which its reader reports."""
    import re

    try:
        content = regular_file.read_bytes(path)
    except OSError:
        return ""
    match = re.search(rb"^mapping:[ \t]*['\"]?([a-z0-9-]+)", content, re.MULTILINE)
    return match[1].decode("ascii") if match else ""


def _own_table(path: Path, table: str | None) -> Path:
    if table is None:
        raise DossierError(
            (
                Fault(
                    "names no table; give one: accord load TABLE --mapping FILE, or write `table: {path: ...}`",
                    str(path),
                ),
            )
        )
    return path.parent / table if "*" not in table else path.parent


def _tell(reading: Reading, store: Store, sum_: str, note: Tell) -> None:
    """Notes for whoever loads: guesses, what nothing reads, new actors, refused cells, and the sum of all."""
    from accordgraph.loaders.tables.newcomers import in_words

    for line in reading.notes:
        note(f"Note: {line}.")
    for line in in_words(_not_made_before(store, reading)):
        note(f"Note: {line}.")
    for line in refusal_lines(reading.refused):
        note(line)
    for line in left_lines(reading.left):
        note(line)
    note(sum_)


def _not_made_before(store: Store, reading: Reading) -> pl.DataFrame:
    """New actors but for those that the mapping has made at an earlier load."""
    import polars as pl

    standing = store.standing()
    own = standing.filter((pl.col("dossier") == reading.mapping.id) & (pl.col("about") == "actor"))
    return reading.newcomers.filter(~pl.col("id").is_in(own["thing"].unique().implode()))


def refusal_lines(refused: pl.DataFrame) -> Iterator[str]:
    """A line for each refused cell, with file, row, column, value and what would mend it; capped, and counted."""
    for row in refused.head(MOST_REFUSALS).to_dicts():
        value = f"{row['value'][:60]!r}" if row["value"] else "(empty)"
        why = row["why"] if row["why"].endswith(("?", ".")) else f"{row['why']}."
        what = f"column {row['column']!r}: {value} is refused: {why} Remedy: {row['remedy']}."
        yield str(Fault(what, row["$address"], row["$row"]))
    if refused.height > MOST_REFUSALS:
        import polars as pl

        rest = refused.slice(MOST_REFUSALS).group_by("column", "why", maintain_order=True).agg(pl.len().alias("n"))
        for row in rest.sort("n", descending=True).head(MOST_REFUSALS).to_dicts():
            yield f"and {row['n']:,} more in column {row['column']!r}: {row['why']}"


def left_lines(left: pl.DataFrame) -> Iterator[str]:
    """A line for each reason for which cells of a column are left out, with the first of them."""
    from accordgraph.loaders.tables.absent_days import places

    for (column, why), cells in left.group_by("column", "why", maintain_order=True):
        values = cells["value"].fill_null("").unique(maintain_order=True)
        named = ", ".join(f"'{value[:60]}'" if value else "(empty)" for value in values.head(3))
        more = " and others" if values.len() > 3 else ""
        yield f"Left out: {named}{more} in column {column!r} ({places(cells)}): {why}."


def summary(reading: Reading) -> str:
    """How much of the tables was stated, refused and left out."""
    import polars as pl

    from accordgraph.loaders.tables.refusals import LINE

    lines = reading.work.frame[LINE].n_unique() + reading.rows.refused.height
    with_refusals = reading.refused[LINE].n_unique()
    counted = lines - reading.silent.height
    parts = [f"{_count(lines, 'row')} read"] if not reading.mapping.unpivot else []
    if reading.mapping.unpivot:
        gone = pl.concat([reading.refused[LINE], reading.left[LINE]]).unique()
        outside = reading.left.filter(~pl.col(LINE).is_in(reading.work.frame[LINE].implode()))[LINE].n_unique()
        counted = lines - reading.work.frame.filter(pl.col(LINE).is_in(gone.implode())).height - reading.silent.height
        parts = [f"{_count(lines + outside, 'cell')} read", f"{counted:,} stated"]
    of_rows = f" (of {_count(with_refusals, 'row')})" if not reading.mapping.unpivot and with_refusals else ""
    parts.append(f"{_count(reading.refused.height, 'cell')} refused{of_rows}")
    left = reading.left.height + reading.rows.left_out
    if left:
        parts.append(f"{left:,} left out with a reason")
    return f"{reading.mapping.id}: {', '.join(parts)}."


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
