"""Links as a table by basis: with whom, since when, a bar over the years, in force on a day, how well established."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from accordgraph.ontology.labels import labels
from accordgraph.ontology.messages import message
from accordgraph.queries import many
from accordgraph.queries.answers.wording.dates import DOUBT, edtf_words, start_in_cell
from accordgraph.queries.judging import When, judge
from accordgraph.queries.plans import day_of
from accordgraph.queries.runner import run
from accordgraph.web.bars import Bar, Years, bar, years_of
from accordgraph.web.certainty_key import KeyLine, certainty_key

if TYPE_CHECKING:
    from accordgraph.queries.plans import Row
    from accordgraph.queries.session import Session

ONE_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

FORCE_OUTSIDE = "no"
"""In force on a day on which the questions do not name the link."""


class LinkLine(NamedTuple):
    """One link in words, with its bar."""

    id: str
    actor: str
    actor_name: str
    partner: str
    partner_name: str
    since: str
    is_since_disputed: bool
    is_since_read: bool
    end: str
    in_force: str
    in_force_word: str
    why: str
    standing: str
    held: bool
    bar: Bar


@dataclass(frozen=True)
class LinkGroup:
    """The links by one basis; `is_general` where it is open to other states or has very many parties."""

    basis: str
    name: str
    kind: str
    lines: tuple[LinkLine, ...]
    is_general: bool


@dataclass(frozen=True)
class LinkTable:
    """Links by basis over a range of years; `day` is that of the column on what is in force, with its `key`."""

    groups: tuple[LinkGroup, ...]
    years: Years
    day: datetime.date
    key: tuple[KeyLine, ...]


def link_table(
    session: Session,
    rows: Sequence[Row],
    on_day: Iterable[Row],
    day: datetime.date,
    general: Collection[str] = (),
) -> LinkTable:
    """A table of links. `on_day` are the rows of those that may be in force on the day, with `in_force`; those by
    `general` bases, which are open to other states or have very many parties, come last.
    """
    verdicts = {str(row["cooperation"]): row for row in on_day}
    years = years_of(rows, day)
    by_basis: dict[str, list[Row]] = {}
    for row in sorted(rows, key=lambda row: (row["basis"] in general, *_order(row))):
        by_basis.setdefault(str(row["basis"]), []).append(row)
    groups = [_group(session, of_one, verdicts, years, one in general) for one, of_one in by_basis.items()]
    words = {line.in_force for group in groups for line in group.lines if line.held}
    return LinkTable(tuple(groups), years, day, certainty_key(words, session.lang))


def pair_table(session: Session, rows: Sequence[Row], pair: tuple[str, str], day: datetime.date) -> LinkTable:
    """The links of a pair, those too by bases of very many, which are computed and judged here."""
    on_day = run(session, "partners_on", {"actor": pair[0], "day": day}).rows
    of_many = many.between(session.engine, *pair)
    for row in of_many:
        verdict = judge(When.of_link(row), day)
        on_day.append({**row, "in_force": verdict.in_force, "why_possible": verdict.why_possible})
    return link_table(session, rows, on_day, day, {str(row["basis"]) for row in of_many})


def end_words(row: Row, lang: str) -> str:
    """What is known of the end: its kind, and the day that is reported, which is the last one where somebody left."""
    kind = labels().value("end_kind", str(row["end_kind"]), lang)
    if row["end_kind"] == "none" or not row["until"]:
        return kind
    key = "end-last-day" if row["end_kind"] == "exit" and ONE_DAY.fullmatch(str(row["until"])) else "end-dated"
    return message(key, lang, kind=kind, date=edtf_words(str(row["until"]), lang))


def _order(row: Row) -> tuple[bool, bool, str, str]:
    """What is held first, then by the first day."""
    return (not row["held"], row["since_earliest"] is None, str(row["since_earliest"]), str(row["cooperation"]))


def _group(session: Session, rows: list[Row], verdicts: dict[str, Row], years: Years, is_general: bool) -> LinkGroup:
    basis = str(rows[0]["basis"])
    kind = labels().value("kind", str(rows[0]["kind"]), session.lang)
    lines = tuple(_line(session, row, verdicts.get(str(row["cooperation"])), years) for row in rows)
    return LinkGroup(basis, session.name(basis), kind, lines, is_general)


def _line(session: Session, row: Row, verdict: Row | None, years: Years) -> LinkLine:
    lang, actor, partner = session.lang, str(row["actor"]), str(row["partner"])
    in_force = str(verdict["in_force"]) if verdict else FORCE_OUTSIDE
    why = str(verdict["why_possible"] or "") if verdict else ""
    bounds = day_of(row["since_earliest"]), day_of(row["since_latest"])
    is_read = row["since_standing"] == "reading"
    return LinkLine(
        id=str(row["cooperation"]),
        actor=actor,
        actor_name=session.name(actor),
        partner=partner,
        partner_name=session.name(partner),
        since=start_in_cell(str(row["since"] or ""), *bounds, lang, is_read=is_read),
        is_since_disputed=row["since_standing"] == "disputed",
        is_since_read=is_read and not DOUBT.search(str(row["since"])),
        end=end_words(row, lang),
        in_force=in_force,
        in_force_word=labels().value("in_force", in_force, lang),
        why=labels().value("why_possible", why, lang) if why else "",
        standing=labels().value("standing", str(row["standing"]), lang),
        held=bool(row["held"]),
        bar=bar(row, years),
    )
