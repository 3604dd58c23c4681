"""Treaty practice: how cooperation ends, pauses or is denied (Vienna Convention, articles 20, 42, 54 to 68)."""

from __future__ import annotations

from pathlib import Path

from worlds.judged import DAY, answers, columns
from worlds.practice import practice

TREATY = "treaty: {{kind: agreement, form: treaty, binds: consent, says: [{says}]}}"
CLAUSE = "{source: text, of_basis: {exit_after: P3M}}"


def in_force_for(states: str, day: str = "1996-04-01") -> str:
    """What the depositary says of states that are bound from a day on."""
    return f"{{by: [{states}], type: ratification, done: 1996-01-01, effective: {day}}}"


def treaty(*acts: str, clause: str = "") -> str:
    """A treaty of which the depositary says these acts."""
    says = f"{{source: depositary, acts: [{', '.join(acts)}]}}"
    return TREATY.format(says=f"{clause}, {says}" if clause else says)


def test_three_months_from_the_last_of_november_end_in_february(tmp_path: Path) -> None:
    """VCLT 56 and the text's clause: 30 November and three months are 29 February 2016, the first day out."""
    acts = in_force_for("ua, ro"), "{by: ro, type: denunciation, done: 2015-11-30}"
    clause = practice(tmp_path, treaty(*acts, clause=CLAUSE), "ua", "ro")
    assert columns(clause, "treaty~ro~1", "until", "end_rule") == ("2016-02-28", "end:exit-after")
    assert answers(clause, "treaty", "ua", "ro", "2016-02-28", "2016-02-29") == [("presumably", None), ("no", None)]
    silent = practice(tmp_path, treaty(*acts), "ua", "ro")
    assert answers(silent, "treaty", "ua", "ro", "2016-03-01") == [("possibly", "notice-unknown")]


def test_a_notice_that_was_revoked_and_a_second_one_that_was_not(tmp_path: Path) -> None:
    """VCLT 68: the first notice was revoked in time and counts for nothing; the second ends it a year later."""
    story = practice(
        tmp_path,
        treaty(
            in_force_for("gm, za"),
            "{by: gm, type: withdrawal, done: 2016-11-10, effective: 2017-11-10}",
            "{by: gm, type: exit-revoked, done: 2017-02-10}",
            "{by: gm, type: withdrawal, done: 2019-01-15, effective: 2020-01-15}",
        ),
        *("gm", "za"),
    )
    assert columns(story, "treaty~gm~1", "until") == ("2020-01-14",)
    assert answers(story, "treaty", "gm", "za", "2018-06-01", "2020-01-14", "2020-01-15") == [
        ("presumably", None),
        ("presumably", None),
        ("no", None),
    ]


def test_a_second_notice_of_which_only_the_year_is_known(tmp_path: Path) -> None:
    """The depositary's report for 2019 counts it among the notices of the year: it is no telling of the first one."""
    story = practice(
        tmp_path,
        treaty(
            in_force_for("gm, za"),
            "{by: gm, type: withdrawal, done: 2016-11-10, effective: 2017-11-10}",
            "{by: gm, type: exit-revoked, done: 2017-02-10}",
            "{by: gm, type: withdrawal, done: 2019, effective: 2020}",
        ),
        *("gm", "za"),
    )
    assert answers(story, "treaty", "gm", "za", "2018-06-01", "2020-06-01", "2021-01-01") == [
        ("presumably", None),
        ("possibly", "end-imprecise"),
        ("no", None),
    ]


def test_who_denounces_and_accedes_anew_was_out_in_between(tmp_path: Path) -> None:
    """A state left the Single Convention from 2012-01-01 and came back with a reservation on 2013-02-10."""
    story = practice(
        tmp_path,
        treaty(
            in_force_for("bo, pe"),
            "{by: bo, type: denunciation, done: 2011-06-29, effective: 2012-01-01}",
            "{by: bo, type: accession, done: 2013-01-11, effective: 2013-02-10}",
        ),
        *("bo", "pe"),
    )
    assert columns(story, "treaty~bo~1", "until") == ("2011-12-31",)
    assert columns(story, "treaty~bo~2", "start") == ("2013-02-10",)
    assert answers(story, "treaty", "bo", "pe", "2011-12-31", "2012-06-01", "2013-02-09", "2013-02-10") == [
        ("presumably", None),
        ("no", None),
        ("no", None),
        ("presumably", None),
    ]


def test_an_exit_that_takes_effect_in_a_month(tmp_path: Path) -> None:
    """The depositary's annual report names the month only: the last day in force lies between its eve and its last
    but one.
    """
    story = practice(
        tmp_path,
        treaty(in_force_for("ua, ro"), "{by: ro, type: denunciation, done: 2020-09, effective: 2021-03}"),
        *("ua", "ro"),
    )
    assert columns(story, "treaty~ro~1", "end_earliest", "end_latest") == (DAY("2021-02-28"), DAY("2021-03-30"))
    assert answers(story, "treaty", "ua", "ro", "2021-02-28", "2021-03-15", "2021-03-31") == [
        ("presumably", None),
        ("possibly", "end-imprecise"),
        ("no", None),
    ]


def test_an_exit_in_the_year_of_the_entry_is_no_contradiction(tmp_path: Path) -> None:
    """Joined on 1 February 2010, out "in 2010": it was in for some days at most of that year, and which nobody says."""
    story = practice(
        tmp_path,
        treaty(
            in_force_for("ua"),
            in_force_for("ro", "2010-02-01"),
            "{by: ro, type: denunciation, effective: 2010}",
        ),
        *("ua", "ro"),
    )
    assert columns(story, "treaty~ro~1", "start", "end_rule") == ("2010-02-01", "end:exit")
    assert answers(story, "treaty", "ua", "ro", "2010-01-31", "2010-06-01", "2011-01-01") == [
        ("no", None),
        ("possibly", "end-imprecise"),
        ("no", None),
    ]


def test_the_end_of_the_treaty_comes_before_the_effect_of_a_notice(tmp_path: Path) -> None:
    """VCLT 54(b) and 70: all agreed to end it while the notice of one was running, so nobody was bound until then."""
    story = practice(
        tmp_path,
        treaty(
            in_force_for("ua, ro, pl"),
            "{by: ro, type: denunciation, done: 2011-01-01, effective: 2012-01-01}",
            "{type: termination, done: 2011-05-20, effective: 2011-07-01}",
        ),
        *("ua", "ro", "pl"),
    )
    assert columns(story, "treaty~ro~1", "until") == ("2011-06-30",)
    assert answers(story, "treaty", "ua", "ro", "2011-06-30", "2011-07-01") == [("certainly", None), ("no", None)]
    assert answers(story, "treaty", "ua", "pl", "2011-06-30", "2011-07-01") == [("certainly", None), ("no", None)]


def test_a_term_that_passed_and_a_register_that_names_both_two_years_later(tmp_path: Path) -> None:
    """Tacit renewal: nobody announces it, but who keeps the register lists the agreement as in force."""
    story = practice(
        tmp_path,
        """
        pact:
          {kind: agreement, form: cooperation-agreement, binds: signature, says: [
            {source: ministry, acts: [{by: [ua, sk], type: founding, done: 2010-06-01, until: 2015-05-31}]},
            {source: register, lists: [{of: [ua, sk], role: party}]}]}
        """,
        *("ua", "sk"),
    )
    assert columns(story, "pact~ua~1", "until") == ("2015-05-31",)
    assert answers(story, "pact", "ua", "sk", "2016-06-01", "2017-02-01", "2017-03-01") == [
        ("certainly", None),
        ("certainly", None),
        ("possibly", "term-lapsed"),
    ]


def test_an_extension_agreed_after_the_term_had_passed_carries_on(tmp_path: Path) -> None:
    """Agencies extend late and from the old last day on; nobody reports an interval, and none is supposed."""
    story = practice(
        tmp_path,
        """
        pact:
          {kind: agreement, form: jit, binds: signature, says: [
            {source: ministry, acts: [
              {by: [ua, sk], type: founding, done: 2010-06-01, until: 2015-05-31},
              {type: extension, done: 2016-02-01, until: 2020-05-31}]}]}
        """,
        *("ua", "sk"),
    )
    assert answers(story, "pact", "ua", "sk", "2015-10-01", "2020-05-31", "2021-01-01") == [
        ("certainly", None),
        ("certainly", None),
        ("possibly", "term-lapsed"),
    ]


def test_a_team_that_two_of_three_extend_goes_on_between_those_two(tmp_path: Path) -> None:
    """VCLT 41 in miniature: the third did not sign the extension, so nobody says that it still takes part."""
    story = practice(
        tmp_path,
        """
        team:
          {kind: agreement, form: jit, binds: signature, says: [
            {source: ministry, acts: [
              {by: [ua, lt, pl], type: founding, done: 2022-03-25, until: 2024-03-25},
              {by: [ua, pl], type: extension, done: 2024-03-20, until: 2026-03-25}]}]}
        """,
        *("ua", "lt", "pl"),
    )
    assert answers(story, "team", "ua", "pl", "2025-01-01") == [("certainly", None)]
    assert answers(story, "team", "ua", "lt", "2024-03-25", "2025-01-01") == [
        ("certainly", None),
        ("possibly", "term-lapsed"),
    ]


def test_a_newspaper_that_denies_what_an_official_list_names_later_doubts_every_day(tmp_path: Path) -> None:
    """The paper may be right about some day; which of the two is wrong cannot be seen, so no day is certain."""
    story = practice(
        tmp_path,
        """
        memo:
          {kind: agreement, form: memorandum, binds: signature, says: [
            {source: ministry, acts: [{by: [ua, ro], type: signature, done: 2010-05-04}]},
            {source: daily, lists: [{of: ro, role: party, as_of: 2018-03-01, deny: true}]},
            {source: agency, lists: [{of: [ua, ro], role: party, as_of: 2020-01-01}]}]}
        """,
        *("ua", "ro"),
    )
    assert columns(story, "memo~ro~1", "held", "standing") == (True, "disputed")
    assert answers(story, "memo", "ua", "ro", "2012-01-01") == [("possibly", "existence-disputed")]


def test_a_complete_list_that_leaves_out_a_party_is_an_exit_that_nobody_reported(tmp_path: Path) -> None:
    """Depositaries strike off without a notice: out by the day of the list, and since when is not known."""
    story = practice(
        tmp_path,
        """
        memo:
          {kind: agreement, form: memorandum, binds: signature, says: [
            {source: ministry, acts: [{by: [ua, ro, pl], type: signature, done: 2010-05-04}]},
            {source: agency, lists: [{of: [ua, pl], role: party, as_of: 2015-03-01, complete: true}]}]}
        """,
        *("ua", "ro", "pl"),
    )
    assert columns(story, "memo~ro~1", "held", "end_kind", "end_latest") == (True, "unreported", DAY("2015-02-28"))
    assert answers(story, "memo", "ua", "ro", "2010-05-04", "2012-01-01", "2015-03-01") == [
        ("certainly", None),
        ("possibly", "end-imprecise"),
        ("no", None),
    ]
    assert answers(story, "memo", "ua", "pl", "2012-01-01") == [("certainly", None)]


def test_a_complete_list_of_observers_says_nothing_of_a_member(tmp_path: Path) -> None:
    """A list is complete in its role: who is missing among the observers may sit at the table."""
    story = practice(
        tmp_path,
        """
        network:
          {kind: agreement, form: working-arrangement, binds: signature, says: [
            {source: ministry, acts: [{by: [ua, ro], type: signature, done: 2010-05-04, role: member}]},
            {source: agency, lists: [{of: ge, role: observer, as_of: 2015-03-01, complete: true}]}]}
        """,
        *("ua", "ro", "ge"),
    )
    assert answers(story, "network", "ua", "ro", "2016-01-01") == [("presumably", None)]
    assert answers(story, "network", "ua", "ge", "2016-01-01") == [None]


def test_a_suspension_towards_one_is_lifted_in_a_month(tmp_path: Path) -> None:
    """VCLT 58 and 72: suspended between two only; of the day on which it is lifted a month is known."""
    story = practice(
        tmp_path,
        treaty(
            in_force_for("ua, by, kz"),
            "{by: ua, type: suspension, done: 2022-05-20, effective: 2022-06-01, towards: by}",
            "{by: ua, type: resumption, done: 2024-03, towards: by}",
        ),
        *("ua", "by", "kz"),
    )
    assert answers(story, "treaty", "ua", "by", "2022-05-31", "2023-01-01", "2024-03-15", "2024-04-01") == [
        ("presumably", None),
        ("suspended", None),
        ("possibly", "suspension-imprecise"),
        ("presumably", None),
    ]
    assert answers(story, "treaty", "ua", "kz", "2023-01-01") == [("presumably", None)]
    assert answers(story, "treaty", "by", "kz", "2023-01-01") == [("presumably", None)]


def test_of_two_that_objected_to_an_accession_one_withdrew(tmp_path: Path) -> None:
    """VCLT 20(4)(b) and 22(2): the treaty comes into force between the two with the withdrawal, for no other."""
    story = practice(
        tmp_path,
        treaty(
            in_force_for("de, gr"),
            in_force_for("kg", "2011-07-31"),
            "{by: [de, gr], type: precluding-objection, done: 2011-05-15, towards: kg}",
            "{by: gr, type: objection-withdrawal, done: 2016-02-10, towards: kg}",
        ),
        *("de", "gr", "kg"),
    )
    assert answers(story, "treaty", "gr", "kg", "2012-01-01", "2016-02-09", "2016-02-10") == [
        ("no", "excluded"),
        ("no", "excluded"),
        ("presumably", None),
    ]
    assert answers(story, "treaty", "de", "kg", "2012-01-01", "2020-01-01") == [("no", "excluded"), ("no", "excluded")]
    assert answers(story, "treaty", "de", "gr", "2012-01-01") == [("presumably", None)]


LEFT_AND_CAME_BACK = (
    in_force_for("ua, ro"),
    "{by: ro, type: denunciation, done: 2009-06-01, effective: 2010-01-01}",
    "{by: ro, type: accession, done: 2011-12-01, effective: 2012-01-01}",
)


def with_protocol(relation: str, *more: str) -> str:
    """The treaty that one left and came back to, and a protocol to it."""
    acts = ", ".join([in_force_for("ua, ro", "2001-01-01"), *more])
    protocol = f"{{kind: agreement, form: treaty, binds: consent, {relation}: treaty, says: [{{source: depositary, "
    return f"{treaty(*LEFT_AND_CAME_BACK)}\nprotocol: {protocol}acts: [{acts}]}}]}}"


def test_who_comes_back_to_the_convention_is_not_back_in_its_protocol(tmp_path: Path) -> None:
    """ETS 182, article 34(3): the protocol was denounced with the convention; an accession is to what it names."""
    story = practice(tmp_path, with_protocol("requires"), "ua", "ro")
    assert answers(story, "protocol", "ua", "ro", "2009-12-31", "2011-01-01", "2013-01-01") == [
        ("presumably", None),
        ("no", None),
        ("no", None),
    ]
    doubted = practice(tmp_path, with_protocol("supplements"), "ua", "ro")
    assert answers(doubted, "protocol", "ua", "ro", "2009-12-31", "2011-01-01", "2013-01-01") == [
        ("presumably", None),
        ("possibly", "rests-on"),
        ("possibly", "rests-on"),
    ]


def test_who_accedes_anew_to_the_protocol_too_is_back_in_both(tmp_path: Path) -> None:
    """The exit from the protocol and the new accession to it are reported: it rests on the second time."""
    again = (
        "{by: ro, type: denunciation, done: 2009-06-01, effective: 2010-01-01}",
        "{by: ro, type: accession, done: 2012-03-01, effective: 2012-07-01}",
    )
    story = practice(tmp_path, with_protocol("requires", *again), "ua", "ro")
    assert answers(story, "protocol", "ua", "ro", "2009-12-31", "2011-01-01", "2012-07-01") == [
        ("presumably", None),
        ("no", None),
        ("presumably", None),
    ]


def test_a_change_of_role_in_the_team_leaves_its_memorandum_alone(tmp_path: Path) -> None:
    """Who sat with a team as an observer and then as a member never left it."""
    story = practice(
        tmp_path,
        """
        team:
          {kind: agreement, form: jit, binds: signature, says: [
            {source: agency, acts: [
              {by: ua, type: founding, done: 2012-01-01, role: member},
              {by: ro, type: joining, done: 2012-01-01, role: observer},
              {by: ro, type: joining, done: 2015-03-01, role: member}]}]}
        memo:
          {kind: agreement, form: memorandum, binds: signature, requires: team, says: [
            {source: agency, acts: [{by: [ua, ro], type: signature, done: 2013-01-01}]}]}
        """,
        *("ua", "ro"),
    )
    assert answers(story, "memo", "ua", "ro", "2014-01-01", "2020-01-01") == [("presumably", None)] * 2


def test_a_liaison_officer_whose_return_nobody_announced(tmp_path: Path) -> None:
    """Secondments begin with a photograph and end in silence: a later page says that none is there."""
    story = practice(
        tmp_path,
        """
        liaison:
          {kind: assistance, form: secondment, says: [
            {source: agency, lists: [
              {of: police, role: provider, as_of: 2019-05-10},
              {of: bureau, role: recipient, as_of: 2019-05-10},
              {of: police, role: provider, as_of: 2021-09-01, deny: true}]}]}
        """,
        actors="""
        police: {kind: agency}
        bureau: {kind: agency}
        """,
    )
    assert columns(story, "liaison~police~1", "end_kind", "end_latest") == ("unreported", DAY("2021-08-31"))
    assert answers(story, "liaison", "police", "bureau", "2019-05-09", "2019-05-10", "2020-06-01", "2021-09-01") == [
        ("possibly", "start-imprecise"),
        ("certainly", None),
        ("possibly", "end-imprecise"),
        ("no", None),
    ]
