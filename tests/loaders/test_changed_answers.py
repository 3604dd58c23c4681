"""A load says which answers of other dossiers differ from then on, and refuses to take back much unless it is meant."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import polars as pl
import pytest
from programs.running import run
from worlds.two_dossiers import load_beside, store_with

from accordgraph.loaders.changed_lines import in_lines
from accordgraph.loaders.changed_words import in_words

BASE = """\
dossier: base
recorded: 2026-01-05
sources:
  page: {kind: official, title: A page, publisher: office, published: 2023-07-05}
actors:
  eppo: {kind: international, name: EPPO}
  nabu: {kind: agency, name: NABU}
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
"""
MINE = """\
dossier: mine
recorded: 2026-01-06
sources:
  second: {{kind: {kind}, title: Another page, publisher: writer, published: 2025-05-01}}
bases:
  memo:
    says:
    - source: second
      acts:
      - {act}
"""
CASES = {
    "appeared": ("official", "{by: ua, type: accession, done: 2024-02-01}"),
    "moved": ("official", "{by: [eppo, nabu], type: signature, done: 2023-07-03}"),
    "standing": ("official", "{by: [eppo, nabu], type: signature, done: 2023-07}"),
}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return store_with(tmp_path_factory.mktemp("changed"), BASE)


@pytest.fixture
def store(base: Path, tmp_path: Path) -> Path:
    shutil.copytree(base, tmp_path / "store")
    return tmp_path / "store"


@pytest.mark.parametrize("change", ["appeared", "moved", "standing"])
def test_a_changed_answer_is_listed_before_the_load_and_reported_by_it(store: Path, change: str) -> None:
    kind, act = CASES[change]
    text = MINE.format(kind=kind, act=act)
    before = (store / "current").read_bytes()
    rows = json.loads(load_beside(store, text, "--dry-run").stdout)
    assert {(row["change"], row["basis"], row["sources"]) for row in rows} == {(change, "memo", "second")}
    assert (store / "current").read_bytes() == before, "a dry run writes nothing"
    notes = load_beside(store, text).stderr
    for row in rows:
        assert f"{row['actor_a']} and {row['actor_b']} by memo" in notes
    assert "On agreements of other dossiers" in notes and "from second" in notes


@pytest.mark.parametrize("change", ["appeared", "moved", "standing"])
def test_what_a_load_changes_is_announced_in_ukrainian(store: Path, change: str) -> None:
    kind, act = CASES[change]
    lines = load_beside(store, MINE.format(kind=kind, act=act), "--lang", "uk").stderr.splitlines()
    [said] = [line for line in lines if "за підставою іншого досьє" in line or "за підставами інших досьє" in line]
    assert "(джерело: second)" in said and " і " in said
    assert re.findall(r"\b(?:and|by|from|since|more|link)\b", said) == []


def test_a_folder_that_is_loaded_again_announces_what_its_new_file_changes(store: Path) -> None:
    kind, act = CASES["moved"]
    (store.parent / "mine.yaml").write_text(MINE.format(kind=kind, act=act), encoding="utf-8")
    (store.parent / "base.yaml").write_text(BASE, encoding="utf-8")
    files = (str(store.parent / "base.yaml"), str(store.parent / "mine.yaml"))
    [row] = json.loads(run("load", *files, "--dry-run", "--format", "json", store=store).stdout)
    assert (row["change"], row["sources"]) == ("moved", "second")
    assert "1 link has other days" in run("load", *files, store=store).stderr


@pytest.mark.parametrize(("lang", "said"), [("en", "has other days than before"), ("uk", "дні яких тепер інші")])
def test_a_file_with_the_id_of_a_dossier_says_which_of_its_days_it_moves(store: Path, lang: str, said: str) -> None:
    assert BASE.count("done: 2023-07}") == 1
    moved = BASE.replace("done: 2023-07}", "done: 2021-01-01}")
    (store.parent / "base.yaml").write_text(moved, encoding="utf-8")
    asked = ("load", str(store.parent / "base.yaml"), "--replace", "--lang", lang)
    rows = json.loads(run(*asked, "--dry-run", "--format", "json", store=store).stdout)
    assert {(row["change"], row["since"], row["since_now"]) for row in rows} == {("moved", "2023-07", "2021-01-01")}
    error = run(*asked, store=store).stderr
    assert said in error and "2023-07 " in error and "2021-01-01" in error


BESIDE = """\
  ecb: {kind: international, name: ECB, part_of: [eppo], aliases: [Bank]}
observations:
- source: page
  says:
  - {series: requests, measure: sent, period: 2024, value: 28}
  - {series: requests, measure: sent, period: 2023, value: 5}
"""


@pytest.mark.parametrize(
    ("was", "is_now", "change", "said"),
    [
        ("value: 28", "value: 2800", "numbered", "28 (single) -> 2800 (single), from page"),
        ("published: 2023-07-05", "published: 2019-07-05", "described", "2023-07-05 -> published: 2019-07-05"),
        ("kind: official", "kind: legal-text", "described", "kind: official; rank: 4 -> kind: legal-text; rank: 5"),
        ("name: ECB", "name: Central Bank", "described", "name: ECB -> name: Central Bank"),
        ("name: SAPO", "name: Bank", "found", "bank, ecb -> ecb sapo"),
        ("part_of: [eppo]", "part_of: [ua]", "related", "ecb, part_of: eppo -> nothing"),
    ],
)
def test_a_file_with_the_id_of_a_dossier_says_what_else_of_it_differs(
    tmp_path: Path, was: str, is_now: str, change: str, said: str
) -> None:
    head, actors, rest = BASE.partition("actors:\n")
    facts, numbers = BESIDE.split("observations:")
    text = f"{head}{actors}  sapo: {{kind: agency, name: SAPO}}\n{facts}{rest}observations:{numbers}"
    store = store_with(tmp_path, text)
    assert text.count(was) == 1
    (tmp_path / "base.yaml").write_text(text.replace(was, is_now), encoding="utf-8")
    asked = ("load", str(tmp_path / "base.yaml"), "--replace")
    rows = json.loads(run(*asked, "--dry-run", "--format", "json", store=store).stdout)
    assert change in {row["change"] for row in rows}
    error = run(*asked, store=store).stderr
    assert "Of the loaded dossiers, 1 " in error and said in error, error


GONE = {
    "an actor without links": ("  ecb: {kind: international, name: ECB}\n", "gone", "ecb (actor)", "ecb (учасник)"),
    "a source that nothing cites": (
        "  old: {kind: press, title: Old, publisher: paper, published: 2020}\n",
        "gone",
        "old (source)",
        "old (джерело)",
    ),
    "an agreement without parties": (
        "  pact: {kind: agreement, form: treaty, name: Pact}\n",
        "gone",
        "pact (basis)",
        "pact (підстава)",
    ),
    "an assessment": (
        "assessments:\n- {source: page, says: [{id: weak, scope: all, topic: method, claim: It works.}]}\n",
        *("gone", "weak (assessment)", "weak (оцінка)"),
    ),
    "an act that begins no link": (
        "\n      - {by: [eppo], type: amendment, done: 2024-05-01}",
        *("acted", "amendment: 2024-05-01", "2024-05-01"),
    ),
    "a note on what is missing": (
        "covers:\n- {what: not-found, text: {en: No treaty exists.}, of: [nabu]}\n",
        *("noted", "nabu, No treaty exists.", "nabu, No treaty exists."),
    ),
}


@pytest.mark.parametrize("what", GONE)
def test_a_file_with_the_id_of_a_dossier_says_what_is_there_no_more(tmp_path: Path, what: str) -> None:
    line, change, english, ukrainian = GONE[what]
    heads = {
        "an actor without links": "actors:\n",
        "a source that nothing cites": "sources:\n",
        "an agreement without parties": "bases:\n",
        "an act that begins no link": "done: 2023-07}",
    }
    head = heads.get(what, "recorded: 2026-01-05\n")
    assert BASE.count(head) == 1
    store = store_with(tmp_path, BASE.replace(head, head + line))
    (tmp_path / "base.yaml").write_text(BASE, encoding="utf-8")
    asked = ("load", str(tmp_path / "base.yaml"), "--replace")
    rows = json.loads(run(*asked, "--dry-run", "--format", "json", store=store).stdout)
    assert [row["change"] for row in rows] == [change]
    shutil.copytree(store, tmp_path / "other")
    told = (run(*asked, store=store), run(*asked, "--lang", "uk", store=tmp_path / "other"))
    assert "oaded dossiers, 1 " in told[0].stderr and english in told[0].stderr
    assert "завантажен" in told[1].stderr and ukrainian in told[1].stderr


def test_a_dossier_that_is_loaded_again_as_it_was_or_with_more_announces_nothing_of_its_own(store: Path) -> None:
    more = BASE.replace("  ua:", "  sapo: {kind: agency, name: SAPO}\n  ua:").replace("2026-01-05", "2026-01-07")
    (store.parent / "base.yaml").write_text(more, encoding="utf-8")
    assert "loaded dossiers" not in run("load", str(store.parent / "base.yaml"), store=store).stderr


def test_a_name_of_thousands_of_letters_hides_no_other_line(store: Path) -> None:
    text = "dossier: mine\nrecorded: 2026-01-06\nactors:\n  other: {kind: agency, name: NABV}\n"
    assert load_beside(store, text).returncode == 0
    error = load_beside(store, text.replace("NABV", f"{'x' * 3_000} NABU")).stderr
    assert f"name: {'x' * 193}…, from mine" in error and len(error) < 1_000


def test_a_dossier_that_takes_its_word_back_changes_answers_again(store: Path) -> None:
    kind, act = CASES["appeared"]
    load_beside(store, MINE.format(kind=kind, act=act))
    rows = json.loads(load_beside(store, MINE.partition("bases:")[0].format(kind=kind), "--dry-run").stdout)
    assert {row["change"] for row in rows} == {"vanished"}
    assert {row["sources"] for row in rows} == {"second"}


@pytest.mark.parametrize(
    "bases",
    [
        pytest.param("", id="nothing"),
        pytest.param(
            "bases:\n  own:\n    kind: agreement\n    form: memorandum\n    binds: signature\n    name: Own\n"
            "    says: [{source: second, acts: [{by: [ua, nabu], type: signature, done: 2024-01-01}]}]\n",
            id="an agreement of its own",
        ),
    ],
)
def test_what_is_only_its_own_is_not_reported(store: Path, bases: str) -> None:
    text = MINE.partition("bases:")[0].format(kind="press") + bases
    assert load_beside(store, text, "--dry-run").stdout.strip() == "[]"
    assert "other dossiers" not in load_beside(store, text).stderr


def test_the_first_load_has_no_answers_to_change(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text(BASE)
    done = run("load", str(tmp_path / "base.yaml"), "--dry-run", "--format", "json", store=tmp_path / "store")
    assert (done.returncode, json.loads(done.stdout)) == (0, [])
    assert not (tmp_path / "store" / "current").exists()


def test_a_dossier_that_would_lose_much_of_what_it_said_needs_replace(store: Path) -> None:
    taken = BASE.partition("actors:")[0].replace("2026-01-05", "2026-01-07").replace("A page", "Theirs")
    before = (store / "current").read_bytes()
    refused = load_beside(store, taken)
    assert refused.returncode == 1
    assert "The dossier base said" in refused.stderr and "--replace" in refused.stderr
    assert (store / "current").read_bytes() == before
    assert load_beside(store, taken, "--dry-run").returncode == 1
    assert load_beside(store, taken, "--replace").returncode == 0


def test_a_correction_needs_no_replace(store: Path) -> None:
    corrected = BASE.replace("2026-01-05", "2026-01-07").replace("done: 2023-07", "done: 2023-07-03")
    assert load_beside(store, corrected).returncode == 0


FACTS = """\
actors:
  nabu:
    says: [{source: second, name: {en: National Bureau}, aliases: [EPPO]}]
observations:
- source: second
  says: [{series: requests, measure: sent, period: 2024, value: 12}]
"""
NUMBERS = """\
observations:
- source: page
  says: [{series: requests, measure: sent, period: 2024, value: 10}]
"""


@pytest.mark.parametrize("name", ["E.P.P.O.", "EPPÓ", "eppo "])
def test_a_name_in_another_spelling_is_reported_where_it_finds_two(store: Path, name: str) -> None:
    text = MINE.partition("bases:")[0].format(kind="press") + f"actors:\n  other: {{kind: agency, name: {name!r}}}\n"
    rows = json.loads(load_beside(store, text, "--dry-run").stdout)
    assert [row["link"] for row in rows if row["change"] == "found"] == ["eppo"]
    assert load_beside(store, text).returncode == 0
    assert run("who", "EPPO", store=store).returncode == 2


def test_names_what_they_find_and_numbers_are_reported(store: Path) -> None:
    (store.parent / "base.yaml").write_text(BASE.replace("2026-01-05", "2026-01-06") + NUMBERS)
    assert run("load", str(store.parent / "base.yaml"), store=store).returncode == 0
    text = MINE.partition("bases:")[0].format(kind="legal-text") + FACTS
    rows = json.loads(load_beside(store, text, "--dry-run").stdout)
    changes = {(row["change"], row["link"]): (row["value"], row["value_now"], row["sources"]) for row in rows}
    assert changes["described", "nabu"][1:] == ("name: National Bureau; aliases: EPPO; NABU", "second"), changes
    assert changes["found", "eppo"] == ("eppo", "eppo nabu", "second")
    [number] = [key for key in changes if key[0] == "numbered"]
    assert changes[number][0] == "10 (single)" and changes[number][2] == "second"
    notes = load_beside(store, text).stderr
    assert "Of other dossiers, 1 thing is named or described otherwise: nabu" in notes
    assert "name: National Bureau" in notes and "name finds something else: eppo" in notes
    assert "Of other dossiers, 1 number is another" in notes


def test_taking_a_dossier_out_reports_what_changes(store: Path) -> None:
    kind, act = CASES["moved"]
    assert load_beside(store, MINE.format(kind=kind, act=act)).returncode == 0
    before = (store / "current").read_bytes()
    rows = json.loads(run("unload", "mine", "--dry-run", "--format", "json", store=store).stdout)
    assert [(row["change"], row["since"], row["since_now"]) for row in rows] == [("moved", "2023-07-03", "2023-07")]
    assert (store / "current").read_bytes() == before, "a dry run writes nothing"
    done = run("unload", "mine", store=store)
    assert "1 link has other days: eppo and nabu by memo, since 2023-07-03 confirmed -> since 2023-07" in done.stderr


def test_links_of_a_stranger_are_in_no_count_and_so_announce_nothing(store: Path) -> None:
    own = (
        "bases:\n  own:\n    kind: agreement\n    form: memorandum\n    binds: signature\n    name: Own\n"
        "    says: [{source: second, acts: [{by: [ua, nabu], type: signature, done: 2024-01-01}]}]\n"
    )
    text = MINE.partition("bases:")[0].format(kind="press") + own
    assert json.loads(load_beside(store, text, "--dry-run", "--as-stranger").stdout) == []


def test_numbers_and_voices_that_change_are_announced_in_ukrainian_words() -> None:
    values = {
        "numbered": ("53 (single)", None),
        "acted": (None, "ratification: 2020-05-06; effective: 2020-07-01; standing: confirmed"),
        "voiced": ("voices: 1, sources: 1", "voices: 1, sources: 2"),
    }
    rows = [
        {"change": change, "link": "memo", "value": was, "value_now": is_now, "sources": "second"}
        for change, (was, is_now) in values.items()
    ]
    said = " ".join(in_lines(pl.DataFrame(rows), "uk"))
    assert "memo, 53 (одне джерело) -> нічого (джерело: second)" in said
    assert "memo, нічого -> ратифікація: 2020-05-06; діє з: 2020-07-01; підтвердження: підтверджено (" in said
    assert "джерел за походженням: 1, кількість джерел: 1 -> джерел за походженням: 1, кількість джерел: 2" in said


def test_a_dry_run_in_a_table_is_in_ukrainian_words(store: Path) -> None:
    (store.parent / "mine.yaml").write_text(MINE.format(kind=CASES["moved"][0], act=CASES["moved"][1]), "utf-8")
    said = run("load", str(store.parent / "mine.yaml"), "--dry-run", "--format", "table", "--lang", "uk", store=store)
    assert "інші дні" in said.stdout and "moved" not in said.stdout
    assert in_words("moved", "firm: true; end_kind: term", "uk") == "безспірно: так; вид закінчення: строк"
