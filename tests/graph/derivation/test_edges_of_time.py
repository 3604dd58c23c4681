"""Days that would lie outside the years 1 to 9999 are held at the edge, and both engines answer with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from accordgraph.graph.engines import LANGUAGES
from accordgraph.graph.store.store import Store
from accordgraph.loaders.dossier import entries
from accordgraph.loaders.loading import load
from accordgraph.queries.runner import run
from accordgraph.queries.session import open_session

HEAD = """\
dossier: edges
recorded: 2026-01-31
sources:
  s: {kind: official, publisher: p, published: 2024-05}
actors:
  aa-body: {kind: agency, name: A}
  bb-body: {kind: agency, name: B}
bases:
"""
BASIS = """\
  {name}:
    kind: agreement
    form: treaty
    binds: {binds}
    name: {name}
    says:
    - source: s
      of_basis: {{{facts}}}
      acts:
"""
SIGNED = "by: [aa-body, bb-body], type: signature, done: {}"
RATIFIED = "by: [aa-body, bb-body], type: ratification, done: {}"
CASES = {
    "exit-on-the-first-day": (
        ("signature", "", (SIGNED.format("0001-01-01"), "by: [aa-body], type: denunciation, effective: 0001-01-01")),
        ("0001-01-01", "0001-01-01", None, "0001-01-01"),
    ),
    "end-of-the-whole-on-the-first-day": (
        ("signature", "", (SIGNED.format("0001-01-01"), "type: termination, effective: 0001-01-01")),
        ("0001-01-01", "0001-01-01", None, "0001-01-01"),
    ),
    "years-after-the-last-day": (
        ("consent", "effect_after: P99Y, effect_on: day", (RATIFIED.format("9999-12-31"),)),
        ("9999-12-31", None, "9999-12-31", None),
    ),
    "the-day-after-the-last": (
        ("consent", "effect_after: P1D, effect_on: day-after", (RATIFIED.format("9999-12-30"),)),
        ("9999-12-31", None, "9999-12-31", None),
    ),
    "the-month-after-the-last": (
        ("consent", "effect_after: P1M, effect_on: month-start", (RATIFIED.format("9999-11"),)),
        ("9999-12-31", None, "9999-12-31", None),
    ),
    "notice-that-ends-after-the-last-day": (
        (
            "signature",
            "exit_after: P2Y",
            (SIGNED.format("2000-01-01"), "by: [aa-body, bb-body], type: denunciation, done: 9999-01-01"),
        ),
        ("2000-01-01", "2000-01-01", "9999-12-31", None),
    ),
    "composed-period": (
        ("consent", "effect_after: P1Y6M, effect_on: day", (RATIFIED.format("2020-01-31"),)),
        ("2021-07-31", None, "2021-07-31", None),
    ),
}
"""Ways of binding, facts and acts of a basis; the bounds of the link's start, and those of its end."""


@pytest.fixture(scope="module")
def edges(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder: Path = tmp_path_factory.mktemp("edges")
    text = HEAD
    for name, ((binds, facts, acts), _) in CASES.items():
        text += BASIS.format(name=name, binds=binds, facts=facts or "note: none")
        text += "".join(f"      - {{{act}}}\n" for act in acts)
    (folder / "edges.yaml").write_text(text, encoding="utf-8")
    store = Store(folder / "store")
    with pytest.MonkeyPatch.context() as patched:  # foreign RDF may hold what no dossier may: done on a day to come
        patched.setattr(entries, "check_done", lambda reader, record, recorded: None)
        load(store, [folder / "edges.yaml"])
    return store


@pytest.mark.parametrize("engine", LANGUAGES)
def test_links_are_held_at_the_edge_in_either_engine(edges: Store, engine: str) -> None:
    with open_session(edges.snapshot(), engine) as session:
        rows = run(session, "partners", {"actor": "aa-body"}).rows
    names = ("since_earliest", "since_latest", "until_earliest", "until_latest")
    bounds = {row["basis"]: tuple(row[name] and str(row[name]) for name in names) for row in rows}
    assert bounds == {name: expected for name, (_, expected) in CASES.items()}


@pytest.mark.parametrize("day", ["0001-01-01", "2000-01-01", "9999-12-31"])
def test_the_first_and_the_last_day_can_be_asked_for(edges: Store, day: str) -> None:
    answers = []
    for engine in LANGUAGES:
        with open_session(edges.snapshot(), engine) as session:
            rows = run(session, "partners_on", {"actor": "aa-body", "day": day}).rows
            answers.append([(row["basis"], row["in_force"]) for row in rows])
    assert answers[0] == answers[1] != []
