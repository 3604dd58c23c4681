"""From a request to an answer: the snapshot, the tag, the cache, and a thread for the work that is left."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

import anyio
from starlette.responses import Response
from starlette.routing import Route

from accordgraph.graph.errors import AccordError, StoreError
from accordgraph.web.context import Context, context_of
from accordgraph.web.errors import busy_page, error_page

if TYPE_CHECKING:
    from starlette.requests import Request

    from accordgraph.queries.raw.pool import Pool
    from accordgraph.web.page import Build, Page
    from accordgraph.web.page_cache import PageCache
    from accordgraph.web.settings import Settings
    from accordgraph.web.snapshots import SnapshotHolder

log = logging.getLogger("accordgraph.web")

Endpoint: TypeAlias = "Callable[[Request], Awaitable[Response]]"

MOST_WAITING = 64
"""Requests that wait for a thread; whoever comes beyond them is asked to come again."""

CACHING = {"cache-control": "no-cache", "vary": "Accept, Accept-Language"}
"""A browser keeps a page and asks each time whether it is still the same: that costs one tag."""


@dataclass(frozen=True)
class Running:
    """What the application holds while it runs; `app.state.running`."""

    settings: Settings
    holder: SnapshotHolder
    cache: PageCache
    limiter: anyio.CapacityLimiter
    """Threads that make pages. Whatever may take long has a limiter of its own."""
    drawing: anyio.CapacityLimiter
    """Threads that lay pictures out."""
    pool: Pool
    """Processes for the queries of readers."""
    raw_limiter: anyio.CapacityLimiter
    """Threads that wait for them."""


def page(path: str, build: Build, variant: Callable[[Request], str] | None = None) -> Route:
    """A route that answers GET with a page made by `build`; `variant` says what else it is chosen by."""
    return Route(path, endpoint(build, variant), methods=["GET"], name=path)


def endpoint(build: Build, variant: Callable[[Request], str] | None = None, *, is_drawing: bool = False) -> Endpoint:
    """An endpoint that gives a page by its tag, from the cache, or from `build` in a thread.

    A picture waits for its turn among pictures, and a surplus of them is refused: no page waits for them.
    """

    async def answer(request: Request) -> Response:
        running: Running = request.app.state.running
        try:
            with running.holder.reading() as snapshot:
                chosen = variant(request) if variant else ""
                context = context_of(request, snapshot, running.settings, chosen)
                limiter = running.drawing if is_drawing else running.limiter
                return await _answer(request, context, build, limiter)
        except AccordError as error:
            if isinstance(error, StoreError):
                log.error("%s: %s", type(error).__name__, error)
            return response(error_page(request, error), {"cache-control": "no-store"})

    return answer


async def _answer(request: Request, context: Context, build: Build, limiter: anyio.CapacityLimiter) -> Response:
    running: Running = request.app.state.running
    tag = context.tag
    headers = {**CACHING, "etag": tag}
    if _has(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=headers)
    ready = running.cache.get(tag)
    if ready is None:
        if limiter.statistics().tasks_waiting >= MOST_WAITING:
            return response(busy_page(request), {"cache-control": "no-store", "retry-after": "5"})
        ready = await anyio.to_thread.run_sync(partial(build, context), limiter=limiter)
        running.cache.put(tag, ready)
    return response(ready, headers)


def response(ready: Page, headers: dict[str, str]) -> Response:
    """A page as Starlette sends it; what the page itself says goes before."""
    return Response(ready.body, ready.status, {**headers, **ready.headers}, ready.media_type)


def _has(header: str, tag: str) -> bool:
    """Whether a browser has the page of this tag, as a proxy may have weakened it.

    >>> _has('"a", W/"b"', '"b"'), _has('"a"', '"b"')
    (True, False)
    """
    return any(part.strip().removeprefix("W/") == tag for part in header.split(","))
