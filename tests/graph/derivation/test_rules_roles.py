"""Roles have days: one actor in several roles, one after another or in dispute."""

from __future__ import annotations

from worlds.judged import answers, columns
from worlds.statement_builder import Story


def board(story: Story) -> Story:
    return story.actors("alpha", "beta", kind="agency").basis("board", binds="signature")


def test_lists_of_one_publisher_tell_a_role_that_changed(story: Story) -> None:
    board(story).source("list-2013", publisher="board").source("list-2016", publisher="board")
    story.listing("board", "alpha", source="list-2013", role="member", as_of="2013")
    story.listing("board", "beta", source="list-2013", role="observer", as_of="2013")
    story.listing("board", "alpha", "beta", source="list-2016", role="member", as_of="2016")
    assert columns(story, "board~beta~2", "role", "start", "start_rule") == (
        "member",
        "[2013-01-02..2016-12-31]",
        "start:role-changed",
    )
    assert columns(story, "board~beta~1", "role", "end_rule") == ("observer", "end:role-changed")
    assert answers(story, "board", "alpha", "beta", "2013-01-01", "2014-06-01") == [
        ("no", None),
        ("possibly", "start-imprecise"),
    ]


def test_an_act_tells_a_role_that_changed(story: Story) -> None:
    board(story).act("board", "alpha", "founding", "2010-01-01", source="page", role="member")
    story.act("board", "beta", "joining", "2012", source="page", role="observer")
    story.act("board", "beta", "joining", "2015", source="page", role="member")
    assert columns(story, "board~beta~1", "role", "until") == ("observer", "[2014-12-31..2015-12-30]")
    assert columns(story, "board~beta~2", "role", "start") == ("member", "2015")
    assert answers(story, "board", "alpha", "beta", "2013-01-01", "2015-06-01", "2016-01-01") == [
        ("no", None),
        ("possibly", "start-imprecise"),
        ("presumably", None),
    ]


def test_two_roles_at_one_time_are_a_dispute(story: Story) -> None:
    board(story).listing("board", "beta", source="page", role="observer", as_of="2013")
    story.listing("board", "beta", source="paper", role="member", as_of="2013-06")
    assert columns(story, "board~beta~1", "role", "role_standing") == ("observer", "disputed")
    assert "board~beta~2" not in story.tables()["participations"]["id"].to_list()


def test_two_voices_that_tell_two_roles_are_a_dispute(story: Story) -> None:
    board(story).listing("board", "beta", source="page", role="observer", as_of="2013")
    story.listing("board", "beta", source="paper", role="member", as_of="2016")
    assert columns(story, "board~beta~1", "role", "role_standing") == ("observer", "disputed")


def test_episodes_that_are_named_end_a_role_though_a_lesser_source_gives_another(story: Story) -> None:
    board(story).source("blog", kind="opinion", publisher="blog")
    story.act("board", "beta", "entry", "2014-08-19", source="page", role="observer", episode="1")
    story.act("board", "beta", "joining", "2014-12-04", source="page", role="member", episode="2")
    story.act("board", "beta", "founding", "2014-08-04", source="blog", role="member")
    assert columns(story, "board~beta~1", "role", "until", "end_rule") == ("observer", "2014-12-03", "end:role-changed")
    assert columns(story, "board~beta~2", "role", "start") == ("member", "2014-12-04")
