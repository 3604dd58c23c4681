"""The first page: one search, some questions, how much there is, and where to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from accordgraph.queries.runner import run
from accordgraph.web.answering import page
from accordgraph.web.templating import render

if TYPE_CHECKING:
    from accordgraph.queries.plans import Row
    from accordgraph.queries.session import Session
    from accordgraph.web.context import Context
    from accordgraph.web.page import Page

MOST = 8
"""Rows of each list."""

COUNTED = {
    "web-count-actors": "actors",
    "web-count-bases": "bases",
    "web-count-links": "cooperations",
    "web-count-sources": "sources",
    "web-count-conflicts": "conflicts",
}
"""The tables that the first page counts, with the text for each."""


class Line(NamedTuple):
    """A line of a list: a thing, what it is called, and what is counted of it."""

    id: str
    name: str
    size: str


def build(context: Context) -> Page:
    """The first page."""
    with context.session() as session:
        connected, bases = _connected(context, session), _bases(context, session)
    return render(context, "home.html.j2", counts=counts(context), connected=connected, bases=bases)


def counts(context: Context) -> list[str]:
    """How much there is of everything, in words."""
    rows = context.snapshot.manifest["rows"]
    return [context.say(key, count=int(rows.get(table, 0))) for key, table in COUNTED.items()]


def _connected(context: Context, session: Session) -> list[Line]:
    """The actors with the most partners."""
    rows = run(session, "degrees", {}).rows[:MOST]
    return [
        Line(str(row["actor"]), str(row["actor_name"]), context.say("web-partners", count=_whole(row, "partners")))
        for row in rows
    ]


def _bases(context: Context, session: Session) -> list[Line]:
    """The bases in which most take part."""
    rows = sorted(run(session, "bases", {}).rows, key=lambda row: (-_whole(row, "participants"), str(row["basis"])))
    return [
        Line(str(row["basis"]), str(row["name"]), context.say("web-participants", count=_whole(row, "participants")))
        for row in rows[:MOST]
    ]


def _whole(row: Row, column: str) -> int:
    value = row[column]
    return value if isinstance(value, int) else 0


ROUTES = [page("/", build)]
