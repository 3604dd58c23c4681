"""The numbers of one period as a table has them: with a mark on what no source states, and on what others added."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from accordgraph.queries.answers.wording.numbers import value_words

if TYPE_CHECKING:
    from accordgraph.queries.plans import Row

MARKS = {"inferred": "*", "computed": "†"}
"""What stands behind a number that no source states as it is."""

ADDED = "‡"
"""What stands behind a number of another dossier than most numbers of its series."""

BY_COMMENT = "§"
"""What stands behind a number that a column or a comment alone gives."""

LEGEND = {
    "inferred": "statistics-inferred",
    "computed": "statistics-computed",
    ADDED: "statistics-added",
    BY_COMMENT: "statistics-by-comment",
}
"""What the marks mean."""


def value(row: Row) -> float:
    """The number of a row."""
    return float(str(row["value"]))


def with_doubts(rows: Sequence[Row], is_comment: Callable[[str], bool]) -> list[Row]:
    """The rows with `added`: whether neither the dossier of most numbers of its series has the number, nor one of the
    sources that this has in the series gives it; and with `by_comment`: whether columns and comments alone give it.
    """
    counts: dict[str, Counter[str]] = {}
    for row in rows:
        counts.setdefault(str(row["series"]), Counter())[str(row["dossier"])] += 1
    main = {series: min(own, key=lambda dossier: (-own[dossier], dossier)) for series, own in counts.items()}
    own = [row for row in rows if str(row["dossier"]) == main[str(row["series"])]]
    known, sources = {_number(row) for row in own}, {(row["series"], row["source"]) for row in own}
    reported = {_number(row) for row in rows if not is_comment(str(row["source"]))}
    return [
        {
            **row,
            "added": _number(row) not in known and (row["series"], row["source"]) not in sources,
            "by_comment": _number(row) not in reported,
        }
        for row in rows
    ]


def _number(row: Row) -> tuple[object, ...]:
    return tuple(row[name] for name in ("series", "measure", "period", "value"))


def cell(rows: Iterable[Row], period: str, lang: str) -> str:
    """The number of a period with its mark, or its numbers where sources differ; stated ones come first."""
    own = sorted((row for row in rows if row["period"] == period), key=lambda row: str(row["how"]) == "inferred")
    numbers: dict[str, str] = {}
    for row in own:
        written = value_words(value(row), lang, str(row["qualifier"]))
        numbers.setdefault(written, MARKS.get(str(row["how"]), "") + _of_doubt(row))
    return " / ".join(f"{written}{mark}" for written, mark in numbers.items())


def marks(rows: Iterable[Row]) -> set[str]:
    """The marks that the numbers have, as the keys of `LEGEND`."""
    return {mark for row in rows for mark in (str(row["how"]), *_of_doubt(row))}


def _of_doubt(row: Row) -> str:
    return (ADDED if row["added"] else "") + (BY_COMMENT if row["by_comment"] else "")
