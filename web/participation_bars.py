"""Who takes part in a basis, from when to when: a bar over the years for each participation, with the same in words."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from accordgraph.queries.answers.facts import read
from accordgraph.queries.answers.wording.links import Wording
from accordgraph.queries.runner import run
from accordgraph.web.bars import Bar, Years, bar, years_of
from accordgraph.web.link_table import end_words

if TYPE_CHECKING:
    from accordgraph.queries.plans import Row
    from accordgraph.queries.session import Session


@dataclass(frozen=True)
class ParticipationLine:
    """One participation in words, with its bar."""

    id: str
    actor: str
    actor_name: str
    role: str
    since: str
    is_since_disputed: bool
    is_since_read: bool
    end: str
    held: bool
    bar: Bar


@dataclass(frozen=True)
class ParticipationBars:
    """The participations in a basis over a range of years, with the day that the dashed line marks."""

    lines: tuple[ParticipationLine, ...]
    years: Years
    day: datetime.date


def participation_bars(session: Session, basis: str, day: datetime.date, today: datetime.date) -> ParticipationBars:
    """All participations in a basis: what is held first, then by the first day."""
    rows = [_as_link(row) for row in run(session, "participations", {"bases": [basis]}).rows]
    words = Wording(session, read(session, {str(row["actor"]) for row in rows}, [basis]), today)
    years = years_of(rows, day)
    lines = tuple(_line(words, row, years) for row in sorted(rows, key=_order))
    return ParticipationBars(lines, years, day)


def _as_link(row: Row) -> Row:
    """A participation with the columns that bars of links read."""
    starts = {f"since{part}": row[f"start{part}"] for part in ("", "_earliest", "_latest", "_standing")}
    return {**row, **starts, "until_earliest": row["end_earliest"], "until_latest": row["end_latest"]}


def _order(row: Row) -> tuple[bool, bool, str, str]:
    return not row["held"], row["start_earliest"] is None, str(row["start_earliest"]), str(row["actor_name"])


def _line(words: Wording, row: Row, years: Years) -> ParticipationLine:
    identifier = str(row["participation"])
    return ParticipationLine(
        id=identifier,
        actor=str(row["actor"]),
        actor_name=words.session.name(str(row["actor"])),
        role=words.role(row),
        since=words.since(row, "start").text,
        is_since_disputed=row["start_standing"] == "disputed",
        is_since_read=row["start_standing"] == "reading",
        end=end_words(row, words.lang),
        held=bool(row["held"]),
        bar=bar(row, years),
    )
