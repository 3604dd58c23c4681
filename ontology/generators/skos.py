"""The closed lists as concept schemes in SKOS."""

from __future__ import annotations

from rdflib import RDF, SKOS, Graph, Literal, URIRef

from accordgraph.ontology.generators.rdf import concept, describe, scheme
from accordgraph.ontology.labels import Labels
from accordgraph.ontology.registry import WORD_LISTS, Registry

SCHEMES = (*WORD_LISTS, "act_types", "phases")
"""All closed lists."""


def add_schemes(graph: Graph, vocabulary: Registry, texts: Labels) -> None:
    """Add a scheme for each list and a concept for each word."""
    for name in SCHEMES:
        graph.add((scheme(name), RDF.type, SKOS.ConceptScheme))
        describe(graph, scheme(name), texts.schemes[name], SKOS.prefLabel)
        for word in vocabulary.words_of(name):
            _add_concept(graph, name, word, texts)
            _add_broader(graph, name, word, vocabulary)
    for word, form in vocabulary.words["forms"].items():
        graph.add((concept("forms", word), SKOS.broadMatch, concept("basis_kinds", form.fields["of"])))


def _add_concept(graph: Graph, name: str, word: str, texts: Labels) -> None:
    subject = concept(name, word)
    graph.add((subject, RDF.type, SKOS.Concept))
    graph.add((subject, SKOS.inScheme, scheme(name)))
    graph.add((subject, SKOS.notation, Literal(word)))
    describe(graph, subject, texts.words[name][word], SKOS.prefLabel)


def _add_broader(graph: Graph, name: str, word: str, vocabulary: Registry) -> None:
    """A type of act stands below its parent; all else is at the top of its list."""
    subject = concept(name, word)
    parents = vocabulary.act_types[word].ancestors if name == "act_types" else ()
    if not parents:
        _add_pair(graph, subject, SKOS.topConceptOf, scheme(name), SKOS.hasTopConcept)
    else:
        _add_pair(graph, subject, SKOS.broader, concept(name, parents[0]), SKOS.narrower)


def _add_pair(graph: Graph, subject: URIRef, link: URIRef, target: URIRef, back: URIRef) -> None:
    graph.add((subject, link, target))
    graph.add((target, back, subject))
