"""Sentences over the whole bundled graph that a lawyer took for more than their sources say."""

from __future__ import annotations

import datetime
import re

from accordgraph.queries.answers.basis import basis
from accordgraph.queries.answers.conflicts import conflicts
from accordgraph.queries.answers.finding import path
from accordgraph.queries.answers.rendering import terminal
from accordgraph.queries.answers.show import show
from accordgraph.queries.answers.since import since
from accordgraph.queries.answers.statistics import statistics
from accordgraph.queries.answers.tree import AnswerTree
from accordgraph.queries.answers.who import who
from accordgraph.queries.answers.why_not import why_not
from accordgraph.queries.runner import run
from accordgraph.queries.session import Session

TODAY = datetime.date(2026, 12, 2)


def flat(tree: AnswerTree | None) -> str:
    assert tree is not None
    return re.sub(r"\s+", " ", terminal.text(tree))


def of_who(session: Session, actor: str) -> str:
    return flat(who(session, actor, run(session, "partners", {"actor": actor}).rows, None, TODAY))


def of_since(session: Session, a: str, b: str) -> str:
    return flat(since(session, run(session, "between", {"actor": a, "partner": b}).rows, (a, b), TODAY))


def of_basis(session: Session, a: str, b: str, day: datetime.date = TODAY) -> str:
    return flat(basis(session, (a, b), day, TODAY))


def test_a_consent_that_a_comment_alone_reports_is_marked_in_every_answer(session: Session) -> None:
    said = (
        r"consent deposited April 2008 at the latest, then by the treaty's own rule; "
        r"a column or a comment alone says so\)? \[?\d+"
    )
    for text in (of_since(session, "us", "ua"), of_who(session, "us"), of_basis(session, "us", "ua")):
        assert re.search(said, text.replace(") [", " [")), text


def test_a_party_by_our_reading_is_marked_and_has_the_source_that_we_read(session: Session) -> None:
    on_a_day = of_basis(session, "ua", "europol", datetime.date(2023, 6, 1))
    said = r"since a day between 14 December 2016 and 2 February 2023 \(known only from a list; our reading: no source"
    assert re.search(rf"Europol: {said} states it\) \[\d+\]", on_a_day)


def test_a_suspension_and_an_end_have_their_day_and_their_source(session: Session) -> None:
    then, now = of_basis(session, "ua", "ru", datetime.date(2023, 6, 1)), of_basis(session, "ua", "ru")
    assert re.search(r"its operation was suspended on 23 December 2022 \(our reading of \[\d+\]\)", then)
    said = r"Ukraine: its part ended on 28 December 2023: from 29 December 2023 the withdrawal has effect \[\d+\]"
    assert re.search(said, now)


def test_the_day_on_which_an_instrument_came_into_force_is_cited(session: Session) -> None:
    assert re.search(r"In force since: 12 June 1962 \[\d+\]\.", flat(show(session, "ets-030", "Basis", TODAY)))
    reckoned = flat(show(session, "ets-086", "Basis", TODAY))
    assert re.search(r"In force since: 20 August 1979 \(reckoned from what \[\d+\] gives\)\.", reckoned)


def test_states_have_their_article_within_a_sentence(session: Session) -> None:
    text = of_basis(session, "ua", "gb", datetime.date(2024, 1, 1))
    assert "A reservation or declaration by the United Kingdom is listed" in text


def test_a_posting_is_not_said_to_go_on_after_its_state_withdrew(session: Session) -> None:
    said = (
        r"role: recipient\. By a source of lower rank than those of its start it ended in March 2025 \(our reading of"
    )
    assert re.search(said, of_who(session, "us"))


def test_voices_that_state_no_day_are_told_from_those_that_give_another(session: Session) -> None:
    said = "4 of these voices give that day; 1 gives it less exactly, 1 gives another day, 2 state no day."
    assert said in of_since(session, "pl", "lt")


def test_nothing_is_last_attested_before_it_surely_began(session: Session) -> None:
    text = of_who(session, "eurojust")
    start = text.index("Since a day between 17 May 2018 and 31 December 2022")
    assert "last attested" not in text[start : start + 250]


def test_the_first_line_on_an_agreement_hides_no_earlier_help(session: Session) -> None:
    said = "since it is no agreement: Permanent representative of the FBI at NABU, since some day in February 2016."
    assert said in of_since(session, "nabu", "fbi")


def test_links_of_a_step_stand_in_the_order_of_their_days(session: Session) -> None:
    pair = ("nabu", "fbi")
    rows = run(session, "path", {"actor": pair[0], "partner": pair[1]}).rows
    text = flat(path(session, rows, pair, TODAY))
    assert text.index("since 6 July 2021 or earlier") < text.index("since 31 August 2023")


def test_a_treaty_has_its_article_within_the_first_line(session: Session) -> None:
    assert "both have been in the Second Additional Protocol to the European" in of_since(session, "de", "ua")


def test_a_treaty_that_two_signed_is_named_beside_what_links_them(session: Session) -> None:
    """Signed by both, and no source gives a consent or a day of effect: it is named, and makes no link."""
    said = "whose consent to be bound is not reported here: "
    assert f"{said}Treaty between Ukraine and Latvia on legal" in of_since(session, "lv", "ua")
    assert said not in of_since(session, "ee", "ua"), "what is open to other states is left to another question"


def test_what_binds_two_today_is_counted_as_of_today(session: Session) -> None:
    assert "Instruments in this graph that bind them today, or may: 4." in of_basis(session, "europol", "ua")


def test_a_party_whose_consent_a_comment_alone_reports_is_marked_though_others_report_that_it_signed(
    session: Session,
) -> None:
    said = (
        r"Latvia: since a day between [^(]*\(consent deposited April 2008 at the latest, [^)]*; a column or a comment "
    )
    assert re.search(f"{said}alone says so\\)", of_since(session, "lv", "ua"))


def test_who_had_another_role_before_has_it_beside_the_later_one(session: Session) -> None:
    rows = run(session, "partners_on", {"actor": "my", "day": datetime.date(2015, 6, 1)}).rows
    text = flat(who(session, "my", rows, datetime.date(2015, 6, 1), TODAY))
    assert "(role: member; before that participant, since 19 August 2014)" in text
    today = of_who(session, "my")
    assert today.count("Malaysia itself: since 19 August 2014") == today.count("Malaysia itself: since 4 December 2014")
    assert "on the downing of flight MH17 (Malaysia: member): since 4 December 2014" in of_since(session, "my", "ua")


def test_a_line_of_a_treaty_of_many_says_what_ended_and_counts_nobody_who_left(session: Session) -> None:
    text = of_who(session, "ua")
    assert "Enlarged Partial Agreement on the Register of Damage" in text
    assert re.search(r"Ukraine since 16 or 17 May 2023 \[\d+\] The last end reported is May 2026", text)
    assert (
        "Civil and Political Rights: with 7 other parties that this graph holds; Ukraine since 25 October 1991" in text
    )


def test_who_is_in_a_treaty_without_cooperation_has_its_day_and_no_partners(session: Session) -> None:
    text = flat(who(session, "ee", [], None, TODAY, "iccpr-op1"))
    assert "Estonia since 21 January 1992" in text and "it sets up no cooperation between its parties" in text
    assert "All who take part in it: accord show OP-ICCPR" in text and "none" not in text


def test_a_number_that_a_column_alone_gives_has_a_mark(session: Session) -> None:
    text = flat(statistics(session, TODAY))
    assert "§ behind one that a column or a comment alone gives" in text
    assert re.search(r"Requests for international assistance, sent \[\d+\] 550§ 1,002§ – 805§ 388§", text)
    assert re.search(r"Requests for extradition, executed \[\d+\] – 53 96 119 –", text)


def test_partners_of_bodies_by_less_than_an_agreement_are_counted_apart(session: Session) -> None:
    text = of_who(session, "ua")
    assert "(SAPO): 8 partners (3 of them by what was done once);" in text
    assert "(NABU): 22 partners (3 of them by what was done once, 2 of them by a column, a comment or our" in text


def test_who_is_named_beside_partners_is_cited(session: Session) -> None:
    assert re.search(r"Supported by: Eurojust \[\d+\]; Europol \[\d+\]\.", of_who(session, "cz-police"))


def test_a_basis_has_the_notes_of_its_dossiers_on_who_takes_part_and_each_remark_its_source(session: Session) -> None:
    text = flat(show(session, "jit-ukraine-2022", "Basis", TODAY))
    assert "(DoJ) One clause of eucrim (27 November 2023) calls the Department a participant" in text
    assert re.search(r"Europol joins them as participants, the release says \[\d+\]; the Office says", text)


def test_neither_of_two_days_that_are_kept_is_called_the_one_that_is_used(session: Session) -> None:
    text = of_since(session, "lv", "ua").split("Latvia, member:", 1)[1].split("Ukraine, member:", 1)[0]
    assert text.count("one of the two days kept here") == 2 and "the day used here" not in text


def test_an_instrument_of_later_supplements_none_on_the_day_of_the_question(session: Session) -> None:
    tree = why_not(session, "cz", "ua", TODAY, "jit-ukraine-2022", datetime.date(2022, 7, 1))
    said = "United States Department of Justice. This graph has no act on that one with a date up to that day."
    assert said in flat(tree)


def test_nothing_is_last_attested_on_a_day_without_a_last_one(session: Session) -> None:
    assert "last attested 1999 at the earliest" not in of_since(session, "pl", "ua")


def test_a_party_was_in_by_the_last_day_on_which_the_treaty_bound_the_other(session: Session) -> None:
    assert "since a day between 14 April 1995 and 21 January 2006" in of_since(session, "md", "ua")


def test_two_without_a_link_are_told_at_once_of_those_of_their_bodies(session: Session) -> None:
    text = of_since(session, "warsaw-police", "nabu")
    assert text.index("Their bodies have 1 link") < text.index("LINKS BETWEEN THEIR BODIES")


def test_a_body_has_its_article_where_its_voices_are_named(session: Session) -> None:
    assert "That the National Prosecutor's Office of Poland takes part" in of_who(session, "ssu")


def test_sources_of_one_denial_speak_each_of_its_day_and_an_undated_one_by_our_reading(session: Session) -> None:
    assert "Newsbox (retelling Czech minister of justice) [" in of_who(session, "cz")
    text = of_who(session, "cz")
    assert "EuroZprávy (retelling Czech minister of justice)" in text
    assert "(speaking of July 2022); Newsbox" in text
    assert "(that page bears no date; that it speaks of July 2022 is our reading)" in text


def test_a_service_called_of_the_state_is_no_state(session: Session) -> None:
    assert of_who(session, "sbi").startswith("Who works with SBI (State Bureau of Investigation of Ukraine)")


def test_an_instrument_marks_the_parties_of_which_a_comment_alone_says_so(session: Session) -> None:
    text = flat(show(session, "ets-185", "Basis", TODAY))
    assert re.search(r"Latvia[^•]*1 August 2008 \[\d+\] \(a column or a comment alone says so\)", text)
    assert re.search(r"United States: [^•]*1 August 2008 \[\d+\] \(a column or a comment alone says so\)", text)


def test_talk_and_plans_stand_apart_from_entries_with_what_they_were_about(session: Session) -> None:
    text = flat(show(session, "jit-ukraine-2022", "Basis", TODAY))
    planned = text.split("WHAT ELSE WAS DONE OR PLANNED (NONE OF IT IS AN ENTRY)")[1].split("CLAIMED AND DENIED")[0]
    assert re.search(
        r"May 2022 \(our reading of \[\d+\]\): Czech Republic\. A remark in the dossier: the report of", planned
    )
    assert "(DoJ); in the words of the dossier: joining the team" in planned
    assert "amendment; in the words of the dossier: the crime of genocide is investigated too" in text


def test_where_several_days_are_kept_none_of_them_is_said_to_be_used(session: Session) -> None:
    of_all, of_one = (flat(conflicts(session, about, TODAY)) for about in (None, "pgo-lt-2022"))
    for text in (of_all, of_one, of_since(session, "lt-pgo", "pgo")):
        own = text.split("2 March 2022: ")[-1]
        assert "The sources rank alike, so each of these days is kept: it may be any one of them." in own
        assert "What counts is what was published later" not in own
    assert of_one.count("– kept here: it may be this one") == 2
    assert "the value used here" not in of_one
    assert re.search(r"Newsbox [^:]+\) \[\d+\] – so it is not taken as established - yes:", of_all)


def test_an_operation_has_the_other_time_that_is_reported_beside_its_own(session: Session) -> None:
    text = flat(show(session, "roads-2020", "Basis", TODAY))
    assert re.search(r"Time: 20 July 2020 \(NABU has 2021 \[\d+\]\)\.", text)


def test_a_suspension_and_a_leaving_stand_beside_those_who_take_part(session: Session) -> None:
    convention, protocol = (
        flat(show(session, one, "Basis", TODAY)) for one in ("minsk-1993", "minsk-1993-protocol-1997")
    )
    for text in (convention, protocol):
        said = (
            r"Ukraine, suspension; towards Belarus, Russia; day of effect: 23 December 2022 \(our reading of \[\d+\]\)"
        )
        assert re.search(said, text)
        assert re.search(
            r"law 2783-IX on suspension and withdrawal \([^)]*\); day of effect: 23 December 2022 \[\d+\]\. A", text
        )
    assert re.search(r"Ukraine, withdrawal; day of effect: 29 December 2023 \[\d+\]\.", protocol)
    assert "Ukraine, withdrawal" not in convention  # it stands where Ukraine takes part


def test_a_link_that_is_suspended_on_the_day_is_not_headed_as_one_that_held(session: Session) -> None:
    text = flat(why_not(session, "ua", "ru", TODAY, "minsk-1993", datetime.date(2023, 6, 1)))
    assert text.startswith(
        "Ukraine and Russia: why they are not said to have worked together in the Minsk Convention on"
    )
    said = r"Between the two its operation was suspended on 23 December 2022 \(our reading of \[\d+\]\)"
    assert re.search(said, text)
    before = flat(why_not(session, "ua", "ru", TODAY, "minsk-1993", datetime.date(2022, 6, 1)))
    assert "suspended" not in before.split("LIMITS OF THIS GRAPH")[0]


def test_what_has_no_parties_here_contradicts_itself_nowhere(session: Session) -> None:
    signed = flat(show(session, "ets-070", "Basis", TODAY))
    assert "In force since: 26 July 1974" in signed
    assert "no source here gives a day of its entry into force" not in signed
    assert "no source here says that any of those who signed is bound by it" in signed
    rows = [row for row in run(session, "partners", {"actor": "ua"}).rows if row["basis"] == "minsk-1993-protocol-1997"]
    text = flat(who(session, "ua", rows, None, TODAY, basis="minsk-1993-protocol-1997"))
    assert "No partner of Ukraine in it is entered here." in text
    assert "22 partners" not in text


def test_a_party_that_a_table_lists_is_not_said_to_have_signed_only(session: Session) -> None:
    name = (
        "(?<!Second )(?<!Third )Additional Protocol to the European Convention on Mutual Assistance in Criminal Matters"
    )
    held, limits = of_who(session, "ua").split("LIMITS OF THIS GRAPH")
    assert re.search(rf"{name}: with \d+ other parties .* \(known only from a list \[\d+\]\)", held)
    assert "Signed only" in limits
    assert not re.search(name, limits.split("SOURCES")[0])
    then = of_basis(session, "ua", "pl", datetime.date(2015, 1, 1)).split("LIMITS OF THIS GRAPH")[0]
    bound, signed = then.split("SIGNED, AND NO CONSENT")
    assert re.search(name, bound)
    assert not re.search(name, signed)


def test_a_step_of_a_path_by_an_open_treaty_alone_is_said_to_show_no_cooperation(session: Session) -> None:
    said = "The step from Ukraine to Russia is only that both are in the same treaty open to other states"
    pair = ("nabu", "ru")
    rows = run(session, "path", {"actor": pair[0], "partner": pair[1]}).rows
    text = flat(path(session, rows, pair, TODAY))
    assert said in text
    assert text.count("The step from") == 1
    direct = ("nabu", "fbi")
    rows = run(session, "path", {"actor": direct[0], "partner": direct[1]}).rows
    assert "treaty open to other states" not in flat(path(session, rows, direct, TODAY)).partition("STEP BY STEP")[0]
