"""A realistic picture to look at and to test with, and a browser to open it in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from accordgraph.diagrams.network import AccordNetwork, build
from accordgraph.diagrams.picture import Edge, Node, Picture

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
FORCES = {"jit": "certainly", "eppo-nabu": "presumably", "nabu-jica": "possibly", "searches": "possibly"}


def edge(basis: str, actor: str, since: str, standing: str = "confirmed", held: bool = True) -> Edge:
    """One link of the sample."""
    role = {"jit": "member", "sbi-report": "reporter" if actor == "sbi" else "partner"}.get(basis, "party")
    source = f"Sample source on {BASES[basis][0]}. Publisher, 2024. https://example.org/{basis}"
    extra = ("Sample list of members. Publisher, 2025.",) if basis == "jit" else ()
    return Edge(
        actor, basis, since, None, role, standing, held, None, None, BASES[basis][0], ACTORS[actor][0], (source, *extra)
    )


def make_sample() -> Picture:
    """22 actors, 9 bases, 30 links; one of them disputed and not held, one disputed."""
    nodes = [Node(key, label, kind, title) for key, (label, kind, title) in ACTORS.items()]
    nodes += [Node(key, label, kind) for key, (label, kind) in BASES.items()]
    edges = [edge("jit", actor, since) for actor, since in TEAM.items()]
    edges.append(edge("jit", "cz", "2022", "disputed", held=False))
    edges += [edge(*other) for other in OTHERS]
    return Picture(
        "Who cooperates with Ukraine’s investigators",
        f"{len(ACTORS)} actors, {len(BASES)} agreements, operations and reports, {len(edges)} links.",
        tuple(nodes),
        tuple(edges),
        (
            "Sample data: the wording of the sources is illustrative.",
            "A denial of July 2022 outranks the press on the Czech Republic.",
        ),
    )


def make_sample_of_a_day() -> Picture:
    """The same, made for a day: some certainly in force, some presumably, some possibly."""
    whole = make_sample()
    edges = tuple(_on_the_day(edge) for edge in whole.edges)
    return replace(whole, title="In force on 2024-04-10", edges=edges)


def _on_the_day(edge: Edge) -> Edge:
    force = FORCES.get(edge.basis, "presumably") if edge.held else "possibly"
    why = {True: "start-imprecise", False: "existence-disputed"}[edge.held] if force == "possibly" else None
    return replace(edge, in_force=force, why_possible=why)


@pytest.fixture(scope="session")
def sample() -> Picture:
    """22 actors, 9 bases, 29 links."""
    return make_sample()


@pytest.fixture(scope="session")
def sample_of_a_day() -> Picture:
    """The same with what was in force on a day."""
    return make_sample_of_a_day()


@pytest.fixture(scope="session")
def network(sample: Picture) -> AccordNetwork:
    """The sample, laid out once for all tests that only look."""
    return build(sample)


@pytest.fixture(scope="session")
def sample_file(network: AccordNetwork, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample as a page."""
    path = tmp_path_factory.mktemp("pictures") / "sample.html"
    network.write_html(str(path))
    return path


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page without a network."""
    context = browser.new_context(viewport={"width": 1200, "height": 900}, offline=True)
    yield context.new_page()
    context.close()
