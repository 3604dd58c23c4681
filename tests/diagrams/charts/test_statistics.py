"""Numbers that do not fit each other are found, marked and told; those that fit are left alone."""

from __future__ import annotations

import datetime
from dataclasses import replace
from xml.etree import ElementTree

from accordgraph.diagrams.charts.charts import chart_sheet, statistics_chart
from accordgraph.diagrams.charts.statistics import Count, Statistics, letters, remarks
from accordgraph.diagrams.facts import Source

SOURCES = tuple(Source(name, name.title(), None, None, None, "official") for name in ("list", "paper"))
HOSTILE = "</text><script>alert(1)</script>"


def count(series: str, measure: str, year: int, value: float, source: int = 1, note: str | None = None) -> Count:
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    return Count(series, measure, str(year), first, last, value, "exact", source, None, note)


def statistics_of(*counts: Count) -> Statistics:
    return Statistics(counts, SOURCES, (("The share stays high.", 1),))


def texts(*counts: Count) -> list[str]:
    return [remark.text for remark in remarks(statistics_of(*counts))]


def test_numbers_that_fit_get_no_remark() -> None:
    assert texts(count("a", "sent", 2021, 550), count("a", "sent", 2022, 1002), count("b", "sent", 2021, 484)) == []


def test_two_sources_that_differ_are_marked() -> None:
    assert texts(count("a", "sent", 2021, 550), count("a", "sent", 2021, 551, 2)) == [
        "Sources give different numbers: 550; 551."
    ]


def test_a_number_keeps_what_its_source_says_of_how_exact_it_is() -> None:
    exact, over = count("a", "sent", 2021, 47), replace(count("a", "sent", 2021, 400, 2), qualifier="more-than")
    assert texts(exact, over) == ["Sources give different numbers: 47; over 400."]
    [remark] = remarks(replace(statistics_of(exact, over), lang="uk"))
    assert remark.text == "Джерела наводять різні числа: 47; понад 400."


def test_periods_stand_in_words() -> None:
    half = replace(count("a", "sent", 2025, 388), period="2025-01/2025-06")
    statistics = replace(statistics_of(count("a", "sent", 2022, 388), half), lang="uk")
    [remark] = remarks(statistics)
    assert "(2022; перше півріччя 2025 року)" in remark.text
    assert [row[2] for row in statistics_chart(statistics, None).table.rows] == ["2022", "перше півріччя 2025 року"]


def test_a_number_that_comes_back_in_another_period_is_marked() -> None:
    marks = remarks(statistics_of(count("a", "sent", 2022, 388), count("a", "sent", 2025, 388)))
    assert [remark.text for remark in marks] == [
        "388 is given for several periods (2022; 2025): one of them may be an error."
    ]
    assert letters(marks) == {("a", "sent", "2022"): "a", ("a", "sent", "2025"): "a"}


def test_a_number_that_comes_back_in_another_series_is_marked_and_nobody_is_accused() -> None:
    marks = remarks(statistics_of(count("a", "sent", 2022, 388), count("b", "sent", 2025, 388)))
    assert [remark.text for remark in marks] == [
        "388 is given in different series and periods (2022; 2025): by chance, or copied."
    ]
    assert letters(marks) == {("a", "sent", "2022"): "a", ("b", "sent", "2025"): "a"}


def test_numbers_of_different_measures_or_sources_are_not_held_against_each_other() -> None:
    assert texts(count("a", "sent", 2022, 480), count("b", "received", 2023, 480)) == []
    assert texts(count("a", "sent", 2022, 480), count("b", "sent", 2023, 480, 2)) == []


def test_numbers_keep_all_their_digits() -> None:
    large = (count("a", "sent", 2021, 1234567), count("a", "sent", 2021, 1234568, 2))
    assert texts(*large) == ["Sources give different numbers: 1,234,567; 1,234,568."]
    chart = statistics_chart(
        statistics_of(*large, count("a", "sent", 2022, 1234567), count("a", "sent", 2023, 0.1234567)), None
    )
    assert [row[3] for row in chart.table.rows] == ["1234567", "1234568", "1234567", "0.1234567"]
    assert "1,234,567 is given for several periods (2021; 2022): one of them may be an error." in [
        text for _, text in chart.remarks
    ]
    assert {"1234567", "1234568"} <= set(ElementTree.fromstring(chart_sheet(chart)).itertext())


def test_small_numbers_may_come_twice() -> None:
    assert texts(count("a", "sent", 2022, 7), count("a", "sent", 2023, 7)) == []


def test_one_series_under_two_headings_is_told_and_its_gap() -> None:
    numbers = {2021: 550, 2022: 1002, 2024: 805}
    both = [count(name, "sent", year, value) for name in ("a", "b") for year, value in numbers.items()]
    assert texts(*both, count("b", "sent", 2023, 612)) == [
        "The same numbers stand under “b” and “a”: probably one series under two headings.",
        "“a” has no number for one period (2023), where the other has 612.",
    ]


def test_a_year_without_an_executed_number_is_told_and_never_counted_as_none() -> None:
    numbers = (count("a", "sent", 2021, 484), count("a", "sent", 2022, 388), count("a", "executed", 2022, 330))
    assert texts(*numbers) == ["“a”: the number executed is not reported for some periods (2021)."]
    assert [share for _, share in statistics_of(*numbers).shares("a")] == [None, 330 / 388]


def test_a_share_is_reckoned_within_one_source() -> None:
    numbers = (
        count("a", "sent", 2021, 100),
        count("a", "sent", 2021, 400, 2),
        count("a", "executed", 2021, 300, 2),
    )
    assert [(sent.value, share) for sent, share in statistics_of(*numbers).shares("a")] == [(400, 0.75)]
    rows = statistics_chart(statistics_of(*numbers), None).table.rows
    assert [(row[3], row[4]) for row in rows] == [("100", ""), ("400", ""), ("300", "75%")]
    assert "Sources give different numbers: 100; 400." in texts(*numbers)


def test_no_share_is_reckoned_where_sources_or_one_source_tell_several() -> None:
    two = (count("a", "sent", 2021, 100), count("a", "executed", 2021, 90))
    others = (count("a", "sent", 2021, 400, 2), count("a", "executed", 2021, 300, 2))
    assert [share for _, share in statistics_of(*two, *others).shares("a")] == [None]
    assert [share for _, share in statistics_of(*two, count("a", "sent", 2021, 120)).shares("a")] == [None]
    same = (count("a", "sent", 2021, 100, 2), count("a", "executed", 2021, 90, 2))
    assert [share for _, share in statistics_of(*two, *same).shares("a")] == [0.9]


def test_numbers_of_different_sources_make_no_share_and_that_is_told() -> None:
    numbers = (count("a", "sent", 2021, 400), count("a", "executed", 2021, 300, 2))
    assert [share for _, share in statistics_of(*numbers).shares("a")] == [None]
    assert texts(*numbers) == [
        "“a”: in some periods (2021) the numbers sent and executed come from different sources, so no share is given."
    ]


def test_the_chart_tells_each_number_in_its_drawing_its_table_and_its_words() -> None:
    numbers = (count("a", "sent", 2022, 388, note="in a list"), count("a", "executed", 2022, 330))
    chart = statistics_chart(statistics_of(*numbers), None)
    assert [row[3] for row in chart.table.rows] == ["388", "330"]
    assert "2022: 388" in chart.alternative and "2022: 85%" in chart.alternative
    words = list(ElementTree.fromstring(chart_sheet(chart)).itertext())
    assert {"388", "330", "85%", "in a list", "The share stays high. (source 1)"} <= set(words)


def test_hostile_series_and_notes_are_shown_as_they_are() -> None:
    chart = statistics_chart(statistics_of(count(HOSTILE, "sent", 2022, 388, note=HOSTILE)), None)
    root = ElementTree.fromstring(chart_sheet(chart))
    assert not [element for element in root.iter() if element.tag.endswith("script")]
    assert any("<script>" in words for words in root.itertext())
