"""A disk that is full, and one that can only be read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from programs.read_only_fs import ACCORD, require_mounts, run_in_namespace
from worlds.small_store import write_dossier

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows mounts nothing in a namespace")

KILOBYTES_FREE = (0, 16, 40, 200, 1000, 1700)
"""A small snapshot takes 2,000: with these the disk is full at the lock, the log, the tables, each of the engines."""

FULL = """
mount -t tmpfs -o size=16m none room
{accord} load lt.yaml --store room/store >/dev/null || exit 99
free=$(df -k --output=avail room | tail -1)
head -c $(( (free - {free}) * 1024 )) /dev/zero >room/filler
{accord} load pl.yaml --store room/store 2>said >/dev/null; echo $?
{accord} who ua --store room/store --format csv | tail -n +2 | cut -d , -f 3
{accord} who ua --store room/store --engine oxigraph --format csv | tail -n +2 | cut -d , -f 3
{accord} check --store room/store --format csv 2>/dev/null; echo $?
rm room/filler
{accord} load pl.yaml --store room/store >/dev/null; echo $?
{accord} who ua --store room/store --format csv | tail -n +2 | cut -d , -f 3
ls room/store/snapshots
"""


@pytest.mark.parametrize("free", KILOBYTES_FREE)
def test_a_full_disk_leaves_the_store_as_it_was(long_run: None, tmp_path: Path, free: int) -> None:
    require_mounts()
    (tmp_path / "room").mkdir()
    for actor in ("lt", "pl"):
        write_dossier(tmp_path, actor)
    done = run_in_namespace(FULL.format(free=free, accord=ACCORD), tmp_path)
    lines = done.stdout.splitlines()
    assert lines[0] == "3", done.stdout + done.stderr
    assert (tmp_path / "said").read_text().splitlines() == [
        "Error: There is no room left on the disk for the store room/store.",
        "Make room and do it again. What was in the store before is as it was.",
    ]
    assert lines[1:5] == ["lt", "lt", "file,state,says", "0"]
    assert lines[5:] == ["0", "pl", "000001", "000002"]


READ_ONLY = """
{accord} load lt.yaml --store store >/dev/null || exit 99
mount --bind store store && mount -o remount,bind,ro store
{accord} load pl.yaml --store store; echo $?
{accord} rebuild --store store; echo $?
{accord} who ua --store store --format csv | tail -n +2 | cut -d , -f 3
{accord} who ua --store store --engine oxigraph --format csv | tail -n +2 | cut -d , -f 3
{accord} status --store store --format csv | cut -d , -f 1
{accord} log --store store --format csv | cut -d , -f 1
{accord} check --store store --format csv; echo $?
{accord} backup kept.tar --store store >/dev/null; echo $?
"""


def test_a_store_that_can_only_be_read_answers_and_is_not_written(tmp_path: Path) -> None:
    require_mounts()
    for actor in ("lt", "pl"):
        write_dossier(tmp_path, actor)
    done = run_in_namespace(READ_ONLY.format(accord=ACCORD), tmp_path)
    assert done.stdout.splitlines() == [
        *("3", "3", "lt", "lt", "snapshot", "000001", "snapshot", "000001", "file,state,says", "0", "0")
    ], done.stderr
    assert done.stderr.count("The store store cannot be written: Read-only file system.") == 2
    assert (tmp_path / "kept.tar").stat().st_size > 1000


BACKUP = """
mount -t tmpfs -o size=4k none room
{accord} load lt.yaml --store store >/dev/null || exit 99
{accord} backup room/kept.tar --store store; echo $?
ls -A room
"""


def test_a_backup_for_which_there_is_no_room_leaves_nothing(tmp_path: Path) -> None:
    require_mounts()
    (tmp_path / "room").mkdir()
    write_dossier(tmp_path, "lt")
    done = run_in_namespace(BACKUP.format(accord=ACCORD), tmp_path)
    assert done.stdout.splitlines() == ["1"], done.stderr
    assert "cannot be written: No space left on device." in done.stderr
