"""What comes out of a story: columns of a participation, and the answers for days, from columns alone."""

from __future__ import annotations

import dataclasses
import datetime
from typing import Any, TypeAlias

from worlds.statement_builder import Story

from accordgraph.diagrams.facts import When
from accordgraph.diagrams.in_force import judge

FIELDS = [field.name for field in dataclasses.fields(When)]
Answer: TypeAlias = tuple[str, str | None]

DAY = datetime.date.fromisoformat


def when_of(row: dict[str, Any]) -> When:
    """What the answer compares, of a row of the table `cooperations`."""
    return When(**{name: row[name] for name in FIELDS})


def in_force(row: dict[str, Any], day: datetime.date) -> Answer:
    """The answer and, where it is no more than possible, why."""
    verdict = judge(when_of(row), day)
    return verdict.in_force, verdict.why_possible


def columns(story: Story, identifier: str, *names: str) -> tuple[Any, ...]:
    """Columns of a participation."""
    row = story.row("participations", identifier)
    return tuple(row[name] for name in names)


def on(story: Story, link: str, day: str) -> Answer:
    """The answer for one link on a day."""
    return in_force(story.row("cooperations", link), DAY(day))


def answers(story: Story, basis: str, a: str, b: str, *days: str) -> list[Answer | None]:
    """For each day what the links between two say under a basis: the one that is in force, or else their `no`.

    None where there is no link at all.
    """
    links = story.tables()["cooperations"].to_dicts()
    rows = [row for row in links if row["basis"] == basis and {row["actor_a"], row["actor_b"]} == {a, b}]
    judged = [[in_force(row, DAY(day)) for row in rows] for day in days]
    return [next((one for one in each if one[0] != "no"), each[0] if each else None) for each in judged]


def founded(team: Story, *more: str) -> Story:
    """The team, founded by Ukraine, Poland and others, as a paper says."""
    for actor in ("ua", "pl", *more):
        team.act("team", actor, "founding", "2022-03-25", source="paper", role="member")
    return team
