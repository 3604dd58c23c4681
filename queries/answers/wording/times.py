"""When something was that is of its time only, such as an operation: a day, a period, or a time within bounds."""

from __future__ import annotations

from accordgraph.ontology.messages import message
from accordgraph.queries.answers.tree import Part, Sentence, sentence
from accordgraph.queries.answers.wording.bounds import Side
from accordgraph.queries.answers.wording.dates import bounds_words, period_words
from accordgraph.queries.plans import Row, day_of

OF_TIME = ("operation", "report")
"""Kinds of bases that are of their time only: they have no since and no until."""

READING = "reading"
"""The standing of what no source states, and what is our reading."""

MARKS = {READING: "chain-as-read", "disputed": "time-disputed"}
"""What is said in brackets of a time, by its standing."""


def mark_of(standing: object, lang: str, *, is_of_time: bool) -> str:
    """In brackets after a blank, that a date or a time is our reading; of what is of its time only, also that sources
    differ on it. Empty where a source states it.
    """
    key = MARKS.get(str(standing)) if is_of_time or standing == READING else None
    return f" {message(key, lang)}" if key else ""


def time_of(row: Row, lang: str, side: Side = "since") -> Sentence:
    """The time of a link or of a participation; that it is our reading, or that sources differ on it."""
    return sentence(period_of(row, lang, side), mark_of(row.get(f"{side}_standing"), lang, is_of_time=True))


def period_of(row: Row, lang: str, side: Side = "since") -> Part:
    """The time of a link (`since`) or of a participation (`start`): a period where its first day is known."""
    first, latest = day_of(row[f"{side}_earliest"]), day_of(row[f"{side}_latest"])
    last = day_of(row["until_latest" if side == "since" else "end_latest"])
    if first is not None and first == latest and last is not None and last != first:
        return Part(period_words(f"{first}/{last}", lang), "date")
    return Part(bounds_words(first, last, lang), "date")
