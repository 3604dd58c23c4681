"""What single questions answer, told by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from accordgraph.graph.engines.protocol import Engine
from accordgraph.graph.names.index import Names
from accordgraph.queries.runner import Answer, run
from accordgraph.queries.session import Session


@pytest.fixture(params=["sparql", "cypher"])
def engine(request: pytest.FixtureRequest) -> Engine:
    opened: Engine = request.getfixturevalue(request.param)
    return opened


def pick(answer: Answer, *columns: str) -> list[tuple[Any, ...]]:
    return [tuple(row[column] for column in columns) for row in answer.rows]


def test_partners_show_what_is_not_held(engine: Engine, names: Names) -> None:
    answer = run(Session(engine, names), "partners", {"actor": "ua"})
    assert pick(answer, "cooperation", "actor", "partner", "partner_name", "held", "since_latest") == [
        ("jit~cz~1~ua~1", "ua", "cz", "Czech Republic", False, date(2022, 12, 31)),
        ("jit~lt~1~ua~1", "ua", "lt", "Lithuania", True, date(2022, 3, 25)),
        ("jit~pl~1~ua~1", "ua", "pl", "Poland", True, date(2022, 3, 25)),
    ]
    assert [list(row) for row in answer.rows] == [list(answer.columns)] * 3


def test_bodies_are_asked_for_transitively(engine: Engine, names: Names) -> None:
    """Links between bodies of the same state are left out, and a circle of parts ends."""
    answer = run(Session(engine, names), "partners", {"actor": "ua", "with_bodies": "true"})
    assert pick(answer, "actor", "partner", "basis") == [
        ("nabu", "jica", "japan"),
        ("ua", "cz", "jit"),
        ("ua", "lt", "jit"),
        ("ua", "pl", "jit"),
        ("nabu-lab", "pl", "lab"),
        ("nabu", "eppo", "memo"),
    ]


def test_names_follow_the_language(engine: Engine, names: Names) -> None:
    """English where one is missing, then any."""
    answer = run(Session(engine, names, "uk"), "partners", {"actor": "pl"})
    assert pick(answer, "partner_name", "basis_name") == [
        ("Литва", "Спільна група"),
        ("Україна", "Спільна група"),
        ('Laboratory "L" \\ of\nNABU', "Inside NABU"),
    ]
    assert pick(
        run(Session(engine, names), "between", {"actor": "nabu", "partner": "sbi"}), "partner_name", "basis_name"
    ) == [
        ("Державне бюро розслідувань", "Searches"),
        ("Державне бюро розслідувань", "nameless"),
    ]


def test_between_begins_with_the_earliest_start(engine: Engine, names: Names) -> None:
    answer = run(Session(engine, names), "between", {"actor": "sbi", "partner": "nabu"})
    assert pick(answer, "cooperation", "actor", "since_earliest") == [
        ("raid~nabu~1~sbi~1", "sbi", date(2024, 4, 9)),
        ("nameless~nabu~1~sbi~1", "sbi", None),
    ]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2024-04-10", {"memo": ("presumably", None), "japan": ("possibly", "start-imprecise")}),
        ("2024-04-09", {"raid": ("certainly", None)}),
        ("2025-01-01", {"japan": ("presumably", None), "nameless": ("possibly", "start-imprecise")}),
    ],
)
def test_the_bureau_on_a_day(engine: Engine, names: Names, day: str, expected: dict[str, Any]) -> None:
    rows = run(Session(engine, names), "partners_on", {"actor": "nabu", "day": day}).rows
    verdicts = {row["basis"]: (row["in_force"], row["why_possible"]) for row in rows}
    assert {basis: verdicts.get(basis) for basis in expected} == expected
    assert ("raid" in verdicts) == (day == "2024-04-09")


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2024-04-10", ("certainly", None)),
        ("2026-03-31", ("certainly", None)),
        ("2026-05-01", ("possibly", "term-lapsed")),
    ],
)
def test_the_team_on_a_day(engine: Engine, names: Names, day: str, expected: tuple[str, str | None]) -> None:
    answer = run(Session(engine, names), "partners_on", {"actor": "ua", "day": day})
    assert pick(answer, "partner", "in_force", "why_possible") == [
        ("cz", "possibly", "existence-disputed"),
        ("lt", *expected),
        ("pl", *expected),
    ]


def test_notes_count_what_makes_no_links(engine: Engine, names: Names) -> None:
    [note] = run(Session(engine, names), "partners", {"actor": "ua"}).notes
    assert note.startswith(
        "Not listed party by party: 7 bases that are open to other states or have more than 50 participants "
        "(Open 1, with 1 other party; Open 2, with 1 other party; "
    )
    assert note.endswith("; and 2 more). The parties of the first: accord who ua --basis open-1")
    [note] = run(Session(engine, names, "uk"), "partners", {"actor": "ua"}).notes
    assert note.startswith(
        "Без переліку сторін: 7 підстав, що відкриті для інших держав або мають понад 50 учасників ("
    )
    assert "та ще 2)" in note
    [note] = run(Session(engine, names), "partners", {"actor": "cz"}).notes
    assert note.startswith(
        "Not listed party by party: 1 basis that is open to other states or has more than 50 participants "
        "(Convention against"
    )
    answer = run(Session(engine, names), "between", {"actor": "ua", "partner": "pl"})
    assert ("uncac" in answer["basis"], answer.notes) == (True, [])
    [note] = run(Session(engine, names), "partners", {"actor": "sbi", "with_bodies": True}).notes or ["none"]
    assert note == "none"


@pytest.mark.parametrize(
    ("question", "parameters"),
    [
        ("partners", {"actor": "sbi"}),
        ("between", {"actor": "ua", "partner": "sbi"}),
        ("between", {"actor": "ua", "partner": "ua"}),
        ("participants", {"basis": "uncac"}),
    ],
)
def test_no_note_where_nothing_is_left_out(
    engine: Engine, names: Names, question: str, parameters: dict[str, str]
) -> None:
    assert run(Session(engine, names), question, parameters).notes == []


def test_with_bodies_the_notes_look_at_the_bodies_too(engine: Engine, names: Names) -> None:
    assert len(run(Session(engine, names), "partners", {"actor": "circle", "with_bodies": True}).notes) == 1
    assert run(Session(engine, names), "partners", {"actor": "circle"}).notes == []


def test_statistics_give_numbers_and_every_voice(engine: Engine, names: Names) -> None:
    """A number that one source states at two places is a row for each place, a denied one none."""
    assert pick(run(Session(engine, names), "statistics", {}), "measure", "value", "source", "standing") == [
        ("executed", 330, "paper", "disputed"),
        ("executed", 330, "paper", "disputed"),
        ("sent", 390.5, "page", "disputed"),
        ("sent", 388, "paper", "disputed"),
    ]


def test_evidence_holds_the_denial_and_any_text(engine: Engine, names: Names) -> None:
    answer = run(Session(engine, names), "evidence", {"id": "jit~cz~1~ua~1"})
    assert pick(answer, "property", "value", "stance", "source", "publisher", "paragraph", "char_start") == [
        ("listed", "member", "denies", "page", "eurojust", None, None),
        ("done_on", "2022-03-25", "asserts", "page", "eurojust", 3, 10),
        ("type", 'say "x" \\ }\nžЖ', "asserts", "paper", None, None, None),
    ]


def test_acts_name_the_body_and_the_whole(engine: Engine, names: Names) -> None:
    answer = run(Session(engine, names), "acts_of_basis", {"basis": "jit"})
    assert pick(answer, "act", "actor", "through", "done_earliest") == [
        ("jit~cz~entry~1", "cz", None, None),
        ("jit~pl~entry~1", "pl", None, date(2022, 3, 25)),
        ("jit~ua~entry~1", "ua", "nabu", date(2022, 3, 25)),
        ("jit~whole~term~1", None, None, None),
    ]


def test_conflicts_of_a_link_are_those_of_its_sides(engine: Engine, names: Names) -> None:
    def conflicts(thing: str) -> list[str]:
        return sorted({str(row["conflict"]) for row in run(Session(engine, names), "conflicts_of", {"id": thing}).rows})

    assert conflicts("jit~cz~1~ua~1") == ["conflict-1", "conflict-2"]
    assert conflicts("jit~lt~1~ua~1") == ["conflict-1"]
    assert conflicts("jit~cz~1") == ["conflict-2"]
    assert conflicts("nabu") == ["conflict-4", "conflict-5"]
    assert conflicts("raid") == conflicts("sbi") == ["conflict-5"], "on the operation that both are in"
    assert conflicts("japan") == ["conflict-3"]
    assert conflicts("eppo") == []


def test_operations_leave_out_who_is_not_held(engine: Engine, names: Names) -> None:
    assert pick(run(Session(engine, names), "operations", {}), "basis", "name", "actor", "role", "during") == [
        ("nameless", "nameless", "nabu", "party", None),
        ("nameless", "nameless", "sbi", "party", None),
        ("raid", "Searches", "nabu", "participant", "2024-04-09"),
        ("raid", "Searches", "sbi", "participant", "2024-04-09"),
    ]


def test_lists_come_with_counts(engine: Engine, names: Names) -> None:
    actors = {row["actor"]: row for row in run(Session(engine, names), "actors", {}).rows}
    assert [(actors[a]["bases"], actors[a]["partners"]) for a in ("ua", "nabu", "cz", "lonely")] == [
        (8, 2),
        (9, 4),
        (2, 0),
        (0, 0),
    ]
    sources = run(Session(engine, names), "sources", {})
    assert pick(sources, "source", "statements", "derived_from") == [
        ("column", 2, None),
        ("d", 1, None),
        ("page", 7, None),
        ("paper", 5, "page"),
        ("silent", 0, None),
    ]


def test_neighbours_are_held_only(engine: Engine, names: Names) -> None:
    assert pick(run(Session(engine, names), "neighbours", {"actors": "cz, ua"}), "actor", "partner") == [
        ("ua", "lt"),
        ("ua", "pl"),
    ]


def test_the_same_rows_whatever_order_the_engine_gives(engine: Engine, names: Names) -> None:
    rows = run(Session(engine, names), "cooperations", {}).rows
    ids = [row["cooperation"] for row in rows]
    assert len(ids) > 600
    assert ids == sorted(set(ids), key=str)
