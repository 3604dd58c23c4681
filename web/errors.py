"""Error pages: what went wrong and what the reader can do, in their language and with the status of the error."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import quote, unquote, urlencode

from accordgraph.graph.errors import AccordError, AmbiguousError, BusyError, NotFoundError, StoreError
from accordgraph.ontology.messages import message
from accordgraph.queries.rendering.error_texts import error_text
from accordgraph.web.context import DayError, language, path_of
from accordgraph.web.page import Page
from accordgraph.web.snapshots import LANGS
from accordgraph.web.templating import render_alone

if TYPE_CHECKING:
    from starlette.requests import Request

Link: TypeAlias = tuple[str, str]
"""A text and its address."""

LISTS = {
    "actor": ("web-all-actors", "/actors"),
    "basis": ("web-all-agreements", "/agreements"),
    "source": ("web-sources", "/sources"),
    "question": ("web-questions", "/questions"),
}
"""Where a reader looks through what there is, by what was looked for."""


def error_page(request: Request, error: AccordError) -> Page:
    """The page of an error. A fault of the store is one that passes: 503, for whoever serves mends it."""
    lang = language(request)
    if isinstance(error, StoreError) and not isinstance(error, BusyError):
        return _store_page(request, lang, error)
    problem, *remedies = error_text(error, lang).split("\n")
    links = _links(request, error, lang)
    query = dict(request.query_params) if isinstance(error, DayError) else None
    status = 503 if isinstance(error, BusyError) else error.http_status
    return _page(request, status, problem, [] if links else remedies, links, query)


def _store_page(request: Request, lang: str, error: StoreError) -> Page:
    """That the graph cannot be read now. What mends it is for whoever serves it, who reads it alone on this machine."""
    remedies = [message("web-no-graph-more", lang)]
    if request.app.state.running.settings.public is None:
        remedies += error_text(error, lang).split("\n")
    return _page(request, 503, message("web-no-graph", lang), remedies, [])


def _links(request: Request, error: AccordError, lang: str) -> list[Link]:
    """Where to go on from a name that nothing, or more than one thing, bears."""
    if isinstance(error, AmbiguousError):
        return [(label, _with(request, error.name, identifier)) for identifier, label in error.fits]
    if not isinstance(error, NotFoundError):
        return []
    url, links = _url(request), [(name, _with(request, error.name, name)) for name in error.nearest]
    if error.other is not None:
        links.append((message("web-search-for", lang, text=error.name), url("/find", q=error.name)))
    key, path = LISTS.get(error.what, LISTS["actor"])
    return [*links, (message(key, lang), url(path))]


def _with(request: Request, name: str, better: str) -> str:
    """The address that was asked for, with another name in the place of one; else the thing of that name."""
    path = [better if part == name else part for part in map(unquote, path_of(request).split("/"))]
    query = {key: better if value == name else value for key, value in request.query_params.items()}
    if better not in (*path, *query.values()):
        return _url(request)("/entity", id=better)
    address = "/".join(quote(part, safe="~") for part in path)
    return f"{address}?{urlencode(query)}" if query else address


def _url(request: Request) -> Callable[..., str]:
    """Makes addresses within the application, which keep a language that was chosen."""
    chosen = request.query_params.get("lang", "")
    kept = {"lang": chosen} if chosen in LANGS else {}

    def url(path: str, **query: str) -> str:
        return f"{path}?{urlencode({**kept, **query})}" if kept or query else path

    return url


def missing_page(request: Request) -> Page:
    """The page for an address that leads nowhere."""
    lang = language(request)
    return _page(request, 404, message("web-no-page", lang), [message("web-no-page-more", lang)], [])


def wrong_method_page(request: Request) -> Page:
    """The page for whoever would change something."""
    lang = language(request)
    return _page(request, 405, message("web-wrong-method", lang), [], [])


def busy_page(request: Request) -> Page:
    """The page where too many wait already."""
    lang = language(request)
    return _page(request, 503, message("web-busy", lang), [message("web-busy-more", lang)], [])


def failure_page(request: Request) -> Page:
    """The page where the program itself is at fault."""
    lang = language(request)
    return _page(request, 500, message("web-failure", lang), [message("web-failure-more", lang)], [])


def _page(
    request: Request,
    status: int,
    problem: str,
    remedies: list[str],
    links: list[Link],
    query: dict[str, str] | None = None,
) -> Page:
    """An error page. With `query`, the parameters of a page whose day is wrong, the field of the day stays."""
    path = path_of(request)
    rest = urlencode({name: value for name, value in (query or {}).items() if name != "on"})
    values = {"problem": problem, "remedies": remedies, "links": links, "query": query}
    back = f"{path}?{rest}" if rest else path
    return render_alone(language(request), _url(request), "error.html.j2", status, **values, path=path, back=back)
