"""What a basis is and asks for decides whether two are linked by it: a weaker voice on that only disputes (RULES 4).

Such are its kind and form, how it binds, whether it is open, mutual, what it requires, when a consent has effect; and
of one party that its signature waits for a consent, or that its exit was revoked.
"""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from accordgraph.graph.derivation.resolution import decides
from accordgraph.graph.ranks import DECISIVE_RANK, STRONG_RANK

OF_BASIS = (
    *("kind", "form", "binds", "open", "mutual", "reaches", "during"),
    *("effect_after", "effect_on", "exit_after", "requires", "supplements", "legal_basis", "amends"),
)
"""Properties of a basis that decide who is linked by it, and for how long."""

OF_ACTOR = ("part_of", "succeeds")
"""Properties of an actor that decide on whose side it is, and from when."""

REVOKES = "exit-revoked"

PARTY = ("basis", "actor")

CLAIM = ("thing", "property", "value", "source", "statement")


class Decided(NamedTuple):
    """`statements`: those that rows are made from. `claims`: what weaker voices say of a basis, or of a party in one
    (`thing`: `memo`, `memo~nabu`), and decides nothing, with the columns `CLAIM`.
    """

    statements: pl.DataFrame
    claims: pl.DataFrame


def split(statements: pl.DataFrame, sources: pl.DataFrame) -> Decided:
    """The statements without what the sources that report a row outrank.

    `sources` is `source_table`. What the dossier says that declares the basis stays, and where nobody is said to take
    part, all does.
    """
    weights = sources.select("rank", "authority", "voice", source="id")
    of_basis = (pl.col("about") == "basis") & pl.col("property").is_in(OF_BASIS)
    of_party = (pl.col("about") == "act") & (
        (pl.col("property") == "subject_to") | ((pl.col("property") == "type") & (pl.col("value") == REVOKES))
    )
    said = statements.filter((of_basis | of_party) & (pl.col("stance") == "asserts"))
    said = said.join(weights, on="source", how="left").join(_declared(statements), on=["basis", "dossier"], how="anti")
    weak = pl.concat(
        [*(_weak(said, statements, weights, by) for by in (("basis",), PARTY)), _weak_of_actors(statements, weights)]
    )
    if weak.is_empty():
        return Decided(statements, weak.select(CLAIM))
    revoking = statements.join(weak.filter(pl.col("value") == REVOKES), on="mention", how="semi")
    gone = pl.concat([weak.select(id="statement"), revoking.select("id")])
    return Decided(statements.join(gone, on="id", how="anti"), weak.select(CLAIM))


def _declared(statements: pl.DataFrame, about: str = "basis") -> pl.DataFrame:
    """Which dossier declares which basis or actor: what it says of it, as a reading too, is curated."""
    kinds = statements.filter((pl.col("about") == about) & (pl.col("property") == "kind"))
    return kinds.filter(pl.col("source") == pl.col("dossier")).select("dossier", pl.col("thing").alias(about)).unique()


def _weak_of_actors(statements: pl.DataFrame, weights: pl.DataFrame) -> pl.DataFrame:
    """What others than who declares an actor say of its side, without an official source or two voices."""
    said = statements.filter((pl.col("about") == "actor") & pl.col("property").is_in(OF_ACTOR))
    said = said.rename({"actor": "named", "thing": "actor"}).join(
        _declared(statements, "actor"), on=["actor", "dossier"], how="anti"
    )
    rows = said.join(weights, on="source", how="left").with_columns(best=pl.lit(DECISIVE_RANK, pl.Int64))
    return _undecided(rows, ("actor",))


def _weak(said: pl.DataFrame, statements: pl.DataFrame, weights: pl.DataFrame, by: tuple[str, ...]) -> pl.DataFrame:
    """Values that nobody reports who ranks as high as those who say that somebody takes part."""
    rows = said.filter((pl.col("about") == "act") == (by == PARTY)).join(_best(statements, weights, by), on=by)
    return _undecided(rows, by)


def _undecided(rows: pl.DataFrame, by: tuple[str, ...]) -> pl.DataFrame:
    """The rows of values that are reported too weakly for `best`."""
    stated = pl.col("how") != "inferred"
    value = [*by, "property", "value"]
    authority = pl.col("authority").filter(stated).max().over(value).fill_null(0)
    strong = pl.col("voice").filter(stated & (pl.col("rank") >= STRONG_RANK)).n_unique().over(value)
    weak = rows.with_columns(level=authority, strong=strong)
    weak = weak.filter(~decides(pl.col("level"), pl.col("strong"), pl.col("best")))
    return weak.select("property", "value", "source", "mention", statement="id", thing=pl.concat_str(by, separator="~"))


def _best(statements: pl.DataFrame, weights: pl.DataFrame, by: tuple[str, ...]) -> pl.DataFrame:
    """The highest rank of those who state that somebody takes part, or that this party does: `best`."""
    acts = (pl.col("about") == "act") & (pl.col("property") == "type") & (pl.col("value") != REVOKES)
    lists = (pl.col("about") == "participation") & (pl.col("property") == "listed")
    stated = (pl.col("stance") == "asserts") & (pl.col("how") != "inferred")
    tellings = statements.filter((acts | lists) & stated & pl.col("actor").is_not_null())
    ranked = tellings.select(*by, "source").join(weights.select("source", "rank"), on="source")
    return ranked.group_by(by).agg(best=pl.col("rank").max())
