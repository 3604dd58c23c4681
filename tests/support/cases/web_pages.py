"""Addresses of the application's pages, at least one for each kind of page."""

from __future__ import annotations

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

OF_A_DAY = tuple(
    path
    for path in PAGES
    if path.startswith(("/id/actor", "/id/basis", "/id/coop", "/id/part", "/pair", "/network", "/timeline"))
)
"""Those that show the day that is asked about."""


def with_query(path: str, query: str) -> str:
    """An address with more in its query."""
    return f"{path}{'&' if '?' in path else '?'}{query}"
