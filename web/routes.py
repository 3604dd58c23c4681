"""The route table: each part of the application gives its own routes. What is asked first comes first."""

from __future__ import annotations

from starlette.routing import BaseRoute

from accordgraph.web import feed, reconciliation, static_files, status
from accordgraph.web.data_api import network as network_data
from accordgraph.web.data_api import openapi, suggest
from accordgraph.web.data_api import questions as question_data
from accordgraph.web.editors import pages as editors
from accordgraph.web.editors import words
from accordgraph.web.pages import (
    answers,
    drawings,
    entity,
    find,
    home,
    lists,
    network,
    pairs,
    questions,
    thing_documents,
    timeline,
)
from accordgraph.web.protocols import graph_store, sparql, things

CROSS_ORIGIN: tuple[str, ...] = (
    *("/sparql", "/graph", "/openapi.json", "/reconcile", "/feed.atom", "/entity"),
    *("/id/", "/questions/", "/api/", "/reconcile/"),
)
"""Paths that pages of other origins may read and post queries to, where the application has a public address. One that
ends with a slash stands for all below it."""


DATA: tuple[BaseRoute, ...] = (
    *(*sparql.ROUTES, *graph_store.ROUTES, *thing_documents.ROUTES, *things.routes(entity.build)),
    *(
        *question_data.ROUTES,
        *suggest.ROUTES,
        *network_data.ROUTES,
        *openapi.ROUTES,
        *reconciliation.ROUTES,
        *feed.ROUTES,
    ),
)
"""What programs read."""


PAGES: tuple[BaseRoute, ...] = (
    *(*home.ROUTES, *find.ROUTES, *lists.ROUTES, *pairs.ROUTES, *answers.ROUTES),
    *(*questions.ROUTES, *timeline.ROUTES, *network.ROUTES, *drawings.ROUTES),
    *(*editors.ROUTES, *words.ROUTES),
)
"""What people read."""


def routes() -> list[BaseRoute]:
    """All routes."""
    return [*DATA, *PAGES, *status.ROUTES, *static_files.ROUTES]
