"""Sentences over the whole bundled graph that a second reader took for more, or for less, than the graph holds."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace

from accordgraph.queries.answers import finding
from accordgraph.queries.answers.basis import basis
from accordgraph.queries.answers.conflicts import conflicts
from accordgraph.queries.answers.rendering import terminal
from accordgraph.queries.answers.show import show
from accordgraph.queries.answers.since import since
from accordgraph.queries.answers.tree import AnswerTree
from accordgraph.queries.answers.who import who
from accordgraph.queries.answers.why_not import why_not
from accordgraph.queries.runner import run
from accordgraph.queries.session import Session
from accordgraph.queries.show import identify

TODAY = datetime.date(2026, 11, 30)
PARTIES = "OTHER PARTIES OF WHAT IS OPEN TO OTHER STATES OR HAS VERY MANY PARTIES: THAT ALONE MAKES NO PARTNERS"
THEN = datetime.date(2022, 7, 1)


def flat(tree: AnswerTree) -> str:
    return re.sub(r"\s+", " ", terminal.text(tree))


def groups(tree: AnswerTree) -> dict[str, str]:
    return {group.title: flat(replace(tree, groups=(group,))) for group in tree.groups}


def of_who(session: Session, actor: str, day: datetime.date | None = None, *, bodies: bool = False) -> AnswerTree:
    question, on = ("partners", {}) if day is None else ("partners_on", {"day": day})
    rows = run(session, question, {"actor": actor, "with_bodies": bodies, **on}).rows
    return who(session, actor, rows, day, TODAY)


def of_since(session: Session, a: str, b: str) -> AnswerTree:
    return since(session, run(session, "between", {"actor": a, "partner": b}).rows, (a, b), TODAY)


def of_show(session: Session, text: str) -> AnswerTree:
    tree = show(session, *identify(session, text), TODAY)
    assert tree is not None
    return tree


# ---------------------------------------------------------------- treaties, signatures and approvals
def test_parties_of_an_open_treaty_are_no_partners_on_a_day_either(session: Session) -> None:
    """Russia and Belarus are in the Minsk Convention with Ukraine, and in nothing else that links."""
    tree = of_who(session, "ua", THEN)
    by_title = groups(tree)
    parties = by_title.pop(
        "OTHER PARTIES OF WHAT IS OPEN TO OTHER STATES OR HAS VERY MANY PARTIES: THAT ALONE MAKES NO PARTNERS"
    )
    assert "The first signature of those named here that a source reports: on 22 January 1993 [" in parties
    assert "Signed on" not in parties and "In force between them on 1 July 2022: certainly." in parties
    assert "Belarus and Russia [" in parties
    assert not any(f"• {state}" in text for state in ("Belarus", "Russia") for text in by_title.values())
    assert "2 other parties of what is open to other states, and no partners" in flat(tree)


def test_what_only_we_read_is_apart_from_what_is_possible_on_a_day(session: Session) -> None:
    by_title = groups(of_who(session, "ua", THEN))
    treaty = "by the Europol–Ukraine operational agreement (2016)"
    assert treaty in by_title["OUR READING: NO SOURCE STATES IT"]
    possible = by_title["POSSIBLY: THE SOURCES LEAVE IT OPEN"]
    assert treaty not in possible
    assert "Since a day not before 1999 (no source says from when it had effect, or whether it had)" in possible


def test_a_signature_that_was_approved_at_home_is_not_called_a_signature_only(session: Session) -> None:
    text = groups(of_who(session, "ua"))["LIMITS OF THIS GRAPH"]
    approved, only = text.partition("Signed only")[0], text.partition("Signed only")[2]
    assert "a law or another decision approving it at home is reported" in approved
    assert "Special Tribunal for the Crime of Aggression against Ukraine (15 July 2025 [" in approved
    assert "Special Tribunal" not in only.partition("What this graph set out")[0]
    bond = flat(basis(session, ("ua", "lv"), TODAY, TODAY))
    said = "Latvia signed on 24 May 1995; a law or another decision approving it at home is reported (19 October"
    assert said in bond
    assert "Ukraine signed on 24 May 1995; a signature alone does not bind here" in bond
    without = flat(why_not(session, "ua", "coe", TODAY, "special-tribunal-2025"))
    assert (
        "Ukraine signed on 25 June 2025 [1][2] (less exactly: [3]); a law or another decision approving it" in without
    )


def test_what_was_signed_later_is_not_in_an_answer_for_a_day(session: Session) -> None:
    assert "Special Tribunal for the Crime of Aggression against Ukraine (15" not in flat(of_who(session, "ua", THEN))
    before = basis(session, ("ua", "europol"), datetime.date(2016, 12, 13), TODAY)
    assert "signed on 14 December 2016" not in flat(before)


# ---------------------------------------------------------------- bodies
def test_an_answer_on_a_state_names_its_bodies_that_it_leaves_out(session: Session) -> None:
    first = flat(of_who(session, "jp")).partition("OUR READING")[0]
    assert "Not counted above: 2 bodies that are parts of it and have partners outside of it: Ministry of" in first
    assert (
        "Agency (JICA): 2 partners (1 of them by a column, a comment or our reading alone). "
        "To see them: accord who Japan --with-bodies" in first
    )
    on_a_day = flat(of_who(session, "ua", THEN))
    assert "To see them: accord who Ukraine --on 2022-07-01 --with-bodies" in on_a_day
    assert "Not counted above" not in flat(of_who(session, "jp", bodies=True)) + flat(of_who(session, "nabu"))


def test_an_answer_on_two_states_names_the_links_of_their_bodies(session: Session) -> None:
    tree = of_since(session, "cz", "ua")
    assert "Their bodies have 17 links, with each other or with one of the two; they are listed below" in flat(tree)
    between = groups(tree)["LINKS BETWEEN THEIR BODIES, WHICH ARE NOT LINKS OF THE TWO THEMSELVES"]
    assert "NCOZ and ESBU: since some day in March 2023" in between
    assert "(our reading: no source states it). To see it: accord show" in between
    assert '8 more. To see all: accord who "Czech Republic" --with-bodies' in between
    assert "(a column or a comment alone says so)" in flat(of_since(session, "jp", "ua"))


def test_parts_of_one_state_are_said_to_work_together_anyhow(session: Session) -> None:
    assert "Both are parts of Ukraine. What parts of one whole do together" in flat(of_since(session, "nabu", "sapo"))
    assert "Both are parts of" not in flat(of_since(session, "nabu", "eppo"))


# ---------------------------------------------------------------- what a first line may say
def test_a_document_that_was_signed_is_not_called_work(session: Session) -> None:
    text = flat(of_since(session, "nabu", "eppo"))
    assert "have been partners by a working arrangement since 3 July 2023. That both are in it" in text
    assert "are said to have been partners by an agreement since" in flat(of_since(session, "nabu", "jica"))
    assert "have been in one joint investigation team since some day in November 2019" in flat(
        of_since(session, "nabu", "sapo")
    )
    with_operations = flat(of_since(session, "nabu", "cba-pl"))
    assert "have been partners by a memorandum" in with_operations and "That both are in it" not in with_operations


def test_the_first_line_is_of_the_earliest_of_several_documents(session: Session) -> None:
    """The memorandum of 2021 is known from a last day only, and the one of 2016 had a term."""
    text = flat(of_since(session, "nabu", "fbi"))
    assert "partners by a memorandum since some day in June 2016; the end reported for that has passed, while" in text
    assert text.index("of 2016: since") < text.index("renewed in 2021: since") < text.index("of 2023: since")


def test_the_title_on_one_basis_names_it(session: Session) -> None:
    title = flat(why_not(session, "us", "ua", TODAY, "jit-ukraine-2022", None)).partition("Only this")[0]
    assert title.strip().endswith("why they are not said to work together in the JIT on Ukraine (2022)")


def test_a_step_that_a_column_alone_carries_is_named_at_once(session: Session) -> None:
    rows = run(session, "path", {"actor": "jica", "partner": "eppo"}).rows
    text = flat(finding.path(session, rows, ("jica", "eppo"), TODAY))
    assert "Do not rely on the step from JICA to NABU without another source" in text.partition("STEP BY STEP")[0]
    assert text.count("A column speaks for its authors") == 1


def test_what_binds_nobody_is_named_where_it_is_all_that_is_reported(session: Session) -> None:
    text = flat(why_not(session, "cz", "ua", TODAY))
    assert "Czech Republic: intention on 15 May 2026 [" in text and "that binds nobody" in text
    assert "nothing is reported on it in this basis" not in text
    assert "between 1 January 1993 and 7 November 2002 (our reading: no source states it)" in text
    assert "NCTEKK and SSU: Call centre in Zakarpattia (2025), 29 April to 2 May 2025 (our reading: no source" in text


def test_a_refuted_link_has_the_rule_and_what_the_dossier_remarks(session: Session) -> None:
    said = groups(of_show(session, "jit-ukraine-2022~cz~1~ua~1"))["WHO SAYS WHAT"]
    assert "A source that denies it ranks at least as high as any that asserts it." in said
    assert "A remark in the dossier: no other source lists it" in said


# ---------------------------------------------------------------- days, ends and voices
def test_a_link_of_which_only_a_last_day_is_known_stands_at_that_day(session: Session) -> None:
    text = flat(of_who(session, "nabu"))
    memoranda = [
        "NABU–STT agreement (2016)",
        "NABU–EUAM memorandum (2016)",
        "NABU–EIB memorandum",
        "NABU–FBI memorandum (2021)",
        "NABU–DoD OIG memorandum",
    ]
    places = [text.index(f"by the {name}") for name in memoranda if f"by the {name}" in text]
    assert places == sorted(places) and len(places) >= 3
    assert "of “between two days” and “or earlier” the last counts for the order" in text
    assert "counts for the order" not in flat(of_who(session, "cna"))


def test_a_link_that_may_be_old_does_not_stand_before_one_that_is(session: Session) -> None:
    text = flat(of_who(session, "eppo"))
    arrangement, memorandum = (text.index(name) for name in ("EPPO–PGO arrangement (2022)", "SAPO–EPPO memorandum"))
    assert arrangement < memorandum, "which began between the founding of EPPO and 2025"


def test_a_term_that_has_passed_is_said_of_a_team_and_of_who_is_in_it(session: Session) -> None:
    passed = "The last end reported is 25 March 2026"
    for thing in ("jit-ukraine-2022", "jit-ukraine-2022~eurojust~1"):
        assert f"{passed} [" in flat(of_show(session, thing)), thing
        assert "That has passed (as of 30 November 2026)" in flat(of_show(session, thing)), thing


def test_who_takes_part_by_our_reading_only_stands_apart(session: Session) -> None:
    by_title = groups(of_show(session, "call-centre-2025"))
    taking_part, read_only = by_title["WHO TAKES PART"], by_title["OUR READING: NO SOURCE STATES IT"]
    assert "Police of the Czech Republic; Security Service of Ukraine (SSU) [" in taking_part
    assert "our reading" not in taking_part
    for name in ("Law enforcement authorities of the Czech Republic", "(NCTEKK)"):
        assert f"{name}: no source states it outright" in read_only


def test_who_left_is_not_said_to_take_part_without_its_end(session: Session) -> None:
    taking_part = groups(of_show(session, "minsk-1993"))["WHO TAKES PART"]
    ended = "Its part ended on 28 December 2023: from 29 December 2023 the withdrawal has effect [3]."
    assert f"Ukraine: since 14 April 1995 [2] {ended}" in taking_part


def test_who_took_part_once_does_not_take_part_since(session: Session) -> None:
    assert "Took part, 9 April 2024; role: participant." in flat(of_show(session, "searches-2024~nabu~1"))


def test_several_sources_of_one_voice_are_said_to_be_one(session: Session) -> None:
    text = flat(of_show(session, "searches-2024"))
    assert "(SAPO) [1][2][3] and 4 more sources (7 sources, all of one voice by our reading: NABU)" in text


def test_independence_is_explained_where_it_is_counted(session: Session) -> None:
    said = "it does not mean that each knows it first-hand"
    assert said in flat(of_since(session, "nabu", "eppo")) and said not in flat(of_since(session, "nabu", "jica"))


def test_contradictions_of_an_actor_include_those_on_its_operations(session: Session) -> None:
    text = flat(conflicts(session, "nabu", TODAY))
    assert "2 questions" in text and "Road Agency operation (2020): when was it?" in text
    assert "2021: NABU [4] What counts is the more precise day." in text


def test_a_list_of_what_binds_two_names_the_agreements_of_their_bodies(session: Session) -> None:
    text = flat(basis(session, ("ua", "jp"), TODAY, TODAY))
    assert (
        "Reported agreements of their bodies, which are not agreements between the two themselves: 2. To see them:"
        in text
    )
    before = flat(basis(session, ("ua", "jp"), datetime.date(2010, 1, 1), TODAY))
    assert "agreements of their bodies" not in before
