"""Who works with an actor by one basis: its links, or all of its parties where it makes none among them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING

from accordgraph.queries import catalogue, many, parameters
from accordgraph.queries.answer import Answer
from accordgraph.queries.expansion import expand
from accordgraph.queries.judging import on_day
from accordgraph.queries.parameters import Argument
from accordgraph.queries.runner import finish, run

if TYPE_CHECKING:
    from accordgraph.queries.session import Session


def partners_by(session: Session, arguments: Mapping[str, Argument], basis: str) -> Answer:
    """The rows of `partners`, or with `day` of `partners_on`, of one basis, named by id, name, acronym or alias.

    Raises what `runner.run` raises, also where the basis is unknown.
    """
    question = "partners_on" if "day" in arguments else "partners"
    header = catalogue.header(question)
    identifier = session.names.resolve(basis, "Basis")
    answer = run(session, question, arguments)
    linked = [row for row in answer.rows if row["basis"] == identifier]
    values = parameters.resolve(header, parameters.read(header, arguments), session.names)
    actors = expand(session.engine, header, values).get("actors", [str(values["actor"])])
    known = {row["cooperation"] for row in linked}
    computed = [row for row in many.partners(session.engine, actors, identifier) if row["cooperation"] not in known]
    day = values.get("day")
    judged = on_day(computed, day) if isinstance(day, datetime.date) else computed
    columns = [column.name for column in header.columns]
    rows = [{name: row[name] for name in columns} for row in judged]
    return finish(header, [*linked, *rows], session.names, session.lang, [])
