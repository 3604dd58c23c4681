"""The route table: each part of the application gives its own routes. What is asked first comes first."""

from __future__ import annotations

from starlette.routing import BaseRoute

from accordgraph.web import feed, reconciliation, static_files, status
from accordgraph.web.context import Context
from accordgraph.web.data_api import openapi, questions, suggest
from accordgraph.web.page import Page, moved
from accordgraph.web.pages import home
from accordgraph.web.protocols import graph_store, sparql, things

CROSS_ORIGIN: tuple[str, ...] = (
    *("/sparql", "/graph", "/openapi.json", "/reconcile", "/feed.atom", "/entity"),
    *("/id/", "/questions/", "/api/", "/reconcile/"),
)
"""Paths that pages of other origins may read and post queries to, where the application has a public address. One that
ends with a slash stands for all below it."""


def _as_json(context: Context) -> Page:
    """A thing in a browser."""
    return moved(f"{context.path}.json")


DATA: tuple[BaseRoute, ...] = (
    *(*sparql.ROUTES, *graph_store.ROUTES, *things.routes(_as_json)),
    *(*questions.ROUTES, *suggest.ROUTES, *openapi.ROUTES, *reconciliation.ROUTES, *feed.ROUTES),
)
"""What programs read."""


def routes() -> list[BaseRoute]:
    """All routes."""
    return [*home.ROUTES, *DATA, *status.ROUTES, *static_files.ROUTES]
