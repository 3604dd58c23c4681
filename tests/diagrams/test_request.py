"""What may be asked for, which links that leaves, and how far steps lead."""

from __future__ import annotations

import datetime
import shlex
from dataclasses import replace
from typing import Any

import pytest
from drawings.sample_picture import when

from accordgraph.commands.draw import FORMS, VIEWS
from accordgraph.commands.part_options import PAPERS
from accordgraph.diagrams import formats, request
from accordgraph.diagrams.facts import Link
from accordgraph.diagrams.request import DiagramRequest
from accordgraph.diagrams.selection import select
from accordgraph.diagrams.svg import papers
from accordgraph.graph.errors import AccordError, InputError, UsageError

DAY, LATER = datetime.date(2024, 4, 10), datetime.date(2025, 1, 1)
KINDS = {"a": "state", "b": "state", "c": "agency", "d": "agency", "e": "state"}


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ({"view": "ego"}, UsageError, "--about"),
        ({"view": "circle"}, UsageError, "bases, actors, ego, matrix"),
        ({"hops": 0}, UsageError, "1 or more"),
        ({"hops": 2}, UsageError, "--about"),
        ({"day": DAY, "first": DAY}, UsageError, "--on DAY, or --from"),
        ({"day": DAY, "last": DAY}, UsageError, "--on DAY, or --from"),
        ({"first": LATER, "last": DAY}, UsageError, "ends on 2024-04-10, before it begins on 2025-01-01"),
        ({"kinds": ("agenci",)}, InputError, "Did you mean agency?"),
        ({"kinds": ("",)}, InputError, "Kinds of actors: state, agency"),
    ],
    ids=str,
)
def test_what_nobody_can_mean_is_refused(options: dict[str, Any], error: type[AccordError], words: str) -> None:
    with pytest.raises(error, match=words):
        DiagramRequest(**options)


def test_help_names_the_views_and_forms_that_there_are() -> None:
    assert (VIEWS, FORMS) == (request.VIEWS, formats.FORMS)
    assert PAPERS == papers.PAPERS


def test_the_command_asks_for_the_same_again() -> None:
    request = DiagramRequest(
        "ego", ("a", "b"), ("x",), 2, None, DAY, LATER, ("state",), "It's $HOME", ("one", "two `id`")
    )
    words = shlex.split(request.command("uk"))
    assert words == [
        *("accord", "draw", "--view", "ego", "--about", "a", "--about", "b", "--basis", "x", "--hops", "2"),
        *("--from", "2024-04-10", "--to", "2025-01-01", "--kinds", "state", "--title", "It's $HOME"),
        *("--note", "one", "--note", "two `id`", "--lang", "uk"),
    ]
    assert DiagramRequest().command("en") == DiagramRequest().command("en", "ladybug") == "accord draw"
    assert DiagramRequest().command("en", "oxigraph") == "accord draw --engine oxigraph"


def link(start: str, end: str, basis: str = "x", *, held: bool = True, kind: str = "agreement") -> Link:
    return Link(
        id=f"{basis}~{start}~1~{end}~1",
        start=start,
        end=end,
        basis=basis,
        basis_name=basis,
        basis_kind=kind,
        form=None,
        start_name=start,
        end_name=end,
        role=None,
        when=when("2024-01-01", firm=held),
        standing="single" if held else "disputed",
        since_standing=None,
        until_standing=None,
        held=held,
    )


CHAIN = [link("a", "b"), link("b", "c"), link("c", "d"), link("a", "e", held=False), link("d", "e")]


@pytest.mark.parametrize(
    ("hops", "ids", "far"),
    [
        (1, ["x~a~1~b~1", "x~a~1~e~1"], {"a": 0, "b": 1, "e": 1}),
        (2, ["x~a~1~b~1", "x~b~1~c~1", "x~a~1~e~1"], {"a": 0, "b": 1, "c": 2, "e": 2}),
        (3, ["x~a~1~b~1", "x~b~1~c~1", "x~c~1~d~1", "x~a~1~e~1"], {"a": 0, "b": 1, "c": 2, "d": 3, "e": 3}),
    ],
)
def test_steps_lead_over_held_links_only(hops: int, ids: list[str], far: dict[str, int]) -> None:
    drawn, steps = select(CHAIN, DiagramRequest("ego", ("a",), hops=hops), KINDS)
    assert ([one.id for one in drawn], steps) == (ids, far)


BOXES = [link("a", "x"), link("b", "x"), link("b", "y", "y"), link("c", "y", "y"), link("a", "z", "z", held=False)]


def test_a_step_leads_to_a_basis_and_all_in_it() -> None:
    drawn, steps = select([*BOXES, link("d", "z", "z")], DiagramRequest(about=("a",)), KINDS)
    assert {one.ends for one in drawn} == {("a", "x"), ("b", "x"), ("a", "z"), ("d", "z")}
    assert (steps["a"], steps["x"], steps["b"], steps["d"]) == (0, 0, 1, 1)
    drawn, steps = select(BOXES, DiagramRequest(about=("a",), hops=2), KINDS)
    assert len(drawn) == 5
    assert (steps["y"], steps["c"]) == (1, 2)


def test_kinds_bases_and_time_leave_out_and_what_it_is_about_stays() -> None:
    links = [link("a", "c"), link("a", "b"), link("b", "c", "y", kind="report")]
    chosen = {name: [one.id for one in select(links, request, KINDS)[0]] for name, request in {
        "agencies with a": DiagramRequest("ego", ("a",), kinds=("agency",)),
        "states": DiagramRequest("actors", kinds=("state",)),
        "reports": DiagramRequest("actors", kinds=("report",)),
        "states in reports": DiagramRequest("actors", kinds=("report", "state")),
        "basis y": DiagramRequest("actors", bases=("y",)),
        "before": DiagramRequest("actors", last=datetime.date(2023, 12, 31)),
        "on the day": DiagramRequest("actors", day=datetime.date(2024, 1, 1)),
    }.items()}  # fmt: skip
    assert chosen == {
        "agencies with a": ["x~a~1~c~1"],
        "states": ["x~a~1~b~1"],
        "reports": ["y~b~1~c~1"],
        "states in reports": [],
        "basis y": ["y~b~1~c~1"],
        "before": [],
        "on the day": [one.id for one in links],
    }


def test_on_a_day_what_was_over_is_left_out() -> None:
    over = link("a", "b")
    over = replace(over, when=replace(over.when, until_latest=DAY, end_kind="exit"))
    assert select([over], DiagramRequest("actors", day=DAY), KINDS)[0] == [over]
    assert select([over], DiagramRequest("actors", day=LATER), KINDS)[0] == []
