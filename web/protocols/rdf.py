"""The graph of a snapshot as RDF, read by Oxigraph: what is about one thing, how much there is, and all of it."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from accordgraph.graph.errors import EngineError
from accordgraph.ontology.namespaces import ID_NAMESPACE, NAMESPACE

if TYPE_CHECKING:
    from accordgraph.web.snapshots import OpenSnapshot

PREFIXES = {
    "ag": NAMESPACE,
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "dcterms": "http://purl.org/dc/terms/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "void": "http://rdfs.org/ns/void#",
}

FAILURES = (OSError, ValueError, RuntimeError)
"""What pyoxigraph raises."""

Node = ox.NamedNode | ox.BlankNode


class RdfGraph:
    """The triples of a snapshot. Threads may share it."""

    def __init__(self, folder: Path) -> None:
        """Open the store. Raises EngineError."""
        try:
            self._store = ox.Store.read_only(str(folder))
        except FAILURES as error:
            raise EngineError(f"Oxigraph cannot open {folder}: {error}") from error
        self._dumps = tempfile.TemporaryDirectory(prefix="accordgraph-")
        self._lock = threading.Lock()
        self._count: int | None = None

    def about(self, iri: str) -> list[ox.Triple]:
        """The triples in which a thing stands as the subject, then those in which it is the object."""
        node = ox.NamedNode(iri)
        try:
            own = [quad.triple for quad in self._store.quads_for_pattern(node, None, None)]
            return own + [quad.triple for quad in self._store.quads_for_pattern(None, None, node)] if own else []
        except FAILURES as error:
            raise EngineError(
                f"Oxigraph cannot read its files: {error}", "See what is damaged: accord check"
            ) from error

    def count(self) -> int:
        """The number of triples."""
        with self._lock:
            if self._count is None:
                self._count = len(self._store)
            return self._count

    def licences(self) -> list[str]:
        """The licences that dossiers name."""
        quads = self._store.quads_for_pattern(None, ox.NamedNode(f"{NAMESPACE}licence"), None)
        return sorted({quad.object.value for quad in quads if isinstance(quad.object, ox.Literal)})

    def dump(self, media_type: str) -> Path:
        """A file with all triples, which is there until the snapshot is closed."""
        form = ox.RdfFormat.from_media_type(media_type)
        assert form is not None
        path = Path(self._dumps.name, f"graph.{form.file_extension}")
        with self._lock:
            if not path.exists():
                part = path.with_suffix(".part")
                self._store.dump(str(part), form, from_graph=ox.DefaultGraph(), prefixes=PREFIXES)
                part.rename(path)
        return path

    def close(self) -> None:
        """Remove the files."""
        self._dumps.cleanup()


def rdf_graph(snapshot: OpenSnapshot) -> RdfGraph:
    """The triples of a snapshot, opened when they are first wanted."""
    return snapshot.resource("rdf", lambda: RdfGraph(snapshot.snapshot.path / "oxigraph"))


def written(triples: Iterable[ox.Triple], media_type: str) -> bytes:
    """Triples in one of the forms of RDF."""
    form = ox.RdfFormat.from_media_type(media_type)
    assert form is not None
    content = ox.serialize(triples, format=form, prefixes=PREFIXES)
    assert content is not None
    return content


def term(name: str) -> ox.NamedNode:
    """A term by its prefix and name.

    >>> term("void:Dataset").value
    'http://rdfs.org/ns/void#Dataset'
    """
    prefix, _, local = name.partition(":")
    return ox.NamedNode(PREFIXES[prefix] + local)


RDF_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


def described(subject: Node, type_: str, **values: object) -> Iterator[ox.Triple]:
    """Triples on a thing: its class, and values by the names of properties, `prefix_local`.

    Values are terms, texts, numbers, or lists of such; those that are None are left out.
    """
    yield ox.Triple(subject, RDF_TYPE, term(type_))
    for name, value in values.items():
        for one in value if isinstance(value, list) else [value]:
            if one is not None:
                yield ox.Triple(subject, term(name.replace("_", ":", 1)), _object(one))


def _object(value: object) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    if isinstance(value, ox.NamedNode | ox.BlankNode | ox.Literal):
        return value
    return ox.Literal(value if isinstance(value, int) else str(value))


def iri_of(class_: str, identifier: str) -> str:
    """The IRI of a thing."""
    return f"{ID_NAMESPACE}{class_.lower()}/{identifier}"
