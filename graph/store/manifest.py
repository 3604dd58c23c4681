"""The manifest of a folder: what it should hold, with a checksum of each file and one of the manifest itself."""

from __future__ import annotations

import hashlib
import json
import shlex
from collections.abc import Callable, Iterable, Iterator, Mapping
from io import BufferedReader
from pathlib import Path
from typing import Any, NamedTuple, NotRequired, TypedDict

import xxhash

from accordgraph.graph import regular_file
from accordgraph.graph.errors import StoreError
from accordgraph.graph.store import stamps
from accordgraph.version import __version__

NAME = "manifest.json"

FORMAT = 3
"""Version of the layout of a store. Before 3 there were no checksums and no history."""


CHUNK = 1 << 20
"""Bytes that are read at a time."""

READ_ALWAYS = 16 << 20
"""Bytes of a file that is read at every opening, in some 3 ms. Larger ones are read where their stamp has changed."""


class Sum(TypedDict):
    """What a file was when it was written: its bytes, and their SHA-256 and XXH3 (64 bits) in hex digits.

    The first says that a backup or a whole store is as it was, the second, ten times as fast, is for every opening.
    """

    size: int
    sha256: str
    xxh3: NotRequired[str]


class Damage(NamedTuple):
    """A file that is not as it was written: `state` is damaged, missing or foreign, and `says` tells it in words."""

    file: Path
    state: str
    says: str


# ---------------------------------------------------------------- write
def write(folder: Path, content: Mapping[str, Any]) -> dict[str, Any]:
    """Write the manifest of a folder in which all other files are finished, and give it.

    `format`, `accordgraph` (its version) and `files` are added, and the seal: `sha256` over all else.
    """
    whole = sealed({"format": FORMAT, "accordgraph": __version__, **content, "files": sums(folder)})
    (folder / NAME).write_text(json.dumps(whole, indent=1) + "\n", encoding="utf-8")
    stamps.write(folder, (name for name, sum_ in whole["files"].items() if sum_["size"] > READ_ALWAYS))
    return whole


def sums(folder: Path) -> dict[str, Sum]:
    """Size and checksums of every file below a folder, by its path in it; the manifest and the stamps are left out."""
    ours = {folder / NAME, folder / stamps.FILE}
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path not in ours)
    return {path.relative_to(folder).as_posix(): sum_of(path) for path in files}


def sum_of(path: Path) -> Sum:
    """Size and checksums of a file."""
    sha256, xxh3 = hashlib.sha256(), xxhash.xxh3_64()
    with regular_file.open_binary(path) as file:
        for chunk in _chunks(file):
            sha256.update(chunk)
            xxh3.update(chunk)
        return {"size": file.tell(), "sha256": sha256.hexdigest(), "xxh3": xxh3.hexdigest()}


def _chunks(file: BufferedReader) -> Iterator[memoryview]:
    """The bytes of a file, in one buffer that is filled again and again."""
    buffer = memoryview(bytearray(CHUNK))
    while count := file.readinto(buffer):
        yield buffer[:count]


def sealed(content: Mapping[str, Any]) -> dict[str, Any]:
    """What a manifest says, with its seal."""
    return {**content, "sha256": _seal(content)}


def _seal(content: Mapping[str, Any]) -> str:
    rest = {key: value for key, value in content.items() if key != "sha256"}
    return hashlib.sha256(json.dumps(rest, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


# ---------------------------------------------------------------- read
def read(folder: Path) -> dict[str, Any]:
    """The manifest of a folder of a store, of this format or an older one.

    Raises StoreError where it is missing or damaged, or was written by a later version of accordgraph.
    """
    path, store = folder / NAME, folder.parent.parent
    try:
        content = parse(regular_file.read_bytes(path))
    except (OSError, ValueError) as error:
        reason = (isinstance(error, OSError) and error.strerror) or error
        raise StoreError(f"{path} is damaged: {reason}.", mend(store)) from error
    refuse_newer(content, f"The store {store}")
    return content


def parse(text: bytes) -> dict[str, Any]:
    """What a manifest says. Raises ValueError where it is none, or not as it was written."""
    try:
        content = json.loads(text)
    except RecursionError as error:
        raise ValueError("it is no manifest") from error
    if not isinstance(content, dict) or not isinstance(content.get("format"), int):
        raise ValueError("it is no manifest")
    if content["format"] >= FORMAT and content.get("sha256") != _seal(content):
        raise ValueError("its checksum is not right")
    return content


def refuse_newer_in(folders: Iterable[Path], what: str) -> None:
    """Raise StoreError where a later version of accordgraph wrote one of these folders; damage is passed over."""
    for folder in folders:
        try:
            content = parse(regular_file.read_bytes(folder / NAME))
        except (OSError, ValueError):
            continue
        refuse_newer(content, what)


def refuse_newer(content: Mapping[str, Any], what: str) -> None:
    """Raise StoreError where a later version of accordgraph wrote this."""
    if content["format"] > FORMAT:
        version = content.get("accordgraph", "a later version")
        message = f"{what} is of format {content['format']}, and this version of accordgraph reads {FORMAT}."
        raise StoreError(message, f"Use accordgraph {version}, which wrote it, or a later one. Nothing was changed.")


def same_sha256(folder: Path, name: str, recorded: Sum) -> bool:
    """Whether all bytes of a file are as they were written."""
    return sum_of(folder / name)["sha256"] == recorded["sha256"]


def same_size(folder: Path, name: str, recorded: Sum) -> bool:
    """Whether a file is there, of the size that it had."""
    return (folder / name).stat().st_size == recorded["size"]


def same_at_opening(folder: Path, name: str, recorded: Sum) -> bool:
    """Whether the bytes of a file are as they were written: all are read, unless a large file was not touched since."""
    if "xxh3" not in recorded:
        return same_sha256(folder, name, recorded)
    if recorded["size"] > READ_ALWAYS and stamps.is_untouched(folder, name):
        return True
    digest = xxhash.xxh3_64()
    with regular_file.open_binary(folder / name) as file:
        for chunk in _chunks(file):
            digest.update(chunk)
    return digest.hexdigest() == recorded["xxh3"]


def flaws(
    folder: Path, files: Mapping[str, Sum], is_same: Callable[[Path, str, Sum], bool] = same_sha256
) -> Iterator[Damage]:
    """Files that are gone, of another size than the manifest has, or by `is_same` of other bytes."""
    for name, recorded in files.items():
        path = folder / name
        try:
            size = path.stat().st_size
            whole = size == recorded["size"] and is_same(folder, name, recorded)
        except (FileNotFoundError, NotADirectoryError):
            yield Damage(path, "missing", "is missing")
        except OSError as error:
            yield Damage(path, "damaged", f"cannot be read: {error.strerror}")
        else:
            if not whole:
                yield Damage(path, "damaged", _difference(size, recorded["size"]))


def _difference(size: int, recorded: int) -> str:
    if size == recorded:
        return "has other bytes than when it was written"
    return f"has {size:,} bytes, and had {recorded:,} when it was written"


def strangers(folder: Path, files: Iterable[str]) -> Iterator[Damage]:
    """Files below a folder of which its manifest knows nothing."""
    known = {folder / name for name in (*files, NAME, stamps.FILE)}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path not in known:
            yield Damage(path, "foreign", "was not written by accordgraph; it does no harm")


# ---------------------------------------------------------------- remedies
def at(store: Path) -> str:
    """The option that names a store, for a remedy that can be copied; nothing for the default one."""
    return "" if str(store) == "accord-store" else f" --store {shlex.quote(str(store))}"


def mend(store: Path) -> str:
    """The remedy for a store that is damaged."""
    return f"See what is damaged: accord check{at(store)}\nMake it again from its statements: accord rebuild{at(store)}"
