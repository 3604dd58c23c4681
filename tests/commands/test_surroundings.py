"""What surrounds a program: signals, memory, letters, settings. None of them ends it with a traceback."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from programs.running import run
from worlds.small_store import batch, write_dossier

from accordgraph.commands.shared.surroundings import explained
from accordgraph.graph.errors import StoreError
from accordgraph.graph.store.own_files import store_of
from accordgraph.graph.store.store import Store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("surroundings") / "store"
    Store(path).load([batch("ee")])
    return path


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# ---------------------------------------------------------------- a store's own files
@pytest.mark.parametrize(
    "command",
    [
        "draw --as html -o {}/current",
        "draw --as svg -o {}/snapshots/000001/manifest.json",
        "export --as turtle -o {}/log/000001/statements.parquet",
        "export --as csv -o {}",
        "export --as csv -o {}/log",
        "backup {}/lock --force",
        "who ua -o {}/snapshots/ua.md",
        "chart years -o {}/writer.json",
    ],
)
def test_nothing_is_written_over_a_file_of_a_store(store: Path, command: str) -> None:
    before = content(store)
    done = run(*command.format(store).split(), store=store)
    assert done.returncode == 2
    assert f"belongs to the store {store}" in done.stderr
    assert content(store) == before


def test_over_a_link_neither(store: Path, tmp_path: Path) -> None:
    (tmp_path / "picture.html").symlink_to(store / "current")
    assert run("draw", "-o", str(tmp_path / "picture.html"), store=store).returncode == 2
    assert store_of(tmp_path / "picture.html") == store


def test_beside_them_there_is_room(store: Path, tmp_path: Path) -> None:
    assert store_of(store / "answer.md") is None
    assert store_of(tmp_path / "current") is None
    assert store_of(tmp_path / "log" / "x") is None


@pytest.mark.parametrize("name", ["writer.json", "lock", "current"])
def test_a_link_among_them_is_not_written_through(tmp_path: Path, name: str) -> None:
    folder, precious = tmp_path / "store", tmp_path / "precious"
    Store(folder).load([batch("ee")])
    precious.write_bytes((folder / name).read_bytes() if (folder / name).exists() else b"precious")
    before = precious.read_bytes()
    (folder / name).unlink(missing_ok=True)
    (folder / name).symlink_to(precious)
    with pytest.raises(StoreError, match="is a link to"):
        Store(folder).load([batch("lv")])
    assert precious.read_bytes() == before


# ---------------------------------------------------------------- signals
@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_it_without_a_traceback_and_nothing_is_left(tmp_path: Path, number: signal.Signals) -> None:
    assert run("load", str(write_dossier(tmp_path, "ee")), store=tmp_path / "store").returncode == 0
    before = content(tmp_path / "store")
    dossier = write_dossier(tmp_path, "pl")
    command = [sys.executable, "-m", "accordgraph", "load", str(dossier), "--store", str(tmp_path / "store"), "-v"]

    def heed() -> None:
        """Whoever runs the tests may have told them to ignore it, as nohup does."""
        signal.signal(number, signal.SIG_DFL)

    pipe = subprocess.PIPE
    child = subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, preexec_fn=heed)
    while not list((tmp_path / "store").glob("*/building-*")) and child.poll() is None:
        time.sleep(0.005)
    child.send_signal(number)
    _, said = child.communicate(timeout=60)
    assert child.returncode == (130 if number == signal.SIGINT else 128 + number)
    assert "Traceback" not in said
    assert content(tmp_path / "store") == before


# ---------------------------------------------------------------- letters, threads, memory
def run_in(environment: dict[str, str], *arguments: str, limit: Callable[[], None] | None = None) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "accordgraph", *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        preexec_fn=limit,
        check=False,
    )
    return done.returncode, done.stderr


@pytest.mark.parametrize("encoding", ["latin-1", "iso-8859-2", "cp1252", "iso-8859-15"])
def test_letters_that_the_output_has_not_are_an_error_with_a_remedy(store: Path, encoding: str) -> None:
    arguments = ("who", "ua", "--lang", "uk", "--format", "text", "--store", str(store))
    code, said = run_in({"PYTHONIOENCODING": encoding}, *arguments)
    assert (code, "Traceback" in said, "Set PYTHONIOENCODING=utf-8" in said) == (1, False, True)


@pytest.mark.parametrize("threads", ["0", "00", " 0 "])
def test_no_threads_are_wrong_usage(monkeypatch: pytest.MonkeyPatch, threads: str) -> None:
    monkeypatch.setenv("POLARS_MAX_THREADS", threads)
    done = run("vocabulary")
    assert done.returncode == 2 and "Set it to a whole number from 1" in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="addresses are bounded on Linux")
def test_too_few_addresses_are_no_damage(store: Path) -> None:
    def bounded() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))

    code, said = run_in({}, "who", "ua", "--store", str(store), limit=bounded)
    assert code == 3 and "ulimit" in said and "rebuild" not in said and "Traceback" not in said
    code, said = run_in({}, "who", "ua", "--store", str(store), "--engine", "oxigraph", limit=bounded)
    assert code == 0, said


@pytest.mark.skipif(sys.platform != "linux", reason="addresses are bounded on Linux")
@pytest.mark.parametrize("words", [["load", "mine.yaml"], ["demo"], ["rebuild"], ["unload", "mine"]])
def test_no_graph_is_built_where_libraries_would_end_the_program(store: Path, words: list[str]) -> None:
    def bounded() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (600 << 20, 600 << 20))

    (store.parent / "mine.yaml").write_text("dossier: mine\nrecorded: 2026-01-01\n")
    paths = [str(store.parent / word) if word.endswith(".yaml") else word for word in words]
    code, said = run_in({}, *paths, "--store", str(store), limit=bounded)
    assert code == 3 and "Allow more: ulimit -v unlimited. Nothing was written." in said, said


def test_what_the_surroundings_are_to_blame_for() -> None:
    panic = type("PanicException", (BaseException,), {})
    assert "ulimit" in str(explained(MemoryError()))
    assert "ulimit" in str(explained(panic("memory allocation failed")))
    assert "given up: odd" in str(explained(panic("odd")))
    assert "has no '\\u0457'" in str(explained(UnicodeEncodeError("ascii", "ї", 0, 1, "no")))
    assert explained(ValueError("ours")) is None
