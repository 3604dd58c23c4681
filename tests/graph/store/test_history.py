"""The history of a store, and going back and forth in it."""

from __future__ import annotations

import datetime
import shutil
import time
from pathlib import Path

import pytest
from worlds.small_store import DAY, batch, flip, links, names_in

from accordgraph.graph.errors import InputError, StoreError
from accordgraph.graph.store.integrity import loads
from accordgraph.graph.store.recovery import rebuild, rollback
from accordgraph.graph.store.store import Store


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("prepared") / "store"
    for actors in ((), ("ee",), ("pl",)):
        Store(path).load([batch(*actors)])
    return path


@pytest.fixture
def store(prepared: Path, tmp_path: Path) -> Store:
    """A store with three snapshots: a team of two, then with Estonia, then with Poland instead."""
    return Store(Path(shutil.copytree(prepared, tmp_path / "store")))


def column(store: Store, name: str) -> list[object]:
    return [row[name] for row in loads(store)]


# ---------------------------------------------------------------- history
def test_every_load_is_told_with_what_it_changed(store: Store) -> None:
    rows = loads(store)
    assert [row["snapshot"] for row in rows] == ["000001", "000002", "000003"]
    assert [(row["added"], row["retracted"], row["statements"]) for row in rows] == [
        (14, 0, 14),
        (4, 0, 18),
        (4, 4, 18),
    ]
    last = rows[-1]
    assert (last["action"], last["base"], last["dossiers"], last["is_kept"]) == ("load", "000002", "d", True)
    assert [row["is_current"] for row in rows] == [False, False, True]


def test_the_history_outlives_the_snapshots(store: Store) -> None:
    for number in range(3):
        store.load([batch(f"s{number}")])
    assert column(store, "snapshot") == [f"00000{number}" for number in range(1, 7)]
    assert column(store, "is_kept") == [False, False, False, True, True, True]


def test_the_order_is_that_of_the_numbers_though_the_clock_goes_back(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    yesterday = time.gmtime(time.time() - 86400)
    monkeypatch.setattr(time, "gmtime", lambda *_: yesterday)
    store.load([batch("sk")])
    at = [str(time) for time in column(store, "at")]
    assert at[3] < at[2]
    assert column(store, "snapshot") == ["000001", "000002", "000003", "000004"]
    assert column(store, "is_current") == [False, False, False, True]
    assert rollback(store).snapshot == "000003"


def test_a_dossier_recorded_before_what_the_log_has_is_refused(store: Store) -> None:
    with pytest.raises(InputError, match="the store has it as of 2026-01-05"):
        store.load([batch("sk", day=DAY - datetime.timedelta(days=1))])
    assert store.current_name() == "000003"


# ---------------------------------------------------------------- back and forth
def test_back_by_one_and_forward_again(store: Store) -> None:
    done = rollback(store)
    assert (done.snapshot, done.before) == ("000002", "000003")
    assert [load.snapshot for load in done.undone] == ["000003"]
    assert "team~ee~1~ua~1" in links(store)
    assert (rollback(store).snapshot, links(store)) == ("000001", ["team~lt~1~ua~1"])
    assert rollback(store, "3").snapshot == "000003"
    assert "team~pl~1~ua~1" in links(store)


def test_the_next_load_goes_on_from_there_under_a_number_that_nobody_had(store: Store) -> None:
    rollback(store, "1")
    report = store.load([batch("sk")])
    assert report.snapshot == "000004"
    assert dict(report.changes)["d"].retracted == 0, "Poland was not in the snapshot that was gone back to"
    assert column(store, "base")[-1] == "000001"
    assert names_in(store.path / "snapshots") == ["000001", "000002", "000003", "000004"], "undone ones stay a while"
    rollback(store, "3")
    assert "team~pl~1~ua~1" in links(store)


def test_snapshots_that_were_undone_go_in_the_end(store: Store) -> None:
    rollback(store, "2")
    for number in range(3):
        store.load([batch(f"s{number}")])
    assert names_in(store.path / "snapshots") == names_in(store.path / "log") == ["000004", "000005", "000006"]
    assert column(store, "snapshot") == [f"00000{number}" for number in range(1, 7)]


def test_a_reader_keeps_its_snapshot_while_the_store_goes_back(store: Store) -> None:
    with store.snapshot().engine() as engine:
        rollback(store)
        store.load([batch("sk")])
        actors = engine.query("MATCH (a:Actor) RETURN a.id AS id ORDER BY id", {}).rows
    assert [row[0] for row in actors] == ["lt", "pl", "ua"]


def test_there_is_nothing_before_the_first(store: Store) -> None:
    rollback(store, "1")
    with pytest.raises(InputError, match="no snapshot before 000001"):
        rollback(store)
    with pytest.raises(InputError, match=r"no snapshot '9'"):
        rollback(store, "9")
    with pytest.raises(InputError, match=r"no snapshot '\.\./x'"):
        rollback(store, "../x")


@pytest.mark.parametrize(
    ("file", "remedy"),
    [("snapshots/000002/names.sqlite", "rebuild 000002"), ("log/000002/statements.parquet", "rebuild 000001")],
)
def test_one_does_not_go_back_to_what_is_damaged(store: Store, file: str, remedy: str) -> None:
    flip(store.path / file)
    with pytest.raises(StoreError, match=remedy):
        rollback(store)
    assert store.current_name() == "000003"


# ---------------------------------------------------------------- rebuild
def test_a_graph_is_made_again_with_the_same_tables(store: Store) -> None:
    before = {path.name: path.read_bytes() for path in store.snapshot().table_folder.iterdir()}
    done = rebuild(store)
    assert (done.snapshot, done.base, done.lost) == ("000004", "000003", [])
    assert {path.name: path.read_bytes() for path in store.snapshot().table_folder.iterdir()} == before
    assert loads(store)[-1]["action"] == "rebuild"


def test_a_graph_is_made_again_from_an_earlier_log_and_the_loss_is_told(store: Store) -> None:
    done = rebuild(store, "1")
    assert [load.snapshot for load in done.lost] == ["000002", "000003"]
    assert links(store) == ["team~lt~1~ua~1"]


def test_an_empty_store_cannot_be_made_again(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no graph"):
        rebuild(Store(tmp_path))


def test_where_the_history_is_lost_nothing_is_called_old(store: Store) -> None:
    for name in names_in(store.path / "log"):
        (store.path / "log" / name / "history.jsonl").write_text("")
    store.load([batch("s1")])
    assert names_in(store.path / "log") == ["000001", "000002", "000003", "000004"]
    store.load([batch("s2")])
    assert names_in(store.path / "log") == ["000003", "000004", "000005"]
    assert column(store, "snapshot") == ["000004", "000005"]
