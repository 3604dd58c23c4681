"""The first screen as a list: each partner with everything that it has with the middle."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from accordgraph.diagrams.facts import LOOKS, Link
from accordgraph.diagrams.layout.column_parts import ONCE, Note, start_in_words
from accordgraph.diagrams.layout.columns import bases_in_short
from accordgraph.diagrams.model import Diagram
from accordgraph.diagrams.overview import Overview
from accordgraph.graph.names.order import alphabetical


@dataclass(frozen=True)
class Entry:
    """What one partner has on one basis."""

    basis: str
    name: str
    when: str
    who: str
    look: str
    is_doubted: bool
    ground: str
    links: tuple[str, ...]


@dataclass(frozen=True)
class Partner:
    """A partner, or a country with its bodies, and everything that it has with the middle."""

    name: str
    node: str
    kind: str
    count: str
    notes: tuple[Note, ...]
    entries: tuple[Entry, ...]

    @property
    def claimed(self) -> list[str]:
        """The bases of which something is claimed that is not held."""
        return [entry.name for entry in self.entries if entry.look == "not-held"]


def by_partner(diagram: Diagram, overview: Overview, bases: Collection[str]) -> list[Partner]:
    """The partners in the order of the alphabet, those asked about first; who only claims something that is not held
    comes last.
    """
    by_country: defaultdict[str, defaultdict[str, list[tuple[int, Link]]]] = defaultdict(lambda: defaultdict(list))
    inside, drawn = set(overview.middle), set(bases)
    for index, link in enumerate(diagram.links):
        if link.basis in drawn and link.start not in inside:
            by_country[overview.country_of[link.start].country][link.basis].append((index, link))
    first = {one.country for one in overview.countries if one.actor in set(overview.focus) - inside}
    partners = {country: _partner(diagram, overview, country, own) for country, own in by_country.items()}

    def order(country: str) -> tuple[bool, bool, str]:
        one = partners[country]
        is_claimed = all(entry.look == "not-held" for entry in one.entries)
        return country not in first, is_claimed, alphabetical(one.name)

    return [partners[country] for country in sorted(partners, key=order)]


def _partner(
    diagram: Diagram, overview: Overview, country: str, own: Mapping[str, Sequence[tuple[int, Link]]]
) -> Partner:
    kinds = {node.id: node for node in diagram.nodes}
    entries = [_entry(diagram, overview, basis, links) for basis, links in own.items()]
    starts = {basis: min(str(link.when.since_earliest or "~") for _, link in links) for basis, links in own.items()}
    order = sorted(entries, key=lambda one: (one.look == "not-held", kinds[one.basis].kind in ONCE, starts[one.basis]))
    members = {link.start for links in own.values() for _, link in links}
    only = kinds[next(iter(members))] if len(members) == 1 else None
    if only is None:
        name = next(one.name for one in overview.countries if one.country == country)
        node = kinds[country] if country in members else None
    else:
        name, node = only.label, only
    short = bases_in_short((link for links in own.values() for _, link in links), diagram.words)
    notes = tuple(filter(None, (short.first, short.others)))
    return Partner(name, node.id if node else "", node.kind if node else "", short.count, notes, tuple(order))


def _entry(diagram: Diagram, overview: Overview, basis: str, links: Sequence[tuple[int, Link]]) -> Entry:
    nodes, words = {node.id: node for node in diagram.nodes}, diagram.words
    held = [link for _, link in links if link.held]
    inside = set(overview.middle)
    ours = [link.start for link in diagram.links if link.basis == basis and link.start in inside]
    members = [nodes[one].label for one in dict.fromkeys(link.start for _, link in links)]
    theirs = words.listing(members)
    if ours:
        who = f"{theirs} ↔ {words.listing([nodes[one].label for one in dict.fromkeys(ours)])}"
    else:
        who = theirs if len(members) > 1 else ""  # its name stands above
    return Entry(
        basis,
        nodes[basis].label,
        _starts(diagram, held) or words["claimed-not-accepted"],
        who,
        max((link.look for _, link in links), key=lambda look: -LOOKS.index(look)),
        any(link.since_standing == "disputed" for link in held),
        "; ".join(sorted({link.words.ground for link in held} - {""})),
        tuple(f"e{index}" for index, _ in links),
    )


def _starts(diagram: Diagram, held: Sequence[Link]) -> str:
    """Since when, of links on one basis; where they began on several days, whose each is, or in which role."""
    nodes, words = {node.id: node for node in diagram.nodes}, diagram.words
    by_start: defaultdict[str, list[Link]] = defaultdict(list)
    for link in held:
        by_start[start_in_words(diagram, nodes[link.basis].kind, link)].append(link)
    if len(by_start) < 2:
        return "".join(by_start)
    is_of_one = len({link.start for link in held}) == 1
    names = {
        start: words.listing(
            list(dict.fromkeys(link.words.role if is_of_one else nodes[link.start].label for link in own))
        )
        for start, own in by_start.items()
    }
    return "; ".join(words.say("note-of-basis", name=name, text=start) for start, name in names.items())
