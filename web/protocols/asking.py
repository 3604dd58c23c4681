"""A raw query on behalf of a reader: in threads of its own, ended when the reader disconnects."""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

import anyio
from starlette.responses import Response

from accordgraph.queries.raw.pool import HungUpError, RawQuery, WarmAnswer

if TYPE_CHECKING:
    from starlette.requests import Request

    from accordgraph.web.answering import Running
    from accordgraph.web.snapshots import OpenSnapshot

RETRY_SECONDS = "5"
"""After a refusal: as long as a place in the line is waited for."""

CLOSED = 499
"""The status of an answer that nobody receives."""


async def ask(request: Request, snapshot: OpenSnapshot, query: RawQuery) -> WarmAnswer:
    """The answer from the snapshot of the request. Raises what `Pool.ask` raises.

    The body of the request must have been read.
    """
    running: Running = request.app.state.running
    gone = threading.Event()
    watching = asyncio.create_task(_watch(request, gone))
    try:
        return await anyio.to_thread.run_sync(
            running.pool.ask, snapshot.snapshot, query, gone.is_set, limiter=running.raw_limiter
        )
    finally:
        gone.set()
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching


async def _watch(request: Request, gone: threading.Event) -> None:
    """Wait until the reader disconnects."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
    gone.set()


def closed() -> Response:
    """The answer to whoever hung up."""
    return Response(status_code=CLOSED)


__all__ = ["CLOSED", "RETRY_SECONDS", "HungUpError", "ask", "closed"]
