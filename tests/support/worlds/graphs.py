"""The RDF of tables as a graph of rdflib, with what an export says of statements beside."""

from __future__ import annotations

from pathlib import Path

import polars as pl
from rdflib import Graph
from worlds.statement_builder import Story

from accordgraph.graph.projection.ntriples import iri, literal, term, triples
from accordgraph.graph.schemas import Tables, table_schemas
from accordgraph.ontology.namespaces import ID_NAMESPACE
from accordgraph.ontology.registry import registry

RECORDED = '"2026-11-22"^^<http://www.w3.org/2001/XMLSchema#date>'


def graph_of(tables: Tables, statements: pl.DataFrame) -> Graph:
    """All triples of the tables, and the record of the statements."""
    lines = [line for frame in triples(tables, registry()) for line in frame["line"]]
    return Graph().parse(data="\n".join([*lines, *record(statements)]), format="nt")


def record(statements: pl.DataFrame) -> list[str]:
    """What `Registry.statement_record` adds."""
    classes = registry().classes
    about = pl.col("about")
    thing = pl.when(pl.col("thing").is_not_null()).then(pl.format(f"<{ID_NAMESPACE}{{}}/{{}}>", about, "thing"))
    values = {
        "mention": literal(pl.col("mention")),
        "loader": literal(pl.col("loader")),
        "thing": thing,
        "basis": iri(classes["Basis"], pl.col("basis")),
        "actor": iri(classes["Actor"], pl.col("actor")),
        "recorded_on": pl.lit(RECORDED),
    }
    subject = iri(classes["Statement"], pl.col("id"))
    lines = [pl.format("{} {} {} .", subject, pl.lit(term(name)), value) for name, value in values.items()]
    frame = statements.select(line=pl.concat_str(lines, separator="\n", ignore_nulls=True))
    return frame["line"].to_list()


def stored_graph(store: Path) -> Graph:
    """The graph of the only snapshot of a store."""
    [folder] = (store / "snapshots").iterdir()
    tables = {name: pl.read_parquet(folder / "tables" / f"{name}.parquet") for name in table_schemas()}
    [log] = (store / "log").iterdir()
    return graph_of(tables, pl.read_parquet(log / "statements.parquet"))


def team() -> Story:
    """Two states in a team, with a dispute on when one of them joined, and all other things that there are."""
    story = Story().source("d", "editorial").source("page").source("paper", "press").source("other", "press")
    story.actors("ee", "ua", name="A state").actors("pgo", kind="agency", part_of="ua", alias="GPU")
    story.basis("jit", form="jit", binds="signature", topic="war crimes").basis("old", form="jit")
    story.say("basis", "d", "replaces", "old", thing="jit", basis="jit")
    story.act("jit", "ua", "founding", "2022-03-25", source="page", role="member", through="pgo")
    story.act("jit", "ee", "accession", "2022-05-30", source="paper", role="member")
    story.act("jit", "ee", "accession", "2022-05-31", source="other", role="member")
    story.act("jit", None, "extension", "2024-02-29", source="page", until="2026-03")
    for name, value in {"series": "requests", "measure": "sent", "period": "2022", "value": "388"}.items():
        story.say("observation", "page", name, value, thing="requests~sent~2022")
    story.say("challenge", "page", "affects", "pgo", thing="slow")
    story.say("challenge", "page", "remedy", "Haste", thing="slow")
    story.say("assessment", "page", "claim", "It works", thing="works")
    return story


def team_graph() -> Graph:
    story = team()
    return graph_of(story.tables(), story.statements())
