"""A realistic picture to look at and to test with: what it says is made up."""

from __future__ import annotations

import datetime
from dataclasses import replace

from accordgraph.diagrams.facts import Evidence, Link, Node, Provenance, Source, When
from accordgraph.diagrams.model import Diagram

ACTORS = {
    "ua": ("Ukraine", "state", ""),
    "lt": ("Lithuania", "state", ""),
    "pl": ("Poland", "state", ""),
    "ee": ("Estonia", "state", ""),
    "lv": ("Latvia", "state", ""),
    "sk": ("Slovakia", "state", ""),
    "ro": ("Romania", "state", ""),
    "cz": ("Czech Republic", "state", ""),
    "icc-otp": ("ICC Office of the Prosecutor", "international", "Office of the Prosecutor of the Court in The Hague"),
    "europol": ("Europol", "international", ""),
    "eurojust": ("Eurojust", "international", ""),
    "us-doj": ("US Department of Justice", "agency", ""),
    "nabu": ("NABU", "agency", "National Anti-Corruption Bureau of Ukraine"),
    "sapo": ("SAPO", "agency", "Specialised Anti-Corruption Prosecutor's Office"),
    "eppo": ("EPPO", "international", "European Public Prosecutor's Office"),
    "jica": ("JICA", "agency", "Japan International Cooperation Agency"),
    "pl-warsaw-unit": ("Warsaw unit of the National Prosecutor's Office", "agency", ""),
    "sbi": ("SBI", "agency", "State Bureau of Investigation"),
    "eib": ("European Investment Bank", "international", ""),
    "ee-pbgb": ("Estonian Police and Border Guard Board", "agency", ""),
    "us-dod-oig": ("US DoD Inspector General", "agency", ""),
    "advisers": ("Atrocity Crimes Advisory Group", "group", ""),
}
BASES = {
    "jit": ("JIT on alleged core international crimes in Ukraine (2022)", "agreement"),
    "jit-us": ("Memorandum between the JIT and the US (2023)", "agreement"),
    "eppo-nabu": ("EPPO–NABU working arrangement (2023)", "agreement"),
    "nabu-jica": ("NABU–JICA memorandum (2024)", "agreement"),
    "searches": ("Searches of 9 April 2024", "operation"),
    "sbi-report": ("SBI annual report 2024", "report"),
    "sbi-oig": ("SBI–DoD OIG memorandum (2024)", "agreement"),
    "sapo-eppo": ("SAPO–EPPO arrangement", "agreement"),
    "advice": ("Advice on core crimes", "assistance"),
}
TEAM = {
    "ua": "2022-03-25",
    "lt": "2022-03-25",
    "pl": "2022-03-25",
    "eurojust": "2022-03-25",
    "icc-otp": "2022-04-25",
    "ee": "2022-05-30",
    "lv": "2022-05-30",
    "sk": "[2022-05-30..2022-05-31]",
    "ro": "2022-10-13",
    "europol": "2023-10-05",
}
OTHERS = [
    ("jit-us", "ua", "2023-03-03", "single"),
    ("jit-us", "us-doj", "2023-03-03", "single"),
    ("eppo-nabu", "eppo", "2023-07-03", "confirmed"),
    ("eppo-nabu", "nabu", "2023-07-03", "confirmed"),
    ("nabu-jica", "nabu", "2024", "single"),
    ("nabu-jica", "jica", "2024", "single"),
    ("searches", "nabu", "2024-04-09", "confirmed"),
    ("searches", "sapo", "2024-04-09", "confirmed"),
    ("searches", "pl-warsaw-unit", "2024-04-09", "refined"),
    ("sbi-report", "sbi", "[..2024]", "single"),
    ("sbi-report", "eib", "[..2024]", "single"),
    ("sbi-report", "ee-pbgb", "[..2024]", "single"),
    ("sbi-oig", "sbi", "2024", "single"),
    ("sbi-oig", "us-dod-oig", "2024", "disputed"),
    ("sapo-eppo", "sapo", "[2022-03-25..2023-02-28]", "single"),
    ("sapo-eppo", "eppo", "[2022-03-25..2023-02-28]", "single"),
    ("advice", "ua", "2022-05-25", "refined"),
    ("advice", "advisers", "2022-05-25", "refined"),
]


def when(since: str, *, firm: bool = True) -> When:
    """Since a day or a year, and nobody has told of an end."""
    first, last = since.strip("[]").partition("..")[::2] if ".." in since else (since, since)
    earliest = datetime.date.fromisoformat(f"{first}-01-01"[:10]) if first else None
    latest = datetime.date.fromisoformat(f"{last}-12-31"[:10]) if last else None
    return When(since, earliest, latest, latest, None, "none", None, latest, firm, sure_until=latest)


def participation(basis: str, actor: str, since: str, standing: str = "confirmed", held: bool = True) -> Link:
    """One link of the sample."""
    role = {"jit": "member", "sbi-report": "reporter" if actor == "sbi" else "partner"}.get(basis, "party")
    own = Evidence(list(BASES).index(basis) + 1, f"{basis}-{actor}", "act", "done_on", since, "asserts", paragraph=3)
    stance, how = ("asserts", "stated") if held else ("denies", "inferred")
    listed = Evidence(len(BASES) + 1, f"list-{actor}", "participation", "listed", "2025", stance, how=how)
    return Link(
        id=f"{basis}~{actor}~1",
        start=actor,
        end=basis,
        basis=basis,
        basis_name=BASES[basis][0],
        basis_kind=BASES[basis][1],
        form=None,
        start_name=ACTORS[actor][0],
        end_name=BASES[basis][0],
        role=role,
        when=when(since, firm=held and standing != "disputed"),
        standing=standing,
        since_standing="single",
        until_standing=None,
        held=held,
        evidence=(own, listed) if basis == "jit" else (own,),
        why=(f"It begins on the day that the source tells: {since}.",),
    )


def make_sample() -> Diagram:
    """22 actors, 9 bases, 29 links; one of them disputed and not held, one disputed."""
    nodes = [Node(key, label, kind, title) for key, (label, kind, title) in ACTORS.items()]
    nodes += [Node(key, label, kind) for key, (label, kind) in BASES.items()]
    links = [participation("jit", actor, since) for actor, since in TEAM.items()]
    links.append(participation("jit", "cz", "2022", "disputed", held=False))
    links += [participation(*other) for other in OTHERS]
    sources = [
        Source(f"src-{key}", f"Sample source on {name}", "Publisher", "2024", f"https://example.org/{key}", "official")
        for key, (name, _) in BASES.items()
    ]
    return Diagram(
        "Who cooperates with Ukraine’s investigators",
        f"{len(ACTORS)} actors, {len(BASES)} agreements, operations and reports, {len(links)} links.",
        "bases",
        "en",
        tuple(nodes),
        tuple(links),
        (*sources, Source("src-list", "Sample list of members", "Publisher", "2025", None, "press")),
        (
            "Sample data: the wording of the sources is illustrative.",
            "A denial of July 2022 outranks the press on the Czech Republic.",
        ),
        Provenance("20240601-abc", "1", "0.1.0", datetime.date(2024, 6, 1), "accord draw"),
    )


def of_basis(diagram: Diagram, basis: str) -> Diagram:
    """The part of a picture that is laid out soon: one basis, and whom it links."""
    links = tuple(link for link in diagram.links if basis in link.ends)
    nodes = tuple(node for node in diagram.nodes if any(node.id in link.ends for link in links))
    return replace(diagram, nodes=nodes, links=links)


def make_sample_of_a_day() -> Diagram:
    """The same, made for a day: some certainly in force, some presumably, some possibly."""
    day = datetime.date(2024, 4, 10)
    whole = make_sample()
    links = tuple(_on_the_day(link) for link in whole.links)
    return replace(whole, title="In force on 2024-04-10", links=links, day=day)


def _on_the_day(link: Link) -> Link:
    if link.basis != "jit":
        return link
    end = datetime.date(2026, 3, 1)
    return replace(link, when=replace(link.when, until_earliest=end, sure_until=end, end_kind="term"))
