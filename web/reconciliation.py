"""The W3C Reconciliation Service API 0.2 at `/reconcile`, by which OpenRefine finds the ids for names in a table.

It has the manifest, queries by name and type, suggestions of entities, and previews. Source: Reconciliation Service
API, Draft Community Group Report 0.2 of the W3C Entity Reconciliation Community Group.
"""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING, Any

import anyio
from starlette.responses import Response
from starlette.routing import Route

from accordgraph.graph.errors import AccordError, InputError
from accordgraph.graph.visible import visible
from accordgraph.ontology.labels import labels
from accordgraph.ontology.namespaces import ID_NAMESPACE, NAMESPACE
from accordgraph.queries.find import CLASSES, find
from accordgraph.queries.show import identify
from accordgraph.version import __version__
from accordgraph.web.answering import response
from accordgraph.web.context import LONGEST_TEXT, Context, context_of, language
from accordgraph.web.data_api.answers import data_route, error_json, json_page
from accordgraph.web.page import HTML, Page
from accordgraph.web.protocols.rdf import iri_of
from accordgraph.web.protocols.sparql import base_address

if TYPE_CHECKING:
    from starlette.requests import Request

    from accordgraph.queries.plans import Row
    from accordgraph.web.answering import Running

PATH = "/reconcile"

VERSIONS = ["0.1", "0.2"]

MOST_QUERIES = 50
"""Queries of one batch; OpenRefine sends ten."""

LIMIT, MOST = 5, 50
"""Candidates where nothing is said, and at most."""

SURE, APART = 95, 5
"""A candidate is called a match from this score on, and only if the next one is this far behind."""

Json = dict[str, Any]


def types(lang: str) -> list[Json]:
    """The classes that things may be reconciled with."""
    return [{"id": class_, "name": labels().value("about", class_.lower(), lang)} for class_ in CLASSES]


def manifest(base: str, lang: str) -> Json:
    """The description of the service."""
    return {
        "versions": VERSIONS,
        "name": "accordgraph",
        "identifierSpace": ID_NAMESPACE,
        "schemaSpace": NAMESPACE,
        "serviceVersion": __version__,
        "documentation": f"{base}/about",
        "defaultTypes": types(lang),
        "view": {"url": f"{base}/entity?id={{{{id}}}}"},
        "preview": {"url": f"{base}{PATH}/preview?id={{{{id}}}}", "width": 400, "height": 120},
        "suggest": {"entity": {"service_url": base, "service_path": f"{PATH}/suggest"}},
        "batchSize": 10,
    }


def results(context: Context, queries: Json) -> Json:
    """The candidates of each query of a batch, under its key. Raises InputError for what is no batch."""
    if not isinstance(queries, dict) or len(queries) > MOST_QUERIES:
        raise InputError("queries is no object of queries.", f"It may have {MOST_QUERIES} queries at most.")
    return {key: {"result": _candidates(context, query)} for key, query in queries.items()}


def _candidates(context: Context, query: object) -> list[Json]:
    """The candidates of one query; none where it gives no name, but properties only, or a text too long for a name."""
    if not isinstance(query, dict) or not isinstance(query.get("query", ""), str):
        raise InputError("A query has no text.", 'Send {"q0": {"query": "NABU"}}.')
    limit, classes = _limit(query.get("limit", LIMIT)), _classes(query.get("type"))
    if not 0 < len(query.get("query", "")) <= LONGEST_TEXT:
        return []
    with context.session() as session:
        only = classes[0] if len(classes) == 1 else None
        rows = find(session.names, query["query"], only, MOST + 1, context.lang).rows
        strange = [row for row in rows if session.names.is_strange(str(row["id"]))]
    rows = [row for row in rows if not classes or row["class"] in classes]
    known = [row for row in rows if row not in strange]
    if len(rows) > limit:
        rows = sorted(rows, key=strange.__contains__)
    return [_candidate(row, context.lang, is_match=_is_match(known, row)) for row in rows[:limit]]


def _limit(limit: object) -> int:
    if isinstance(limit, bool) or not isinstance(limit, int | float) or not 1 <= limit <= MOST:
        raise InputError(f"limit is {str(limit)[:40]!r}.", f"It is a number from 1 to {MOST}.")
    return int(limit)


def _classes(types_: object) -> list[str]:
    """The classes that a query is restricted to, none for any. Raises InputError."""
    chosen = types_ if isinstance(types_, list) else [types_] if types_ else []
    if unknown := [one for one in chosen if one not in CLASSES]:
        raise InputError(f"{str(unknown[0])[:40]!r} is no type here.", f"Types: {', '.join(CLASSES)}.")
    return [str(one) for one in chosen]


def _is_match(rows: list[Row], row: Row) -> bool:
    """Whether a candidate can be taken without a look: it is nearly identical, and nothing else in the rows comes near.

    The rows are without what only a dossier declares that nobody has trusted: it is never taken without a look, and no
    rival of others. What somebody has published is no rival of the publisher.
    """
    rivals = [one for one in rows if one["kind"] != "publisher"]
    scores = sorted((int(str(one["score"])) for one in rivals), reverse=True)
    is_alone = len(scores) == 1 or (len(scores) > 1 and scores[0] - scores[1] >= APART)
    return is_alone and row in rivals and int(str(row["score"])) == scores[0] >= SURE


def _candidate(row: Row, lang: str, *, is_match: bool) -> Json:
    class_ = str(row["class"])
    return {
        "id": str(row["id"]),
        "name": visible(str(row["name"])),
        "description": visible(str(row["why"])),
        "type": [one for one in types(lang) if one["id"] == class_],
        "score": row["score"],
        "match": is_match,
    }


# ---------------------------------------------------------------- requests
async def _endpoint(request: Request) -> Response:
    """The manifest, or the candidates of a batch, which OpenRefine posts as a form."""
    running: Running = request.app.state.running
    try:
        text = await _queries(request)
        if text is None:
            return response(json_page(manifest(base_address(request, running), language(request))), {})
        with running.holder.reading() as snapshot:
            context = context_of(request, snapshot, running.settings)
            content = await anyio.to_thread.run_sync(results, context, _parsed(text), limiter=running.drawing)
            return response(json_page(content), {"cache-control": "no-store"})
    except AccordError as error:
        return response(error_json(error, language(request)), {})


async def _queries(request: Request) -> str | None:
    """The text of a batch, None where none was sent. Raises InputError."""
    if request.method != "POST":
        return request.query_params.get("queries")
    from urllib.parse import parse_qs

    try:
        fields = parse_qs((await request.body()).decode("utf-8"), max_num_fields=20, errors="strict")
    except ValueError as error:
        raise InputError("The body is no form in UTF-8.", "Send the field queries.") from error
    return fields.get("queries", [None])[0]


def _parsed(text: str) -> Json:
    try:
        queries: Json = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError("queries is no JSON.", 'Send {"q0": {"query": "NABU"}}.') from error
    return queries


def _suggest(context: Context) -> Page:
    """Entities whose names begin like a text, while somebody types in OpenRefine."""
    text = context.text("prefix").strip()
    if not text:
        return json_page({"result": []})
    with context.session() as session:
        rows = find(session.names, text, None, context.number("limit", LIMIT, MOST), context.lang).rows
    kept = ("id", "name", "description")
    candidates = [_candidate(row, context.lang, is_match=False) for row in rows]
    return json_page({"result": [{name: one[name] for name in kept} for one in candidates]})


def _preview(context: Context) -> Page:
    """A few words on a thing, in a frame of OpenRefine."""
    with context.session() as session:
        identifier, class_ = identify(session, context.text("id"))
        name = session.name(identifier)
    kind = labels().value("about", class_.lower(), context.lang)
    texts = (visible(name), f"{kind} · {iri_of(class_, identifier)}")
    lines = "".join(f"<p>{escape(text)}</p>" for text in texts)
    page = f'<!doctype html><html lang="{context.lang}"><meta charset="utf-8"><title>{escape(texts[0])}</title>{lines}'
    framed = {"content-security-policy": "default-src 'none'; frame-ancestors *"}
    return Page(page.encode(), HTML, headers=framed)


ROUTES = [
    Route(PATH, _endpoint, methods=["GET", "POST"]),
    data_route(f"{PATH}/suggest", _suggest),
    data_route(f"{PATH}/preview", _preview),
]
