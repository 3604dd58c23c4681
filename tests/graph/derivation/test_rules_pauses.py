"""Provisional application, suspension, objection, and what a basis rests on."""

from __future__ import annotations

from worlds.judged import answers, founded
from worlds.statement_builder import Story


def test_a_treaty_is_applied_provisionally_until_it_is_in_force(story: Story) -> None:
    story.actors("ua", "pl").basis("aa", binds="consent")
    for actor in ("ua", "pl"):
        story.act("aa", actor, "signature", "2014-06-27", source="page")
        story.act("aa", actor, "provisional-application", "2014-11-01", effective="2014-11-01", source="page")
        story.act("aa", actor, "ratification", "2017-07-11", effective="2017-09-01", source="page")
    assert answers(story, "aa", "ua", "pl", "2014-07-01", "2015-06-01", "2017-08-31", "2017-09-01", "2020-01-01") == [
        ("no", None),
        ("provisionally", None),
        ("provisionally", None),
        ("certainly", None),
        ("presumably", None),
    ]


def test_provisional_application_ends_by_notice(story: Story) -> None:
    story.actors("ua", "pl").basis("aa", binds="consent")
    for actor in ("ua", "pl"):
        story.act("aa", actor, "provisional-application", "2014-11-01", source="page")
    story.act("aa", "pl", "provisional-end", "2016-01-01", effective="2016-02-01", source="page")
    assert answers(story, "aa", "ua", "pl", "2015-06-01", "2016-02-01") == [("provisionally", None), ("no", None)]


def minsk(story: Story) -> Story:
    story.actors("ua", "ru", "ro").basis("minsk", binds="consent", in_force_since="1994-05-19")
    for actor, day, force in (
        ("ua", "1995-03-14", "1995-04-14"),
        ("ru", "1994-11-10", "1994-12-10"),
        ("ro", "1994-11-10", "1994-12-10"),
    ):
        story.act("minsk", actor, "ratification", day, effective=force, source="page")
    return story


def pause(
    story: Story, basis: str, actor: str | None, type: str, done: str, towards: str | None, effective: str | None = None
) -> None:
    mention = f"{basis} {actor} {type} {done}"
    for key, value in (("type", type), ("done_on", done), ("effective_on", effective), ("towards", towards)):
        story.say("act", "page", key, value, mention=mention, basis=basis, actor=actor)


def test_a_suspension_towards_one_leaves_the_others(story: Story) -> None:
    pause(minsk(story), "minsk", "ua", "suspension", "2022-12-01", "ru", effective="2022-12-27")
    assert answers(story, "minsk", "ua", "ru", "2022-12-26", "2023-06-01") == [
        ("presumably", None),
        ("suspended", None),
    ]
    assert answers(story, "minsk", "ua", "ro", "2023-06-01") == [("presumably", None)]
    pause(story, "minsk", "ua", "resumption", "2030-01-01", "ru")
    assert answers(story, "minsk", "ua", "ru", "2029-12-31", "2030-01-01") == [
        ("suspended", None),
        ("presumably", None),
    ]


def test_an_objection_that_precludes_keeps_two_apart_until_it_is_withdrawn(story: Story) -> None:
    """Apostille Convention: Belgium objected to Albania's accession on 2004-03-05 and withdrew that on 2015-12-21."""
    story.actors("al", "be", "de").basis("apostille", binds="consent")
    story.act("apostille", "al", "accession", "2003-09-03", effective="2004-05-09", source="register")
    story.act("apostille", "be", "ratification", "1975-12-11", effective="1976-02-09", source="register")
    pause(story, "apostille", "be", "precluding-objection", "2004-03-05", "al")
    pause(story, "apostille", "be", "objection-withdrawal", "2015-12-21", "al")
    assert answers(story, "apostille", "al", "be", "2010-01-01", "2015-12-21") == [
        ("no", "excluded"),
        ("presumably", None),
    ]


def test_the_suspension_of_the_minsk_convention_and_its_end_for_ukraine(story: Story) -> None:
    """Suspended towards Russia from 2022-12-27; it ceases for Ukraine on 2023-12-29. Romania was not named."""
    pause(minsk(story), "minsk", "ua", "suspension", "2022-12-01", "ru", effective="2022-12-27")
    story.act("minsk", "ua", "withdrawal", "2023-06-29", effective="2023-12-29", source="page")
    days = ("2022-12-26", "2022-12-27", "2023-06-01", "2023-12-28", "2023-12-29", "2024-01-01")
    suspended, over = ("suspended", None), ("no", None)
    assert answers(story, "minsk", "ua", "ru", *days) == [("presumably", None), *[suspended] * 3, over, over]
    assert answers(story, "minsk", "ua", "ro", *days) == [*[("presumably", None)] * 4, over, over]
    assert answers(story, "minsk", "ro", "ru", "2024-01-01") == [("presumably", None)]


def apostille(story: Story, type: str, day: str) -> Story:
    """Belgium speaks of Albania, which acceded on 2003-09-03 and is bound from 2004-05-09."""
    story.actors("al", "be").basis("apostille", binds="consent")
    story.act("apostille", "al", "accession", "2003-09-03", effective="2004-05-09", source="register")
    story.act("apostille", "be", "ratification", "1975-12-11", effective="1976-02-09", source="register")
    pause(story, "apostille", "be", type, day, "al")
    return story


def test_an_objection_that_precludes_nothing_is_only_shown(story: Story) -> None:
    apostille(story, "objection", "2004-03-05")
    assert answers(story, "apostille", "al", "be", "2010-01-01") == [("presumably", None)]
    assert "objection" in story.tables()["acts"]["type"].to_list()


def test_a_precluding_objection_that_came_late_is_only_shown(story: Story) -> None:
    """Twelve months after it was in force between the two, Belgium had accepted (VCLT 20, paragraph 5)."""
    apostille(story, "precluding-objection", "2005-05-10")
    assert answers(story, "apostille", "al", "be", "2010-01-01") == [("presumably", None)]
    assert "precluding-objection" in story.tables()["acts"]["type"].to_list()


def test_a_precluding_objection_within_twelve_months_is_not_late(story: Story) -> None:
    apostille(story, "precluding-objection", "2005-05-09")
    assert answers(story, "apostille", "al", "be", "2010-01-01") == [("no", "excluded")]


def behind(story: Story, link: str, name: str) -> set[str]:
    """The values of a property in the evidence of a link."""
    tables = story.tables()
    evidence = tables["evidence"].filter(thing=link).join(tables["statements"], left_on="statement", right_on="id")
    return set(evidence.filter(property=name)["value"])


def test_the_evidence_of_a_link_has_the_suspension_between_its_two_alone(story: Story) -> None:
    pause(minsk(story), "minsk", "ua", "suspension", "2022-12-01", "ru", effective="2022-12-27")
    pause(story, "minsk", "ua", "resumption", "2030-01-01", "ru")
    assert behind(story, "minsk~ru~1~ua~1", "type") == {"ratification", "suspension", "resumption"}
    assert behind(story, "minsk~ro~1~ua~1", "type") == {"ratification"}


def test_the_evidence_of_a_link_has_the_objection_and_its_withdrawal(story: Story) -> None:
    apostille(story, "precluding-objection", "2004-03-05")
    pause(story, "apostille", "be", "objection-withdrawal", "2015-12-21", "al")
    types = behind(story, "apostille~al~1~be~1", "type")
    assert types == {"accession", "ratification", "precluding-objection", "objection-withdrawal"}


def protocol(story: Story, **more: str) -> Story:
    story.actors("ua", "pl", "ro").basis("parent", binds="consent").basis("proto", binds="consent", **more)
    for actor in ("ua", "pl"):
        story.act("parent", actor, "ratification", "1998-03-11", effective="1998-06-09", source="page")
        story.act("proto", actor, "ratification", "2011-09-01", effective="2012-01-01", source="page")
    story.act("parent", "pl", "denunciation", "2020-01-01", effective="2020-07-01", source="page")
    story.act("proto", "ro", "accession", "2012-09-01", effective="2013-01-01", source="page")
    return story


def test_a_protocol_that_requires_its_convention_ends_with_it(story: Story) -> None:
    """ETS 182, article 34(3): who denounces the convention denounces the protocol."""
    protocol(story, requires="parent")
    assert answers(story, "proto", "ua", "pl", "2019-01-01", "2021-01-01") == [("presumably", None), ("no", None)]
    assert answers(story, "proto", "ua", "ro", "2021-01-01") == [("possibly", "parent-unreported")]


def test_a_protocol_whose_text_does_not_say_so_is_in_doubt_only(story: Story) -> None:
    protocol(story, supplements="parent")
    assert answers(story, "proto", "ua", "pl", "2019-01-01", "2021-01-01") == [
        ("presumably", None),
        ("possibly", "rests-on"),
    ]
    assert answers(story, "proto", "ua", "ro", "2021-01-01") == [("presumably", None)]


def test_a_memorandum_on_a_team_shares_the_doubt_of_the_team(team: Story) -> None:
    founded(team).act("team", None, "extension", "2024-02-29", until="2026-03", source="page")
    team.actors("doj", kind="agency").basis("memo", binds="signature", supplements="team")
    for actor, role in (("ua", "side-a"), ("pl", "side-a"), ("doj", "side-b")):
        team.act("memo", actor, "signature", "2023-03-03", source="page", role=role)
    assert answers(team, "memo", "doj", "ua", "2025-01-01", "2026-11-30") == [
        ("presumably", None),
        ("possibly", "rests-on"),
    ]
