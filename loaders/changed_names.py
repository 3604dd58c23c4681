"""What a load changes in what names find: those of other dossiers, and short forms that found nothing."""

from __future__ import annotations

from functools import cache, lru_cache

import polars as pl

from accordgraph.graph.derivation import strangers
from accordgraph.graph.names.folding import fold, loosen
from accordgraph.graph.names.states import aliases
from accordgraph.loaders.graph_answers import Answers

NAMED = {"Actor": "actors", "Basis": "bases"}
"""The table of what names find, by class."""


_fold = lru_cache(maxsize=1 << 16)(fold)
"""Kept between the names before a load and after it, most of which are the same."""

_NOTHING = pl.DataFrame(schema=dict.fromkeys(("link", "value", "value_now", "change"), pl.String))


def finding(before: Answers, after: Answers, *others: pl.LazyFrame) -> pl.LazyFrame:
    """Names by which something of others was found, and that now find another thing, or several; and names that found
    nothing, of whose words each stands in a name of others, which was suggested in their place.

    `others` have the ids of the things of others. Columns: `link`, the name, `value`, `value_now` and `change`.
    """
    borne, borne_now = (_borne(answers) for answers in (before, after))
    if borne.equals(borne_now):
        return _NOTHING.lazy()
    was, is_now = (_by_name(names) for names in (borne, borne_now))
    known = pl.concat(others).select(things="id").unique().collect()
    named = was.explode("things").join(known, on="things", how="semi").select("link").unique()
    both = was.join(named, on="link", how="semi").join(is_now, on="link", suffix="_now")
    other = both.filter(pl.col("value") != pl.col("value_now")).select("link", "value", "value_now")
    came = is_now.join(was, on="link", how="anti").explode("things").join(known, on="things", how="anti")
    came = came.unique("link", keep="first", maintain_order=True)
    short = came if came.is_empty() else came.filter(_is_short(came["link"], named["link"]))
    begun = short.select("link", pl.lit(None, pl.String).alias("value"), value_now="value")
    return pl.concat([other, begun]).with_columns(change=pl.lit("found")).lazy()


def _borne(answers: Answers) -> pl.DataFrame:
    """`thing`, `text` and `yields`: names and ids of all things, of states the further ones too, sorted. What only a
    stranger's dossier declares yields its names, but for its id, to others that bear them.
    """
    tables = answers.tables
    ids = [tables[table].select(thing="id", text="id").collect() for table in NAMED.values()]
    names = tables["names"].filter(pl.col("class").is_in(list(NAMED))).select("thing", "text").collect()
    states = aliases(tables["actors"].select("id", "kind").collect()).select("thing", "text")
    kinds = answers.statements.filter(pl.col("property").is_in(["kind", strangers.PROPERTY])).collect()
    strange = pl.concat([strangers.declared(kinds, class_.lower())["thing"] for class_ in NAMED])
    yields = pl.col("thing").is_in(strange.implode()) & (pl.col("thing") != pl.col("text"))
    every = pl.concat([names, *ids, states]).with_columns(yields=yields)
    return every.unique().sort("thing", "text")


def _by_name(borne: pl.DataFrame) -> pl.DataFrame:
    """`link`, `things` and `value`: what each name or id finds, with any case or apostrophe, as the index does."""
    folded = pl.col("text").map_elements(_fold, return_dtype=pl.String)
    every = borne.select("thing", "yields", link=folded)
    of_others = ~pl.col("yields") | pl.col("yields").all().over("link")
    by_name = every.filter(of_others).group_by("link").agg(things=pl.col("thing").unique().sort())
    return by_name.with_columns(value=pl.col("things").list.join(" "))


def _is_short(names: pl.Series, known: pl.Series) -> pl.Series:
    """Of each name whether all of its words are among those of one that is known."""
    sound = cache(loosen)
    places: dict[str, set[int]] = {}
    for number, name in enumerate(known):
        for word in name.split():
            places.setdefault(sound(word), set()).add(number)
    parts = ([places.get(sound(word), set()) for word in name.split()] for name in names)
    return pl.Series([bool(one and set.intersection(*one)) for one in parts], dtype=pl.Boolean)
