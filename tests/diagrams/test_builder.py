"""From the bundled graph to a picture: what is drawn, and how a day is judged."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from accordgraph.diagrams.builder import build_diagram
from accordgraph.diagrams.facts import Link
from accordgraph.diagrams.in_force import judge
from accordgraph.diagrams.model import Diagram
from accordgraph.diagrams.request import DiagramRequest
from accordgraph.diagrams.wording import until_words
from accordgraph.graph.store.store import Store
from accordgraph.queries.by_basis import partners_by
from accordgraph.queries.runner import run
from accordgraph.queries.session import Session, open_session

DAYS = [datetime.date(2022, 3, 24), datetime.date(2022, 7, 1), datetime.date(2024, 4, 10), datetime.date(2026, 5, 1)]


@pytest.fixture(scope="module", params=["ladybug", "oxigraph"])
def opened(request: pytest.FixtureRequest, bundled_store: Path) -> Iterator[Session]:
    with open_session(Store(bundled_store).snapshot(), request.param) as session:
        yield session


def link(diagram: Diagram, actor: str, basis: str) -> Link:
    [one_link] = [one for one in diagram.links if one.ends == (actor, basis)]
    return one_link


def test_the_whole_picture_has_actors_bases_and_what_each_line_tells(opened: Session) -> None:
    diagram = build_diagram(opened)
    assert len(diagram.links) > 40
    estonia = link(diagram, "ee", "jit-ukraine-2022")
    assert (estonia.when.since, estonia.role, estonia.standing, estonia.held) == (
        "2022-05-30",
        "member",
        "confirmed",
        True,
    )
    cited = {diagram.sources[evidence.source - 1].publisher for evidence in estonia.evidence}
    assert "Eurojust" in cited
    czech = link(diagram, "cz", "jit-ukraine-2022")
    assert (czech.standing, czech.held) == ("disputed", False)
    [box] = [node for node in diagram.nodes if node.id == "uncac"]
    assert (box.label, box.title) == (
        "UNCAC: 11 parties here",
        "United Nations Convention against Corruption: 11 parties here",
    )


@pytest.mark.parametrize("request_", [DiagramRequest(about=("nabu",)), DiagramRequest(about=("nabu",), view="ego")])
def test_a_basis_of_many_parties_is_nothing_to_a_diagram_without_any_of_them(
    opened: Session, request_: DiagramRequest
) -> None:
    diagram = build_diagram(opened, request_)
    assert "uncac" not in {node.id for node in diagram.nodes}
    assert not any("Convention against Corruption" in note for note in diagram.notes)


def test_a_basis_of_many_parties_has_lines_of_drawn_actors_alone_and_a_note_says_so(opened: Session) -> None:
    partners = {str(row["partner"]) for row in run(opened, "partners", {"actor": "ua"}).rows}
    parties = {str(row["partner"]) for row in partners_by(opened, {"actor": "ua"}, "uncac").rows}
    diagram = build_diagram(opened, DiagramRequest(about=("ua",)))
    lines = [one for one in diagram.links if one.basis == "uncac"]
    assert {one.start for one in lines} == (partners & parties) | {"ua"}
    assert 3 < len(lines) < 11
    [ukraine] = [one for one in lines if one.start == "ua"]
    assert (ukraine.words.since, len(ukraine.evidence) > 3, len(ukraine.why) > 0) == ("2010-01-01", True, True)
    [note] = [note for note in diagram.notes if "Convention against Corruption: 11 parties" in note]
    assert note.startswith("Open to other states or very large, so only those parties have a line that are in")
    assert {one.hop for one in diagram.nodes if one.id == "uncac"} == {0}


def test_a_basis_of_many_parties_that_is_asked_for_is_drawn_whole(opened: Session) -> None:
    diagram = build_diagram(opened, DiagramRequest(bases=("uncac",)))
    parties = {str(row["actor"]) for row in run(opened, "participations", {"bases": ["uncac"]}).rows}
    assert {one.id for one in diagram.nodes} == {*parties, "uncac"}
    assert not any("so only those parties" in note for note in diagram.notes)


@pytest.mark.parametrize("view", ["actors", "ego", "matrix"])
def test_links_of_two_alone_leave_a_basis_of_many_parties_out_and_say_how_many(opened: Session, view: str) -> None:
    diagram = build_diagram(opened, DiagramRequest(about=("ua",), view=view))
    assert {one.basis for one in diagram.links} & {"uncac", "op-iccpr"} == set()
    [note] = [note for note in diagram.notes if note.startswith("Not drawn")]
    assert "United Nations Convention against Corruption: 11 parties" in note


@pytest.mark.parametrize("view", ["actors", "ego", "matrix"])
def test_a_basis_of_many_parties_that_is_asked_for_links_the_actor_with_each(opened: Session, view: str) -> None:
    diagram = build_diagram(opened, DiagramRequest(about=("ua",), bases=("uncac",), view=view))
    expected = partners_by(opened, {"actor": "ua"}, "uncac").rows
    assert {one.id: one.when.since for one in diagram.links} == {row["cooperation"]: row["since"] for row in expected}
    assert all(one.evidence and one.why for one in diagram.links)
    assert len(expected) == 10


def test_a_picture_about_an_actor_has_its_bases_and_all_in_them(opened: Session) -> None:
    diagram = build_diagram(opened, DiagramRequest(about=("nabu",)))
    assert {node.id for node in diagram.nodes if node.is_basis} == {"eppo-nabu-2023", "nabu-jica-2024", "searches-2024"}
    assert {node.id for node in diagram.nodes if not node.is_basis} == {
        "eppo",
        "jica",
        "mod-ua",
        "nabu",
        "sapo",
        "warsaw-terror-homicide",
    }


@pytest.mark.parametrize(
    ("wanted", "note"),
    [
        (DiagramRequest(kinds=("state", "agreement")), "kinds: state, agreement"),
        (DiagramRequest(about=("nabu",), hops=2), "up to 2 steps away"),
        (DiagramRequest(about=("nabu",), bases=("eppo-nabu-2023",)), "in or under "),
        (DiagramRequest(about=("nabu",), title="Mine"), "about National Anti-Corruption Bureau of Ukraine"),
    ],
)
def test_what_was_chosen_and_is_not_in_the_title_is_in_a_note(
    opened: Session, wanted: DiagramRequest, note: str
) -> None:
    assert build_diagram(opened, wanted).notes[0].startswith(f"Only what was asked for is drawn: {note}")


def test_labels_are_short_and_in_the_asked_language(opened: Session) -> None:
    english = {node.id: node.label for node in build_diagram(opened, DiagramRequest(about=("nabu",))).nodes}
    ukrainian = {
        node.id: node.label for node in build_diagram(replace(opened, lang="uk"), DiagramRequest(about=("nabu",))).nodes
    }
    assert (english["nabu"], ukrainian["nabu"]) == ("NABU", "НАБУ")
    assert english["eppo-nabu-2023"] == "EPPO–NABU arrangement (2023)"


def test_a_term_is_never_shown_as_a_known_end(opened: Session) -> None:
    when = link(build_diagram(opened), "ee", "jit-ukraine-2022").when
    assert when.until_latest is None
    assert until_words(when, "en").startswith("not before")


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_on_a_day_only_what_may_have_been_in_force_is_drawn(opened: Session, day: datetime.date) -> None:
    diagram = build_diagram(opened, DiagramRequest(day=day))
    assert (diagram.day, {judge(link.when, day).in_force for link in diagram.links} & {"no"}) == (day, set())


def test_a_day_is_judged_as_the_question_partners_on_judges_it(opened: Session) -> None:
    """A link of two that are bound by the same bounds is judged as each of them."""
    compared = 0
    for day in DAYS:
        diagram = {link.ends: judge(link.when, day) for link in build_diagram(opened, DiagramRequest(day=day)).links}
        for row in run(opened, "partners_on", {"actor": "nabu", "day": day}).rows:
            assert diagram[str(row["partner"]), str(row["basis"])] == (row["in_force"], row["why_possible"])
            compared += 1
    assert compared >= 4
