"""The RDF forms: one graph in three ways, that of the engines and what is recorded of statements."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from worlds.exporting import RDF_FORMATS, Triple, exported, plain, triples

from accordgraph.exports.alignments import read
from accordgraph.exports.snapshot_reader import cuts
from accordgraph.graph.projection import ntriples
from accordgraph.graph.store.store import Snapshot, Store
from accordgraph.ontology.namespaces import NAMESPACE
from accordgraph.ontology.registry import registry

RDFLIB_FORMATS = {"nquads": "nt", "turtle": "turtle", "jsonld": "json-ld"}


@pytest.fixture(params=["small", "bundled"])
def store(request: pytest.FixtureRequest, small: Store, bundled_store: Path) -> Store:
    return small if request.param == "small" else Store(bundled_store)


def projected(snapshot: Snapshot) -> set[Triple]:
    tables = {path.stem: pl.read_parquet(path) for path in snapshot.table_folder.iterdir()}
    lines = [line for frame in ntriples.triples(tables, registry()) for line in frame["line"]]
    return {plain(quad) for quad in ox.parse("\n".join(lines).encode(), format=ox.RdfFormat.N_TRIPLES)}


def test_nquads_are_the_triples_of_the_engines_and_what_is_recorded_of_statements(store: Store, tmp_path: Path) -> None:
    exported_triples = triples(exported(store, "nquads", tmp_path), "nquads")
    graph = projected(store.snapshot())
    assert len(graph) > 100
    assert graph <= exported_triples
    record = {NAMESPACE + column.term for column in registry().statement_record}
    assert {predicate for _, predicate, _ in exported_triples - graph} == record


def test_every_standing_statement_tells_the_day_of_its_recording(small: Store, tmp_path: Path) -> None:
    exported_triples = triples(exported(small, "nquads", tmp_path), "nquads")
    days = [value[0] for _, predicate, value in exported_triples if predicate == f"{NAMESPACE}recordedOn"]
    assert sorted(set(days)) == ["2026-01-05", "2026-02-09"]
    assert len(days) == small.standing().height
    assert not [value for _, _, value in exported_triples if "Not any more" in value[0]]


@pytest.mark.parametrize("aligned", [False, True])
@pytest.mark.parametrize("form", ["turtle", "jsonld"])
def test_turtle_and_jsonld_are_the_same_graph(store: Store, tmp_path: Path, form: str, aligned: bool) -> None:
    expected = triples(exported(store, "nquads", tmp_path, aligned=aligned), "nquads")
    path = exported(store, form, tmp_path, aligned=aligned)
    assert triples(path, form) == expected
    if form == "jsonld":
        quads = ox.parse(path=str(path), format=ox.RdfFormat.STREAMING_JSON_LD)
        assert {plain(quad) for quad in quads} == expected


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib reads JSON-LD so
@pytest.mark.parametrize("form", RDF_FORMATS)
def test_rdflib_reads_the_same_graph(small: Store, tmp_path: Path, form: str) -> None:
    graph = rdflib.Graph().parse(exported(small, form, tmp_path, aligned=True), format=RDFLIB_FORMATS[form])
    expected = triples(exported(small, "nquads", tmp_path, aligned=True), "nquads")
    assert {(str(subject), str(predicate), _value(value)) for subject, predicate, value in graph} == expected


def _value(value: rdflib.term.Node) -> tuple[str, ...]:
    if not isinstance(value, rdflib.Literal):
        return (str(value),)
    kind = value.datatype or (rdflib.RDF.langString if value.language else rdflib.XSD.string)
    return str(value), str(kind), value.language or ""


def test_nquads_are_canonical_and_sorted(store: Store, tmp_path: Path) -> None:
    lines = exported(store, "nquads", tmp_path).read_bytes().splitlines(keepends=True)
    assert lines == sorted(set(lines))
    dataset = ox.Dataset(ox.parse(b"".join(lines), format=ox.RdfFormat.N_QUADS))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    serialized = ox.serialize(sorted(dataset, key=str), format=ox.RdfFormat.N_QUADS)
    assert serialized is not None
    assert sorted(serialized.splitlines(keepends=True)) == lines


def test_nquads_go_into_a_named_graph(small: Store, tmp_path: Path) -> None:
    expected = triples(exported(small, "nquads", tmp_path), "nquads")
    path = exported(small, "nquads", tmp_path, graph="https://example.org/g")
    quads = list(ox.parse(path=str(path), format=ox.RdfFormat.N_QUADS))
    assert {quad.graph_name for quad in quads} == {ox.NamedNode("https://example.org/g")}
    assert {plain(quad) for quad in quads} == expected
    lines = path.read_bytes().splitlines(keepends=True)
    assert lines == sorted(lines)


def test_aligned_adds_what_the_axioms_say_and_takes_nothing_away(small: Store, tmp_path: Path) -> None:
    ours = triples(exported(small, "turtle", tmp_path), "turtle")
    aligned = triples(exported(small, "turtle", tmp_path, aligned=True), "turtle")
    assert ours < aligned
    further = aligned - ours
    added = {(subject.rpartition("/")[2], predicate) for subject, predicate, _ in further}
    assert ("ua", "https://schema.org/name") in added
    classes = {value[0] for _, predicate, value in further if predicate.endswith("-syntax-ns#type")}
    assert {"http://www.w3.org/ns/prov#Agent", f"{NAMESPACE}Operation"} <= classes
    assert f"{NAMESPACE}Assistance" not in classes, "there is none in this world"


def test_axioms_count_over_several_steps_and_only_to_other_vocabularies() -> None:
    turtle = f"""@prefix ag: <{NAMESPACE}> . @prefix x: <https://x.example/> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        ag:Operation rdfs:subClassOf ag:Basis . ag:Basis rdfs:subClassOf x:Thing . x:Thing rdfs:subClassOf x:Any .
        ag:name rdfs:subPropertyOf x:b, x:a . x:a rdfs:subPropertyOf x:a ."""
    aligned, prefixes = read(turtle.encode())
    above = ("https://x.example/Any", "https://x.example/Thing")
    assert aligned.classes == {"Operation": above, "Basis": above}
    assert aligned.properties == {"name": ("https://x.example/a", "https://x.example/b")}
    assert prefixes["x"] == "https://x.example/"
    assert "ag" not in prefixes


ids = st.lists(st.text("a0-~", min_size=1, max_size=6), unique=True, max_size=40)


@given(ids, st.integers(1, 10))
def test_parts_that_are_sorted_by_line_are_sorted_as_a_whole(given_ids: list[str], rows: int) -> None:
    ids = pl.Series(sorted(given_ids), dtype=pl.String)
    ends = cuts(ids, rows)
    assert ends == sorted(set(ends))
    assert ends[-1:] == ([len(ids)] if given_ids else [])
    parts = [ids[start:end].to_list() for start, end in zip([0, *ends], ends, strict=False)]
    assert [line for part in parts for line in sorted(f"{one}>" for one in part)] == sorted(f"{one}>" for one in ids)


def test_long_classes_are_cut() -> None:
    assert cuts(pl.Series([f"{number:05d}" for number in range(100)]), 30) == [30, 60, 90, 100]
    assert cuts(pl.Series(["a", "a-b", "a-c", "b"]), 1) == [3, 4]
