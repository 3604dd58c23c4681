from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from accordgraph.exports.table_folder import is_export
from accordgraph.graph import regular_file
from accordgraph.graph.errors import AccordError, InputError
from accordgraph.graph.servers import configuration
from accordgraph.graph.store import backup, history, manifest, pointer
from accordgraph.graph.store.store import Store
from accordgraph.loaders.loading import load

pytestmark = [
    pytest.mark.skipif(os.name == "nt", reason="Windows has no named pipes in folders"),
    pytest.mark.timeout(60),  # whoever opens a named pipe waits for ever
]


def pipe(path: Path) -> Path:
    """A named pipe that nobody writes to."""
    path.parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(path)
    return path


def test_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"a\r\nb")
    (tmp_path / "link").symlink_to("a")
    assert regular_file.read_bytes(tmp_path / "link") == b"a\r\nb"


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "socket"))
        for path in (pipe(tmp_path / "pipe"), tmp_path / "socket", Path(os.devnull)):
            with pytest.raises(OSError, match="not a regular file"):
                regular_file.read_bytes(path)
    with pytest.raises(IsADirectoryError):
        regular_file.read_bytes(tmp_path)
    with pytest.raises(FileNotFoundError):
        regular_file.read_bytes(tmp_path / "missing")


@pytest.mark.parametrize("name", ["a", "a.yaml", "a.nq", "a.jsonld", "a.trig", "a.gz"])
def test_a_pipe_is_loaded_under_no_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(AccordError):
        load(Store(tmp_path / "store"), [pipe(tmp_path / name)])
    assert Store(tmp_path / "store").current_name() is None


def test_a_pipe_in_a_folder_of_dossiers_is_refused(tmp_path: Path) -> None:
    pipe(tmp_path / "dossiers" / "a.yaml")
    with pytest.raises(AccordError, match="not a regular file"):
        load(Store(tmp_path / "store"), [tmp_path / "dossiers"])


def test_a_pipe_is_no_backup(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not a regular file"):
        backup.read(pipe(tmp_path / "a.tar"))


def test_pipes_in_a_store_are_damage(tmp_path: Path) -> None:
    pipe(tmp_path / pointer.FILE)
    with pytest.raises(AccordError, match="not a regular file"):
        Store(tmp_path).snapshot()
    assert history.read(pipe(tmp_path / "history.jsonl")) == []
    with pytest.raises(AccordError, match="not a regular file"):
        manifest.read(pipe(tmp_path / "log" / "000001" / manifest.NAME).parent)


def test_a_pipe_is_no_configuration_and_no_export(tmp_path: Path) -> None:
    pipe(tmp_path / configuration.FILE)
    assert configuration.names(tmp_path / "accord-store") == []
    pipe(tmp_path / "tables" / "datapackage.json")
    assert not is_export(tmp_path / "tables")
