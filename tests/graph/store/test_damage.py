"""Damage of every kind: it is found, named, and mended, or what cannot be mended is told."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from worlds.small_store import answers, batch, flip, links, names_in

from accordgraph.graph.errors import StoreError
from accordgraph.graph.store import manifest, pointer, ready_rows, stamps
from accordgraph.graph.store.integrity import check
from accordgraph.graph.store.recovery import rebuild, rollback
from accordgraph.graph.store.store import Store

EVERYTHING = ["team~ee~1~lt~1", "team~ee~1~ua~1", "team~lt~1~ua~1"]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("prepared") / "store"
    for actors in ((), ("ee",)):
        Store(path).load([batch(*actors)])
    return path


@pytest.fixture
def store(prepared: Path, tmp_path: Path) -> Store:
    """A store with two snapshots: a team of two, then with Estonia."""
    return Store(Path(shutil.copytree(prepared, tmp_path / "store")))


def flawed(store: Store) -> list[tuple[str, str]]:
    return [(flaw.file.relative_to(store.path).as_posix(), flaw.state) for flaw in check(store).flaws]


def sorted_files(store: Store) -> list[str]:
    return sorted(
        path.relative_to(store.path).as_posix()
        for path in store.path.rglob("*")
        if path.is_file() and path.stat().st_size
    )


def test_a_whole_store_has_no_flaws(store: Store) -> None:
    findings = check(store)
    assert (findings.flaws, findings.fault) == ([], None)
    assert findings.files > 60


@pytest.mark.parametrize(("place", "mask"), [(0.3, 1), (1.0, 0xFF)])
def test_a_flipped_byte_or_bit_is_found_in_every_file(store: Store, place: float, mask: int) -> None:
    files = sorted_files(store)
    assert len(files) > 60
    unseen = []
    for file in files:
        whole = (store.path / file).read_bytes()
        flip(store.path / file, place, mask)
        findings = check(store)
        if findings.fault is None or str(store.path / file) not in {str(flaw.file) for flaw in findings.flaws}:
            unseen.append(file)
        (store.path / file).write_bytes(whole)
    assert unseen == []


def test_what_a_question_needs_is_verified_before_it_is_used(store: Store) -> None:
    for pattern in ("ladybug/graph.lbug", "oxigraph/CURRENT", "oxigraph/*.sst", "names.sqlite"):
        damaged = max((store.path / "snapshots" / "000002").glob(pattern))
        whole = damaged.read_bytes()
        flip(damaged)
        with pytest.raises(StoreError, match="other bytes") as raised:
            answers(store)
        assert str(damaged) in str(raised.value)
        assert "accord rebuild" in str(raised.value)
        damaged.write_bytes(whole)
        assert answers(store) == EVERYTHING
    flip(damaged)
    rebuild(store)
    assert answers(store) == EVERYTHING


@pytest.fixture
def large(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """The store, as if all its files but the smallest were large."""
    monkeypatch.setattr(manifest, "READ_ALWAYS", 100)
    rebuild(store)
    return store


@pytest.mark.parametrize("place", [0, 0.5, 1.0])
def test_one_byte_of_a_large_file_is_seen_though_its_time_of_writing_is_set_back(large: Store, place: float) -> None:
    for pattern in ("ladybug/graph.lbug", "oxigraph/*.sst", "names.sqlite", ready_rows.FILE):
        damaged = max(large.snapshot().path.glob(pattern))
        whole, before = damaged.read_bytes(), damaged.stat()
        flip(damaged, place)
        os.utime(damaged, ns=(before.st_atime_ns, before.st_mtime_ns))
        with pytest.raises(StoreError, match="other bytes") as raised:
            large.snapshot().ready_rows() if pattern == ready_rows.FILE else answers(large)
        assert str(damaged) in str(raised.value)
        assert "accord rebuild" in str(raised.value)
        damaged.write_bytes(whole)


def test_rows_that_pages_read_are_made_again(store: Store) -> None:
    flip(store.snapshot().path / ready_rows.FILE)
    rebuild(store)
    with_rows = store.snapshot().ready_rows()
    assert with_rows is not None
    with with_rows:
        assert [row["partner"] for row in with_rows.rows("cooperations", "ee")] == ["lt", "ua"]


def test_a_large_file_that_nobody_touched_is_not_read_again(large: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    files = large.snapshot().manifest["files"]
    sizes = {name: sum_["size"] for name, sum_ in files.items() if sum_["size"] > 100}
    assert len(sizes) > 10 and all(stamps.is_untouched(large.snapshot().path, name) for name in sizes)
    assert answers(large) == EVERYTHING
    forged: dict[str, manifest.Sum] = {
        name: {"size": sum_["size"], "sha256": sum_["sha256"], "xxh3": "0" * 16} for name, sum_ in files.items()
    }
    flaws = {flaw.file.name for flaw in manifest.flaws(large.snapshot().path, forged, manifest.same_at_opening)}
    assert flaws == {Path(name).name for name in files if name not in sizes}, "only the small ones were read"


def test_a_graph_of_another_store_gives_no_answer(store: Store, tmp_path: Path) -> None:
    other, name = Store(tmp_path / "other"), store.snapshot().path.name
    for actors in (("ee",), ("pl",)):
        other.load([batch(*actors)])
    shutil.rmtree(store.snapshot().path)
    shutil.copytree(other.snapshot().path, store.folders.snapshot(name))
    with pytest.raises(StoreError, match="was not computed from the log of"):
        store.snapshot()
    assert flawed(store) == [(f"snapshots/{name}", "damaged")]
    rebuild(store)
    assert answers(store) == EVERYTHING


def test_a_graph_under_another_number_gives_no_answer(store: Store) -> None:
    first, last = (store.folders.snapshot(name) for name in store.folders.numbered())
    shutil.rmtree(last)
    shutil.copytree(first, last)
    with pytest.raises(StoreError, match="was not computed from the log of"):
        store.snapshot()


def test_a_store_that_was_copied_is_read_whole_and_answers(large: Store, tmp_path: Path) -> None:
    copied = Store(tmp_path / "copy")
    shutil.copytree(large.path, copied.path)
    assert not stamps.is_untouched(copied.snapshot().path, "ladybug/graph.lbug")
    assert answers(copied) == EVERYTHING
    assert check(copied).flaws == []
    flip(copied.snapshot().path / "ladybug" / "graph.lbug")
    with pytest.raises(StoreError, match="other bytes"):
        answers(copied)


def test_a_large_file_that_lost_its_end_is_named(large: Store) -> None:
    file = large.snapshot().path / "ladybug" / "graph.lbug"
    file.write_bytes(file.read_bytes()[:-4096])
    with pytest.raises(StoreError, match=r"graph\.lbug has .* bytes, and had"):
        links(large)


PARTS = ("ladybug", "oxigraph", "names.sqlite", "tables", "manifest.json", ".")


def delete(path: Path) -> None:
    shutil.rmtree(path) if path.is_dir() else path.unlink()


@pytest.mark.parametrize("part", PARTS)
def test_what_was_deleted_by_hand_is_named(store: Store, part: str) -> None:
    delete(store.path / "snapshots" / "000002" / part)
    assert {state for _, state in flawed(store)} <= {"missing", "damaged"}
    fault = check(store).fault
    assert fault is not None
    assert "accord rebuild" in str(fault)
    if part != "tables":
        with pytest.raises(StoreError, match="accord rebuild"):
            answers(store)


@pytest.mark.parametrize("parts", [PARTS[:4], PARTS[4:5], PARTS[5:]])
def test_what_was_deleted_by_hand_is_made_again(store: Store, parts: tuple[str, ...]) -> None:
    for part in parts:
        delete(store.path / "snapshots" / "000002" / part)
    rebuild(store)
    assert answers(store) == EVERYTHING


def test_a_load_mends_what_is_gone(store: Store) -> None:
    shutil.rmtree(store.path / "snapshots" / "000002")
    report = store.load([batch("ee")])
    assert (report.snapshot, report.is_new) == ("000003", True)
    assert answers(store) == EVERYTHING


# ---------------------------------------------------------------- the log
@pytest.mark.parametrize("file", ["statements.parquet", "recordings.parquet"])
def test_nothing_is_built_on_a_damaged_log(store: Store, file: str) -> None:
    flip(store.path / "log" / "000002" / file)
    with pytest.raises(StoreError, match=f"{file} has other bytes"):
        store.load([batch("pl")])
    with pytest.raises(StoreError) as raised:
        rebuild(store)
    assert "accord rebuild 000001" in str(raised.value)
    assert "That loses the load 000002" in str(raised.value)
    assert "d, 4 added, 0 retracted" in str(raised.value)
    assert names_in(store.path / "log") == ["000001", "000002"]
    assert answers(store) == EVERYTHING, "the graph is whole, and answers"


def test_one_goes_on_from_the_log_before(store: Store) -> None:
    flip(store.path / "log" / "000002" / "statements.parquet")
    done = rebuild(store, "000001")
    assert [load.snapshot for load in done.lost] == ["000002"]
    assert answers(store) == ["team~lt~1~ua~1"]
    store.load([batch("ee")])
    assert answers(store) == EVERYTHING


def test_a_damaged_manifest_costs_nobody_a_log(store: Store) -> None:
    flip(store.path / "log" / "000002" / "manifest.json")
    assert ("log/000002/manifest.json", "damaged") in flawed(store)
    store.load([batch("ee", "pl")])
    assert check(store).fault is not None
    assert len(links(store)) == 6


def test_a_damaged_history_is_pieced_together_from_the_other_logs(store: Store) -> None:
    (store.path / "log" / "000002" / "history.jsonl").write_text('{"snapshot": 7}\n[1\n"x"\n' + "[" * 100_000)
    store.load([batch("pl")])
    assert list(store.folders.histories()) == ["000001", "000003"]


def test_where_no_log_is_whole_the_remedy_is_a_backup(store: Store) -> None:
    for name in ("000001", "000002"):
        flip(store.path / "log" / name / "statements.parquet")
    with pytest.raises(StoreError, match="accord restore FILE"):
        rebuild(store)


# ---------------------------------------------------------------- the pointer
@pytest.mark.parametrize("text", ["garbage", "", "../../etc", "000001\nnewest 000002\nsha256 00\n"])
def test_a_pointer_that_says_nonsense_is_named_and_set_again(store: Store, text: str) -> None:
    (store.path / "current").write_text(text)
    for ask in (store.snapshot, store.standing, lambda: store.load([batch()])):
        with pytest.raises(StoreError, match="accord rollback 000002"):
            ask()
    assert flawed(store) == [("current", "damaged")]
    rollback(store, "000002")
    assert answers(store) == EVERYTHING
    assert check(store).fault is None


def test_a_pointer_that_is_gone_is_not_an_empty_store(store: Store) -> None:
    (store.path / "current").unlink()
    with pytest.raises(StoreError, match="accord rollback 000002"):
        store.load([batch()])
    assert names_in(store.path / "log") == ["000001", "000002"]
    assert flawed(store) == [("current", "missing")]
    rollback(store, "2")
    assert answers(store) == EVERYTHING


def test_a_pointer_written_by_hand_counts(store: Store) -> None:
    (store.path / "current").write_text("000001\n")
    assert answers(store) == ["team~lt~1~ua~1"]
    assert store.load([batch("pl")]).snapshot == "000003"
    assert names_in(store.path / "log") == ["000001", "000002", "000003"]


# ---------------------------------------------------------------- strangers
def test_files_of_others_are_told_and_do_no_harm(store: Store) -> None:
    (store.path / "snapshots" / "000002" / "notes.txt").write_text("mine")
    assert flawed(store) == [("snapshots/000002/notes.txt", "foreign")]
    assert check(store).fault is None


def test_there_is_no_store_to_look_through(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="There is no store"):
        check(Store(tmp_path / "none"))
    assert not (tmp_path / "none").exists()


# ---------------------------------------------------------------- versions
def as_format_2(store: Store) -> None:
    """What the version before left: a pointer of one line, manifests without checksums, no history."""
    for name in ("000001", "000002"):
        for file in ("manifest.json", "history.jsonl"):
            (store.path / "log" / name / file).unlink()
        path = store.path / "snapshots" / name / "manifest.json"
        content = json.loads(path.read_text())
        kept = ("snapshot", "vocabulary", "dossiers", "statements", "rows")
        path.write_text(json.dumps({"format": 2, **{key: content[key] for key in kept}}))
    (store.path / "current").write_text("000002\n")


def test_a_store_of_an_older_format_is_refused_with_the_remedy_and_rebuilt(store: Store) -> None:
    as_format_2(store)
    with pytest.raises(StoreError, match="accord rebuild"):
        store.snapshot()
    assert ("snapshots/000002", "outdated") in flawed(store)
    assert rebuild(store).snapshot == "000003"
    assert answers(store) == EVERYTHING


def test_a_load_brings_a_store_of_an_older_format_up_to_date(store: Store) -> None:
    as_format_2(store)
    assert store.load([batch("ee")]).is_new
    assert answers(store) == EVERYTHING
    assert len(store.log().statements) == 18


def reseal(path: Path, **changed: object) -> None:
    """Change a manifest as another version would have written it."""
    content = {**json.loads(path.read_text()), **changed}
    del content["sha256"]
    content["sha256"] = manifest._seal(content)
    path.write_text(json.dumps(content))


def test_a_store_of_a_later_format_is_refused_and_not_touched(store: Store) -> None:
    for part in ("log", "snapshots"):
        reseal(store.path / part / "000002" / "manifest.json", format=99, accordgraph="9.1")
    before = {path: path.read_bytes() for path in store.path.rglob("*") if path.is_file()}
    for work in (store.snapshot, lambda: store.load([batch("pl")]), lambda: rebuild(store), lambda: check(store)):
        with pytest.raises(StoreError, match=r"Use accordgraph 9\.1"):
            work()
    after = {path: path.read_bytes() for path in store.path.rglob("*") if path.is_file()}
    assert {path.name for path in set(after) ^ set(before)} <= {"lock"}
    assert all(after[path] == before[path] for path in set(before) & set(after))


def test_a_snapshot_of_another_vocabulary_is_refused_with_the_remedy_and_rebuilt_by_a_load(store: Store) -> None:
    reseal(store.path / "snapshots" / "000002" / "manifest.json", vocabulary="0.1.0-000000000000")
    with pytest.raises(StoreError, match=r"another version of accordgraph.*\n.*accord rebuild"):
        links(store)
    assert store.load([batch("ee")]).is_new
    assert answers(store) == EVERYTHING


# ---------------------------------------------------------------- small things
def test_a_seal_changes_with_every_part(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    whole = manifest.write(tmp_path, {"snapshot": "000001"})
    assert manifest.parse((tmp_path / "manifest.json").read_bytes()) == whole
    for text in (b"[]", b"{}", b'{"format": "3"}', b'{"format": 3}', b"[" * 100_000):
        with pytest.raises(ValueError, match=r"manifest|checksum"):
            manifest.parse(text)


def test_a_pointer_reads_as_it_was_written(tmp_path: Path) -> None:
    pointer.write(tmp_path, pointer.Pointer("000002", "000005"))
    assert pointer.read(tmp_path) == ("000002", "000005")
    assert names_in(tmp_path) == ["current"]


OPEN = """
import sys
from pathlib import Path
from accordgraph.graph.errors import EngineError
from accordgraph.graph.store import manifest
from accordgraph.graph.store.store import Store

manifest.same_at_opening = manifest.same_size
try:
    Store(Path(sys.argv[1])).snapshot().engine("ladybug").close()
except EngineError as error:
    print(error)
"""


def test_a_length_that_a_damaged_file_tells_is_no_error_of_python(store: Store) -> None:
    """As if the disk had lost bytes by itself. A process of its own: of some places the engine dies."""
    path = store.snapshot().path / "ladybug" / "graph.lbug"
    content = path.read_bytes()
    said = []
    for start in range(len(content) - 30 * 4096, len(content) - 4096, 3 * 4096):
        path.write_bytes(content[:start] + b"\xff" * 4096 + content[start + 4096 :])
        done = subprocess.run([sys.executable, "-c", OPEN, store.path], capture_output=True, text=True, check=False)
        assert "Traceback" not in done.stderr or done.returncode < 0, done.stderr
        said.append(done.stdout)
    assert any("accord check" in text for text in said)
