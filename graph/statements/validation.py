"""What must hold between all statements that stand, whichever dossiers they are from."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter

import polars as pl

from accordgraph.graph.errors import InputError
from accordgraph.ontology.registry import registry

NAMES_ACTOR = (
    ("actor", "part_of"),
    ("actor", "succeeds"),
    ("act", "through"),
    ("act", "towards"),
    ("participation", "with"),
    ("challenge", "affects"),
)
"""Properties whose value is an actor."""

NAMES_SOURCE = ("derived_from", "corrected_by")
"""Properties of a source whose value is another source."""

OBSERVED = ("observation", "basis")
"""The property of an observation whose value is a basis; those of a basis stand in the registry."""

MOST_LISTED = 10

LONGEST_CHAIN = 100
"""Steps from one thing to the next, such as from a part to its whole; institutions have five at most."""


def check_declarations(statements: pl.DataFrame) -> None:
    """Raise InputError where an id names things of two classes, or where dossiers describe a source differently.

    The rank of what a source says hangs on its kind and its publisher: no dossier may change them for another one.
    """
    is_thing = pl.col("thing").is_not_null() & (pl.col("about") != "publisher")  # a publisher may be a source as well
    declared = statements.filter(is_thing).select("thing", "about", "dossier").unique()
    classes = declared.filter(pl.col("about").n_unique().over("thing") > 1).sort("thing", "about", "dossier")
    single = [name for name, entry in registry().properties["source"].items() if not entry.several]
    of_source = (pl.col("about") == "source") & pl.col("property").is_in(single)
    stated = statements.filter(of_source).select("thing", "property", "value", "dossier").unique()
    several = stated.filter(pl.col("value").n_unique().over("thing", "property") > 1)
    several = several.sort("thing", "property", "dossier", "value")
    lines = [f"{row['thing']} is {_with_article(row['about'])} in {row['dossier']}" for row in classes.to_dicts()]
    lines += [
        f"the {row['property']} of the source {row['thing']} is {row['value']} in {row['dossier']}"
        for row in several.to_dicts()
    ]
    if lines:
        raise InputError(
            "Conflicting declarations: " + _listed(lines) + ".",
            "Give one of them another id, or declare the same in both. Nothing was loaded.",
        )


def check_circles(statements: pl.DataFrame) -> None:
    """Raise InputError where sources derive from each other, or actors are parts of each other, in a circle or in a
    chain of more than `LONGEST_CHAIN` steps, each of which is a round of the rules.
    """
    for about, name in (*(("source", name) for name in NAMES_SOURCE), ("actor", "part_of"), ("actor", "succeeds")):
        is_edge = (pl.col("about") == about) & (pl.col("property") == name)
        steps = statements.filter(is_edge).select("dossier", id="thing", parent="value").unique()
        for _ in range(LONGEST_CHAIN):
            inner = steps.filter(pl.col("parent").is_in(steps["id"].implode()))
            if inner.height == steps.height:
                break
            steps = inner
        if not steps.is_empty():
            raise _endless(name, steps.sort("id", "parent", "dossier"))


def _endless(name: str, steps: pl.DataFrame) -> InputError:
    """The error for steps that lead in a circle, or too far."""
    lines = [f"{row['id']} {name} {row['parent']} in {row['dossier']}" for row in steps.to_dicts()]
    parents = steps.group_by("id").agg("parent").rows()
    try:
        TopologicalSorter(dict(parents)).prepare()
    except CycleError:
        return InputError("Circular reference: " + _listed(lines) + ".", "Remove one of them. Nothing was loaded.")
    what = f"A chain of {name} is longer than {LONGEST_CHAIN} steps: "
    return InputError(what + _listed(lines) + ".", "Shorten it. Nothing was loaded.")


def _with_article(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def _listed(lines: list[str]) -> str:
    more = [f"and {len(lines) - MOST_LISTED} more"] if len(lines) > MOST_LISTED else []
    return "; ".join([*lines[:MOST_LISTED], *more])


def check_references(statements: pl.DataFrame) -> None:
    """Raise InputError with the dossiers and ids, where a statement mentions what no dossier declares (any more)."""
    missing = pl.concat(
        [_undeclared(statements, about, mentions) for about, mentions in _mentions(statements).items()]
    ).sort("dossier", "about", "id")
    if missing.is_empty():
        return
    lines = [f"{row['dossier']} refers to the {row['about']} {row['id']}" for row in missing.to_dicts()]
    raise InputError(
        "Referenced but not declared in any loaded dossier: " + _listed(lines) + ".",
        "Declare it in one of the dossiers, or remove the reference. Nothing was loaded.",
    )


def _mentions(statements: pl.DataFrame) -> dict[str, pl.DataFrame]:
    about_column, property_column = pl.col("about"), pl.col("property")
    names_actor = pl.any_horizontal((about_column == about) & (property_column == name) for about, name in NAMES_ACTOR)
    to_basis = (OBSERVED, *(("basis", name) for name in registry().basis_relations))
    names_basis = pl.any_horizontal((about_column == about) & (property_column == name) for about, name in to_basis)
    column = {name: statements.select("dossier", id=name) for name in ("actor", "basis", "source")}
    value = statements.select("dossier", names_actor.alias("a"), names_basis.alias("b"), id="value")
    of_source = statements.filter((about_column == "source") & property_column.is_in(NAMES_SOURCE)).select(
        "dossier", id="value"
    )
    return {
        "actor": pl.concat([column["actor"], value.filter("a").select("dossier", "id")]),
        "basis": pl.concat([column["basis"], value.filter("b").select("dossier", "id")]),
        "source": pl.concat([column["source"], of_source]),
    }


def _undeclared(statements: pl.DataFrame, about: str, mentions: pl.DataFrame) -> pl.DataFrame:
    is_kind = (pl.col("about") == about) & (pl.col("property") == "kind")
    declared = statements.filter(is_kind).select(id="thing").unique()
    return mentions.drop_nulls("id").unique().join(declared, on="id", how="anti").with_columns(about=pl.lit(about))
