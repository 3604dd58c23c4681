"""Pages while the store changes: a load, damage, another store in the same place."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest
from programs.web_client import running, web_client
from worlds.small_store import batch

from accordgraph.graph.errors import EngineError
from accordgraph.graph.store.store import Store
from accordgraph.web.settings import Settings
from accordgraph.web.snapshots import SnapshotHolder


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one load."""
    path = tmp_path_factory.mktemp("loaded") / "accord-store"
    Store(path).load([batch("ee")])
    return path


@pytest.fixture
def store(loaded: Path, tmp_path: Path) -> Store:
    """A copy of it, to be changed."""
    return Store(Path(shutil.copytree(loaded, tmp_path / "accord-store")))


def partners(holder: SnapshotHolder) -> tuple[str, int]:
    with holder.reading() as snapshot, snapshot.session("en") as session:
        language = session.engine.language
        text = {"cypher": "MATCH (c:Cooperation) RETURN count(*) AS n"}[language]
        return snapshot.snapshot.path.name, int(str(session.engine.query(text, {}).rows[0][0]))


def test_a_load_swaps_the_snapshot_and_its_last_reader_closes_the_old_one(store: Store) -> None:
    holder = SnapshotHolder(store, "ladybug")
    holder.look()
    with holder.reading() as before:
        store.load([batch("ee", "pl")])
        holder.look()
        with before.session("en") as session:
            assert session.engine.query("MATCH (c:Cooperation) RETURN count(*) AS n", {}).rows == [(3,)]
        assert partners(holder) == ("000002", 6)
    assert before.readers == 0
    with pytest.raises(EngineError, match="closed"), before.session("en"):
        pass
    holder.close()


def test_each_answer_is_of_one_snapshot_and_so_is_its_tag(store: Store, swift_threads: None) -> None:
    """Loads under fire: no answer fails, and each tag goes with one body."""
    bodies: dict[str, set[bytes]] = {}
    is_over = threading.Event()
    with web_client(Settings(store.path)) as client:

        def ask() -> None:
            while not is_over.is_set():
                answer = client.get("/")
                assert answer.status_code == 200
                bodies.setdefault(answer.headers["etag"], set()).add(answer.content)
                is_over.wait(0.05)

        readers = [threading.Thread(target=ask) for _ in range(2)]
        for reader in readers:
            reader.start()
        for count, actor in ((2, "pl"), (3, "ro")):
            store.load([batch("ee", actor)])
            while len(bodies) < count and all(reader.is_alive() for reader in readers):
                is_over.wait(0.1)
        is_over.set()
        for reader in readers:
            reader.join()
    assert len(bodies) == 3
    assert {len(one) for one in bodies.values()} == {1}


def test_a_store_that_goes_and_comes_back_gives_503_meanwhile(store: Store, tmp_path: Path) -> None:
    with web_client(Settings(store.path)) as client:
        holder = running(client).holder
        assert client.get("/healthz").status_code == 200
        store.path.rename(tmp_path / "elsewhere")
        holder.look()
        answer = client.get("/")
        assert answer.status_code == 503
        assert "accord load" in answer.text
        assert client.get("/healthz").json() == {"status": "unavailable", "problem": "NoGraphError"}
        (tmp_path / "elsewhere").rename(store.path)
        holder.look()
        assert client.get("/").status_code == 200


def test_another_store_in_the_same_place_is_noticed(store: Store) -> None:
    holder = SnapshotHolder(store, "ladybug")
    holder.look()
    assert partners(holder) == ("000001", 3)
    shutil.rmtree(store.path)
    store.load([batch("ee", "pl", "ro")])
    holder.look()
    assert partners(holder) == ("000001", 10)
    holder.close()


def test_a_damaged_pointer_is_said_with_what_to_do(store: Store) -> None:
    with web_client(Settings(store.path)) as client:
        (store.path / "current").write_text("nonsense\n", encoding="utf-8")
        running(client).holder.look()
        answer = client.get("/")
    assert answer.status_code == 503
    assert "accord rollback" in answer.text


@pytest.mark.parametrize("name", ["names.sqlite", "graph.lbug"])
def test_bytes_that_change_while_it_serves_are_served_no_more(store: Store, name: str) -> None:
    with web_client(Settings(store.path)) as client:
        assert client.get("/").status_code == 200
        [path] = (one for one in store.snapshot().path.rglob("*") if one.is_file() and one.name.startswith(name))
        damaged = bytearray(path.read_bytes())
        damaged[len(damaged) // 2] ^= 1
        path.write_bytes(damaged)
        running(client).holder.look()
        answer = client.get("/")
    assert answer.status_code == 503
    assert "other bytes" in answer.text
