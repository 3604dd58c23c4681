"""What a search finds, and why each thing fits; where it names two actors, the page of both first."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

from accordgraph.ontology.labels import labels
from accordgraph.ontology.messages import capitalised
from accordgraph.queries.find import find
from accordgraph.web.addresses import thing
from accordgraph.web.answering import page
from accordgraph.web.page import Page, moved
from accordgraph.web.pair_search import pair_of
from accordgraph.web.templating import render

if TYPE_CHECKING:
    from accordgraph.queries.plans import Row
    from accordgraph.queries.session import Session
    from accordgraph.web.context import Context

MATCHES_A_PAGE = 50


class Match(NamedTuple):
    """A thing that fits: its page, name, class, and why."""

    address: str
    name: str
    class_word: str
    why: str


def build(context: Context) -> Page:
    """The things whose names fit `q`; where one alone is called just so, its page at once."""
    text = context.text("q").strip()
    if not text:
        return moved(context.url("/"))
    with context.session() as session:
        pair = pair_of(session.names, text, session.lang)
        if pair is None and (only := _only(session, text)) is not None:
            return moved(context.url(only))
        answer = find(session.names, text, limit=sys.maxsize, lang=session.lang)
        pages = max(1, -(-len(answer.rows) // MATCHES_A_PAGE))
        number = context.number("page", 1, pages)
        part = answer.rows[(number - 1) * MATCHES_A_PAGE : number * MATCHES_A_PAGE]
        matches = [_match(session, row) for row in part]
    listing = {"page": number, "pages": pages, "count": len(answer.rows)}
    return render(context, "find.html.j2", text=text, pair=pair, matches=matches, listing=listing)


def _only(session: Session, text: str) -> str | None:
    """The page of the one thing that is called just so; None where nothing is, or several things are."""
    identifier = session.names.exact(text)
    if identifier is None:
        return None
    class_ = session.names.class_of(identifier)
    return thing(class_, identifier) if class_ else None


def _match(session: Session, row: Row) -> Match:
    class_ = str(row["class"])
    word = capitalised(labels().value("about", class_.lower(), session.lang))
    name, matched = str(row["name"]), str(row["matched"])
    why = str(row["why"]) if matched == name else f"{row['why']}: {matched}"
    return Match(thing(class_, str(row["id"])), name, word, why)


ROUTES = [page("/find", build)]
