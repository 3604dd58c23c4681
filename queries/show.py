"""One thing in full: what it is called, what is known of it, and the statements behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from accordgraph.graph.errors import NotFoundError
from accordgraph.graph.visible import visible
from accordgraph.queries.many import sides_of
from accordgraph.queries.runner import Answer, run

if TYPE_CHECKING:
    from accordgraph.queries.session import Session


@dataclass(frozen=True, repr=False)
class Thing:
    """A thing by its id and class, its name, and answers about it, each under the name of its question."""

    id: str
    class_: str
    name: str
    answers: dict[str, Answer]

    def __repr__(self) -> str:
        tables = (repr(answer) for answer in self.answers.values() if len(answer))
        return "\n\n".join([f"{visible(self.name)}\n{self.class_} {self.id}", *tables])

    def _repr_html_(self) -> str:
        from accordgraph.queries.rendering.html import Table, thing

        tables = [Table(answer.header, answer.rows, answer.notes) for answer in self.answers.values()]
        return thing(self.id, self.class_, self.name, tables)


def show(session: Session, text: str) -> Thing:
    """All about one thing, by its id or, for actors, bases and sources, by any of its names.

    Raises NotFoundError where nothing is called so, AmbiguousError where several things are.
    """
    identifier, class_ = identify(session, text)
    answers = dict(_answers(session, identifier, class_))
    return Thing(identifier, class_, session.name(identifier), answers)


def identify(session: Session, text: str) -> tuple[str, str]:
    """The id and the class of what a text means. Raises what `show` raises."""
    names = session.names
    if sides_of(session.engine, names, text):
        return text, "Cooperation"
    identifier = text if names.class_of(text) else names.resolve(text, None)
    class_ = names.class_of(identifier)
    if class_ is None:
        raise NotFoundError("thing", text)
    return identifier, class_


def _answers(session: Session, identifier: str, class_: str) -> Iterator[tuple[str, Answer]]:
    basis, *rest = identifier.split("~")
    if class_ == "Actor":
        yield "partners", run(session, "partners", {"actor": identifier})
        yield "acts_of_actor", run(session, "acts_of_actor", {"actor": identifier})
    elif class_ == "Basis":
        yield "participants", run(session, "participants", {"basis": identifier})
        yield "acts_of_basis", run(session, "acts_of_basis", {"basis": identifier})
    elif class_ == "Cooperation":
        between = run(session, "between", {"actor": rest[0], "partner": rest[2]})
        yield "between", _only(between, "cooperation", identifier)
    elif class_ == "Participation":
        yield (
            "participants",
            _only(run(session, "participants", {"basis": basis}), "participation", identifier),
        )
    elif class_ == "Act":
        yield "acts_of_basis", _only(run(session, "acts_of_basis", {"basis": basis}), "act", identifier)
    yield "conflicts_of", run(session, "conflicts_of", {"id": identifier})
    yield "evidence", run(session, "evidence", {"id": identifier})


def _only(answer: Answer, column: str, identifier: str) -> Answer:
    rows = [row for row in answer.rows if row[column] == identifier]
    return Answer(answer.columns, rows, answer.notes, answer.header)
