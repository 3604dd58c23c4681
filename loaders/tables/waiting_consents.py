"""Consents in rows that are not in force yet: they date nothing, and each is kept as a remark of its row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from accordgraph.loaders.tables.guess import Guess
from accordgraph.loaders.tables.languages import CYRILLIC_LETTERS
from accordgraph.loaders.tables.yaml_texts import yaml_list, yaml_text
from accordgraph.ontology.messages import message

REMARKS = "consents that wait"
"""The column that a mapping makes of them, with the remarks beside them."""

MOST_COLUMNS = 4
"""Columns of consents of one table that are put together in all ways."""


def waiting_note(guess: Guess) -> str | None:
    """The column for the note of rows that wait; None where no consent stands beside them."""
    return REMARKS if guess.ratified and guess.waiting else guess.note


def remarks_column(guess: Guess) -> Iterator[str]:
    """The column as a line of a mapping: the first text of which all cells have something."""
    if waiting_note(guess) == REMARKS:
        yield f"  {yaml_text(REMARKS)}: {{of: {yaml_list(_texts(guess))}}}"


def _texts(guess: Guess) -> Iterator[str]:
    columns = [*guess.ratified][:MOST_COLUMNS]
    is_cyrillic = re.search(CYRILLIC_LETTERS, "".join(columns)) is not None
    words = message("table-not-in-force", "uk" if is_cyrillic else "en")
    remark = f"$({guess.note})" if guess.note else None
    for size in range(len(columns), 0, -1):
        for some in combinations(columns, size):
            said = ", ".join(f"{column}: $({column})" for column in some)
            if remark:
                yield f"{said}; {words}; {remark}"
            yield f"{said}; {words}"
    if remark:
        yield remark
