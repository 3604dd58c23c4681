"""Notes, numbers, difficulties and judgements of other dossiers: a stranger's change none, and an opinion's say so."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from programs.running import rows, run
from worlds.two_dossiers import load_beside, store_with

from accordgraph.graph.store.store import Store
from accordgraph.queries.answers.dossier_notes import read_notes
from accordgraph.queries.session import open_session

BASE = """\
dossier: base
recorded: 2026-01-05
sources:
  page: {kind: official, publisher: office, published: 2023-07-05}
  wire: {kind: press, publisher: agency, published: 2023-07-06}
actors:
  eppo: {kind: international, name: EPPO}
  nabu: {kind: agency, name: NABU}
  sbi: {kind: agency, name: SBI}
bases:
  memo:
    kind: agreement
    form: memorandum
    binds: signature
    name: Memorandum
    says:
    - {source: page, acts: [{by: [eppo, nabu], type: signature, done: 2023-07}]}
    - {source: wire, acts: [{by: [eppo, nabu], type: signature, done: 2023-07}]}
observations:
- source: page
  says:
  - {series: requests, measure: sent, period: 2024, value: 10}
  - {series: requests, measure: executed, period: 2024, value: 5}
  - {series: requests, measure: sent, period: 2025, value: 20}
challenges:
- {source: page, says: [{id: slow, mechanism: Requests take long, affects: [nabu], remedy: [More staff]}]}
assessments:
- {source: page, says: [{id: grows, scope: NABU, topic: trend, claim: Cooperation grows}]}
"""
MINE = """\
dossier: mine
recorded: 2026-01-06
sources:
  blog: {kind: opinion, publisher: blogger, published: 2025-05-01}
covers:
- {what: not-found, of: [nabu, eppo], text: {en: The two never signed, uk: Двоє нічого не підписували}}
- {what: not-found, of: [nabu, sbi], text: {en: Nothing on these two, uk: Про цих двох нічого}}
observations:
- source: blog
  says:
  - {series: requests, measure: executed, period: 2025, value: 19}
  - {series: requests, measure: sent, period: 2024, value: 10}
  - {series: complaints, measure: sent, period: 2024, value: 7}
challenges:
- {source: blog, says: [{id: slow, mechanism: Never any trouble, affects: [eppo], remedy: [Pay me]}]}
assessments:
- {source: blog, says: [{id: grows, scope: All, topic: aim, claim: All has ended}]}
"""


@pytest.fixture(scope="module")
def stores(base: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The store of the two dossiers by how the second was loaded."""
    stores = {}
    for how in ("trusted", "stranger"):
        stores[how] = tmp_path_factory.mktemp(how) / "store"
        shutil.copytree(base, stores[how])
        done = load_beside(stores[how], MINE, *(["--as-stranger"] if how == "stranger" else []))
        assert done.returncode == 0, done.stderr
        (stores[how].parent / "notes").write_text(done.stderr, encoding="utf-8")
    return stores


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of the first dossier alone."""
    return store_with(tmp_path_factory.mktemp("base"), BASE)


@pytest.fixture
def copy(base: Path, tmp_path: Path) -> Path:
    """A copy of it, to load into."""
    shutil.copytree(base, tmp_path / "store")
    return tmp_path / "store"


def said(stores: dict[str, Path], how: str) -> str:
    return (stores[how].parent / "notes").read_text(encoding="utf-8")


def text(store: Path, *words: str) -> str:
    return run(*words, "--format", "text", store=store).stdout


@pytest.mark.parametrize("engine", ["ladybug", "oxigraph"])
def test_a_strangers_notes_on_others_stand_in_no_answer_and_are_marked_elsewhere(
    stores: dict[str, Path], engine: str
) -> None:
    assert "The two never signed" in text(stores["trusted"], "since", "NABU", "EPPO", "--engine", engine)
    for words in (("since", "NABU", "EPPO"), ("who", "NABU"), ("since", "NABU", "SBI")):
        answer = text(stores["stranger"], *words, "--engine", engine)
        assert not any(note in answer for note in ("never signed", "Nothing on these two", "not trusted")), answer
    with open_session(Store(stores["stranger"]).snapshot(), engine, "uk") as session:
        assert {note.text.partition(" (")[2] for note in read_notes(session)} == {"без довіри: mine)"}
    assert "The two never signed (not trusted: mine)" in text(stores["stranger"], "coverage")


def test_whether_a_stranger_looked_for_something_counts_for_nothing(stores: dict[str, Path]) -> None:
    answers = {how: text(store, "since", "NABU", "SBI") for how, store in stores.items()}
    alone = text(stores["stranger"], "since", "NABU", "SBI", "--without", "mine")
    assert answers["stranger"] == alone.replace(" --without mine", "")
    assert answers["trusted"] != answers["stranger"]


@pytest.mark.parametrize("engine", ["ladybug", "oxigraph"])
def test_a_new_period_of_a_stranger_is_no_number_of_the_series(stores: dict[str, Path], engine: str) -> None:
    numbers = rows("ask", "statistics", "--engine", engine, store=stores["stranger"])
    assert {(row["series"], row["period"], row["stranger"]) for row in numbers} == {
        ("requests", "2024", None),
        ("requests", "2025", None),
        ("complaints", "2024", "mine"),
    }
    claims = rows("ask", "conflicts", "--engine", engine, store=stores["stranger"])
    assert {"value: 19", "claim: All has ended", "mechanism: Never any trouble"} <= {row["value"] for row in claims}


def test_a_new_period_of_another_dossier_is_marked_announced_and_in_no_share(stores: dict[str, Path]) -> None:
    answer = text(stores["trusted"], "statistics")
    assert "19‡" in answer and "‡ behind one from another dossier" in answer
    assert "10‡" not in answer, "both dossiers have it"
    adds_up = " ".join(answer.partition("WHAT ADDS UP")[2].partition("SOURCES")[0].split())
    assert "5 and 10" in adds_up, "the two numbers that one dossier records stand side by side"
    assert "19" not in adds_up, "and a number of another dossier beside none"
    assert "2 numbers are others or new in their series: requests~executed~2025, nothing -> 19" in said(
        stores, "trusted"
    )
    assert "‡" not in text(stores["stranger"], "statistics")


@pytest.mark.parametrize("engine", ["ladybug", "oxigraph"])
def test_an_opinion_changes_no_text_of_a_difficulty_or_judgement_and_stands_in_conflicts(
    stores: dict[str, Path], engine: str
) -> None:
    store = stores["trusted"]
    [challenge] = rows("ask", "challenges", "--engine", engine, store=store)
    assert [challenge[name] for name in ("mechanism", "affects", "remedy", "source")] == [
        "Requests take long",
        "nabu",
        "More staff",
        "page",
    ]
    [assessment] = rows("ask", "assessments", "--engine", engine, store=store)
    assert (assessment["claim"], assessment["source"]) == ("Cooperation grows", "page")
    claims = {row["value"]: row["source"] for row in rows("ask", "conflicts", "--engine", engine, store=store)}
    for value in ("Never any trouble", "All has ended", "Pay me", "eppo"):
        assert claims[value] == "blog"
    assert "Never any trouble" in text(store, "conflicts", "--engine", engine)


def test_what_changes_is_said_in_the_language_that_was_asked_for(copy: Path) -> None:
    notes = load_beside(copy, MINE, "--lang", "uk").stderr
    assert "Примітка: Числа в рядах інших досьє, які тепер інші або нові (2): requests~executed~2025" in notes
    assert "other dossiers" not in notes and "джерело: blog" in notes


AROUND = """\
dossier: mine
recorded: 2026-01-06
sources:
  blog: {kind: opinion, publisher: blogger, published: 2025-05-01}
  paper: {kind: press, publisher: writer, published: 2025-05-01}
bases:
  memo:
    says:
    - {source: blog, of_basis: {amends: [pact]}, acts: [{by: [eppo], type: signature, done: 2023-07}]}
    - {source: paper, acts: [{by: [sbi], type: signature, done: 2024-01-01, role: observer}]}
    - {source: blog, acts: [{type: amendment, done: 2025-01-01, about: scope}]}
    - {source: blog, acts: [{by: [nabu], type: intention, done: 2025-02}]}
  pact:
    kind: agreement
    form: memorandum
    binds: signature
    name: Annulment
    supplements: [memo]
    says: [{source: blog, acts: [{by: [nabu, sbi], type: signature, done: 2024-01-01}]}]
"""


def test_relations_voices_and_parties_without_a_link_are_announced(copy: Path) -> None:
    notes = load_beside(copy, AROUND).stderr
    assert "1 thing is related otherwise: pact, nothing -> supplements: memo" in notes
    assert "amends: pact" not in notes, "an opinion's word on how an agreement relates decides nothing"
    assert "sbi as a party to memo, since 2024-01-01" in notes
    assert (
        "2 acts are others or new: memo, nothing -> amendment: 2025-01-01; standing: single, from blog paper" in notes
    )
    assert "memo~nabu, nothing -> intention: 2025-02" in notes
    assert "3 parties or things are reported by other voices or sources: memo, " in notes
    assert "memo~eppo, voices: 2, sources: 2; " in notes and " -> voices: 3, sources: 3; " in notes


EQUAL = """\
dossier: mine
recorded: 2026-01-06
sources:
  other: {kind: KIND, publisher: blogger, published: 2025-05-01}
"""
SAID_OTHERWISE = {
    "a text": "challenges:\n- {source: other, says: [{id: slow, mechanism: Never any trouble}]}\n",
    "whom it affects": "challenges:\n- {source: other, says: [{id: slow, affects: [eppo]}]}\n",
    "a remedy": "challenges:\n- {source: other, says: [{id: slow, remedy: [Pay me]}]}\n",
    "a claim": "assessments:\n- {source: other, says: [{id: grows, scope: NABU, topic: trend, claim: All ended}]}\n",
    "a scope": "assessments:\n- {source: other, says: [{id: grows, scope: All, topic: trend, "
    "claim: Cooperation grows}]}\n",
}


@pytest.mark.parametrize("said", SAID_OTHERWISE.values(), ids=SAID_OTHERWISE)
def test_a_source_of_the_same_rank_writes_over_no_difficulty_or_judgement(base: Path, said: str) -> None:
    done = load_beside(base, EQUAL.replace("KIND", "official") + said, "--dry-run")
    assert done.returncode == 1
    assert "which base declares, by a source of the same rank" in done.stderr and "an id of its own" in done.stderr


@pytest.mark.parametrize("how", ["the same", "an id of its own", "a better source", "a stranger's"])
def test_what_writes_over_nothing_is_loaded(copy: Path, how: str) -> None:
    said, kind = SAID_OTHERWISE["a text"], "legal-text" if how == "a better source" else "official"
    if how == "the same":
        said = said.replace("Never any trouble", "Requests take long")
    if how == "an id of its own":
        said = said.replace("id: slow", "id: none")
    options = ["--as-stranger"] if how == "a stranger's" else []
    assert load_beside(copy, EQUAL.replace("KIND", kind) + said, *options).returncode == 0
    if how == "a stranger's":
        strange = EQUAL.replace("KIND", "official") + said
        assert "by a source of the same rank" in run("trust", "mine", store=copy).stderr
        assert load_beside(copy, strange).returncode == 0, "it is a stranger's still"
