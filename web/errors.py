"""Error pages: what went wrong and what the reader can do, in their language and with the status of the error."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from accordgraph.graph.errors import AccordError, AmbiguousError, NotFoundError, StoreError
from accordgraph.ontology.messages import message
from accordgraph.queries.rendering.error_texts import error_text
from accordgraph.web.context import DayError, language
from accordgraph.web.page import Page
from accordgraph.web.templating import render_alone

if TYPE_CHECKING:
    from starlette.requests import Request


def error_page(request: Request, error: AccordError) -> Page:
    """The page of an error. A fault of the store is one that passes: 503, for whoever serves mends it."""
    lang = language(request)
    status = 503 if isinstance(error, StoreError) else error.http_status
    first, *more = error_text(error, lang).split("\n")
    links = [(name, f"/find?q={name}") for name in error.nearest] if isinstance(error, NotFoundError) else []
    if isinstance(error, AmbiguousError):
        links, more = [(label, f"/entity?id={identifier}") for identifier, label in error.fits], []
    query = dict(request.query_params) if isinstance(error, DayError) else None
    return _page(lang, status, first, more if not links else [], links, request.url.path, query)


def missing_page(request: Request) -> Page:
    """The page for an address that leads nowhere."""
    lang = language(request)
    return _page(lang, 404, message("web-no-page", lang), [message("web-no-page-more", lang)], [])


def wrong_method_page(request: Request) -> Page:
    """The page for whoever would change something."""
    lang = language(request)
    return _page(lang, 405, message("web-wrong-method", lang), [], [])


def busy_page(request: Request) -> Page:
    """The page where too many wait already."""
    lang = language(request)
    return _page(lang, 503, message("web-busy", lang), [message("web-busy-more", lang)], [])


def failure_page(request: Request) -> Page:
    """The page where the program itself is at fault."""
    lang = language(request)
    return _page(lang, 500, message("web-failure", lang), [message("web-failure-more", lang)], [])


def _page(
    lang: str,
    status: int,
    problem: str,
    remedies: list[str],
    links: list[tuple[str, str]],
    path: str = "",
    query: dict[str, str] | None = None,
) -> Page:
    """An error page. With `query`, the parameters of a page whose day is wrong, the field of the day stays."""
    rest = urlencode({name: value for name, value in (query or {}).items() if name != "on"})
    values = {"problem": problem, "remedies": remedies, "links": links, "query": query}
    return render_alone(lang, "error.html.j2", status, **values, path=path, back=f"{path}?{rest}" if rest else path)
