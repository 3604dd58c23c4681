"""From statements to all tables: the whole computation in its order, and nothing but the statements goes in."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from accordgraph.graph.dates.columns import parse_extents, parse_instants
from accordgraph.graph.derivation import conflicts, deciding, entities, evidence, strangers, weaker, withdrawal
from accordgraph.graph.derivation.acts.act_values import Acts, resolve_acts
from accordgraph.graph.derivation.acts.placement import place
from accordgraph.graph.derivation.acts.stints import find_stints
from accordgraph.graph.derivation.beside import with_beside
from accordgraph.graph.derivation.comparisons import refuse_comparisons
from accordgraph.graph.derivation.cooperations.link_count import count_links
from accordgraph.graph.derivation.cooperations.linking import MOST_LINKED_PARTICIPANTS, derive_links
from accordgraph.graph.derivation.cooperations.operations import named_pairs, side_of
from accordgraph.graph.derivation.cooperations.pauses import derive_pauses, with_pauses
from accordgraph.graph.derivation.cooperations.replacing import with_replaced
from accordgraph.graph.derivation.existence.listings import attestations, listings
from accordgraph.graph.derivation.existence.speakers import asserters, best_ranks
from accordgraph.graph.derivation.existence.verdicts import judge
from accordgraph.graph.derivation.judgements import ABOUT as JUDGEMENTS
from accordgraph.graph.derivation.judgements import judgements
from accordgraph.graph.derivation.namesakes import told_apart
from accordgraph.graph.derivation.participations.assembly import derive_participations, finish
from accordgraph.graph.derivation.participations.lives import foundings, lives, narrow
from accordgraph.graph.derivation.participations.resting import rest
from accordgraph.graph.derivation.voices import source_table
from accordgraph.graph.ranks import STRONG_RANK
from accordgraph.graph.schemas import Tables, table_schemas
from accordgraph.ontology.registry import NOBODY, Registry, registry


def build(
    statements: pl.DataFrame,
    vocabulary: Registry | None = None,
    announce: Callable[[int], None] = lambda links: None,
) -> Tables:
    """Compute every table of the graph from a frame of `STATEMENTS`. The order of its rows changes nothing.

    Gives the tables of `schemas.table_schemas`, each sorted by its id. `announce` receives the maximum number of links
    before they are made, and may raise. Raises InputError where there is too much to compare.
    """
    vocabulary = vocabulary or registry()
    refuse_comparisons(statements, vocabulary)
    everything, sources = statements, source_table(statements, vocabulary)
    admitted, foreign = strangers.admit(everything, tuple(vocabulary.basis_relations))
    reported, doubtful, withdrawn = withdrawal.current(admitted, sources)
    statements, claims = deciding.split(reported, sources)
    actors = entities.resolve_things(statements, "actor", sources, vocabulary)
    bases = entities.resolve_things(statements, "basis", sources, vocabulary)
    facts = _basis_facts(bases.table, vocabulary)
    binds = facts.select("basis", "binds")
    stints = find_stints(statements, sources, vocabulary)
    placed = place(statements, binds, sources, vocabulary, stints)
    acts = resolve_acts(statements, placed, binds, sources, vocabulary)
    listed = listings(statements, acts.table, stints)
    attested = attestations(statements, placed, listed, sources)
    asserting = asserters(placed, acts, statements, listed, sources)
    asserted = best_ranks(asserting)
    parts = derive_participations(acts, listed, facts, attested, asserted, stints, vocabulary)
    succeeds = entities.several(statements, "actor", "succeeds").rename({"thing": "actor", "value": "other"})
    living = lives(actors.table, succeeds, acts)
    lived = narrow(parts, living, acts, facts, asserted)
    rested = rest(lived.participations, statements)
    judged = judge(rested, statements, placed, asserting, listed, attested, facts, sources, vocabulary)
    participations = with_beside(finish(withdrawal.with_doubt(judged.participations, doubtful)), placed, statements)
    facts = _with_linked(facts, participations, vocabulary)
    announce(count_links(participations, facts, acts))
    wholes = entities.several(statements, "actor", "part_of").rename({"thing": "actor", "value": "whole"})
    sides = side_of(actors.table, wholes)
    pairs = named_pairs(participations, facts, judged.naming, statements, sides, vocabulary)
    pauses = derive_pauses(acts, participations)
    links = with_pauses(derive_links(participations, facts, pairs, pauses, vocabulary), pauses)
    links, undecided = with_replaced(links, participations, statements, sources, vocabulary)
    publishers = entities.resolve_things(statements, "publisher", sources, vocabulary)
    observed = entities.resolve_things(statements, "observation", sources, vocabulary)
    opinions = judgements(statements, sources, vocabulary)
    things = (actors, bases, observed, *opinions.things.values())
    resolved = [*acts.resolved, judged.roles, *(part for one in things for part in one.resolved)]
    bounds = conflicts.of_bounds(participations, lived.outside, judged.naming, acts.evidence, statements)
    founded = foundings(acts, facts)
    bounding = weaker.Lives(living, founded)
    weak = [
        weaker.of_bounds(participations, acts, facts, bounding, asserted, statements, sources),
        weaker.of_replacements(undecided, statements, sources),
        weaker.of_roles(participations, judged.weak_roles, sources),
        weaker.of_bases(claims, bases.table, sources),
        weaker.of_bases(opinions.claims, opinions.things["challenge"].table, sources),
        weaker.of_strangers(foreign, sources),
    ]
    disagreements = conflicts.gather(resolved, judged.voices, placed, [bounds, *weak], everything, sources)
    named = {
        class_: told_apart(strangers.named(things.table, everything, class_.lower()))
        for class_, things in (("Actor", actors), ("Basis", bases))
    }
    names = strangers.marked_names(entities.name_table(statements, [*actors.resolved, *bases.resolved]), named)
    of_strangers = strangers.of_bases(everything)
    participations = participations.join(of_strangers, on="basis", how="left")
    links = links.join(of_strangers, on="basis", how="left")
    of_stays = evidence.of_participations(participations, judged.evidence, acts, founded, statements, vocabulary)
    tables = {
        "actors": _named(named["Actor"]).join(entities.aliases(names, "Actor"), on="id", how="left"),
        "bases": _bases(statements, named["Basis"], facts).join(entities.aliases(names, "Basis"), on="id", how="left"),
        "acts": acts.table,
        "participations": participations,
        "cooperations": links.join(_labels(named["Basis"]), on="basis", how="left"),
        "statements": everything,
        "sources": _published(
            _dated(sources, ("published", "accessed", "withdrawn")), named["Actor"], publishers.table
        ),
        "conflicts": disagreements.conflicts,
        "candidates": disagreements.candidates,
        "observations": _observations(observed, withdrawn),
        "challenges": opinions.things["challenge"].table.join(
            entities.joined(opinions.statements, "challenge", "remedy", "remedy"), on="id", how="left"
        ),
        "assessments": opinions.things["assessment"].table,
        "parts": wholes,
        "succeeds": succeeds,
        "affects": entities.several(opinions.statements, "challenge", "affects").rename(
            {"thing": "challenge", "value": "actor"}
        ),
        **{
            name: entities.several(statements, "basis", name).rename({"thing": "basis", "value": "other"})
            for name in vocabulary.basis_relations
        },
        "evidence": _evidence(reported, opinions.statements, acts, of_stays, links, disagreements),
        "names": names,
    }
    return {name: _conform(tables[name], schema) for name, schema in table_schemas(vocabulary).items()}


def _conform(data: pl.DataFrame, schema: pl.Schema) -> pl.DataFrame:
    if data.is_empty():
        return schema.to_frame()
    missing = [pl.lit(None, dtype).alias(name) for name, dtype in schema.items() if name not in data.columns]
    shaped = data.with_columns(missing).select(pl.col(name).cast(dtype) for name, dtype in schema.items())
    # The id of a thing tells its class, so that evidence need not be sorted by class too.
    keys = ["id"] if "id" in schema else [name for name in schema if name != "class"]
    return shaped.sort(keys)


def _basis_facts(table: pl.DataFrame, vocabulary: Registry) -> pl.DataFrame:
    """What the rules read of each basis, under the names that they use."""
    defaults = {word.name: word.fields["binds"] for word in vocabulary.words["basis_kinds"].values()}
    binds = pl.coalesce("binds", pl.col("kind").replace_strict(defaults, default="unknown", return_dtype=pl.String))
    renamed = {name: name.replace("in_force_since", "in_force") for name in table.columns if "in_force" in name}
    data = table.rename({**renamed, "id": "basis"})
    return data.with_columns(open=(pl.col("open") == "true").fill_null(False), binds=binds)


def _with_linked(facts: pl.DataFrame, participations: pl.DataFrame, vocabulary: Registry) -> pl.DataFrame:
    """How many take part, and whether links are written out: not among many.

    `participants` are those who are held to take part, without those who support or watch. For the links each time
    that an actor is named counts, in whatever role; of many, those count that a comment alone does not add.
    """
    takes_part = pl.col("held") & (pl.col("role").replace_strict(vocabulary.role_groups, default=NOBODY) != NOBODY)
    enough = pl.min_horizontal(pl.col("rank").max().over("basis"), STRONG_RANK)
    counts = (
        participations.with_columns(counts=pl.col("rank") >= enough)
        .group_by("basis")
        .agg(
            participants=pl.col("actor").filter(takes_part).n_unique(),
            named=pl.col("actor").n_unique(),
            counted=pl.col("counts").sum(),
        )
    )
    numbers = pl.col("participants", "named", "counted").fill_null(0)
    data = facts.join(counts, on="basis", how="left").with_columns(numbers)
    return data.with_columns(linked=~pl.col("open") & (pl.col("counted") <= MOST_LINKED_PARTICIPANTS))


def _named(table: pl.DataFrame) -> pl.DataFrame:
    """Name in English, or in any language where there is none, or the id."""
    names = sorted(name for name in table.columns if name.startswith("name_"))
    return table.with_columns(name=pl.coalesce("name_en", *names, "id"), acronym=pl.col("acronym_en"))


def _labels(bases: pl.DataFrame) -> pl.DataFrame:
    """Name and kind of each basis, which stand on the edge between two actors too: who browses reads them there."""
    return _named(bases).select("kind", basis="id", basis_name="name")


def _bases(statements: pl.DataFrame, table: pl.DataFrame, facts: pl.DataFrame) -> pl.DataFrame:
    data = _named(table).drop("open").with_columns(mutual=(pl.col("mutual") != "false").fill_null(True))
    data = data.join(facts.select("open", "linked", "participants", id="basis"), on="id", how="left")
    for name, column in (("topic", "topics"), ("aim", "aims"), ("place", "places")):
        data = data.join(entities.joined(statements, "basis", name, column), on="id", how="left")
    return data


def _published(sources: pl.DataFrame, actors: pl.DataFrame, publishers: pl.DataFrame) -> pl.DataFrame:
    """Add who publishes each source: the actor of this id, if there is one, and what the publisher is called.

    The name is that of the actor, else the one that a dossier gives; in English, failing both, the word for it.
    """
    known = actors.select("name_en", "name_uk", "id", by="stranger", publisher="id")
    named = publishers.select(publisher="id", named_en="name_en", named_uk="name_uk")
    data = sources.join(known, on="publisher", how="left").join(named, on="publisher", how="left")
    # An actor of a stranger publishes what a stranger's dossier declares, and nothing else.
    is_its = pl.col("by").is_null() | pl.col("stranger").is_not_null()
    data = data.with_columns(pl.when(is_its).then(name).alias(name) for name in ("name_en", "name_uk", "id_right"))
    data = data.rename({"id_right": "publisher_actor"}).drop("by")
    return data.with_columns(
        publisher_name_en=_of_stranger(pl.coalesce("name_en", "named_en", "publisher"), "en"),
        publisher_name_uk=pl.when(pl.col("stranger").is_null())
        .then(pl.coalesce("name_uk", "named_uk"))
        .otherwise(_of_stranger(pl.coalesce("name_uk", "named_uk", "name_en", "named_en", "publisher"), "uk")),
    )


def _of_stranger(publisher: pl.Expr, language: str) -> pl.Expr:
    """A publisher with the dossier that says so, where nobody has trusted it; an actor's name may say so already."""
    mark = strangers.marked(pl.lit(""), "stranger", language)
    is_plain = pl.col("stranger").is_null() | publisher.str.ends_with(mark)
    return pl.when(is_plain).then(publisher).otherwise(pl.concat_str(publisher, mark))


def _dated(sources: pl.DataFrame, names: tuple[str, ...]) -> pl.DataFrame:
    for name in names:
        sources = sources.with_columns(parse_instants(sources[name])["edtf"].alias(name))
    return sources


def _observations(observed: entities.Things, withdrawn: pl.Series) -> pl.DataFrame:
    extents = parse_extents(observed.table["period"])
    bounds = extents.select(period_start="start_earliest", period_end="end_latest")
    values = pl.concat([part.chosen for part in observed.resolved], how="diagonal").filter(
        pl.col("property") == "value"
    )
    gone = pl.col("thing").is_in(withdrawn.implode())
    standing = pl.when(gone).then(pl.lit("disputed")).otherwise("standing").alias("standing")
    return observed.table.hstack(bounds).join(values.select(standing, id="thing"), on="id", how="left")


def _evidence(
    statements: pl.DataFrame,
    opinions: pl.DataFrame,
    acts: Acts,
    of_stays: pl.DataFrame,
    links: pl.DataFrame,
    disagreements: conflicts.Conflicts,
) -> pl.DataFrame:
    parts = {
        "Act": acts.evidence,
        "Participation": of_stays,
        "Cooperation": evidence.of_links(links, of_stays, acts),
    }
    rows = [part.select(pl.lit(name).alias("class"), "thing", "statement") for name, part in parts.items()]
    facts = statements.filter(~pl.col("about").is_in(JUDGEMENTS))
    things = [evidence.of_things(part) for part in (facts, opinions)]
    return pl.concat([*rows, disagreements.evidence.select("class", "thing", "statement"), *things])
