"""Pictures and the question `in_force` agree on every day on which something may change, on both engines."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from accordgraph.diagrams.builder import build_diagram
from accordgraph.diagrams.html.data import days
from accordgraph.diagrams.in_force import judge
from accordgraph.diagrams.request import DiagramRequest
from accordgraph.graph.store.store import Store
from accordgraph.queries.runner import run
from accordgraph.queries.session import Session, open_session


@pytest.fixture(scope="module", params=["ladybug", "oxigraph"])
def opened(request: pytest.FixtureRequest, bundled_store: Path) -> Iterator[Session]:
    with open_session(Store(bundled_store).snapshot(), request.param) as session:
        yield session


def verdicts_of(opened: Session, day: datetime.date) -> dict[str, tuple[str, str | None]]:
    rows = run(opened, "in_force", {"day": day}).rows
    return {str(row["cooperation"]): (str(row["in_force"]), row["why_possible"]) for row in rows}  # type: ignore[misc]


def test_every_link_is_judged_as_the_question_judges_it_on_every_boundary_day(opened: Session) -> None:
    diagram = build_diagram(opened, DiagramRequest(view="actors"))
    boundary = days(diagram)
    assert len(diagram.links) > 70 and len(boundary) > 30
    met = set()
    for day in [boundary[0] - datetime.timedelta(days=1), *boundary, datetime.date(2050, 1, 1)]:
        judged = {link.id: tuple(judge(link.when, day)) for link in diagram.links}
        drawn = {link: verdict for link, verdict in judged.items() if verdict[0] != "no"}
        assert drawn == verdicts_of(opened, day), day
        met |= set(judged.values())
    assert {verdict for verdict, _ in met} == {"certainly", "presumably", "possibly", "no"}


@pytest.mark.parametrize("day", ["2022-05-30", "2022-05-31", "2024-04-10", "2026-04-01"])
def test_a_picture_of_a_day_has_the_rows_of_the_question(opened: Session, day: str) -> None:
    on = datetime.date.fromisoformat(day)
    diagram = build_diagram(opened, DiagramRequest(view="matrix", day=on))
    expected = verdicts_of(opened, on)
    assert len(expected) > 5
    assert {link.id: tuple(judge(link.when, on)) for link in diagram.links} == expected


def test_a_picture_of_a_range_has_what_may_have_been_in_force_on_some_day_of_it(opened: Session) -> None:
    first, last = datetime.date(2024, 4, 1), datetime.date(2024, 4, 30)
    diagram = build_diagram(opened, DiagramRequest(view="actors", first=first, last=last))
    every = [first + datetime.timedelta(days=number) for number in range(30)]
    assert {link.id for link in diagram.links} == {link for day in every for link in verdicts_of(opened, day)}
    assert all(first <= day <= last for day in days(diagram))
