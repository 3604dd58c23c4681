"""Sources of a dossier that nobody has trusted: a claim is the dossier's, whoever is said to have published it."""

from __future__ import annotations

from pathlib import Path

import pytest
from programs.running import run
from worlds.two_dossiers import load_beside, store_with

BASE = """\
dossier: base
recorded: 2026-01-05
sources:
  page: {kind: official, publisher: office, published: 2023-07-05}
actors:
  eppo: {kind: international, name: EPPO}
  nabu: {kind: agency, name: NABU}
bases:
  memo:
    kind: agreement
    form: memorandum
    binds: signature
    name: Memorandum
    says:
    - {source: page, acts: [{by: [eppo, nabu], type: signature, done: 2023-07-03}]}
"""
MINE = """\
dossier: mine
recorded: 2026-01-06
sources:
  blog: {kind: official, publisher: nabu, published: 2025-05-01}
  diary: {kind: official, publisher: diarist, published: 2025-05-01}
actors:
  diarist: {kind: other, name: Diarist}
  elsewhere: {kind: agency, name: Elsewhere}
bases:
  memo:
    says:
    - source: blog
      acts: [{by: [nabu], type: withdrawal, done: 2024-01-01}]
      lists: [{of: [nabu], role: observer, complete: true}]
  pact:
    kind: agreement
    form: memorandum
    binds: signature
    name: Pact
    says:
    - {source: blog, acts: [{by: [eppo, elsewhere], type: signature, done: 2020-02-02}]}
    - {source: diary, acts: [{by: [eppo, elsewhere], type: signature, done: 2020-02-02}]}
"""
NABU, DIARIST = "NABU (not trusted: mine) [", "Diarist (not trusted: mine) ["


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The two dossiers, the second one as a stranger's."""
    store = store_with(tmp_path_factory.mktemp("sources"), BASE)
    assert load_beside(store, MINE, "--as-stranger").returncode == 0
    return store


def text(store: Path, *words: str) -> str:
    done = run(*words, "--format", "text", store=store)
    assert done.returncode == 0, done.stderr
    return " ".join(done.stdout.split())


@pytest.mark.parametrize("engine", ["ladybug", "oxigraph"])
@pytest.mark.parametrize("day", [(), ("--on", "2021-01-01")])
def test_what_only_a_stranger_says_stands_apart_and_not_as_a_column(
    store: Path, engine: str, day: tuple[str, ...]
) -> None:
    answer = text(store, "who", "EPPO", *day, "--engine", engine)
    title, claim = answer.split("CLAIMED BY A DOSSIER ONLY THAT IS NOT TRUSTED")
    assert "one claim of a dossier that is not trusted" in title
    assert "Elsewhere (not trusted: mine)" in claim and "Elsewhere" not in title
    assert "Nobody here has vouched for this dossier" in claim
    assert NABU in claim and DIARIST in claim, "each publisher is marked once"
    assert "column" not in claim.partition("LIMITS")[0]


def test_the_first_line_on_a_pair_says_that_only_a_stranger_says_so(store: Path) -> None:
    answer = text(store, "since", "EPPO", "elsewhere")
    assert answer.startswith("By a dossier alone that is not trusted, EPPO and Elsewhere (not trusted: mine) are said")
    in_ukrainian = text(store, "since", "EPPO", "elsewhere", "--lang", "uk")
    assert "стверджено лише в досьє, якому не надано довіри" in in_ukrainian or (
        "згадано лише в досьє, якому не надано довіри" in in_ukrainian
    )


def test_contradictions_put_a_strangers_values_in_words_and_in_nobody_elses_mouth(store: Path) -> None:
    answer = text(store, "conflicts")
    assert f"complete list: observer: NABU: {NABU}" in answer
    assert f"done on: 1 January 2024: {NABU}" in answer
    assert "exclude each other" not in answer
    in_ukrainian = text(store, "conflicts", "--lang", "uk")
    assert "вчинено: 1 січня 2024 року: NABU (без довіри: mine) [" in in_ukrainian and "done_on" not in in_ukrainian


def test_a_source_that_counts_for_nothing_is_not_counted_among_those_behind_a_link(store: Path) -> None:
    alone = text(store, "why", "NABU", "EPPO", "--basis", "memo", "--without", "mine")
    assert "this basis would make no link of the two here" in alone
    assert text(store, "why", "NABU", "EPPO", "--basis", "memo").partition("LIMITS")[0] == alone.partition("LIMITS")[0]
