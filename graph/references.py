"""Whatever statements mention must be declared by some statement that stands."""

from __future__ import annotations

import polars as pl

from accordgraph.graph.errors import InputError

NAMES_ACTOR = (("actor", "part_of"), ("act", "through"), ("challenge", "affects"))
"""Properties whose value is an actor."""

NAMES_BASIS = ("legal_basis", "replaces", "amends", "supplements")
"""Properties of a basis whose value is another basis."""

SHOWN = 10


def check_references(statements: pl.DataFrame) -> None:
    """Raise InputError with the dossiers and ids, where a statement mentions what no dossier declares (any more)."""
    missing = pl.concat(
        [_undeclared(statements, about, mentions) for about, mentions in _mentions(statements).items()]
    ).sort("dossier", "about", "id")
    if missing.is_empty():
        return
    lines = [f"{row['dossier']} mentions the {row['about']} {row['id']}" for row in missing.head(SHOWN).to_dicts()]
    more = [f"and {missing.height - SHOWN} more"] if missing.height > SHOWN else []
    raise InputError(
        "Mentioned, but declared by no dossier that stands: " + "; ".join([*lines, *more]) + ".",
        "Declare it in one of the dossiers, or take the mention out. Nothing was loaded.",
    )


def _mentions(statements: pl.DataFrame) -> dict[str, pl.DataFrame]:
    told = pl.col("about"), pl.col("property")
    names_actor = pl.any_horizontal((told[0] == about) & (told[1] == name) for about, name in NAMES_ACTOR)
    names_basis = (told[0] == "basis") & told[1].is_in(NAMES_BASIS)
    column = {name: statements.select("dossier", id=name) for name in ("actor", "basis", "source")}
    value = statements.select("dossier", names_actor.alias("a"), names_basis.alias("b"), id="value")
    of_source = statements.filter((told[0] == "source") & (told[1] == "derived_from")).select("dossier", id="value")
    return {
        "actor": pl.concat([column["actor"], value.filter("a").select("dossier", "id")]),
        "basis": pl.concat([column["basis"], value.filter("b").select("dossier", "id")]),
        "source": pl.concat([column["source"], of_source]),
    }


def _undeclared(statements: pl.DataFrame, about: str, mentions: pl.DataFrame) -> pl.DataFrame:
    is_kind = (pl.col("about") == about) & (pl.col("property") == "kind")
    declared = statements.filter(is_kind).select(id="thing").unique()
    return mentions.drop_nulls("id").unique().join(declared, on="id", how="anti").with_columns(about=pl.lit(about))
