"""A column that says what was done, as of registers that have a row for each signature, deposit and withdrawal."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import polars as pl

from accordgraph.loaders.tables.headings import says
from accordgraph.loaders.tables.yaml_texts import yaml_column, yaml_text

if TYPE_CHECKING:
    from accordgraph.loaders.tables.readers.table import Table

FIT = 0.5
"""Share of the cells of such a column that have to name an act; the others are refused by name."""

ACTS = {
    r"definitive signature|остаточне підписання": "definitive-signature",
    r"signature|signed|підпис\w*": "signature",
    r"ratification|ratified|ратифік\w*": "ratification",
    r"accession|acceded|приєдна\w*": "accession",
    r"acceptance|accepted|прийнят\w*": "acceptance",
    r"approval|approved|затвердж\w*": "approval",
    r"succession|succeeded|правонаступ\w*": "succession",
    r"withdrawal|withdrawn|withdrew|вих(?:ід|оду)": "withdrawal",
    r"denunciation|denounced|денонс\w*": "denunciation",
    r"provisional application|тимчасов(?:е|ого) застосування": "provisional-application",
}
"""Types of acts by the words for them."""

CONSENTS = ("ratification", "accession", "acceptance", "approval", "succession")
"""Of them those by which a treaty binds that is signed first."""

BEFORE = (
    r"(?:(?:deposit|notice|notification|instrument|депонування|здача на зберігання|грамот[аиу]|документа|повідомлення)"
    r"(?: of| про)? )*"
)
"""Words before that of the act which say in what form it was done."""

SPECIFIC = re.compile(r"sign|conclu|adopt|force|effect|підпис|укладен|чинн")
"""Words of a heading by which its day is that of one kind of act, whatever stands beside it."""


def type_of(word: str) -> str | None:
    """The type of act that a cell names and nothing else: not the withdrawal of a reservation."""
    text = " ".join(word.lower().split()).strip(" .")
    return next((kind for words, kind in ACTS.items() if re.fullmatch(rf"{BEFORE}(?:{words})", text)), None)


def acts_in(cells: pl.Series) -> dict[str, str]:
    """The words of a column with the types of acts that they name; empty where it is no column of acts, or of
    signatures alone.
    """
    counts = cells.drop_nulls().rename("word").value_counts(sort=True).sort("word").rows()
    types = {word: kind for word, _ in counts if (kind := type_of(word))}
    named = sum(count for word, count in counts if word in types)
    fits = named >= FIT * sum(count for _, count in counts)
    return types if fits and set(types.values()) - {"signature"} else {}


def doing(table: Table, dates: Sequence[str], columns: Sequence[str]) -> tuple[str | None, dict[str, str]]:
    """The column that says which act each row is, done on the one day that the row has, and its words with their types;
    none where the heading of the day itself says which act it is of.
    """
    if len(dates) == 1 and not SPECIFIC.search(dates[0].lower()) and not says(dates[0], "joined"):
        for name in columns:
            if words := acts_in(table.text(name)):
                return name, words
    return None, {}


def type_column(column: str, types: Mapping[str, str]) -> str:
    """The column of a mapping that makes types of acts of the words of `column`."""
    values = ", ".join(f"{yaml_text(word)}: {kind}" for word, kind in types.items())
    return f"  {yaml_text(column + ' type')}: {{of: [{yaml_column(column)}], values: {{{values}}}}}"
