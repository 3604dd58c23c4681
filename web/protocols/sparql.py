"""The SPARQL 1.1 Protocol at `/sparql`: queries by GET, by a form and as a body; without a query, its description.

Nothing can be written: updates are refused, and so are graphs other than the one that there is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from accordgraph.graph.errors import AccordError, BusyError, InputError
from accordgraph.queries.raw.pool import RawQuery, WarmAnswer
from accordgraph.queries.rendering.error_texts import error_text
from accordgraph.web.context import context_of, language
from accordgraph.web.protocols.asking import RETRY_SECONDS, HungUpError, ask, closed
from accordgraph.web.protocols.descriptions import description
from accordgraph.web.protocols.media_types import GRAPHS, RESULTS, with_charset
from accordgraph.web.protocols.negotiation import HTML, chosen, chosen_of_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request

    from accordgraph.web.answering import Running

PATH = "/sparql"

FORM, DIRECT, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"

CHANGING = ("NOW", "RAND", "UUID", "STRUUID", "BNODE")
"""Functions whose values differ each time: an answer with them has no tag."""

CALLED = re.compile(rf"\b(?:{'|'.join(CHANGING)})\b", re.IGNORECASE)

MOST_FIELDS = 20
"""Fields of a form that are read: a query needs one."""


class ProtocolError(Exception):
    """A request that the protocol does not know, with its status."""

    def __init__(self, status: int, why: str) -> None:
        """Say so in one line."""
        super().__init__(why)
        self.status, self.why = status, why


@dataclass(frozen=True)
class Wanted:
    """The media types in which results and graphs are given; None of what is not accepted."""

    results: str | None
    graphs: str | None

    def forms(self) -> dict[str, str]:
        """The form for each kind of result that is wanted."""
        results = {"solutions": RESULTS[self.results], "boolean": RESULTS[self.results]} if self.results else {}
        return {**results, **({"triples": GRAPHS[self.graphs]} if self.graphs else {})}

    def media_type(self, kind: str) -> str:
        """The media type of an answer of a kind."""
        return (self.graphs if kind == "triples" else self.results) or ""


@lru_cache(maxsize=64)
def wanted(accept: str | None) -> Wanted:
    """What an `Accept` takes."""
    return Wanted(chosen(accept, list(RESULTS)), chosen(accept, list(GRAPHS)))


async def _endpoint(request: Request) -> Response:
    running: Running = request.app.state.running
    try:
        text = _query(await _fields(request))
        with running.holder.reading() as snapshot:
            if text is None:
                return _described(request, running)
            forms = wanted(request.headers.get("accept"))
            tag = context_of(request, snapshot, running.settings, f"sparql {forms}").tag
            is_kept = request.method != "POST" and not is_changing(text)
            if is_kept and request.headers.get("if-none-match") == tag:
                return Response(status_code=304, headers={"etag": tag})
            answer = await ask(request, snapshot, RawQuery("sparql", text, forms.forms()))
            return _response(answer, forms, {"etag": tag} if is_kept else {})
    except ProtocolError as error:
        return refused(error.status, error.why)
    except HungUpError:
        return closed()
    except AccordError as error:
        return failed(error, language(request))


def is_changing(text: str) -> bool:
    """Whether a query may have another answer each time; most have not even the letters of such a function."""
    capitals = text.upper()
    return any(name in capitals for name in CHANGING) and bool(CALLED.search(text))


async def _fields(request: Request) -> Sequence[tuple[str, str]]:
    """The parameters of a request. Raises ProtocolError."""
    if request.method != "POST":
        return request.query_params.multi_items()
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    body = await request.body()
    try:
        text = body.decode("utf-8")
        if kind == FORM:
            return parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict")
    except ValueError as error:
        raise ProtocolError(400, "The body is no UTF-8, or it has too many fields.") from error
    if kind == DIRECT:
        return [*request.query_params.multi_items(), ("query", text)]
    if kind == UPDATE:
        return [("update", text)]
    raise ProtocolError(415, f"Send a query as {FORM} or {DIRECT}.")


def _query(fields: Sequence[tuple[str, str]]) -> str | None:
    """The one query among the parameters, None where there is none. Raises ProtocolError."""
    names = [name for name, _ in fields]
    if {"update", "using-graph-uri", "using-named-graph-uri"} & set(names):
        raise ProtocolError(403, "This graph can only be read.")
    if {"default-graph-uri", "named-graph-uri"} & set(names):
        raise ProtocolError(400, "There is one graph: ask without default-graph-uri and named-graph-uri.")
    queries = [value for name, value in fields if name == "query"]
    if len(queries) > 1:
        raise ProtocolError(400, "A request has one query.")
    return queries[0] if queries else None


def _response(answer: WarmAnswer, forms: Wanted, headers: dict[str, str]) -> Response:
    if not answer.is_acceptable:
        offers = GRAPHS if answer.kind == "triples" else RESULTS
        return refused(406, f"The answer can be had as {', '.join(offers)}.")
    headers = {"cache-control": "no-cache", "vary": "Accept", **headers}
    return Response(answer.content, headers=headers, media_type=with_charset(forms.media_type(answer.kind)))


def _described(request: Request, running: Running) -> Response:
    """The description of the service; a browser is led to the editor."""
    if request.method == "POST":
        raise ProtocolError(400, "The request has no query.")
    form = chosen_of_page(request.headers.get("accept"), list(GRAPHS))
    if form == HTML:
        return RedirectResponse("/ask/sparql", 303)
    if form is None:
        return refused(406, f"The description can be had as {', '.join(GRAPHS)}.")
    with running.holder.reading() as snapshot:
        content = description(snapshot, base_address(request, running), GRAPHS[form])
    return Response(content, headers={"vary": "Accept"}, media_type=with_charset(form))


def base_address(request: Request, running: Running) -> str:
    """The address of the application, without a slash at its end."""
    return running.settings.public or str(request.base_url).rstrip("/")


def refused(status: int, why: str) -> Response:
    """A refusal in one line of text."""
    return Response(f"{why}\n", status, {"cache-control": "no-store"}, "text/plain; charset=utf-8")


def failed(error: AccordError, lang: str) -> Response:
    """An error as text, with the place in the query; of a store that cannot be read now, one that passes."""
    answer = refused(error.http_status if isinstance(error, InputError) else 503, error_text(error, lang))
    if isinstance(error, BusyError):
        answer.headers["retry-after"] = RETRY_SECONDS
    return answer


ROUTES = [Route(PATH, _endpoint, methods=["GET", "POST"])]
