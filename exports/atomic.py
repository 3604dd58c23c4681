"""Files and folders that come to be whole or not at all: written beside, and moved when done."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from accordgraph.graph import atomic
from accordgraph.graph.errors import InputError


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write to. It replaces what bears its name when the block ends well; else nothing has changed.

    What is no regular file, such as a pipe, is written to as it stands. Raises InputError where the place cannot be
    written.
    """
    target = path.resolve()
    if target.is_dir():
        raise InputError(f"{path} is a folder.", "Name a file with -o.")
    if target.exists() and not target.is_file():
        with target.open("wb") as file:
            yield file
        return
    try:
        with atomic.replacing(target) as part, part.open("wb") as file:
            yield file
    except OSError as error:
        raise _refused(path, error) from error


@contextmanager
def whole_folder(path: Path, is_ours: Callable[[Path], bool]) -> Iterator[Path]:
    """A new folder to write to. It replaces an empty one, or one that is ours, when the block ends well.

    Raises InputError where something else has the name, or where the place cannot be written.
    """
    target = path.resolve()
    _check_free(path, target, is_ours)
    beside, before = atomic.beside(target), atomic.beside(target, "old")
    try:
        beside.mkdir()
        yield beside
        if target.exists():
            target.rename(before)
        beside.rename(target)
    except OSError as error:
        raise _refused(path, error) from error
    finally:
        if before.exists() and not target.exists():
            before.rename(target)
        for folder in (beside, before):
            shutil.rmtree(folder, ignore_errors=True)


def _check_free(path: Path, target: Path, is_ours: Callable[[Path], bool]) -> None:
    here = Path.cwd()
    if target == here or target in here.parents:
        raise InputError(f"{path} is the folder that you are in.", "Name a folder of its own with -o, to be made.")
    if target.exists() and not target.is_dir():
        raise InputError(f"{path} is a file, and this form is a folder of files.", "Name a folder with -o, to be made.")
    if target.exists() and any(target.iterdir()) and not is_ours(target):
        remedy = "Nothing was written. Name another folder with -o, or move what is in this one."
        raise InputError(f"The folder {path} holds files that no export has written.", remedy)


def _refused(path: Path, error: OSError) -> InputError:
    remedy = "Name a place that you may write to with -o; the folder that it is in must exist."
    return InputError(f"{path} cannot be written: {error.strerror or error}.", remedy)
