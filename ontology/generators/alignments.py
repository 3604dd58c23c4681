"""What our terms are in the vocabularies of others, `alignments.ttl`, from `alignments.yaml`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

import yaml
from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS

from accordgraph.ontology.generators.rdf import AG, APACHE, ONTOLOGY, new_graph
from accordgraph.ontology.registry import camel
from accordgraph.version import __version__

ALIGNMENTS = URIRef("https://w3id.org/accordgraph/alignments")
TITLE = "accordgraph: alignments with other vocabularies"


@dataclass(frozen=True)
class Alignment:
    """One axiom: our term, how it stands to the other (`is` or `near`), that one (`name`: `org:Role`), and why."""

    term: URIRef
    is_class: bool
    holds: str
    name: str
    target: URIRef
    why: str

    @property
    def link(self) -> URIRef:
        """The property of the axiom."""
        if self.holds == "near":
            return SKOS.closeMatch
        return RDFS.subClassOf if self.is_class else RDFS.subPropertyOf


@dataclass(frozen=True)
class Alignments:
    """All axioms, and the prefixes of the other vocabularies."""

    prefixes: dict[str, str]
    axioms: tuple[Alignment, ...]


def read() -> Alignments:
    """The bundled alignments."""
    text = files("accordgraph.ontology").joinpath("alignments.yaml").read_text(encoding="utf-8")
    raw = yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    axioms = [*_axioms(raw["classes"], raw["prefixes"], True), *_axioms(raw["properties"], raw["prefixes"], False)]
    return Alignments(raw["prefixes"], tuple(axioms))


def _axioms(
    entries: dict[str, dict[str, dict[str, str]]], prefixes: dict[str, str], is_class: bool
) -> Iterator[Alignment]:
    for name, entry in entries.items():
        for holds, targets in entry.items():
            for target, why in targets.items():
                prefix, _, local = target.partition(":")
                term = AG[name if is_class else camel(name)]
                yield Alignment(term, is_class, holds, target, URIRef(prefixes[prefix] + local), why)


def turtle(alignments: Alignments) -> str:
    """The axioms as Turtle, each with its reason; the same bytes on every run."""
    graph = new_graph()
    for prefix, address in alignments.prefixes.items():
        graph.bind(prefix, address, replace=True)
    _add_header(graph)
    for axiom in alignments.axioms:
        _add(graph, axiom)
    return str(graph.serialize(format="turtle"))


def _add_header(graph: Graph) -> None:
    graph.add((ALIGNMENTS, RDF.type, OWL.Ontology))
    graph.add((ALIGNMENTS, DCTERMS.title, Literal(TITLE, lang="en")))
    graph.add((ALIGNMENTS, DCTERMS.license, APACHE))
    graph.add((ALIGNMENTS, OWL.imports, ONTOLOGY))
    graph.add((ALIGNMENTS, OWL.versionInfo, Literal(__version__)))


def _add(graph: Graph, axiom: Alignment) -> None:
    """The axiom, and a node that says why, as OWL annotates axioms."""
    graph.add((axiom.term, axiom.link, axiom.target))
    node = BNode(f"{axiom.term.fragment}-{axiom.holds}-{axiom.name.replace(':', '-')}")
    graph.add((node, RDF.type, OWL.Axiom))
    graph.add((node, OWL.annotatedSource, axiom.term))
    graph.add((node, OWL.annotatedProperty, axiom.link))
    graph.add((node, OWL.annotatedTarget, axiom.target))
    graph.add((node, RDFS.comment, Literal(axiom.why, lang="en")))
