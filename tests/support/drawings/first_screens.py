"""Made-up diagrams that open with columns: some partners of one country, and several agreements between two."""

from __future__ import annotations

import datetime
from dataclasses import replace

from accordgraph.diagrams.facts import Link, Node, When
from accordgraph.diagrams.model import Diagram
from accordgraph.diagrams.overview import Country, Disagreement, Fact, Overview, Side

LONG = "Department for Combating Organised Crime and Trafficking in Human Beings of the Regional Police"
BODIES = ("ua", "ua-police", "ua-customs", "ua-audit")


def partners(count: int) -> Diagram:
    """As many partners in countries of four bodies, one in ten only claimed; a team of all countries, and one
    agreement with each body.
    """
    actors = [f"c{number // 4}" if number % 4 == 0 else f"c{number // 4}-b{number % 4}" for number in range(count)]
    links = [_link("team", actor, 20 + number, number) for number, actor in enumerate(actors) if "-" not in actor]
    links.append(_link("team", "ua", 20, 1))
    for number, actor in enumerate(actors):
        basis, body = f"pact-{number}", BODIES[number % len(BODIES)]
        links += [_link(basis, actor, number, number), _link(basis, body, number, 1)]
    return _diagram({actor: actor.split("-")[0] for actor in actors}, links)


def between_two(agreements: int) -> Diagram:
    """As many agreements between one country and another."""
    pairs = [(f"pact-{number}", number) for number in range(agreements)]
    return _diagram({"c0": "c0"}, [_link(basis, who, day, 1) for basis, day in pairs for who in ("c0", "ua")])


def one_agreement(count: int) -> Diagram:
    """One agreement of a country with as many others."""
    actors = [f"c{number}" for number in range(count)]
    links = [_link("team", actor, 20 + number, number) for number, actor in enumerate(actors)]
    return _diagram({actor: actor for actor in actors}, [*links, _link("team", "ua", 20, 1)])


def _diagram(countries: dict[str, str], links: list[Link]) -> Diagram:
    nodes = [Node(actor, _name(actor, n), "agency" if "-" in actor else "state") for n, actor in enumerate(countries)]
    nodes += [Node(body, f"Body {body}", "agency" if "-" in body else "state") for body in BODIES]
    bases = dict.fromkeys(link.basis for link in links)
    nodes += [Node(basis, f"Memorandum of understanding {basis}", "agreement") for basis in bases]
    used = {end for link in links for end in link.ends}
    standing = {**countries, **dict.fromkeys(BODIES, "ua")}
    overview = Overview(
        middle=tuple(body for body in BODIES if body in used),
        focus=BODIES,
        countries=tuple(Country(actor, own, f"Country {own}") for actor, own in standing.items() if actor in used),
        crowds=(),
        partners=len(countries),
        summary=(f"{len(countries)} partners",),
        disputed="1 disagreement",
        lead="Ukraine: partners",
        facts=(Fact("Earliest start", "Country 0, since 1 Jan 2020", "c0"),),
        disagreements=(
            Disagreement(
                "Since what day?", "c0", (Side("1 Jan 2020", "2 voices", 2, True),), "We keep: 1 Jan 2020.", ()
            ),
        ),
        left_out=(),
        cooperations=tuple(
            replace(link, id=f"{link.id}~ua", end="ua", end_name="ua") for link in links if link.start in countries
        ),
    )
    shown = tuple(node for node in nodes if node.id in used)
    return Diagram("Who cooperates", "", "bases", "en", shown, tuple(links), overview=overview)


def _name(actor: str, number: int) -> str:
    return f"{LONG} {actor}" if number % 7 == 3 else f"Country or body {actor}"


def _link(basis: str, actor: str, day: int, number: int) -> Link:
    since, is_held = datetime.date(2020, 1, 1) + datetime.timedelta(days=37 * day), number % 10 != 9
    when = When(str(since), since, since, since, None, "none", None, since, is_held)
    doubt = "disputed" if day % 3 == 0 else "single"
    standing = "single" if is_held else "disputed"
    return Link(
        id=f"{basis}~{actor}~1",
        start=actor,
        end=basis,
        basis=basis,
        basis_name=basis,
        basis_kind="agreement",
        form=None,
        start_name=actor,
        end_name=basis,
        role="party",
        when=when,
        standing=standing,
        since_standing=doubt,
        until_standing=None,
        held=is_held,
    )
