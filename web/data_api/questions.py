"""The bundled questions as JSON and CSV: `/questions/{name}.json?actor=nabu`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accordgraph.graph.errors import NotFoundError
from accordgraph.queries import catalogue
from accordgraph.queries.runner import run
from accordgraph.web.data_api.answers import answer_csv, answer_json, data_route

if TYPE_CHECKING:
    from accordgraph.queries.answer import Answer
    from accordgraph.web.context import Context
    from accordgraph.web.page import Page

MOST_IDS = 300
"""Things that a parameter may list."""

SHARED = ("lang",)
"""Parameters of the address that are no parameters of a question."""


def public_names() -> list[str]:
    """The questions that are for everybody."""
    return sorted(str(question["name"]) for question in catalogue.questions() if not question["internal"])


def _answer(context: Context) -> Answer:
    name = context.path_values["name"]
    if name not in public_names():
        raise NotFoundError("question", name, catalogue.nearest(name, public_names()))
    header = catalogue.header(name)
    for parameter in header.parameters:
        context.ids(parameter.name, MOST_IDS)
    arguments = {key: value for key, value in context.query.items() if key not in SHARED and value}
    with context.session() as session:
        return run(session, name, arguments)


def _json(context: Context) -> Page:
    return answer_json(_answer(context), context)


def _csv(context: Context) -> Page:
    return answer_csv(_answer(context))


ROUTES = [data_route("/questions/{name}.json", _json), data_route("/questions/{name}.csv", _csv)]
