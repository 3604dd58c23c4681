"""A backup: the log of a store in one file, from which the store can be made again, on any machine.

The file is a tar archive of the log's folder, not compressed, because Parquet is already. So it holds what it says, no
file in it can grow on the way out, and the same log gives the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from accordgraph.graph import atomic, regular_file
from accordgraph.graph.errors import InputError, StoreError
from accordgraph.graph.ids import ID
from accordgraph.graph.parquet_size import unpacked_bytes
from accordgraph.graph.store import disk, history, lock, log_files, manifest, pointer
from accordgraph.graph.store.history import Load
from accordgraph.graph.store.paths import PARTS
from accordgraph.graph.store.pointer import NOTHING, NUMBER
from accordgraph.graph.store.store import Report, SnapshotOrigin, Store, silent

if TYPE_CHECKING:
    import polars as pl

    from accordgraph.graph.statements.log import Log

PREFIX = "accordgraph-backup/"
FILES = (manifest.NAME, *sorted((*log_files.NEEDED, history.FILE)))
"""What a backup holds, in this order: the manifest is read first and says what the rest must be."""

MOST_MANIFEST_BYTES = 1 << 20
MOST_MEMBER_BYTES = 1_000_000_000
"""Of a table in a backup; a million statements have 100 MB."""

MOST_UNPACKED_BYTES = 3_000_000_000
"""Of a table when it is unpacked, and of all texts in it."""

MOST_DIGITS = 12
MOST_ROWS_A_BYTE = {"statements.parquet": 0.25, "recordings.parquet": 10.0}
"""A table with more was made to fill memory: the id of a statement is 64 bits that nothing can compress."""


class Backup(NamedTuple):
    """What was written: the snapshot whose log it is, its statements, and the bytes of the file."""

    snapshot: str
    statements: int
    bytes: int


class Restored(NamedTuple):
    """What was made: the current snapshot, and the statements in its log."""

    snapshot: str
    statements: int


# ---------------------------------------------------------------- write
def backup(store: Store, path: Path, *, force: bool = False) -> Backup:
    """Write the log of the current snapshot into a file. Needs no lock: a log never changes.

    Raises InputError where the file exists, unless `force` is true, or cannot be written; StoreError where the log is
    damaged.
    """
    name = store.current_name()
    if name is None:
        raise StoreError(f"There is no graph in {store.path}.", "There is nothing to keep yet.")
    if path.exists() and not force:
        raise InputError(f"{path} exists.", "Choose another name, or overwrite it with --force.")
    log = log_files.read(store.folders, name)
    folder = store.folders.log(name)
    log_manifest = manifest.read(folder)
    for flaw in manifest.flaws(folder, log_manifest["files"]):
        raise StoreError(f"{flaw.file} {flaw.says}.", manifest.mend(store.path))
    if log_manifest["format"] < manifest.FORMAT:
        raise StoreError(f"The log {folder} is of an older version.", f"accord rebuild{manifest.at(store.path)}")
    with _beside(path) as part:
        _pack(folder, part)
    return Backup(name, log.statements.height, path.stat().st_size)


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """A file beside the one to be written, which takes its name when all of it is on the disk."""
    try:
        with atomic.replacing(path, durable=True) as part:
            yield part
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}.", "Choose another place for it.") from error


def _pack(folder: Path, target: Path) -> None:
    with tarfile.open(target, "w", format=tarfile.USTAR_FORMAT) as archive:
        for name in FILES:
            member = tarfile.TarInfo(PREFIX + name)
            member.size, member.mode = (folder / name).stat().st_size, 0o644
            with (folder / name).open("rb") as file:
                archive.addfile(member, file)


# ---------------------------------------------------------------- read
def restore(
    path: Path,
    store: Store,
    report: Report = silent,
    *,
    check: Callable[[Log], None] = lambda log: None,
    max_links: int | None = None,
) -> Restored:
    """Make a store again from a backup, in a folder that is new or empty.

    Everything is verified before anything is written; `check` receives the log, and may raise. Raises InputError for a
    file that is no backup or is damaged, for a folder that holds something, and where there would be more links than
    `max_links`; StoreError for a backup of a later version.
    """
    _require_empty(store)
    report(f"Verifying {path}")
    content = read(path)
    check(content.log)
    is_new = not store.path.exists()
    try:
        with store.writing(report) as begun:
            origin = SnapshotOrigin("restore", content.name, {}, content.loads)
            name = store.build(content.log, origin, begun._replace(newest=content.name), report, max_links)
            return Restored(name, content.log.statements.height)
    except BaseException:
        if is_new and store.current_name() is None:
            disk.remove(store.path)
        raise


def _require_empty(store: Store) -> None:
    """A folder is empty too where a restoring was cut off that had not come to its end."""
    if not store.path.exists():
        return
    known = {pointer.FILE, lock.FILE, lock.WRITER_FILE, *PARTS}
    is_empty = store.path.is_dir() and {path.name for path in store.path.iterdir()} <= known
    if not is_empty or store.current_name() is not None:
        raise InputError(f"{store.path} holds something already.", "Choose a new folder, with --store.")


class BackupContent(NamedTuple):
    """What a backup holds: the snapshot that it was made of, its log, and the history."""

    name: str
    log: Log
    loads: dict[str, Load]


def read(path: Path) -> BackupContent:
    """Read a backup and verify all of it. Raises InputError, StoreError."""
    import polars as pl

    try:
        with regular_file.open_binary(path) as file:
            contents = _contents(file, path)
        log_manifest = contents.pop(manifest.NAME)
        log = _log({name: _frame(name, contents[name]) for name in log_files.NEEDED})
        loads = history.parse(contents[history.FILE].decode("utf-8"))
        return BackupContent(_name(log_manifest), log, history.merged([loads]))
    except OSError as error:
        remedy = "See whether the path is right."
        raise InputError(f"{path} cannot be read: {error.strerror or error}.", remedy) from error
    # Polars panics where the inside of a table is broken; that is no fault of ours, and nothing is kept of it.
    except (tarfile.TarError, ValueError, pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        remedy = "Take another copy of it. Nothing was written."
        raise InputError(f"{path} is no whole backup: {error}.", remedy) from error


def _contents(file: BufferedReader, path: Path) -> dict[str, Any]:
    """The files of an archive: the manifest, parsed, and the bytes of all others, each as the manifest has it."""
    log_manifest = manifest.parse(_member(file, manifest.NAME, MOST_MANIFEST_BYTES))
    manifest.refuse_newer(log_manifest, f"The backup {path}")
    contents: dict[str, Any] = {manifest.NAME: log_manifest}
    for name in FILES[1:]:
        size, sha256 = _sum_of(log_manifest, name)
        contents[name] = _member(file, name, min(size, MOST_MEMBER_BYTES))
        if hashlib.sha256(contents[name]).hexdigest() != sha256:
            raise ValueError(f"{name} has other bytes than when it was written")
    if file.read(tarfile.RECORDSIZE + 1).strip(b"\0"):
        raise ValueError("it holds more than a backup does")
    return contents


def _sum_of(log_manifest: dict[str, Any], name: str) -> tuple[int, str]:
    """Size and checksum of a file by the manifest, whose own checksum anybody can compute: it may hold anything."""
    files = log_manifest.get("files")
    sum_ = files.get(name) if isinstance(files, dict) else None
    if not isinstance(sum_, dict) or not isinstance(sum_.get("size"), int) or not isinstance(sum_.get("sha256"), str):
        raise ValueError(f"its manifest does not know {name}")
    return sum_["size"], sum_["sha256"]


def _member(file: BufferedReader, name: str, most_bytes: int) -> bytes:
    """The next file of an archive, which must be this one, and an ordinary file.

    Headers are read one by one: a reader of all that tar can be follows headers upon headers, whatever their size.
    """
    try:
        member = tarfile.TarInfo.frombuf(file.read(tarfile.BLOCKSIZE), "utf-8", "surrogateescape")
    except tarfile.HeaderError as error:
        raise ValueError(f"{name} is missing: {error}") from error
    if member.name != PREFIX + name or member.type not in (tarfile.REGTYPE, tarfile.AREGTYPE):
        raise ValueError(f"it holds {member.name[:80]!r} where {PREFIX + name} should be")
    if not 0 <= member.size <= most_bytes:
        raise ValueError(f"{name} has {member.size:,} bytes, {most_bytes:,} are allowed")
    content = file.read(member.size)
    file.read(-member.size % tarfile.BLOCKSIZE)
    return content


def _name(log_manifest: dict[str, Any]) -> str:
    name = log_manifest.get("snapshot")
    if not isinstance(name, str) or not NUMBER.fullmatch(name) or len(name) > MOST_DIGITS or name == NOTHING:
        raise ValueError("its manifest names no snapshot")
    return name


def _frame(name: str, content: bytes) -> pl.DataFrame:
    """A table of the log, unless it says of itself that it would fill more memory than its bytes can."""
    import polars as pl

    if unpacked_bytes(content) > MOST_UNPACKED_BYTES:
        raise ValueError(f"{name} has more than {MOST_UNPACKED_BYTES:,} bytes when it is unpacked")
    rows = pl.scan_parquet(io.BytesIO(content)).select(pl.len()).collect().item()
    if rows > len(content) * MOST_ROWS_A_BYTE[name]:
        raise ValueError(f"{name} claims {rows:,} rows in {len(content):,} bytes")
    data = pl.read_parquet(io.BytesIO(content))
    texts = data.select(pl.col(pl.String).str.len_bytes().cast(pl.Int64).sum())
    if (
        sum(filter(None, texts.row(0))) > MOST_UNPACKED_BYTES
    ):  # a text stands once in the file, however often it is said
        raise ValueError(f"{name} has more than {MOST_UNPACKED_BYTES:,} bytes of text")
    return data


def _log(frames: dict[str, pl.DataFrame]) -> Log:
    """The log in a backup. What a loader would have refused is refused: a backup may come from anywhere."""
    import polars as pl

    from accordgraph.graph.statements.log import Log
    from accordgraph.graph.statements.statement import RECORDINGS, STATEMENTS, with_ids

    statements, recordings = (frames[name] for name in log_files.NEEDED)
    log = Log(log_files.with_new_columns(statements, STATEMENTS), recordings)
    if (log.statements.schema, log.recordings.schema) != (STATEMENTS, RECORDINGS):
        raise ValueError("its columns are not those of a log")
    if not with_ids(log.statements).select("id").equals(log.statements.select("id")):
        raise ValueError("the ids of its statements do not fit what they say")
    for column in ("thing", "basis", "actor", "source", "dossier"):
        odd = log.statements.filter(~pl.col(column).str.contains(f"^(?:{ID.pattern})$"))
        if not odd.is_empty():
            raise ValueError(f"{odd[column][0][:80]!r} is no id")
    return log
