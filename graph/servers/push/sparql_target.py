"""A push over HTTP, to a SPARQL server: gzip'd triples by the Graph Store Protocol, and updates that take away."""

from __future__ import annotations

import tempfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, TypeVar

import polars as pl

from accordgraph.graph.errors import LockedError, TargetError
from accordgraph.graph.schemas import Tables
from accordgraph.graph.servers.http_connection import WRONG_PLACE
from accordgraph.graph.servers.marker import Marker
from accordgraph.graph.servers.push import pull, rdf_diff, sparql_updates
from accordgraph.graph.servers.push.diff import cut
from accordgraph.graph.servers.push.protocol import Advance
from accordgraph.graph.servers.push.rdf_diff import CSV_COLUMNS, RdfChange
from accordgraph.ontology.namespaces import ID_NAMESPACE, NAMESPACE
from accordgraph.ontology.registry import registry

if TYPE_CHECKING:
    from accordgraph.graph.servers.http_connection import SparqlConnection

PART_BYTES = 32 << 20
"""Of N-Triples in one request, before they are compressed: some 200,000 triples, for which a server takes seconds."""

PART_ROWS = 100_000
UPDATE_BYTES = 1 << 20
"""Of triples in one update: servers read an update whole before they run it."""

UPDATE_ROWS = 5_000

UNABLE = (400, 403, 404, 405, 406, 415, 501)
"""What servers say that have no such way; after anything else, such as no time or a full disk, none is any better."""

T = TypeVar("T")

N_TRIPLES = {"Content-Type": "application/n-triples"}


class SparqlPushTarget:
    """A graph of a SPARQL server."""

    is_atomic = False
    """A POST of triples cannot depend on the marker: one that was sent before a push was taken over may land after."""

    def __init__(self, connection: SparqlConnection) -> None:
        """Use this connection; whoever opened it closes it."""
        self._connection = connection
        self._graph = connection.target.graph
        self._words = registry()
        self._ways: list[Callable[[str, str], None]] = [self._post_compressed, self._post, self._insert]

    # ---------------------------------------------------------------- the marker
    def marker(self) -> Marker | None:
        """What the graph says of itself."""
        return read_marker(self._connection)

    def take(self, marker: Marker, seen: Marker | None) -> bool:
        """Write the marker of a push that begins. Raises TargetError where the server does not show it."""
        self._connection.update(sparql_updates.write_marker(marker, None if seen is None else seen.token, self._graph))
        current = self.marker()
        if current is None:
            raise TargetError(
                f"{self._connection.target.display_name} does not show what is written to it.",
                "Its default graph may be a view of all named graphs: name a graph, with ?graph=IRI after the address.",
            )
        return current.token == marker.token

    def settle(self, marker: Marker) -> bool:
        """Write the marker in its new state."""
        self._connection.update(sparql_updates.settle_marker(marker, self._graph))
        current = self.marker()
        return current is not None and current.token == marker.token

    def _keep(self, marker: Marker) -> None:
        self._connection.update(sparql_updates.touch(marker.token, self._graph))
        current = self.marker()
        if current is None or current.token != marker.token:
            remedy = "What it pushes counts; this one has stopped."
            raise LockedError("Another push has taken over from this one.", remedy)

    # ---------------------------------------------------------------- before and after
    def refuse_strangers(self) -> None:
        """Raise TargetError where things that are not ours are of our classes: answers would count them."""
        text = sparql_updates.strangers((f"{NAMESPACE}{name}" for name in self._words.classes), ID_NAMESPACE)
        rows = select(self._connection, text, ("class", "count", "example")).sort("class").rows()
        # Without any, some servers give a row for nothing at all.
        foreign = [f"{count} {iri.removeprefix(NAMESPACE)} (such as {example})" for iri, count, example in rows if iri]
        if foreign:
            raise TargetError(
                f"The graph has things that are not ours and are of our classes: {', '.join(foreign)}.",
                "Every answer would count them as ours. Push into a named graph of its own, with ?graph=IRI after the "
                "address; nothing was written.",
            )

    def prepare(self) -> None:
        """Nothing need be made."""

    def counts(self) -> dict[str, int]:
        """How many things of each class there are."""
        classes = {f"{NAMESPACE}{name}": name for name in self._words.classes}
        frame = select(self._connection, sparql_updates.instances(classes), ("class", "count"))
        counted = dict(zip(frame["class"], frame["count"], strict=True))
        return {name: int(counted.get(iri, 0)) for iri, name in classes.items()}

    # ---------------------------------------------------------------- plan
    def plan(self, old: Tables | None, new: Tables) -> RdfChange:
        """What makes the new graph of the old one, or of what is there."""
        if old is not None:
            return rdf_diff.rdf_change(old, new, self._words)
        with self.triples() as triples:
            there = {
                name: rdf_diff.lines_of(triples.filter(pl.col("s").str.starts_with(rdf_diff.subjects(node)))).collect()
                for name, node in self._words.classes.items()
            }
        changes = [list(rdf_diff.lines_changes(lines, new, name, self._words)) for name, lines in there.items()]
        return RdfChange([change for of_class in changes for change in of_class])

    @contextmanager
    def triples(self) -> Iterator[pl.LazyFrame]:
        """All that is ours in the graph, with the columns `CSV_COLUMNS`.

        Raises TargetError where the answer was cut short.
        """
        [[count]] = select(self._connection, rdf_diff.COUNT_BACK, ("count",)).rows()
        with tempfile.NamedTemporaryFile(prefix="accord-", suffix=".csv") as file:
            fetch(self._connection, rdf_diff.READ_BACK, file)
            triples = _scan(file.name, CSV_COLUMNS)
            with _readable(self._connection):
                received = triples.select(pl.len()).collect().item()
            if int(count) != received:
                message = (
                    f"{self._connection.target.display_name} has {int(count):,} triples of ours, and gave {received:,}."
                )
                raise TargetError(message, "It may give no answer as long as that, or be written to just now.")
            yield triples

    def tables(self) -> Tables:
        """The derived tables as far as the target has them; see `pulling`."""
        with self.triples() as triples:
            return pull.from_triples(triples, self._words)

    # ---------------------------------------------------------------- write
    def write(self, plan: RdfChange, marker: Marker, advance: Advance) -> None:
        """Take away, then add."""
        for part in plan.parts:
            for frame in part.removed():
                for lines in cut(frame, UPDATE_ROWS, UPDATE_BYTES):
                    self._keep(marker)
                    self._connection.update(sparql_updates.delete(_text(lines), self._graph, marker.token))
                    advance(lines.height)
        with ThreadPoolExecutor(1) as pool:  # makes the next request while the server reads this one
            for text, rows in _ahead(pool, _requests(frame for part in plan.parts for frame in part.added())):
                self._keep(marker)
                self._send(text, marker.token)
                advance(rows)

    def _send(self, text: str, token: str) -> None:
        """By the first way that the server takes; it is the first one from then on."""
        refusal: TargetError | None = None
        while self._ways:
            try:
                return self._ways[0](text, token)
            except TargetError as error:
                refusal = refusal or error
                if error.status not in UNABLE or len(self._ways) == 1:
                    raise error if error.status not in UNABLE else refusal from error
                del self._ways[0]
        return None

    def _post_compressed(self, text: str, _: str) -> None:
        packer = zlib.compressobj(1, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
        data = packer.compress(text.encode()) + packer.flush()
        self._store(data, {**N_TRIPLES, "Content-Encoding": "gzip"})

    def _post(self, text: str, _: str) -> None:
        self._store(text.encode(), N_TRIPLES)

    def _store(self, data: bytes, headers: dict[str, str]) -> None:
        body = self._connection.store("POST", data, headers)
        body.must_be_no_page()
        body.finish()

    def _insert(self, text: str, token: str) -> None:
        self._connection.update(sparql_updates.insert(text, self._graph, token))


def select(connection: SparqlConnection, text: str, columns: tuple[str, ...]) -> pl.DataFrame:
    """The rows of a query, all values as text and what is unbound as the empty text."""
    with tempfile.NamedTemporaryFile(prefix="accord-", suffix=".csv") as file:
        fetch(connection, text, file)
        with _readable(connection):
            return _scan(file.name, columns).collect()


def fetch(connection: SparqlConnection, text: str, file: IO[bytes]) -> None:
    """The answer to a query as CSV, which keeps texts as they are, into a file."""
    body = connection.query(text, accept="text/csv")
    body.must_be("text/csv")
    body.must_tell_its_end()
    while piece := body.read(1 << 20):
        file.write(piece)
    body.finish()
    file.flush()


@contextmanager
def _readable(connection: SparqlConnection) -> Iterator[None]:
    """A block in which Polars reads what a server sent."""
    try:
        yield
    except pl.exceptions.PolarsError as error:
        message = (
            f"What {connection.target.display_name} sends is no table as was asked for: {str(error).splitlines()[0]}"
        )
        raise TargetError(message, WRONG_PLACE) from error


def _scan(path: str, columns: tuple[str, ...]) -> pl.LazyFrame:
    return pl.scan_csv(path, schema=dict.fromkeys(columns, pl.String)).fill_null("")


def read_marker(connection: SparqlConnection) -> Marker | None:
    """What a graph says of itself, None where nothing was pushed into it."""
    return sparql_updates.marker_from(select(connection, sparql_updates.READ_MARKER, ("p", "o", "now")).iter_rows())


def _requests(frames: Iterable[pl.DataFrame]) -> Iterator[tuple[str, int]]:
    """Texts of about `PART_BYTES`, each with how many rows of the frames are in it."""
    held: list[str] = []
    size = rows = 0
    for frame in frames:
        for lines in cut(frame, PART_ROWS, PART_BYTES):
            held.append(_text(lines))
            size, rows = size + len(held[-1]), rows + lines.height
            if size >= PART_BYTES:
                yield "".join(held), rows
                held, size, rows = [], 0, 0
    if held:
        yield "".join(held), rows


def _text(lines: pl.DataFrame) -> str:
    return "\n".join([*lines["line"], ""])


def _ahead(pool: ThreadPoolExecutor, items: Iterator[T]) -> Iterator[T]:
    """The items, the next one being made while this one is used."""
    coming = pool.submit(next, items, None)
    while (item := coming.result()) is not None:
        coming = pool.submit(next, items, None)
        yield item
