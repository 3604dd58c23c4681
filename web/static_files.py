"""Styles, scripts and pictures of the application itself: their addresses change with their content."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from starlette.responses import Response
from starlette.routing import Route

from accordgraph.web.answering import response
from accordgraph.web.errors import missing_page
from accordgraph.web.templating import static_file

if TYPE_CHECKING:
    from starlette.requests import Request

TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}
"""By the ending of a file; others are not given away."""

NAME = re.compile(r"[a-z0-9][a-z0-9.-]*\.(css|js|svg)")

FOREVER = {"cache-control": "public, max-age=31536000, immutable"}


async def _file(request: Request) -> Response:
    name = request.path_params["name"]
    if match := NAME.fullmatch(name):
        try:
            return Response(static_file(name), headers=FOREVER, media_type=TYPES[match[1]])
        except FileNotFoundError:
            pass
    return response(missing_page(request), {})


ROUTES = [Route("/static/{name}", _file, methods=["GET"])]
