"""Numbers of the graph as statistics: what sources report, who they are, and what they claim of the numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from accordgraph.diagrams.charts.statistics import Count, Statistics
from accordgraph.diagrams.citations import publisher_name
from accordgraph.diagrams.facts import Source
from accordgraph.queries.plans import day_of
from accordgraph.queries.runner import run

if TYPE_CHECKING:
    from accordgraph.queries.runner import Row
    from accordgraph.queries.session import Session

CLAIMED = ("execution", "trend")
"""The topics of assessments that numbers can be held against."""

Ask: TypeAlias = "Callable[[str], list[Row]]"


def read(session: Session) -> Statistics:
    """All numbers of the graph. Sources are numbered in the order of their ids."""

    def ask(question: str) -> list[Row]:
        return run(session, question, {}).rows

    numbers, claims = ask("observations"), [row for row in ask("assessments") if row["topic"] in CLAIMED]
    used = sorted({str(row["source"]) for row in (*numbers, *(claims if numbers else ()))})
    place = {source: number for number, source in enumerate(used, 1)}
    counts = sorted((_count(row, place) for row in numbers), key=lambda one: (one.place, one.source, one.value))
    claimed = sorted((str(row["claim"]), place[str(row["source"])]) for row in claims) if numbers else []
    return Statistics(tuple(counts), _sources(ask("sources"), used, session.lang), tuple(claimed), session.lang)


def _count(row: Row, place: dict[str, int]) -> Count:
    return Count(
        series=str(row["series"]),
        measure=str(row["measure"]),
        period=str(row["period"]),
        first=day_of(row["period_start"]),
        last=day_of(row["period_end"]),
        value=float(str(row["value"])),
        qualifier=str(row["qualifier"] or "exact"),
        source=place[str(row["source"])],
        paragraph=None if row["paragraph"] is None else int(str(row["paragraph"])),
        note=_text(row["note"]),
        is_trusted=row["stranger"] is None,
    )


def _sources(rows: Sequence[Row], used: Sequence[str], lang: str) -> tuple[Source, ...]:
    known = {str(row["source"]): row for row in rows}
    return tuple(_source(source, known[source], lang) for source in used)


def _source(identifier: str, row: Row, lang: str) -> Source:
    title, published, url = str(row["title"] or identifier), _text(row["published"]), _text(row["url"])
    return Source(identifier, title, publisher_name(row, lang), published, url, str(row["kind"]))


def _text(value: object) -> str | None:
    return None if value is None else str(value)
