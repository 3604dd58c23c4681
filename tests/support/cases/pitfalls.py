"""What an ontologist would complain of in OWL and SKOS, each complaint with the term at fault."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, VANN, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from accordgraph.ontology.generators.rdf import ONTOLOGY, WORDS
from accordgraph.ontology.namespaces import NAMESPACE

LANGUAGES = {"en", "uk"}
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, SKOS.ConceptScheme, SKOS.Concept)
TEXTS = (RDFS.label, SKOS.prefLabel, SKOS.definition)
CYRILLIC = re.compile("[Ѐ-ӿ]")
SHAPES_OF_NAMES = {
    OWL.Class: re.compile(r"[A-Z][A-Za-z]+"),
    OWL.ObjectProperty: re.compile(r"[a-z][A-Za-z0-9]*"),
    OWL.DatatypeProperty: re.compile(r"[a-z][A-Za-z0-9]*"),
    SKOS.ConceptScheme: re.compile(r"[a-z]+(-[a-z]+)*"),
    SKOS.Concept: re.compile(r"[a-z]+(-[a-z]+)*/[a-z]+([-:+][a-z]+)*"),
}
BACK = ((SKOS.broader, SKOS.narrower), (SKOS.topConceptOf, SKOS.hasTopConcept))
METADATA = (
    *(DCTERMS.title, DCTERMS.description, DCTERMS.creator, DCTERMS.license, DCTERMS.created, DCTERMS.modified),
    *(OWL.versionIRI, OWL.versionInfo, VANN.preferredNamespacePrefix, VANN.preferredNamespaceUri),
)

OF_OTHERS = (str(SKOS), str(DCTERMS))

EngineMessage = tuple[str, str]
"""The term, short, and what is wrong with it."""


def short(term: Node) -> str:
    """A term of ours without its namespace."""
    return str(term).removeprefix(NAMESPACE).removeprefix(str(WORDS))


def own(graph: Graph, *kinds: URIRef) -> list[URIRef]:
    """The terms of ours of these kinds, of all kinds where none is named; those of others are only declared."""
    terms = {term for kind in kinds or KINDS for term in graph.subjects(RDF.type, kind)}
    return sorted(term for term in terms if isinstance(term, URIRef) and not str(term).startswith(OF_OTHERS))


def properties(graph: Graph) -> list[URIRef]:
    return own(graph, OWL.ObjectProperty, OWL.DatatypeProperty)


# ---------------------------------------------------------------- texts
def missing_texts(graph: Graph, used: set[URIRef]) -> Iterator[EngineMessage]:
    """One label and one definition in each language."""
    for term in own(graph):
        is_skos = (term, RDF.type, SKOS.Concept) in graph or (term, RDF.type, SKOS.ConceptScheme) in graph
        for link in (SKOS.prefLabel if is_skos else RDFS.label, SKOS.definition):
            tags = Counter(text.language for text in graph.objects(term, link) if isinstance(text, Literal))
            yield from ((short(term), f"no text in {tag}") for tag in sorted(LANGUAGES - set(tags)))
            yield from ((short(term), f"several texts in {tag}") for tag, count in tags.items() if count > 1)


def wrong_languages(graph: Graph, used: set[URIRef]) -> Iterator[EngineMessage]:
    """A text without a tag, with an unknown one, or in the script of another language."""
    for link in (*TEXTS, DCTERMS.title, DCTERMS.description):
        for term, text in graph.subject_objects(link):
            tag = text.language if isinstance(text, Literal) else None
            if tag not in LANGUAGES:
                yield short(term), f"tag {tag}"
            elif tag == "en" and CYRILLIC.search(str(text)):
                yield short(term), "Cyrillic in English"
            elif tag == "uk" and link != RDFS.label and not CYRILLIC.search(str(text)):
                yield short(term), "no Cyrillic in Ukrainian"


def same_labels(graph: Graph, used: set[URIRef]) -> Iterator[EngineMessage]:
    """Two classes, two properties or two words of a list that are called the same."""
    groups: list[tuple[Iterable[Node], URIRef]] = [
        (own(graph, OWL.Class), RDFS.label),
        (properties(graph), RDFS.label),
        (own(graph, SKOS.ConceptScheme), SKOS.prefLabel),
    ]
    groups += [(list(graph.subjects(SKOS.inScheme, one)), SKOS.prefLabel) for one in own(graph, SKOS.ConceptScheme)]
    for terms, link in groups:
        yield from _repeated(graph, terms, link, "label")


def same_definitions(graph: Graph, used: set[URIRef]) -> Iterator[EngineMessage]:
    """Two terms that say the same of themselves."""
    yield from _repeated(graph, own(graph), SKOS.definition, "definition")


def _repeated(graph: Graph, terms: Iterable[Node], link: URIRef, what: str) -> Iterator[EngineMessage]:
    bearers: dict[Node, list[str]] = {}
    for term in terms:
        for text in graph.objects(term, link):
            bearers.setdefault(text, []).append(short(term))
    for text, names in bearers.items():
        yield from ((name, f"{what} {text!s} of {len(names)} terms") for name in sorted(names) if len(names) > 1)


# ---------------------------------------------------------------- structure
def untyped(graph: Graph, used: set[URIRef]) -> Iterator[EngineMessage]:
    """A term of ours that is mentioned, and said to be nothing."""
    mentioned = {term for triple in graph for term in (triple[0], triple[2]) if isinstance(term, URIRef)}
    for term in sorted(mentioned):
        is_ours = str(term).startswith((NAMESPACE, str(WORDS))) and str(term) != NAMESPACE
        if is_ours and (term, RDF.type, None) not in graph:
            yield short(term), "has no type"


def missing_domains_or_ranges(graph: Graph, used: set[URIRef]) -> Iterator[EngineMessage]:
    for term in properties(graph):
        for link in (RDFS.domain, RDFS.range):
            count = len(list(graph.objects(term, link)))
            if count != 1:
                yield short(term), f"{count} of {link.fragment}"


def undeclared(graph: Graph, used: set[URIRef]) -> Iterator[EngineMessage]:
    """A term that graphs have and the ontology does not."""
    yield from ((short(term), "used and not declared") for term in sorted(used - set(own(graph))))


def unused(graph: Graph, used: set[URIRef]) -> Iterator[EngineMessage]:
    """A term that no graph has; inverses are there for those who reason, and so are classes that are defined."""
    for term in own(graph, OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty):
        inverses = set(graph.objects(term, OWL.inverseOf)) | set(graph.subjects(OWL.inverseOf, term))
        if term not in used and not inverses & used and (term, OWL.equivalentClass, None) not in graph:
            yield short(term), "never used"


def crooked_inverses(graph: Graph, used: set[URIRef]) -> Iterator[EngineMessage]:
    """An inverse that does not lead back, or whose domain and range are not those of the other, turned round."""
    for term, inverse in graph.subject_objects(OWL.inverseOf):
        if (inverse, OWL.inverseOf, term) not in graph:
            yield short(inverse), f"is no inverse of {short(term)}"
        elif _classes(graph, term, RDFS.domain) != _classes(graph, inverse, RDFS.range):
            yield short(term), "domain is not the range of its inverse"
    for link, back in BACK:
        for one, other in ((link, back), (back, link)):
            for subject, value in graph.subject_objects(one):
                if (value, other, subject) not in graph:
                    yield short(subject), f"{one.fragment} without {other.fragment}"


def _classes(graph: Graph, term: Node, link: URIRef) -> set[Node]:
    """The classes of a domain or range, those of a union one by one."""
    class_ = graph.value(term, link)
    union = graph.value(class_, OWL.unionOf)
    return {class_} if union is None and class_ is not None else set(Collection(graph, union)) if union else set()


def missing_inverses(graph: Graph, used: set[URIRef]) -> Iterator[EngineMessage]:
    """A relation among things of one kind each way has a name back, or is symmetric."""
    for term in own(graph, OWL.ObjectProperty):
        is_functional = (term, RDF.type, OWL.FunctionalProperty) in graph
        has_back = (term, OWL.inverseOf, None) in graph or (term, RDF.type, OWL.SymmetricProperty) in graph
        if not is_functional and not has_back and short(term) not in ("party", "derivedFrom"):
            yield short(term), "has no inverse"


def loose_concepts(graph: Graph, used: set[URIRef]) -> Iterator[EngineMessage]:
    """A concept in no scheme, one that is neither at the top nor below another, a scheme without concepts."""
    for term in own(graph, SKOS.Concept):
        if len(list(graph.objects(term, SKOS.inScheme))) != 1:
            yield short(term), "is not in one scheme"
        if (term, SKOS.topConceptOf, None) not in graph and (term, SKOS.broader, None) not in graph:
            yield short(term), "hangs below nothing"
    for term in own(graph, SKOS.ConceptScheme):
        if (None, SKOS.inScheme, term) not in graph:
            yield short(term), "has no concept"


def circles(graph: Graph, used: set[URIRef]) -> Iterator[EngineMessage]:
    """A concept or class that is broader than itself."""
    for link in (SKOS.broader, RDFS.subClassOf):
        for term in sorted(set(graph.subjects(link)), key=str):
            above = set(graph.transitive_objects(term, link)) - {term}
            if (term, link, term) in graph or any((one, link, term) in graph for one in above):
                yield short(term), "leads back to itself"


def wrong_names(graph: Graph, used: set[URIRef]) -> Iterator[EngineMessage]:
    for kind, shape in SHAPES_OF_NAMES.items():
        for term in own(graph, kind):
            if not shape.fullmatch(short(term)):
                yield short(term), "is not named as its like are"


def one_name_for_two(graph: Graph, used: set[URIRef]) -> Iterator[EngineMessage]:
    """A term that is a class and a property, or a property of both kinds."""
    for term in own(graph):
        kinds = [kind for kind in KINDS if (term, RDF.type, kind) in graph]
        if len(kinds) > 1:
            yield short(term), "is of several kinds"


def false_disjointness(graph: Graph, used: set[URIRef]) -> Iterator[EngineMessage]:
    """Classes that are disjoint while one is above the other."""
    for members in graph.objects(None, OWL.members):
        apart = set(Collection(graph, members))
        for term in apart:
            above = {one for one in graph.transitive_objects(term, RDFS.subClassOf) if one is not None} - {term}
            yield from ((short(term), f"is disjoint with {short(one)}") for one in above & apart)


def missing_metadata(graph: Graph, used: set[URIRef]) -> Iterator[EngineMessage]:
    yield from (("ontology", str(link)) for link in METADATA if (ONTOLOGY, link, None) not in graph)
    yield from ((short(term), "isDefinedBy") for term in own(graph) if (term, RDFS.isDefinedBy, ONTOLOGY) not in graph)


LINTS: tuple[Callable[[Graph, set[URIRef]], Iterator[EngineMessage]], ...] = (
    *(missing_texts, wrong_languages, same_labels, same_definitions, untyped, missing_domains_or_ranges),
    *(undeclared, unused, crooked_inverses, missing_inverses, loose_concepts, circles, wrong_names),
    *(one_name_for_two, false_disjointness, missing_metadata),
)


def complaints(graph: Graph, used: set[URIRef]) -> dict[str, list[EngineMessage]]:
    """What each look finds, by its name; looks that find nothing are left out. `used`: terms that graphs have."""
    by_lint = {lint.__name__: sorted(set(lint(graph, used))) for lint in LINTS}
    return {name: messages for name, messages in by_lint.items() if messages}
