"""The description of the service and its data in RDF: SPARQL 1.1 Service Description, VoID and DCAT."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pyoxigraph as ox

from accordgraph.ontology.namespaces import ID_NAMESPACE, NAMESPACE
from accordgraph.ontology.registry import registry
from accordgraph.version import __version__
from accordgraph.web.protocols.media_types import GRAPHS
from accordgraph.web.protocols.rdf import described, rdf_graph, written

if TYPE_CHECKING:
    from accordgraph.web.snapshots import OpenSnapshot

FORMATS = "http://www.w3.org/ns/formats/"
RESULT_FORMATS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
GRAPH_FORMATS = ("Turtle", "N-Triples", "JSON-LD", "RDF_XML")
SPARQL_11 = ox.NamedNode("http://www.w3.org/ns/sparql-service-description#SPARQL11Query")

TITLES = [
    ox.Literal("Who cooperates with whom, since when, on what basis, and who says so", language="en"),
    ox.Literal("Хто з ким співпрацює, відколи, на якій підставі та хто про це повідомляє", language="uk"),
]


def description(snapshot: OpenSnapshot, base: str, media_type: str) -> bytes:
    """The description in one of the forms of RDF; `base` is the address of the application."""
    return written([*_service(snapshot, base), *_dataset(snapshot, base), *_distributions(base)], media_type)


def _service(snapshot: OpenSnapshot, base: str) -> Iterator[ox.Triple]:
    endpoint, default = ox.NamedNode(f"{base}/sparql"), ox.BlankNode("default")
    formats = [ox.NamedNode(FORMATS + name) for name in (*RESULT_FORMATS, *GRAPH_FORMATS)]
    yield from described(
        endpoint,
        "sd:Service",
        sd_endpoint=endpoint,
        sd_supportedLanguage=SPARQL_11,
        sd_resultFormat=formats,
        sd_defaultDataset=_dataset_node(base),
    )
    yield from described(_dataset_node(base), "sd:Dataset", sd_defaultGraph=default)
    yield from described(default, "sd:Graph", void_triples=rdf_graph(snapshot).count())


def _dataset(snapshot: OpenSnapshot, base: str) -> Iterator[ox.Triple]:
    """The data as a whole; a licence is named where its dossiers name one."""
    dataset, rows = _dataset_node(base), snapshot.manifest["rows"]
    classes = [node for node in registry().classes.values() if rows.get(node.table)]
    parts = {node: ox.BlankNode(f"class-{node.name.lower()}") for node in classes}
    yield from described(
        dataset,
        "void:Dataset",
        dcterms_title=TITLES,
        dcterms_license=[_licence(text) for text in rdf_graph(snapshot).licences()],
        dcat_version=snapshot.origin.snapshot,
        dcterms_conformsTo=ox.NamedNode(NAMESPACE),
        foaf_homepage=ox.NamedNode(f"{base}/"),
        void_triples=rdf_graph(snapshot).count(),
        void_uriSpace=ID_NAMESPACE,
        void_vocabulary=ox.NamedNode(NAMESPACE),
        void_sparqlEndpoint=ox.NamedNode(f"{base}/sparql"),
        void_classPartition=list(parts.values()),
        dcat_distribution=[_distribution(base, name) for name in GRAPH_FORMATS],
    )
    yield from described(dataset, "dcat:Dataset")
    for node, part in parts.items():
        of_class = ox.NamedNode(NAMESPACE + node.name)
        yield from described(part, "void:Dataset", void_class=of_class, void_entities=int(rows[node.table]))


def _distributions(base: str) -> Iterator[ox.Triple]:
    """The whole graph in each form of RDF, and the service that gives it."""
    service = ox.NamedNode(f"{base}/#service")
    for name, media_type in zip(GRAPH_FORMATS, GRAPHS, strict=False):
        yield from described(
            _distribution(base, name),
            "dcat:Distribution",
            dcat_accessURL=ox.NamedNode(f"{base}/graph?default"),
            dcat_mediaType=ox.NamedNode(f"https://www.iana.org/assignments/media-types/{media_type}"),
            dcat_accessService=service,
        )
    yield from described(
        service,
        "dcat:DataService",
        dcterms_title=ox.Literal(f"accordgraph {__version__}", language="en"),
        dcat_endpointURL=ox.NamedNode(f"{base}/sparql"),
        dcat_endpointDescription=ox.NamedNode(f"{base}/openapi.json"),
        dcat_servesDataset=_dataset_node(base),
    )


def _dataset_node(base: str) -> ox.NamedNode:
    return ox.NamedNode(f"{base}/#dataset")


def _distribution(base: str, name: str) -> ox.NamedNode:
    return ox.NamedNode(f"{base}/#{name.lower()}")


def _licence(text: str) -> ox.NamedNode | ox.Literal:
    """A licence by its address: one of Creative Commons has one by its SPDX identifier."""
    if text.startswith(("https://", "http://")):
        return ox.NamedNode(text)
    return ox.Literal(text) if " " in text else ox.NamedNode(f"http://spdx.org/licenses/{text}")
