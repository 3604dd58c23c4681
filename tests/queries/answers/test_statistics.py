"""Numbers in words: the text over the bundled graph, and the rules that find what adds up in any other."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from accordgraph.graph.store.store import Store
from accordgraph.queries.answers import sums
from accordgraph.queries.answers.rendering import terminal
from accordgraph.queries.answers.statistics import statistics
from accordgraph.queries.session import open_session

GOLDEN = Path(__file__).parents[2] / "golden" / "answers"
TODAY = datetime.date(2026, 11, 30)


@pytest.mark.parametrize("lang", ["en", "uk"])
def test_the_text(bundled_store: Path, lang: str) -> None:
    with open_session(Store(bundled_store).snapshot(), "ladybug", lang) as session:
        text = terminal.text(statistics(session, TODAY))
    assert text == (GOLDEN / f"statistics.{lang}.txt").read_text(encoding="utf-8")


def values(*rows: tuple[str, str, str, float]) -> dict[sums.Place, set[float]]:
    return sums.values_of(((series, measure, period), value) for series, measure, period, value in rows)


def test_a_sum_is_found_once_and_by_its_shortest_parts() -> None:
    numbers = values(
        ("all", "sent", "2020", 805), ("mutual", "sent", "2020", 581), ("extradition", "sent", "2020", 224),
        ("procedural", "sent", "2020", 574), ("transfer", "sent", "2020", 7),
    )  # fmt: skip
    totals = [(one.total[0], [series for series, _ in one.parts]) for one in sums.sums(numbers)]
    assert totals == [("mutual", ["procedural", "transfer"]), ("all", ["extradition", "mutual"])]


def test_what_adds_up_in_one_period_and_not_in_another_is_said() -> None:
    numbers = values(
        *((series, "sent", "2020", value) for series, value in (("a", 10), ("b", 4), ("c", 6))),
        *((series, "sent", "2021", value) for series, value in (("a", 12), ("b", 4), ("c", 7))),
    )
    assert [(one.period, one.adds_up) for one in sums.sums(numbers)] == [("2020", True), ("2021", False)]


def test_numbers_of_other_measures_or_periods_are_not_added() -> None:
    assert sums.sums(values(("a", "sent", "2020", 10), ("b", "sent", "2021", 4), ("c", "executed", "2020", 6))) == []


def test_equal_series_share_three_periods_and_count_once_in_sums() -> None:
    shared = [(name, "sent", f"20{year}", 100.0 + year) for name in ("a", "b") for year in (20, 21, 22)]
    numbers = values(*shared, ("a", "sent", "2023", 7))
    (one,) = sums.equal(numbers)
    assert (one.one, one.other, list(one.only)) == ("a", "b", [("a", "2023", 7)])
    assert sums.equal(values(*shared[:2], *shared[3:5])) == []
    with_parts = values(*shared, ("c", "sent", "2020", 90), ("d", "sent", "2020", 30))
    assert [(each.total[0], each.period) for each in sums.sums(with_parts)] == [("a", "2020")]


def test_shares_need_both_numbers_of_one_series_and_period() -> None:
    numbers = values(
        ("a", "sent", "2020", 10), ("a", "executed", "2020", 7), ("a", "executed", "2021", 3), ("b", "sent", "2021", 4)
    )  # fmt: skip
    assert [(one.series, list(one.values)) for one in sums.shares(numbers)] == [("a", [("2020", 7, 10)])]


def test_different_numbers_for_one_place_are_a_contradiction_and_no_sum() -> None:
    numbers = values(
        ("a", "sent", "2020", 10), ("a", "sent", "2020", 11), ("b", "sent", "2020", 4), ("c", "sent", "2020", 6)
    )
    assert [(one.place, one.values) for one in sums.differing(numbers)] == [(("a", "sent", "2020"), (10, 11))]
    assert sums.sums(numbers) == []
