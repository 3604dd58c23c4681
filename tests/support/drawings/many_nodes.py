"""A made-up picture of any size, with communities, twin links and every standing, for tests and benchmarks."""

from __future__ import annotations

import datetime
import random
from itertools import accumulate

from accordgraph.diagrams.facts import Evidence, Link, Node, Provenance, Source, When
from accordgraph.diagrams.model import Diagram

KINDS = ("state", "agency", "international", "group", "other")
STANDINGS = (("single", True), ("confirmed", True), ("refined", True), ("disputed", True), ("disputed", False))
SHARES = list(accumulate((50, 30, 17, 2, 1)))


def many(nodes: int, links: int, seed: int = 7, most_links: int = 40) -> Diagram:
    """Actors with cooperations: a few have many, most have few; five in six are within a community.

    No actor has more than about `most_links` times the usual number.
    """
    chance = random.Random(seed)
    communities = max(3, round(nodes**0.5 / 2))
    home = [min(int(communities * chance.random() ** 1.6), communities - 1) for _ in range(nodes)]
    members: list[list[int]] = [[] for _ in range(communities)]
    for actor, community in enumerate(home):
        members[community].append(actor)
    weights = list(accumulate(min(chance.paretovariate(1.4), most_links) for _ in range(nodes)))
    created = []
    for number, start in enumerate(chance.choices(range(nodes), cum_weights=weights, k=links)):
        end = chance.choice(members[home[start]]) if chance.random() < 5 / 6 else chance.randrange(nodes)
        created.append(_link(number, start, end if end != start else (start + 1) % nodes, chance))
    actors = tuple(Node(f"actor-{n}", _name(n), KINDS[n % 5 if n % 3 else 0], f"Body number {n}") for n in range(nodes))
    return Diagram(
        title="Many",
        subtitle=f"{nodes} actors, {links} links",
        view="actors",
        lang="en",
        nodes=actors,
        links=tuple(created),
        sources=tuple(_source(number) for number in range(1, 41)),
        provenance=Provenance("20240601-abc", "1", "0.1.0", datetime.date(2024, 6, 1), "accord draw --view actors"),
    )


def _name(number: int) -> str:
    return f"{('Office', 'Bureau', 'State', 'Council', 'Police', 'Prosecutor')[number % 6]} {number}"


def _source(number: int) -> Source:
    return Source(f"source-{number}", f"Report {number}", f"Publisher {number % 9}", "2024-05", None, "official")


def _link(number: int, start: int, end: int, chance: random.Random) -> Link:
    standing, held = chance.choices(STANDINGS, cum_weights=SHARES)[0]
    since = datetime.date(2000, 1, 1) + datetime.timedelta(days=chance.randrange(9000))
    until = None if chance.random() < 0.7 else since + datetime.timedelta(days=chance.randrange(1, 2000))
    kind = "none" if until is None else "exit"
    firm = held and standing != "disputed"
    when = When(
        since.isoformat(), since, since, until or since, until, kind, None, since, firm, sure_until=until or since
    )
    evidence = Evidence(
        number % 40 + 1, f"s{number}", "act", "done_on", since.isoformat(), "asserts", paragraph=number % 9
    )
    return Link(
        id=f"basis-{number}~actor-{start}~1~actor-{end}~1",
        start=f"actor-{start}",
        end=f"actor-{end}",
        basis=f"basis-{number}",
        basis_name=f"Arrangement {number}",
        basis_kind="agreement",
        form="memorandum",
        start_name=_name(start),
        end_name=_name(end),
        role=None,
        when=when,
        standing=standing,
        since_standing="single",
        until_standing=None,
        held=held,
        evidence=(evidence,),
        why=(f"It begins on the day that the source tells: {since.isoformat()}.",),
    )
