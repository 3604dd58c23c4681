"""A store on disk: snapshots, the pointer, the lock, and what a load that fails leaves behind."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

import pytest
from telling import Story

from accordgraph.graph import store as stores
from accordgraph.graph.errors import InputError, LockedError, StoreError
from accordgraph.graph.log import Batch
from accordgraph.graph.store import Store

DAY = datetime.date(2026, 1, 5)


def batch(*actors: str) -> Batch:
    story = Story().source("d", "editorial").source("page").actors("ua", "lt", *actors)
    story.basis("team", binds="signature")
    for actor in ("ua", "lt", *actors):
        story.act("team", actor, "founding", "2022-03-25", source="page", role="member")
    return Batch("d", DAY, story.statements())


def links(store: Store, engine: str = "ladybug") -> list[object]:
    text = {
        "ladybug": "MATCH (c:Cooperation) RETURN c.id AS id ORDER BY id",
        "oxigraph": "SELECT ?id WHERE { ?c a <https://w3id.org/accordgraph/ns#Cooperation> ; "
        "<https://w3id.org/accordgraph/ns#id> ?id } ORDER BY ?id",
    }[engine]
    with store.snapshot().engine(engine) as opened:
        return [row[0] for row in opened.query(text, {}).rows]


@pytest.mark.parametrize("engine", stores.ENGINES)
def test_a_load_fills_both_engines(tmp_path: Path, engine: str) -> None:
    store = Store(tmp_path / "a store with spaces ґ")
    report = store.load([batch()])
    assert (report.snapshot, report.is_new) == ("000001", True)
    assert links(store, engine) == ["team~lt~1~ua~1"]
    assert store.snapshot().manifest["rows"]["cooperations"] == 1


def test_a_load_that_changes_nothing_makes_no_snapshot(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.load([batch()])
    report = store.load([batch()])
    assert (report.snapshot, report.is_new, dict(report.changes)) == ("000001", False, {"d": (0, 0)})
    assert [path.name for path in (tmp_path / "snapshots").iterdir()] == ["000001"]


def test_the_last_three_snapshots_are_kept(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for number in range(5):
        store.load([batch(f"s{number}")])
    assert sorted(path.name for path in (tmp_path / "snapshots").iterdir()) == ["000003", "000004", "000005"]
    assert sorted(path.name for path in (tmp_path / "log").iterdir()) == ["000003", "000004", "000005"]
    assert links(store) == ["team~lt~1~s4~1", "team~lt~1~ua~1", "team~s4~1~ua~1"]


def test_a_reader_keeps_its_snapshot_while_a_load_moves_the_pointer(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.load([batch()])
    count = "MATCH (c:Cooperation) RETURN count(*) AS n"
    with store.snapshot().engine() as engine:
        store.load([batch("ee")])
        assert engine.query(count, {}).rows == [(1,)]
    with store.snapshot().engine() as engine:
        assert engine.query(count, {}).rows == [(3,)]


def test_a_load_that_fails_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path)
    store.load([batch()])

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(stores, "write_snapshot", interrupt)
        with pytest.raises(KeyboardInterrupt):
            store.load([batch("ee")])
    assert links(store) == ["team~lt~1~ua~1"]
    assert (tmp_path / "snapshots" / "building-000002").exists()
    store.load([batch("ee")])
    assert sorted(path.name for path in (tmp_path / "snapshots").iterdir()) == ["000001", "000002"]
    assert len(links(store)) == 3


def test_what_no_dossier_declares_any_more_is_refused(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.load([batch()])
    stray = (
        Story()
        .source("d", "editorial")
        .source("page")
        .basis("team")
        .act("team", "xx", "founding", "2022", source="page")
    )
    with pytest.raises(InputError, match="d mentions the actor xx"):
        store.load([Batch("d", DAY, stray.statements())])
    assert links(store) == ["team~lt~1~ua~1"]


def test_an_empty_store_says_how_to_fill_it(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="accord load"):
        Store(tmp_path / "nothing").snapshot()
    assert not (tmp_path / "nothing").exists()


def test_a_second_writer_is_told_of_the_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from filelock import FileLock

    monkeypatch.setattr(stores, "LOCK_TIMEOUT_SECONDS", 0.1)
    with FileLock(tmp_path / "lock"), pytest.raises(LockedError, match="Another process writes"):
        Store(tmp_path).load([batch()])


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(StoreError, match="cannot be written"):
        Store(tmp_path / "store").load([batch()])


def test_a_store_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be written"):
        Store(tmp_path / "file").load([batch()])
