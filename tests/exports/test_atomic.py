"""Where exports go: whole or not at all, and nothing of others is touched."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from worlds.exporting import exported

from accordgraph.exports.atomic import whole_file, whole_folder
from accordgraph.exports.formats import STANDARD_OUTPUT, export
from accordgraph.exports.request import FORMS, ExportRequest
from accordgraph.exports.table_folder import is_export
from accordgraph.graph.errors import InputError, StoreError, UsageError
from accordgraph.graph.store.store import Store


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("stop", [ValueError, KeyboardInterrupt])
def test_an_export_that_is_cut_off_leaves_the_old_file(tmp_path: Path, stop: type[BaseException]) -> None:
    target = tmp_path / "graph.nq"
    target.write_bytes(b"old")
    with pytest.raises(stop), whole_file(target) as file:
        file.write(b"half")
        raise stop
    assert (names(tmp_path), target.read_bytes()) == (["graph.nq"], b"old")


@pytest.mark.parametrize("stop", [ValueError, KeyboardInterrupt])
def test_an_export_that_is_cut_off_leaves_the_old_folder(
    small: Store, tmp_path: Path, stop: type[BaseException]
) -> None:
    target = exported(small, "csv", tmp_path)
    before = (target / "actors.csv").read_bytes()
    with pytest.raises(stop), whole_folder(target, is_export) as folder:
        (folder / "actors.csv").write_bytes(b"half")
        raise stop
    assert (names(tmp_path), (target / "actors.csv").read_bytes()) == (["csv"], before)


SIGN = {"panel": b"Eurojust", "xlsx": b"eurojust"}
"""What only the new export has."""


def content(form: str, path: Path) -> bytes:
    if form == "xlsx":
        with zipfile.ZipFile(path) as archive:
            return b"".join(archive.read(name) for name in archive.namelist())
    if form == "panel":
        return (path / "panel.csv").read_bytes()
    return (path / "README.md" if path.is_dir() else path).read_bytes()


@pytest.mark.parametrize("form", FORMS)
def test_an_export_replaces_the_one_before(small: Store, bundled_store: Path, tmp_path: Path, form: str) -> None:
    path = exported(small, form, tmp_path)
    before = names(tmp_path)
    assert exported(Store(bundled_store), form, tmp_path) == path
    assert names(tmp_path) == before
    assert SIGN.get(form, b"| 45 |" if path.is_dir() else b"eurojust") in content(form, path)


def test_an_empty_folder_is_filled(small: Store, tmp_path: Path) -> None:
    (tmp_path / "csv").mkdir()
    assert is_export(exported(small, "csv", tmp_path))


@pytest.mark.parametrize("with_export", [True, False])
def test_a_folder_with_other_files_is_left_alone(small: Store, tmp_path: Path, with_export: bool) -> None:
    target = exported(small, "csv", tmp_path) if with_export else tmp_path / "csv"
    target.mkdir(exist_ok=True)
    (target / "my-notes.txt").write_text("mine", encoding="utf-8")
    before = names(target)
    with pytest.raises(InputError, match="no export has written"):
        exported(small, "csv", tmp_path)
    assert (names(target), (target / "my-notes.txt").read_text(encoding="utf-8")) == (before, "mine")
    assert names(tmp_path) == ["csv"]


def test_the_folder_of_a_store_is_no_export(small: Store) -> None:
    with pytest.raises(InputError, match="no export has written"):
        export(small.snapshot(), ExportRequest("csv"), small.path)
    assert small.snapshot().manifest["statements"] == small.standing().height


@pytest.mark.parametrize("place", [".", ".."])
def test_the_folder_one_is_in_is_not_replaced(
    small: Store, tmp_path: Path, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in").mkdir()
    monkeypatch.chdir(tmp_path / "in")
    with pytest.raises(InputError, match="the folder that you are in"):
        export(small.snapshot(), ExportRequest("csv"), Path(place))


@pytest.mark.parametrize(
    ("form", "place", "why"),
    [
        ("nquads", "no/graph.nq", "No such file"),
        ("csv", "no/tables", "No such file"),
        ("turtle", "folder", "is a folder"),
        ("csv", "file", "is a file"),
    ],
)
def test_a_place_that_cannot_be_written_is_told(small: Store, tmp_path: Path, form: str, place: str, why: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(InputError, match=why) as caught:
        export(small.snapshot(), ExportRequest(form), tmp_path / place)
    assert caught.value.remedy is not None
    assert names(tmp_path) == ["file", "folder"]


def test_a_link_to_a_file_stays_a_link(small: Store, tmp_path: Path) -> None:
    (tmp_path / "real.nq").write_bytes(b"old")
    (tmp_path / "graph.nq").symlink_to("real.nq")
    exported(small, "nquads", tmp_path)
    assert (tmp_path / "graph.nq").is_symlink()
    assert (tmp_path / "real.nq").stat().st_size > 100


@pytest.mark.skipif(os.name == "nt", reason="Windows has no named pipes in folders")
def test_a_pipe_is_written_to_as_it_stands(small: Store, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = subprocess.Popen(
        [sys.executable, "-c", "import sys; print(len(open(sys.argv[1], 'rb').read()))", str(pipe)],
        stdout=subprocess.PIPE,
        text=True,
    )
    export(small.snapshot(), ExportRequest("nquads"), pipe)
    out, _ = reader.communicate(timeout=60)
    assert int(out) == exported(small, "nquads", tmp_path).stat().st_size
    assert pipe.is_fifo()


@pytest.mark.parametrize(
    "wished",
    [
        {"form": "csv", "aligned": True},
        {"form": "turtle", "graph": "https://example.org/g"},
        {"form": "nquads", "graph": "g"},
        {"form": "nquads", "graph": "https://example.org/a> ."},
        {"form": "nquads", "graph": "https://example.org/a\n"},
        {"form": "nquads", "graph": ""},
    ],
)
def test_what_does_not_go_together_is_refused(wished: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        ExportRequest(**wished)  # type: ignore[arg-type]


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_folder_has_no_standard_output(small: Store, form: str) -> None:
    with pytest.raises(UsageError, match="folder"):
        export(small.snapshot(), ExportRequest(form), STANDARD_OUTPUT)


def test_a_table_that_is_gone_is_a_fault_of_the_store(
    small: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied = tmp_path / "store"
    subprocess.run(["cp", "-r", str(small.path), str(copied)], check=True)
    snapshot = Store(copied).snapshot()
    (snapshot.table_folder / "evidence.parquet").unlink()
    with pytest.raises(StoreError, match="cannot be read"):
        export(snapshot, ExportRequest("nquads"), tmp_path / "graph.nq")
    assert names(tmp_path) == ["store"]
