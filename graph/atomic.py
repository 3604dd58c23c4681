"""The one way to write a file whole or not at all: beside its place, and moved there when it is done."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def beside(target: Path, ending: str = "part") -> Path:
    """A hidden name in the same folder, of this process alone, from which a file can be moved to the target."""
    return target.with_name(f".{target.name}.{os.getpid()}.{ending}")


@contextmanager
def replacing(path: Path, *, durable: bool = False) -> Iterator[Path]:
    """A path to write a file to; it replaces `path` when the block ends well, and else is gone.

    With `durable`, content and name are on the disk before this ends. Raises OSError where the place cannot be written.
    """
    target = path.resolve()
    part = beside(target)
    try:
        yield part
        if durable:
            sync(part)
        part.replace(target)
        if durable:
            sync(target.parent)
    finally:
        part.unlink(missing_ok=True)


def replace(path: Path, content: bytes, *, durable: bool = False) -> None:
    """Replace a file atomically: whoever reads it sees the old content or the new one. Raises OSError."""
    with replacing(path, durable=durable) as part:
        part.write_bytes(content)


def sync(path: Path) -> None:
    """Bring a file to the disk, or the entries of a folder. Windows does the latter by itself."""
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
