"""A diagram reads the part of the graph that it can show, and is the same as if it had read all of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from accordgraph.diagrams import scope
from accordgraph.diagrams.builder import build_diagram
from accordgraph.diagrams.request import DiagramRequest
from accordgraph.diagrams.scope import Scope
from accordgraph.graph.store.store import Store
from accordgraph.queries.session import Session, open_session

DAY = datetime.date(2024, 4, 10)
REQUESTS = [
    *(DiagramRequest(view=view, about=(actor,)) for view in ("bases", "actors") for actor in ("nabu", "cz", "ssu")),
    DiagramRequest(about=("nabu", "pl"), hops=2),
    DiagramRequest(view="ego", about=("jica",), hops=3),
    DiagramRequest(view="matrix", about=("ua",), day=DAY),
    DiagramRequest(about=("ua",), kinds=("state",), first=datetime.date(2022, 1, 1), last=DAY),
    DiagramRequest(bases=("jit-ukraine-2022",)),
    DiagramRequest(view="actors", about=("ee",), bases=("jit-ukraine-2022", "eppo-nabu-2023")),
]


ON_BOTH = (0, 4, 7, 8)
"""One request of each view, asked of the other engine too."""


@pytest.fixture(scope="module", params=["ladybug", "oxigraph"])
def session(request: pytest.FixtureRequest, bundled_store: Path) -> Iterator[Session]:
    with open_session(Store(bundled_store).snapshot(), request.param) as opened:
        yield opened


def test_a_part_gives_what_all_of_the_graph_gives_and_enough_is_drawn_to_tell(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    requests = REQUESTS if session.origin.engine == "ladybug" else [REQUESTS[index] for index in ON_BOTH]
    parts = [build_diagram(session, request) for request in requests]
    assert sum(len(part.links) > 3 for part in parts) >= len(parts) - 2
    monkeypatch.setattr(scope, "_bases", lambda *_: None)
    for request, part in zip(requests, parts, strict=True):
        assert part == build_diagram(session, request), request


def test_rows_of_other_bases_are_not_read(session: Session) -> None:
    narrow, wide = Scope(session, DiagramRequest(about=("nabu",))), Scope(session, DiagramRequest())
    for question in ("participation_evidence", "acts", "cooperations"):
        assert 0 < len(narrow.ask(question)) < len(wide.ask(question)) / 2
    assert {row["basis"] for row in narrow.ask("participations")} == {
        "eppo-nabu-2023",
        "nabu-jica-2024",
        "searches-2024",
    }
    assert narrow.sources([]) == []
