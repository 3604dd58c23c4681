"""At which signs the cells of a column are taken apart into several actors, where nobody has said so."""

from __future__ import annotations

import polars as pl

from accordgraph.loaders.tables.cells.actors import near_states
from accordgraph.loaders.tables.cells.lists import SIGN, all_parts
from accordgraph.loaders.tables.cells.state_lookup import folded

LISTING = (";", "\n", "|")
"""Signs that stand in no name."""

JOINING = (" and ", " та ", " & ", " і ")
"""Words that stand in names too: taken for a list where each such cell has an actor that is known."""

DIVIDING = (",", "/", " - ", " – ")
"""Signs that stand before a place or a part as well (`Ministry of Justice, Ukraine`): taken for a list where all parts
of each such cell are known.
"""


def guessed_splits(cells: pl.Series, keys: pl.Series) -> list[str]:
    """The signs between the actors of a column; `keys` are the folded names of all actors that are known.

    A whole text that is a known name, or close to one, is one actor: Bosnia and Herzegovina.
    """
    texts = _unknown(cells.drop_nulls().unique().sort(), keys)
    parts = all_parts(texts, keys)
    near = near_states(parts["part"])
    is_known = folded(pl.col("part")).is_in(keys.implode()) | pl.col("part").is_in(near.implode())
    of_texts = parts.select("text", known=is_known).group_by("text")
    known = of_texts.agg(any=pl.col("known").any(), all=pl.col("known").all())
    signs = [sign for sign in LISTING if texts.str.contains(sign, literal=True).any()]
    for kind, enough in ((JOINING, "any"), (DIVIDING, "all")):
        signs += [sign for sign in kind if _fit(known, sign, enough)]
    return signs


def own_names(cells: pl.Series) -> pl.Series:
    """The folded names that stand alone in a cell, or between signs that stand in no name: elsewhere they are parts."""
    texts = cells.drop_nulls().unique().to_frame("text")
    has_sign = pl.any_horizontal(pl.col("text").str.contains(sign, literal=True) for sign in LISTING)
    parts = texts.filter(has_sign).select(pl.col("text").str.split(";").explode().str.split("\n").explode())
    alone = texts.filter(~has_sign & ~pl.col("text").str.contains(SIGN))
    names = pl.concat([alone, parts.filter(~pl.col("text").str.contains(SIGN))])
    return names.select(folded(pl.col("text")).alias("key")).filter(pl.col("key") != "")["key"].unique()


def _unknown(texts: pl.Series, keys: pl.Series) -> pl.Series:
    data = texts.alias("text").to_frame()
    is_whole = folded(pl.col("text")).is_in(keys.implode()) | pl.col("text").is_in(near_states(texts).implode())
    return data.filter(~is_whole)["text"]


def _fit(known: pl.DataFrame, sign: str, enough: str) -> bool:
    """Whether there are cells with a sign, and all of them have enough actors that are known."""
    cells = known.filter(pl.col("text").str.contains(sign, literal=True))
    return not cells.is_empty() and bool(cells[enough].all())
