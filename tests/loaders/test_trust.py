"""A rank is a grant: a stranger's dossier is marked, an opinion, and changes no answer of others until trusted."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from programs.running import rows, run
from worlds.two_dossiers import load_beside, store_with

from accordgraph.graph.dates.today import today
from accordgraph.graph.store.store import Store
from accordgraph.queries import catalogue
from accordgraph.queries.runner import run as ask
from accordgraph.queries.session import open_session

BASE = """\
dossier: base
recorded: 2026-01-05
sources:
  page: {kind: official, publisher: office, published: 2023-07-05}
actors:
  eppo: {kind: international, name: EPPO}
  nabu: {kind: agency, name: NABU, aliases: [NAB]}
  ua: {kind: state, name: Ukraine}
bases:
  memo:
    kind: agreement
    form: memorandum
    binds: signature
    name: Memorandum
    says:
    - source: page
      acts:
      - {by: [eppo, nabu], type: signature, done: 2023-07}
      - {by: [ua], type: accession, done: 2024}
"""
MINE = """\
dossier: mine
recorded: 2026-01-06
sources:
  law: {kind: legal-text, title: A law, publisher: office, published: 2025-05-01}
  echo: {kind: official, publisher: another, published: 2025-05-02, derived_from: page, derived_as: reprint}
"""
OWN = """\
actors:
  court: {kind: other, name: {en: Court, uk: Суд}, acronym: CRT}
bases:
  pact:
    kind: agreement
    form: treaty
    binds: signature
    name: Pact
    says:
    - {source: law, acts: [{by: [court, nabu], type: signature, done: 2025-01-01}]}
    - {source: echo, acts: [{by: [court, nabu], type: signature, done: 2025-01-01}]}
"""
ABOUT_OTHERS = [
    "acts: [{by: [nabu], type: exit, done: 2024-01-01, effective: 2024-01-01}]",
    "acts: [{type: termination, effective: 2024-01-01}]",
    "acts: [{by: [eppo, nabu], type: signature, done: 2023-07-04}]",
    "acts: [{by: [ua], type: accession, done: 2024-02-01}]",
    "acts: [{by: [ua], type: suspension, effective: 2024-02-01}]",
    "lists: [{of: [eppo, nabu, ua], role: party, as_of: 2025-01-01}]",
    "lists: [{of: [nabu], role: observer}]",
    "lists: [{of: [nabu], deny: ever}]",
    "of_basis: {binds: consent}",
    "of_basis: {in_force_since: 2025-01-01}",
    "of_basis: {name: Another, aliases: [NABU]}",
]
OF_ACTORS = ["closed: 2024-01-01", "founded: 2024-01-01", "name: Other", "aliases: [EPPO]", "part_of: [eppo]"]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return store_with(tmp_path_factory.mktemp("trust"), BASE)


@pytest.fixture
def store(base: Path, tmp_path: Path) -> Path:
    shutil.copytree(base, tmp_path / "store")
    return tmp_path / "store"


def links(store: Path) -> pl.DataFrame:
    return pl.read_parquet(Store(store).snapshot().table_folder / "cooperations.parquet")


def test_whatever_it_says_of_what_others_declare_changes_nothing_and_stands_in_conflicts(store: Path) -> None:
    said = "".join(f"    - {{source: law, {one}}}\n" for one in ABOUT_OTHERS)
    lives = "".join(f"    - {{source: law, {one}}}\n" for one in OF_ACTORS)
    text = f"{MINE}actors:\n  nabu:\n    says:\n{lives}bases:\n  memo:\n    says:\n{said}"
    before, names = links(store), rows("find", "EPPO", store=store)
    done = load_beside(store, text, "--as-stranger")
    assert (done.returncode, "other dossiers" in done.stderr) == (0, False), done.stderr
    assert links(store).equals(before)
    assert rows("find", "EPPO", store=store) == names
    claims = {row["value"] for row in rows("ask", "conflicts", store=store) if row["rule"] == "resolve:not-trusted"}
    assert {"type: exit", "listed: observer", "binds: consent", "closed: 2024-01-01", "alias: EPPO"} <= claims


def test_its_own_links_are_marked_opinions_of_one_voice_until_it_is_trusted(store: Path) -> None:
    assert load_beside(store, MINE + OWN, "--as-stranger").returncode == 0
    own = links(store).filter(pl.col("basis") == "pact")
    assert own.select("rank", "firm", "standing", "stranger").rows() == [(1, False, "single", "mine")]
    for engine in ("ladybug", "oxigraph"):
        shown = rows("who", "Court", "--engine", engine, store=store)
        assert {row["basis_name"] for row in shown} == {"Pact (not trusted: mine)"}
    assert "Pact (not trusted: mine)" in run("who", "NABU", "--format", "text", store=store).stdout
    in_ukrainian = run("who", "NABU", "--format", "text", "--lang", "uk", store=store).stdout
    assert "Суд (без довіри: mine)" in in_ukrainian and "office (без довіри: mine)" in in_ukrainian
    assert "not trusted" not in in_ukrainian.replace("Pact (not trusted: mine)", ""), "its name is English alone"
    assert run("load", str(store.parent / "mine.yaml"), store=store).returncode == 0
    listed = {row["dossier"]: row["trusted"] for row in rows("trust", store=store)}
    assert listed == {"base": True, "mine": False}, "a further load grants nothing"
    assert run("trust", "mine", store=store).returncode == 0
    assert links(store).filter(pl.col("basis") == "pact").select("rank", "firm", "stranger").rows() == [(5, True, None)]
    assert run("trust", "mine", "--take-back", store=store).returncode == 0
    assert links(store).filter(pl.col("basis") == "pact")["stranger"].to_list() == ["mine"]


NUMBER = """\
observations:
- source: {source}
  says: [{{series: requests, measure: sent, period: 2024, value: {value}}}]
"""


@pytest.mark.parametrize("engine", ["ladybug", "oxigraph"])
def test_its_number_in_a_series_of_others_changes_none_and_stands_in_conflicts(tmp_path: Path, engine: str) -> None:
    store = store_with(tmp_path, BASE + NUMBER.format(source="page", value=10))
    assert load_beside(store, MINE + NUMBER.format(source="law", value=12), "--as-stranger").returncode == 0
    numbers = rows("ask", "statistics", "--engine", engine, store=store)
    assert [(row["value"], row["standing"], row["dossier"]) for row in numbers] == [(10, "single", "base")]
    claims = rows("ask", "conflicts", "--engine", engine, store=store)
    assert [(row["value"], row["source"], row["rule"]) for row in claims] == [
        ("value: 12", "law", "resolve:not-trusted")
    ]
    assert "12" in run("conflicts", "--engine", engine, "--format", "text", store=store).stdout


OF_ROWS: dict[str, dict[str, Any]] = {
    "partners": {"actor": "nabu"},
    "links": {},
    "partners_on": {"actor": "nabu", "day": "2025-06-01"},
    "between": {"actor": "court", "partner": "nabu"},
    "in_force": {"day": "2025-06-01"},
    "cooperations": {},
    "links_of_source": {"source": "law"},
    "path": {"actor": "court", "partner": "eppo"},
    "participants": {"basis": "pact"},
    "participations": {},
    "participations_in": {"actors": ["court", "nabu"], "bases": ["pact", "memo"]},
    "bases": {},
    "bases_of_actors": {"actors": ["nabu"]},
    "bases_between": {"actor": "court", "partner": "nabu", "day": "2025-06-01"},
    "shared_bases": {"actor": "court", "partner": "nabu"},
    "operations": {},
}
"""Questions whose rows are links, those who take part, or bases, with what they are asked of."""

WITHOUT_A_MARK = {"common_bases", "unlinked_bases", "participation_evidence", "statements_of_source"}
"""Questions that name a basis or a link and say nothing of it; what is told of it comes from the others."""


SEARCH = """\
  search:
    kind: operation
    form: raid
    name: Search
    says:
    - {source: law, of_basis: {during: 2025-03}, lists: [{of: [court], role: side-a}, {of: [nabu], role: side-b}]}
"""
OF_LINKS = {"links", "partners", "partners_on", "in_force", "cooperations", "links_of_source"}


def test_every_question_with_links_has_the_mark() -> None:
    columns = {one["name"]: {column["name"] for column in one["columns"]} for one in catalogue.questions()}
    of_links = {name for name, of in columns.items() if of & {"cooperation", "participation", "basis_name"}}
    assert of_links - WITHOUT_A_MARK <= OF_ROWS.keys()
    of_others = {"challenges", "assessments", "statistics", "observations", "coverage_notes"}
    of_others |= {"sources", "sources_named"}
    assert {name for name, of in columns.items() if "stranger" in of} == OF_ROWS.keys() | of_others


@pytest.mark.parametrize("engine", ["ladybug", "oxigraph"])
def test_its_challenges_and_assessments_are_marked(store: Path, engine: str) -> None:
    said = (
        "challenges:\n- source: law\n  says: [{id: slow, mechanism: Delay, affects: [nabu]}]\n"
        "assessments:\n- source: law\n  says: [{id: bad, scope: NABU, topic: x, claim: It fails}]\n"
    )
    assert load_beside(store, MINE + said, "--as-stranger").returncode == 0
    for question in ("challenges", "assessments"):
        told = rows("ask", question, "--engine", engine, store=store)
        assert [row["stranger"] for row in told] == ["mine"]


@pytest.mark.parametrize("engine", ["ladybug", "oxigraph"])
@pytest.mark.parametrize("is_open", [False, True], ids=["linked", "open"])
def test_the_mark_stands_in_the_row_of_every_question(store: Path, engine: str, is_open: bool) -> None:
    own = OWN.replace("{source: law,", "{source: law, of_basis: {open: true},") if is_open else OWN
    assert load_beside(store, MINE + own + SEARCH, "--as-stranger").returncode == 0
    with open_session(Store(store).snapshot(), engine) as session:
        rows_of = {name: ask(session, name, arguments).rows for name, arguments in OF_ROWS.items()}
    marks = {(row.get("basis", "pact") in ("pact", "search"), row["stranger"]) for of in rows_of.values() for row in of}
    assert marks == {(True, "mine"), (False, None)}
    bare = {name for name, of in rows_of.items() if not any(row.get("basis", "pact") == "pact" for row in of)}
    assert bare == {"operations", *(OF_LINKS if is_open else ())}
    assert {row["basis"] for row in rows_of["operations"]} == {"search"}


def test_trust_reports_what_it_changes(store: Path) -> None:
    says = "bases:\n  memo:\n    says:\n    - {source: law, acts: [{type: termination, effective: 2024-06-01}]}\n"
    assert load_beside(store, MINE + says, "--as-stranger").stderr == ""
    assert "links have other days" in run("trust", "mine", store=store).stderr


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("bases:\n  memo: {says: [{source: page, lists: [{of: [nabu], deny: ever}]}]}\n", id="a list"),
        pytest.param("actors:\n  nabu: {says: [{source: page, closed: 2024-01-01}]}\n", id="a life"),
        pytest.param(
            "observations:\n- {source: page, says: [{series: a, measure: b, period: 2024, value: 1}]}\n", id="n"
        ),
    ],
)
def test_it_speaks_by_sources_of_its_own(store: Path, text: str) -> None:
    done = load_beside(store, MINE + text, "--as-stranger", "--dry-run")
    assert (done.returncode, "speaks by sources that others declare: page" in done.stderr) == (1, True)
    assert load_beside(store, MINE + text, "--dry-run").returncode == 0


def test_it_amends_nothing(store: Path) -> None:
    text = MINE.replace("recorded:", "amends: [base]\nrecorded:") + "actors:\n  nabu: {acronym: SBU}\n"
    assert load_beside(store, text, "--amend", "--dry-run").returncode == 0
    assert load_beside(store, text, "--amend", "--as-stranger", "--dry-run").returncode == 1


def test_an_unknown_dossier_is_no_dossier_to_trust(base: Path) -> None:
    done = run("trust", "bases", store=base)
    assert (done.returncode, "Did you mean base?" in done.stderr) == (1, True)
    assert json.loads(run("trust", "--format", "json", store=base).stdout)[0]["dossier"] == "base"


def test_no_file_makes_a_stranger_of_a_trusted_dossier(tmp_path: Path) -> None:
    store = store_with(tmp_path, BASE)
    again = load_beside(store, BASE, "--as-stranger")
    assert (again.returncode, "is loaded already and trusted" in again.stderr) == (1, True)
    assert run("trust", "--take-back", "base", store=store).returncode == 0
    later = BASE.replace("2026-01-05", today().isoformat())
    assert load_beside(store, later, "--as-stranger").returncode == 0


LOOKALIKES = """\
actors:
  bureau: {kind: agency, name: NABU., aliases: [N.A.B., EPPO, Prosecutor, nabu]}
  court: {kind: other, name: Court, aliases: [ua]}
bases:
  pact: {kind: agreement, form: treaty, binds: signature, name: Memorandum, aliases: [memo, Pact of two]}
"""


def test_its_names_take_none_of_others_and_are_found_where_no_other_bears_them(store: Path) -> None:
    asked = ("NABU", "nab", "EPPO", "Ukraine", "UA")
    before = [run("who", one, store=store).stdout for one in asked]
    done = load_beside(store, MINE + LOOKALIKES, "--as-stranger")
    assert (done.returncode, "find something else" in done.stderr) == (0, False), done.stderr
    assert [run("who", one, store=store).stdout for one in asked] == before
    with open_session(Store(store).snapshot(), "ladybug") as session:
        means = {one: session.names.exact(one) for one in ("Memorandum", "MEMO", "bureau", "Prosecutor", "Pact of two")}
    assert means == {
        "Memorandum": "memo", "MEMO": "memo", "bureau": "bureau", "Prosecutor": "bureau", "Pact of two": "pact"
    }  # fmt: skip
    trusted = run("trust", "mine", store=store)
    assert "NABU" in trusted.stderr.upper() and run("who", "NABU", store=store).returncode == 2


def test_an_id_of_its_own_that_others_bear_as_a_name_is_announced(store: Path) -> None:
    done = load_beside(store, f"{MINE}actors:\n  nab: {{kind: agency, name: Another}}\n", "--as-stranger")
    assert done.returncode == 0 and "nab, nabu -> nab nabu" in done.stderr, done.stderr
