"""The ontology has none of the faults that ontologists look for, and each look sees the fault that it is for."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from cases.pitfalls import LINTS, complaints
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from worlds.graphs import record, stored_graph

from accordgraph.graph.projection.ntriples import triples
from accordgraph.graph.projection.rdf import NAME_KINDS
from accordgraph.graph.schemas import table_schemas
from accordgraph.graph.statements.statement import STATEMENTS
from accordgraph.ontology.generators.__main__ import TARGET
from accordgraph.ontology.generators.rdf import AG, ONTOLOGY, concept, scheme
from accordgraph.ontology.namespaces import NAMESPACE
from accordgraph.ontology.registry import registry

VALUES = {pl.String: "a", pl.Date: datetime.date(2022, 5, 30), pl.Boolean: True, pl.Int64: 1}


def _row(schema: pl.Schema) -> pl.DataFrame:
    """One row in which every column has a value."""
    return pl.DataFrame({name: [VALUES[type(dtype)]] for name, dtype in schema.items()}, schema=schema)


def projected() -> set[URIRef]:
    """Every term that a graph of ours can have, from tables in which nothing is empty."""
    tables = {name: _row(schema) for name, schema in table_schemas().items()}
    tables["evidence"] = pl.DataFrame({"class": ["Actor"], "thing": ["a"], "statement": ["a"]})
    names = {"thing": "a", "class": "Actor", "lang": "en", "text": "a"}
    tables["names"] = pl.DataFrame([{**names, "kind": kind} for kind in NAME_KINDS])
    trusted = {
        name: table.with_columns(stranger=pl.lit(None, pl.String)) if "stranger" in table.columns else table
        for name, table in tables.items()
    }
    lines = [line for each in (tables, trusted) for frame in triples(each, registry()) for line in frame["line"]]
    lines += record(_row(STATEMENTS).with_columns(about=pl.lit("actor")))
    return {URIRef(iri) for iri in re.findall(rf"{re.escape(NAMESPACE)}\w+", "\n".join(lines))}


USED = projected()
SOUND = Graph().parse(TARGET)


def test_the_ontology_has_no_pitfalls() -> None:
    assert complaints(SOUND, USED) == {}


LANGUAGE = (str(OWL), str(RDF), str(RDFS), NAMESPACE)


def _undeclared(graph: Graph) -> set[URIRef]:
    """Properties and classes of others that are used and not declared, which OWL 2 DL does not allow."""
    used = {term for term in graph.predicates() if not str(term).startswith(LANGUAGE)}
    used |= {term for term in graph.objects(None, RDF.type) if not str(term).startswith(LANGUAGE)}
    assert len(used) > 10
    return {URIRef(str(term)) for term in used if (term, RDF.type, None) not in graph}


@pytest.mark.parametrize("term", [None, SKOS.prefLabel, SKOS.inScheme, SKOS.Concept, SKOS.notation, DCTERMS.Agent])
def test_terms_of_others_are_declared(term: URIRef | None) -> None:
    graph = Graph() + SOUND
    graph.remove((term or SKOS.note, RDF.type, None))
    assert _undeclared(graph) == ({term} if term else set())


def test_no_term_of_others_is_declared_as_two_things() -> None:
    kinds = (OWL.AnnotationProperty, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.Class)
    declared = [term for kind in kinds for term in SOUND.subjects(RDF.type, kind)]
    foreign = [term for term in declared if not str(term).startswith(NAMESPACE) and isinstance(term, URIRef)]
    assert len(foreign) == len(set(foreign)) > 15


def test_the_bundled_graph_uses_no_term_that_is_not_declared(bundled_store: Path) -> None:
    graph = stored_graph(bundled_store)
    terms = {term for triple in graph for term in triple[1:] if str(term).startswith(NAMESPACE)}
    assert len(terms) > 90
    assert terms <= USED
    assert "undeclared" not in complaints(SOUND, {URIRef(str(term)) for term in terms})


def _remove(*pattern: URIRef | Literal | None) -> Callable[[Graph], object]:
    return lambda graph: graph.remove(pattern)  # type: ignore[arg-type]


def _add(*triple: URIRef | Literal) -> Callable[[Graph], object]:
    return lambda graph: graph.add(triple)  # type: ignore[arg-type]


def _all(*steps: Callable[[Graph], object]) -> Callable[[Graph], object]:
    def run(graph: Graph) -> None:
        for step in steps:
            step(graph)

    return run


def _disjoint(graph: Graph) -> None:
    node, first = BNode(), BNode()
    Collection(graph, first, [AG.Basis, AG.Agreement])
    graph.add((node, RDF.type, OWL.AllDisjointClasses))
    graph.add((node, OWL.members, first))


MEMBER, ENTRY, SIGNED = concept("roles", "member"), concept("act_types", "entry"), concept("act_types", "signature")
ROLES = scheme("roles")
BROKEN: dict[str, tuple[Callable[[Graph], object], tuple[str, str]]] = {
    "a class without a label": (_remove(AG.Act, RDFS.label, Literal("акт", "uk")), ("missing_texts", "Act")),
    "a property without a definition": (_remove(AG.since, SKOS.definition, None), ("missing_texts", "since")),
    "a concept without a label": (_remove(MEMBER, SKOS.prefLabel, None), ("missing_texts", "roles/member")),
    "two labels": (_add(AG.Act, RDFS.label, Literal("deed", "en")), ("missing_texts", "Act")),
    "a label without a tag": (_add(AG.Act, RDFS.label, Literal("deed")), ("wrong_languages", "Act")),
    "Ukrainian called English": (_add(AG.Act, SKOS.definition, Literal("дія", "en")), ("wrong_languages", "Act")),
    "English called Ukrainian": (_add(AG.Act, SKOS.definition, Literal("deed", "uk")), ("wrong_languages", "Act")),
    "two classes called alike": (_add(AG.Act, RDFS.label, Literal("source", "en")), ("same_labels", "Source")),
    "two words called alike": (
        _add(MEMBER, SKOS.prefLabel, Literal("party", "en")),
        ("same_labels", "roles/party"),
    ),
    "one definition for two": (
        _add(AG.Act, SKOS.definition, Literal("What is counted", "en")),
        ("same_definitions", "series"),
    ),
    "a term that is nothing": (_add(AG.since, RDFS.seeAlso, AG.Nowhere), ("untyped", "Nowhere")),
    "no domain": (_remove(AG.since, RDFS.domain, None), ("missing_domains_or_ranges", "since")),
    "no range": (_remove(AG.party, RDFS.range, None), ("missing_domains_or_ranges", "party")),
    "two ranges": (_add(AG.party, RDFS.range, AG.Basis), ("missing_domains_or_ranges", "party")),
    "a term that is used and not declared": (_remove(AG.held, None, None), ("undeclared", "held")),
    "a term that is never used": (_add(AG.mood, RDF.type, OWL.DatatypeProperty), ("unused", "mood")),
    "a class that is never used": (_add(AG.Mood, RDF.type, OWL.Class), ("unused", "Mood")),
    "an inverse one way": (_remove(AG.hasPart, OWL.inverseOf, None), ("crooked_inverses", "hasPart")),
    "an inverse of other things": (
        _all(_remove(AG.hasPart, RDFS.range, None), _add(AG.hasPart, RDFS.range, AG.Basis)),
        ("crooked_inverses", "partOf"),
    ),
    "broader without narrower": (_remove(None, SKOS.narrower, SIGNED), ("crooked_inverses", "act-types/signature")),
    "a relation without an inverse": (
        _all(_remove(AG.affects, OWL.inverseOf, None), _remove(None, OWL.inverseOf, AG.affects)),
        ("missing_inverses", "affects"),
    ),
    "a concept in no scheme": (_remove(MEMBER, SKOS.inScheme, None), ("loose_concepts", "roles/member")),
    "a concept that hangs below nothing": (
        _all(_remove(MEMBER, SKOS.topConceptOf, None), _remove(None, SKOS.hasTopConcept, MEMBER)),
        ("loose_concepts", "roles/member"),
    ),
    "a scheme without concepts": (_remove(None, SKOS.inScheme, ROLES), ("loose_concepts", "roles")),
    "a circle of concepts": (
        _all(_add(ENTRY, SKOS.broader, SIGNED), _add(SIGNED, SKOS.narrower, ENTRY)),
        ("circles", "act-types/entry"),
    ),
    "a class above itself": (_add(AG.Basis, RDFS.subClassOf, AG.Agreement), ("circles", "Basis")),
    "a property in capitals": (_add(AG.Mood_since, RDF.type, OWL.DatatypeProperty), ("wrong_names", "Mood_since")),
    "a class in small letters": (_add(AG.mood, RDF.type, OWL.Class), ("wrong_names", "mood")),
    "a property that is a list": (_add(AG.binds, RDF.type, SKOS.ConceptScheme), ("one_name_for_two", "binds")),
    "a class disjoint with one above it": (_disjoint, ("false_disjointness", "Agreement")),
    "no licence": (_remove(ONTOLOGY, DCTERMS.license, None), ("missing_metadata", "ontology")),
    "not told where it is defined": (_remove(AG.Act, RDFS.isDefinedBy, None), ("missing_metadata", "Act")),
}


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.replace(" ", "-"))
def test_a_fault_is_seen_by_the_look_that_is_for_it(broken: str) -> None:
    damage, (lint, term) = BROKEN[broken]
    graph = Graph() + SOUND
    damage(graph)
    look = next(look for look in LINTS if look.__name__ == lint)
    assert term in [name for name, _ in look(graph, USED)]


def test_every_look_is_proven_by_a_fault() -> None:
    assert {lint for _, (lint, _) in BROKEN.values()} == {lint.__name__ for lint in LINTS}
