"""`--engine TARGET`: commands and the Python API ask a server, and say what it does not hold."""

from __future__ import annotations

import datetime
import gzip
import json
import re
import shutil
from base64 import b64decode
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete
from programs.running import rows, run, run_process
from real_servers.java_servers import Fuseki, Neo4j
from real_servers.push_tables import leave

import accordgraph
from accordgraph.cli import accord
from accordgraph.graph.errors import QueryError, TargetError
from accordgraph.graph.servers import resolve
from accordgraph.graph.servers.marker import State
from accordgraph.graph.store.snapshot import fingerprint
from accordgraph.graph.store.store import Store

GRAPH = "https://example.org/graphs/cooperation"
NAMED = ("work", "triples")
DOSSIER = """\
dossier: mine
recorded: 2026-01-31
sources:
  news: {kind: official, publisher: nabu, published: 2018-09-28, url: "https://nabu.gov.ua/"}
actors:
  my-institute: {kind: agency, name: {en: My Institute}}
bases:
  my-memorandum:
    kind: agreement
    form: memorandum
    binds: signature
    name: {en: Memorandum}
    says:
    - source: news
      acts:
      - {by: [nabu, my-institute], type: signature, done: 2018-09}
"""


@pytest.fixture(scope="module")
def store(
    neo4j_server: Neo4j, fuseki_server: Fuseki, bundled_store: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The bundled graph, pushed to `work` and `triples`, which `accord.toml` names."""
    neo4j_server.wipe()
    fuseki_server.wipe()
    path = tmp_path_factory.mktemp("asking") / "accord-store"
    shutil.copytree(bundled_store, path)
    path.with_name("accord.toml").write_text(
        f'[targets.work]\nurl = "{neo4j_server.url}"\n[targets.triples]\nurl = "{fuseki_server.url()}"\n'
        f'graph = "{GRAPH}"\n[targets.empty]\nurl = "{fuseki_server.url("union")}"\n'
    )
    for name in NAMED:
        done = run("push", name, store=path)
        assert done.returncode == 0, done.stderr
    return path


@pytest.mark.parametrize("target", NAMED)
@pytest.mark.parametrize(
    "arguments",
    [
        ("who", "NABU"),
        ("who", "Ukraine", "--on", "2022-07-01", "--all", "--with-bodies"),
        ("since", "Estonia", "Ukraine"),
        ("show", "jit-ukraine-2022~cz~1~ua~1"),
        ("path", "JICA", "EPPO"),
        ("ask", "in_force", "-p", "day=2024-04-10"),
        ("brokers", "--limit", "5"),
        ("communities",),
        ("degrees", "--on", "2024-04-10"),
    ],
    ids=" ".join,
)
def test_a_server_answers_as_the_store_does(store: Path, target: str, arguments: tuple[str, ...]) -> None:
    expected = run(*arguments, "--format", "json", "--lang", "uk", store=store)
    done = run(*arguments, "--format", "json", "--lang", "uk", "--engine", target, store=store)
    assert (done.returncode, done.stdout, done.stderr) == (0, expected.stdout, expected.stderr)
    assert json.loads(done.stdout)


def unpacked(page: str) -> str:
    """A page with what it holds in the other language as text."""
    return re.sub(r"\bH4sI[A-Za-z0-9+/]+=*", lambda match: gzip.decompress(b64decode(match[0])).decode(), page)


@pytest.mark.parametrize("target", NAMED)
def test_a_picture_is_the_same(store: Path, tmp_path: Path, target: str) -> None:
    for engine in ("ladybug", target):
        done = run("draw", "-o", str(tmp_path / f"{engine}.html"), "--engine", engine, store=store)
        assert done.returncode == 0, done.stderr
    there, here = (unpacked((tmp_path / f"{engine}.html").read_text()) for engine in (target, "ladybug"))
    assert there.count(f"accord draw --engine {target}<") == 4  # twice in either language
    digest = re.compile(r"<dd><code>[0-9a-f]{64}</code></dd>")  # of all of the page, the command among it
    same = digest.sub("", there.replace(f"accord draw --engine {target}", "accord draw"))
    assert same == digest.sub("", here)


def test_an_address_asks_as_a_name_does(store: Path, neo4j_server: Neo4j) -> None:
    assert rows("who", "NABU", "--engine", neo4j_server.url, store=store) == rows("who", "NABU", store=store)


def test_names_are_completed(store: Path) -> None:
    words = ShellComplete(accord, {}, "accord", "_X").get_completions(
        ["who", "NABU", "--store", str(store), "--engine"], ""
    )
    assert [word.value for word in words] == ["ladybug", "oxigraph", "empty", "triples", "work"]


def loaded_since(store: Path, folder: Path) -> Path:
    """A copy of the store, with the same targets, to which more was loaded than was pushed."""
    newer = folder / "accord-store"
    shutil.copytree(store, newer)
    shutil.copy(store.with_name("accord.toml"), folder)
    (folder / "mine.yaml").write_text(DOSSIER)
    assert run("load", str(folder / "mine.yaml"), store=newer).returncode == 0
    return newer


@pytest.mark.parametrize("target", NAMED)
def test_another_graph_than_the_stores_is_told_in_a_note(store: Path, tmp_path: Path, target: str) -> None:
    newer = loaded_since(store, tmp_path)
    done = run("who", "NABU", "--format", "json", "--engine", target, store=newer)
    assert json.loads(done.stdout) == rows("who", "NABU", store=store)
    assert len(rows("who", "NABU", store=newer)) == len(json.loads(done.stdout)) + 1
    assert "answers from snapshot 000001" in done.stderr and "the local store is at snapshot 000002" in done.stderr
    with accordgraph.open(newer, engine=target) as graph:
        assert "answers from snapshot 000001" in graph.who("NABU").notes[0]


@pytest.mark.parametrize("target", NAMED)
def test_a_picture_tells_of_the_graph_that_it_is_of(store: Path, tmp_path: Path, target: str) -> None:
    there = fingerprint(Store(store).snapshot().manifest)
    newer = loaded_since(store, tmp_path)
    phrases = (f"000001, graph {there}", "answers from snapshot 000001", "the local store is at snapshot 000002")
    for kind, command in (("draw", ("draw",)), ("chart", ("chart", "years"))):
        path = tmp_path / f"{kind}.html"
        done = run(*command, "-o", str(path), "--engine", target, store=newer)
        assert done.returncode == 0, done.stderr
        page = path.read_text()
        assert all(part in page for part in (*phrases, f"{' '.join(command)} --engine {target}"))
        assert "000002-" not in page
    with accordgraph.open(newer, engine=target) as graph:
        picture = graph.picture("NABU").diagram
    assert picture.provenance is not None
    assert (picture.provenance.snapshot, picture.provenance.question) == (
        phrases[0],
        f"accord draw --about nabu --engine {target}",
    )
    assert phrases[1] in picture.notes[0]


# ---------------------------------------------------------------- what cannot be asked
def test_a_target_where_nothing_was_pushed(store: Path) -> None:
    done = run("who", "NABU", "--engine", "empty", store=store)
    assert (done.returncode, done.stdout) == (3, "")
    assert "holds no accordgraph data." in done.stderr and "accord push empty" in done.stderr


def test_a_name_that_nothing_bears(store: Path) -> None:
    done = run("who", "NABU", "--engine", "wrok", store=store)
    assert (done.returncode, done.stdout) == (2, "")
    assert "There is no target 'wrok'." in done.stderr and "Targets: empty, triples, work." in done.stderr


@pytest.mark.parametrize(
    ("state", "vocabulary", "message"),
    [
        ("cut-off", None, "was cut off: snapshot 000001"),
        ("pushing", None, "is being pushed to: snapshot 000001"),
        ("whole", "9.9.9-0123456789ab", "was pushed by another version"),
    ],
)
def test_a_graph_that_is_not_whole_or_of_another_version_is_not_asked(
    store: Path, fuseki_server: Fuseki, state: State, vocabulary: str | None, message: str
) -> None:
    target = resolve(f"{fuseki_server.url()}?graph=urn:test:{state}", store)
    leave(target, state, vocabulary)
    # In a process of its own: this one knows that it is at no push.
    done = run_process("who", "NABU", "--engine", target.address, "--store", str(store), cwd=store.parent)
    assert (done.returncode, done.stdout) == (3, "")
    assert message in done.stderr


# ---------------------------------------------------------------- Python
@pytest.mark.parametrize("target", NAMED)
def test_python_asks_a_server(store: Path, target: str) -> None:
    with accordgraph.open(store) as local, accordgraph.open(store, engine=target) as graph:
        assert graph.who("NABU").rows == local.who("NABU").rows
        assert graph.who("NABU").notes == local.who("NABU").notes
        assert sorted(graph.network().edges(keys=True)) == sorted(local.network().edges(keys=True))
        assert ("neo4j" if target == "work" else "endpoint") in repr(graph)


def test_python_sends_raw_queries_to_the_server_that_speaks_their_language(store: Path) -> None:
    text = "MATCH (a:Actor {id: $id}) RETURN a.name AS name, [a.id] AS list, date('2024-04-10') AS day"
    with accordgraph.open(store, engine="work") as graph:
        [row] = graph.cypher(text, {"id": "nabu"}).rows
        assert row == {
            "name": "National Anti-Corruption Bureau of Ukraine",
            "list": '["nabu"]',
            "day": datetime.date(2024, 4, 10),
        }
        with pytest.raises(QueryError, match=r"\$nobody has no value"):
            graph.cypher("RETURN $nobody AS x")
    with accordgraph.open(store, engine="triples") as graph:
        query = "PREFIX ag: <https://w3id.org/accordgraph/ns#> SELECT ?a { ?a ag:acronym 'NABU'@en }"
        assert graph.sparql(query)["a"] == ["https://w3id.org/accordgraph/id/actor/nabu"]


def test_a_closed_graph_asks_no_server(store: Path) -> None:
    with accordgraph.open(store, engine="work") as graph:
        pass
    with pytest.raises(accordgraph.StoreError, match="closed"):
        graph.cypher("RETURN 1 AS one")


def test_python_says_that_nothing_was_pushed(store: Path) -> None:
    with pytest.raises(TargetError, match="holds no accordgraph data"):
        accordgraph.open(store, engine="empty")
