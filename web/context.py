"""The context of a page: which snapshot, in which language, on which day, asked by which address."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, urlencode

from accordgraph.graph.dates.today import today
from accordgraph.graph.dates.written import written_day
from accordgraph.graph.errors import InputError
from accordgraph.ontology.messages import message
from accordgraph.queries.answers.wording.dates import day_words
from accordgraph.version import __version__
from accordgraph.web.snapshots import LANGS

if TYPE_CHECKING:
    from starlette.requests import Request

    from accordgraph.queries.session import Session
    from accordgraph.web.settings import Settings
    from accordgraph.web.snapshots import OpenSnapshot

PREFERENCE = re.compile(r"\s*([A-Za-z]{1,8})[A-Za-z0-9-]*\s*(?:;\s*q=([01](?:\.[0-9]{0,3})?))?\s*")
"""One language of `Accept-Language`."""

OF_A_DAY = ("/id/actor/", "/id/basis/", "/id/cooperation/", "/id/participation/", "/pair/", "/network", "/timeline")
"""What the pages begin with that show a day: from one of them to another the day is kept."""

LONGEST_TEXT = 400
"""Characters of a text in an address."""


@dataclass(frozen=True)
class Context:
    """All that a page depends on, its snapshot included: the same context gives the same page."""

    path: str
    path_values: Mapping[str, str]
    query: Mapping[str, str]
    lang: str
    snapshot: OpenSnapshot
    settings: Settings
    today: datetime.date
    variant: str = ""
    """What else the answer was chosen by, such as the media type that was negotiated."""

    @property
    def day(self) -> datetime.date | None:
        """The day of `on=`, None where the page is of all days. Raises DayError for what is no day."""
        text = self.text("on").strip()
        return read_day(text) if text else None

    @property
    def is_of_a_day(self) -> bool:
        """Whether the page shows the day that is asked about; what others hold is the same on all days."""
        return self.path.startswith(OF_A_DAY)

    @property
    def day_written(self) -> str:
        """The day of `on=` in words, empty without one."""
        return day_words(self.day, self.lang) if self.day else ""

    @property
    def today_written(self) -> str:
        """Today in words."""
        return day_words(self.today, self.lang)

    @property
    def tag(self) -> str:
        """The entity tag, known before any work: it changes with the graph, the program, the day and the address."""
        graph = (__version__, self.snapshot.tag, self.today)
        parts = (*graph, self.lang, self.variant, self.path, *self.query.items())
        return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A session in the language of the page, for this thread."""
        with self.snapshot.session(self.lang) as session:
            yield session

    def text(self, name: str) -> str:
        """A text of the address, empty where it is missing. Raises InputError where it is too long."""
        text = self.query.get(name, "")
        if len(text) > LONGEST_TEXT:
            raise InputError(f"{name} has {len(text):,} characters.", f"It may have {LONGEST_TEXT} at most.")
        return text

    def number(self, name: str, default: int, highest: int) -> int:
        """A whole number of the address, from 1 to the highest. Raises InputError for anything else."""
        text = self.query.get(name, "")
        if not text:
            return default
        if not (text.isascii() and text.isdecimal() and len(text) < 9 and 1 <= int(text) <= highest):
            raise InputError(f"{name} is {text[:40]!r}.", f"It is a number from 1 to {highest:,}.")
        return int(text)

    def ids(self, name: str, most: int) -> tuple[str, ...]:
        """A list of ids with commas, each once. Raises InputError where there are more than `most`."""
        listed = tuple(dict.fromkeys(one.strip() for one in self.query.get(name, "").split(",") if one.strip()))
        if len(listed) > most:
            raise InputError(f"{name} names {len(listed):,} ids.", f"It may name {most} at most.")
        return listed

    def say(self, key: str, **values: object) -> str:
        """A text of the catalogue in the language of the page."""
        count = values.pop("count", None)
        assert count is None or isinstance(count, int)
        return message(key, self.lang, count=count, **values)

    def url(self, path: str, **query: object) -> str:
        """An address within the application, which keeps a language that was chosen, and a day where it is of one."""
        chosen = self._chosen_with_day if path.startswith(OF_A_DAY) else self._chosen
        path, _, in_path = path.partition("?")
        if not (chosen or in_path or query):
            return path
        values = {**chosen, **dict(parse_qsl(in_path)), **query}
        kept = {name: str(value) for name, value in values.items() if value not in (None, "")}
        return f"{path}?{urlencode(kept, safe='~,:')}" if kept else path

    @cached_property
    def _chosen(self) -> dict[str, object]:
        """The language that was chosen by the address, empty without one."""
        return {"lang": self.query["lang"]} if self.query.get("lang") in LANGS else {}

    @cached_property
    def _chosen_with_day(self) -> dict[str, object]:
        """The same with the day, where there is one."""
        return {**self._chosen, "on": self.day} if self.day else self._chosen

    def here(self, **changes: object) -> str:
        """The address of this page with other values; None or an empty one leaves a name out."""
        kept = {name: str(value) for name, value in {**self.query, **changes}.items() if value not in (None, "")}
        return f"{self.path}?{urlencode(kept, safe='~,:')}" if kept else self.path


def context_of(request: Request, snapshot: OpenSnapshot, settings: Settings, variant: str = "") -> Context:
    """The context of a request."""
    query = dict(sorted(request.query_params.items()))
    values = dict(request.path_params)
    return Context(path_of(request), values, query, language(request), snapshot, settings, today(), variant)


def path_of(request: Request) -> str:
    """The path as it was sent, escaped; `request.url` drops line breaks and tabs, and would join two addresses."""
    return quote(request.scope["path"], safe="/~:,@")


def language(request: Request) -> str:
    """The language of an answer: `lang` in the address, else what the browser prefers, else English."""
    chosen = request.query_params.get("lang", "")
    return chosen if chosen in LANGS else preferred(request.headers.get("accept-language", ""))


def preferred(header: str) -> str:
    """The language of ours that an `Accept-Language` prefers.

    >>> preferred("de, uk;q=0.9, en;q=0.5"), preferred("en-GB,uk;q=0.3"), preferred(""), preferred("uk;q=0")
    ('uk', 'en', 'en', 'en')
    """
    best, weight = "en", 0.0
    for match in map(PREFERENCE.fullmatch, header[:1000].split(",")):
        if match and match[1].lower() in LANGS and float(match[2] or 1) > weight:
            best, weight = match[1].lower(), float(match[2] or 1)
    return best


class DayError(InputError):
    """What was asked for is not a day."""


def read_day(text: str) -> datetime.date:
    """A day as people write it, if it can be read in one way only. Raises DayError."""
    if (day := written_day(text)) is None:
        raise DayError(f"{text[:40]!r} is not a day.", "Write it as 2024-04-10, 10.04.2024 or 10 April 2024.")
    return day
