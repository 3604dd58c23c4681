"""A table that says what another dossier says: a copy under another name is no second witness."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from accordgraph.graph.derivation.voices import source_table
from accordgraph.graph.errors import InputError
from accordgraph.loaders.tables.beside import mapping_called
from accordgraph.loaders.tables.new_mapping import UNNAMED
from accordgraph.ontology.registry import registry

if TYPE_CHECKING:
    from accordgraph.graph.statements.log import Batch

SAID = ("about", "thing", "basis", "actor", "property", "value")
"""What makes two statements of two dossiers the same."""

TELLINGS = ("act", "participation", "observation")

NEARLY_ALL = 0.9
"""Share of a table's statements that another dossier makes too, from which it may be a copy whoever is named."""

MOST_NAMED = 3


def copied(batch: Batch, others: pl.DataFrame, table: str) -> list[str]:
    """A line for each dossier whose statements a table repeats as the same voice, or nearly all as another.

    `others` are the statements of other dossiers. Raises InputError where a table that names no publisher repeats them
    as another voice: nobody knows whether it is a copy, and it would confirm what it may be copied from.
    """
    repeated = _repeated(batch.statements, others)
    if repeated.is_empty():
        return []
    voices = source_table(pl.concat([others, batch.statements.select(others.columns)]), registry()).select(
        "id", "voice"
    )
    pairs = repeated.join(voices, left_on="source", right_on="id").join(
        voices.rename({"voice": "voice_other"}), left_on="source_other", right_on="id"
    )
    strange = pairs.filter((pl.col("voice") == UNNAMED) & (pl.col("voice_other") != UNNAMED))
    if not strange.is_empty():
        raise _refusal(batch, strange, table)
    is_same = pl.col("voice") == pl.col("voice_other")
    same = _counts(pairs.filter(is_same & (pl.col("loader") == "table")))
    lines = [_line(batch, table, dossier, count) for dossier, count in same]
    enough = NEARLY_ALL * _tellings(batch.statements)["id"].n_unique()
    doubtful = [(dossier, count) for dossier, count in _counts(pairs.filter(~is_same)) if count >= enough]
    return [*lines, *(_doubt(table, dossier, count) for dossier, count in doubtful)]


def _counts(pairs: pl.DataFrame) -> list[tuple[str, int]]:
    """How many statements of a table each dossier makes too."""
    return pairs.group_by("dossier").agg(pl.col("id").n_unique()).sort("dossier").rows()


def _tellings(statements: pl.DataFrame) -> pl.DataFrame:
    return statements.filter(pl.col("about").is_in(TELLINGS) & (pl.col("stance") == "asserts"))


def _repeated(statements: pl.DataFrame, others: pl.DataFrame) -> pl.DataFrame:
    """Statements that others make too: `id`, `source`, `SAID`, and `dossier`, `loader`, `source_other` of theirs."""
    said = _tellings(statements)
    theirs = others.filter(pl.col("basis").is_in(said["basis"].unique().implode()) | pl.col("basis").is_null())
    theirs = _tellings(theirs).select(*SAID, "dossier", "loader", source_other="source").unique()
    return said.select("id", "source", *SAID).join(theirs, on=SAID, nulls_equal=True)


def _counted(count: int) -> str:
    return "1 statement" if count == 1 else f"{count:,} statements"


def _line(batch: Batch, table: str, dossier: str, count: int) -> str:
    return (
        f"{table} repeats {_counted(count)} of the dossier {dossier}, and both count as one voice. "
        f"If it is that table again, take one of them out: accord unload {batch.dossier}. "
        f"If it is its newer version, then load it in its place: {_in_its_place(table, dossier)}"
    )


def _in_its_place(table: str, dossier: str) -> str:
    """The command that loads a table as the newer version of a dossier, by its mapping where that lies beside it."""
    mapping = mapping_called(Path(table), dossier)
    return shlex.join(["accord", "load", table, "--mapping", str(mapping) if mapping else "FILE"])


def _doubt(table: str, dossier: str, count: int) -> str:
    return (
        f"{table} repeats {_counted(count)} of the dossier {dossier}, nearly all that it says, as a voice of its own. "
        "If it is a copy, write derived_from under its source"
    )


def _refusal(batch: Batch, strange: pl.DataFrame, table: str) -> InputError:
    dossier = strange["dossier"].sort()[0]
    of_dossier = strange.filter(pl.col("dossier") == dossier)
    bases = of_dossier["basis"].drop_nulls().unique().sort().head(MOST_NAMED).to_list()
    return InputError(
        f"{table} names no publisher, and {of_dossier['id'].n_unique():,} of its statements are those of the dossier "
        f"{dossier}, on {', '.join(bases)}: it would be a second voice for them, and may be a copy.",
        f"If it is a version of the same table: {_in_its_place(table, dossier)}. If somebody else made it, write who "
        f"did into its mapping, in the place of {UNNAMED}. Nothing was loaded.",
    )
