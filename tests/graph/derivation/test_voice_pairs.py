"""Which pairs of sources are named as perhaps one voice, and which are not."""

from __future__ import annotations

import pytest
from worlds.statement_builder import Story

from accordgraph.graph.derivation.voice_pairs import voice_pairs


def story(one: dict[str, str], other: dict[str, str], third: bool = False) -> Story:
    story_so_far = Story().source("d", "editorial").actors("ua", "pl").basis("b", binds="signature")
    names = {"paper": one, "outlet": other, **({"third": {"published": "2024-05-02"}} if third else {})}
    for name, more in names.items():
        story_so_far.source(name, **{"kind": "press", **more})
        story_so_far.act("b", "ua", "signature", "2024-05-01", source=name)
    return story_so_far


NEAR = {"published": "2024-05-02"}


@pytest.mark.parametrize("other", [{"published": "2024-05-04"}, {"published": "2024-05"}, {}])
def test_two_that_came_out_together_or_bear_no_day_are_named(other: dict[str, str]) -> None:
    [pair] = voice_pairs(story(NEAR, other).tables()).to_dicts()
    assert (pair["source_a"], pair["source_b"], pair["values"]) == ("outlet", "paper", 4)
    assert pair["example"].startswith("b~ua~")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (NEAR, {"published": "2024-05-05"}),
        ({**NEAR, "independent": "true"}, NEAR),
        ({**NEAR, "kind": "official"}, {**NEAR, "kind": "legal-text"}),
        (NEAR, {**NEAR, "publisher": "paper"}),
        (NEAR, {**NEAR, "derived_from": "paper", "derived_as": "summary"}),
    ],
)
def test_two_that_are_apart_or_declare_are_not(one: dict[str, str], other: dict[str, str]) -> None:
    assert voice_pairs(story(one, other).tables()).is_empty()


def test_a_value_that_three_carry_hangs_on_no_pair() -> None:
    assert voice_pairs(story(NEAR, NEAR, third=True).tables()).is_empty()
