"""Dossiers that were loaded as a stranger's: they say what they like of their own things, and nothing of others'.

A rank is a grant of whoever keeps the store. Until it is given, the sources of such a dossier are opinions and one
voice; what they say of things that other dossiers declare makes no row and stands among the conflicts; and what the
dossier declares says so in its name, wherever that is shown.
"""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from accordgraph.ontology.labels import LANGUAGES
from accordgraph.ontology.messages import message

PROPERTY = "stranger"
"""The property of a dossier that nobody has trusted yet."""

RULE = "resolve:not-trusted"

OPINION, OPINION_RANK = "opinion", 1

MARKS = {lang: f" {message('mark-stranger', lang, dossier='{}')}" for lang in LANGUAGES}
"""What stands after the names of what only such a dossier declares, by language."""

CLAIMED = ("act", "participation", "basis", "actor", "challenge", "assessment")
"""What strangers' statements on the things of others may be about, so that they stand among the conflicts; of numbers,
only the value does.
"""

CLAIM = ("thing", "property", "value", "source", "statement")


class Admitted(NamedTuple):
    """`statements`: those that rows are made from. `claims`: what strangers say of the things of others, `CLAIM`."""

    statements: pl.DataFrame
    claims: pl.DataFrame


def dossiers(statements: pl.DataFrame) -> pl.Series:
    """The ids of the dossiers of strangers."""
    said = statements.filter((pl.col("about") == "source") & (pl.col("property") == PROPERTY))
    return said.filter(pl.col("thing") == pl.col("dossier"))["dossier"].unique().sort()


def sources(statements: pl.DataFrame) -> pl.DataFrame:
    """The sources that only strangers declare: `id`, and `stranger`, the dossier."""
    return declared(statements, "source").rename({"thing": "id"})


def declared(statements: pl.DataFrame, about: str) -> pl.DataFrame:
    """What only strangers declare, of actors, bases or sources: `thing`, and `stranger`, the dossier."""
    strangers = dossiers(statements)
    kinds = statements.filter((pl.col("about") == about) & (pl.col("property") == "kind"))
    by_thing = kinds.group_by("thing").agg(
        stranger=pl.col("dossier").min(), alone=pl.col("dossier").is_in(strangers.implode()).all()
    )
    return by_thing.filter("alone").select("thing", "stranger").sort("thing")


def capped(table: pl.DataFrame, statements: pl.DataFrame) -> pl.DataFrame:
    """`source_table` with the sources of strangers as opinions of one voice, and `stranger`, the dossier."""
    data = table.drop("stranger", strict=False).join(sources(statements), on="id", how="left")
    is_one = pl.col("stranger").is_not_null()
    above = is_one & (pl.col("rank") > OPINION_RANK)
    return data.with_columns(
        kind=pl.when(above).then(pl.lit(OPINION)).otherwise("kind"),
        rank=pl.when(above).then(OPINION_RANK).otherwise("rank"),
        authority=pl.when(is_one).then(pl.min_horizontal("rank", OPINION_RANK)).otherwise("authority"),
        voice=pl.coalesce("stranger", "voice"),
    )


def admit(statements: pl.DataFrame, relations: tuple[str, ...]) -> Admitted:
    """The statements without what strangers say of things that others declare, or of how these relate to their own.

    `relations` are the properties of a basis whose value is another one.
    """
    strangers = dossiers(statements)
    if strangers.is_empty():
        return Admitted(statements, statements.select("thing", "property", "value", "source", statement="id").clear())
    is_strange = pl.col("dossier").is_in(strangers.implode())
    things = statements.filter(~is_strange)["thing"].drop_nulls().unique().implode()
    leads = pl.col("property").is_in([*relations, "succeeds"]) & pl.col("value").is_in(things)
    numbers = _numbers_of_others(statements, is_strange).implode()
    of_others = pl.col("thing").is_in(things) | pl.col("basis").is_in(things) | leads | pl.col("thing").is_in(numbers)
    published = statements.filter(~is_strange & (pl.col("property") == "publisher"))["value"].unique().implode()
    of_others = of_others | ((pl.col("about") == "publisher") & pl.col("thing").is_in(published))
    foreign = statements.filter(is_strange & of_others.fill_null(False))
    kept = statements.join(foreign.select("id"), on="id", how="anti")
    is_number = (pl.col("about") == "observation") & (pl.col("property") == "value")
    claimed = foreign.filter(pl.col("about").is_in(CLAIMED) | is_number)
    thing = pl.concat_str(pl.coalesce("basis", "thing"), pl.col("actor"), separator="~", ignore_nulls=True)
    value = pl.format("{}: {}", "property", "value")
    return Admitted(kept, claimed.select("source", property=pl.lit(PROPERTY), value=value, thing=thing, statement="id"))


def _numbers_of_others(statements: pl.DataFrame, is_strange: pl.Expr) -> pl.Series:
    """The numbers that are of a series of others, whatever their period."""
    series = statements.filter((pl.col("about") == "observation") & (pl.col("property") == "series"))
    known = series.filter(~is_strange)["value"].unique()
    return series.filter(pl.col("value").is_in(known.implode()))["thing"].unique()


def of_bases(statements: pl.DataFrame) -> pl.DataFrame:
    """The bases that only strangers declare: `basis`, `stranger`."""
    return declared(statements, "basis").rename({"thing": "basis"})


def named(table: pl.DataFrame, statements: pl.DataFrame, about: str) -> pl.DataFrame:
    """Actors or bases with the mark in the names of what only strangers declare, which have no acronym; `stranger`."""
    data = table.join(declared(statements, about).rename({"thing": "id"}), on="id", how="left")
    is_one = pl.col("stranger").is_not_null()
    names = [name for name in table.columns if name.startswith("name_")]
    acronyms = [name for name in table.columns if name.startswith("acronym_")]
    return data.with_columns(
        *(_marked_name(name).alias(name) for name in names),
        *(pl.when(~is_one).then(name).alias(name) for name in acronyms),
    )


def _marked_name(name: str) -> pl.Expr:
    text = marked(pl.coalesce(name, "name_en", "id"), "stranger", name[5:])
    return pl.when(pl.col("stranger").is_not_null()).then(text).otherwise(name)


def marked(text: str | pl.Expr, dossier: str, language: str) -> pl.Expr:
    """The text of a column or an expression with the stranger's dossier that a column names."""
    return pl.concat_str(text, pl.format(MARKS.get(language, MARKS["en"]), dossier))


def marked_names(names: pl.DataFrame, tables: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """The names of all things; where a table has another name for one, those that it bears are aliases beside it.

    `tables` are those of `named`, with `renamed` for things that share their names.
    """
    parts = [names]
    for class_, table in tables.items():
        changed = table.filter(pl.col("stranger").is_not_null() | pl.col("renamed"))
        languages = [name[5:] for name in table.columns if name.startswith("name_")]
        for language in languages:
            rows = changed.select(
                pl.lit(class_).alias("class"),
                pl.col("id").alias("thing"),
                pl.lit("name").alias("kind"),
                pl.lit(language).alias("lang"),
                pl.col(f"name_{language}").alias("text"),
            )
            parts.append(rows.select(names.columns).cast(names.schema))
    every = pl.concat([table.select("stranger", "renamed", thing="id") for table in tables.values()])
    strange = every.filter(pl.col("stranger").is_not_null())["thing"].implode()
    shared = every.filter("renamed")["thing"].implode()
    is_other = pl.col("thing").is_in(strange) | (pl.col("thing").is_in(shared) & (pl.col("kind") == "name"))
    plain = names.with_columns(
        kind=pl.when(is_other & (pl.col("class") != "Source")).then(pl.lit("alias")).otherwise("kind")
    )
    return pl.concat([plain, *parts[1:]]).drop_nulls("text").unique().sort("thing", "class", "kind", "lang", "text")
