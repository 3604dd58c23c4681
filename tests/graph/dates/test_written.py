"""Days as people write them: one reader for the command line, parameters, addresses and Python."""

from __future__ import annotations

import datetime
from pathlib import Path

import click
import pytest
from programs.running import run

from accordgraph.commands.shared.options import Day
from accordgraph.graph.dates.written import written_day
from accordgraph.queries.parameters import day
from accordgraph.web.context import read_day

DAY = datetime.date(2024, 4, 10)

WAYS = ("2024-04-10", "2024-4-10", "10.04.2024", "10.4.2024", " 10 April 2024 ", "10 квітня 2024", "10 Квітня 2024 р.")

NO_DAYS = ("10/04/2024", "04.2024", "31.04.2024", "10 apr 2024", "2024-04-10T12:00", "", "soon")


@pytest.mark.parametrize("text", WAYS)
def test_every_reader_reads_what_people_write(text: str) -> None:
    assert (written_day(text), read_day(text), day(text), Day().convert(text, None, None)) == (DAY, DAY, DAY, DAY)


@pytest.mark.parametrize("text", NO_DAYS)
def test_every_reader_refuses_what_is_no_day_or_may_be_two(text: str) -> None:
    assert (written_day(text), day(text)) == (None, None)
    with pytest.raises(click.BadParameter, match="is not a day; write it as"):
        Day().convert(text, None, None)


def test_the_command_line_answers_of_a_day_in_words(bundled_store: Path) -> None:
    words = ("who", "NABU", "--store", str(bundled_store), "--on")
    answers = {run(*words, text).stdout for text in ("2024-04-10", "10.04.2024", "10 квітня 2024 року")}
    assert len(answers) == 1 and answers != {""}
