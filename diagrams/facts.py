"""The parts of a diagram: actors and bases, the links between them, the sources that report them, and its provenance.

A part is made from facts. Its words and the order of its texts are completed when it becomes part of a `Diagram`.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from accordgraph.queries.judging import When as When

View: TypeAlias = Literal["bases", "actors", "ego", "matrix"]
"""How links are drawn: `bases` draws participations, from an actor to a box; the others cooperations of two actors."""

ACTOR_KINDS = ("state", "agency", "international", "group", "other")
BASIS_KINDS = ("agreement", "operation", "assistance", "report")
LOOKS = ("held", "reading", "claimed", "disputed", "not-held")
"""How lines are drawn, the best established first: `reading` is what no source states, so that it is our reading, and
`claimed` what a column, a comment or a dossier that is not trusted says alone."""
CONTRADICTED = ("disputed", "not-held")
"""The looks of what sources contradict: their hatching leans the other way."""
Ground: TypeAlias = Literal["", "reading", "claimed", "stranger"]
"""What a held link rests on where no source that one may rely on states it; empty where one does."""
IN_FORCE = ("certainly", "presumably", "provisionally", "suspended", "possibly")
"""The answers for a day on which something may be in force, the surest first."""
DISPUTED_DATE, READ_DATE = "?", "*"
"""Stand behind a disputed date, and in cells behind one that is our reading; the legends explain them."""


@dataclass(frozen=True)
class Node:
    """An actor or a basis. `title` is its long name; `hop` is its distance from what the diagram is about; `known` are
    all its names as they sound, by which a page finds it.

    In a diagram `label` is never empty where there is an id, an unknown `kind` is `other`, and `kind_words` names it.
    """

    id: str
    label: str
    kind: str
    title: str = ""
    hop: int = 0
    kind_words: str = ""
    known: tuple[str, ...] = ()

    @property
    def is_basis(self) -> bool:
        """Whether this is drawn as a box that actors take part in."""
        return self.kind in BASIS_KINDS


JUDGED_DAYS = (
    *("sure_until", "until_latest_reported", "rests_until", "replaced_from", "disputed_from", "disputed_to"),
    *("notice_from", "paused_from_earliest", "paused_from_latest", "paused_to_earliest", "paused_to_latest"),
)
"""Days that the answer for a day compares beside the bounds; participations have no pauses and no replacement."""


@dataclass(frozen=True)
class Source:
    """A publication that reports something.

    In a diagram `title` is never empty where there is an id, `kind_words` names the kind, `published_words` says when
    it was published, and `address` is the URL in pieces: the text to show, with letters that were written as %d0%b0 as
    letters, and where it leads.
    """

    id: str
    title: str
    publisher: str | None
    published: str | None
    url: str | None
    kind: str
    kind_words: str = ""
    published_words: str = ""
    address: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Evidence:
    """What one source says: `source` is its number in `Diagram.sources`, from 1.

    `property` is a name of the vocabulary, `value` in words of the diagram's language. `whom` names the one of a link's
    two sides that it is about, where it is about one only. `how` it is known: stated, computed or inferred.
    In a diagram `heading` says what it is evidence of, `how_words` how it is known where it is not stated, and
    `locator` where in the source it stands.
    """

    source: int
    statement: str
    about: str
    property: str
    value: str
    stance: str
    paragraph: int | None = None
    char_start: int | None = None
    char_end: int | None = None
    note: str | None = None
    whom: str | None = None
    how: str = "stated"
    heading: str = ""
    how_words: str = ""
    locator: str = ""


@dataclass(frozen=True)
class LinkWords:
    """A link in words of the diagram's language.

    `since_short` is short enough for a line, else empty; `doubt` is the word on its line, empty where nobody disputes
    it; `attested` is the day last attested, as exact as it is known; `in_force` is the answer for the diagram's day.
    `start` and `end` are dates as one reads them, `25 Mar 2022`, empty where none is known;
    `since_shown` and `until_shown` are the same as sentences need them, with the doubt about them. `since_mark` and
    `until_mark` say that a date is our reading, `ground` on what a link rests; empty where a source states it.
    """

    role: str = ""
    basis_kind: str = ""
    since: str = ""
    since_short: str = ""
    until: str = ""
    standing: str = ""
    doubt: str = ""
    attested: str | None = None
    in_force: str = ""
    start: str = ""
    end: str = ""
    since_shown: str = ""
    until_shown: str = ""
    since_mark: str = ""
    until_mark: str = ""
    ground: str = ""


@dataclass(frozen=True)
class Link:
    """One participation (from an actor to its basis) or one cooperation (from an actor to its partner).

    `standing` is how well it is attested, `held` our preferred reading, `why` explains in sentences which rule made it
    from which acts; `answer` is what the terminal says of it.
    `basis_label` is a short name of the basis, for lines that must say it.
    `role` is that of the start; `end_role` that of the partner, in a cooperation.
    In a diagram no name is empty where there is an id, `words` has its words, and `in_force` is the code of the answer
    for the diagram's day, None without a day. `stranger` is the dossier that alone says so, where nobody trusts it.
    """

    id: str
    start: str
    end: str
    basis: str
    basis_name: str
    basis_kind: str
    form: str | None
    start_name: str
    end_name: str
    role: str | None
    when: When
    standing: str
    since_standing: str | None
    until_standing: str | None
    held: bool
    evidence: tuple[Evidence, ...] = ()
    why: tuple[str, ...] = ()
    answer: tuple[str, ...] = ()
    basis_label: str = ""
    end_role: str | None = None
    words: LinkWords = LinkWords()
    in_force: str | None = None
    stranger: str | None = None
    ground: Ground = ""

    @property
    def is_counted(self) -> bool:
        """Whether numbers count it: it is held, and not by a dossier alone that nobody has trusted."""
        return self.held and self.stranger is None

    @property
    def ends(self) -> tuple[str, str]:
        """The ids of the two nodes that it joins."""
        return self.start, self.end

    @property
    def look(self) -> str:
        """How the line is drawn: one of `LOOKS`."""
        if not self.held:
            return "not-held"
        if self.standing == "disputed":
            return "disputed"
        return "claimed" if self.ground == "stranger" else self.ground or "held"


@dataclass(frozen=True)
class Provenance:
    """How the diagram was made, so that it can be made again: `question` is the command, which names no path."""

    snapshot: str
    vocabulary: str
    version: str
    created_on: datetime.date
    question: str


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def stated_start(when: When) -> str | None:
    """The start as it is stated, in EDTF: of several days that are kept, for it may be any of them, first and last."""
    first, last = when.since_earliest, when.since_latest
    is_one_of_several = when.since_standing == "disputed" and first is not None and last is not None and first != last
    return f"[{first}..{last}]" if is_one_of_several and _DAY.fullmatch(when.since or "") else when.since
