"""Our own RDF, read back: the statements of a graph that `accord export` wrote, from which the same graph is built.

Only Statement nodes are read. Everything else that accordgraph writes is derived from them and is derived anew; foreign
triples are skipped and counted. A statement must be complete, and its id must be the hash of its content.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import polars as pl
import pyoxigraph as ox

from accordgraph.graph import regular_file
from accordgraph.graph.errors import InputError
from accordgraph.graph.statements.log import Batch, Log, last_day
from accordgraph.graph.statements.statement import STATEMENTS
from accordgraph.loaders.rdf.statements import READ, TRIPLES, read_statements, statement_columns
from accordgraph.loaders.rdf.syntax_errors import explained
from accordgraph.ontology.namespaces import ID_NAMESPACE, NAMESPACE

STATEMENT = f"{ID_NAMESPACE}statement/"

FORMATS = {
    ".nq": ox.RdfFormat.N_QUADS,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".ttl": ox.RdfFormat.TURTLE,
    ".jsonld": ox.RdfFormat.JSON_LD,
}
"""By the ending of a file's name, in small letters."""

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

MOST_BYTES = 8_000_000_000
"""Of one file: some 60 million triples, of which those of statements are in memory as columns."""

TRIPLES_AT_ONCE = 200_000
"""Triples that are Python objects at a time, some 100 MB; then they are columns."""

Row = tuple[str, str, str]


class Graph(NamedTuple):
    """The content of files: statements (`STATEMENTS`, and `recorded_on`), and the number of triples skipped."""

    statements: pl.DataFrame
    foreign: int


def read_graphs(paths: Sequence[Path]) -> Graph:
    """The statements of all these files, sorted by id; none of no files.

    Raises InputError where a file cannot be read, has no statement of ours, or has one that is incomplete or does not
    fit its id, and where two files have statements of one dossier.
    """
    graphs = {path: _read(path) for path in paths}
    parts = [graph.statements.with_columns(file=pl.lit(str(path))) for path, graph in graphs.items()]
    statements = pl.concat([READ.to_frame().with_columns(file=pl.lit("")), *parts])
    files = statements.group_by("dossier").agg(pl.col("file").unique().sort()).filter(pl.col("file").list.len() > 1)
    if not files.is_empty():
        dossier, paths_of_it = files.sort("dossier").row(0)
        raise InputError(
            f"The dossier {dossier} is in {' and in '.join(paths_of_it)}.", "Load one of them. Nothing was loaded."
        )
    return Graph(statements.drop("file").sort("id"), sum(graph.foreign for graph in graphs.values()))


def _read(path: Path) -> Graph:
    parts, foreign = [TRIPLES.to_frame()], 0
    for rows, others in _parts(path):
        parts.append(pl.DataFrame(rows, schema=TRIPLES, orient="row"))
        foreign += others
    # A file may have a triple twice, as in two named graphs.
    triples = pl.concat(parts).unique()
    if triples.is_empty():
        remedy = "Only what `accord export --as nquads`, turtle or jsonld wrote can be loaded. Nothing was loaded."
        raise InputError(f"{path} has no statement of accordgraph.", remedy)
    return Graph(read_statements(triples, str(path)), foreign)


def _parts(path: Path) -> Iterator[tuple[list[Row], int]]:
    """Batches of at most `TRIPLES_AT_ONCE` triples of statements, each with the number of foreign triples before it."""
    rows: list[Row] = []
    foreign, names = 0, frozenset(statement_columns())
    try:
        regular_file.require(path, MOST_BYTES)
        for quad in ox.parse(path=str(path), format=FORMATS[path.suffix.lower()]):
            row = _row(quad, names)
            if row is not None:
                rows.append(row)
            else:
                foreign += not _is_ours(quad)
            if len(rows) >= TRIPLES_AT_ONCE:
                yield rows, foreign
                rows, foreign = [], 0
    except SyntaxError as error:
        raise explained(path, error) from error
    except MemoryError as error:
        # The parser's own bound: it takes no more for one value, however much there is.
        raise InputError(f"{path} has a line or a value of more than 16 MB.", "Nothing was loaded.") from error
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}.", "Nothing was loaded.") from error
    yield rows, foreign


def _row(quad: ox.Quad, names: frozenset[str]) -> Row | None:
    """Statement id, property and value of a triple; None if its subject is not a statement."""
    subject, name = quad.subject, quad.predicate.value.removeprefix(NAMESPACE)
    if not isinstance(subject, ox.NamedNode) or not subject.value.startswith(STATEMENT) or name not in names:
        return None
    value = quad.object
    text = value.value if isinstance(value, ox.NamedNode | ox.Literal) else str(value)
    return subject.value.removeprefix(STATEMENT), name, text


def _is_ours(quad: ox.Quad) -> bool:
    """Whether a triple is one that the graph of the statements has too, or says a type in our words."""
    subject, predicate, value = quad.subject, quad.predicate.value, quad.object
    if not isinstance(subject, ox.NamedNode) or not subject.value.startswith(ID_NAMESPACE):
        return False
    if predicate == RDF_TYPE:
        return isinstance(value, ox.NamedNode) and value.value.startswith(NAMESPACE)
    return predicate.startswith(NAMESPACE)


# ---------------------------------------------------------------- into the log
def replay(statements: pl.DataFrame, log: Log) -> list[Batch]:
    """The dossiers as they were recorded, day by day, so that each statement is current from its own day.

    Each batch has all that was recorded up to its day. Of a dossier that the log has already, days before its last are
    past; where exactly these statements are current, one batch changes nothing.
    """
    current = log.recordings.filter(pl.col("retracted_on").is_null()).select("id")
    batches = []
    for dossier in statements["dossier"].unique().sort():
        incoming = statements.filter(pl.col("dossier") == dossier)
        known = log.statements.filter(pl.col("dossier") == dossier).join(current, on="id", how="semi")
        days = incoming["recorded_on"].unique().sort().to_list()
        last = last_day(log, dossier)
        if last is not None and set(known["id"]) == set(incoming["id"]):
            days = [max(last, days[-1])]
        elif last is not None:
            days = [day for day in days if day >= last] or days[-1:]
        batches += [_batch(dossier, day, incoming) for day in days]
    return batches


def _batch(dossier: str, day: datetime.date, statements: pl.DataFrame) -> Batch:
    return Batch(dossier, day, statements.filter(pl.col("recorded_on") <= day).select(STATEMENTS.names()))
