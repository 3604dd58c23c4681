"""What a load did not make of what it read: said at once, so that an empty answer later surprises nobody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from accordgraph.graph.dates.today import today
from accordgraph.loaders.dossier.entry_checks import DONE_BY_THEN
from accordgraph.ontology.registry import registry

if TYPE_CHECKING:
    import polars as pl

    from accordgraph.graph.statements.log import Batch
    from accordgraph.graph.store.snapshot import Snapshot

MOST_NAMED = 5
"""Things of one kind that a note names; the rest it counts."""

PREPARATIONS = ("domestic", "intention")
"""Phases of acts that bind nobody and lead to a consent."""

CONSENTS = "ratification, acceptance, approval, accession or succession"


BINDING_TYPES = tuple(
    name for name, type_ in registry().act_types.items() if {*type_.phase.values()} & {"sign", "entry"}
)
"""Types of acts by which one signs or is bound."""

FIRST_YEAR = 1000
"""A day before this year is probably mistyped: hardly any agreement that is in force is as old."""


def load_notes(snapshot: Snapshot, batches: Sequence[Batch]) -> list[str]:
    """Notes on the bases of the dossiers that were just loaded, one a kind of gap; none where all of it made links.

    Signed and not binding; approved or intended only; in force with nobody bound; one party bound only; an exit of
    which only the notice is reported; an end before the start; a term that had passed when the dossier was recorded;
    two actors with one item in Wikidata; an act done on a day that has not come, or after
    its source was published; a day before the year 1000.
    """
    import polars as pl

    if not batches:
        return []
    loaded = pl.concat([batch.statements.select("basis", "about", "thing") for batch in batches])
    bases = loaded["basis"].drop_nulls().unique()
    recorded = max(batch.recorded for batch in batches)

    def table(name: str, *columns: str) -> pl.DataFrame:
        return pl.read_parquet(snapshot.table_folder / f"{name}.parquet", columns=list(columns))

    kinds = table("bases", "id", "kind", "in_force_since").filter(pl.col("id").is_in(bases.implode()))
    acts = table("acts", "basis", "actor", "phase", "done_earliest", "effective_earliest").filter(
        pl.col("basis").is_in(bases.implode())
    )
    stays = table("participations", "id", "basis", "actor", "end_kind", "end_rule", "until", "until_latest_reported")
    stays = stays.filter(pl.col("basis").is_in(bases.implode()))
    actors = table("actors", "id", "wikidata")
    passed = (pl.col("end_kind") == "term") & (pl.col("until_latest_reported") < recorded)
    notes = [
        *_signed(acts, stays, _waiting(batches)),
        *_prepared(acts, stays),
        *_nobody_bound(kinds, acts, stays),
        *_one_party(kinds, acts, stays),
        *_exits(stays.filter(pl.col("end_rule") == "end:notice-unknown")),
        *_before_start(stays.filter(pl.col("end_rule") == "end:before-start")),
        *_before_entry(table("conflicts", "id", "property"), bases),
        *_passed(stays.filter(passed)),
        *_to_come(acts),
        *_after_source(batches),
        *_early(acts),
        *_namesakes(actors, loaded.filter(pl.col("about") == "actor")["thing"].unique()),
    ]
    return [f"Note: {note}" for note in notes]


def _waiting(batches: Sequence[Batch]) -> pl.DataFrame:
    """`basis` and `actor` of those whose consent a table has, as a remark, while it is not in force by the table."""
    import polars as pl

    from accordgraph.ontology.messages import in_each_language

    words = in_each_language("table-not-in-force")
    noted = pl.concat([batch.statements.select("basis", "actor", "note") for batch in batches])
    return noted.filter(pl.col("note").str.contains_any(words)).select("basis", "actor").drop_nulls().unique()


def _signed(acts: pl.DataFrame, stays: pl.DataFrame, consented: pl.DataFrame) -> Iterator[str]:
    """Signatures that wait for a consent, by basis; apart those whose consent is not in force by a table."""
    signed = acts.filter(acts["phase"] == "sign").drop_nulls("actor").select("basis", "actor").unique()
    waiting = signed.join(stays, on=["basis", "actor"], how="anti")
    known = waiting.join(consented, on=["basis", "actor"], how="semi")
    if not known.is_empty():
        named = _named(_with_actors(known))
        yield (
            f"In {_count(known['basis'].n_unique(), 'basis', 'bases')} a consent to be bound stands beside a start "
            f"that has not come: {named}. It is kept as a remark, and no link is made."
        )
    rows = _with_actors(waiting.join(consented, on=["basis", "actor"], how="anti"))
    if rows:
        named = _named(rows)
        yield (
            f"{_count(len(rows), 'basis', 'bases')} signed, not binding: {named}. No consent to be bound is reported; "
            f"write it as type {CONSENTS}, with done, or binds: signature if the text needs none."
        )


def _with_actors(rows: pl.DataFrame) -> list[str]:
    """Bases in order, each with actors in brackets."""
    by_basis = rows.group_by("basis").agg("actor").sort("basis").rows()
    return [f"{basis} ({', '.join(sorted(actors))})" for basis, actors in by_basis]


def _prepared(acts: pl.DataFrame, stays: pl.DataFrame) -> Iterator[str]:
    """Steps at home and intentions of those of whom nothing else is reported, by basis."""
    others = acts.filter(~acts["phase"].is_in(PREPARATIONS))
    prepared = acts.filter(acts["phase"].is_in(PREPARATIONS)).drop_nulls("actor").select("basis", "actor").unique()
    waiting = prepared.join(stays, on=["basis", "actor"], how="anti").join(others, on=["basis", "actor"], how="anti")
    rows = _with_actors(waiting)
    if rows:
        named = _named(rows)
        yield (
            f"{_count(len(rows), 'basis', 'bases')} approved at home or intended, not binding: {named}. "
            f"A consent to be bound is of type {CONSENTS}, with done."
        )


def _nobody_bound(kinds: pl.DataFrame, acts: pl.DataFrame, stays: pl.DataFrame) -> Iterator[str]:
    """Bases that are in force by a source, of which none says who is bound; those that were signed are named before."""
    in_force = kinds.drop_nulls("in_force_since").select(basis="id")
    signed = acts.filter(acts["phase"] == "sign")
    rows = in_force.join(stays, on="basis", how="anti").join(signed, on="basis", how="anti")["basis"].sort().to_list()
    if rows:
        yield (
            f"{_count(len(rows), 'basis', 'bases')} in force with nobody bound: {_named(rows)}. in_force_since says of "
            f"nobody that it is bound: add acts of type {CONSENTS}, or a list of those bound on a day."
        )


def _one_party(kinds: pl.DataFrame, acts: pl.DataFrame, stays: pl.DataFrame) -> Iterator[str]:
    """Agreements that bind one actor, so that there is nobody to be linked with; signed ones are named before."""
    signed = acts.filter(acts["phase"] == "sign").join(stays, on=["basis", "actor"], how="anti")
    agreements = kinds.filter(kinds["kind"] == "agreement").select(basis="id")
    alone = stays.join(agreements, on="basis", how="semi").join(signed, on="basis", how="anti")
    bound = alone.group_by("basis").agg("actor").sort("basis").rows()
    named = [f"{basis} ({actors[0]})" for basis, actors in bound if len({*actors}) == 1]
    if named:
        yield (
            f"{_count(len(named), 'agreement binds', 'agreements bind')} one party only, and no link is made: "
            f"{_named(named)}. Write when the other is bound, or that it is not known yet."
        )


def _exits(rows: pl.DataFrame) -> Iterator[str]:
    if not rows.is_empty():
        yield (
            f"{_count(rows.height, 'exit has', 'exits have')} no day of effect: {_named(rows['id'].sort().to_list())}. "
            "Write effective (the first day out), or exit_after for the basis, if its text has a clause."
        )


def _before_start(rows: pl.DataFrame) -> Iterator[str]:
    if not rows.is_empty():
        which = _named(rows["id"].sort().to_list())
        yield f"{_count(rows.height, 'end lies', 'ends lie')} before the start, and no end is reckoned with: {which}."


def _before_entry(conflicts: pl.DataFrame, bases: pl.Series) -> Iterator[str]:
    """Exits of those of whom no entry is reported before them."""
    import polars as pl

    place = pl.col("id").str.split("~").list
    exits = conflicts.filter(conflicts["property"] == "exit_before_entry").select(
        basis=place.get(0), actor=place.get(1)
    )
    rows = _with_actors(exits.filter(exits["basis"].is_in(bases.implode())).unique())
    if rows:
        yield (
            f"{_count(len(rows), 'basis', 'bases')} with an exit that no entry goes before, and no end is reckoned "
            f"with: {_named(rows)}. Look at the days, or write the earlier entry."
        )


def _passed(rows: pl.DataFrame) -> Iterator[str]:
    ends = rows.group_by("basis", "until").len().sort("basis", "until").select("basis", "until").rows()
    if ends:
        named = _named([f"{basis} ({until})" for basis, until in ends])
        yield (
            f"{_count(len(ends), 'term', 'terms')} had passed when the dossier was recorded: {named}. Terms get "
            "extended, so later days are answered with possibly; write the extension, or the end as a termination."
        )


def _to_come(acts: pl.DataFrame) -> Iterator[str]:
    """Acts that are said to be done, on a day that has not come."""
    now = today()
    rows = acts.filter(acts["phase"].is_in(DONE_BY_THEN) & (acts["done_earliest"] > now)).sort("basis", "done_earliest")
    if not rows.is_empty():
        which = _named([f"{basis} ({day})" for basis, day in rows.select("basis", "done_earliest").unique().rows()])
        yield (
            f"{_count(rows.height, 'act is', 'acts are')} said to be done on a day that has not come ({now} is today): "
            f"{which}. Look at the year; what is only planned is of type intention."
        )


def _after_source(batches: Sequence[Batch]) -> Iterator[str]:
    """Signatures and consents whose day lies after the one for which their source speaks."""
    import polars as pl

    from accordgraph.graph.dates.columns import parse_instants

    said = pl.concat([batch.statements.select("mention", "basis", "property", "value", "as_of") for batch in batches])
    binding = said.filter((pl.col("property") == "type") & pl.col("value").is_in(BINDING_TYPES))
    done = said.filter(pl.col("property") == "done_on").join(binding, on="mention", how="semi")
    days = pl.DataFrame(
        {"day": parse_instants(done["value"])["earliest"], "by": parse_instants(done["as_of"])["latest"]}
    )
    rows = done.hstack(days).filter(pl.col("day") > pl.col("by")).select("basis", "value", "as_of").unique()
    if not rows.is_empty():
        which = _named([f"{basis} ({day}; {by})" for basis, day, by in rows.sort("basis", "value").rows()])
        yield (
            f"{_count(rows.height, 'day is', 'days are')} later than the source that gives it was published: {which}. "
            "Look at the year; if the page was changed later, write as_of: the day for which it speaks."
        )


def _early(acts: pl.DataFrame) -> Iterator[str]:
    """Acts of so early a day that the year is probably mistyped."""
    import polars as pl

    first = pl.min_horizontal("done_earliest", "effective_earliest")
    rows = acts.with_columns(first=first).filter(pl.col("first").dt.year() < FIRST_YEAR).sort("basis", "first")
    if not rows.is_empty():
        which = _named([f"{basis} ({day})" for basis, day in rows.select("basis", "first").unique().rows()])
        have = _count(rows.height, "act has", "acts have")
        yield f"{have} a day before the year {FIRST_YEAR}: {which}. Look at the year."


def _namesakes(actors: pl.DataFrame, loaded: pl.Series) -> Iterator[str]:
    """Actors that share an item of Wikidata, of which one at least was just loaded."""
    shared = actors.drop_nulls("wikidata").group_by("wikidata").agg("id")
    rows = [(item, sorted(ids)) for item, ids in shared.sort("wikidata").rows() if len(ids) > 1 and {*ids} & {*loaded}]
    if rows:
        named = _named([f"{' and '.join(ids)} ({item})" for item, ids in rows])
        yield f"{_count(len(rows), 'item', 'items')} of Wikidata for two actors: {named}. Are they one?"


def _named(texts: Sequence[str]) -> str:
    more = f" and {len(texts) - MOST_NAMED:,} more" if len(texts) > MOST_NAMED else ""
    return ", ".join(texts[:MOST_NAMED]) + more


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
