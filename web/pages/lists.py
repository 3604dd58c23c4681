"""Lists of all actors, all agreements and other bases, and all sources, page by page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from accordgraph.graph.errors import InputError
from accordgraph.graph.names.folding import fold
from accordgraph.graph.names.order import alphabetical
from accordgraph.ontology.labels import labels
from accordgraph.queries.runner import run
from accordgraph.web.answering import page
from accordgraph.web.data_links import rows_of
from accordgraph.web.row_table import RowTable, row_table
from accordgraph.web.templating import render

if TYPE_CHECKING:
    from accordgraph.queries.answer import Answer
    from accordgraph.queries.plans import Row
    from accordgraph.queries.session import Session
    from accordgraph.web.context import Context
    from accordgraph.web.page import Build, Page

ROWS_A_PAGE = 100


@dataclass(frozen=True)
class Listing:
    """One page of a list, and how many pages there are."""

    table: RowTable
    page: int
    pages: int
    count: int


def listing(context: Context, session: Session, answer: Answer, rows: Sequence[Row]) -> Listing:
    """The page of rows that `page=` asks for. Raises InputError where there is none."""
    pages = max(1, -(-len(rows) // ROWS_A_PAGE))
    number = context.number("page", 1, pages)
    part = rows[(number - 1) * ROWS_A_PAGE : number * ROWS_A_PAGE]
    return Listing(row_table(session, answer.header, part, ROWS_A_PAGE), number, pages, len(rows))


def _list(question: str, heading: str, here: str, name: str) -> Build:
    """What makes the list of a question; `kind=` keeps one kind, `begins=` names that begin so."""

    def build(context: Context) -> Page:
        with context.session() as session:
            answer = _all(context, session, question)
            kinds = sorted({str(row["kind"]) for row in answer.rows if row["kind"]})
            rows = _filtered(context, answer.rows, kinds, name)
            shown_page = listing(context, session, answer, rows)
        words = [(kind, labels().value("kind", kind, context.lang)) for kind in kinds]
        values: dict[str, Any] = {"title": context.say(heading), "kinds": words, "listing": shown_page}
        return render(context, "list.html.j2", here=here, data_links=[rows_of(context, question)], **values)

    return build


def _all(context: Context, session: Session, question: str) -> Answer:
    """All rows, read once a snapshot and language."""
    name = f"list of {question} in {context.lang}"
    return context.snapshot.resource(name, lambda: run(session, question, {}))


def _filtered(context: Context, rows: Sequence[Row], kinds: Sequence[str], name: str) -> list[Row]:
    kind, begins = context.text("kind"), fold(context.text("begins"))
    if kind and kind not in kinds:
        raise InputError(f"There is no kind {kind[:40]!r} here.", f"Kinds: {', '.join(kinds)}.")
    chosen = [
        row for row in rows if (not kind or row["kind"] == kind) and fold(str(row[name] or "")).startswith(begins)
    ]
    return sorted(chosen, key=lambda row: alphabetical(str(row[name] or "")))


ROUTES = [
    page("/actors", _list("actors", "web-actors", "/actors", "name")),
    page("/agreements", _list("bases", "web-all-agreements", "/agreements", "name")),
    page("/sources", _list("sources", "web-sources", "/sources", "title")),
]
