"""Addresses of the application's pages, at least one for each kind of page."""

from __future__ import annotations

from urllib.parse import quote

PAGES = (
    "/",
    "/find?q=anti-corruption",
    "/actors",
    "/agreements",
    "/sources",
    "/conflicts",
    "/statistics",
    "/about",
    "/id/actor/nabu",
    "/id/basis/jit-ukraine-2022",
    "/id/cooperation/jit-ukraine-2022~cz~1~ua~1",
    "/id/participation/jit-ukraine-2022~cz~1",
    "/id/source/ej-2023-04",
    "/id/act/jit-ukraine-2022~ro~entry~1",
    "/pair/nabu/eppo",
    "/questions",
    "/questions/partners?actor=nabu",
    "/network",
    "/network?about=nabu",
    "/timeline?about=nabu",
    "/ask/sparql?run=1&query=SELECT%20*%20%7B%20%3Fa%20%3Fb%20%3Fc%20%7D%20LIMIT%203",
    "/ask/cypher",
)
"""Pages that every reader can be on, whatever else is asked of them."""

OF_A_DAY = tuple(
    path
    for path in PAGES
    if path.startswith(("/id/actor", "/id/basis", "/id/coop", "/id/part", "/pair", "/network", "/timeline"))
)
"""Those that show the day that is asked about."""


def with_query(path: str, query: str) -> str:
    """An address with more in its query."""
    return f"{path}{'&' if '?' in path else '?'}{query}"


def _asks(language: str, query: str, view: str) -> str:
    return f"/ask/{language}?run=1&view={view}&query={quote(query)}"


OTHER_STATES = (
    "/find?q=NABU+EPPO",
    "/find?q=zzzqqq",
    "/questions/partners",
    "/questions/partners?actor=ua&with_bodies=true",
    "/timeline",
    "/pair/ee/ua",
    _asks("cypher", "MATCH (a:Actor)-[r:PARTICIPATES_IN]->(b:Basis) RETURN a, r, b LIMIT 5", "graph"),
    _asks(
        "sparql",
        "SELECT ?kind (COUNT(?a) AS ?n) { ?a <https://w3id.org/accordgraph/ns#kind> ?kind } GROUP BY ?kind",
        "chart",
    ),
    _asks("sparql", "ASK", "table"),
    "/nothing",
    "/id/actor/nobody-at-all",
    "/pair/ua/jit",
    "/network?about=nabu&on=4/5/2024",
)
"""What pages look like besides: with a pair, without rows, with an answer as a graph or a chart, and as errors."""
