"""Pages that are one answer in words: where sources contradict each other, and what the graph is and does not hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accordgraph.graph.names.order import alphabetical
from accordgraph.queries.answers.conflicts import conflicts
from accordgraph.queries.answers.dossier_notes import NOTES, read_notes
from accordgraph.queries.answers.statistics import statistics
from accordgraph.web.answering import page
from accordgraph.web.data_links import rows_of
from accordgraph.web.pages.home import counts
from accordgraph.web.templating import render

if TYPE_CHECKING:
    from accordgraph.web.context import Context
    from accordgraph.web.page import Page


def _conflicts(context: Context) -> Page:
    """Where sources contradict each other, with both values and the rule that chose."""
    about = context.text("about").strip() or None
    with context.session() as session:
        tree = conflicts(session, about, context.today)
        identifier = session.names.resolve(about, None) if about else None
    rows = rows_of(context, "conflicts_of", id=identifier) if identifier else rows_of(context, "conflicts")
    return render(context, "answer_page.html.j2", here="/conflicts", data_links=[rows], tree=tree)


def _statistics(context: Context) -> Page:
    """The numbers that sources report."""
    with context.session() as session:
        tree = statistics(session, context.today)
    return render(context, "answer_page.html.j2", data_links=[rows_of(context, "statistics")], tree=tree)


def _about(context: Context) -> Page:
    """What this graph is, how much it holds, and what its dossiers say that it does not hold."""
    with context.session() as session:
        texts = {(note.what, note.text) for note in read_notes(session)}
    notes = [
        (context.say(key, text="").strip(), sorted((text for kind, text in texts if kind == what), key=alphabetical))
        for what, key in NOTES.items()
        if any(kind == what for kind, _ in texts)
    ]
    dossiers = context.snapshot.manifest["dossiers"]
    return render(context, "about.html.j2", here="/about", counts=counts(context), notes=notes, dossiers=dossiers)


ROUTES = [page("/conflicts", _conflicts), page("/statistics", _statistics), page("/about", _about)]
