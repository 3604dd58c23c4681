"""Acts by which agreements of a table ended: by a day of the row, by the words of its status, or on no day known."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from accordgraph.loaders.tables.borne_out import agreed_end_bears_out
from accordgraph.loaders.tables.guess import Guess
from accordgraph.loaders.tables.status_words import OVER, OVER_DAY, part
from accordgraph.loaders.tables.yaml_texts import yaml_column, yaml_list, yaml_text


def endings(guess: Guess, parties: str, until: str | None) -> Iterator[str]:
    """The acts as lines of a mapping. Of a row that a status calls over, the first day counts that its cells have: of
    the end, until which it was agreed, in the status; where there is none, it ended on a day that nobody gives.

    A row that names one participant reports the end of its part, and not of the whole.
    """
    who, kind = (f"by: [{parties}], ", "exit") if guess.is_of_one_party else ("", "termination")
    ended = guess.of_role("ended")
    if ended:
        yield f"      - {{{who}type: {kind}, effective: {yaml_column(guess.day(ended))}}}"
    if guess.over is None:
        return
    note = f", note: {yaml_column(guess.over)}"
    has, none = {OVER: SOME}, _undecided(guess)
    yield f"      # By the words of {yaml_text(guess.over)} it ended:"
    if until:
        outside = ["", *guess.nothing.get(until, []), *_of_other_years(guess, until)]
        last, day = "exit" if who else "expiry", yaml_text(f"$({until}|next)")
        agreed = _when(has | none | {until: f"{{not: {yaml_list(outside)}}}"})
        yield f"      - {{{who}type: {last}, effective: {day}{note}, when: {agreed}}}"
        none[until] = yaml_list(outside)
    dated, day = _when(has | none | {OVER_DAY: SOME}), yaml_text(f"$({OVER_DAY}|end)")
    yield f"      - {{{who}type: {kind}, effective: {day}, how: {{effective: inferred}}{note}, when: {dated}}}"
    yield f"      - {{{who}type: {kind}{note}, when: {_when(has | none | {OVER_DAY: yaml_list([''])})}}}"


SOME = '{not: [""]}'
"""The condition that a cell has something."""


def _undecided(guess: Guess) -> dict[str, str]:
    """Conditions that a row has no day of an end, and that it does not wait for its start."""
    ended, force = guess.of_role("ended"), guess.of_role("force")
    conditions = {ended: yaml_list(["", *guess.nothing.get(ended, [])])} if ended else {}
    return conditions | ({force: f"{{not: {yaml_list(guess.waiting)}}}"} if force and guess.waiting else {})


def _of_other_years(guess: Guess, until: str) -> list[str]:
    """Ends that were agreed for later years than this one, or than that of the status: it did not end by them."""
    if until not in guess.table.columns or guess.over is None:
        return []
    status = guess.table.text(guess.over)
    cells = pl.DataFrame({"until": guess.table.text(until), "day": part(status, OVER_DAY), "over": part(status, OVER)})
    is_other = ~agreed_end_bears_out(pl.col("until"), pl.col("day"))
    return cells.drop_nulls(["over", "until"]).filter(is_other)["until"].unique().sort().to_list()


def _when(conditions: dict[str, str]) -> str:
    return f"{{{', '.join(f'{yaml_text(column)}: {condition}' for column, condition in conditions.items())}}}"
