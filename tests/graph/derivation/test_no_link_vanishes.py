"""Whatever decides whether two are linked is a value with a rank: a weaker voice on it only disputes (RULES 4)."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from worlds.together import derive_together

from accordgraph.graph.derivation.tables import build
from accordgraph.graph.schemas import Tables
from accordgraph.graph.statements.statement import Statement, frame
from accordgraph.loaders.dossier.reader import read_dossiers

BASE = """\
dossier: base
recorded: 2026-01-05
sources:
  page: {kind: official, publisher: office, published: 2023-07-05}
  paper: {kind: press, publisher: paper, published: 2023-07-06}
actors:
  eppo: {kind: international, name: EPPO}
  nabu: {kind: agency, name: NABU}
  unit: {kind: agency, name: Unit}
  pl: {kind: state, name: Poland}
  ua: {kind: state, name: Ukraine}
bases:
  memo:
    kind: agreement
    form: memorandum
    name: Memorandum
    says:
    - source: page
      of_basis: {binds: signature}
      acts: [{by: [eppo, nabu], type: signature, done: 2023-07-05}]
  team:
    kind: agreement
    form: jit
    name: Team
    says:
    - source: page
      acts: [{by: [pl], type: entry, done: 2022-05-30}]
      lists: [{of: [ua], as_of: 2021-02-01}]
  raid:
    kind: operation
    form: raid
    name: Raid
    says:
    - source: paper
      of_basis: {during: 2024-04-09}
      lists: [{of: [nabu, unit], role: participant}]
  other: {kind: agreement, form: treaty, name: Other}
"""
MINE = """\
dossier: mine
recorded: 2026-01-06
sources:
  blog: {kind: opinion, publisher: blogger, published: 2025-05-01}
"""
ROLE = "lists: [{{of: [nabu], role: {}}}]"
OF_BASIS = "of_basis: {{{}}}"
MANY = ", ".join(f"a{number}" for number in range(60))
OF_MEMO = [
    *[ROLE.format(role) for role in ("observer", "supporter", "depositary", "provider", "reporter", "side-a")],
    "acts: [{by: [nabu], type: entry, done: 2023-07-05, role: observer}]",
    *[OF_BASIS.format(f"binds: {how}") for how in ("consent", "none", "unknown")],
    *[
        OF_BASIS.format(one)
        for one in (
            "open: true",
            "mutual: false",
            "kind: operation",
            "kind: report",
            "requires: [other]",
            "during: 2020/2021",
            "effect_after: P99Y, effect_on: day",
            "exit_after: P1D",
            "reaches: bodies",
        )
    ],
    f"lists: [{{of: [{MANY}]}}]",
    "acts: [{by: [nabu], type: exit, done: 2023-01-01, effective: 2023-02-01}]",
    "acts: [{by: [nabu], type: exit, done: 2023-07-05, effective: 2023-07-05}]",
    "acts: [{by: [nabu], type: exit, effective: 0001-01-01}]",
    "acts: [{type: termination, effective: 2023-07-01}]",
    "acts: [{by: [nabu], type: signature, done: 2023-07-05, effective: 2031-01-01}]",
    "acts: [{type: entry-into-force, done: 2031-01-01}]",
    "acts: [{by: [nabu], type: signature, done: 2023-07-05, subject_to: ratification}]",
    "acts: [{by: [nabu], type: exit, done: 2024-01-01}, {by: [nabu], type: entry, done: 2025-01-01}]",
    "acts: [{by: [nabu], type: suspension, done: 2023-07-06, towards: [eppo]}]",
    "acts: [{by: [nabu], type: precluding-objection, done: 2023-07-06, towards: [eppo]}]",
    "lists: [{of: [nabu], deny: ever}]",
    "lists: [{of: [nabu], deny: true, as_of: 2023-08-01}]",
    "lists: [{of: [eppo], role: party, as_of: 2023-08-01, complete: true}]",
]
OF_TEAM = [
    "acts: [{by: [pl], type: exit, done: 2021-06-01}]",
    "acts: [{by: [pl], type: exit, done: 2021-06-01}, {by: [pl], type: entry, done: 2021-07-01}]",
    "acts: [{by: [pl], type: entry, done: 2020-01-01}, {by: [pl], type: exit, done: 2021-06-01}]",
    "acts: [{by: [pl], type: exit, done: 2022-05-30}]",
    "acts: [{by: [ua], type: exit, done: 2021-01-01}]",
    "acts: [{by: [ua], type: exit, done: 2022-01-01}, {by: [ua], type: entry, done: 2023-01-01}]",
]
OF_RAID = ["of_basis: {during: 1990}", "of_basis: {kind: agreement}", "lists: [{of: [nabu], role: observer}]"]
SIDES = ["part_of: [unit]", "succeeds: [unit]", "closed: 2000-01-01", "founded: 2025-01-01"]


def statements(tmp_path: Path, *texts: str) -> list[Statement]:
    paths = [tmp_path / f"{number}.yaml" for number, _ in enumerate(texts)]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text)
    return [row for dossier in read_dossiers(paths) for row in dossier.statements]


def tables(tmp_path: Path, *texts: str) -> Tables:
    return build(frame(statements(tmp_path, *texts)))


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> pl.DataFrame:
    links = tables(tmp_path_factory.mktemp("base"), BASE)["cooperations"]
    assert set(links["id"]) == {"memo~eppo~1~nabu~1", "team~pl~1~ua~1", "raid~nabu~1~unit~1"}
    return links


def dossier(basis: str, says: str) -> str:
    actors = "actors:\n" + "".join(f"  a{number}: {{kind: other, name: A{number}}}\n" for number in range(60))
    return f"{MINE}{actors if MANY in says else ''}bases:\n  {basis}:\n    says: [{{source: blog, {says}}}]\n"


TRIES = [(basis, says) for basis, of in (("memo", OF_MEMO), ("team", OF_TEAM), ("raid", OF_RAID)) for says in of]


@pytest.fixture(scope="module")
def afterwards(tmp_path_factory: pytest.TempPathFactory) -> list[Tables]:
    """The tables after each of the tries."""
    folder = tmp_path_factory.mktemp("tries")
    return derive_together([statements(folder, BASE, dossier(*one)) for one in TRIES])


@pytest.mark.parametrize("number", range(len(TRIES)), ids=[" ".join(one) for one in TRIES])
def test_an_opinion_takes_no_link_away_and_stands_in_conflicts(
    afterwards: list[Tables], before: pl.DataFrame, number: int
) -> None:
    after, (_, says) = afterwards[number], TRIES[number]
    kept = after["cooperations"].filter(pl.col("id").is_in(before["id"].implode()))
    assert set(kept["id"]) == set(before["id"])
    columns = ["id", "held", "since_earliest"]
    assert kept.select(columns).equals(before.select(columns))
    if MANY not in says:
        spoken = after["evidence"].filter(pl.col("class").is_in(["Conflict", "Cooperation"]))
        mine = after["statements"].filter(pl.col("source") == "blog")
        assert not mine.join(spoken, left_on="id", right_on="statement", how="semi").is_empty(), "named nowhere"


@pytest.mark.parametrize("says", SIDES)
def test_an_opinion_on_an_actor_takes_no_link_away(tmp_path: Path, before: pl.DataFrame, says: str) -> None:
    after = tables(tmp_path, BASE, f"{MINE}actors:\n  nabu: {{says: [{{source: blog, {says}}}]}}\n")
    columns = ["id", "held", "since_earliest"]
    assert after["cooperations"].select(columns).equals(before.select(columns))


@pytest.mark.parametrize("says", [OF_BASIS.format("binds: consent"), OF_BASIS.format("open: true")])
def test_a_source_that_ranks_as_high_decides(tmp_path: Path, before: pl.DataFrame, says: str) -> None:
    after = tables(tmp_path, BASE, dossier("memo", says).replace("kind: opinion", "kind: legal-text"))
    assert set(after["cooperations"]["id"]) < set(before["id"])
