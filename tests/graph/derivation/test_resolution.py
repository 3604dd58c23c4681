"""One value from many, and whether a participation exists: the worked cases of the rules of resolution."""

from __future__ import annotations

import polars as pl
import pytest
from worlds.statement_builder import Story


@pytest.fixture
def team(story: Story) -> Story:
    return story.actors("ua", "ee", "cz", "europol", "icc-otp").basis("team", binds="signature", form="jit")


def done(story: Story, *, actor: str = "ee") -> tuple[str, str]:
    act = story.row("acts", f"team~{actor}~entry~1")
    return act["done_on"], act["standing"]


def test_a_coarser_value_is_not_in_conflict_but_refined(team: Story) -> None:
    team.act("team", "ee", "entry", "2022", source="page").act("team", "ee", "entry", "2022-05-30", source="paper")
    assert done(team) == ("2022-05-30", "refined")


def test_two_voices_confirm(team: Story) -> None:
    for source in ("page", "paper"):
        team.act("team", "ee", "entry", "2022-05-30", source=source)
    assert done(team) == ("2022-05-30", "confirmed")


def test_a_reprint_is_not_a_second_voice(team: Story) -> None:
    team.source("copy", "press", derived_from="page", derived_as="reprint")
    for source in ("page", "copy"):
        team.act("team", "ee", "entry", "2022-05-30", source=source)
    assert done(team) == ("2022-05-30", "single")


def test_a_second_page_of_one_publisher_is_not_a_second_voice(team: Story) -> None:
    team.source("page-2", publisher="page")
    for source in ("page", "page-2"):
        team.act("team", "ee", "entry", "2022-05-30", source=source)
    assert done(team) == ("2022-05-30", "single")


def test_a_reprint_of_a_reprint_goes_back_to_the_root(team: Story) -> None:
    team.source("copy", "press", derived_from="page").source("copy-2", "press", derived_from="copy")
    team.act("team", "ee", "entry", "2022-05-30", source="copy-2").act(
        "team", "ee", "entry", "2022-05-30", source="page"
    )
    assert done(team)[1] == "single"


@pytest.mark.parametrize(
    ("tellings", "chosen", "rule"),
    [
        pytest.param(
            [("page", "2022-05-30"), ("paper", "2022-05-31"), ("gazette", "2022-05-31")],
            "2022-05-30",
            "rank",
            id="rank",
        ),
        pytest.param(
            [("paper", "2022-05-30"), ("gazette", "2022-05-31"), ("other", "2022-05-31")],
            "2022-05-31",
            "voices",
            id="voices",
        ),
        pytest.param([("paper", "2022-05"), ("gazette", "2022-06-01")], "2022-06-01", "precision", id="precision"),
        pytest.param([("copy", "2022-05-30"), ("paper", "2022-05-31")], "2022-05-31", "own-page", id="own-page"),
        pytest.param([("paper", "2022-05-30"), ("gazette", "2022-05-31")], "2022-05-31", "later-published", id="later"),
        pytest.param([("other", "2022-05-31"), ("third", "2022-05-30")], "2022-05-30", "value", id="value"),
    ],
)  # fmt: skip
def test_what_decides_between_values(team: Story, tellings: list[tuple[str, str]], chosen: str, rule: str) -> None:
    team.source("other", "press", published="2023").source("third", "press", published="2023")
    team.source("copy", "press", derived_from="gazette", published="2025")
    for source, day in tellings:
        team.act("team", "ee", "entry", day, source=source)
    assert done(team) == (chosen, "disputed")
    assert team.row("conflicts", "team~ee~entry~1~done-on")["rule"] == f"resolve:{rule}"


def test_a_source_that_gives_two_days_which_others_give_too_counts_for_neither(team: Story) -> None:
    first, second, third = "2022-05-29", "2022-05-30", "2022-05-31"
    dated = {"split": (first, second), "a": (first,), "b": (second,), "c": (third,), "d": (third,)}
    for source, days in dated.items():
        team.source(source, "press", published="2023")
        for day in days:
            team.act("team", "ee", "entry", day, source=source)
    assert done(team) == (third, "disputed")
    assert team.row("conflicts", "team~ee~entry~1~done-on")["rule"] == "resolve:voices"


def test_disputed_bounds_are_the_hull_of_the_top_rank(team: Story) -> None:
    team.act("team", "ee", "entry", "2022-05-30", source="paper").act(
        "team", "ee", "entry", "2022-05-31", source="gazette"
    )
    team.act("team", "ee", "entry", "2022-06-02", source="column")
    stay = team.row("participations", "team~ee~1")
    assert [str(stay[name]) for name in ("start", "start_earliest", "start_latest")] == [
        "2022-05-31",
        "2022-05-30",
        "2022-05-31",
    ]


def test_the_type_of_an_act_is_never_disputed(team: Story) -> None:
    team.act("team", "ee", "founding", "2022-05-30", source="paper").act(
        "team", "ee", "joining", "2022-05-30", source="page"
    )
    assert team.row("acts", "team~ee~entry~1")["type"] == "joining"
    assert team.tables()["conflicts"].height == 0


def test_a_denier_that_ranks_as_high_means_not_held(team: Story) -> None:
    team.act("team", "cz", "entry", "2022", source="gazette", role="member")
    team.listing("team", "cz", source="paper", role="member", as_of="2022-07", deny=True)
    stay = team.row("participations", "team~cz~1")
    assert (stay["standing"], stay["held"], stay["firm"]) == ("disputed", False, False)
    assert team.row("conflicts", "team~cz~1~existence")["preferred"] == "not-held"


def test_a_denier_that_ranks_lower_leaves_it_held_but_disputed(team: Story) -> None:
    team.act("team", "cz", "entry", "2022", source="page", role="member")
    team.listing("team", "cz", source="paper", role="member", as_of="2022-07", deny=True)
    stay = team.row("participations", "team~cz~1")
    assert (stay["standing"], stay["held"], stay["firm"]) == ("disputed", True, False)


def test_a_list_whose_day_alone_is_our_reading_states_who_is_in(team: Story) -> None:
    team.listing("team", "cz", source="page", role="member", as_of="2024-01")
    team.rows[-1]["how"] = "day-inferred"
    stay = team.row("participations", "team~cz~1")
    assert (stay["standing"], stay["firm"], stay["role_standing"]) == ("single", True, "single")
    assert (stay["start_standing"], str(stay["start_latest"])) == ("reading", "2024-01-31")


def test_a_start_is_certain_from_a_list_whose_day_is_stated(team: Story) -> None:
    team.listing("team", "cz", source="page", role="member", as_of="2024-01")
    team.rows[-1]["how"] = "day-inferred"
    team.listing("team", "cz", source="paper", role="member", as_of="2024-06-01")
    stay = team.row("participations", "team~cz~1")
    assert (stay["start_standing"], str(stay["start_latest"])) == ("single", "2024-06-01")


def test_a_denial_on_a_day_of_our_reading_has_no_rank(team: Story) -> None:
    team.act("team", "cz", "entry", "2022", source="page", role="member")
    team.listing("team", "cz", source="page", role="member", as_of="2022-07", deny=True)
    team.rows[-1]["how"] = "day-inferred"
    stay = team.row("participations", "team~cz~1")
    assert (stay["standing"], stay["held"]) == ("disputed", True)


def test_a_later_complete_list_that_ranks_as_high_is_an_exit_that_nobody_reported(team: Story) -> None:
    team.act("team", "cz", "entry", "2022", source="page", role="member")
    team.act("team", "ua", "founding", "2022-03-25", source="page", role="member")
    team.listing("team", "ua", source="gazette", role="member", as_of="2025-03-18", complete=True)
    assert team.row("participations", "team~cz~1")["end_kind"] == "denied"
    team.listing("team", "ua", source="page", role="member", as_of="2025-03-18", complete=True)
    stay = team.row("participations", "team~cz~1")
    assert (stay["standing"], stay["held"], stay["end_kind"]) == ("single", True, "unreported")


def test_a_complete_list_must_outrank_to_take_the_hold_away(team: Story) -> None:
    team.act("team", "cz", "entry", "2022", source="column", role="member")
    team.act("team", "ua", "founding", "2022-03-25", source="page", role="member")
    team.listing("team", "ua", source="column", role="member", as_of="2025-03-18", complete=True)
    assert team.row("participations", "team~cz~1")["held"] is True
    team.listing("team", "ua", source="page", role="member", as_of="2025-03-18", complete=True)
    stay = team.row("participations", "team~cz~1")
    assert (stay["standing"], stay["held"]) == ("disputed", False)
    assert team.row("conflicts", "team~cz~1~existence")["rule"] == "existence:complete-list-outranks"


def test_a_complete_list_of_members_does_not_dispute_participants(team: Story) -> None:
    team.act("team", "icc-otp", "joining", "2022-04-25", source="page", role="participant")
    team.act("team", "ua", "founding", "2022-03-25", source="page", role="member")
    team.listing("team", "ua", source="page", role="member", as_of="2025-03-18", complete=True)
    assert team.row("participations", "team~icc-otp~1")["standing"] == "single"


def test_a_complete_list_of_a_day_before_the_entry_disputes_nothing(team: Story) -> None:
    team.act("team", "ee", "accession", "2022-05-30", source="paper", role="member")
    team.listing("team", "ua", source="page", role="member", as_of="2022-04-01", complete=True)
    assert team.row("participations", "team~ee~1")["standing"] == "single"


def test_a_denial_of_a_day_before_the_entry_disputes_nothing(team: Story) -> None:
    team.act("team", "ee", "accession", "2022-05-30", source="paper", role="member")
    team.listing("team", "ee", source="page", role="member", as_of="2022-04-01", deny=True)
    assert team.row("participations", "team~ee~1")["standing"] == "single"


def test_a_denial_alone_makes_no_participation(team: Story) -> None:
    team.listing("team", "cz", source="page", role="member", as_of="2022-07", deny=True)
    assert team.tables()["participations"].height == 0


def test_the_role_is_a_value_with_a_standing_of_its_own(team: Story) -> None:
    team.act("team", "icc-otp", "joining", "2022-04-25", source="page", role="participant")
    team.act("team", "icc-otp", "joining", "2022-04-25", source="column", role="observer")
    stay = team.row("participations", "team~icc-otp~1")
    assert (stay["role"], stay["role_standing"], stay["standing"]) == ("participant", "disputed", "confirmed")


def test_standings_are_not_contagious(team: Story) -> None:
    """One newspaper's day for the founding must not make Europol's link of 2023 disputed."""
    team.act("team", "ua", "founding", "2022-03-25", source="page", role="member")
    team.act("team", "ua", "founding", "2022-03-26", source="paper", role="member")
    team.act("team", "europol", "joining", "2023-10-05", source="page", role="participant")
    link = team.row("cooperations", "team~europol~1~ua~1")
    assert (link["since"], link["since_standing"], link["standing"]) == ("2023-10-05", "single", "single")
    founded = team.row("acts", "team~ua~entry~1")
    assert founded["standing"] == "disputed"


def test_two_bodies_that_acted_for_one_state_are_no_conflict(team: Story) -> None:
    team.actors("minister", "prosecutor", kind="agency")
    team.act("team", "ee", "founding", "2022-03-25", source="page", through="prosecutor")
    team.act("team", "ee", "founding", "2022-03-25", source="paper", through="minister")
    assert team.row("acts", "team~ee~entry~1")["through"] == "prosecutor"
    assert team.tables()["conflicts"].height == 0


def test_every_candidate_is_kept_with_its_source(team: Story) -> None:
    team.act("team", "ee", "entry", "2022-05-30", source="page").act(
        "team", "ee", "entry", "2022-05-31", source="paper"
    )
    candidates = team.tables()["candidates"].filter(pl.col("conflict") == "team~ee~entry~1~done-on")
    assert candidates.select("value", "source", "rank", "voices").rows() == [
        ("2022-05-30", "page", 4, 1),
        ("2022-05-31", "paper", 2, 1),
    ]
    statements = team.tables()["evidence"].filter(pl.col("thing") == "team~ee~entry~1~done-on~2")["statement"]
    assert team.statements().filter(pl.col("id").is_in(statements))["value"].to_list() == ["2022-05-31"]
