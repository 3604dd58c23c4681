"""Words by which an agreement is not in force: rows that have them are left out unless a day bears them out."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import polars as pl

from accordgraph.loaders.tables.headings import NOTHING, says

STATUS = (
    r"(?i)in force|terminated|expired|denounced|suspended|superseded|replaced|withdr[ae]w|\bdraft|negotiat|planned"
    r"|pending|\bactive\b|чинн|діє\b|припин|втрати|зупин|про[єе]кт|перегово"
)
"""Words that say how an agreement stands."""

STOPPED = re.compile(
    r"terminat|expire|denounc|suspend|supersed|replaced|withdr[ae]w|draft|negotiat|planned|pending|lapsed|inactive"
    r"|cancel|not (yet )?(in force|effective|active|ratified|signed)|not yet|no longer|unsigned|ceased|ended"
    r"|revoked|rescind|annul|void\b|abrogat|repeal|dissolved|out of force|discontinu"
    r"|припин|втрати|зупин|про[єе]кт|перегово|не ?чинн|не (набра|набу|діє|ратифік|підпис)|скасов|денонс"
    r"|закінч|завершен|розірв|недійсн|анульов|перестав|прекращ|утрати|расторг|не действ|приостанов"
)
"""Of them those by which it is not in force."""

TERM = re.compile(
    r"until|valid (for|to)|\bterm\b|\byears?\b|extend|extension|renew|prolong"
    r"|до \d|строк|термін|\bрок(и|ів)\b|продовж|пролонг"
)
"""Words of a remark that may speak of a term or of its extension."""

END = "status_end"
"""The column that a mapping makes of the day in words such as `in force (until 31.12.2022)`."""

UNTIL = r"(?:until|till|through|expires?(?: on)?|valid to|up to|до|по)"

END_PATTERN = rf"(?is)^(?:.*?(?:^|[^\p{{L}}]){UNTIL}[ :]+(?<{END}>[^(),;]*?\d{{4}})(?:[^\d].*)?|.*)$"
"""A status, with the day until which it holds where it has one."""

NO = (
    "no",
    "ні",
    "false",
    "0",
    "not terminated",
    "in force",
    "active",
    "чинний",
    "чинна",
    "чинне",
    "діє",
    "не припинено",
)
"""Words under a heading of terminations that say that there was none."""

MOST_STATES = 8
"""Distinct words of a column of such words that are named."""


def is_doubtful(remark: str) -> bool:
    """Whether a remark may speak of an end, a term or an extension."""
    words = remark.lower()
    return bool(STOPPED.search(words) or TERM.search(words))


def is_status(name: str, cells: pl.Series) -> bool:
    """Whether a column says that agreements are in force, have ended or are drafts: by its heading or its words."""
    share = cells.drop_nulls().str.contains(STATUS).mean()
    fits = isinstance(share, float) and share >= 0.7 and cells.n_unique() <= MOST_STATES
    return says(name, "status") or says(name, "ended") or fits


def has_end(cells: pl.Series) -> pl.Series:
    """Which words of a status have a day until which it holds."""
    return cells.str.extract_groups(END_PATTERN).struct.field(END).is_not_null()


def counted(cells: pl.Series) -> list[tuple[str, int]]:
    """The distinct words of a column with the number of rows that have each, the most frequent first."""
    counts = cells.drop_nulls().rename("word").value_counts(sort=True)
    return counts.sort("count", "word", descending=[True, False]).rows()


def stopped(name: str, cells: pl.Series, borne_out: Sequence[bool]) -> list[tuple[str, int]]:
    """The words by which rows are not in force, with the number of such rows that no day in the row bears out.

    `borne_out` has for each row whether it has a day of its end, or says that there is no start yet.
    """
    bare = pl.Series(borne_out, dtype=pl.Boolean)
    return [(word, count) for word, count in counted(cells.filter(~bare)) if stops(name)(word)]


def stops(name: str) -> Callable[[str], bool]:
    """Whether a word in the column of this name says that something is not in force."""
    is_of_ends, is_note = says(name, "ended"), says(name, "note")

    def is_stopping(word: str) -> bool:
        text = word.strip(" .").lower()
        if is_of_ends:
            return text not in NO and word not in NOTHING
        return (STOPPED.match if is_note else STOPPED.search)(text) is not None

    return is_stopping
