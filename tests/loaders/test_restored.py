"""What a backup says is judged by the rules for what is loaded: its checksums anybody can compute."""

from __future__ import annotations

import datetime
from typing import Any

import polars as pl
import pytest
from worlds.statement_builder import Story

from accordgraph.graph.errors import InputError
from accordgraph.graph.statements.log import Batch, Log, empty_log, record
from accordgraph.loaders.restored import check_log

DAY = datetime.date(2026, 1, 5)


def story() -> Story:
    made = Story().source("d", "editorial").source("page").actors("ua", "lt").basis("team", binds="signature")
    return made.act("team", "ua", "founding", "2022-03-25", source="page", role="member")


def log(made: Story) -> Log:
    return record(empty_log(), Batch("d", DAY, made.statements()))[0]


FORGED: dict[str, tuple[dict[str, Any], str]] = {
    "an address that runs": (
        {"about": "source", "name": "url", "value": "javascript:alert(1)"},
        "no address of the web",
    ),
    "an address of a file": (
        {"about": "actor", "name": "website", "value": "file:///etc/passwd"},
        "no address of the web",
    ),
    "an address with a key": ({"about": "source", "name": "url", "value": "https://a.org/?sig=abc"}, "or a key"),
    "a kind of source": ({"about": "source", "name": "kind", "value": "holy-writ"}, "kind that the vocabulary"),
    "a property": ({"about": "source", "name": "truth", "value": "1"}, "does not know"),
    "a day in words": ({"about": "source", "name": "published", "value": "yesterday"}, "no date"),
    "a part of itself": ({"about": "actor", "name": "part_of", "value": "ua", "thing": "ua"}, "Circular"),
    "a part of nobody": ({"about": "actor", "name": "part_of", "value": "nobody", "thing": "ua"}, "not declared"),
    "two kinds of a source": ({"about": "source", "name": "kind", "value": "press", "thing": "page"}, "Conflicting"),
    "a duration": ({"about": "basis", "name": "exit_after", "value": "soon", "thing": "team"}, "no duration"),
    "a truth": ({"about": "basis", "name": "open", "value": "maybe", "thing": "team"}, "neither true nor false"),
    "a country": ({"about": "actor", "name": "jurisdiction", "value": "Mars"}, "no country code"),
    "a language": ({"about": "actor", "name": "name", "value": "Rada", "lang": "\u202een"}, "language that is none"),
    "a note of a megabyte": (
        {"about": "actor", "name": "name", "value": "A", "note": "x" * 1_000_000},
        "more than 100,000",
    ),
}


@pytest.mark.parametrize(("said", "complaint"), FORGED.values(), ids=FORGED.keys())
def test_what_no_loader_would_have_taken_is_not_restored(said: dict[str, Any], complaint: str) -> None:
    made = story()
    made.say(**{"source": "d", "thing": "ua" if said["about"] == "actor" else "page", **said})
    with pytest.raises(InputError, match=complaint):
        check_log(log(made))


def test_what_a_loader_takes_is_restored_and_what_was_retracted_is_not_judged() -> None:
    made = story()
    made.say("source", "d", "published", "yesterday", thing="page")
    check_log(record(log(made), Batch("d", DAY, story().statements()))[0])


@pytest.mark.parametrize("change", ["twice", "unknown", "backwards"])
def test_recordings_that_no_load_can_have_made_are_refused(change: str) -> None:
    whole = log(story())
    first = whole.recordings.head(1)
    recordings = {
        "twice": pl.concat([whole.recordings, first]),
        "unknown": pl.concat([whole.recordings, first.with_columns(id=pl.lit("0" * 16))]),
        "backwards": whole.recordings.with_columns(retracted_on=pl.lit(DAY - datetime.timedelta(days=1))),
    }
    with pytest.raises(InputError, match="stood when no load"):
        check_log(Log(whole.statements, recordings[change]))
