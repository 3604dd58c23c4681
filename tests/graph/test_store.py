"""A store on disk: snapshots, the pointer, the lock, and what a load that fails leaves behind."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

import polars as pl
import pytest
from telling import Story

from accordgraph.graph import engines
from accordgraph.graph import store as stores
from accordgraph.graph.errors import InputError, LockedError, StoreError
from accordgraph.graph.log import Batch
from accordgraph.graph.statements import with_ids
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


@pytest.mark.parametrize("engine", engines.LANGUAGES)
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


# ---------------------------------------------------------------- what dossiers may not do to each other
def other(story: Story, name: str = "other") -> Batch:
    story.source(name, "editorial")
    statements = story.statements().with_columns(dossier=pl.lit(name), source=pl.lit(name))
    return Batch(name, DAY, with_ids(statements))


@pytest.mark.parametrize(
    ("story", "message"),
    [
        pytest.param(Story().source("page", "press"), "the kind of the source page is official in d", id="source"),
        pytest.param(Story().actors("page"), "page is a actor in other", id="class"),
        pytest.param(
            Story().source("a", derived_from="b").source("b", derived_from="a"),
            "a derived_from b in other",
            id="circle",
        ),
        pytest.param(Story().actors("a", part_of="b").actors("b", part_of="a"), "a part_of b in other", id="parts"),
    ],
)
def test_a_dossier_that_contradicts_what_stands_is_refused(tmp_path: Path, story: Story, message: str) -> None:
    store = Store(tmp_path)
    store.load([batch()])
    with pytest.raises(InputError, match=message):
        store.load([other(story)])
    assert links(store) == ["team~lt~1~ua~1"]


def test_an_observation_of_a_basis_that_is_gone_is_refused(tmp_path: Path) -> None:
    story = Story()
    story.say("observation", "d", "basis", "gone", thing="o")
    with pytest.raises(InputError, match="mentions the basis gone"):
        Store(tmp_path).load([other(story)])


def test_a_recording_older_than_that_in_the_store_is_refused(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.load([batch()])
    with pytest.raises(InputError, match="the store has it as of 2026-01-05"):
        store.load([batch("ee")._replace(recorded=datetime.date(2020, 1, 1))])


# ---------------------------------------------------------------- damage
@pytest.mark.parametrize("text", ["garbage", "", "../../etc"])
def test_a_pointer_that_says_nonsense_is_named(tmp_path: Path, text: str) -> None:
    Store(tmp_path).load([batch()])
    (tmp_path / "current").write_text(text)
    for ask in (Store(tmp_path).snapshot, Store(tmp_path).standing):
        with pytest.raises(StoreError, match="load your dossiers again"):
            ask()


def test_a_broken_log_and_a_broken_manifest_are_named(tmp_path: Path) -> None:
    Store(tmp_path).load([batch()])
    (tmp_path / "log" / "000001" / "statements.parquet").write_bytes(b"PAR1")
    with pytest.raises(StoreError, match=r"log .* is damaged"):
        Store(tmp_path).load([batch("ee")])
    manifest = tmp_path / "snapshots" / "000001" / "manifest.json"
    manifest.write_text("{")
    with pytest.raises(StoreError, match=r"snapshot .* is damaged"):
        Store(tmp_path).snapshot()
    manifest.write_text('{"format": 99}')
    with pytest.raises(StoreError, match="of format 99"):
        Store(tmp_path).snapshot()


def test_files_of_others_in_the_store_are_left_alone(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.load([batch()])
    (tmp_path / "log" / ".DS_Store").write_text("")
    (tmp_path / "snapshots" / "notes").mkdir()
    (tmp_path / "snapshots" / "000009").mkdir()
    store.load([batch("ee")])
    left = sorted(path.name for path in (tmp_path / "snapshots").iterdir())
    assert left == ["000001", "000002", "notes"], "a snapshot newer than the pointer was cut off, and goes"
