"""Many small stories derived all at once: a derivation takes most of a second, however little there is to derive."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl

from accordgraph.graph.derivation.tables import build
from accordgraph.graph.schemas import Tables
from accordgraph.graph.statements.statement import Statement, frame
from accordgraph.graph.statements.validation import NAMES_ACTOR, NAMES_SOURCE
from accordgraph.ontology.registry import registry

SEED = 11
OF_IDS = ("mention", "thing", "basis", "actor", "source", "dossier")
NAMES_THING = (*NAMES_SOURCE, "publisher")


def derive_together(stories: Sequence[Sequence[Statement]]) -> list[Tables]:
    """The tables of each story. All are in one derivation, in another order, and each under ids of its own.

    A former state is known by an id of four letters: a story with successors keeps its ids, and is derived alone.
    """
    alone = [any(row["property"] == "succeeds" for row in story) for story in stories]
    rows = [_own(row, f"c{n}-") for n, story in enumerate(stories) if not alone[n] for row in story]
    whole = _shuffled(rows)
    return [
        _shuffled(story) if alone[number] else {name: _part(table, f"c{number}-") for name, table in whole.items()}
        for number, story in enumerate(stories)
    ]


def _own(row: Statement, prefix: str) -> Statement:
    """A statement about things whose ids begin with the prefix."""
    own: dict[str, Any] = {**row}
    own |= {name: prefix + own[name] for name in OF_IDS if own.get(name)}
    if (row["about"], row["property"]) in NAMES_ACTOR or row["property"] in {*NAMES_THING, *registry().basis_relations}:
        own["value"] = _prefixed(row["value"], prefix)
    if row["property"] == "complete_list":
        role, _, listed = row["value"].partition(": ")
        own["value"] = f"{role}: {_prefixed(listed, prefix)}"
    return own  # type: ignore[return-value]


def _prefixed(ids: str, prefix: str) -> str:
    return " ".join(prefix + one for one in ids.split())


def _shuffled(rows: Sequence[Statement]) -> Tables:
    return build(frame(list(rows)).sample(fraction=1, shuffle=True, seed=SEED))


def _part(table: pl.DataFrame, prefix: str) -> pl.DataFrame:
    """The rows that name things with the prefix, without it."""
    texts = pl.selectors.string()
    begins = rf"\b{prefix}"
    rows = table.filter(pl.concat_str(texts, separator=" ", ignore_nulls=True).str.contains(begins))
    return rows.with_columns(texts.str.replace_all(begins, ""))
