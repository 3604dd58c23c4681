"""The application: its parts put together, and what begins and ends with it."""

from __future__ import annotations

import asyncio
import gc
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from importlib import import_module
from typing import TYPE_CHECKING

import anyio
from starlette.applications import Starlette

from accordgraph.graph.store.store import Store
from accordgraph.ontology.labels import labels
from accordgraph.ontology.messages import texts
from accordgraph.queries.raw.pool import Pool, PoolLimits
from accordgraph.web.answering import Running, response
from accordgraph.web.errors import failure_page, missing_page, wrong_method_page
from accordgraph.web.page_cache import PageCache
from accordgraph.web.routes import CROSS_ORIGIN, routes
from accordgraph.web.security import Security
from accordgraph.web.settings import Settings, from_text
from accordgraph.web.snapshots import LANGS, LOOK_SECONDS, SnapshotHolder

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

THREADS = 2
"""Pages that are made at once by one process: engines work outside Python's lock, but words are made by one thread at a
time, and more threads only wait for each other. One page that takes long holds up no other."""

YOUNG_OBJECTS = 50_000
"""How many new objects there are before Python looks for circles among them: a page makes as many, and has none."""

QUERIES = PoolLimits()
"""How many queries of readers run and wait in one process, and what each may take."""

DRAWING_THREADS = 1
"""Pictures that are laid out at once: they take a processor for as long as a second."""

SETTINGS_VARIABLE = "ACCORD_SERVE_SETTINGS"
"""Where a worker process finds its settings."""


def warm() -> None:
    """Read what all pages need, and import what draws and explains, before the first reader waits for it."""
    labels()
    for lang in LANGS:
        texts(lang)
    for module in ("diagrams.layout.laid_out", "queries.answers.why"):
        import_module(f"accordgraph.{module}")


def create_app(settings: Settings, limits: PoolLimits = QUERIES, warm_up: Callable[[], None] = warm) -> Security:
    """The application over a store. It opens the store when it starts and closes it when it stops.

    `limits` are those of the queries of readers; `warm_up` runs beside the first answers.
    """
    holder = SnapshotHolder(Store(settings.store), settings.engine)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        await anyio.to_thread.run_sync(holder.look)
        pool = Pool(limits)
        app.state.running = Running(
            settings,
            holder,
            PageCache(settings.cache_bytes),
            limiter=anyio.CapacityLimiter(THREADS),
            drawing=anyio.CapacityLimiter(DRAWING_THREADS),
            pool=pool,
            raw_limiter=anyio.CapacityLimiter(limits.places + 2),
        )
        looking = asyncio.create_task(_look(holder))
        warming = asyncio.create_task(anyio.to_thread.run_sync(warm_up))
        try:
            yield
        finally:
            looking.cancel()
            with suppress(asyncio.CancelledError):
                await looking
            await warming
            await anyio.to_thread.run_sync(pool.close)
            holder.close()

    app = Starlette(
        routes=routes(),
        exception_handlers={404: _missing, 405: _wrong_method, 500: _failed},
        lifespan=lifespan,
    )
    return Security(app, settings, CROSS_ORIGIN)


def from_environment() -> Security:
    """The application of a worker process."""
    return create_app(from_text(os.environ[SETTINGS_VARIABLE]), warm_up=settle)


def settle() -> None:
    """Warm up, and let Python's search for circles pass over what stays for as long as the process does."""
    warm()
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS)


async def _look(holder: SnapshotHolder) -> None:
    """Look at the pointer of the store every second, outside the event loop."""
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        await anyio.to_thread.run_sync(holder.look)


async def _missing(request: Request, _error: Exception) -> Response:
    return response(missing_page(request), {"cache-control": "no-store"})


async def _wrong_method(request: Request, error: Exception) -> Response:
    allowed = getattr(error, "headers", None) or {}
    return response(wrong_method_page(request), {"cache-control": "no-store", **allowed})


async def _failed(request: Request, _error: Exception) -> Response:
    return response(failure_page(request), {"cache-control": "no-store"})
