"""The diagram: what every page, file and text shows, in words of one language that are safe to look at."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from accordgraph.diagrams.facts import Link, Node, Provenance, Source, View
from accordgraph.diagrams.overview import Overview
from accordgraph.diagrams.texts import Phrases, link_in_words, node_in_words, phrases, safe, source_in_words
from accordgraph.graph.errors import InputError


@dataclass(frozen=True)
class Diagram:
    """All that one page shows. Links come sorted: by basis, the oldest first, then by date.

    Whatever it is made from, its texts are visible characters only and its parts have their words in `lang`: nobody
    who places them needs the language. `day` is the only day that is shown; `first` and `last` limit the days that can
    be chosen; `overview` is what a first screen says, where something stands in the middle. Raises InputError if an id
    stands twice, or a link names a node or its evidence a source that is missing.
    """

    title: str
    subtitle: str
    view: View
    lang: str
    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    sources: tuple[Source, ...] = ()
    notes: tuple[str, ...] = ()
    provenance: Provenance | None = None
    day: datetime.date | None = None
    first: datetime.date | None = None
    last: datetime.date | None = None
    overview: Overview | None = None

    def __post_init__(self) -> None:
        """Put the parts into words, settle the order of the links, and reject what cannot be drawn."""
        links = in_order(link_in_words(link, self.lang, self.day) for link in self.links)
        finished = {
            **{name: safe(getattr(self, name)) for name in ("title", "subtitle", "notes", "provenance", "overview")},
            "nodes": tuple(node_in_words(node, self.lang) for node in self.nodes),
            "links": tuple(links),
            "sources": tuple(source_in_words(source, self.lang) for source in self.sources),
        }
        for name, value in finished.items():
            object.__setattr__(self, name, value)
        _reject_duplicates("nodes", (node.id for node in self.nodes))
        _reject_duplicates("links", (link.id for link in self.links))
        _reject_missing(self.links, {node.id for node in self.nodes}, self.sources)

    @property
    def columns_about(self) -> Overview | None:
        """What its columns are about; None of a diagram that is drawn freely."""
        return self.overview if self.view == "bases" else None

    def look_word(self, look: str) -> str:
        """What a look means, for a legend of what is drawn."""
        grounds = {link.words.ground for link in self.links if link.look == look} - {""}
        return "; ".join(sorted(grounds)) or self.words[f"look-{look}"]

    @property
    def words(self) -> Phrases:
        """The words of its language."""
        return phrases(self.lang)


def _reject_duplicates(what: str, ids: Iterable[str]) -> None:
    duplicates = sorted(name for name, count in Counter(ids).items() if count > 1)
    if duplicates:
        raise InputError(f"The picture has {what} with the same id: {', '.join(duplicates)}.")


def _reject_missing(links: Iterable[Link], nodes: set[str], sources: Sequence[Source]) -> None:
    for link in links:
        for end in link.ends:
            if end not in nodes:
                raise InputError(f"The link {link.id} names {end}, which is not among the nodes.")
        for evidence in link.evidence:
            if not 1 <= evidence.source <= len(sources):
                raise InputError(f"The link {link.id} names source {evidence.source}; there are {len(sources)}.")


def in_order(links: Iterable[Link]) -> list[Link]:
    """Links as diagrams number them, whatever order they come in: by basis, the oldest first, then by date."""
    links = list(links)
    oldest: dict[str, str] = {}
    for link in links:
        oldest[link.basis] = min(oldest.get(link.basis, "~"), _day(link))
    return sorted(links, key=lambda link: (oldest[link.basis], link.basis, _day(link), link.id))


def _day(link: Link) -> str:
    when = link.when
    day = when.since_earliest or when.since_latest
    return day.isoformat() if day else "~"
