"""Alignments lead to terms that exist, and entail nothing that is false."""

from __future__ import annotations

import pytest
from rdflib import DC, DCTERMS, FOAF, ORG, PROV, QB, RDF, RDFS, SDO, SKOS, TIME, Graph, URIRef
from rdflib.namespace import DefinedNamespace
from worlds.graphs import team_graph

from accordgraph.ontology.generators.__main__ import TARGET
from accordgraph.ontology.generators.alignments import Alignment, read
from accordgraph.ontology.generators.rdf import AG
from accordgraph.ontology.generators.terms import terms
from accordgraph.ontology.registry import camel, registry

CLOSED: dict[str, type[DefinedNamespace]] = {
    str(name): name for name in (DC, DCTERMS, FOAF, ORG, PROV, QB, RDF, RDFS, SDO, SKOS, TIME)
}
"""Vocabularies of which rdflib has the list of terms."""

LISTED = {
    # Terms of the ELI ontology (European Legislation Identifier), version 1.4.
    "http://data.europa.eu/eli/ontology#": {
        "LegalResource",
        "amends",
        "based_on",
        "first_date_entry_in_force",
        "repeals",
    },
    # Terms of the Web Annotation Vocabulary, W3C Recommendation of 23 February 2017.
    "http://www.w3.org/ns/oa#": {"Annotation", "start", "end", "exact"},
}
ENTAILED = {
    # What the other vocabularies say of the domain and range of the properties that ours are kinds of.
    PROV.wasDerivedFrom: (PROV.Entity, PROV.Entity),
    PROV.wasAssociatedWith: (PROV.Activity, PROV.Agent),
}
LITERAL_OR_ANY = {
    *(DCTERMS.identifier, DCTERMS.title, DCTERMS.issued, DCTERMS.created, DCTERMS.source, DCTERMS.isPartOf),
    *(DCTERMS.hasPart, DCTERMS.replaces, DCTERMS.isReplacedBy, DC.publisher, DC.language, RDFS.label, RDF.value),
    *(SKOS.altLabel, SKOS.note, SDO.name, SDO.alternateName, SDO.url, SDO.inLanguage, SDO.sha256, DC.rights),
}
"""Properties that say nothing of their domain, and of their range at most that it is a literal (ours are)."""

OBJECTS = {DCTERMS.source, DCTERMS.isPartOf, DCTERMS.hasPart, DCTERMS.replaces, DCTERMS.isReplacedBy}
"""Those of them that lead to things."""

OWN = Graph().parse(TARGET)
AXIOMS = read().axioms
STRICT = [axiom for axiom in AXIOMS if axiom.holds == "is"]
ABOVE = {(axiom.term, axiom.target) for axiom in STRICT if axiom.is_class}


def test_there_are_alignments_with_each_vocabulary() -> None:
    spaces = {space for space in [*CLOSED, *LISTED] for axiom in AXIOMS if axiom.target.startswith(space)}
    assert spaces == {*CLOSED, *LISTED}


@pytest.mark.parametrize("axiom", AXIOMS, ids=lambda axiom: f"{axiom.term.fragment}-{axiom.name}")
def test_both_terms_exist_and_the_reason_is_a_sentence(axiom: Alignment) -> None:
    assert (axiom.term, RDF.type, None) in OWN
    space = next(space for space in sorted([*CLOSED, *LISTED], key=len, reverse=True) if axiom.target.startswith(space))
    local = axiom.target.removeprefix(space)
    assert local in (CLOSED[space] if space in CLOSED else LISTED[space])
    assert axiom.why.endswith(".")
    assert len(axiom.why) > 15


def test_classes_are_set_to_classes_and_properties_to_properties() -> None:
    wrong = [axiom.name for axiom in AXIOMS if axiom.name.split(":")[1][0].isupper() != axiom.is_class]
    assert wrong == []


@pytest.mark.parametrize(
    "axiom", [axiom for axiom in STRICT if not axiom.is_class], ids=lambda axiom: f"{axiom.term.fragment}-{axiom.name}"
)
def test_a_property_entails_only_classes_that_its_things_have_anyway(axiom: Alignment) -> None:
    assert axiom.target in ENTAILED or axiom.target in LITERAL_OR_ANY, "say what its domain and range entail"
    term = next(term for term in terms(registry()) if AG[term.rdf] == axiom.term)
    if axiom.target in LITERAL_OR_ANY:
        assert term.is_object == (axiom.target in OBJECTS)
        return
    for names, wanted in zip((term.domains, term.ranges), ENTAILED[axiom.target], strict=True):
        assert [name for name in names if (AG[name], wanted) not in ABOVE] == []


def test_nothing_is_an_entity_and_an_activity() -> None:
    entities = {term for term, target in ABOVE if target == PROV.Entity}
    activities = {term for term, target in ABOVE if target == PROV.Activity}
    assert entities
    assert activities
    assert entities & activities == set()


def test_aligned_things_of_a_graph_are_of_no_two_disjoint_classes() -> None:
    """As a reasoner would: the axioms, and what the other vocabularies say, over a graph with every class."""
    graph = team_graph()
    types = {(thing, kind) for thing, kind in graph.subject_objects(RDF.type)}
    types |= {(thing, target) for thing, kind in types for term, target in ABOVE if term == kind}
    for axiom in STRICT:
        if domain_and_range := ENTAILED.get(axiom.target):
            for subject, value in graph.subject_objects(axiom.term):
                types |= {(subject, domain_and_range[0]), (value, domain_and_range[1])}
    by_kind = {
        kind: {thing for thing, one in types if one == kind} for kind in (PROV.Entity, PROV.Activity, PROV.Agent)
    }
    assert all(by_kind.values())
    assert by_kind[PROV.Entity] & by_kind[PROV.Activity] == set()
    assert by_kind[PROV.Agent] <= {thing for thing, kind in types if kind == AG.Actor}


def test_the_file_has_each_axiom_with_its_reason() -> None:
    graph = Graph().parse(TARGET.with_name("alignments.ttl"))
    triples = {(axiom.term, axiom.link, axiom.target) for axiom in AXIOMS}
    assert triples <= set(graph)
    reasons = len(list(graph.subjects(RDF.type, URIRef("http://www.w3.org/2002/07/owl#Axiom"))))
    assert reasons == len(AXIOMS) == len(triples)


def test_terms_are_written_in_small_letters_as_in_the_registry() -> None:
    assert camel("evidenced_by") in {axiom.term.fragment for axiom in AXIOMS}
