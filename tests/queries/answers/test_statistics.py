"""Numbers in words: how they stand in a grid, and the rules that find what adds up in any other."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest

from accordgraph.graph.store.store import Store
from accordgraph.queries.answers import sums
from accordgraph.queries.answers.rendering import terminal
from accordgraph.queries.answers.statistics import statistics
from accordgraph.queries.answers.tree import AnswerTree, Grid, GridRow, Group, Part
from accordgraph.queries.session import open_session

TODAY = datetime.date(2026, 11, 30)


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


@pytest.mark.parametrize("lang", ["en", "uk"])
@pytest.mark.parametrize("width", [80, 100])
def test_numbers_stand_in_columns_whose_digits_are_aligned(bundled_store: Path, lang: str, width: int) -> None:
    with open_session(Store(bundled_store).snapshot(), "ladybug", lang) as session:
        tree = statistics(session, TODAY)
    lines = terminal.text(tree, width).splitlines()
    [head] = [line for line in lines if line.split()[:2] == ["2021", "2022"]]
    ends = [match.end() for match in re.finditer(r"\d{4} H1|\S+ пів\. \d{4}|\d{4}", head)]
    grid = next(group.grid for group in tree.groups if group.grid)
    rows = [line for line in lines if re.search(r"[\d–][*†‡§]*$", line) and len(line) > ends[0]][1 : len(grid.rows) + 1]
    assert len(rows) == len(grid.rows) == 7
    for line, row in zip(rows, grid.rows, strict=True):
        values = [line[: end + 2].rstrip(" ").split(" ")[-1] for end in ends]
        assert [value.strip() for value in values] == [cell or "–" for cell in row.cells]


def test_columns_that_do_not_fit_follow_below() -> None:
    years = tuple(str(2000 + number) for number in range(12))
    rows = (
        GridRow((Part("all"),), tuple("1" for _ in years)),
        GridRow((Part("early"),), ("2", *("" for _ in years[1:]))),
    )
    tree = AnswerTree("en", (Part("Numbers"),), (), (Group("", (), grid=Grid(years, rows)),))
    lines = terminal.text(tree, 60).splitlines()
    assert max(map(len, lines)) <= 60
    assert re.findall(r"20\d\d", " ".join(lines)) == list(years)
    assert sum("all" in line for line in lines) > 1 and sum("early" in line for line in lines) == 1
