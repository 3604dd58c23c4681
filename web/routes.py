"""The route table: each part of the application gives its own routes. What is asked first comes first."""

from __future__ import annotations

from starlette.routing import BaseRoute

from accordgraph.web import static_files, status
from accordgraph.web.pages import home

CROSS_ORIGIN: tuple[str, ...] = ()
"""Paths that pages of other origins may read and post queries to, where the application has a public address."""


def routes() -> list[BaseRoute]:
    """All routes."""
    return [*home.ROUTES, *status.ROUTES, *static_files.ROUTES]
