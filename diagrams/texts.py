"""The parts of a diagram in words of one language, every text safe to look at. Done once, when a diagram is made.

Renderers place these texts. They know no language, and escape only what their own format demands.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import is_dataclass, replace
from functools import cache
from typing import Any, TypeVar
from urllib.parse import unquote

from accordgraph.diagrams import wording
from accordgraph.diagrams.facts import ACTOR_KINDS, BASIS_KINDS, Evidence, Link, LinkWords, Node, Source, stated_start
from accordgraph.diagrams.in_force import judge
from accordgraph.graph.visible import visible
from accordgraph.ontology import messages
from accordgraph.queries.answers.wording.dates import edtf_words
from accordgraph.queries.rendering.date_cells import is_edtf

T = TypeVar("T")

_ADDRESS = re.compile(r"(https?://[^\s<>\"]+[^\s<>\".,;:)\]])")


def safe(value: T) -> T:
    """The same text, tuple or dataclass with every text in it `visible`; any other value as it is."""
    safe_value: Any = value
    if value is None:  # most fields of most parts
        return value
    if isinstance(value, str):
        safe_value = visible(value)
    elif isinstance(value, tuple):
        parts = tuple(map(safe, value))
        safe_value = parts if any(new is not old for new, old in zip(parts, value, strict=True)) else value
    elif is_dataclass(value) and not isinstance(value, type):
        pairs = ((name, old, safe(old)) for name, old in vars(value).items())
        changes = {name: new for name, old, new in pairs if new is not old}
        safe_value = replace(value, **changes) if changes else value
    return safe_value  # type: ignore[no-any-return]  # the type of what came in


class Phrases:
    """The words and sentences of one language, for what a renderer counts or dates itself. Get them with `phrases`."""

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self._words = wording.words(lang)

    @property
    def lang(self) -> str:
        """Which language they are of."""
        return self._lang

    def __getitem__(self, key: str) -> str:
        """A word. Raises KeyError for a key without a text."""
        return self._words[key]

    def say(self, key: str, **values: Any) -> str:
        """A sentence with its values; with a `count`, in the form of that number."""
        return messages.message(key, self._lang, **values)

    def day(self, day: datetime.date) -> str:
        """A day as people write it."""
        return wording.day_words(day, self._lang)

    def times(self, day: datetime.date | None, first: datetime.date | None, last: datetime.date | None) -> str:
        """Of which day or range something is; empty where it is of all dates."""
        return wording.times_words(day, first, last, self._lang)

    def kind(self, kind: str) -> str:
        """A kind of actors or bases."""
        return wording.kind_word(kind, self._lang)

    def standing(self, standing: str) -> str:
        """A standing and what it means."""
        return safe(wording.standing_explained(standing, self._lang))

    def number(self, number: float) -> str:
        """A number with marks between thousands."""
        return messages.number(number, self._lang)

    def listing(self, names: Sequence[str]) -> str:
        """Names as one text."""
        return messages.listing(names, self._lang)


@cache
def phrases(lang: str) -> Phrases:
    """The words and sentences of a language."""
    return Phrases(lang)


def node_in_words(node: Node, lang: str) -> Node:
    """A node with a label and the name of its kind."""
    node = safe(node)
    kind = node.kind if node.kind in (*ACTOR_KINDS, *BASIS_KINDS) else "other"
    return replace(node, label=node.label or node.id, kind=kind, kind_words=wording.kind_word(kind, lang))


def _published(date: str, lang: str) -> str:
    """A date of EDTF in words; any other text as it is."""
    return edtf_words(date, lang, doubter="ours") if is_edtf(date) else date


def source_in_words(source: Source, lang: str) -> Source:
    """A source with a title, its day and the name of its kind in words, and its address in pieces."""
    source = safe(source)
    return replace(
        source,
        title=source.title or source.id,
        kind_words=wording.words(lang).get(f"source_kinds.{source.kind}") or "",
        published_words=_published(source.published or "", lang),
        address=tuple((_decoded(text) if target else text, target) for text, target in pieces(source.url or "")),
    )


def pieces(text: str) -> list[tuple[str, str]]:
    """A text in pieces, each with where it leads: web addresses become links, all else leads nowhere."""
    parts = enumerate(_ADDRESS.split(text))
    return [(piece, piece if index % 2 else "") for index, piece in parts if piece]


def _decoded(address: str) -> str:
    decoded = unquote(address)
    return safe(decoded) if not re.search(r"[\s\ufffd]", decoded) else address


def link_in_words(link: Link, lang: str, day: datetime.date | None) -> Link:
    """A link with names, its words and those of its evidence, and the answer for a day."""
    link = safe(link)
    if not (link.start_name and link.end_name and link.basis_name):
        link = replace(
            link,
            start_name=link.start_name or link.start,
            end_name=link.end_name or link.end,
            basis_name=link.basis_name or link.basis,
        )
    verdict = judge(link.when, day) if day else None
    return replace(
        link,
        words=safe(_link_words(link, lang, wording.in_force_words(verdict, lang) if verdict else "")),
        evidence=tuple(_evidence_in_words(one, lang) for one in link.evidence),
        in_force=verdict.in_force if verdict else None,
    )


def _link_words(link: Link, lang: str, in_force: str) -> LinkWords:
    return LinkWords(
        role=wording.roles_words(link, lang),
        basis_kind=wording.kind_word(link.basis_kind, lang),
        since=wording.start_words(link, lang),
        since_short=wording.start_on_line(link, lang),
        until=wording.end_words(link, lang),
        standing=wording.standing_words(link, lang),
        doubt=wording.line_word(link, lang),
        attested=wording.attested_words(link.when, lang),
        in_force=in_force,
        start=wording.short_date(stated_start(link.when), lang),
        end=wording.short_end(link.when, lang),
        since_shown=wording.start_shown(link, lang),
        until_shown=wording.end_shown(link, lang),
        since_mark=wording.read_mark(link.since_standing, lang),
        until_mark=wording.read_mark(link.until_standing, lang),
        ground=wording.ground_words(link, lang),
    )


def _evidence_in_words(evidence: Evidence, lang: str) -> Evidence:
    return replace(
        evidence,
        heading=safe(wording.evidence_words(evidence, lang)),
        how_words=safe(wording.how_word(evidence.how, lang)),
        locator=wording.locator_words(evidence, lang),
    )
