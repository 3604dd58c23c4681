"""Evidence: for every row of the graph the statements that it was made from."""

from __future__ import annotations

import polars as pl

from accordgraph.graph.derivation.acts.act_values import Acts
from accordgraph.graph.derivation.comparisons import refuse_rows
from accordgraph.graph.derivation.participations.lives import SIGNED
from accordgraph.ontology.registry import Registry

OF_WHOLE = ("sets-term", "ends-whole", "dates-entry")
"""Effects of acts of the whole that bear on every participation in it."""


def of_participations(
    participations: pl.DataFrame,
    judged: pl.DataFrame,
    acts: Acts,
    foundings: pl.DataFrame,
    statements: pl.DataFrame,
    vocabulary: Registry,
) -> pl.DataFrame:
    """`thing` and `statement` for each participation; `foundings` is `lives.foundings`.

    Its entries and exits, terms and ends of the whole, who speaks for or against it (`judged`), every statement about
    the basis that one of its rules used, its actor's other times in the basis, and what ended what it rests on.
    """
    rules = ("start_rule", "end_rule", "narrowed", "rests_until")
    stays = participations.select("basis", "actor", "episode", *rules, thing="id")
    own = _own_acts(participations, acts)
    whole = acts.table.filter(pl.col("effect").is_in(OF_WHOLE) & pl.col("actor").is_null())
    bearing = stays.join(whole.select("basis", act="id"), on="basis")
    by_act = pl.concat([part.select("thing", "act") for part in (own, bearing, _floors(stays, foundings, acts))])
    of_acts = by_act.join(acts.evidence.rename({"thing": "act"}), on="act").select("thing", "statement")
    used = [
        _used(stays, statements, vocabulary),
        _of_lives(participations, stays, statements),
        _unreported(participations, statements),
    ]
    own_rows = pl.concat([judged.select("thing", "statement"), of_acts, *used]).unique()
    ending = own_rows.join(_ending(statements, acts), on="statement", how="semi")
    behind = [
        related.join(rows.rename({"thing": "other"}), on="other").select("thing", "statement")
        for related, rows in ((_other_times(stays), own_rows), (_parents(stays, statements), ending))
    ]
    return pl.concat([own_rows, *behind]).unique()


def _own_acts(participations: pl.DataFrame, acts: Acts) -> pl.DataFrame:
    """`thing` and `act`: by which acts of its actor it began and ended; provisional application has its own."""
    phases = {"bound": ["entry", "exit"], "provisional": ["provisional", "provisional-end"]}
    table = pl.DataFrame({"mode": list(phases), "phase": list(phases.values())}).explode("phase")
    own = acts.table.filter(pl.col("actor").is_not_null()).select("basis", "actor", "episode", "phase", act="id")
    rows = participations.select("basis", "actor", "episode", "mode", thing="id").join(table, on="mode")
    return rows.join(own, on=["basis", "actor", "episode", "phase"]).select("thing", "act")


def _floors(stays: pl.DataFrame, foundings: pl.DataFrame, acts: Acts) -> pl.DataFrame:
    """`thing` and `act`: the founding of its basis or the signature of its actor, before which it cannot have begun."""
    bounded = stays.filter(pl.col("narrowed").str.contains("narrow:basis-founded", literal=True))
    founded = bounded.join(foundings, on="basis").select("thing", act="founding")
    signed = acts.table.filter(pl.col("phase") == "sign").select("basis", "actor", act="id")
    signers = stays.filter(pl.col("narrowed").str.contains(SIGNED, literal=True))
    return pl.concat([founded, signers.join(signed, on=["basis", "actor"]).select("thing", "act")])


def _unreported(participations: pl.DataFrame, statements: pl.DataFrame) -> pl.DataFrame:
    """That the basis requires another, where nobody reports that the actor takes part in that."""
    missing = participations.filter(pl.col("parent_unreported").is_not_null())
    requires = statements.filter((pl.col("about") == "basis") & (pl.col("property") == "requires"))
    named = requires.select(basis="thing", parent_unreported="value", statement="id")
    return missing.join(named, on=["basis", "parent_unreported"]).select(pl.col("id").alias("thing"), "statement")


def _other_times(stays: pl.DataFrame) -> pl.DataFrame:
    """`thing` and `other`: the times that one actor was in one basis, which bound and number each other."""
    pairs = stays.select("basis", "actor", "thing").join(
        stays.select("basis", "actor", other="thing"), on=["basis", "actor"]
    )
    return pairs.filter(pl.col("thing") != pl.col("other")).select("thing", "other")


RESTING = ("narrow:requires", "end:required-ended", "end:rests-on")
"""The rules by which another basis bounds a participation or casts its doubt on it."""


def _parents(stays: pl.DataFrame, statements: pl.DataFrame) -> pl.DataFrame:
    """`thing` and `other`: its actor's times in what it rests on, where these bound it or cast their doubt on it."""
    bound = _rules(stays).filter(pl.col("rule").is_in(RESTING)).select("thing", "basis", "actor").unique()
    relations = statements.filter((pl.col("about") == "basis") & pl.col("property").is_in(SUPPORTING))
    parents = bound.join(relations.select(basis="thing", parent="value").unique(), on="basis")
    times = stays.select("actor", parent="basis", other="thing")
    return parents.join(times, on=["actor", "parent"]).select("thing", "other")


def _ending(statements: pl.DataFrame, acts: Acts) -> pl.DataFrame:
    """`statement`: what reports an exit, a term or an end of the whole, or speaks against whoever takes part."""
    ends = acts.table.filter((pl.col("phase") == "exit") | pl.col("effect").is_in(OF_WHOLE)).select(thing="id")
    of_acts = acts.evidence.join(ends, on="thing", how="semi").select("statement")
    against = statements.filter((pl.col("stance") == "denies") | (pl.col("property") == "complete_list"))
    return pl.concat([of_acts, against.select(statement="id")]).unique()


SUPPORTING = ("requires", "supplements", "legal_basis")
"""The relations of a basis to what it rests on."""


def _used(stays: pl.DataFrame, statements: pl.DataFrame, vocabulary: Registry) -> pl.DataFrame:
    uses = [
        (rule.name, name) for rule in vocabulary.words["rules"].values() for name in rule.fields.get("uses", "").split()
    ]
    table = pl.DataFrame(uses, schema={"rule": pl.String, "property": pl.String}, orient="row")
    rules = _rules(stays)
    read = rules.join(table, on="rule").select("thing", "basis", "property").unique()
    of_bases = statements.filter(pl.col("about") == "basis").select("property", basis="thing", statement="id")
    return read.join(of_bases, on=["basis", "property"]).select("thing", "statement")


def _rules(stays: pl.DataFrame) -> pl.DataFrame:
    """Every rule that made a participation, each in a row of its own: `thing`, `basis`, `actor`, `rule`."""
    columns = ("thing", "basis", "actor")
    named = stays.filter(pl.col("narrowed").is_not_null())
    narrowing = named.select(*columns, rule=pl.col("narrowed").str.split(" ")).explode("rule")
    resting = stays.filter(pl.col("rests_until").is_not_null()).select(*columns, rule=pl.lit("end:rests-on"))
    ends = [stays.select(*columns, rule=name) for name in ("start_rule", "end_rule")]
    return pl.concat([*ends, narrowing, resting])


LIVES = {"narrow:founded": "founded", "end:closed": "closed"}


def _of_lives(participations: pl.DataFrame, stays: pl.DataFrame, statements: pl.DataFrame) -> pl.DataFrame:
    """When its actor was founded or closed, where that bounds a participation or casts its doubt on it."""
    by_rule = _rules(stays).filter(pl.col("rule").is_in(list(LIVES)))
    by_rule = by_rule.with_columns(property=pl.col("rule").replace_strict(LIVES, return_dtype=pl.String))
    doubted = participations.filter(pl.col("disputed_from").is_not_null())
    doubts = doubted.select("actor", thing="id", property=pl.lit("closed"))
    bounded = pl.concat([by_rule.select("actor", "thing", "property"), doubts]).unique()
    of_actors = statements.filter(pl.col("about") == "actor").select("property", actor="thing", statement="id")
    return bounded.join(of_actors, on=["actor", "property"]).select("thing", "statement")


BETWEEN_TWO = ("pause", "objection")
"""Phases of acts that stand between two parties, or cease to."""


def of_links(links: pl.DataFrame, of_participation: pl.DataFrame, acts: Acts) -> pl.DataFrame:
    """`thing` and `statement` for each cooperation: what either of its participations rests on, and, where something
    stands between the two, the suspensions and objections of either towards the other.
    """
    sides = pl.concat([links.select(side=f"participation_{side}", link="id") for side in ("a", "b")])
    rows = sides.join(of_participation, left_on="side", right_on="thing")
    return pl.concat([rows.select("statement", thing="link"), _of_pauses(links, acts)]).unique()


def _of_pauses(links: pl.DataFrame, acts: Acts) -> pl.DataFrame:
    paused = links.filter(pl.col("paused_kind").is_not_null())
    pairs = [
        paused.select("basis", by=f"actor_{one}", other=f"actor_{other}", link="id")
        for one, other in (("a", "b"), ("b", "a"))
    ]
    turning = acts.table.filter(pl.col("phase").is_in(BETWEEN_TWO))
    turning = turning.select("basis", by="actor", other=pl.col("towards").str.split(" "), act="id").explode("other")
    rows = pl.concat([_bearing(turning, pl.concat(pairs), sides) for sides in ([], ["by"], ["other"], ["by", "other"])])
    behind = acts.evidence.rename({"thing": "act"})
    return rows.join(behind, on="act").select("statement", "thing")


def _bearing(turning: pl.DataFrame, pairs: pl.DataFrame, sides: list[str]) -> pl.DataFrame:
    """`act` and `thing` of the acts that name just these sides of a pair, with the links that they bear on."""
    named = [pl.col(side).is_not_null() == (side in sides) for side in ("by", "other")]
    own = turning.filter(named).select("basis", *sides, "act")
    refuse_rows("suspensions or objections and the links that they bear on", own, pairs, ["basis", *sides])
    return own.join(pairs, on=["basis", *sides]).select("act", thing="link")


def of_things(statements: pl.DataFrame) -> pl.DataFrame:
    """`class`, `thing` and `statement` for what statements name by its own id."""
    # A publisher is no thing of the graph: its name stands with its sources.
    known = statements.filter(pl.col("thing").is_not_null() & (pl.col("about") != "publisher"))
    return known.select(pl.col("about").str.to_titlecase().alias("class"), "thing", statement="id")
