"""Words by which an agreement is not in force: it ended, or the rows that have them are left out."""

from __future__ import annotations

import re
from collections.abc import Callable

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

OVER, OVER_DAY, END = "over", "over_day", "status_end"
"""The columns that a mapping makes of a status: the words by which it ended, their day, and the day in words such as
`in force (until 31.12.2022)`.
"""

UNTIL = r"(?:until|till|through|expires?(?: on)?|valid to|up to|до|по)"

ENDED = (
    r"(?:terminated|expired|denounced|withdr[ae]wn?|lapsed|no longer in force|ceased|ended|rescinded|annulled|abrogated"
    r"|repealed|dissolved|out of force|discontinued|cancell?ed|припин(?:ен|ив|ил)\p{L}*|втрати[влн]\p{L}*|утратил\p{L}*"
    r"|скасован\p{L}*|денонс\p{L}*|закінч\p{L}*|завершен\p{L}*|розірван\p{L}*|анульован\p{L}*|прекра\p{L}*"
    r"|расторг\p{L}*)"
)
"""Words of a status by which something that was in force is no more."""

NOT_ENDED = r"(?:not|never|will|to be|may be|can be|until|unless|if|partial\p{L}*|part|не|буде|може|якщо|частков\p{L}*)"
"""Before such a word, or after it, what leaves open whether it is over."""

MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|січ|лют|бер|кві|тра|чер|лип|сер|вер|жов|лис|гру)\p{L}*\.?"

DAY = (
    rf"(?:\d{{4}}-\d\d(?:-\d\d)?|\d\d?[./-]\d\d?[./-]\d{{4}}|\d\d?[./]\d{{4}}|(?:\d\d? )?{MONTH} \d{{4}}"
    rf"|{MONTH} \d\d?, \d{{4}}|\d{{4}})"
)

BEFORE_DAY = (
    r"(?:\s+(?:дію|чинність|force|effect))?[\s:,(–-]+"
    r"(?:(?:on|in|since|as of|from|effective(?: from| on)?|with effect from|з|із|у|в|від)\s+)?"
)

STATUS_PATTERN = (
    rf"(?is)^(?:.*?(?:^|[^\p{{L}}]){NOT_ENDED}[^\p{{L}}].*?{ENDED}.*|.*?(?:^|[^\p{{L}}]){ENDED}.*?[^\p{{L}}]"
    rf"(?:with respect to|as regards|for|щодо|стосовно|для)[^\p{{L}}].*|.*?(?:^|[^\p{{L}}])(?<{OVER}>{ENDED})"
    rf"(?:{BEFORE_DAY}(?<{OVER_DAY}>{DAY})(?:\s?(?:р\.?|року))?[\s.)]*|(?:[^\p{{L}}].*)?)"
    rf"|.*?(?:^|[^\p{{L}}]){UNTIL}[ :]+(?<{END}>[^(),;]*?\d{{4}}(?:-\d\d){{0,2}})(?:[^\d].*)?|.*)$"
)
"""A status, with the words by which it ended and their day, or the day until which it holds."""

PATTERNS = {"status": STATUS_PATTERN}
"""What a mapping may write in the place of a pattern."""

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
    return part(cells, END).is_not_null()


def part(cells: pl.Series, name: str) -> pl.Series:
    """A part of each status, null where it has none."""
    return cells.str.extract_groups(STATUS_PATTERN).struct.field(name)


def counted(cells: pl.Series) -> list[tuple[str, int]]:
    """The distinct words of a column with the number of rows that have each, the most frequent first."""
    counts = cells.drop_nulls().rename("word").value_counts(sort=True)
    return counts.sort("count", "word", descending=[True, False]).rows()


def stopped(name: str, cells: pl.Series, borne_out: pl.Series) -> list[tuple[str, int]]:
    """The words by which rows are left out, with the number of such rows that no day in the row bears out.

    `borne_out` has for each row whether it has a day of its end, or says that there is no start yet.
    """
    return [(word, count) for word, count in counted(cells.filter(~borne_out)) if stops(name)(word)]


def stops(name: str) -> Callable[[str], bool]:
    """Whether a word in the column of this name says that something is not in force."""
    is_of_ends, is_note = says(name, "ended"), says(name, "note")

    def is_stopping(word: str) -> bool:
        text = word.strip(" .").lower()
        if is_of_ends or text in NO:
            return text not in NO and word not in NOTHING
        return (STOPPED.match if is_note else STOPPED.search)(text) is not None

    return is_stopping
