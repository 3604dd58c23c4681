"""Who takes part in a basis on a day: for each actor whether it certainly does, or not yet, or no longer."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from accordgraph.diagrams import rows as diagram_rows
from accordgraph.diagrams.in_force import judge
from accordgraph.ontology.labels import labels
from accordgraph.ontology.messages import message
from accordgraph.queries.answers.facts import read
from accordgraph.queries.answers.wording.dates import day_words
from accordgraph.queries.answers.wording.links import Wording
from accordgraph.queries.runner import run
from accordgraph.web.addresses import thing
from accordgraph.web.certainty_key import certainty_key
from accordgraph.web.row_table import Cell, RowTable

if TYPE_CHECKING:
    from accordgraph.queries.judging import When
    from accordgraph.queries.plans import Row
    from accordgraph.queries.session import Session


def taking_part(session: Session, basis: str, day: datetime.date) -> RowTable:
    """Each participation in the basis, with its role, its start, and how sure it is on the day."""
    rows = run(session, "participations", {"bases": [basis]}).rows
    facts = read(session, {str(row["actor"]) for row in rows}, [basis])
    lang, written = session.lang, day_words(day, session.lang)
    columns = (
        message("web-who", lang),
        message("web-role", lang),
        message("heading.since", lang),
        message("web-on-this-day", lang, day=written),
    )
    words = Wording(session, facts, day)
    lines = tuple(_line(words, row, day) for row in sorted(rows, key=_order))
    certainties = {judge(when, day).in_force for row in rows if (when := _when(row)).held}
    key = certainty_key(certainties - {"no"}, lang)
    return RowTable(message("web-took-part-on", lang, day=written), columns, lines, key=key)


def _order(row: Row) -> tuple[bool, str, str]:
    """What is held first, then by the first day."""
    return not row["held"], str(row["start_earliest"] or ""), str(row["participation"])


def _line(words: Wording, row: Row, day: datetime.date) -> tuple[Cell, ...]:
    when, identifier = _when(row), str(row["participation"])
    one = words.facts.participations[identifier]
    return (
        Cell(str(row["actor_name"]), thing("Actor", str(row["actor"]))),
        Cell(words.role(one)),
        Cell(words.begun(one, "start", "cell").text + words.mark(one, "start"), thing("Participation", identifier)),
        Cell(_on(when, day, words.lang)),
    )


def _when(row: Row) -> When:
    return diagram_rows.participation(row).when


def _on(when: When, day: datetime.date, lang: str) -> str:
    """The answer for the day in words; of `no` whether it is too early or too late, of `possibly` why."""
    if not when.held:
        return message("web-refuted", lang)
    if when.since_earliest and when.since_earliest > day:
        return message("web-not-yet", lang)
    if when.until_latest and when.until_latest < day:
        return message("web-no-longer", lang)
    verdict = judge(when, day)
    word = labels().value("in_force", verdict.in_force, lang)
    why = labels().value("why_possible", verdict.why_possible, lang) if verdict.why_possible else ""
    return f"{word} ({why})" if why else word
