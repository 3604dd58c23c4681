"""Deriving again without a source: what the graph would hold of some bases if a source had said nothing of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import polars as pl

from accordgraph.graph.derivation.tables import build
from accordgraph.ontology.registry import Registry, registry

MARK = "@"
"""Stands between the id of a basis and the number of its copy: no id holds it."""

SHARED = ("actor", "source")
"""What the statements are about that all copies share: descriptions of actors and of sources."""

NAMES = ("name", "alias", "acronym", "website", "wikidata")
"""Properties of actors that no rule reads."""


class Alternative(NamedTuple):
    """The tables of these names, as far as they are about the bases in question."""

    participations: pl.DataFrame
    cooperations: pl.DataFrame


def without_each(
    statements: pl.DataFrame, bases: Sequence[str], sources: Sequence[str], vocabulary: Registry | None = None
) -> dict[str, Alternative]:
    """For each source the participations and cooperations of the bases, derived without what that source states.

    `statements` are all that are current (`STATEMENTS`). What describes a source stays, so that copies of it keep their
    rank. All bases are copied once for each source, and the copies derived together: one derivation takes as long as
    another, and there are dozens of sources. A source that says something of actors is left out of a derivation of its
    own, for copies share actors.
    """
    vocabulary = vocabulary or registry()
    related = _related(statements, bases, vocabulary)
    own = statements.filter(pl.col("basis").is_in(related) & (pl.col("about") != "observation"))
    shared = statements.filter(pl.col("about").is_in(SHARED))
    of_actors = _sources_of_actors(shared)
    together = [source for source in sources if source not in of_actors]
    alternatives = _together(shared, own, related, together, vocabulary)
    for source in of_actors & set(sources):
        left = pl.col("source") != source
        tables = build(pl.concat([shared.filter(left | (pl.col("about") == "source")), own.filter(left)]), vocabulary)
        alternatives[source] = _of_copy(tables["participations"], tables["cooperations"], "")
    return alternatives


def _together(
    shared: pl.DataFrame, own: pl.DataFrame, related: Sequence[str], sources: Sequence[str], vocabulary: Registry
) -> dict[str, Alternative]:
    copies = [
        _copied(own.filter(pl.col("source") != source), related, f"{MARK}{number}", vocabulary)
        for number, source in enumerate(sources)
    ]
    if not copies:
        return {}
    tables = build(pl.concat([shared, *copies]), vocabulary)
    derived = tables["participations"], tables["cooperations"]
    return {source: _of_copy(*derived, f"{MARK}{number}") for number, source in enumerate(sources)}


def _sources_of_actors(shared: pl.DataFrame) -> set[str]:
    """Sources that state of an actor more than its names, such as when it was founded."""
    facts = shared.filter((pl.col("about") == "actor") & ~pl.col("property").is_in(NAMES))
    return set(facts["source"].unique().to_list())


def _related(statements: pl.DataFrame, bases: Sequence[str], vocabulary: Registry) -> list[str]:
    """The bases, and all that they lead to by relations such as `requires`, or that lead to them."""
    relations = statements.filter((pl.col("about") == "basis") & pl.col("property").is_in(vocabulary.basis_relations))
    pairs = relations.select("thing", "value").rows()
    related = set(bases)
    while more := {end for pair in pairs if related & set(pair) for end in pair} - related:
        related |= more
    return sorted(related)


def _copied(own: pl.DataFrame, related: Sequence[str], suffix: str, vocabulary: Registry) -> pl.DataFrame:
    """Statements of a copy of the bases, whose ids and mentions are its own."""
    copy = {basis: f"{basis}{suffix}" for basis in related}
    leads_on = (pl.col("about") == "basis") & pl.col("property").is_in(vocabulary.basis_relations)
    return own.with_columns(
        pl.col("thing", "basis").replace(copy),
        pl.col("id", "mention") + suffix,
        value=pl.when(leads_on).then(pl.col("value").replace(copy)).otherwise("value"),
    )


def _of_copy(participations: pl.DataFrame, cooperations: pl.DataFrame, suffix: str) -> Alternative:
    """The rows of one copy, with the ids of the original."""
    is_of_copy = pl.col("basis").str.ends_with(suffix) & (
        pl.col("basis").str.contains(MARK, literal=True) == bool(suffix)
    )
    return Alternative(*(_restored(table.filter(is_of_copy), suffix) for table in (participations, cooperations)))


def _restored(table: pl.DataFrame, suffix: str) -> pl.DataFrame:
    names = [name for name in ("id", "basis", "participation_a", "participation_b", "replacement") if name in table]
    return table.with_columns(pl.col(names).str.replace(suffix, "", literal=True))
