"""Acts by which agreements of a table ended: by a day of the row, by the words of its status, or on no day known."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

import polars as pl

from accordgraph.loaders.tables.guess import Guess
from accordgraph.loaders.tables.status_words import OVER, OVER_DAY, part


def endings(guess: Guess, parties: str, until: str | None, today: date) -> Iterator[str]:
    """The acts as lines of a mapping. Of a row that a status calls over, the first day counts that its cells have: of
    the end, until which it was agreed, in the status; where there is none, it ended on a day that nobody gives.

    A row that names one participant reports the end of its part, and not of the whole.
    """
    who, kind = (f"by: [{parties}], ", "exit") if guess.is_of_one_party else ("", "termination")
    ended = guess.of_role("ended")
    if ended:
        yield f"      - {{{who}type: {kind}, effective: {_quoted(f'$({guess.day(ended)})')}}}"
    if guess.over is None:
        return
    note = f", note: {_quoted(f'$({guess.over})')}"
    has, none = {OVER: SOME}, _undecided(guess)
    yield f"      # By the words of {_quoted(guess.over)} it ended:"
    if until:
        outside = ["", *guess.nothing.get(until, []), *_of_other_years(guess, until, today)]
        last, day = "exit" if who else "expiry", _quoted(f"$({until}|next)")
        agreed = _when(has | none | {until: f"{{not: {_words(outside)}}}"})
        yield f"      - {{{who}type: {last}, effective: {day}{note}, when: {agreed}}}"
        none[until] = _words(outside)
    dated, day = _when(has | none | {OVER_DAY: SOME}), _quoted(f"$({OVER_DAY}|end)")
    yield f"      - {{{who}type: {kind}, effective: {day}, how: {{effective: inferred}}{note}, when: {dated}}}"
    yield f"      - {{{who}type: {kind}{note}, when: {_when(has | none | {OVER_DAY: _words([''])})}}}"


SOME = '{not: [""]}'
"""The condition that a cell has something."""


def _undecided(guess: Guess) -> dict[str, str]:
    """Conditions that a row has no day of an end, and that it does not wait for its start."""
    ended, force = guess.of_role("ended"), guess.of_role("force")
    conditions = {ended: _words(["", *guess.nothing.get(ended, [])])} if ended else {}
    return conditions | ({force: f"{{not: {_words(guess.waiting)}}}"} if force and guess.waiting else {})


def _of_other_years(guess: Guess, until: str, today: date) -> list[str]:
    """Ends that were agreed for later years than this one, or than that of the status: it did not end by them."""
    if until not in guess.table.columns or guess.over is None:
        return []
    status = guess.table.text(guess.over)
    cells = pl.DataFrame({"until": guess.table.text(until), "day": part(status, OVER_DAY), "over": part(status, OVER)})
    until_year, year = (pl.col(name).str.extract(r"(\d{4})").cast(pl.Int64) for name in ("until", "day"))
    is_other = (until_year > today.year) | (until_year != year).fill_null(False)
    return cells.drop_nulls("over").filter(is_other)["until"].unique().sort().to_list()


def _words(words: list[str]) -> str:
    return f"[{', '.join(map(_quoted, words))}]"


def _when(conditions: dict[str, str]) -> str:
    return f"{{{', '.join(f'{_quoted(column)}: {condition}' for column, condition in conditions.items())}}}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
