"""A source is cited for just what it gives: its day, its role, its rule; and whose doubt a doubtful day is."""

from __future__ import annotations

import datetime
import re

import pytest

from accordgraph.graph.errors import InputError
from accordgraph.queries.answers.basis import basis
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


def shown(session: Session, identifier: str) -> AnswerTree:
    tree = show(session, *identify(session, identifier), TODAY)
    assert tree is not None
    return tree


def sources_of(tree: AnswerTree, line: str) -> str:
    """A line of an answer with the ids of sources in the place of their numbers."""
    ids = {str(source.number): source.id for source in tree.sources}
    text = re.sub(r"\s+", " ", terminal.text(tree, 100))
    found = re.search(line, text)
    assert found, line
    return re.sub(r"\[(\d+)\]", lambda number: f"[{ids[number[1]]}]", found[0])


def of_since(session: Session, a: str, b: str) -> AnswerTree:
    return since(session, run(session, "between", {"actor": a, "partner": b}).rows, (a, b), TODAY)


def test_the_day_and_the_end_of_an_extension_each_cite_the_sources_of_that_very_value(session: Session) -> None:
    line = sources_of(shown(session, "jit-ukraine-2022"), r"29 February 2024 .*?until 25 March 2026 \[\d+\]")
    day, _, end = line.partition("(less exactly: ")
    assert "[lt-police-2024-02-29]" in day and "eucrim" not in day and "diplomat" not in day
    assert end == "[eucrim-2024-04-04]): extension, until 25 March 2026 [eucrim-2024-04-04]"


def test_an_act_that_is_dated_by_our_reading_says_so(session: Session) -> None:
    line = sources_of(shown(session, "jit-ukraine-2022"), r"A day between 3 and 5 March 2023 .*?amendment")
    assert line == "A day between 3 and 5 March 2023 (our reading of [ej-2023-03-05]): amendment"


def test_a_role_cites_only_sources_that_give_it(session: Session) -> None:
    """The column names the ministry and says nothing of what it did."""
    line = sources_of(shown(session, "searches-2024"), r"Ministry of Defence of Ukraine \(MoD\)[^.]*?\(2 sources")
    assert "[borgexpert-2024-04-09][volynnews-2024-04-09]" in line and "seed" not in line


def test_a_rule_that_we_infer_is_not_called_that_of_the_treaty(session: Session) -> None:
    tree = of_since(session, "ee", "ua")
    assert "then by a rule that we infer" in sources_of(tree, r"Illicit Traffic in Narcotic Drugs.*?Ukraine: since")
    assert "then by the treaty's own rule" in sources_of(tree, r"Taking of Hostages.*?Ukraine: since")
    open_since = sources_of(tree, r"Internationally Protected Persons.*?Ukraine: since")
    assert "since when the treaty itself is in force is not entered here, so it may be later" in open_since


def test_a_day_that_a_source_reports_goes_before_the_same_day_reckoned(session: Session) -> None:
    line = sources_of(of_since(session, "ee", "ua"), r"European Convention on Extradition, a treaty.*?Mutual")
    assert "Ukraine: since 9 June 1998 (the day is reported) [liga-024]" in line


def test_an_end_says_from_which_day_the_act_has_effect(session: Session) -> None:
    tree = who(
        session, "ua", run(session, "partners_on", {"actor": "ua", "day": "2022-07-01"}).rows,
        datetime.date(2022, 7, 1), TODAY,
    )  # fmt: skip
    line = sources_of(tree, r"Ukraine itself: since 14 April 1995.*?effect \[\d+\]")
    assert line.endswith(
        "For Ukraine it ended on 28 December 2023: from 29 December 2023 the withdrawal has effect [atari-2024-01]"
    )
    ended = sources_of(tree, r"Since a day not before 30 June 1997.*?effect \[\d+\]")
    assert "or whether it had" not in ended and "It ended on 31 March 2025: from 1 April 2025" in ended


def test_a_day_that_we_doubt_is_called_our_doubt(session: Session) -> None:
    tree = who(session, "nabu", run(session, "partners", {"actor": "nabu"}).rows, None, TODAY)
    line = sources_of(tree, r"EU Advisory Mission Ukraine \(EUAM\) Since.*?last attested.*?\.")
    assert "Since some day in 2016 (our reading of what is said, of which we are not sure)" in line
    assert "last attested in 2016" in line and "about" not in line
    assert "2015" not in line and "2017" not in line, line
    assert "the source is not sure" not in line


def test_what_is_only_our_reading_is_marked_in_short_lists(session: Session) -> None:
    tree = of_since(session, "ssu", "cz-police")
    line = sources_of(tree, r"Also took part: .*?Supported by")
    assert line.count("(our reading of what is said)") == 2
    assert "SSU and NCTEKK: December 2025 (our reading of what is said), by the Operation OCTOPUS" in sources_of(
        tree, r"SSU and NCTEKK: December 2025.*?OCTOPUS"
    )


def test_a_role_that_is_no_full_part_stands_beside_the_name(session: Session) -> None:
    tree = basis(session, ("ua", "jp"), TODAY, TODAY)
    assert sources_of(tree, r"Ukraine; Japan.*?: since") == "Ukraine; Japan (role: associate member): since"


def test_who_is_not_named_is_said_before_on_which_side_others_stand(session: Session) -> None:
    tree = basis(session, ("nabu", "warsaw-police"), datetime.date(2024, 4, 10), TODAY)
    line = sources_of(tree, r"Memorandum between the joint investigation team on Ukraine[^•]*")
    assert "it binds only those who are named in it, and NABU is not" in line and "same side" not in line


def test_who_signed_by_a_day_at_the_latest_is_attested_on_that_day(session: Session) -> None:
    line = sources_of(of_since(session, "sapo", "eppo"), r"No end is reported; last attested [^.]*\.")
    assert line == "No end is reported; last attested on 7 October 2025."


def test_one_actor_named_twice_is_no_pair(session: Session) -> None:
    with pytest.raises(InputError, match="are the same actor: National Anti-Corruption Bureau of Ukraine"):
        why_not(session, "NABU", "nabu", TODAY)


def test_what_holds_for_every_entry_is_said_once(session: Session) -> None:
    text = re.sub(r"\s+", " ", terminal.text(basis(session, ("ua", "pl"), datetime.date(2024, 4, 10), TODAY)))
    assert text.count("treaty binds the state with all its bodies") < 5
    assert text.count("is a separate question") == 1
    assert text.count("What this graph set out to hold:") == 1


def test_a_month_that_only_we_read_is_given_by_nobody(session: Session) -> None:
    """The Bureau's notice of 12 May 2016 speaks of the signing as done: that it was in May is our reading."""
    tree = who(session, "nabu", run(session, "partners", {"actor": "nabu"}).rows, None, TODAY)
    assert "Only May 2016" not in sources_of(tree, r"Central Anticorruption Bureau of Poland.*?Federal Bureau")


def test_a_day_of_an_operation_on_which_sources_differ_says_so(session: Session) -> None:
    tree = who(session, "nabu", run(session, "partners", {"actor": "nabu"}).rows, None, TODAY)
    assert "On 20 July 2020 (sources differ on when): Operation" in sources_of(tree, r"On 20 July 2020.*?Operation")


def test_sources_of_a_role_stand_behind_the_role_and_not_behind_the_day(session: Session) -> None:
    """One of them names the body and gives no day."""
    line = sources_of(why_not(session, "nabu", "sapo", TODAY), r"NABU, participant [^.]*?: 9 April 2024\.")
    assert line.startswith("NABU, participant [dailylviv-2024-04-09]")


def test_a_start_reckoned_from_a_consent_does_not_cite_its_source_for_the_day(session: Session) -> None:
    tree = who(session, "ee", run(session, "partners", {"actor": "ee"}).rows, None, TODAY)
    line = sources_of(tree, r"Torture [^•]*?Estonia since[^•]*")
    assert "Estonia since 20 November 1991 (consent deposited 21 October 1991, then by the treaty's own rule" in line
    assert "[untreaties-4-9])" in line


def test_the_day_of_a_link_is_not_cited_to_the_sources_of_a_partner_who_came_in_before(session: Session) -> None:
    """The Court's office joined in April; that it is Estonia's partner since May follows from the day of Estonia."""
    tree = who(session, "ee", run(session, "partners", {"actor": "ee"}).rows, None, TODAY)
    line = sources_of(tree, r"Office of the Prosecutor, International Criminal Court.*?ha(?:s|ve) 31 May 2022 \[.*?\)")
    names, _, day = line.partition(": since 30 or 31 May 2022")
    assert "[ej-2026-02]" in names and "ej-2026-02" not in day
