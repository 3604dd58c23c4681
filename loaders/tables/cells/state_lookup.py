"""States by what tables call them: names in two languages and those of treaty series, codes of ISO 3166-1 and of
COW.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from io import BytesIO

import polars as pl

from accordgraph.graph.names.states import also_called
from accordgraph.loaders.dossier.codes import former_states, states

KEYS = pl.Schema({"key": pl.String, "id": pl.String})
CODES = {"iso-alpha-3": "alpha3", "iso-numeric": "numeric", "cow": "cow"}


@cache
def codes() -> pl.DataFrame:
    """`id`, `alpha3`, `numeric`, `cow` (the Federal Republic of Germany has two numbers, joined by a semicolon)."""
    data = files("accordgraph.loaders.tables").joinpath("state_codes.csv").read_bytes()
    return pl.read_csv(BytesIO(data), infer_schema=False)


def keys(way: str) -> pl.DataFrame:
    """What a column may hold by one way to call states, and the id: `key`, `id`."""
    if way == "iso-alpha-2":
        rows = [(identifier.upper(), identifier) for identifier in states()]
        return pl.DataFrame(rows, schema=KEYS, orient="row")
    if way in CODES:
        column = pl.col(CODES[way])
        matches = codes().select(key=column.str.split("; "), id="id").explode("key").drop_nulls("key")
        bare = matches.with_columns(pl.col("key").str.strip_chars_start("0"))
        return pl.concat([matches, bare]).unique() if way == "iso-numeric" else matches
    return names()


@cache
def names() -> pl.DataFrame:
    """Folded names of states, full and short, and their ids. A state under an earlier name is the state of today."""
    every = {**former_states(), **states()}
    rows = [(name, state.now or one) for one, state in every.items() for name in state.names.values()]
    rows += [(name, one) for one in states() for name in also_called(one)]
    own = pl.DataFrame(rows, schema=KEYS, orient="row")
    data = own.with_columns(folded(pl.col("key")).alias("key")).unique()
    return data.sort("key", "id")


def folded(text: pl.Expr) -> pl.Expr:
    """A name as it is compared: no case, accents, apostrophes, signs or doubled spaces."""
    plain = text.str.normalize("NFKD").str.replace_all(r"[\p{M}'’‘ʼ`]", "").str.to_lowercase()
    plain = plain.str.replace_all(r"^the |, the$", "").str.replace_many(["ł", "ø", "đ", "ı"], ["l", "o", "d", "i"])
    return plain.str.replace_all(r"[^\p{L}\p{N}]+", " ").str.strip_chars()
