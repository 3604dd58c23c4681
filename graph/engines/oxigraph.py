"""Oxigraph, the embedded SPARQL engine: a folder of RocksDB files, loaded in bulk and read by pyoxigraph."""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Callable, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from accordgraph.graph.closing import Closing
from accordgraph.graph.engines.protocol import Language, Parameter, Rows, Value
from accordgraph.graph.errors import EngineError
from accordgraph.ontology.namespaces import ID_NAMESPACE, NAMESPACE

if TYPE_CHECKING:
    from accordgraph.graph.schemas import Tables

XSD = "http://www.w3.org/2001/XMLSchema#"
READERS: dict[str, Callable[[str], Value]] = {
    f"{XSD}date": datetime.date.fromisoformat,
    f"{XSD}boolean": lambda text: text in ("true", "1"),
    f"{XSD}integer": int,
    f"{XSD}decimal": float,
    f"{XSD}double": float,
}
"""How a literal is read, by its datatype; all others stay text."""

TRIPLES_AT_ONCE = 200_000
"""Triples that Oxigraph is given at a time: it takes 250 MB for them, and a gigabyte for a million."""

FAILURES = (OSError, SyntaxError, ValueError, RuntimeError)
"""What pyoxigraph raises."""


def build(tables: Tables, folder: Path) -> None:
    """Make a store in a new or empty folder: all triples in one N-Triples file, loaded in parts, then compacted."""
    from accordgraph.graph.projection.ntriples import triples
    from accordgraph.ontology.registry import registry

    if folder.exists() and any(folder.iterdir()):
        raise EngineError(f"{folder} is not empty.", "Oxigraph is built in a new folder.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix="oxigraph-") as scratch:
        path = Path(scratch, "graph.nt")
        with path.open("wb") as file:
            for frame in triples(tables, registry()):
                frame.write_csv(file, include_header=False, quote_style="never")
        _load(path, folder)


def _load(path: Path, folder: Path) -> None:
    try:
        store = ox.Store(str(folder))
        # The triples are our own: their IRIs and language tags were checked where they were read in.
        with path.open("rb") as file:
            while lines := b"".join(islice(file, TRIPLES_AT_ONCE)):
                store.bulk_load(input=lines, format=ox.RdfFormat.N_TRIPLES, lenient=True)
        store.optimize()
        store.flush()
    except FAILURES as error:
        raise EngineError(f"Oxigraph refused the load: {error}") from error


def open_read_only(folder: Path) -> Oxigraph:
    """Open a store that `build` made; several processes may read it at once."""
    if not (folder / "CURRENT").exists():
        raise EngineError(f"{folder} holds no Oxigraph store.")
    try:
        return Oxigraph(ox.Store.read_only(str(folder)))
    except FAILURES as error:
        raise EngineError(f"Oxigraph cannot open {folder}: {error}") from error


class Oxigraph(Closing):
    """A store open for reading, asked in SPARQL. Choose it for RDF tools and standard queries."""

    name = "oxigraph"
    language: Language = "sparql"

    def __init__(self, store: ox.Store) -> None:
        """Take a store that is open."""
        self._store: ox.Store | None = store

    def query(self, text: str, parameters: Mapping[str, Parameter]) -> Rows:
        """Rows of a SELECT; of an ASK one, of a CONSTRUCT or DESCRIBE the triples. Parameters stand in the text."""
        if self._store is None:
            raise EngineError("Oxigraph is closed.")
        if parameters:
            raise EngineError("Oxigraph takes no parameters beside the text of a query.")
        try:
            return _rows(self._store.query(text))
        except OSError as error:
            raise EngineError(
                f"Oxigraph cannot read its files: {error}", "See what is damaged: accord check"
            ) from error
        except FAILURES as error:
            raise EngineError(f"Oxigraph refused the query: {error}") from error

    def another(self) -> Oxigraph:
        """The same store, for another thread."""
        if self._store is None:
            raise EngineError("Oxigraph is closed.")
        return Oxigraph(self._store)

    def close(self) -> None:
        """Let go of the files."""
        self._store = None


def _rows(answer: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> Rows:
    if isinstance(answer, ox.QueryBoolean):
        return Rows(("answer",), [(bool(answer),)])
    if isinstance(answer, ox.QueryTriples):
        return Rows(("subject", "predicate", "object"), [tuple(value(term) for term in triple) for triple in answer])
    columns = tuple(variable.value for variable in answer.variables)
    return Rows(columns, [tuple(value(term) for term in solution) for solution in answer])


def value(term: object) -> Value:
    """A term as a plain value: a thing by its id, a term of ours by its name, a literal by its datatype.

    >>> value(ox.NamedNode("https://w3id.org/accordgraph/id/actor/nabu"))
    'nabu'
    """
    if isinstance(term, ox.Literal):
        return _literal(term)
    if isinstance(term, ox.NamedNode):
        return _name(term.value)
    return None if term is None else str(term)


def in_full(term: object) -> Value:
    """A term as `value` gives it, but an IRI as it stands in the graph."""
    return term.value if isinstance(term, ox.NamedNode) else value(term)


def _literal(term: ox.Literal) -> Value:
    reader = READERS.get(term.datatype.value)
    try:
        return term.value if reader is None else reader(term.value)
    except ValueError:  # a date with a time zone, or beyond the year 9999
        return term.value


def _name(iri: str) -> str:
    if iri.startswith(ID_NAMESPACE):
        return iri.rpartition("/")[2]
    return iri.removeprefix(NAMESPACE)
