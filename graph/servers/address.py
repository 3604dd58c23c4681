"""Addresses of servers, as people write them.

neo4j://host:7687                     also neo4j+s, neo4j+ssc, bolt, bolt+s, bolt+ssc; /name chooses a database
sparql+https://host/path              also sparql+http; ?graph=IRI chooses a named graph
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, TypeAlias
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlsplit

from accordgraph.graph.engines.protocol import Language
from accordgraph.graph.errors import UsageError
from accordgraph.graph.redaction import redacted

BOLT = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
SPARQL = ("sparql+http", "sparql+https")
SCHEMES = (*BOLT, *SPARQL)

EXAMPLES = "Write it as neo4j+s://host, bolt://host:7687 or sparql+https://host/path."
SECRETS = "Give them in ACCORD_USER and ACCORD_PASSWORD, by password_command in accord.toml, or when you are asked."


@dataclass(frozen=True)
class BoltTarget:
    """A database of a Neo4j server; None stands for the server's default database."""

    language: ClassVar[Language] = "cypher"

    url: str
    database: str | None = None
    name: str | None = None
    user: str | None = None
    password_command: tuple[str, ...] | None = field(default=None, repr=False)

    @property
    def address(self) -> str:
        """What `parse` makes it of."""
        return f"{self.url}/{quote(self.database)}" if self.database else self.url

    @property
    def display_name(self) -> str:
        """How it is called in messages: by its name in `accord.toml`, and by its address."""
        return redacted(f"{self.name} ({self.address})" if self.name else self.address)


@dataclass(frozen=True)
class SparqlTarget:
    """A SPARQL 1.1 server: one address for each of its protocols, and the graph in it; None is its default graph."""

    language: ClassVar[Language] = "sparql"

    query: str
    update: str
    graph_store: str
    graph: str | None = None
    name: str | None = None
    user: str | None = None
    password_command: tuple[str, ...] | None = field(default=None, repr=False)

    @property
    def address(self) -> str:
        """What `parse` makes it of, where all its addresses are one."""
        graph = f"?graph={quote(self.graph, safe=':/')}" if self.graph else ""
        return f"sparql+{self.query}{graph}"

    @property
    def display_name(self) -> str:
        """How it is called in messages: by its name in `accord.toml`, and by its address."""
        return redacted(f"{self.name} ({self.address})" if self.name else self.address)


Target: TypeAlias = BoltTarget | SparqlTarget
"""A server, and which part of it."""


def is_address(text: str) -> bool:
    """Whether a text is meant as an address rather than as a name.

    >>> is_address("bolt://localhost"), is_address("work")
    (True, False)
    """
    return "://" in text


def parse(text: str) -> Target:
    """The target at an address. Raises UsageError where it is no address of a server that we know how to ask.

    >>> parse("neo4j://example.org/cooperation")
    BoltTarget(url='neo4j://example.org', database='cooperation', name=None, user=None)
    >>> parse("sparql+http://localhost:3030/ds").query
    'http://localhost:3030/ds'
    """
    parts = split(text, SCHEMES)
    if parts.scheme in BOLT:
        return _bolt(parts)
    return _sparql(parts)


def split(text: str, schemes: tuple[str, ...]) -> SplitResult:
    """The parts of an address with one of the schemes. No message repeats an address that may hold a password."""
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError as error:
        raise UsageError(f"An address cannot be read: {_blind(str(error), text)}.", EXAMPLES) from None
    if parts.username is not None or parts.password is not None:
        raise UsageError("User and password do not belong into an address, which others can see.", SECRETS)
    if parts.scheme not in schemes:
        meant = f"sparql+{parts.scheme}"
        remedy = f"If it is a SPARQL server, write {meant}://. " if meant in schemes else ""
        raise UsageError(f"There are no targets {parts.scheme}://.", f"{remedy}Schemes: {', '.join(schemes)}.")
    if not parts.hostname:
        raise UsageError(f"An address of {parts.scheme}:// names no host.", EXAMPLES)
    if parts.fragment:
        raise UsageError(f"The address of {parts.hostname} has a part after #, which no server sees.", "Leave it out.")
    return parts


def _blind(message: str, text: str) -> str:
    return "it is malformed" if "@" in text else message


def _named(query: str) -> str:
    """What the parameters of an address are called: their values may be secrets, and so may what has no name."""
    names = [part.partition("=")[0] for part in query.split("&") if "=" in part]
    return ", ".join(map(repr, names)) or "part after ?"


def _bolt(parts: SplitResult) -> BoltTarget:
    if parts.query:
        raise UsageError(f"An address of Neo4j takes no {_named(parts.query)}.", "Leave out what stands after ?.")
    database = unquote(parts.path.strip("/"))
    if "/" in database:
        raise UsageError(f"{parts.path} is no database.", "Write neo4j://host/database.")
    return BoltTarget(f"{parts.scheme}://{parts.netloc}", database or None)


def _sparql(parts: SplitResult) -> SparqlTarget:
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    graphs = [value for key, value in pairs if key == "graph"]
    if len(graphs) > 1 or len(graphs) < len(pairs):
        remedy = "Only ?graph=IRI may stand after the path, once."
        raise UsageError(f"An address of a SPARQL server takes no {_named(parts.query)}.", remedy)
    scheme = parts.scheme.removeprefix("sparql+")
    base = f"{scheme}://{parts.netloc}{parts.path}"
    return SparqlTarget(base, base, base, checked_graph(graphs[0]) if graphs else None)


def checked_graph(iri: str) -> str:
    """The IRI of a graph, as it can stand in a query. Raises UsageError."""
    if ":" not in iri or any(character <= " " or character in '<>"{}|^`\\' for character in iri):
        raise UsageError(f"{iri!r} is no IRI of a graph.", "Write one such as https://example.org/cooperation.")
    return iri
