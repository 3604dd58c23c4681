"""Bars end at their numbers and days: measured in the SVG of every kind of chart, against the scale that it draws."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from drawings.sample_picture import make_sample

from accordgraph.diagrams.charts.charts import chart_svg, statistics_chart, timeline_chart, years_chart
from accordgraph.diagrams.charts.statistics import Count, Statistics
from accordgraph.diagrams.charts.statistics_svg import HIGH, Panels
from accordgraph.diagrams.charts.years import beginnings
from accordgraph.diagrams.facts import Source
from accordgraph.diagrams.in_force import periods
from accordgraph.diagrams.model import Diagram
from accordgraph.diagrams.svg.elements import Painter
from accordgraph.diagrams.svg.styles import LIGHT
from accordgraph.diagrams.svg.timeline import Timeline, hatches

SVG = "{http://www.w3.org/2000/svg}"
SOURCE = Source("s", "A report", None, None, None, "publication")
FOLDER = Path(__file__).parents[3] / "diagrams"


def count(measure: str, first: str, last: str, value: float, period: str) -> Count:
    days = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
    return Count("requests", measure, period, *days, value, "exact", 1)


NUMBERS = (
    count("sent", "2021-01-01", "2021-12-31", 550, "2021"),
    count("sent", "2022-01-01", "2022-12-31", 1002, "2022"),
    count("executed", "2022-01-01", "2022-12-31", 330, "2022"),
    count("sent", "2023-01-01", "2023-06-30", 388, "2023-01/2023-06"),
)


def rectangles(svg: str) -> list[dict[str, float]]:
    names = ("x", "y", "width", "height")
    every = ElementTree.fromstring(svg).iter(f"{SVG}rect")
    return [{name: float(one.get(name, "0")) for name in names} for one in every if one.get("fill") != LIGHT["stage"]]


def drawn(panels: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg">{panels}</svg>'


def test_a_bar_of_statistics_ends_at_its_number_on_the_scale_that_is_drawn() -> None:
    [row] = Panels(Statistics(NUMBERS, (SOURCE,), ()), {}, Painter()).rows(400)[:1]
    svg = drawn(row.drawn)
    lines = [path.get("d", "") for path in ElementTree.fromstring(svg).iter(f"{SVG}path")]
    top, base = (float(re.findall(r"M0 ([\d.]+)H", line)[0]) for line in lines[:2])
    assert 0 < top < base < HIGH
    ends = {round((base - one["y"]) / (base - top) * 1002) for one in rectangles(svg) if one["height"] > 20}
    assert ends == {550, 1002, 330, 388}
    assert all(abs(one["y"] + one["height"] - base) < 0.02 for one in rectangles(svg) if one["height"] > 20)


def test_a_bar_of_statistics_is_as_wide_as_its_period() -> None:
    [row] = Panels(Statistics(NUMBERS, (SOURCE,), ()), {}, Painter()).rows(400)[:1]
    bars = {round(one["height"]): one for one in rectangles(drawn(row.drawn)) if one["height"] > 20}
    whole, half = (bars[height]["width"] + 10 for height in (max(bars), sorted(bars)[1]))
    assert half / whole == pytest.approx(181 / 365, abs=0.01)


def test_of_periods_that_overlap_one_has_a_bar_and_the_others_are_told() -> None:
    numbers = (
        *NUMBERS,
        count("sent", "2021-02-24", "2023-03-07", 700, "2021-02-24/2023-03-07"),
        count("signed", "2021-01-01", "2021-12-31", 5_000_000, "2021"),
    )
    statistics = Statistics(numbers, (SOURCE,), ())
    assert [one.value for one in statistics.drawn("requests")] == [550, 1002, 388, 330]
    no_rates, note = statistics_chart(statistics, None).notes
    assert no_rates.endswith("the percentages are no rates.")
    assert note.startswith("2 numbers stand in the table only")


def test_the_number_of_each_year_is_the_height_of_its_bar() -> None:
    links = tuple(link for link in make_sample().links if link.held)
    sample: Diagram = make_sample()
    svg = chart_svg(years_chart(sample), Painter())
    years, _ = beginnings(links)
    most = max(len(one.links) for one in years)
    parts = [one for one in rectangles(svg) if one["width"] > 20]
    base = max(one["y"] + one["height"] for one in parts)
    by_place: dict[float, float] = {}
    for one in parts:
        by_place[one["x"]] = min(by_place.get(one["x"], base), one["y"])
    half = len(by_place) // 2 or 1
    heights = [base - y for _, y in sorted(by_place.items())][:half]
    unit = max(heights) / most
    assert [round(high / unit, 2) for high in heights] == [float(len(one.links)) for one in years][:half]


def test_pieces_of_a_bar_begin_and_end_at_their_days_between_the_lines_of_the_years() -> None:
    sample = make_sample()
    timeline = Timeline(sample, Painter(), 1120.0)
    axis = timeline.axis()
    root = ElementTree.fromstring(drawn(timeline.draw()))
    groups = [one for one in root.iter(f"{SVG}g") if one.get("id", "").startswith("bar-")]
    grid = {round(place, 2) for _, place, _ in axis.years()}
    lines = {
        round(float(match[1]), 2)
        for path in root.iter(f"{SVG}path")
        if (match := re.match(r"M([\d.]+) \d+V", path.get("d", "")))
    }
    assert lines <= grid | {round((axis.broken_at or 0) + by, 2) for by in (-2, 2)}
    for group, link in zip(groups, sample.links, strict=True):
        boxes = [
            one for one in group.iter(f"{SVG}rect") if one.get("height") in ("11", "10") and one.get("fill") != "none"
        ]
        wanted = {round(axis.place(piece.first), 2) for piece in periods(link.when, axis.first, axis.last)}
        assert {round(float(one.get("x", "0")), 2) for one in boxes} <= wanted | {round(axis.place(axis.first), 2)}
        assert wanted <= {round(float(one.get("x", "0")), 2) for one in group.iter(f"{SVG}rect")}


def test_pages_of_a_timeline_have_every_row_once_on_one_axis() -> None:
    sample = make_sample()
    pages = list(Timeline(sample, Painter(), 700.0).pages(320.0))
    assert len(pages) > 2
    assert [link for page in pages for link in page.diagram.links] == list(sample.links)
    assert {page.axis() for page in pages} == {Timeline(sample, Painter(), 700.0).axis()}
    assert all(page.height <= 320.0 for page in pages)


def test_hatchings_are_the_same_in_page_chart_and_sheet() -> None:
    files = {
        re.sub(r"\s+", " ", pattern)
        for name in ("page.html.j2", "opening.html.j2")
        for pattern in re.findall(r"<pattern id=.*?</pattern>", (FOLDER / "html" / name).read_text(encoding="utf-8"))
    }
    leans = re.findall(r'id="hatch-([a-z-]+)".*?rotate\((-?\d+)\).*?d="([^"]+)"', hatches(Painter()))
    assert ("held", "45", "M0 3H6") in leans
    assert all('d="M0 3H6"' in pattern and ("rotate(45)" in pattern or "lean" in pattern) for pattern in files)
    assert len(files) == 2


def test_a_timeline_says_in_words_what_its_bars_show() -> None:
    chart = timeline_chart(make_sample())
    assert len(chart.table.rows) == len(make_sample().links)
