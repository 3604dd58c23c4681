"""Evidence: for every row of the graph the statements that it was made from."""

from __future__ import annotations

import polars as pl

from accordgraph.graph.derivation.acts import Acts
from accordgraph.ontology.registry import Registry

OF_WHOLE = ("sets-term", "ends-whole", "dates-entry")
"""Effects of acts of the whole that bear on every participation in it."""


def of_participations(
    participations: pl.DataFrame, judged: pl.DataFrame, acts: Acts, statements: pl.DataFrame, vocabulary: Registry
) -> pl.DataFrame:
    """`thing` and `statement` for each participation.

    Its entries and exits, terms and ends of the whole, who speaks for or against it (`judged`), and every statement
    about the basis that one of its rules used.
    """
    stays = participations.select("basis", "actor", "episode", "start_rule", "end_rule", thing="id")
    own = acts.table.filter(pl.col("phase").is_in(["entry", "exit"]) & pl.col("actor").is_not_null())
    own = stays.join(own.select("basis", "actor", "episode", act="id"), on=["basis", "actor", "episode"])
    whole = acts.table.filter(pl.col("effect").is_in(OF_WHOLE) & pl.col("actor").is_null())
    bearing = stays.join(whole.select("basis", act="id"), on="basis")
    by_act = pl.concat([own.select("thing", "act"), bearing.select("thing", "act")])
    told = by_act.join(acts.evidence.rename({"thing": "act"}), on="act").select("thing", "statement")
    return pl.concat([judged.select("thing", "statement"), told, _used(stays, statements, vocabulary)]).unique()


def _used(stays: pl.DataFrame, statements: pl.DataFrame, vocabulary: Registry) -> pl.DataFrame:
    uses = [
        (rule.name, name) for rule in vocabulary.words["rules"].values() for name in rule.fields.get("uses", "").split()
    ]
    table = pl.DataFrame(uses, schema={"rule": pl.String, "property": pl.String}, orient="row")
    rules = pl.concat([stays.select("thing", "basis", rule=name) for name in ("start_rule", "end_rule")])
    read = rules.join(table, on="rule").select("thing", "basis", "property").unique()
    told = statements.filter(pl.col("about") == "basis").select("property", basis="thing", statement="id")
    return read.join(told, on=["basis", "property"]).select("thing", "statement")


def of_links(links: pl.DataFrame, of_participation: pl.DataFrame) -> pl.DataFrame:
    """`thing` and `statement` for each cooperation: what either of its participations rests on."""
    sides = pl.concat([links.select(side=f"participation_{side}", link="id") for side in ("a", "b")])
    rows = sides.join(of_participation, left_on="side", right_on="thing")
    return rows.select("statement", thing="link").unique()


def of_things(statements: pl.DataFrame) -> pl.DataFrame:
    """`class`, `thing` and `statement` for what statements tell of by its own id."""
    known = statements.filter(pl.col("thing").is_not_null())
    return known.select(pl.col("about").str.to_titlecase().alias("class"), "thing", statement="id")
