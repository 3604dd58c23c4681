"""The answer about one thing as a document: who works with an actor, what an agreement is, why a link is here."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from starlette.routing import Route

from accordgraph.graph.errors import NotFoundError
from accordgraph.queries.show import identify
from accordgraph.web.answering import endpoint
from accordgraph.web.pages.documents import DOCUMENTS, document_page, on_day
from accordgraph.web.pages.entity import DOCUMENTED, EXPLAINED, answer_tree, links_of

if TYPE_CHECKING:
    from accordgraph.web.context import Context
    from accordgraph.web.page import Page


def hand_over(context: Context) -> Page:
    """The document of the thing in the address. It cites every source."""
    with context.session() as opened:
        session = replace(opened, cites_all=True)
        identifier, class_ = identify(session, context.path_values["id"])
        tree = answer_tree(context, session, identifier, class_, links_of(context, session, identifier, class_))
        if class_ not in DOCUMENTED or tree is None:
            raise NotFoundError("thing", identifier)
        return document_page(context, session, tree, _question(context, identifier, class_), [identifier])


def _question(context: Context, identifier: str, class_: str) -> list[str]:
    """The command that answers as the page does."""
    if class_ == "Actor" and context.day:
        return ["who", identifier, *on_day(context)]
    return ["why" if class_ in EXPLAINED else "show", identifier]


ROUTES = [
    Route(f"/id/{{class_}}/{{id}}{suffix}", endpoint(hand_over, is_drawing=True), methods=["GET"])
    for suffix in DOCUMENTS
]
