"""Whose word something is, as exactly as it is given: origins that we read, ends without a day, bounds of numbers."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from accordgraph.graph.store.store import Store
from accordgraph.queries.answers.conflicts import conflicts
from accordgraph.queries.answers.finding import path
from accordgraph.queries.answers.removals import derivations
from accordgraph.queries.answers.rendering import terminal
from accordgraph.queries.answers.show import show
from accordgraph.queries.answers.since import since
from accordgraph.queries.answers.statistics import statistics
from accordgraph.queries.answers.tree import AnswerTree
from accordgraph.queries.answers.who import who
from accordgraph.queries.answers.why import why
from accordgraph.queries.answers.why_not import why_not
from accordgraph.queries.plans import basis_of
from accordgraph.queries.runner import run
from accordgraph.queries.session import Session, open_session

TODAY = datetime.date(2026, 12, 1)


@pytest.fixture(scope="module", params=["en", "uk"])
def session(whole_store: Path, request: pytest.FixtureRequest) -> Iterator[Session]:
    with open_session(Store(whole_store).snapshot(), "ladybug", request.param) as opened:
        yield opened


def flat(tree: AnswerTree) -> str:
    return re.sub(r"\s+", " ", terminal.text(tree, 100))


def of_since(session: Session, a: str, b: str) -> str:
    return flat(since(session, run(session, "between", {"actor": a, "partner": b}).rows, (a, b), TODAY))


def test_an_origin_that_is_our_reading_is_marked_where_voices_are_counted(session: Session) -> None:
    marks = {"en": "; by our reading, also in [10])", "uk": "; за нашим тлумаченням – ще й у [10])"}
    assert marks[session.lang] in of_since(session, "ee", "ua")


def test_several_sources_that_give_another_day_have_it(session: Session) -> None:
    said = {
        "en": "Diplomat Magazine (reprint of Eurojust) and Anadolu Agency (retelling Eurojust) have 31 May 2022",
        "uk": "Diplomat Magazine (передрук за джерелом: Євроюст) і Анадолу (переказ за джерелом: Євроюст): 31 травня",
    }
    assert said[session.lang] in of_since(session, "ee", "ua")


def test_a_treaty_that_lost_force_for_the_two_is_over(session: Session) -> None:
    said = {
        "en": "It ended on 7 November 2002: from 8 November 2002 the exit has effect",
        "uk": "Останній день дії – 7 листопада 2002 року; припинення участі – з 8 листопада 2002 року",
    }
    assert said[session.lang] in of_since(session, "cz", "ua")


def test_it_binds_nobody_today(session: Session) -> None:
    treaty = run(session, "participants", {"basis": "ussr-cs-legal-assistance-1982"}).rows
    assert {(row["end_kind"], str(row["end_latest"])) for row in treaty} == {("exit", "2002-11-07")}


def test_each_of_two_numbers_is_as_exact_as_its_own_source_gives_it(session: Session) -> None:
    text = flat(statistics(session, TODAY))
    assert {"en": "December 2025: over 400 / 47", "uk": "грудень 2025 року: понад 400 / 47"}[session.lang] in text
    said = {
        "en": "47 (Fakty (retelling NPU, by our reading)",
        "uk": "47 (Факти (переказ за джерелом: Нацполіція, за нашим",
    }
    assert said[session.lang] in text


@pytest.mark.parametrize(("body", "eve"), [("sapo", "2015-09-21"), ("eppo", "2017-11-19")])
def test_nobody_works_with_a_body_before_it_was_founded(session: Session, body: str, eve: str) -> None:
    assert run(session, "partners", {"actor": body}).rows
    assert run(session, "partners_on", {"actor": body, "day": eve}).rows == []


def test_nobody_joins_the_register_of_damage_before_it_was_founded(session: Session) -> None:
    rows = run(session, "participants", {"basis": "register-of-damage-2023"}).rows
    assert min(str(row["start_earliest"]) for row in rows) == "2023-05-16"


def test_why_marks_a_start_that_is_our_reading_in_every_step(session: Session, whole_store: Path) -> None:
    link = "nabu-nca-2021~nabu~1~nca-gb~1"
    tree = why(session, derivations(Store(whole_store).standing(), basis_of(link)), link, TODAY)
    said = {
        "en": "So it takes part since 15 April 2021 (our reading",
        "uk": "Отже, участь – з 15 квітня 2021 року (за нашим",
    }
    assert said[session.lang] in flat(tree)


def test_the_team_behind_an_operation_is_in_its_name(session: Session) -> None:
    name = session.name("school-threats-2025")
    assert {"en": "Slovakia and Ukraine, joined by Latvia", "uk": "до якої приєдналася Латвія"}[session.lang] in name


def test_an_end_that_is_still_to_come_is_not_past(session: Session) -> None:
    said = {"en": "It is to be over in 2027", "uk": "Має завершитися у 2027 році"}
    assert said[session.lang] in of_since(session, "pbgb", "npu")


def of_who(session: Session, actor: str) -> str:
    return flat(who(session, actor, run(session, "partners", {"actor": actor}).rows, None, TODAY))


def test_a_list_whose_day_alone_is_our_reading_is_no_reading_of_who_is_in(session: Session) -> None:
    said = {
        "en": "Since a day between 29 February 2016 and 31 January 2024 (our reading of what is said)",
        "uk": "не пізніше ніж з 31 січня 2024 року (за нашим тлумаченням)",
    }
    text = of_who(session, "sbi")
    assert said[session.lang] in text
    assert {"en": "one partner by our reading", "uk": "НАШЕ ТЛУМАЧЕННЯ"}[session.lang] not in text


def test_a_voice_that_came_by_a_chain_names_every_link_of_it(session: Session) -> None:
    said = {
        "en": "Eurojust (as reported by Presidium of the Slovak Police Force, by our reading, as reprinted by Sere",
        "uk": "Євроюст (за повідомленням: Президія поліції Словаччини, за нашим тлумаченням, за передруком: Sere",
    }
    assert said[session.lang] in of_since(session, "cz", "ua")


def test_associate_members_are_called_so(session: Session) -> None:
    rows = run(session, "participants", {"basis": "register-of-damage-2023"}).rows
    assert {str(row["role"]) for row in rows} == {"member", "associate-member"}
    text = flat(show(session, "register-of-damage-2023", "Basis", TODAY) or pytest.fail("no answer"))
    assert {"en": "In the role: associate member Albania", "uk": "Роль: асоційований член Албанія"}[
        session.lang
    ] in text


def test_the_end_of_one_part_is_cited_and_said_wherever_the_part_is(session: Session) -> None:
    said = {"en": "Its part ended 17 March 2025 at the earliest [", "uk": "не раніше 17 березня 2025 року ["}
    texts = (show(session, "icpa", "Basis", TODAY), why_not(session, "us", "ua", TODAY, basis="icpa"))
    assert all(said[session.lang] in flat(tree) for tree in texts if tree)


def test_what_is_claimed_and_denied_accuses_nobody(session: Session) -> None:
    heading = {"en": "CLAIMED AND DENIED: NOT TAKEN AS ESTABLISHED", "uk": "НЕ ВВАЖАЄМО ВСТАНОВЛЕНИМ"}
    assert heading[session.lang] in of_since(session, "cz", "ua")


def test_a_number_in_dispute_is_as_exact_as_its_source_gives_it(session: Session) -> None:
    said = {"en": "- over 400: Eurojust [", "uk": "- понад 400: Євроюст ["}
    assert said[session.lang] in flat(conflicts(session, None, TODAY, most=1))


def test_a_path_says_how_each_link_ended(session: Session) -> None:
    rows = run(session, "path", {"actor": "jica", "partner": "eppo"}).rows
    text = flat(path(session, rows, ("jica", "eppo"), TODAY))
    assert {"en": "last attested on 3 July 2023", "uk": "востаннє засвідчено 3 липня 2023 року"}[session.lang] in text


def test_a_basis_says_when_it_was_founded(session: Session) -> None:
    said = {"en": "has 16 May 2023 [3]): founding", "uk": "16 травня 2023 року [3]): заснування"}
    assert said[session.lang] in flat(show(session, "register-of-damage-2023", "Basis", TODAY) or pytest.fail("none"))


def test_what_was_done_together_is_not_counted_among_bases(session: Session) -> None:
    said = {"en": "4 bases are stated below", "uk": "Нижче наведено 4 підстави"}
    assert said[session.lang] in of_since(session, "cz", "ua")


def test_several_partners_by_one_basis_have_their_voices(session: Session) -> None:
    said = {
        "en": r"since some day in November 2019 \[(\d+)\] No end .*? November 2019\. One voice says so: NABU \[\1\]",
        "uk": r"востаннє засвідчено у листопаді 2019 року\. Відомості походять з 1 джерела: НАБУ \[\d+\]",
    }
    assert re.search(said[session.lang], of_who(session, "nabu"))


def test_a_partner_in_two_roles_is_named_once(session: Session) -> None:
    text = of_who(session, "ua")
    assert not re.search(r"(Malaysia|Малайзія) (and|і|та) \1", text)
    assert re.search(r"(Malaysia|Малайзія): ", text)


def test_bases_that_fall_short_alike_have_a_line_each(session: Session) -> None:
    said = {"en": "bases, all for the same reason: both are", "uk": "про кожну з яких відомо таке: ця підстава"}
    alone = {"en": "It is open to other states", "uk": "вона відкрита для інших держав"}[session.lang]
    text = flat(why_not(session, "us", "ua", TODAY))
    assert said[session.lang] in text
    shared = {"en": "all for the same reason", "uk": "про кожну з яких відомо таке"}[session.lang]
    assert text.lower().count(alone.lower()) == text.count(shared)


def test_a_day_of_publication_in_doubt_makes_a_reading_of_a_start(session: Session) -> None:
    said = {"en": "Since June 2018 or earlier (our reading", "uk": "Не пізніше ніж з червня 2018 року (за нашим"}
    assert said[session.lang] in of_who(session, "nabu")
