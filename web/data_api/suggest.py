"""Names while somebody types, and what speaks for a thing: `/api/suggest?q=`, `/api/evidence?id=`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accordgraph.graph.errors import InputError
from accordgraph.ontology.messages import message
from accordgraph.queries.find import CLASSES, find
from accordgraph.queries.runner import run
from accordgraph.web.data_api.answers import answer_json, data_route, json_page
from accordgraph.web.pair_search import Pair, pair_of
from accordgraph.web.protocols.rdf import iri_of

if TYPE_CHECKING:
    from accordgraph.queries.plans import Row
    from accordgraph.web.context import Context
    from accordgraph.web.page import Page

LIMIT, MOST = 8, 50
"""Suggestions where nothing is said, and at most."""


def suggest(context: Context) -> Page:
    """What a text may mean, best first, each with why it fits; and the two actors that it names, if it does."""
    text, class_ = context.text("q").strip(), context.text("class")
    if class_ and class_ not in CLASSES:
        raise InputError(f"{class_[:40]!r} is no class with names.", f"Classes: {', '.join(CLASSES)}.")
    if not text:
        return json_page({"pair": None, "suggestions": []})
    with context.session() as session:
        pair = None if class_ else pair_of(session.names, text, context.lang)
        answer = find(session.names, text, class_ or None, context.number("limit", LIMIT, MOST), context.lang)
    return json_page({"pair": _both(pair, context.lang), "suggestions": [_suggestion(row) for row in answer.rows]})


def _both(pair: Pair | None, lang: str) -> dict[str, str] | None:
    return pair and {**pair._asdict(), "why": message("web-pair-what", lang)}


def _suggestion(row: Row) -> dict[str, object]:
    path = f"/id/{str(row['class']).lower()}/{row['id']}"
    kept = {name: row[name] for name in ("id", "class", "name", "matched", "score", "why")}
    return {**kept, "iri": iri_of(str(row["class"]), str(row["id"])), "path": path}


def evidence(context: Context) -> Page:
    """Every statement behind a thing."""
    identifier = context.text("id")
    if not identifier:
        raise InputError("id is missing.", "Give the id of a thing: /api/evidence?id=nabu")
    with context.session() as session:
        return answer_json(run(session, "evidence", {"id": identifier}), context)


ROUTES = [data_route("/api/suggest", suggest), data_route("/api/evidence", evidence)]
