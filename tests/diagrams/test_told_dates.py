"""Dates are told as sources tell them: a term is no end, a year is no day."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

from accordgraph.diagrams.charts.charts import chart_sheet, timeline_chart
from accordgraph.diagrams.html.data import block, days
from accordgraph.diagrams.layout.laid_out import lay_out
from accordgraph.diagrams.model import Diagram

GOING_ON = "may continue: no end is reported, or only that of a term"


def test_files_and_pages_say_so_in_their_legends(sample_of_a_day: Diagram, sample_file: Path) -> None:
    assert any(link.when.end_kind == "term" for link in sample_of_a_day.links)
    assert f">{GOING_ON}</text>" in chart_sheet(timeline_chart(sample_of_a_day))
    assert f"</svg>{GOING_ON}</li>" in sample_file.read_text(encoding="utf-8")


def test_what_is_attested_by_a_year_is_not_shown_as_attested_on_its_first_day(sample: Diagram) -> None:
    link = next(link for link in sample.links if link.when.since == "2024")
    by_year = replace(link, when=replace(link.when, last_attested=link.when.since_earliest))
    exact = next(link for link in sample.links if link.when.since == "2023-07-03")
    seen = replace(exact, when=replace(exact.when, last_attested=exact.when.since_earliest))
    links = block(lay_out(replace(sample, links=(by_year, seen))))["links"]
    assert {one["since"]: one["attested"] for one in links} == {"2024": "2024", "2023-07-03": "2023-07-03"}


def test_a_page_can_be_asked_for_the_day_on_which_it_was_made(sample: Diagram) -> None:
    assert sample.provenance is not None
    provenance = replace(sample.provenance, created_on=datetime.date(2031, 1, 1))
    assert days(replace(sample, provenance=provenance))[-1] == datetime.date(2031, 1, 1)
    assert days(replace(sample, provenance=provenance, last=datetime.date(2024, 1, 1)))[-1] == datetime.date(2024, 1, 1)
    assert days(replace(sample, provenance=provenance, links=())) == []
