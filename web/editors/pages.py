"""The pages `/ask/sparql` and `/ask/cypher`: `?query=&run=1` runs a query, with scripts or without.

The address of an answer is the query itself, so that it can be shared; one that is too long for an address is posted.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, quote

import anyio
from markupsafe import Markup, escape
from starlette.responses import Response
from starlette.routing import Route

from accordgraph.graph.engines.guards import check_cypher, check_sparql
from accordgraph.graph.errors import AccordError, BusyError, InputError, QueryError
from accordgraph.graph.visible import visible_lines
from accordgraph.queries.raw.pool import TABLES, PoolLimits, RawQuery, WarmAnswer
from accordgraph.queries.raw.unknown_terms import sparql_notes
from accordgraph.queries.rendering.error_texts import error_text
from accordgraph.queries.rendering.formats import legible, write
from accordgraph.web.answering import response
from accordgraph.web.context import Context, context_of
from accordgraph.web.context import language as preferred_language
from accordgraph.web.data_api.answers import json_page
from accordgraph.web.editors.chart_view import chart
from accordgraph.web.editors.examples import EXAMPLES
from accordgraph.web.editors.graph_view import drawing
from accordgraph.web.editors.result import Result, result
from accordgraph.web.errors import error_page
from accordgraph.web.page import Page
from accordgraph.web.protocols.asking import RETRY_SECONDS, HungUpError, ask, closed
from accordgraph.web.protocols.media_types import JSON, JSON_LD, SPARQL_JSON
from accordgraph.web.security import POLICY
from accordgraph.web.templating import render

if TYPE_CHECKING:
    from starlette.requests import Request

    from accordgraph.graph.engines.protocol import Language
    from accordgraph.web.answering import Running
    from accordgraph.web.snapshots import OpenSnapshot

VIEWS = ("table", "graph", "chart")

MOST_ROWS = 1_000
"""Rows of a table on a page; files have all."""

MOST_FIELDS = 20

LONGEST_IN_ADDRESS = 6_000
"""Characters of a query in an address; a longer one is posted, and so are its views and files."""

JSON_FORMS = {"solutions": SPARQL_JSON, "boolean": SPARQL_JSON, "triples": JSON_LD}

TITLES = {"sparql": "SPARQL", "cypher": "Cypher"}


@dataclass(frozen=True)
class EditorRequest:
    """What a reader asks: the language and text of a query, whether to run it, and how to show the answer."""

    language: Language
    text: str
    runs: bool
    view: str
    file: str

    def query(self) -> RawQuery:
        """The query as a process takes it."""
        forms = JSON_FORMS if self.file == "json" else TABLES
        return RawQuery(self.language, self.text, forms, has_ends=self.file == "")


def _read(language: Language, fields: Mapping[str, str]) -> EditorRequest:
    """What a reader asks for. Raises InputError."""
    text, view, file = fields.get("query", ""), fields.get("view", "table"), fields.get("format", "")
    if view not in VIEWS:
        raise InputError(f"{view[:40]!r} is no view.", f"Views: {', '.join(VIEWS)}.")
    if file not in ("", "csv", "json"):
        raise InputError(f"{file[:40]!r} is no format.", "Formats: csv, json.")
    return EditorRequest(
        language, text.replace("\r\n", "\n"), bool(fields.get("run") or file) and bool(text.strip()), view, file
    )


# ---------------------------------------------------------------- requests
async def _endpoint(language: Language, request: Request) -> Response:
    running: Running = request.app.state.running
    try:
        editor_request = _read(language, await _fields(request))
        with running.holder.reading() as snapshot:
            context = context_of(request, snapshot, running.settings)
            answer, error = await _answer(request, snapshot, editor_request)
            created = await anyio.to_thread.run_sync(
                partial(_page, context, editor_request, answer, error, running.pool.limits), limiter=running.limiter
            )
            return response(created, {"cache-control": "no-store"})
    except HungUpError:
        return closed()
    except AccordError as error:
        return response(error_page(request, error), {"cache-control": "no-store"})


async def _answer(
    request: Request, snapshot: OpenSnapshot, editor_request: EditorRequest
) -> tuple[WarmAnswer | None, AccordError | None]:
    """Run the query, if that is wanted."""
    if not editor_request.runs:
        return None, None
    try:
        return await ask(request, snapshot, editor_request.query()), None
    except (QueryError, BusyError) as error:
        return None, error


async def _fields(request: Request) -> dict[str, str]:
    if request.method != "POST":
        return dict(request.query_params)
    try:
        body = (await request.body()).decode("utf-8")
        return dict(parse_qsl(body, keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict"))
    except ValueError as error:
        raise InputError("The body is no form in UTF-8.", "Send the field query.") from error


async def _check(language: Language, request: Request) -> Response:
    """Where a guard refuses a query that is being written; an empty list where it does not."""
    try:
        text = (await request.body()).decode("utf-8")
    except ValueError:
        text = ""
    check = check_sparql if language == "sparql" else check_cypher_text
    try:
        await anyio.to_thread.run_sync(check, text, limiter=request.app.state.running.limiter)
    except QueryError as error:
        place = {"line": error.line, "column": error.column, "message": error_text(error, preferred_language(request))}
        return response(json_page([place]), {"cache-control": "no-store"})
    return response(json_page([]), {"cache-control": "no-store"})


def check_cypher_text(text: str) -> str:
    """The text of a query of Cypher without parameters. Raises QueryError."""
    return check_cypher(text, {})


# ---------------------------------------------------------------- answers
def _page(
    context: Context,
    editor_request: EditorRequest,
    answer: WarmAnswer | None,
    error: AccordError | None,
    limits: PoolLimits,
) -> Page:
    if answer is not None and editor_request.file == "json":
        return _file(legible(answer.content.decode()), editor_request, JSON)
    rows = result(editor_request.language, answer.content) if answer is not None else None
    if rows is not None and editor_request.file == "csv":
        return _file(_csv(rows), editor_request, "text/csv; charset=utf-8")
    nonce = secrets.token_urlsafe(16)
    page = render(
        context,
        "editor.html.j2",
        here="/ask/sparql",
        status=error.http_status if error else 200,
        editor_request=editor_request,
        nonce=nonce,
        titles=TITLES,
        text=_text(editor_request.text or EXAMPLES[editor_request.language][0].query),
        examples=EXAMPLES[editor_request.language],
        limits=limits,
        is_long=len(quote(editor_request.text)) > LONGEST_IN_ADDRESS,
        error=error_text(error, context.lang) if error else "",
        place=(getattr(error, "line", None), getattr(error, "column", None)),
        result=rows,
        most_rows=MOST_ROWS,
        notes=_notes(context, editor_request) if rows is not None else [],
        views=VIEWS,
        **_view(editor_request, answer, rows),
    )
    busy = {"retry-after": RETRY_SECONDS} if isinstance(error, BusyError) else {}
    return Page(page.body, page.media_type, page.status, {**_headers(nonce), **busy})


def _headers(nonce: str) -> dict[str, str]:
    """The policy of an editor, which adds a style element, and in which browsers write style attributes as one types.

    A browser that may tell nobody where a form stands posts it as if from nowhere, which is refused.
    """
    styles = f"style-src 'self' 'nonce-{nonce}'; style-src-attr 'unsafe-inline'"
    return {"referrer-policy": "same-origin", "content-security-policy": POLICY.replace("style-src 'self'", styles)}


def _notes(context: Context, editor_request: EditorRequest) -> list[str]:
    """Words of a query that the graph does not have: SPARQL answers them with no rows."""
    return sparql_notes(editor_request.text, context.lang) if editor_request.language == "sparql" else []


def _text(query: str) -> Markup:
    """A query with its lines, and nothing hidden in it."""
    return escape(visible_lines(query))


def _view(editor_request: EditorRequest, answer: WarmAnswer | None, rows: Result | None) -> dict[str, Any]:
    """What the chosen view needs beside the rows."""
    if answer is None or rows is None:
        return {"graph": None, "chart": None}
    return {
        "graph": drawing(editor_request.language, answer.kind, rows) if editor_request.view == "graph" else None,
        "chart": chart(rows) if editor_request.view == "chart" and rows.rows else None,
    }


def _csv(rows: Result) -> str:
    """All rows, by texts that no spreadsheet takes for formulas."""
    columns = [f"{place}" for place in range(len(rows.columns))]
    written = [dict(zip(columns, map(_plain, row), strict=True)) for row in rows.raw]
    body = write(written, columns, "csv", csv_safe=True).partition("\n")[2]
    head = write([], list(rows.columns), "csv", csv_safe=True)
    return head + body


def _plain(value: Any) -> Any:
    """A value of a row as a cell of CSV: a term by its text, what is nested as JSON."""
    if isinstance(value, dict) and "type" in value and "value" in value:
        return value["value"]
    return json.dumps(value, ensure_ascii=False, sort_keys=True) if isinstance(value, dict | list) else value


def _file(text: str, editor_request: EditorRequest, media_type: str) -> Page:
    name = f'attachment; filename="answer.{editor_request.file}"'
    return Page(text.encode(), media_type, headers={"content-disposition": name})


def _routes(language: Language) -> list[Route]:
    path = f"/ask/{language}"
    return [
        Route(path, partial(_endpoint, language), methods=["GET", "POST"]),
        Route(f"{path}/check", partial(_check, language), methods=["POST"]),
    ]


ROUTES = [*_routes("sparql"), *_routes("cypher")]
