"""What the first screen says where a basis or two actors are asked about, and in drawn views."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest

from accordgraph.diagrams.builder import build_diagram, build_translation
from accordgraph.diagrams.html.by_partner import by_partner
from accordgraph.diagrams.html.opening import opening_page
from accordgraph.diagrams.layout.columns import lay_out_columns
from accordgraph.diagrams.overview import Overview
from accordgraph.diagrams.request import DiagramRequest
from accordgraph.graph.store.store import Store
from accordgraph.queries.session import Session, open_session


@pytest.fixture(scope="module")
def session(whole_store: Path) -> Iterator[Session]:
    with open_session(Store(whole_store).snapshot(), "ladybug") as opened:
        yield opened


def overview_of(session: Session, request: DiagramRequest) -> Overview:
    overview = build_diagram(session, request).overview
    assert overview is not None
    return overview


def test_a_basis_has_those_who_take_part_around_it_and_nobody_in_the_middle(session: Session) -> None:
    diagram = build_diagram(session, DiagramRequest(bases=("jit-ukraine-2022",)))
    overview = diagram.overview
    assert overview is not None
    assert (overview.middle, overview.focus) == ((), ())
    dates = "first 25 Mar 2022, newest 5 Oct 2023"
    assert overview.summary[:3] == ("10 participants", "2 more only support or watch", dates)
    assert [fact.text for fact in overview.facts] == [
        "Lithuania, Poland and Ukraine, since 25 Mar 2022",
        "Europol, since 5 Oct 2023",
    ]
    columns = lay_out_columns(diagram, overview)
    assert not columns.middle
    assert not columns.partners[1]
    assert {wire.gutter for wire in columns.wires} == {0}
    assert "↔" not in opening_page(diagram)


def test_two_who_are_asked_about_have_their_own_first_day(session: Session) -> None:
    overview = overview_of(session, DiagramRequest(about=("pl", "ua")))
    assert overview.summary[0] == "with each other since 14 Aug 1994"
    assert overview.summary[1].endswith(" other partners")
    assert overview.summary[2].startswith("first by 20 Nov 1994, newest ")
    assert overview.facts[0].label == "With each other"
    assert overview.facts[0].text.startswith("Poland and Ukraine, since 14 Aug 1994, ")


def test_who_joined_last_is_not_said_to_be_the_beginning_of_what_others_began(session: Session) -> None:
    overview = overview_of(session, DiagramRequest(day=datetime.date(2022, 7, 1)))
    [newest] = [fact.text for fact in overview.facts if fact.label == "Newest"]
    assert newest.endswith(" in JIT on Ukraine (2022), began 30 or 31 May 2022")


def test_where_several_days_are_kept_the_panel_names_them_all(session: Session) -> None:
    kept = {one.question: one for one in overview_of(session, DiagramRequest()).disagreements}
    several = kept["Estonia, Latvia and Slovakia, JIT on Ukraine (2022): since what day?"]
    assert several.kept == "We keep 30 May 2022 and 31 May 2022; it may be any of them."
    assert [side.is_kept for side in several.sides] == [True, True]
    one = kept["OLAF and NABU, NABU–OLAF arrangement (2016): since what day?"]
    assert one.kept == "We keep: 19 Oct 2016."
    assert [side.is_kept for side in one.sides] == [True, False]


def test_no_question_stands_twice_in_the_same_words(session: Session) -> None:
    asked = [one.question for one in overview_of(session, DiagramRequest()).disagreements]
    assert len(asked) > 10
    assert len(asked) == len(set(asked))
    assert "Malaysia, JIT on MH17 (2014), member: since what day?" in asked


def test_of_several_days_of_one_agreement_each_says_whose_it_is_or_in_which_role(session: Session) -> None:
    diagram = build_diagram(session, DiagramRequest())
    assert diagram.overview is not None
    columns = lay_out_columns(diagram, diagram.overview)
    [malaysia] = [group.head for side in columns.partners for group in side if group.head.node == "my"]
    assert [note.text for note in malaysia.notes if "JIT" in note.text] == [
        "JIT on MH17 (2014), participant: 19 Aug 2014",
        "JIT on MH17 (2014), member: 4 Dec 2014",
    ]
    starts = {
        (partner.name, entry.basis): entry.when
        for partner in by_partner(diagram, diagram.overview, columns.bases)
        for entry in partner.entries
    }
    assert starts["Malaysia", "jit-mh17-2014"] == "participant: since 19 Aug 2014; member: since 4 Dec 2014"
    assert starts["European Union", "jit-ukraine-2022"] == (
        "Eurojust: began between 25 Mar 2022 and 3 Mar 2023; Europol: since 5 Oct 2023"
    )


def test_partners_stand_in_the_order_of_the_alphabet_after_who_was_asked_about(session: Session) -> None:
    diagram = build_diagram(replace(session, lang="uk"), DiagramRequest(about=("pl", "ua")))
    assert diagram.overview is not None
    columns = lay_out_columns(diagram, diagram.overview)
    names = [one.name for one in by_partner(diagram, diagram.overview, columns.bases)]
    assert names[0] == "Польща"
    assert names.index("Австралія") < names.index("Естонія") < names.index("Європейський Союз") < names.index("Канада")


def test_a_body_has_no_agreement_of_many_parties_that_only_its_partners_are_in(session: Session) -> None:
    diagram = build_diagram(session, DiagramRequest(about=("nabu",)))
    assert "register-of-damage-2023" not in {node.id for node in diagram.nodes}
    assert diagram.overview is not None
    assert [one.question for one in diagram.overview.disagreements if "Register" in one.question] == []
    assert [note for note in diagram.notes if "Register" in note] == []


def test_every_view_of_one_body_says_the_same_in_short(session: Session) -> None:
    views = [overview_of(session, DiagramRequest(view=view, about=("nabu",))) for view in ("bases", "actors", "ego")]
    assert len({(one.lead, one.facts) for one in views}) == 1


@pytest.mark.parametrize("view", ["bases", "actors", "ego"])
def test_a_page_in_the_other_language_is_about_the_same(
    session: Session, view: Literal["bases", "actors", "ego"]
) -> None:
    request = DiagramRequest(view=view, about=("nabu",))
    diagram = build_diagram(session, request)
    other = build_translation(session, request, diagram)
    assert other is not None
    assert (other.lang, [link.id for link in other.links]) == ("uk", [link.id for link in diagram.links])


def test_notes_of_an_answer_are_in_one_language_and_so_is_its_page(session: Session) -> None:
    noted = replace(session, origin=session.origin._replace(notes=("The answer was cut off.",)))
    request = DiagramRequest(about=("nabu",))
    assert build_translation(noted, request, build_diagram(noted, request)) is None
