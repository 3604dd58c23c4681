"""Links as bars over the years: of one actor, by one basis, or of the whole graph page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accordgraph.queries.runner import run
from accordgraph.web.answering import page
from accordgraph.web.link_table import link_table
from accordgraph.web.templating import render

if TYPE_CHECKING:
    from accordgraph.queries.plans import Row
    from accordgraph.queries.session import Session
    from accordgraph.web.context import Context
    from accordgraph.web.page import Page

LINKS_A_PAGE = 100


def build(context: Context) -> Page:
    """The bars of `about`, an actor or a basis; without it of all links."""
    about = context.text("about").strip()
    day = context.day or context.today
    with context.session() as session:
        identifier = session.names.resolve(about, None) if about else ""
        rows = sorted(_links(context, session, identifier), key=_order)
        pages = max(1, -(-len(rows) // LINKS_A_PAGE))
        number = context.number("page", 1, pages)
        part = rows[(number - 1) * LINKS_A_PAGE : number * LINKS_A_PAGE]
        table = link_table(session, part, _in_force(context, session, day.isoformat()), day)
        name = session.name(identifier) if identifier else ""
    listing = {"page": number, "pages": pages, "count": len(rows)}
    return render(context, "timeline.html.j2", here="/timeline", name=name, link_rows=table, listing=listing)


def _links(context: Context, session: Session, identifier: str) -> list[Row]:
    class_ = session.names.class_of(identifier) if identifier else None
    if class_ == "Actor":
        return run(session, "partners", {"actor": identifier}).rows
    if class_ == "Basis":
        return run(session, "cooperations", {"bases": [identifier]}).rows
    return context.snapshot.resource(f"links in {context.lang}", lambda: run(session, "cooperations", {})).rows


def _in_force(context: Context, session: Session, day: str) -> list[Row]:
    """What may be in force on the day, read once a snapshot and day."""
    return context.snapshot.resource(f"in force on {day}", lambda: run(session, "in_force", {"day": day})).rows


def _order(row: Row) -> tuple[bool, str, str]:
    return row["since_earliest"] is None, str(row["since_earliest"]), str(row["cooperation"])


ROUTES = [page("/timeline", build)]
