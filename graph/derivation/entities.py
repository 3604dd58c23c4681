"""Actors and bases: their own values, each resolved, and their names in each language."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from accordgraph.graph.dates.columns import parse_extents
from accordgraph.graph.derivation.resolution import Resolved, resolve
from accordgraph.ontology.registry import Registry

NAMING = ("name", "acronym")


class Things(NamedTuple):
    """`table`: one row a thing, `id` and a column a property; `resolved`: how each value was chosen."""

    table: pl.DataFrame
    resolved: list[Resolved]


def resolve_things(statements: pl.DataFrame, about: str, sources: pl.DataFrame, vocabulary: Registry) -> Things:
    """One row for each thing that statements of this class are about, sorted by `id`.

    Each property that holds one value is a column of its own name; a date property adds `{name}_earliest`,
    `{name}_latest`, `{name}_standing`, and who says so: `{name}_authority` and `{name}_strong`. Names have a column
    for each language: `name_en`, `name_uk`, ...
    """
    asserted = statements.filter((pl.col("about") == about) & (pl.col("stance") == "asserts"))
    properties = vocabulary.properties[about]
    spoken = pl.col("property").is_in(NAMING)
    named = asserted.with_columns(
        property=pl.when(spoken)
        .then(pl.concat_str("property", pl.col("lang").fill_null("en"), separator="_"))
        .otherwise("property"),
    )
    languages = [f"{name}_{language}" for name in NAMING if name in properties for language in vocabulary.languages]
    by_compare: dict[str, list[str]] = {"exact": languages}
    for name, entry in properties.items():
        if not entry.several and name not in NAMING:
            compare = "extent" if name in ("during", "period") else entry.compare
            by_compare.setdefault(compare, []).append(name)
    resolved = {
        compare: resolve(
            named.filter(pl.col("property").is_in(names)).select(
                "thing", "property", "value", "source", "how", statement="id"
            ),
            sources,
            compare,
            vocabulary,
        )
        for compare, names in by_compare.items()
    }
    table = asserted.select(id="thing").unique().sort("id")
    for compare, names in by_compare.items():
        for name in names:
            column = _column(resolved[compare].chosen, name, compare)
            table = table.join(column, on="id", how="left", maintain_order="left")
    return Things(table, list(resolved.values()))


def _column(chosen: pl.DataFrame, name: str, compare: str) -> pl.DataFrame:
    rows = chosen.filter(pl.col("property") == name)
    if compare not in ("date", "extent"):
        return rows.select(pl.col("value").alias(name), id="thing")
    bounds = [
        pl.col(part).alias(f"{name}_{part}") for part in ("earliest", "latest", "standing", "authority", "strong")
    ]
    data = rows.select(pl.col("value").alias(name), *bounds, id="thing")
    if compare == "extent":
        parts = ("start_earliest", "start_latest", "end_earliest", "end_latest")
        extents = parse_extents(data[name]).select(pl.col(part).alias(f"{name}_{part}") for part in parts)
        data = data.drop(f"{name}_earliest", f"{name}_latest").hstack(extents)
    return data


def several(statements: pl.DataFrame, about: str, name: str) -> pl.DataFrame:
    """The values of a property that may have several, as `thing` and `value`, each once, sorted."""
    asserted = statements.filter(
        (pl.col("about") == about) & (pl.col("property") == name) & (pl.col("stance") == "asserts")
    )
    return asserted.select("thing", "value").unique().sort("thing", "value")


def joined(statements: pl.DataFrame, about: str, name: str, column: str) -> pl.DataFrame:
    """Such values in one text a thing, with semicolons between them: `id` and the column."""
    rows = several(statements, about, name).group_by("thing").agg(pl.col("value").sort().str.join("; ").alias(column))
    return rows.rename({"thing": "id"})


def aliases(names: pl.DataFrame, class_: str) -> pl.DataFrame:
    """The aliases of the things of a class in one text each, with semicolons between them: `id` and `aliases`."""
    rows = names.filter((pl.col("class") == class_) & (pl.col("kind") == "alias")).select(id="thing", text="text")
    return rows.unique().group_by("id").agg(aliases=pl.col("text").sort().str.join("; "))


def name_table(statements: pl.DataFrame, resolved: list[Resolved]) -> pl.DataFrame:
    """All names, acronyms and aliases of actors and bases, and titles of sources: the columns `schemas.NAMES`.

    Where dossiers tell several names in one language, those that were not chosen stand as aliases.
    """
    kinds = {"name": "name", "acronym": "acronym", "alias": "alias", "title": "name"}
    classes = {"actor": "Actor", "basis": "Basis", "source": "Source"}
    texts = statements.filter(pl.col("about").is_in(list(classes)) & pl.col("property").is_in(list(kinds)))
    lost = pl.concat([part.values for part in resolved]).filter(~pl.col("preferred"))
    lost = lost.select("thing", "value", key="property", is_lost=pl.lit(True))
    key = pl.concat_str("property", pl.col("lang").fill_null("en"), separator="_")
    texts = texts.with_columns(key=key).join(lost, on=["thing", "key", "value"], how="left")
    kind = pl.when("is_lost").then(pl.lit("alias")).otherwise("property")
    return (
        texts.filter(pl.col("stance") == "asserts")
        .with_columns(property=kind)
        .select(
            "thing",
            pl.col("about").replace_strict(classes, return_dtype=pl.String).alias("class"),
            pl.col("property").replace_strict(kinds, return_dtype=pl.String).alias("kind"),
            "lang",
            text="value",
        )
        .unique()
        .sort("thing", "class", "kind", "lang", "text")
    )
