"""The ontology in OWL and SKOS, `accordgraph.ttl`, generated from the registry.

`python -m accordgraph.ontology.generate` writes it anew.
"""

from __future__ import annotations

from pathlib import Path

from rdflib import OWL, RDF, RDFS, SKOS, XSD, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS

from accordgraph import __version__
from accordgraph.ontology.registry import NAMESPACE, WORD_LISTS, Column, NodeClass, Registry, camel, registry

AG = Namespace(NAMESPACE)
EDTF = URIRef("http://id.loc.gov/datatypes/edtf/EDTF")
RANGES = {"text": XSD.string, "edtf": EDTF, "date": XSD.date, "boolean": XSD.boolean, "integer": XSD.integer}
LANGUAGE_TEXT = ("name", "acronym")
"""Properties that RDF writes with a language tag, one property for the columns of all languages."""

SCHEMES = (*WORD_LISTS, "act_types", "phases")
TARGET = Path(__file__).with_name("accordgraph.ttl")


def ontology(vocabulary: Registry) -> Graph:
    """The whole ontology: classes, properties with domain and range, and a concept scheme for each closed list."""
    graph = Graph()
    graph.bind("ag", AG)
    graph.bind("edtf", "http://id.loc.gov/datatypes/edtf/")
    about = URIRef(NAMESPACE.removesuffix("#"))
    graph.add((about, RDF.type, OWL.Ontology))
    graph.add((about, DCTERMS.title, Literal("accordgraph", lang="en")))
    graph.add((about, OWL.versionInfo, Literal(__version__)))
    for node in vocabulary.classes.values():
        _add_class(graph, node)
    _add_properties(graph, vocabulary)
    _add_relations(graph, vocabulary)
    for scheme in SCHEMES:
        _add_scheme(graph, scheme, vocabulary)
    return graph


def _describe(graph: Graph, term: URIRef, label: dict[str, str], definition: str | None) -> None:
    for language, text in label.items():
        graph.add((term, RDFS.label, Literal(text, lang=language)))
    if definition:
        graph.add((term, SKOS.definition, Literal(definition, lang="en")))


def _add_class(graph: Graph, node: NodeClass) -> None:
    graph.add((AG[node.name], RDF.type, OWL.Class))
    _describe(graph, AG[node.name], node.label, node.definition)


def _rdf_name(column: Column) -> str:
    base = column.name.split("_")[0]
    return base if base in LANGUAGE_TEXT else camel(column.name)


def _add_properties(graph: Graph, vocabulary: Registry) -> None:
    domains: dict[str, set[str]] = {"id": set(vocabulary.classes)}
    ranges: dict[str, set[URIRef]] = {"id": {XSD.string}}
    domains["alias"], ranges["alias"] = {"Actor", "Basis"}, {RDF.langString, XSD.string}
    references: set[str] = set()
    for node in vocabulary.classes.values():
        for column in node.columns:
            name = _rdf_name(column)
            domains.setdefault(name, set()).add(node.name)
            ranges.setdefault(name, set()).add(_range(column, name))
            references |= {name} if column.is_reference else set()
    for name in sorted(domains):
        term = AG[name]
        graph.add((term, RDF.type, OWL.ObjectProperty if name in references else OWL.DatatypeProperty))
        _add_union(graph, term, RDFS.domain, sorted(AG[domain] for domain in domains[name]))
        _add_union(graph, term, RDFS.range, sorted(ranges[name]))
        _describe(graph, term, *_words_of(name, domains[name], vocabulary))


def _range(column: Column, name: str) -> URIRef:
    if column.is_reference:
        return AG[column.type]
    return RDF.langString if name in LANGUAGE_TEXT else RANGES[column.type]


def _words_of(name: str, domains: set[str], vocabulary: Registry) -> tuple[dict[str, str], str | None]:
    """Label and definition where statements about these classes have such a property, else the name in words."""
    for domain in sorted(domains):
        for entry in vocabulary.properties.get(domain.lower(), {}).values():
            if camel(entry.name) == name:
                return entry.label, entry.definition
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name)
    return {"en": words}, None


def _add_union(graph: Graph, term: URIRef, link: URIRef, members: list[URIRef]) -> None:
    if len(members) == 1:
        graph.add((term, link, members[0]))
        return
    union, first = BNode(f"{term.fragment}-{link.fragment}"), BNode(f"{term.fragment}-{link.fragment}-1")
    Collection(graph, first, list(members))
    graph.add((union, RDF.type, OWL.Class if link == RDFS.domain else RDFS.Datatype))
    graph.add((union, OWL.unionOf, first))
    graph.add((term, link, union))


def _add_relations(graph: Graph, vocabulary: Registry) -> None:
    for relation in vocabulary.relations.values():
        term = AG[relation.rdf]
        graph.add((term, RDF.type, OWL.ObjectProperty))
        if relation.symmetric:
            graph.add((term, RDF.type, OWL.SymmetricProperty))
        if relation.source[0] != "*":
            graph.add((term, RDFS.domain, AG[relation.source[0]]))
        graph.add((term, RDFS.range, AG[relation.target[0]]))
        words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in relation.rdf)
        _describe(graph, term, {"en": words}, relation.definition)


def _add_scheme(graph: Graph, scheme: str, vocabulary: Registry) -> None:
    top = AG[camel(scheme)]
    graph.add((top, RDF.type, SKOS.ConceptScheme))
    graph.add((top, RDFS.label, Literal(scheme.replace("_", " "), lang="en")))
    for name, label, definition, broader in _concepts(scheme, vocabulary):
        concept = URIRef(f"{top}/{name}")
        graph.add((concept, RDF.type, SKOS.Concept))
        graph.add((concept, SKOS.inScheme, top))
        graph.add((concept, SKOS.notation, Literal(name)))
        for language, text in label.items():
            graph.add((concept, SKOS.prefLabel, Literal(text, lang=language)))
        if definition:
            graph.add((concept, SKOS.definition, Literal(definition, lang="en")))
        if broader:
            graph.add((concept, SKOS.broader, URIRef(f"{top}/{broader}")))


def _concepts(scheme: str, vocabulary: Registry) -> list[tuple[str, dict[str, str], str | None, str | None]]:
    if scheme == "act_types":
        kinds = vocabulary.act_types.values()
        return [(kind.name, kind.label, kind.definition, next(iter(kind.ancestors), None)) for kind in kinds]
    if scheme == "phases":
        return [(phase.name, phase.label, None, None) for phase in vocabulary.phases.values()]
    return [(word.name, word.label, word.definition, None) for word in vocabulary.words[scheme].values()]


def turtle(vocabulary: Registry) -> str:
    """The ontology as Turtle, the same bytes on every run."""
    return str(ontology(vocabulary).serialize(format="turtle"))


if __name__ == "__main__":
    TARGET.write_text(turtle(registry()), encoding="utf-8")
    print(f"Wrote {TARGET}")
