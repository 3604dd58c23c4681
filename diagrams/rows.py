"""Rows of answers as links of a picture, still without their evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from accordgraph.diagrams.facts import JUDGED_DAYS, Ground, Link, When
from accordgraph.queries.plans import day_of

if TYPE_CHECKING:
    from accordgraph.graph.names.index import Names
    from accordgraph.queries.runner import Row


def participation(row: Row) -> Link:
    """A row of the question `participations`: from an actor to its basis."""
    return Link(
        id=str(row["participation"]),
        start=str(row["actor"]),
        end=str(row["basis"]),
        basis=str(row["basis"]),
        basis_name=str(row["basis_name"]),
        basis_kind=str(row["kind"]),
        form=_text(row["form"]),
        start_name=str(row["actor_name"]),
        end_name=str(row["basis_name"]),
        role=_text(row["role"]),
        when=_when(row, "start", "end", row["presumed_until"]),
        standing=str(row["standing"]),
        since_standing=_text(row["start_standing"]),
        until_standing=_text(row["end_standing"]),
        held=bool(row["held"]),
        stranger=_text(row["stranger"]),
        ground=_ground(row),
    )


def cooperation(row: Row, participations: Mapping[str, Row], names: Names, lang: str) -> Link:
    """A row of the question `cooperations`: from an actor to its partner, with the roles of both."""
    role, end_role = (_text(participations[side]["role"]) for side in sides(str(row["cooperation"])))
    return Link(
        id=str(row["cooperation"]),
        start=str(row["actor"]),
        end=str(row["partner"]),
        basis=str(row["basis"]),
        basis_name=str(row["basis_name"]),
        basis_kind=str(row["kind"]),
        form=_text(participations[sides(str(row["cooperation"]))[0]]["form"]),
        start_name=names.name(str(row["actor"]), lang),
        end_name=str(row["partner_name"]),
        role=role,
        when=_when(row, "since", "until", row["presumed_until"]),
        standing=str(row["standing"]),
        since_standing=_text(row["since_standing"]),
        until_standing=_text(row["until_standing"]),
        held=bool(row["held"]),
        stranger=_text(row["stranger"]),
        basis_label=names.short_name(str(row["basis"]), lang),
        end_role=end_role,
        ground=_ground(row),
    )


def sides(cooperation: str) -> tuple[str, str]:
    """The ids of the two participations that a cooperation was made from.

    >>> sides("jit-ukraine-2022~ee~1~ua~2")
    ('jit-ukraine-2022~ee~1', 'jit-ukraine-2022~ua~2')
    """
    basis, actor, episode, partner, other = cooperation.split("~")
    return f"{basis}~{actor}~{episode}", f"{basis}~{partner}~{other}"


def turned(link: Link) -> Link:
    """The same cooperation from the side of the other actor."""
    return replace(
        link,
        start=link.end,
        end=link.start,
        start_name=link.end_name,
        end_name=link.start_name,
        role=link.end_role,
        end_role=link.role,
    )


def _ground(row: Row) -> Ground:
    """What a held link rests on, as far as its row tells: who alone claims it is known from its sources only."""
    if row["standing"] == "reading":
        return "reading"
    if row["stranger"] is not None:
        return "stranger"
    is_doubted = row["standing"] == "disputed" or bool(row.get("parent_unreported"))
    return "claimed" if row["held"] and not row["firm"] and not is_doubted else ""


def _when(row: Row, start: str, end: str, presumed_until: object) -> When:
    return When(
        since=_text(row[start]),
        since_earliest=day_of(row[f"{start}_earliest"]),
        since_latest=day_of(row[f"{start}_latest"]),
        until_earliest=day_of(row[f"{end}_earliest"]),
        until_latest=day_of(row[f"{end}_latest"]),
        end_kind=str(row["end_kind"]),
        presumed_until=day_of(presumed_until),
        last_attested=day_of(row["last_attested"]),
        firm=bool(row["firm"]),
        held=bool(row["held"]),
        standing=str(row["standing"]),
        since_standing=_text(row[f"{start}_standing"]),
        mode=_text(row["mode"]) or "bound",
        paused_kind=_text(row.get("paused_kind")),
        parent_unreported=_text(row.get("parent_unreported")),
        **{name: day_of(row.get(name)) for name in JUDGED_DAYS},
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)
