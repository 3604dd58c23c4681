"""The forms in which programs read answers and RDF, by media type."""

from __future__ import annotations

SPARQL_JSON, SPARQL_XML = "application/sparql-results+json", "application/sparql-results+xml"
CSV, TSV, JSON = "text/csv", "text/tab-separated-values", "application/json"
TURTLE, N_TRIPLES, RDF_XML, JSON_LD = (
    "text/turtle",
    "application/n-triples",
    "application/rdf+xml",
    "application/ld+json",
)

RESULTS = {
    SPARQL_JSON: SPARQL_JSON,
    SPARQL_XML: SPARQL_XML,
    CSV: CSV,
    TSV: TSV,
    JSON: SPARQL_JSON,
    "application/xml": SPARQL_XML,
    "text/xml": SPARQL_XML,
}
"""Of the results of SELECT and ASK: what may be asked for, and the form that it is written in, the best first."""

GRAPHS = {
    TURTLE: TURTLE,
    N_TRIPLES: N_TRIPLES,
    JSON_LD: JSON_LD,
    RDF_XML: RDF_XML,
    "text/plain": N_TRIPLES,
    "application/xml": RDF_XML,
    JSON: JSON_LD,
}
"""Of RDF: the results of CONSTRUCT and DESCRIBE, and whole graphs."""

SUFFIXES = {"ttl": TURTLE, "nt": N_TRIPLES, "jsonld": JSON_LD, "rdf": RDF_XML, "json": JSON, "html": "text/html"}
"""By the end of an address."""


def with_charset(media_type: str) -> str:
    """A media type as a header says it: texts are UTF-8.

    >>> with_charset("text/csv"), with_charset("application/rdf+xml")
    ('text/csv; charset=utf-8', 'application/rdf+xml')
    """
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
