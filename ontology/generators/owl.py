"""Classes and properties in OWL, and what is said of the ontology as a whole."""

from __future__ import annotations

from rdflib import OWL, RDF, RDFS, SKOS, VANN, XSD, BNode, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS

from accordgraph.ontology.generators.rdf import (
    AG,
    APACHE,
    DATATYPES,
    EDTF,
    ONTOLOGY,
    add_list,
    add_texts,
    describe,
    scheme,
    union,
)
from accordgraph.ontology.generators.terms import Term, terms
from accordgraph.ontology.labels import Labels
from accordgraph.ontology.namespaces import NAMESPACE
from accordgraph.ontology.registry import Registry
from accordgraph.version import __version__

ANNOTATIONS = (
    *(SKOS.definition, SKOS.prefLabel, VANN.preferredNamespacePrefix, VANN.preferredNamespaceUri),
    *(DCTERMS.title, DCTERMS.description, DCTERMS.creator, DCTERMS.license, DCTERMS.created, DCTERMS.modified),
)
"""Properties of others that only annotate."""

OF_CONCEPTS = (SKOS.inScheme, SKOS.topConceptOf, SKOS.hasTopConcept, SKOS.broader, SKOS.narrower, SKOS.broadMatch)
"""Properties of SKOS with which the closed lists are written, from thing to thing."""

FOREIGN = {
    OWL.AnnotationProperty: ANNOTATIONS,
    OWL.ObjectProperty: OF_CONCEPTS,
    OWL.DatatypeProperty: (SKOS.notation,),
    OWL.Class: (SKOS.Concept, SKOS.ConceptScheme, DCTERMS.Agent),
}
"""All terms of others that stand in the ontology. OWL 2 DL asks that each be declared, and SKOS declares them so."""

RANGES = {**DATATYPES, "language text": RDF.langString}


def add_ontology(graph: Graph, vocabulary: Registry, texts: Labels) -> None:
    """Add the header, all classes and all properties."""
    graph.bind("vann", VANN)
    _add_header(graph, texts)
    _add_classes(graph, vocabulary, texts)
    for term in terms(vocabulary):
        _add_property(graph, term, texts)


def _add_header(graph: Graph, texts: Labels) -> None:
    said = texts.ontology
    graph.add((ONTOLOGY, RDF.type, OWL.Ontology))
    add_texts(graph, ONTOLOGY, DCTERMS.title, said["title"])
    add_texts(graph, ONTOLOGY, DCTERMS.description, said["description"])
    creator = BNode("creator")
    graph.add((ONTOLOGY, DCTERMS.creator, creator))
    graph.add((creator, RDF.type, DCTERMS.Agent))
    add_texts(graph, creator, RDFS.label, said["creator"])
    graph.add((ONTOLOGY, DCTERMS.license, APACHE))
    for link, day in ((DCTERMS.created, said["created"]), (DCTERMS.modified, said["modified"])):
        graph.add((ONTOLOGY, link, Literal(day, datatype=XSD.date)))
    graph.add((ONTOLOGY, OWL.versionIRI, URIRef(f"{ONTOLOGY}/{__version__}")))
    graph.add((ONTOLOGY, OWL.versionInfo, Literal(__version__)))
    graph.add((ONTOLOGY, VANN.preferredNamespacePrefix, Literal("ag")))
    graph.add((ONTOLOGY, VANN.preferredNamespaceUri, Literal(NAMESPACE)))
    graph.add((EDTF, RDF.type, RDFS.Datatype))
    for kind, names in FOREIGN.items():
        for name in names:
            graph.add((name, RDF.type, kind))


def _add_classes(graph: Graph, vocabulary: Registry, texts: Labels) -> None:
    """All classes, and those of bases by kind; none of either shares a thing with another."""
    kinds = {word.fields["class"]: word.name for word in vocabulary.words["basis_kinds"].values()}
    for name in (*vocabulary.classes, *kinds):
        graph.add((AG[name], RDF.type, OWL.Class))
        describe(graph, AG[name], texts.classes[name])
    for name, kind in kinds.items():
        graph.add((AG[name], RDFS.subClassOf, AG.Basis))
        graph.add((AG[name], OWL.equivalentClass, _bases_of_kind(graph, kind)))
    _add_disjoint(graph, "classes", list(vocabulary.classes))
    _add_disjoint(graph, "kinds", list(kinds))


def _bases_of_kind(graph: Graph, kind: str) -> BNode:
    node, restriction = BNode(f"{kind}-bases"), BNode(f"{kind}-value")
    graph.add((node, RDF.type, OWL.Class))
    graph.add((node, OWL.intersectionOf, add_list(graph, f"{kind}-list", [AG.Basis, restriction])))
    graph.add((restriction, RDF.type, OWL.Restriction))
    graph.add((restriction, OWL.onProperty, AG.kind))
    graph.add((restriction, OWL.hasValue, Literal(kind)))
    return node


def _add_disjoint(graph: Graph, what: str, names: list[str]) -> None:
    node = BNode(f"disjoint-{what}")
    graph.add((node, RDF.type, OWL.AllDisjointClasses))
    graph.add((node, OWL.members, add_list(graph, f"disjoint-{what}-list", [AG[name] for name in names])))


def _add_property(graph: Graph, term: Term, texts: Labels) -> None:
    subject = AG[term.rdf]
    for kind in _types(term):
        graph.add((subject, RDF.type, kind))
    describe(graph, subject, texts.terms[term.name])
    domains = [AG[name] for name in term.domains]
    graph.add((subject, RDFS.domain, union(graph, f"{term.rdf}-domain", domains)))
    ranges = [AG[name] if term.is_object else RANGES[name] for name in term.ranges]
    kind = OWL.Class if term.is_object else RDFS.Datatype
    graph.add((subject, RDFS.range, union(graph, f"{term.rdf}-range", ranges, kind)))
    if term.inverse:
        graph.add((subject, OWL.inverseOf, AG[term.inverse]))
    for word_list in term.word_lists:
        graph.add((subject, RDFS.seeAlso, scheme(word_list)))


def _types(term: Term) -> list[URIRef]:
    """What is true of the property in every graph of ours."""
    kinds = [OWL.ObjectProperty if term.is_object else OWL.DatatypeProperty]
    kinds += [OWL.FunctionalProperty] if term.is_functional else []
    # Nobody cooperates with itself: the two of a link are two.
    return kinds + ([OWL.SymmetricProperty, OWL.IrreflexiveProperty] if term.is_symmetric else [])
