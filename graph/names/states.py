"""The list of states that comes with the program, and what people call them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

Entry = dict[str, str | list[str]]


@cache
def state_list() -> dict[str, dict[str, Entry]]:
    """The file data/states.yaml: `states` and `former`, each by id."""
    import yaml

    text = files("accordgraph.data").joinpath("states.yaml").read_text(encoding="utf-8")
    data: dict[str, dict[str, Entry]] = yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    return data


def also_called(identifier: str) -> tuple[str, ...]:
    """Further names of a state: its full name, short ones in common use, those of treaty series.

    >>> also_called("us")[1:3], also_called("ua")
    (('USA', 'U.S.'), ())
    """
    return tuple(state_list()["states"].get(identifier, {}).get("also", ()))


def aliases(actors: pl.DataFrame) -> pl.DataFrame:
    """The further names of those actors that are states, as rows of the table `names`."""
    import polars as pl

    ids = actors.filter(pl.col("kind") == "state")["id"]
    rows = [(identifier, text) for identifier in ids for text in also_called(identifier)]
    data = pl.DataFrame(rows, schema={"thing": pl.String, "text": pl.String}, orient="row")
    return data.with_columns(pl.lit("alias").alias("kind"), pl.lit("Actor").alias("class"))
