"""Answers over the whole bundled graph where a careless word would claim more than the dossiers hold."""

from __future__ import annotations

import datetime

from accordgraph.queries.answers.basis import basis
from accordgraph.queries.answers.conflicts import conflicts
from accordgraph.queries.answers.finding import path
from accordgraph.queries.answers.rendering import terminal
from accordgraph.queries.answers.show import show
from accordgraph.queries.answers.since import since
from accordgraph.queries.answers.tree import AnswerTree
from accordgraph.queries.answers.who import who
from accordgraph.queries.runner import run
from accordgraph.queries.session import Session
from accordgraph.queries.show import identify

TODAY = datetime.date(2026, 11, 30)


def text(tree: AnswerTree | None) -> str:
    assert tree is not None
    return " ".join(terminal.text(tree).split())


def shown(session: Session, thing: str) -> str:
    return text(show(session, *identify(session, thing), TODAY))


def bound(session: Session, a: str, b: str, day: datetime.date = TODAY) -> str:
    return text(basis(session, (a, b), day, TODAY))


def test_a_team_extended_until_an_unknown_day_is_not_called_of_unknown_extension(session: Session) -> None:
    answer = shown(session, "jit-mh17-2014")
    assert "That has passed; an extension was agreed in March 2020" in answer
    assert "no source here says whether it was extended" not in answer


def test_a_lapsed_term_makes_a_bond_possible_at_most(session: Session) -> None:
    possibly = bound(session, "ua", "jp").split("POSSIBLY BINDING", 1)[1]
    assert "Register of Damage" in possibly
    assert "The last end reported is May 2026 (reckoned from the length that is reported)" in possibly


def test_whom_an_agreement_binds_is_not_claimed_where_it_was_not_read(session: Session) -> None:
    crime = "Agreement between Ukraine and Poland on combating crime (1999)"
    between_states = bound(session, "ua", "pl", datetime.date(2024, 4, 10)).split(crime, 1)[1].split("•", 1)[0]
    assert "Whom it binds was not read." in between_states
    of_body = bound(session, "nabu", "pl", datetime.date(2024, 4, 10))
    assert of_body.index(crime + ": whom it binds was not read") < of_body.index("NOT A BOND")


def test_a_disputed_day_is_called_by_the_act_that_was_done_on_it(session: Session) -> None:
    answer = text(conflicts(session, None, TODAY))
    assert "Ukraine–US treaty (1998): approved at home on what day?" in answer
    assert "Ukraine–US treaty (1998): since what day?" not in answer
    assert ". Register of Damage (2023): founded when?" in answer
    assert ". Register of Damage (2023): since what day?" not in answer


def test_what_was_signed_only_is_told_from_what_was_left_or_looked_for(session: Session) -> None:
    day = datetime.date(2022, 7, 1)
    rows = run(session, "partners_on", {"actor": "ua", "day": day}).rows
    limits = text(who(session, "ua", rows, day, TODAY)).split("LIMITS OF THIS GRAPH", 1)[1]
    left, sought = (
        limits.split(head, 1)[1].split(". -", 1)[0] for head in ("a withdrawal is reported", "that there is none): ")
    )
    assert "Protocol to the Convention on Legal Assistance and Legal Relations of 22 January 1993" in left
    assert "Treaty between Ukraine and Latvia" in sought


def linked(session: Session, a: str, b: str) -> str:
    return text(since(session, run(session, "between", {"actor": a, "partner": b}).rows, (a, b), TODAY))


def test_a_role_ends_where_the_next_begins_and_the_work_goes_on(session: Session) -> None:
    participant = shown(session, "jit-mh17-2014").split("In the role: participant", 1)[1].split("WHAT HAPPENED", 1)[0]
    assert "In that role it ended on 3 December 2014; in another it went on." in participant
    assert "member: a column or comment in News Front [1]. A remark" in participant
    answer = linked(session, "my", "ua")
    assert answer.startswith("Malaysia and Ukraine have been in one joint investigation team since 19 August 2014")
    assert "the end reported for it has passed" in answer


def test_who_coordinated_a_team_supports_it(session: Session) -> None:
    assert "In the role: supporter Eurojust" in shown(session, "jit-roads-2019")


def test_a_founding_day_on_which_sources_differ_names_the_other_one(session: Session) -> None:
    assert "3 July 2023 [5] (EIN Presswire (retelling Eurojust) has 3 June 2023 [6]): founding" in shown(
        session, "icpa"
    )
    register = shown(session, "register-of-damage-2023")
    assert "12 May 2023 [2] (a column or comment in Just Security has 16 May 2023 [3]): founding" in register


def test_how_a_basis_binds_is_cited_or_called_the_word_of_the_dossier(session: Session) -> None:
    assert "How it binds: by signature, as the dossier takes it, which cites no source" in shown(session, "icpa")
    assert "How it binds: by consent. [1]" in shown(session, "special-tribunal-2025")


def test_a_reading_bears_the_remark_of_its_dossier(session: Session) -> None:
    remark = "A remark in the dossier: the page speaks of British agencies and names none."
    assert remark in linked(session, "nabu", "nca-gb")


def test_the_first_line_hides_no_earlier_agreement_and_no_gap(session: Session) -> None:
    czech = linked(session, "cz", "ua")
    assert "Not counted in the first line, since it is over by what is reported: Agreement between" in czech
    bureau = linked(session, "nabu", "fbi")
    assert "4 bases are stated below" in bureau
    assert "since 6 July 2021 or earlier; whether they were partners between the end reported" in bureau


def test_members_of_a_team_are_not_said_to_have_worked_together(session: Session) -> None:
    assert linked(session, "lv", "pl").startswith(
        "Latvia and Poland have been in one joint investigation team since 30"
    )


def test_a_protocol_of_which_no_act_is_known_by_the_day_is_marked_and_an_amendment_shown(session: Session) -> None:
    answer = bound(session, "ua", "pl", datetime.date(2012, 6, 1))
    assert "An amendment on 10 January 2011 is reported [1]" in answer
    third = "Third Additional Protocol to the European Convention on Extradition."
    assert f"{third} This graph has no act on that one with a date up to that day." in answer
    assert "10 January 2011" not in bound(session, "ua", "pl", datetime.date(2003, 1, 1)).split("LIMITS", 1)[0]


def test_who_is_refuted_with_many_is_denied_once(session: Session) -> None:
    rows = run(session, "partners", {"actor": "cz"}).rows
    assert (
        text(who(session, "cz", rows, None, TODAY)).count(
            "Independent voices for it: 1; against it: 2, of which 1 only by lists that do not name it"
        )
        == 1
    )


def test_a_step_of_a_path_cites_its_start(session: Session) -> None:
    rows = run(session, "path", {"actor": "nabu", "partner": "jp"}).rows
    assert "since 8 October 2018 [1], by the Course in Japan (2018)" in text(path(session, rows, ("nabu", "jp"), TODAY))
