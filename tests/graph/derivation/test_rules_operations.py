"""Operations link only those that a voice names together."""

from __future__ import annotations

from worlds.statement_builder import Story


def raid(story: Story, *tellings: tuple[str, tuple[str, ...], str]) -> Story:
    story.actors("ua", "pl").actors("nabu", "sapo", kind="agency", part_of="ua").actors(
        "unit", "police", kind="agency", part_of="pl"
    )
    story.actors("witness", kind="group").basis("raid", kind="operation", binds="none").basis(
        "raid", None, source="paper", during="2024-04-09"
    )
    for source, actors, role in tellings:
        story.listing("raid", *actors, source=source, role=role, as_of="2024-04-09")
    return story


def test_an_operation_links_across_sides_only(story: Story) -> None:
    raid(story, ("paper", ("nabu", "sapo", "unit"), "participant"))
    assert story.tables()["cooperations"]["id"].to_list() == ["raid~nabu~1~unit~1", "raid~sapo~1~unit~1"]


def test_an_operation_does_not_link_where_no_role_is_reported(story: Story) -> None:
    raid(story, ("paper", ("nabu", "unit"), "participant"), ("paper", ("witness",), "unknown"))
    assert story.tables()["cooperations"]["id"].to_list() == ["raid~nabu~1~unit~1"]


def test_an_operation_does_not_link_where_no_voice_names_the_two_together(story: Story) -> None:
    raid(story, ("paper", ("nabu", "unit"), "participant"), ("gazette", ("sapo", "police"), "participant"))
    assert story.tables()["cooperations"]["id"].to_list() == ["raid~nabu~1~unit~1", "raid~police~1~sapo~1"]


def test_a_pair_that_is_named_as_such_is_linked_though_no_role_is(story: Story) -> None:
    raid(story, ("paper", ("nabu", "unit"), "participant"), ("gazette", ("witness",), "unknown"))
    mention = "list raid witness gazette unknown 2024-04-09 False"
    story.say("participation", "gazette", "with", "nabu", mention=mention, basis="raid", actor="witness")
    story.listing("raid", "nabu", source="gazette", role="unknown", as_of="2024-04-09")
    assert "raid~nabu~1~witness~1" in story.tables()["cooperations"]["id"].to_list()
