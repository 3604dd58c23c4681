"""The first page: one search, some questions, how much there is, and where to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from accordgraph.queries.answers.conflicts import conflicts
from accordgraph.queries.runner import run
from accordgraph.web.answering import page
from accordgraph.web.templating import render

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accordgraph.queries.answers.tree import Entry
    from accordgraph.queries.plans import Row
    from accordgraph.queries.session import Session
    from accordgraph.web.context import Context
    from accordgraph.web.page import Page

MOST = 8
"""Rows of each list."""

MOST_DISPUTES = 4

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
        degrees = run(session, "degrees", {}).rows[:MOST]
        values: dict[str, Any] = {
            "examples": _examples(context, session, degrees),
            "connected": _connected(context, degrees),
            "bases": _bases(context, session),
            "disputes": _disputes(context, session),
        }
    return render(context, "home.html.j2", counts=counts(context), **values)


def _examples(context: Context, session: Session, degrees: Sequence[Row]) -> list[tuple[str, str]]:
    """Questions that this graph answers, each with its page: about its best connected actor."""
    if not degrees:
        return []
    actor = str(degrees[0]["actor"])
    name = session.names.short_name(actor, context.lang)
    return [
        *_of_a_link(context, session, actor, name),
        (context.say("web-home-who", name=name), context.url(f"/id/actor/{actor}", on=context.today)),
        (context.say("web-home-network", name=name), context.url("/network", about=actor)),
        (context.say("web-home-conflicts"), context.url("/conflicts")),
    ]


def _of_a_link(context: Context, session: Session, actor: str, name: str) -> list[tuple[str, str]]:
    """Questions about the latest of its agreements with somebody."""
    rows = run(session, "partners", {"actor": actor}).rows
    agreed = [row for row in rows if row["held"] and row["kind"] == "agreement" and row["stranger"] is None]
    if not agreed:
        return []
    latest = max(agreed, key=lambda row: (row["standing"] == "confirmed", str(row["since_earliest"] or "")))
    partner, basis = str(latest["partner"]), str(latest["basis"])
    names = (session.names.short_name(one, context.lang) for one in (partner, basis))
    return [
        (context.say("web-home-since", a=name, b=next(names)), context.url(f"/pair/{actor}/{partner}")),
        (context.say("web-home-basis", name=next(names)), context.url(f"/id/basis/{basis}")),
    ]


def _disputes(context: Context, session: Session) -> list[Entry]:
    """The first questions that sources answer in different ways, with their values."""
    tree = conflicts(session, None, context.today, MOST_DISPUTES)
    return [entry for group in tree.groups if group.kind != "limits" for entry in group.entries]


def counts(context: Context) -> list[str]:
    """How much there is of everything, in words."""
    rows = context.snapshot.counts
    return [context.say(key, count=rows.get(table, 0)) for key, table in COUNTED.items()]


def _connected(context: Context, degrees: Sequence[Row]) -> list[Line]:
    """The actors with the most partners."""
    return [
        Line(str(row["actor"]), str(row["actor_name"]), context.say("web-partners", count=_whole(row, "partners")))
        for row in degrees
    ]


def _bases(context: Context, session: Session) -> list[Line]:
    """The bases in which most take part, those of dossiers that are not trusted after all others."""
    rows = sorted(
        run(session, "bases", {}).rows,
        key=lambda row: (row["stranger"] is not None, -_whole(row, "participants"), str(row["basis"])),
    )
    return [
        Line(str(row["basis"]), str(row["name"]), context.say("web-participants", count=_whole(row, "participants")))
        for row in rows[:MOST]
    ]


def _whole(row: Row, column: str) -> int:
    value = row[column]
    return value if isinstance(value, int) else 0


ROUTES = [page("/", build)]
