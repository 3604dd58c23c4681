"""What the generated files have in common: namespaces, and how a text, a list or a union is said in RDF."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rdflib import OWL, RDF, RDFS, SKOS, XSD, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from accordgraph.ontology.labels import Text
from accordgraph.ontology.namespaces import NAMESPACE

AG = Namespace(NAMESPACE)
WORDS = Namespace("https://w3id.org/accordgraph/words/")
"""The closed lists and, below each, its words: `act-types/accession`. No property has such an IRI."""

ONTOLOGY = URIRef(NAMESPACE.removesuffix("#"))
EDTF = URIRef("http://id.loc.gov/datatypes/edtf/EDTF")
DATATYPES = {"text": XSD.string, "edtf": EDTF, "date": XSD.date, "boolean": XSD.boolean, "integer": XSD.integer}
APACHE = URIRef("https://www.apache.org/licenses/LICENSE-2.0")
"""The licence of the whole project, its vocabulary included."""


def new_graph() -> Graph:
    """A graph with our prefixes and no others than those that are used."""
    graph = Graph(bind_namespaces="core")
    graph.bind("ag", AG)
    graph.bind("edtf", "http://id.loc.gov/datatypes/edtf/")
    graph.bind("skos", SKOS)
    graph.bind("dcterms", "http://purl.org/dc/terms/")
    return graph


def scheme(word_list: str) -> URIRef:
    """The concept scheme of a word list: `words/act-types`."""
    return WORDS[word_list.replace("_", "-")]


def concept(word_list: str, word: str) -> URIRef:
    """The concept of a word."""
    return URIRef(f"{scheme(word_list)}/{word}")


def add_texts(graph: Graph, subject: Node, link: URIRef, texts: dict[str, str]) -> None:
    """A text in each language."""
    for language, text in texts.items():
        graph.add((subject, link, Literal(text, lang=language)))


def describe(graph: Graph, term: URIRef, text: Text, label: URIRef = RDFS.label) -> None:
    """Label, definition, and where the term is defined."""
    add_texts(graph, term, label, text.label)
    add_texts(graph, term, SKOS.definition, text.definition)
    graph.add((term, RDFS.isDefinedBy, ONTOLOGY))


def add_list(graph: Graph, name: str, members: Iterable[Node]) -> BNode:
    """A list, whose blank node is called by a name of ours so that two runs write the same file."""
    first = BNode(name)
    Collection(graph, first, list(members))
    _rename_rest(graph, first, name)
    return first


def _rename_rest(graph: Graph, first: Node, name: str) -> None:
    """Give the further cells of a list names that do not change from run to run."""
    before, number = first, 1
    while (cell := graph.value(before, RDF.rest)) not in (None, RDF.nil):
        renamed = BNode(f"{name}-{number}")
        for triple in list(graph.triples((cell, None, None))):
            graph.remove(triple)
            graph.add((renamed, triple[1], triple[2]))
        graph.set((before, RDF.rest, renamed))
        before, number = renamed, number + 1


def union(graph: Graph, name: str, members: Sequence[URIRef], kind: URIRef = OWL.Class) -> Node:
    """The one member, or the union of all."""
    if len(members) == 1:
        return members[0]
    node = BNode(name)
    graph.add((node, RDF.type, kind))
    graph.add((node, OWL.unionOf, add_list(graph, f"{name}-list", members)))
    return node
