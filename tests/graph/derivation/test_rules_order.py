"""The order in which statements come in changes nothing, whatever rules they meet."""

from __future__ import annotations

from polars.testing import assert_frame_equal
from worlds.judged import founded
from worlds.statement_builder import Story
from worlds.treaty_stories import bound, corrected, succession


def a_long_story(story: Story) -> Story:
    """Acts, lists, denials, pauses, successions and corrections of one another."""
    story.actors("ua", "pl", "ro", "ee", "cz", "europol").basis("team", binds="signature", form="jit")
    founded(story, "ro").act("team", "ee", "entry", "2022", source="paper", role="member")
    story.act("team", None, "extension", "2024-02-29", until="2026-03", source="paper")
    story.act("team", None, "extension", "2024-02-29", until="2025-03", source="gazette")
    story.act("team", "cz", "joining", "2022-10-13", until="2023-04-13", source="page", role="member")
    story.listing("team", "ua", "pl", source="page", role="member", as_of="2022-05-31", complete=True)
    story.listing("team", "ro", source="page", role="member", as_of="2026-01-10", deny=True)
    succession(corrected(story))
    bound(story, "gb", "be", supplements="team")
    for actor, type, day in (("gb", "suspension", "2005"), ("be", "exit", "2010-01-01"), ("be", "signature", "2012")):
        story.act("treaty", actor, type, day, source="page")
    return story


def test_the_order_of_statements_changes_nothing(story: Story) -> None:
    statements = a_long_story(story)
    expected = statements.tables()
    assert expected["participations"].height > 10
    for seed in range(4):
        statements.shuffled_by = seed
        shuffled = statements.tables()
        assert list(shuffled) == list(expected)
        for name, table in expected.items():
            assert_frame_equal(shuffled[name], table)
