"""Bounds of reported days are those of EDTF, by the short way that most days take too."""

from __future__ import annotations

import pytest

from accordgraph.graph.dates.edtf import read
from accordgraph.graph.errors import AccordError
from accordgraph.queries.answers.wording.bounds import read_bounds

DATES = (
    "2022-05-30",
    "2024-02-29",
    "0001-01-01",
    "9999-12-31",
    "2022-05",
    "2022",
    "2022-05-30?",
    "2022-05-30/2022-05-31",
)


@pytest.mark.parametrize("value", DATES)
def test_bounds_are_those_of_edtf(value: str) -> None:
    reading = read(value)
    assert read_bounds(value) == (reading.start[0], reading.end[1])


@pytest.mark.parametrize("value", ["2023-02-29", "0000-01-01", "2022-W01-1", "٢٠٢٢-٠٥-٣٠"])
def test_what_is_no_day_is_read_as_edtf_reads_it(value: str) -> None:
    try:
        reading = read(value)
    except (AccordError, ValueError) as error:
        with pytest.raises(type(error)):
            read_bounds(value)
    else:
        assert read_bounds(value) == (reading.start[0], reading.end[1])
