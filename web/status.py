"""What programs ask beside pages: whether the application works, and what crawlers may read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from accordgraph.graph.errors import AccordError

if TYPE_CHECKING:
    from starlette.requests import Request

ROBOTS = """\
User-agent: *
Disallow: /ask/
Disallow: /api/
Disallow: /draw.
Disallow: /find
Disallow: /network
Disallow: /questions/
Disallow: /sparql
"""
"""Crawlers read the pages of things; what is computed for a reader has endless addresses."""


async def _health(request: Request) -> Response:
    """200 with the snapshot where pages can be made, 503 where the store cannot be read."""
    try:
        with request.app.state.running.holder.reading() as snapshot:
            return _json({"status": "ok", "snapshot": snapshot.origin.snapshot}, 200)
    except AccordError as error:
        return _json({"status": "unavailable", "problem": type(error).__name__}, 503)


def _json(content: dict[str, str], status: int) -> Response:
    return JSONResponse(content, status, {"cache-control": "no-store"})


async def _robots(request: Request) -> Response:
    """A graph that only its owner reads is closed to crawlers."""
    is_public = request.app.state.running.settings.public is not None
    return PlainTextResponse(ROBOTS if is_public else "User-agent: *\nDisallow: /\n")


ROUTES = [Route("/healthz", _health, methods=["GET"]), Route("/robots.txt", _robots, methods=["GET"])]
