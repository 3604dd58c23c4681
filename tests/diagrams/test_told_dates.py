"""Dates are told as sources tell them: a term is no end, a year is no day."""

from __future__ import annotations

from pathlib import Path

from accordgraph.diagrams.picture import Picture
from accordgraph.diagrams.sheet import timeline_sheet

GOING_ON = "may go on: no end told, or a term that may be extended"


def test_files_and_pages_say_so_in_their_legends(sample_of_a_day: Picture, sample_file: Path) -> None:
    assert any(link.when.end_kind == "term" for link in sample_of_a_day.links)
    assert f">{GOING_ON}</text>" in timeline_sheet(sample_of_a_day)
    assert f"</svg>{GOING_ON}</li>" in sample_file.read_text(encoding="utf-8")
