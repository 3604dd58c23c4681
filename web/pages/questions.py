"""The bundled questions: a list, and for each a form from its header, its rows, and the text that asks just this."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from accordgraph.graph.errors import AmbiguousError, NotFoundError
from accordgraph.queries import catalogue
from accordgraph.queries.parameters import CLASSES
from accordgraph.queries.runnable import runnable
from accordgraph.queries.runner import run
from accordgraph.web.answering import page
from accordgraph.web.editors.pages import LONGEST_IN_ADDRESS
from accordgraph.web.pages.lists import listing
from accordgraph.web.templating import render

if TYPE_CHECKING:
    from collections.abc import Mapping

    from accordgraph.graph.engines.protocol import Language
    from accordgraph.queries.answer import Answer
    from accordgraph.queries.header import Header
    from accordgraph.queries.session import Session
    from accordgraph.web.context import Context
    from accordgraph.web.page import Page


class QueryText(NamedTuple):
    """A query by its language, and the editor that takes it in its address; None where it is too long for one."""

    title: str
    text: str
    editor: str | None


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
    values: dict[str, Any] = {"header": header, "summary": header.summary_in(context.lang)}
    with context.session() as session:
        values["examples"] = examples = _examples(session, header)
        values["texts"] = _texts(session, header, arguments if is_asked else {**examples, **arguments})
        if not is_asked:
            return render(context, "question.html.j2", here="/questions", listing=None, notes=(), **values)
        answer = run(session, header.name, arguments)
        part = listing(context, session, _with_bodies(answer, arguments), answer.rows)
    return render(context, "question.html.j2", here="/questions", listing=part, notes=answer.notes, **values)


def _with_bodies(answer: Answer, arguments: Mapping[str, str]) -> Answer:
    """The answer with a column for the body that each row is of, where bodies of an actor are asked about too."""
    if arguments.get("with_bodies") != "true":
        return answer
    return replace(answer, header=replace(answer.header, show=("actor", *answer.header.show)))


def _examples(session: Session, header: Header) -> dict[str, str]:
    """What can be asked for, by parameter: things of this graph only. An actor of the header gives way to one of it."""
    examples = {one.name: one.example for one in header.parameters}
    missing = [one for one in header.parameters if one.type in CLASSES and not _is_known(session, one.example)]
    connected = [str(row["actor"]) for row in run(session, "degrees", {}).rows] if missing else []
    for one in missing:
        is_actor = CLASSES[one.type] == "Actor" and connected
        examples[one.name] = connected.pop(0) if is_actor else ""
    return examples


def _is_known(session: Session, ids: str) -> bool:
    """Whether each of some ids with commas names a thing."""
    try:
        return all(session.names.resolve(one) for one in ids.split(","))
    except (NotFoundError, AmbiguousError):
        return False


def _texts(session: Session, header: Header, arguments: dict[str, str]) -> list[QueryText]:
    """The texts that ask the question of these values, by language; none for one that is computed."""
    values = {one.name: arguments[one.name] for one in header.parameters if arguments.get(one.name)}
    is_whole = all(one.name in values for one in header.parameters if one.is_needed)
    if header.name in catalogue.computed() or not is_whole:
        return []
    return [_text(title, language, runnable(session, header.name, values, language)) for title, language in LANGUAGES]


def _text(title: str, language: Language, text: str) -> QueryText:
    fits = len(quote(text)) <= LONGEST_IN_ADDRESS
    return QueryText(title, text, f"/ask/{language}" if fits else None)


LANGUAGES: tuple[tuple[str, Language], ...] = (("SPARQL", "sparql"), ("Cypher", "cypher"))

ROUTES = [page("/questions", _all), page("/questions/{name}", _one)]
