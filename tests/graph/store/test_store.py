"""A store on disk: snapshots, the pointer, the lock, and what a load that fails leaves behind."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

import polars as pl
import pytest
from worlds.small_store import DAY, batch, links, names_in
from worlds.statement_builder import Story

from accordgraph.graph import engines
from accordgraph.graph.errors import InputError, LockedError, StoreError
from accordgraph.graph.statements.log import Batch
from accordgraph.graph.statements.statement import with_ids
from accordgraph.graph.store import store as stores
from accordgraph.graph.store.store import Store


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
    assert names_in(tmp_path / "snapshots") == names_in(tmp_path / "log") == ["000003", "000004", "000005"]
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
    assert names_in(tmp_path / "snapshots") == names_in(tmp_path / "log") == ["000001"]
    store.load([batch("ee")])
    assert names_in(tmp_path / "snapshots") == names_in(tmp_path / "log") == ["000001", "000002"]
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
    with pytest.raises(InputError, match="d refers to the actor xx"):
        store.load([Batch("d", DAY, stray.statements())])
    assert links(store) == ["team~lt~1~ua~1"]


def test_an_empty_store_says_how_to_fill_it(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="accord load"):
        Store(tmp_path / "nothing").snapshot()
    assert not (tmp_path / "nothing").exists()


def test_a_second_writer_is_told_of_the_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from filelock import FileLock

    monkeypatch.setattr(stores, "LOCK_TIMEOUT_SECONDS", 0.1)
    with FileLock(tmp_path / "lock"), pytest.raises(LockedError, match="written by another process"):
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
        pytest.param(Story().actors("page"), "page is an actor in other", id="class"),
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
    with pytest.raises(InputError, match="refers to the basis gone"):
        Store(tmp_path).load([other(story)])


def test_a_recording_older_than_that_in_the_store_is_refused(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.load([batch()])
    with pytest.raises(InputError, match="the store has it as of 2026-01-05"):
        store.load([batch("ee")._replace(recorded=datetime.date(2020, 1, 1))])


# ---------------------------------------------------------------- what is left
def test_files_of_others_in_the_store_are_left_alone(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.load([batch()])
    (tmp_path / "log" / ".DS_Store").write_text("")
    (tmp_path / "snapshots" / "notes").mkdir()
    (tmp_path / "snapshots" / "000009").mkdir()
    store.load([batch("ee")])
    assert names_in(tmp_path / "snapshots") == ["000001", "000002", "notes"], "000009 never counted: it was cut off"
    assert names_in(tmp_path / "log") == [".DS_Store", "000001", "000002"]


def test_reading_changes_no_file(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.load([batch()])

    def state() -> dict[Path, tuple[int, bytes]]:
        return {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in tmp_path.rglob("*") if path.is_file()}

    before = state()
    assert len(before) > 30
    for engine in engines.LANGUAGES:
        assert links(store, engine) == ["team~lt~1~ua~1"]
    with store.snapshot().names() as names:
        assert names.resolve("team") == "team"
    assert store.standing().height == 14
    assert state() == before


def test_a_path_with_spaces_ukrainian_letters_and_200_characters(tmp_path: Path) -> None:
    path = tmp_path / "угоди про співпрацю" / ("ґ" * 60) / ("довга назва " * 6).strip() / 'it\'s a "store"'
    path = path / ("x" * max(1, 200 - len(str(path))))
    store = Store(path)
    store.load([batch()])
    store.load([batch("ee")])
    assert len(str(path)) >= 200
    assert len(links(store)) == len(links(store, "oxigraph")) == 3
