"""When something was that is of its time only, such as an operation: a day, a period, or a time within bounds."""

from __future__ import annotations

from typing import Literal

from accordgraph.queries.answers.tree import Part
from accordgraph.queries.answers.wording.dates import bounds_words, period_words
from accordgraph.queries.plans import Row, day_of

OF_TIME = ("operation", "report")
"""Kinds of bases that are of their time only: they have no since and no until."""


def time_of(row: Row, lang: str, side: Literal["since", "start"] = "since") -> Part:
    """The time of a link (`since`) or of a participation (`start`): a period where its first day is known."""
    first, latest = day_of(row[f"{side}_earliest"]), day_of(row[f"{side}_latest"])
    last = day_of(row["until_latest" if side == "since" else "end_latest"])
    if first is not None and first == latest and last is not None and last != first:
        return Part(period_words(f"{first}/{last}", lang), "date")
    return Part(bounds_words(first, last, lang), "date")
