"""The SPARQL 1.1 Graph Store Protocol at `/graph?default`, to read the whole graph."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import anyio
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from accordgraph.graph.errors import AccordError
from accordgraph.web.context import language
from accordgraph.web.protocols.media_types import GRAPHS, with_charset
from accordgraph.web.protocols.negotiation import chosen
from accordgraph.web.protocols.rdf import rdf_graph
from accordgraph.web.protocols.sparql import failed, refused

if TYPE_CHECKING:
    from starlette.requests import Request

    from accordgraph.web.answering import Running

PATH = "/graph"

PIECE = 1 << 18
"""Bytes that are read at once."""


async def _endpoint(request: Request) -> Response:
    if request.query_params.keys() != {"default"}:
        why = "There is one graph: ask for ?default." if "graph" not in request.query_params else "No such graph."
        return refused(404 if "graph" in request.query_params else 400, why)
    form = chosen(request.headers.get("accept"), list(GRAPHS))
    if form is None:
        return refused(406, f"The graph can be had as {', '.join(GRAPHS)}.")
    running: Running = request.app.state.running
    try:
        with running.holder.reading() as snapshot:
            path = await anyio.to_thread.run_sync(
                lambda: rdf_graph(snapshot).dump(GRAPHS[form]), limiter=running.raw_limiter
            )
            return _Held(path, with_charset(form))
    except AccordError as error:
        return failed(error, language(request))


class _Held(StreamingResponse):
    """A file that was opened before its snapshot can be closed, and is sent to its end whatever happens to its name."""

    def __init__(self, path: Path, media_type: str) -> None:
        file = path.open("rb")
        headers = {"content-length": str(path.stat().st_size), "vary": "Accept", "cache-control": "no-cache"}
        super().__init__(_pieces(file), headers=headers, media_type=media_type)


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while piece := file.read(PIECE):
            yield piece


ROUTES = [Route(PATH, _endpoint, methods=["GET"])]
