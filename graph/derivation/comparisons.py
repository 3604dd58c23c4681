"""How much the rules would have to compare, reckoned before they begin: a small file can ask for billions of pairs.

Acts of the whole bear on everybody in an agreement, what is said of one actor is compared with all else that is said of
it there, and values of one property with each other. Few of each are usual, and count for nothing here.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from accordgraph.graph.errors import InputError
from accordgraph.ontology.registry import Registry

MOST_PAIRS = 2_000_000
"""Of one kind; the rules take some 300 MB for them."""

USUAL_PAIRS = 1_000
"""Of one agreement, actor or property: fewer are not counted, so that large graphs have no bound but their machine."""

MOST_ROWS = 250_000
"""Of a join whose rows end in the graph, such as a complete list that leaves an actor out."""


def refuse_comparisons(statements: pl.DataFrame, vocabulary: Registry) -> None:
    """Raise InputError, with what is at fault, where statements make more pairs than the rules can take."""
    of_actors = statements.filter(pl.col("actor").is_not_null() & pl.col("mention").is_not_null())
    relations = (pl.col("about") == "basis") & pl.col("property").is_in(list(vocabulary.basis_relations))
    of_whole = statements.filter(pl.col("actor").is_null() & (pl.col("mention").is_not_null() | relations))
    tellings = of_actors.select("basis", "actor", "mention").unique()
    whole = of_whole.select("basis", key=pl.coalesce("mention", "id")).unique()
    single = pl.concat_str("about", "property", separator=" ").is_in(_single(vocabulary))
    values = statements.filter(single & pl.col("thing").is_not_null())
    values = values.select("thing", "property", "lang", "value").unique()
    _refuse("acts of the whole and what is said of its parties", _products(whole, tellings))
    _refuse("acts of the whole with each other", _squares(whole, ["basis"]))
    _refuse("what is said of one actor", _squares(tellings, ["basis", "actor"]))
    _refuse("values of one property", _squares(values, ["thing", "property", "lang"]))


def refuse_rows(what: str, left: pl.DataFrame, right: pl.DataFrame, on: Sequence[str]) -> None:
    """Raise InputError where a join would make more than `MOST_ROWS`; `what` names what is compared."""
    sizes = [data.group_by(on).agg(pl.len().cast(pl.Int64).alias(name)) for name, data in (("a", left), ("b", right))]
    rows = int(sizes[0].join(sizes[1], on=on).select((pl.col("a") * pl.col("b")).sum()).item() or 0)
    if rows > MOST_ROWS:
        raise _error(what, rows, MOST_ROWS)


def _single(vocabulary: Registry) -> list[str]:
    """Properties of which a thing has one value, with their class."""
    return [
        f"{about} {name}"
        for about, properties in vocabulary.properties.items()
        for name, entry in properties.items()
        if not entry.several
    ]


def _products(whole: pl.DataFrame, tellings: pl.DataFrame) -> pl.DataFrame:
    sizes = [
        data.group_by("basis").agg(pl.len().cast(pl.Int64).alias(name))
        for name, data in (("a", whole), ("b", tellings))
    ]
    return sizes[0].join(sizes[1], on="basis").select(at="basis", pairs=pl.col("a") * pl.col("b"))


def _squares(rows: pl.DataFrame, on: list[str]) -> pl.DataFrame:
    sizes = rows.group_by(on).agg(pl.len().cast(pl.Int64).alias("n"))
    return sizes.select(at=pl.concat_str(on, separator=" ", ignore_nulls=True), pairs=pl.col("n") ** 2)


def _refuse(what: str, pairs: pl.DataFrame) -> None:
    """Raise InputError where the `pairs` are too many in all, with that `at` which most are."""
    unusual = pairs.filter(pl.col("pairs") > USUAL_PAIRS).sort("pairs", "at", descending=[True, False])
    total = int(unusual["pairs"].sum())
    if total > MOST_PAIRS:
        raise _error(f"{what} (most of {unusual['at'][0]})", total, MOST_PAIRS)


def _error(what: str, pairs: int, most: int) -> InputError:
    return InputError(
        f"Too much to compare: {what} make {pairs:,} pairs, and {most:,} are the maximum.",
        "Leave out what repeats, or load the agreements by parts into several stores. Nothing was loaded.",
    )
