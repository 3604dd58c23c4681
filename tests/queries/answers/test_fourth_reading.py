"""Answers over the whole bundled graph that contradicted themselves or each other."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

from accordgraph.graph.store.store import Store
from accordgraph.queries.answers.basis import basis
from accordgraph.queries.answers.conflicts import conflicts
from accordgraph.queries.answers.removals import derivations
from accordgraph.queries.answers.rendering import terminal
from accordgraph.queries.answers.show import show
from accordgraph.queries.answers.since import since
from accordgraph.queries.answers.statistics import statistics
from accordgraph.queries.answers.tree import AnswerTree
from accordgraph.queries.answers.who import who
from accordgraph.queries.answers.why import link_between, why
from accordgraph.queries.answers.why_not import why_not
from accordgraph.queries.plans import basis_of
from accordgraph.queries.runner import run
from accordgraph.queries.session import Session

TODAY = datetime.date(2026, 12, 2)


def flat(tree: AnswerTree | None) -> str:
    assert tree is not None
    return re.sub(r"\s+", " ", terminal.text(tree))


def of_basis(session: Session, a: str, b: str, day: datetime.date = TODAY) -> str:
    return flat(basis(session, (a, b), day, TODAY))


def of_who(session: Session, actor: str) -> str:
    return flat(who(session, actor, run(session, "partners", {"actor": actor}).rows, None, TODAY))


def of_since(session: Session, a: str, b: str) -> str:
    return flat(since(session, run(session, "between", {"actor": a, "partner": b}).rows, (a, b), TODAY))


def of_why(session: Session, store: Path, a: str, b: str, basis: str | None = None) -> str:
    identifier = link_between(session, a, b, TODAY, basis)
    return flat(why(session, derivations(Store(store).standing(), basis_of(identifier)), identifier, TODAY))


def test_who_is_a_party_by_a_list_has_not_only_signed(session: Session, ukrainian: Session) -> None:
    """The other has: it is named, and since when the first is a party."""
    signed = of_basis(session, "ru", "ro").split("SIGNED, AND NO CONSENT")[1].split("LIMITS OF THIS GRAPH")[0]
    assert "Russia signed on 7 November 1996" in signed
    assert "Romania signed" not in signed
    assert re.search(r"Romania, party: since a day not before [^(]* \(known only from a list\) \[\d+\]", signed)
    then = of_basis(ukrainian, "ru", "ro").split("ПІДПИСАНО; ПРО ЗДАЧУ ЧИ ОБМІН")[1]
    assert "Росія: підписано 7 листопада 1996" in then and "Румунія: підписано" not in then
    assert re.search(r"Румунія, сторона: не раніше ніж з [^(]* \(відомо лише з переліку\) \[\d+\]", then)


def test_a_treaty_of_many_makes_no_partners_in_any_answer(
    session: Session, ukrainian: Session, whole_store: Path
) -> None:
    for state in ("ru", "by"):
        text = flat(why_not(session, state, "ua", TODAY))
        assert "why they are not said to work together" in text
        assert "Both were bound by it, and that ended on 28 December 2023." in text
        assert "Between the two its operation was suspended on 23 December 2022" in text
        assert "said to be partners" not in text
        then = flat(why_not(ukrainian, state, "ua", TODAY))
        assert "чому не зазначено, що вони співпрацюють" in then
        assert "була обов’язковою для обох сторін; останній день: 28 грудня 2023 року." in then
        assert "Між двома сторонами дію було зупинено 23 грудня 2022 року" in then
    chain = of_why(session, whole_store, "ru", "ua")
    assert "which makes no partners of them here" in chain.split("1. ")[0]
    assert "partners from the day" not in chain and "count as partners" not in chain
    assert "партнерами тут їх це не робить" in of_why(ukrainian, whole_store, "ru", "ua").split("1. ")[0]


def test_what_binds_two_for_no_certain_day_is_not_counted_as_binding_them(session: Session) -> None:
    text = flat(why_not(session, "ru", "ua", TODAY, "icsant"))
    assert "Whether both are bound by it today is not certain." in text
    sure = flat(why_not(session, "ru", "ua", TODAY, "cat"))
    assert "Both are bound by it." in sure


def test_a_treaty_that_ended_for_one_is_in_the_past_for_both(
    session: Session, ukrainian: Session, whole_store: Path
) -> None:
    assert "Both were bound by it, and that ended on 28 December 2023." in flat(why_not(session, "am", "ua", TODAY))
    heading = of_since(session, "am", "ua").split("BOTH ARE IN IT")[0]
    assert "both were in the Convention on Legal" in heading and "and that ended on 28 December 2023." in heading
    then = of_since(ukrainian, "am", "ua").split("ПІДСТАВИ")[0]
    assert "Їхньою спільною підставою була" in then and "останній день: 28 грудня 2023 року" in then
    chain = of_why(session, whole_store, "by", "ua", "minsk-1993")
    assert "why both are said to have been in the Convention" in chain
    assert "No source reports an end" not in chain and "For Ukraine it ended on 28 December 2023" in chain
    chain = of_why(ukrainian, whole_store, "by", "ua", "minsk-1993")
    assert "Жодне джерело не повідомляє про припинення" not in chain


def test_a_later_end_does_not_contradict_an_earlier_start(
    session: Session, ukrainian: Session, whole_store: Path
) -> None:
    """A source that ranks lower has it end after all days of which the others speak."""
    said = r"it ended in March 2025 \(our reading of \[\d+\]\), and no source here has it go on after that"
    texts = [of_who(session, "us"), of_who(session, "icpa-centre"), of_why(session, whole_store, "icpa-centre", "us")]
    for text in texts:
        assert re.search(said, text) and "No source reports an end" not in text
    assert re.search(
        r"участь припинилася у березні 2025 року .* не повідомляє, що вона тривала далі", of_who(ukrainian, "us")
    )


def test_a_reading_of_one_side_is_no_day_before_the_other_began(session: Session, ukrainian: Session) -> None:
    for text in (of_since(session, "eurojust", "ro"), of_since(ukrainian, "eurojust", "ro")):
        head = text.split("•")[0]
        assert "2023" in head and "2022" in head
        assert "25 March 2022" not in head and "25 березня 2022" not in head
    assert "25 March 2022 is our reading" not in of_who(session, "eurojust")


def test_a_source_that_contradicts_itself_is_said_to(session: Session, ukrainian: Session) -> None:
    said = r"EIN Presswire \(retelling Eurojust\), which contradicts itself, has March 2025 too, by our reading \[\d+\]"
    assert re.search(said, flat(show(session, "jit-ukraine-2022", "Basis", TODAY)))
    then = flat(show(ukrainian, "jit-ukraine-2022", "Basis", TODAY))
    assert "суперечить само собі: за нашим тлумаченням, там є й березень 2025 року" in then


def test_remarks_on_several_who_support_stand_each_with_its_own(session: Session, ukrainian: Session) -> None:
    text, then = of_who(session, "ssu"), of_who(ukrainian, "ssu")
    assert "A remark in the dossier on Eurojust: Chas Pravdy credits Europol." in text
    assert "A remark in the dossier on Europol: The Gaze credits Eurojust." in text
    assert "щодо такого учасника (Європол): «The Gaze credits Eurojust»." in then


def test_what_a_number_of_answers_seems_to_count_is_said(session: Session, ukrainian: Session) -> None:
    text = flat(statistics(session, TODAY))
    said = r"executed, 2023: a remark in the dossier: of them 50 of requests of the same year; [^\[]* no rate \[\d+\]"
    assert re.search(said, text)
    assert re.search(r"granted, [^:]*: a remark in the dossier: executed seems to count requests answered", text)
    assert "зауваження в досьє (англійською): «of them 50 of requests" in flat(statistics(ukrainian, TODAY))


def test_a_day_to_come_is_not_said_to_be_past(session: Session, ukrainian: Session) -> None:
    day = datetime.date(2030, 1, 1)
    rows = run(session, "partners_on", {"actor": "ua", "day": day}).rows
    assert flat(who(session, "ua", rows, day, TODAY)).startswith("Who may work with Ukraine on 1 January 2030, by what")
    then = flat(who(ukrainian, "ua", rows, day, TODAY))
    assert then.startswith("Україна: з ким може бути співпраця 1 січня 2030 року")
    assert of_basis(session, "pl", "ua", day).startswith("What may bind Poland and Ukraine towards each other on 1")
    assert "що може їх взаємно зобов’язувати 1 січня 2030 року" in of_basis(ukrainian, "pl", "ua", day)


def test_what_both_signed_is_said_so_and_a_role_stands_beside_a_side(session: Session, ukrainian: Session) -> None:
    assert "Signed by both, whose consent" in of_since(session, "lv", "ua")
    assert "Підписано обома, але про здачу чи обмін грамот" in of_since(ukrainian, "lv", "ua")
    text = of_since(session, "us", "ua").split("Register of Damage")[1]
    assert "United States (role: associate member): since" in text


def test_a_document_whose_term_has_passed_is_in_the_past(ukrainian: Session) -> None:
    assert "мали спільний документ (меморандум) з червня 2016" in of_since(ukrainian, "nabu", "fbi")


def test_a_reading_is_cited_once(session: Session) -> None:
    text = flat(show(session, "pgo-us-doj-2022", "Basis", TODAY))
    assert "(our reading of what is said) [1]" in text and "[1] [1]" not in text


def test_a_contradiction_names_who_gives_the_day_less_exactly(session: Session, ukrainian: Session) -> None:
    text = flat(conflicts(session, "jit-ukraine-2022", TODAY)).split("until when does it run?")[1].split(" 2. ")[0]
    assert re.search(r"March 2026: Diplomat Magazine [^:]* – less exactly", text)
    assert re.search(r"The source \[\d+\] contradicts itself: by our reading it has both\.", text)
    then = flat(conflicts(ukrainian, "jit-ukraine-2022", TODAY))
    assert re.search(r"Джерело \[\d+\] суперечить само собі", then) and "– менш точно" in then


def test_who_left_was_a_supporter_only_and_is_none(session: Session, ukrainian: Session) -> None:
    day = datetime.date(2026, 6, 1)
    assert "United States was in it only as supporter, and its exit is reported: 17 March 2025" in of_basis(
        session, "us", "ua", day
    )
    assert "тут була лише роль «надавач підтримки»; про вихід повідомлено: " in of_basis(ukrainian, "us", "ua", day)
    before = of_basis(session, "us", "ua", datetime.date(2024, 6, 1))
    assert "and its exit is reported" not in before


def test_a_start_on_which_sources_differ_says_so_in_basis_too(session: Session) -> None:
    text = of_basis(session, "ua", "cz", datetime.date(2002, 11, 10))
    assert re.search(r"since 8 November 2002 \([^)]*has 18 November 2002 \[\d+\]\) \(the day is reported\)", text)


def test_who_signed_is_not_possibly_bound_before(session: Session) -> None:
    text = of_basis(session, "europol", "ua", datetime.date(2010, 11, 15))
    binding, _, others = text.partition("NOT ON THAT DAY")
    assert "Operational and Strategic Cooperation" not in binding
    assert "only since a day between 14 December 2016 and 2 February 2023" in others
