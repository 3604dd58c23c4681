"""Bringing files and folders to the disk, so that neither a crash nor a power cut takes back what was promised."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from accordgraph.graph import atomic
from accordgraph.graph.atomic import sync as sync
from accordgraph.graph.errors import AccordError, EngineError, StoreError

REMOVING = "removing-"
"""Prefix of a folder that is being deleted."""

NO_ROOM = ("no space left", "disk is full", "disk quota", "file too large", "not enough space")
"""What libraries write that pass on the text of the error and not its number, in small letters."""

NEXT_TO_NOTHING = 1 << 20
"""Bytes. An engine that fails on a disk with less fails for that reason: Ladybug reports unreadable pages."""

SYNCED_AT_ONCE = 16
"""File systems with a journal bring many files to the disk in one go, if asked for them at once."""


def sync_tree(folder: Path) -> None:
    """Bring a folder to the disk with all that is below it, files before the folders that name them."""
    from concurrent.futures import ThreadPoolExecutor

    below = sorted(folder.rglob("*"), reverse=True)
    with ThreadPoolExecutor(SYNCED_AT_ONCE) as pool:
        list(pool.map(sync, (path for path in below if path.is_file())))
    for path in below:
        if path.is_dir():
            sync(path)
    sync(folder)


def replace_text(path: Path, text: str) -> None:
    """Replace a small file atomically, and durably."""
    atomic.replace(path, text.encode(), durable=True)


def remove(folder: Path) -> None:
    """Take a folder away: under another name first, so that nobody takes half of it for the whole.

    Where that fails, as on Windows while somebody reads in it, it stays for the next time.
    """
    leaving = folder
    if not folder.name.startswith(REMOVING):
        leaving = folder.with_name(REMOVING + folder.name)
        try:
            folder.rename(leaving)
        except OSError:
            return
    import shutil  # it brings compression, which a question would pay for

    shutil.rmtree(leaving, ignore_errors=True)


@contextmanager
def writing(store: Path) -> Iterator[None]:
    """Turn what goes wrong while a store is written into a StoreError that says what to do about it."""
    import polars as pl

    try:
        yield
    except (OSError, sqlite3.Error, pl.exceptions.PolarsError, EngineError) as error:
        translated = _translated(store, error)
        if translated is error:
            raise
        raise translated from error


def _translated(store: Path, error: Exception) -> AccordError:
    import shutil

    if _is_full(error) or (isinstance(error, EngineError) and shutil.disk_usage(store).free < NEXT_TO_NOTHING):
        remedy = "Make room and do it again. What was in the store before is as it was."
        return StoreError(f"There is no room left on the disk for the store {store}.", remedy)
    if isinstance(error, AccordError):
        return error
    reason = (isinstance(error, OSError) and error.strerror) or error
    remedy = "Choose a folder that you may write to, with --store. What was in the store before is as it was."
    return StoreError(f"The store {store} cannot be written: {reason}.", remedy)


def _is_full(error: BaseException) -> bool:
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return True
    return any(words in str(error).lower() for words in NO_ROOM)
