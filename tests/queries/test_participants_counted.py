"""How many take part in a basis is one number everywhere: without those who support or watch, or are denied."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from accordgraph.diagrams.builder import build_diagram
from accordgraph.diagrams.request import DiagramRequest
from accordgraph.graph.store.store import Store
from accordgraph.ontology.registry import NOBODY, registry
from accordgraph.queries.runner import run
from accordgraph.queries.session import Session, open_session

TEAM = "jit-ukraine-2022"


@pytest.fixture(scope="module")
def session(whole_store: Path) -> Iterator[Session]:
    with open_session(Store(whole_store).snapshot(), "ladybug", "en") as opened:
        yield opened


def taking_part(session: Session, basis: str) -> set[str]:
    rows = run(session, "participants", {"basis": basis}).rows
    return {str(row["actor"]) for row in rows if row["held"] and registry().group_of(row["role"]) != NOBODY}


def test_every_basis_counts_those_who_are_held_to_take_part(session: Session) -> None:
    rows = run(session, "bases", {}).rows
    wrong = [row["basis"] for row in rows if row["participants"] != len(taking_part(session, str(row["basis"])))]
    assert wrong == []
    assert sum(int(str(row["participants"])) for row in rows) > 500


def test_who_supports_or_is_denied_is_not_among_them(session: Session) -> None:
    everybody = {str(row["actor"]) for row in run(session, "participants", {"basis": TEAM}).rows}
    assert everybody - taking_part(session, TEAM) == {"us", "us-doj", "cz"}


@pytest.mark.parametrize("basis", [TEAM, "eppo-nabu-2023", "icpa", "uncac"])
def test_a_picture_counts_the_same(session: Session, basis: str) -> None:
    overview = build_diagram(session, DiagramRequest(bases=(basis,))).overview
    assert overview is not None
    assert overview.summary[0] == f"{len(taking_part(session, basis))} participants"
