"""What the bundled graph says of a link: which acts and rules made it, who says so, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from accordgraph.diagrams.builder import build_diagram
from accordgraph.diagrams.facts import Link
from accordgraph.diagrams.model import Diagram
from accordgraph.diagrams.request import DiagramRequest
from accordgraph.graph.store.store import Store
from accordgraph.queries.runner import run
from accordgraph.queries.session import Session, open_session

TEAM = ("jit-ukraine-2022",)


@pytest.fixture(scope="module", params=["ladybug", "oxigraph"])
def opened(request: pytest.FixtureRequest, bundled_store: Path) -> Iterator[Session]:
    with open_session(Store(bundled_store).snapshot(), request.param) as session:
        yield session


def link(diagram: Diagram, identifier: str) -> Link:
    [one_link] = [one for one in diagram.links if one.id == identifier]
    return one_link


def test_a_link_that_is_not_held_says_why_not(opened: Session) -> None:
    diagram = build_diagram(opened, DiagramRequest(bases=TEAM))
    assert link(diagram, "jit-ukraine-2022~cz~1").why == (
        "Czech Republic: entry, done 2022.",
        "All together: setting of a term, done 2022-03-25, until 2024-03.",
        "All together: extension, done 2024-02-29, until 2026-03-25, the day is disputed.",
        "Czech Republic, rule of the start: start on the day of the act that is reported. "
        "The basis is taken to bind from the act that sources report; on what day it began, none gives more exactly.",
        "Czech Republic, rule of the end: end of the term. The last reported term decides.",
        "Czech Republic: participation is disputed, and not taken as established. Rule: denier ranks as high. "
        "A source that denies it ranks at least as high as any that asserts it.",
    )
    assert {one.stance for one in link(diagram, "jit-ukraine-2022~cz~1").evidence} == {"asserts", "denies"}


def test_a_cooperation_tells_of_both_sides(opened: Session) -> None:
    diagram = build_diagram(replace(opened, lang="uk"), DiagramRequest("ego", ("nabu",)))
    eppo = link(diagram, "eppo-nabu-2023~eppo~1~nabu~1")
    assert (eppo.start, eppo.end, eppo.role, eppo.end_role) == ("nabu", "eppo", "party", "party")
    assert eppo.why[:2] == (
        "Національне антикорупційне бюро України: підписання, вчинено 2023-07-03.",
        "Європейська прокуратура: підписання, вчинено 2023-07-03.",
    )
    assert eppo.why[-1].startswith("Правило зв’язку: зв’язок за ролями.")
    assert {one.whom for one in eppo.evidence if one.property == "done_on"} == {
        "Національне антикорупційне бюро України",
        "Європейська прокуратура",
    }


def test_all_evidence_of_the_graph_is_in_the_picture_and_nothing_else(opened: Session) -> None:
    diagram = build_diagram(opened, DiagramRequest("actors"))
    for identifier in ("jit-ukraine-2022~cz~1~ua~1", "eppo-nabu-2023~eppo~1~nabu~1"):
        of_question = {str(row["statement"]): row for row in run(opened, "evidence", {"id": identifier}).rows}
        of_diagram = {one.statement: one for one in link(diagram, identifier).evidence}
        assert (len(of_diagram) > 4, set(of_diagram)) == (True, set(of_question))
        for statement, row in of_question.items():
            one = of_diagram[statement]
            assert diagram.sources[one.source - 1].id == row["source"]
            assert (one.property, one.stance, one.paragraph) == (row["property"], row["stance"], row["paragraph"])
            assert one.how == row["how"]
            assert (one.char_start, one.char_end, one.note) == (row["char_start"], row["char_end"], row["note"])


def test_values_are_told_in_words(opened: Session) -> None:
    diagram = build_diagram(opened, DiagramRequest(bases=TEAM))
    values = {(one.property, one.value) for one in link(diagram, "jit-ukraine-2022~ee~1").evidence}
    assert ("done_on", "between 2022-05-30 and 2022-05-31") in values
    assert ("binds", "by signature") in values
    values = {(one.property, one.value) for one in link(diagram, "jit-ukraine-2022~cz~1").evidence}
    assert ("complete_list", "member: Estonia, Lithuania, Latvia, Poland, Romania, Slovakia and Ukraine") in values


@pytest.mark.parametrize(("lang", "value"), [("en", "role not reported"), ("uk", "ролі не вказано")])
def test_a_list_that_names_no_role_says_so(opened: Session, lang: str, value: str) -> None:
    diagram = build_diagram(replace(opened, lang=lang), DiagramRequest(bases=TEAM))
    values = {one.value for one in link(diagram, "jit-ukraine-2022~ee~1").evidence if one.property == "listed"}
    assert value in values and "unknown" not in values


def test_sources_are_numbered_as_the_links_name_them_and_all_are_used(opened: Session) -> None:
    diagram = build_diagram(opened)
    named = [one.source for link in diagram.links for one in link.evidence]
    assert list(dict.fromkeys(named)) == list(range(1, len(diagram.sources) + 1))
    assert len({source.id for source in diagram.sources}) == len(diagram.sources) > 30
    assert {"Eurojust", "eucrim"} <= {source.publisher for source in diagram.sources}


def test_what_the_dossier_itself_says_is_evidence_under_its_own_name(opened: Session) -> None:
    diagram = build_diagram(opened)
    own = {number for number, source in enumerate(diagram.sources, start=1) if source.kind == "editorial"}
    said = {(one.about, one.property) for link in diagram.links for one in link.evidence if one.source in own}
    assert said == {("basis", "binds"), ("basis", "supplements")}
