"""Links, their dates, roles and evidence in words of one language."""

from __future__ import annotations

import datetime
import re
from functools import cache

from accordgraph.diagrams.facts import DISPUTED_DATE, Evidence, Link, When, stated_start
from accordgraph.diagrams.in_force import Verdict
from accordgraph.ontology.labels import labels
from accordgraph.ontology.messages import capitalised, message, texts
from accordgraph.queries.rendering.date_cells import between, since_words

CLOSED = ("in_force", "why_possible", "standings", "stances", "source_kinds", "actor_kinds", "basis_kinds")
"""Lists of the vocabulary whose words a page needs in its data; their keys are `list.word`."""

DOUBTS = {"disputed": "of-disputed-date", "reading": "of-read-date"}
"""What is said of a date on which sources differ, and of one that no source states."""

LONGEST_ON_A_LINE = 18  # characters of a date that a line can carry, such as `by 25 листоп. 2022`

_RANGE = re.compile(r"\[(?P<first>[^\[\].,]*)\.\.(?P<last>[^\[\].,]*)\]")
_DOUBT = re.compile(r"[?~%]")


class Words:
    """All words of a language by their keys; of the vocabulary's lists as `list.word`. Get them with `words`."""

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self._closed = {
            f"{name}.{word}": text.label[lang] for name in CLOSED for word, text in labels().words[name].items()
        }

    def __getitem__(self, key: str) -> str:
        """The word, with `{name}` where a value goes. Raises KeyError for a key without a text."""
        return self._closed.get(key) or texts(self._lang)[key][0]

    def get(self, key: str, default: str | None = None) -> str | None:
        """The word, or the default for a key without a text."""
        try:
            return self[key]
        except KeyError:
            return default


@cache
def words(lang: str) -> Words:
    """All words of a language.

    >>> words("uk")["look-disputed"], words("en")["in_force.certainly"]
    ('спірно', 'certainly')
    """
    return Words(lang)


# ---------------------------------------------------------------- kinds, roles, standings
def kind_word(kind: str, lang: str) -> str:
    """The kind of an actor or a basis in the reader's words; an unknown one is called other."""
    known = words(lang)
    return capitalised(
        known.get(f"actor_kinds.{kind}") or known.get(f"basis_kinds.{kind}") or known["actor_kinds.other"]
    )


def role_word(role: str | None, lang: str) -> str:
    """The role in the reader's words."""
    return labels().value("role", role, lang) if role else words(lang)["not-reported"]


def roles_words(link: Link, lang: str) -> str:
    """The role of who takes part; in a cooperation whose two have different roles, whose role is which."""
    if link.end == link.basis or link.role == link.end_role:
        return role_word(link.role, lang)
    start, end = (link.start_name, link.role), (link.end_name, link.end_role)
    return "; ".join(f"{name}: {role_word(role, lang)}" for name, role in (start, end))


def line_word(link: Link, lang: str) -> str:
    """What a line says of how well established it is: nothing where a source states it and nobody contradicts."""
    return "" if link.look == "held" else message(f"line-{_kind_of_look(link)}", lang)


def ground_words(link: Link, lang: str) -> str:
    """On what a held link rests that no source states that one may rely on; empty where one does."""
    return message(f"look-{_kind_of_look(link)}", lang) if link.look in ("reading", "claimed") else ""


def _kind_of_look(link: Link) -> str:
    return link.ground if link.look == "claimed" else link.look


def read_mark(standing: str | None, lang: str) -> str:
    """In brackets, that a date is our reading; empty where a source states it."""
    return message("read-mark", lang) if standing == "reading" else ""


def standing_words(link: Link, lang: str) -> str:
    """How well established it is, and on what it rests where that is a column, a comment or our reading."""
    standing = labels().value("standing", link.standing, lang)
    if not link.held:
        return message("not-held", lang, standing=standing)
    return (
        "; ".join(filter(None, (standing if link.standing != "reading" else "", ground_words(link, lang)))) or standing
    )


def standing_explained(standing: str, lang: str) -> str:
    """A standing and what it means."""
    known = labels().words["standings"].get(standing)
    return f"{known.label[lang]}: {known.definition[lang]}" if known else standing


def in_force_words(verdict: Verdict, lang: str) -> str:
    """Certainly, presumably or possibly in force on a day, and why no more than possibly."""
    answer = labels().value("in_force", verdict.in_force, lang)
    why = verdict.why_possible
    return f"{answer}: {labels().value('why_possible', why, lang)}" if why else answer


# ---------------------------------------------------------------- dates
def day_words(day: datetime.date, lang: str) -> str:
    """A day as people write it.

    >>> import datetime
    >>> day_words(datetime.date(2024, 4, 10), "en"), day_words(datetime.date(2024, 4, 10), "uk")
    ('10 April 2024', '10 квітня 2024 року')
    """
    return message("day", lang, day=day.day, month=words(lang)["months"].split()[day.month - 1], year=day.year)


def times_words(day: datetime.date | None, first: datetime.date | None, last: datetime.date | None, lang: str) -> str:
    """Of which day or range a picture is; empty where it is of all dates.

    >>> times_words(None, datetime.date(2023, 1, 1), None, "en")
    'from 1 January 2023'
    """
    if day:
        return message("on-day", lang, day=day_words(day, lang))
    if first and last:
        return message("from-to", lang, first=day_words(first, lang), last=day_words(last, lang))
    return next(
        (message(key, lang, day=day_words(end, lang)) for key, end in (("from", first), ("by", last)) if end), ""
    )


def short_date(edtf: str | None, lang: str) -> str:
    """A date as a reader of a picture wants it: a day with three letters of its month; empty where none is known.

    >>> [short_date(date, "en") for date in ("2022-03-25", "2024-04", "[2022-05-30..2022-05-31]", "[..2024]", "2016?")]
    ['25 Mar 2022', 'Apr 2024', '30 or 31 May 2022', 'by 2024', '2016 (uncertain)']
    >>> short_date("[2024-12-01..2024-12-13]", "uk"), short_date("2025-04-29/2025-05-02", "en")
    ('між 1 і 13 груд. 2024', '29 Apr – 2 May 2025')
    """
    days = _RANGE.fullmatch(edtf or "")
    if days:
        return _short_between(days["first"], days["last"], lang, is_one=True)
    if edtf and "/" in edtf:
        first, last = edtf.split("/", 1)
        return _short_between(first.strip("."), last.strip("."), lang, is_one=False)
    return _short(edtf, lang) if edtf else ""


def short_end(when: When, lang: str) -> str:
    """The last day as a reader of a picture wants it; empty where no end is known."""
    first, last = when.until_earliest, when.until_latest
    if last is None:
        return ""
    return short_date(_as_edtf(first, last), lang)


def _as_edtf(first: datetime.date | None, last: datetime.date) -> str:
    """A last day between two bounds: a year or a month where they are its first and its last day."""
    if first is None or first == last:
        return str(last)
    is_month_end = (last + datetime.timedelta(days=1)).day == 1 if last < datetime.date.max else True
    if first.day == 1 and is_month_end and first.year == last.year:
        if first.month == last.month:
            return str(last)[:7]
        if (first.month, last.month) == (1, 12):
            return str(last)[:4]
    return f"[{first}..{last}]"


def _short(edtf: str, lang: str) -> str:
    """One date of any precision, its marks of doubt in words."""
    marks, bare = set(_DOUBT.findall(edtf)), _DOUBT.sub("", edtf)
    year, month, day = (*bare.split("-"), "", "")[:3]
    if not (year + month + day).isdigit():
        return edtf
    name = words(lang)["months-short"].split()[int(month) - 1] if month else ""
    text = " ".join(filter(None, (day.lstrip("0"), name, year)))
    if marks & {"~", "%"}:
        text = message("about", lang, day=text)
    return message("uncertain", lang, day=text) if marks & {"?", "%"} else text


def _short_between(first: str, last: str, lang: str, *, is_one: bool) -> str:
    """Two ends; what the first shares with the second is not repeated. `is_one`: one moment between them."""
    if not first or not last:
        key = "short-by" if last else "short-from"
        return message(key, lang, date=_short(first or last, lang)) if first or last else ""
    start, end = _short_first(first, last, lang), _short(last, lang)
    if not is_one:
        return f"{start}–{end}" if start.isdigit() and len(start) < 3 else f"{start} – {end}"
    is_next = first[:7] == last[:7] and len(first) == len(last) == 10 and int(last[8:]) - int(first[8:]) == 1
    return message("short-or" if is_next else "short-between", lang, first=start, last=end)


def _short_first(first: str, last: str, lang: str) -> str:
    """The first of two dates without the year and the month that it shares with the second."""
    if len(first) < 10 or len(last) < 10 or first[:4] != last[:4] or _DOUBT.search(first + last):
        return _short(first, lang)
    return str(int(first[8:])) if first[:7] == last[:7] else _short(first, lang).rsplit(" ", 1)[0]


def until_words(when: When, lang: str) -> str:
    """The end in words: no report of an end does not mean that it lasts for ever, and a term is only the least."""
    first, last = when.until_earliest, when.until_latest
    if last is not None:
        return last.isoformat() if first == last else between(first.isoformat() if first else "", str(last), lang)
    if when.end_kind == "none":
        return words(lang)["no-end"]
    if first is None:
        return words(lang)["not-reported"]
    return message("term-until" if when.end_kind == "term" else "end-unknown", lang, day=first)


def start_words(link: Link, lang: str) -> str:
    """Since when a link is, and whether that date is disputed or our reading."""
    return _of_date(since_words(stated_start(link.when), lang), link.since_standing, lang)


def end_words(link: Link, lang: str) -> str:
    """Until when a link is, and whether that date is disputed or our reading."""
    return _of_date(until_words(link.when, lang), link.until_standing, lang)


def start_shown(link: Link, lang: str) -> str:
    """The same as `start_words` with the date as people write it."""
    return _of_date(short_date(stated_start(link.when), lang) or words(lang)["not-reported"], link.since_standing, lang)


def end_shown(link: Link, lang: str) -> str:
    """The same as `end_words` with the date as people write it."""
    date = short_end(link.when, lang)
    return _of_date(date, link.until_standing, lang) if date else end_words(link, lang)


def _of_date(date: str, standing: str | None, lang: str) -> str:
    key = DOUBTS.get(standing or "")
    return message(key, lang, day=date) if key else date


def attested_words(when: When, lang: str) -> str | None:
    """The last day on which it is attested; where that is the first day of a year or month, as the source has it."""
    if when.last_attested == when.since_earliest != when.since_latest:
        return since_words(stated_start(when), lang)
    return when.last_attested.isoformat() if when.last_attested else None


def start_on_line(link: Link, lang: str) -> str:
    """Since when, short enough for a line; a date that is disputed has a mark."""
    date = since_on_line(stated_start(link.when), lang)
    return f"{date} {DISPUTED_DATE}" if date and link.since_standing == "disputed" else date


def since_on_line(edtf: str | None, lang: str = "en") -> str:
    """A date as people write it, short enough for a line: a range becomes the month or the years that hold it; empty
    if too long.

    >>> [since_on_line(edtf) for edtf in ("[2022-05-30..2023-02-28]", "[2022-05-03..2022-05-31]", "[..2024-01]")]
    ['2022–2023', 'May 2022', 'by Jan 2024']
    """
    days = _RANGE.fullmatch(edtf or "")
    texts = (short_date(edtf, lang), _range_on_line(days["first"], days["last"], lang) if days else "")
    return next((text for text in texts if len(text) <= LONGEST_ON_A_LINE), "")


def _range_on_line(first: str, last: str, lang: str) -> str:
    if not first or not last:
        known = _short(first or last, lang) if first or last else ""
        return message("from" if first else "by", lang, day=known) if known else ""
    if _DOUBT.search(first + last):
        return ""
    if first[:7] == last[:7]:
        return _short(first[:7], lang)
    return first[:4] if first[:4] == last[:4] else f"{first[:4]}–{last[:4]}"


# ---------------------------------------------------------------- evidence
def evidence_words(evidence: Evidence, lang: str) -> str:
    """What a statement is evidence of, as `done on`; of which side of the link, where that must be said."""
    name = labels().heading(evidence.property, lang)
    return f"{evidence.whom}: {name}" if evidence.whom else name


def how_word(how: str, lang: str) -> str:
    """How it is known, where the source does not state it in these words: computed or inferred.

    >>> how_word("stated", "en"), how_word("inferred", "en"), how_word("inferred", "uk")
    ('', 'inferred', 'за тлумаченням')
    """
    return "" if how == "stated" else labels().value("how", how, lang)


def locator_words(evidence: Evidence, lang: str) -> str:
    """Where in the source it stands; empty where no place is known."""
    parts = []
    if evidence.paragraph is not None:
        parts.append(message("paragraph", lang, number=evidence.paragraph))
    if evidence.char_start is not None and evidence.char_end is not None:
        parts.append(message("characters", lang, first=evidence.char_start, last=evidence.char_end))
    return ", ".join(parts)
