"""Counts, centrality, paths and pictures: what a stranger's dossier says alone moves none of them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from programs.running import rows, run
from worlds.two_dossiers import load_beside, store_with

from accordgraph.graph.store.store import Store
from accordgraph.queries.plans import Row
from accordgraph.queries.runner import run as ask
from accordgraph.queries.session import open_session

BASE = """\
dossier: base
recorded: 2026-01-05
sources:
  page: {kind: official, publisher: office, published: 2023-07-05}
actors:
  eppo: {kind: international, name: EPPO}
  nabu: {kind: agency, name: NABU}
  sapo: {kind: agency, name: SAPO}
  sbi: {kind: agency, name: SBI}
  alone: {kind: agency, name: Alone}
bases:
  memo:
    kind: agreement
    form: memorandum
    binds: signature
    name: Memorandum
    says: [{source: page, acts: [{by: [eppo, nabu], type: signature, done: 2023-07-03}]}]
  second:
    kind: agreement
    form: memorandum
    binds: signature
    name: Second
    says: [{source: page, acts: [{by: [nabu, sapo], type: signature, done: 2024-01-01}]}]
  third:
    kind: agreement
    form: memorandum
    binds: signature
    name: Third
    says: [{source: page, acts: [{by: [sapo, sbi], type: signature, done: 2024-01-01}]}]
"""
MINE = """\
dossier: mine
recorded: 2026-01-06
sources:
  law: {kind: legal-text, title: A law, publisher: office, published: 2025-05-01}
actors:
  court: {kind: other, name: Court}
bases:
"""
SIGNED = "says: [{{source: law, {of_basis}acts: [{{by: [{by}], type: signature, done: 2024-02-01}}]}}]"


def pact(name: str, by: str, *, is_open: bool = False) -> str:
    said = SIGNED.format(by=by, of_basis="of_basis: {open: true}, " if is_open else "")
    return f"  {name}: {{kind: agreement, form: treaty, binds: signature, name: Pact {name}, {said}}}\n"


PACTS = {
    "between two of others": pact("pact", "eppo, sbi"),
    "a second one between the same two": pact("pact", "eppo, nabu"),
    "with one of its own": pact("pact", "court, nabu"),
    "open to all": pact("pact", "eppo, sbi, sapo, alone", is_open=True),
    "several": pact("pact", "eppo, sbi") + pact("treaty", "alone, sapo", is_open=True),
}
COUNTED = ("degrees", "brokers", "communities", "actors")


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return store_with(tmp_path_factory.mktemp("counts"), BASE)


@pytest.fixture
def store(base: Path, tmp_path: Path) -> Path:
    shutil.copytree(base, tmp_path / "store")
    return tmp_path / "store"


Counts = dict[tuple[str, ...], list[Row]]


def counts(store: Path) -> Counts:
    """The rows on what the first dossier declares, by question, engine and day."""
    asked: Counts = {}
    for engine in ("ladybug", "oxigraph"):
        with open_session(Store(store).snapshot(), engine) as session:
            for question in COUNTED:
                for day in ("", "2024-06-01") if question != "actors" else ("",):
                    found = ask(session, question, {"day": day} if day else {}).rows
                    asked[engine, question, day] = [row for row in found if row["actor"] != "court"]
    return asked


@pytest.fixture(scope="module")
def before(base: Path) -> Counts:
    """What was counted before anything was loaded beside."""
    return counts(base)


@pytest.mark.parametrize("pacts", ["a second one between the same two", "with one of its own", "several"])
def test_no_count_moves_by_what_a_stranger_alone_says(store: Path, before: Counts, pacts: str) -> None:
    """Several are one between two of others, which have no link, and one that is open to all."""
    done = load_beside(store, MINE + PACTS[pacts], "--as-stranger")
    assert (done.returncode, done.stderr) == (0, "")
    assert counts(store) == before
    text = "SELECT (COUNT(*) AS ?n) WHERE { ?one ag:cooperatesWith ?other }"
    assert rows("sparql", f"PREFIX ag: <https://w3id.org/accordgraph/ns#> {text}", store=store) == [{"n": 6}]
    assert run("trust", "mine", store=store).returncode == 0
    assert counts(store) != before


def test_how_many_links_are_not_counted_is_said(store: Path) -> None:
    assert load_beside(store, MINE + PACTS["several"], "--as-stranger").returncode == 0
    for command, *day in (["brokers"], ["communities"], ["degrees"], ["degrees", "--on", "2024-06-01"]):
        notes = run(command, *day, store=store).stderr
        assert "Not counted: 1 link that only a dossier reports that is not trusted" in " ".join(notes.split())
    assert "Не враховано 1 зв’язок" in run("degrees", "--lang", "uk", store=store).stderr


def test_a_path_goes_over_a_strangers_link_only_where_there_is_no_other(store: Path) -> None:
    engines = ("ladybug", "oxigraph")
    before = [rows("path", "EPPO", "SBI", "--engine", engine, store=store) for engine in engines]
    assert [row["step"] for row in before[0]] == [1, 2, 3]
    pacts = pact("pact", "eppo, sbi") + pact("other", "eppo, alone") + pact("wide", "court, alone", is_open=True)
    assert load_beside(store, MINE + pacts, "--as-stranger").returncode == 0
    assert [rows("path", "EPPO", "SBI", "--engine", engine, store=store) for engine in engines] == before
    for engine in engines:
        only = run("path", "NABU", "court", "--engine", engine, "--format", "json", store=store)
        assert [(row["partner"], row["stranger"]) for row in json.loads(only.stdout)] == [
            ("eppo", None),
            ("alone", "mine"),
            ("court", "mine"),
        ]
        assert "Step 2 is reported only by the dossier mine, which is not trusted" in only.stderr


def test_a_wide_basis_of_a_stranger_is_counted_as_a_claim(store: Path) -> None:
    assert load_beside(store, MINE + PACTS["open to all"], "--as-stranger").returncode == 0
    answer = " ".join(run("who", "EPPO", "--format", "text", store=store).stdout.split())
    assert "one partner by agreement; one claim of a dossier that is not trusted." in answer
    alone = " ".join(run("who", "alone", "--format", "text", store=store).stdout.split())
    assert "In this graph: one claim of a dossier that is not trusted." in alone


@pytest.mark.parametrize("pacts", [PACTS["between two of others"], PACTS["with one of its own"]])
def test_no_picture_counts_what_a_stranger_alone_says(store: Path, pacts: str) -> None:
    chart = ("chart", "years", "--as", "html", "-o")
    assert run(*chart, str(store.parent / "before.html"), store=store).returncode == 0
    assert load_beside(store, MINE + pacts, "--as-stranger").returncode == 0
    assert run(*chart, str(store.parent / "after.html"), store=store).returncode == 0
    after = (store.parent / "after.html").read_text(encoding="utf-8")
    assert "Not counted: 1 link that only a dossier reports" in after
    assert "3 of 4 links" in after


@pytest.mark.parametrize("day", ["1995-01-01", "2024-02-01"])
def test_a_strangers_link_stands_last_in_its_step_of_a_path(store: Path, day: str) -> None:
    said = MINE + pact("aaa", "eppo, nabu").replace("2024-02-01", day)
    assert load_beside(store, said, "--as-stranger").returncode == 0
    for engine in ("ladybug", "oxigraph"):
        found = rows("path", "EPPO", "SBI", "--engine", engine, store=store)
        assert [(row["step"], row["basis"]) for row in found] == [(1, "memo"), (1, "aaa"), (2, "second"), (3, "third")]
        answer = run("path", "EPPO", "SBI", "--engine", engine, "--format", "text", store=store).stdout
        assert 0 < answer.index("Memorandum") < answer.index("Pact aaa") < answer.index("Second")


OWN_DISPUTE = """\
  own:
    kind: agreement
    form: treaty
    binds: signature
    name: Own
    says:
    - {source: law, acts: [{by: [court, eppo], type: signature, done: 2024-02-01}]}
    - {source: page-2, acts: [{by: [court, eppo], type: signature, done: 2024-03-01}]}
"""
OWN_SOURCE = "  page-2: {kind: legal-text, title: Another law, publisher: other, published: 2025-05-01}\n"


def test_headings_count_no_question_and_no_source_of_a_stranger(tmp_path: Path) -> None:
    disputed = "says: [{source: page, acts: [{by: [eppo, nabu], type: signature, done: 2023-07-03}]}, "
    disputed += "{source: press, acts: [{by: [eppo, nabu], type: signature, done: 2023-07-05}]}]"
    source = "  press: {kind: official, publisher: press, published: 2023-07-06}\n"
    own = BASE.replace("actors:\n", f"{source}actors:\n").replace(BASE[BASE.index("says:") :].split("\n")[0], disputed)
    store = store_with(tmp_path, own)
    head = "Where sources contradict each other: 1 question; points of the graph: 2"
    assert run("conflicts", "--format", "text", store=store).stdout.splitlines()[0] == head
    strange = MINE.replace("actors:\n", f"{OWN_SOURCE}actors:\n") + OWN_DISPUTE
    assert load_beside(store, strange, "--as-stranger").returncode == 0
    answer = run("conflicts", "--format", "text", store=store).stdout
    assert answer.splitlines()[0] == head
    marked = "CLAIMED BY A DOSSIER ONLY THAT IS NOT TRUSTED"
    assert answer.index(" 1. ") < answer.index(marked) < answer.index(" 2. ") < answer.index("Own")
    assert "do not contradict each other" in run("conflicts", "own", "--format", "text", store=store).stdout
    gaps = run("coverage", "--format", "text", store=store).stdout
    assert "No text is kept: 2 of 2." in gaps and "Not counted: 2 sources of dossiers that are not trusted." in gaps


def test_a_contradiction_of_one_value_is_no_strangers(tmp_path: Path) -> None:
    left = "{by: [eppo, nabu], type: signature, done: 2023-07-03}, {by: [nabu], type: withdrawal, done: 2010-01-01}"
    own = BASE.replace("{by: [eppo, nabu], type: signature, done: 2023-07-03}", left)
    answer = run("conflicts", "--format", "text", store=store_with(tmp_path, own)).stdout
    assert answer.startswith("Where sources contradict each other: 1 question") and "NOT TRUSTED" not in answer
