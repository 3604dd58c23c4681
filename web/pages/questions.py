"""The bundled questions: a list, and for each a form from its header, its rows, and the text that asks it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from accordgraph.queries import catalogue
from accordgraph.queries.runner import run
from accordgraph.web.answering import page
from accordgraph.web.pages.lists import listing
from accordgraph.web.templating import render

if TYPE_CHECKING:
    from accordgraph.queries.header import Header
    from accordgraph.web.context import Context
    from accordgraph.web.page import Page

INTERNAL = "internal"
"""The tag of questions that serve drawing and notes."""


def _all(context: Context) -> Page:
    """Every question that a reader would ask, with its summary."""
    headers = [catalogue.header(name) for name in catalogue.names()]
    asked_ones = [(header.name, header.summary_in(context.lang)) for header in headers if INTERNAL not in header.tags]
    return render(context, "questions.html.j2", here="/questions", questions=asked_ones)


def _one(context: Context) -> Page:
    """A question: its form, and once what it needs is there, its rows."""
    header = catalogue.header(context.path_values["name"])
    arguments = {one.name: text for one in header.parameters if (text := context.text(one.name).strip())}
    is_asked = all(one.name in arguments for one in header.parameters if one.is_needed)
    values: dict[str, Any] = {"header": header, "summary": header.summary_in(context.lang), "texts": _texts(header)}
    if not is_asked:
        return render(context, "question.html.j2", here="/questions", listing=None, notes=(), **values)
    with context.session() as session:
        answer = run(session, header.name, arguments)
        part = listing(context, session, answer, answer.rows)
    return render(context, "question.html.j2", here="/questions", listing=part, notes=answer.notes, **values)


def _texts(header: Header) -> list[tuple[str, str]]:
    """The texts that ask the question, by language; none for one that is computed."""
    if header.name in catalogue.computed():
        return []
    return [(name, catalogue.question(header.name, language).text) for name, language in LANGUAGES]


LANGUAGES: tuple[tuple[str, Any], ...] = (("SPARQL", "sparql"), ("Cypher", "cypher"))

ROUTES = [page("/questions", _all), page("/questions/{name}", _one)]
