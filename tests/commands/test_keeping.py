"""The commands that keep a store, as a user runs them."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from programs.running import rows, run
from worlds.small_store import flip, names_in, write_dossier


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("prepared")
    for actor in ("lt", "pl"):
        assert run("load", str(write_dossier(folder, actor)), store=folder / "store").returncode == 0
    return folder / "store"


@pytest.fixture
def store(prepared: Path, tmp_path: Path) -> Path:
    """A store with two loads: a team of Ukraine and Lithuania, then of Ukraine and Poland."""
    return Path(shutil.copytree(prepared, tmp_path / "my store"))


def partners(store: Path) -> list[str]:
    return [row["partner"] for row in rows("who", "ua", store=store)]


def test_log_tells_every_load(store: Path) -> None:
    loads = rows("log", store=store)
    assert [(row["snapshot"], row["action"], row["dossiers"], row["is_current"], row["is_kept"]) for row in loads] == [
        ("000001", "load", "d", False, True),
        ("000002", "load", "d", True, True),
    ]
    assert loads[0]["retracted"] == 0 < loads[1]["retracted"]
    assert "2 " in run("log", "--format", "table", store=store).stdout


def test_rollback_goes_back_and_says_how_to_go_forward(store: Path) -> None:
    done = run("rollback", "--format", "json", store=store)
    assert json.loads(done.stdout) == [{"snapshot": "000001", "before": "000002"}]
    assert done.stderr.splitlines()[0].startswith("Note: Undone: the load 000002 of ")
    assert done.stderr.splitlines()[-1] == f"Note: Undo this with: accord rollback 000002 --store '{store}'"
    assert partners(store) == ["lt"]
    assert run("rollback", "2", store=store).returncode == 0
    assert partners(store) == ["pl"]


def test_rollback_beyond_the_first_is_1(store: Path) -> None:
    run("rollback", store=store)
    done = run("rollback", store=store)
    assert (done.returncode, done.stdout) == (1, "")
    assert "There is no snapshot before 000001 to go back to." in done.stderr


def test_check_finds_nothing_in_a_whole_store(store: Path) -> None:
    done = run("check", "--format", "json", store=store)
    assert (done.returncode, json.loads(done.stdout)) == (0, [])
    assert "all are as they were written" in done.stderr


def test_check_names_what_is_damaged_and_rebuild_mends_it(store: Path) -> None:
    damaged = store / "snapshots" / "000002" / "names.sqlite"
    flip(damaged)
    done = run("check", "--format", "json", store=store)
    assert done.returncode == 3
    assert [(row["file"], row["state"]) for row in json.loads(done.stdout)] == [(str(damaged), "damaged")]
    assert f"accord rebuild --store '{store}'" in done.stderr
    done = run("who", "ua", store=store)
    assert (done.returncode, done.stdout) == (3, "")
    assert f"accord check --store '{store}'" in done.stderr
    assert rows("rebuild", store=store) == [{"snapshot": "000003", "base": "000002"}]
    assert partners(store) == ["pl"]


def test_rebuild_from_a_damaged_log_is_3_and_tells_what_would_be_lost(store: Path) -> None:
    flip(store / "log" / "000002" / "statements.parquet")
    done = run("rebuild", store=store)
    assert (done.returncode, done.stdout) == (3, "")
    lines = done.stderr.splitlines()
    assert lines[0] == "Error: The log of the snapshot 000002 is damaged."
    assert lines[1] == f"Go on from that of 000001: accord rebuild 000001 --store '{store}'"
    assert lines[2].startswith("That loses the load 000002 of ")
    done = run("rebuild", "1", store=store)
    assert done.returncode == 0
    assert done.stderr.startswith("Note: Not in it: the load 000002 of ")
    assert partners(store) == ["lt"]


def test_backup_and_restore(store: Path, tmp_path: Path) -> None:
    [kept] = rows("backup", str(tmp_path / "kept.tar"), store=store)
    assert (kept["snapshot"], kept["bytes"]) == ("000002", (tmp_path / "kept.tar").stat().st_size)
    again = tmp_path / "again"
    assert rows("restore", str(tmp_path / "kept.tar"), store=again)[0]["snapshot"] == "000003"
    assert partners(again) == ["pl"]
    assert [row["action"] for row in rows("log", store=again)] == ["load", "load", "restore"]
    assert run("check", store=again).returncode == 0


@pytest.mark.parametrize(
    ("command", "code", "words"),
    [
        pytest.param(["backup", "kept.tar"], 1, "kept.tar exists", id="exists"),
        pytest.param(["backup", "no/folder.tar"], 1, "cannot be written", id="no folder"),
        pytest.param(["backup", ""], 2, "the path is empty", id="empty path"),
        pytest.param(["restore", "none.tar", "--store", "new"], 1, "cannot be read", id="no file"),
        pytest.param(["restore", "kept.tar", "--store", "new"], 1, "no whole backup", id="no backup"),
        pytest.param(["restore", "kept.tar"], 1, "holds something already", id="not empty"),
        pytest.param(["rollback", "7"], 1, "There is no snapshot '7'", id="unknown"),
        pytest.param(["rebuild", "\u202e7"], 1, r"There is no snapshot '\u202e7'", id="odd name"),
        pytest.param(["log", "--store", "new"], 3, "There is no graph in new", id="no store to tell of"),
        pytest.param(["check", "--store", "new"], 3, "There is no store in new", id="no store to look through"),
        pytest.param(["backup", "new.tar", "--store", "new"], 3, "There is no graph in new", id="no store to keep"),
        pytest.param(["rebuild", "--store", "new"], 3, "There is no graph in new", id="no store to rebuild"),
        pytest.param(["rollback", "--store", "new"], 3, "There is no graph in new", id="no store to go back in"),
    ],
)
def test_what_cannot_be_done_is_told(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str], code: int, words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kept.tar").write_text("mine")
    done = run(*command) if "--store" in command else run(*command, store=store)
    assert (done.returncode, done.stdout) == (code, "")
    assert words in done.stderr
    assert names_in(tmp_path) == ["kept.tar", "my store"]
    assert (tmp_path / "kept.tar").read_text() == "mine"


def test_asking_imports_nothing_that_keeping_needs(store: Path) -> None:
    program = (
        "import sys\n"
        "from accordgraph.cli import run\n"
        f"code = run(['who', 'ua', '--store', {str(store)!r}])\n"
        "heavy = {'polars', 'tarfile', 'filelock', 'accordgraph.graph.store.backup'}\n"
        "print(code, sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.stderr.splitlines()[-1] == "0 []"
