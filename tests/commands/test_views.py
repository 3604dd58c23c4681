"""Questions of some dossiers alone: --only and --without, in both engines and in Python."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from programs.running import rows, run
from real_servers.oxigraph_server import OxigraphServer

import accordgraph
from accordgraph.graph.errors import TargetError

BASE = """\
dossier: base
recorded: 2026-01-05
sources:
  page: {kind: official, publisher: office, published: 2023-07-05}
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
    says: [{source: page, acts: [{by: [eppo, nabu], type: signature, done: 2023-07}]}]
"""
MINE = """\
dossier: mine
recorded: 2026-01-06
sources:
  second: {kind: official, title: Another page, publisher: writer, published: 2025-05-01}
bases:
  memo:
    says:
    - source: second
      acts:
      - {by: [eppo, nabu], type: signature, done: 2023-07-03}
      - {by: [ua], type: accession, done: 2024-02-01}
"""
WHO = ("who", "nabu")


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A store with the one dossier, and one with both."""
    folder = tmp_path_factory.mktemp("views")
    (folder / "base.yaml").write_text(BASE)
    (folder / "mine.yaml").write_text(MINE)
    for name, paths in (("one", ["base.yaml"]), ("both", ["base.yaml", "mine.yaml"])):
        assert run("load", *[str(folder / path) for path in paths], store=folder / name).returncode == 0
    return folder / "one", folder / "both"


@pytest.mark.parametrize("engine", ["ladybug", "oxigraph"])
def test_without_a_dossier_answers_are_those_of_a_store_that_never_had_it(
    stores: tuple[Path, Path], engine: str
) -> None:
    one, both = stores
    alone = rows(*WHO, "--engine", engine, store=one)
    assert rows(*WHO, "--engine", engine, store=both) != alone
    for choice in (("--without", "mine"), ("--only", "base")):
        assert rows(*WHO, *choice, "--engine", engine, store=both) == alone
    mine = rows(*WHO, "--only", "mine", "--engine", engine, store=both)
    assert [(row["partner_name"], row["basis_name"], row["since"]) for row in mine] == [
        ("EPPO", "Memorandum", "2023-07-03"),
        ("Ukraine", "Memorandum", "2024-02-01"),
    ]


def test_the_answer_says_of_what_it_is_and_the_store_is_not_touched(stores: tuple[Path, Path]) -> None:
    before = sorted(stores[1].rglob("*"))
    done = run(*WHO, "--without", "mine", "--format", "text", store=stores[1])
    assert "Answered from some of the dossiers alone: --without mine." in done.stderr
    assert sorted(stores[1].rglob("*")) == before
    found = rows("find", "Another page", "--without", "mine", store=stores[1])
    assert [row["id"] for row in found] == ["page"], "its sources are not there"


@pytest.mark.parametrize(
    ("choice", "code", "words"),
    [
        (("--only", "bas"), 1, "Did you mean base?"),
        (("--only", "mine", "--without", "mine"), 2, "Of no dossier anything is left."),
        (("--only", "mine", "--engine", "bolt://localhost:1"), 3, "localhost:1"),
    ],
)
def test_what_cannot_be_chosen_is_refused(
    stores: tuple[Path, Path], choice: tuple[str, ...], code: int, words: str
) -> None:
    done = run(*WHO, *choice, store=stores[1])
    assert (done.returncode, words in done.stderr) == (code, True), done.stderr


@pytest.fixture
def pushed(stores: tuple[Path, Path], tmp_path: Path) -> Iterator[Path]:
    """A store with both dossiers, whose graph is on the SPARQL server that its `accord.toml` calls `triples`."""
    shutil.copytree(stores[1], tmp_path / "store")
    with OxigraphServer(tmp_path / "server") as oxigraph:
        (tmp_path / "accord.toml").write_text(
            f'[targets.triples]\nurl = "sparql+{oxigraph.base}/query"\nupdate = "{oxigraph.base}/update"\n'
            f'graph_store = "{oxigraph.base}/store"\n'
        )
        assert run("push", "triples", store=tmp_path / "store").returncode == 0
        yield tmp_path / "store"


LATER = "PREFIX ag: <https://w3id.org/accordgraph/ns#> SELECT ?x { ?x ag:dossier 'mine' }"


def test_where_a_server_is_asked_the_store_derives_the_answer_and_says_so(
    stores: tuple[Path, Path], pushed: Path
) -> None:
    alone, on_server = rows(*WHO, store=stores[0]), ("--engine", "triples")
    assert rows(*WHO, *on_server, store=pushed) != alone
    for choice in (("--without", "mine"), ("--only", "base")):
        assert rows(*WHO, *choice, *on_server, store=pushed) == alone
    done = run(*WHO, "--without", "mine", *on_server, store=pushed)
    assert "triples holds the graph of all dossiers" in done.stderr and "by Oxigraph" in done.stderr
    raw = [rows("sparql", LATER, *on_server, *choice, store=pushed) for choice in ((), ("--only", "base"))]
    assert [bool(found) for found in raw] == [True, False]
    with accordgraph.open(pushed, "triples", without=["mine"]) as part, accordgraph.open(stores[0]) as known:
        assert part.who("nabu").rows == known.who("nabu").rows
    (pushed.parent / "later.yaml").write_text(MINE.replace("2024-02-01", "2024-03-01").replace("01-06", "01-07"))
    assert run("load", str(pushed.parent / "later.yaml"), store=pushed).returncode == 0
    with pytest.raises(TargetError, match="holds another graph"):
        accordgraph.open(pushed, "triples", without=["mine"])


def test_python_opens_some_dossiers_too(stores: tuple[Path, Path]) -> None:
    one, both = stores
    with accordgraph.open(one) as alone, accordgraph.open(both, without=["mine"]) as part:
        assert part.who("nabu").rows == alone.who("nabu").rows
    with accordgraph.open(both, only=["mine"]) as mine:
        assert mine.who("nabu")["since"] == ["2023-07-03", "2024-02-01"]
