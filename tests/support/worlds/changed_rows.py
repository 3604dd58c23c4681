"""What differs between the tables of two graphs in rows on things that the first declares, table by table."""

from __future__ import annotations

import polars as pl

from accordgraph.graph.names.folding import fold
from accordgraph.graph.schemas import Tables
from accordgraph.loaders.changed_facts import COMPUTED
from accordgraph.loaders.changed_relations import OF_BASES
from accordgraph.loaders.graph_answers import RELATIONS

RULES = ("rule", "start_rule", "end_rule", "basis_name", "narrowed")
"""Columns of by which rule a value came about, and a name that stands in another table."""

THINGS = ("actors", "bases", "sources", "challenges", "assessments")


def differing(before: pl.DataFrame, after: pl.DataFrame, *, without: tuple[str, ...] = RULES) -> set[str]:
    """The ids of the rows that are there before or after only, or say something else."""
    columns = [name for name in before.columns if name not in without]
    was, is_now = before.select(columns), after.select(columns)
    gone = was.join(is_now, on=columns, how="anti", nulls_equal=True)
    new = is_now.join(was, on=columns, how="anti", nulls_equal=True)
    return set(gone["id"]) | set(new["id"])


def on_bases(tables: Tables, bases: pl.Series, name: str) -> pl.DataFrame:
    """The rows of a table on some bases."""
    return tables[name].filter(pl.col("basis").is_in(bases.implode()))


def freed(before: Tables, after: Tables) -> set[str]:
    """Parties and links that lost a floor or a doubt set from elsewhere: they no longer rest on what set it."""
    bounds = ("narrowed", "rests_until")
    was = before["participations"].filter(pl.any_horizontal(pl.col(bounds).is_not_null())).select("id", *bounds)
    both = was.join(after["participations"].select("id", *bounds), on="id", suffix="_now")
    lost = both.filter(pl.any_horizontal(pl.col(one).ne_missing(pl.col(f"{one}_now")) for one in bounds))["id"]
    links = after["cooperations"].filter(
        pl.any_horizontal(pl.col(f"participation_{side}").is_in(lost.implode()) for side in ("a", "b"))
    )
    return set(lost) | set(links["id"])


def described(before: Tables, after: Tables) -> set[str]:
    """Things of the first graph that are named or described otherwise."""
    without = tuple(one for one in COMPUTED if one != "id")
    changed = {name: differing(before[name], after[name], without=without) for name in THINGS}
    return {one for name, ids in changed.items() for one in ids & set(before[name]["id"])}


def numbered(before: Tables, after: Tables) -> set[str]:
    """Numbers that differ, or are new, in series of the first graph."""
    series = before["observations"]["series"].implode()
    return differing(before["observations"], after["observations"].filter(pl.col("series").is_in(series)))


def related(before: Tables, after: Tables) -> set[tuple[str, str]]:
    """Things and relations that appear or vanish, where the first graph has the thing, or the other of a basis."""
    known = {one for name in ("actors", "bases", "challenges") for one in before[name]["id"]}
    changed = set()
    for table, relation in RELATIONS.items():
        differ = set(before[table].rows()) ^ set(after[table].rows())
        own = (row for row in differ if row[0] in known or (relation in OF_BASES and row[1] in known))
        changed |= {(row[0], f"{relation}: {row[1]}") for row in own}
    return changed


def stated(before: pl.DataFrame, after: pl.DataFrame, tables: Tables) -> set[tuple[str, str]]:
    """Bases and parties of the first statements that other sources say something of, where these count."""
    counted = tables["sources"].filter((pl.col("kind") != "editorial") & pl.col("stranger").is_null())["id"]
    was, is_now = (
        set(
            one.filter(
                pl.col("about").is_in(["act", "participation"])
                & pl.col("source").is_in(counted.implode())
                & (pl.col("stance") == "asserts")
                & (pl.col("how") != "inferred")
            )
            .drop_nulls(["basis", "actor"])
            .select("basis", "actor", "source")
            .rows()
        )
        for one in (before, after)
    )
    known = set(before["basis"].drop_nulls())
    return {(basis, actor) for basis, actor, _ in was ^ is_now if basis in known}


def found(before: Tables, after: Tables) -> set[str]:
    """Names of things of the first graph that find something else, and those that found nothing and have no word but
    those of one of its names.
    """
    was, is_now = _finding(before), _finding(after)
    known = [set(name.split()) for name in was]
    things = set().union(*was.values())
    new = {name for name in is_now.keys() - was.keys() if is_now[name] - things}
    short = {name for name in new if any(set(name.split()) <= words for words in known)}
    return short | {name for name, things in was.items() if is_now.get(name) != things}


def _finding(tables: Tables) -> dict[str, set[str]]:
    things: dict[str, set[str]] = {}
    for thing, class_, text in tables["names"].select("thing", "class", "text").rows():
        if class_ in ("Actor", "Basis"):
            things.setdefault(fold(text), set()).add(thing)
    return things
