"""What a weaker voice says of a start, a floor, a closing or a later instrument moves nothing, and is a conflict."""

from __future__ import annotations

from typing import Any

import pytest
from worlds.statement_builder import Story

PAIR = "t~pl~1~ua~1"


def treaty(**more: str) -> Story:
    """Two states that acceded by the word of an official page; a column and two papers that may say otherwise."""
    story = Story().source("d", "editorial").source("page").source("column", "opinion")
    story.source("paper", "press").source("gazette", "press").actors("ua", "pl")
    story.basis("t", form="treaty", binds="signature", **more)
    for actor, day in (("ua", "2009-12-02"), ("pl", "2006-01-01")):
        story.act("t", actor, "accession", day, source="page")
    return story


def conflicts(story: Story) -> list[tuple[Any, ...]]:
    """Of each conflict: about, property, preferred, rule, value, source."""
    tables = story.tables()
    rows = tables["conflicts"].join(tables["candidates"], left_on="id", right_on="conflict", suffix="_of")
    return sorted(rows.select("about", "property", "preferred", "rule", "value", "source").rows())


def weaker(about: str, name: str, preferred: str | None, value: str, source: str = "column") -> tuple[Any, ...]:
    return (about, name, preferred, "resolve:weaker-voice", value, source)


def test_a_day_of_effect_that_a_column_gives_moves_nothing_and_is_a_conflict() -> None:
    story = treaty().act("t", "ua", "accession", source="column", effective="2011-01-01")
    assert story.row("participations", "t~ua~1")["start"] == "2009-12-02"
    assert conflicts(story) == [weaker("t~ua~1", "effective_on", "2009-12-02", "2011-01-01")]


def test_a_day_of_effect_that_agrees_is_no_conflict() -> None:
    assert conflicts(treaty().act("t", "ua", "accession", source="column", effective="2009")) == []


def test_two_papers_move_the_start_and_a_dispute_among_values_is_all_there_is() -> None:
    story = treaty()
    for paper in ("paper", "gazette"):
        story.act("t", "ua", "accession", source=paper, effective="2011-01-01")
    assert story.row("participations", "t~ua~1")["start"] == "2011-01-01"
    assert conflicts(story) == []


def test_an_entry_into_force_of_the_instrument_that_a_column_gives_is_a_conflict_of_each_start_it_would_move() -> None:
    story = treaty()
    story.say("basis", "column", "in_force_since", "2008-01-01", thing="t", basis="t")
    assert story.row("participations", "t~pl~1")["start"] == "2006-01-01"
    assert conflicts(story) == [weaker("t~pl~1", "in_force_since", "2006-01-01", "2008-01-01")]


def test_an_entry_into_force_of_the_whole_that_a_column_reports_is_one_too() -> None:
    story = treaty().act("t", None, "entry-into-force", "2008-01-01", source="column")
    assert story.row("participations", "t~pl~1")["start"] == "2006-01-01"
    assert conflicts(story) == [weaker("t~pl~1", "in_force_since", "2006-01-01", "2008-01-01")]


def test_a_founding_that_a_column_gives_is_one_too() -> None:
    story = treaty()
    story.say("actor", "column", "founded", "2007-01-01", thing="pl")
    assert story.row("participations", "t~pl~1")["start"] == "2006-01-01"
    assert conflicts(story) == [weaker("t~pl~1", "founded", "2006-01-01", "2007-01-01")]


def test_a_founding_of_a_team_that_a_column_gives_is_one_too() -> None:
    story = Story().source("d", "editorial").source("page").source("column", "opinion").actors("ua", "pl")
    story.basis("team", form="jit", binds="signature")
    story.act("team", "ua", "joining", "2022", source="page").act(
        "team", "pl", "founding", "2022-03-25", source="column"
    )
    assert story.row("participations", "team~ua~1")["start"] == "2022"
    assert conflicts(story) == [weaker("team~ua~1", "basis_founded", "2022", "2022-03-25")]


def test_a_closing_that_a_column_gives_is_a_conflict_and_leaves_what_follows_in_doubt() -> None:
    story = treaty()
    story.say("actor", "column", "closed", "2015-06-30", thing="pl")
    row = story.row("participations", "t~pl~1")
    assert (row["end_kind"], row["end_latest"], str(row["disputed_from"])) == ("denied", None, "2015-07-01")
    assert conflicts(story) == [weaker("t~pl~1", "closed", None, "2015-06-30")]


def replaced(source: str, *others: str) -> Story:
    story = treaty().basis("newer", form="treaty", binds="signature")
    for actor in ("ua", "pl"):
        story.act("newer", actor, "signature", "2015-01-01", source="page")
    for one in (source, *others):
        story.say("basis", one, "replaces", "t", thing="newer", basis="newer")
    return story


def test_a_column_alone_does_not_put_a_later_instrument_in_the_place_of_a_treaty() -> None:
    story = replaced("column")
    assert story.row("cooperations", PAIR)["replacement"] is None
    assert conflicts(story) == [weaker("newer", "replaces", None, "t")]


@pytest.mark.parametrize("sources", [("page",), ("d",), ("paper", "gazette"), ("column", "page")])
def test_a_source_that_ranks_as_high_or_two_papers_do(sources: tuple[str, ...]) -> None:
    story = replaced(*sources)
    assert story.row("cooperations", PAIR)["replacement"] == "newer"
    assert conflicts(story) == []


def test_two_columns_do_not() -> None:
    story = replaced("column").source("blog", "opinion")
    story.say("basis", "blog", "replaces", "t", thing="newer", basis="newer")
    assert story.row("cooperations", PAIR)["replacement"] is None
    assert [row[-1] for row in conflicts(story)] == ["blog", "column"]


def test_the_statement_behind_a_conflict_is_its_evidence() -> None:
    story = treaty().act("t", "ua", "accession", source="column", effective="2011-01-01")
    tables = story.tables()
    behind = tables["evidence"].filter(thing="t~ua~1~effective-on")["statement"].to_list()
    said = tables["statements"].filter(source="column", property="effective_on")["id"].to_list()
    assert behind == said
    assert len(said) == 1


def links(story: Story) -> list[str]:
    return story.tables()["cooperations"].filter("held")["id"].to_list()


@pytest.mark.parametrize("role", ["observer", "supporter", "depositary"])
def test_a_role_by_which_a_column_would_unlink_a_party_is_a_conflict_and_the_link_stays(role: str) -> None:
    story = treaty().listing("t", "ua", source="column", role=role, as_of="2012-01-01")
    row = story.row("participations", "t~ua~1")
    assert (row["role"], row["role_standing"], row["held"]) == ("party", "disputed", True)
    assert PAIR in links(story)
    assert story.row("cooperations", PAIR)["role_standing"] == "disputed"
    assert conflicts(story) == [weaker("t~ua~1", "role", "party", role)]


def test_two_columns_of_two_roles_unlink_nobody_either() -> None:
    story = treaty().source("other", "opinion").listing("t", "ua", source="column", role="observer", as_of="2012")
    story.listing("t", "ua", source="other", role="supporter", as_of="2012")
    assert story.row("participations", "t~ua~1")["role"] == "party"
    assert PAIR in links(story)
    assert {row[:4] for row in conflicts(story)} == {("t~ua~1", "role", "party", "resolve:weaker-voice")}


def test_a_page_or_two_papers_that_call_it_an_observer_decide() -> None:
    by_page = (
        treaty().source("register", "official").listing("t", "ua", source="register", role="observer", as_of="2012")
    )
    by_papers = treaty()
    for paper in ("paper", "gazette"):
        by_papers.listing("t", "ua", source=paper, role="observer", as_of="2012")
    for story in (by_page, by_papers):
        assert story.row("participations", "t~ua~1")["role"] == "observer"
        assert PAIR not in links(story)
        assert conflicts(story) == []


def test_a_role_that_links_too_is_taken_from_any_source() -> None:
    story = treaty().listing("t", "ua", source="column", role="member", as_of="2012")
    assert story.row("participations", "t~ua~1")["role"] == "member"
    assert PAIR in links(story)
    assert conflicts(story) == []


def test_who_is_only_an_observer_by_one_column_alone_stays_one() -> None:
    story = treaty().actors("jp").listing("t", "jp", source="column", role="observer", as_of="2012")
    assert story.row("participations", "t~jp~1")["role"] == "observer"
    assert links(story) == [PAIR]


@pytest.mark.parametrize(("source", "end"), [("paper", "exit"), ("column", "denied")])
def test_who_came_back_had_left_where_a_paper_says_so_and_not_where_a_column_does(source: str, end: str) -> None:
    story = treaty().act("t", "ua", "withdrawal", "2018-01-01", effective="2018-01-01", source=source)
    story.act("t", "ua", "accession", "2020-01-01", source=source)
    assert story.row("participations", "t~ua~1")["end_kind"] == end
