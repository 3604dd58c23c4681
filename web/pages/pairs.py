"""The page of two actors: since when, by what, what bound both on a day; else the shortest way between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from accordgraph.queries import many
from accordgraph.queries.answers.basis import basis
from accordgraph.queries.answers.finding import path
from accordgraph.queries.answers.since import since
from accordgraph.queries.judging import When, judge
from accordgraph.queries.runner import run
from accordgraph.web.answering import page
from accordgraph.web.link_table import LinkTable, link_table
from accordgraph.web.page import Page, moved
from accordgraph.web.templating import render

if TYPE_CHECKING:
    import datetime

    from accordgraph.queries.answers.tree import AnswerTree
    from accordgraph.queries.plans import Row
    from accordgraph.queries.session import Session
    from accordgraph.web.context import Context

PARTS_OF_A_PAIR = ("a", "b")


def build(context: Context) -> Page:
    """The page of two actors, who may be named as people name them."""
    with context.session() as session:
        pair = tuple(session.names.resolve(context.path_values[part], "Actor") for part in PARTS_OF_A_PAIR)
        a, b = pair
        if pair != tuple(context.path_values[part] for part in PARTS_OF_A_PAIR):
            return moved(context.url(f"/pair/{quote(a)}/{quote(b)}", on=context.query.get("on")))
        rows = run(session, "between", {"actor": a, "partner": b}).rows
        day = context.day or context.today
        values: dict[str, Any] = {
            "tree": since(session, rows, (a, b), context.today),
            "link_rows": _link_table(session, rows, (a, b), day),
            "bonds": basis(session, (a, b), day, context.today),
            "way": None if any(row["held"] for row in rows) else _way(context, session, (a, b)),
            "names": (session.name(a), session.name(b)),
        }
    return render(context, "pair.html.j2", pair=(a, b), **values)


def _link_table(session: Session, rows: list[Row], pair: tuple[str, str], day: datetime.date) -> LinkTable:
    """The links, those too by bases of very many, which are computed and judged here."""
    on_day = run(session, "partners_on", {"actor": pair[0], "day": day}).rows
    for row in many.between(session.engine, *pair):
        verdict = judge(When.of_link(row), day)
        on_day.append({**row, "in_force": verdict.in_force, "why_possible": verdict.why_possible})
    return link_table(session, rows, on_day, day)


def _way(context: Context, session: Session, pair: tuple[str, str]) -> AnswerTree:
    rows = run(session, "path", {"actor": pair[0], "partner": pair[1]}).rows
    return path(session, rows, pair, context.today)


def choose(context: Context) -> Page:
    """From two names in a form to the page of the two."""
    a, b = (context.text(part).strip() for part in PARTS_OF_A_PAIR)
    if not (a and b):
        return moved(context.url("/"))
    return moved(context.url(f"/pair/{quote(a, safe='')}/{quote(b, safe='')}"))


ROUTES = [page("/pair", choose), page("/pair/{a}/{b}", build)]
