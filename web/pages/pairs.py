"""The page of two actors: since when, by what, what bound both on a day; else the shortest way between them.

Where a day is asked about, what bound both on it comes first. The answer that comes first is a document too.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from starlette.routing import Route

from accordgraph.queries.answers.basis import basis
from accordgraph.queries.answers.finding import path
from accordgraph.queries.answers.since import since
from accordgraph.queries.answers.wording.dates import day_words
from accordgraph.queries.runner import run
from accordgraph.queries.two_actors import two_actors
from accordgraph.web.addresses import pair as pair_address
from accordgraph.web.answering import endpoint, page
from accordgraph.web.data_links import rows_of
from accordgraph.web.link_table import pair_table
from accordgraph.web.page import Page, moved
from accordgraph.web.pages.documents import DOCUMENTS, document_page, documents, on_day
from accordgraph.web.pages.drawings import pictures
from accordgraph.web.templating import render

if TYPE_CHECKING:
    import datetime

    from accordgraph.queries.answers.tree import AnswerTree
    from accordgraph.queries.session import Session
    from accordgraph.web.context import Context
    from accordgraph.web.data_links import DataLink

PARTS_OF_A_PAIR = ("a", "b")


def build(context: Context) -> Page:
    """The page of two actors, who may be named as people name them. It cites every source, as its documents do."""
    with context.session() as opened:
        session = replace(opened, cites_all=True)
        a, b = pair = two_actors(session, *_named(context))
        if pair != tuple(context.path_values[part] for part in PARTS_OF_A_PAIR):
            return moved(context.url(pair_address(a, b)))
        rows = run(session, "between", {"actor": a, "partner": b}).rows
        day = context.day or context.today
        values: dict[str, Any] = {
            "tree": since(session, rows, (a, b), context.today),
            "link_rows": pair_table(session, rows, (a, b), day),
            "bonds": basis(session, (a, b), day, context.today),
            "way": None if any(row["held"] for row in rows) else _way(context, session, (a, b)),
            "names": (session.name(a), session.name(b)),
            "day_written": day_words(day, context.lang),
            "documents": documents(context, pair_address(a, b)),
        }
    links = _data_links(context, (a, b), day)
    return render(context, "pair.html.j2", data_links=links, pair=(a, b), pictures=pictures(context, (a, b)), **values)


def _data_links(context: Context, pair: tuple[str, str], day: datetime.date) -> list[DataLink]:
    both = {"actor": pair[0], "partner": pair[1]}
    return [rows_of(context, "between", **both), rows_of(context, "bases_between", **both, day=day)]


def _way(context: Context, session: Session, pair: tuple[str, str]) -> AnswerTree:
    rows = run(session, "path", {"actor": pair[0], "partner": pair[1]}).rows
    return path(session, rows, pair, context.today)


def hand_over(context: Context) -> Page:
    """The document of two actors: what bound both on the day that is asked about, else since when they cooperate.

    It cites every source.
    """
    with context.session() as opened:
        session = replace(opened, cites_all=True)
        pair = two_actors(session, *_named(context))
        if context.day:
            tree = basis(session, pair, context.day, context.today)
        else:
            rows = run(session, "between", {"actor": pair[0], "partner": pair[1]}).rows
            tree = since(session, rows, pair, context.today)
        question = ["basis" if context.day else "since", *pair, *on_day(context)]
        return document_page(context, session, tree, question, pair)


def _named(context: Context) -> tuple[str, str]:
    """The two of the address, as it names them."""
    first, second = PARTS_OF_A_PAIR
    return context.path_values[first], context.path_values[second]


def choose(context: Context) -> Page:
    """From two names in a form to the page of the two."""
    a, b = (context.text(part).strip() for part in PARTS_OF_A_PAIR)
    if not (a and b):
        return moved(context.url("/"))
    return moved(context.url(f"/pair/{quote(a, safe='')}/{quote(b, safe='')}"))


ROUTES = [
    page("/pair", choose),
    *(
        Route(f"/pair/{{a}}/{{b}}{suffix}", endpoint(hand_over, is_drawing=True), methods=["GET"])
        for suffix in DOCUMENTS
    ),
    page("/pair/{a}/{b}", build),
]
