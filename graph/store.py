"""A store: a folder with the statement log, snapshots of the graph, and one pointer to the snapshot that counts.

    accord-store/
      current                       name of the snapshot that counts, such as 000003
      lock                          held by the process that writes
      log/000003/                   statements.parquet and recordings.parquet
      snapshots/000003/             manifest.json, names.sqlite, tables/*.parquet, ladybug/, oxigraph/

A load builds a new snapshot beside the old one and then moves the pointer, so readers never see half a load.
Reading a snapshot imports neither Polars nor anything else that only a load needs.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import accordgraph
from accordgraph.graph import engines
from accordgraph.graph.engines.protocol import Engine
from accordgraph.graph.errors import LockedError, StoreError, UsageError
from accordgraph.graph.index import Names

if TYPE_CHECKING:
    import polars as pl

    from accordgraph.graph.log import Batch, Change, Log

KEPT_SNAPSHOTS = 3
"""The snapshot that counts and the two before it."""

LOCK_TIMEOUT_SECONDS = 60
"""A load of the bundled dossiers takes 2 seconds; one of all UN tables less than a minute."""

NAME = re.compile(r"\d{6}")
"""How a snapshot is called. Other files in the folders are left alone."""

FORMAT = 1
"""Version of the layout of a store."""


@dataclass(frozen=True)
class Snapshot:
    """One finished build of the graph, to be read."""

    path: Path

    @property
    def manifest(self) -> dict[str, Any]:
        """What was built: `snapshot`, `format`, `vocabulary`, `dossiers`, `statements`, and `rows` of each table."""
        try:
            manifest: dict[str, Any] = json.loads((self.path / "manifest.json").read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise StoreError(f"The snapshot {self.path} is damaged: {error}.", anew(self.path.parent.parent)) from error
        return manifest

    def engine(self, name: str = "ladybug") -> Engine:
        """Open the graph in one of `engines.LANGUAGES`, read-only. Close it, or use it in a `with`."""
        if name not in engines.LANGUAGES:
            raise UsageError(f"There is no engine {name!r}.", f"Engines: {', '.join(engines.LANGUAGES)}.")
        return engines.open_read_only(name, self.path / name)

    def names(self) -> Names:
        """Names and ids of everything in the graph."""
        return Names(self.path / "names.sqlite")


@dataclass(frozen=True)
class LoadReport:
    """What a load did: the snapshot that counts now, whether it is new, and the change of each dossier."""

    snapshot: str
    is_new: bool
    changes: dict[str, Change]


@dataclass(frozen=True)
class Store:
    """A store in a folder. Nothing is read or made until a method is called."""

    path: Path

    @property
    def _pointer(self) -> Path:
        return self.path / "current"

    def current_name(self) -> str | None:
        """The name of the snapshot that counts, or None where nothing was loaded yet."""
        try:
            name = self._pointer.read_text(encoding="ascii", errors="replace").strip()
        except (FileNotFoundError, NotADirectoryError):
            return None
        if not NAME.fullmatch(name):
            raise StoreError(f"{self._pointer} should name a snapshot, and says {name[:40]!r}.", anew(self.path))
        return name

    def snapshot(self) -> Snapshot:
        """The snapshot that counts. Raises StoreError where there is none."""
        name = self.current_name()
        if name is None:
            remedy = f"Fill it: accord load FILE --store {self.path}, or see the bundled graph: accord demo."
            raise StoreError(f"There is no graph in {self.path}.", remedy)
        snapshot = Snapshot(self.path / "snapshots" / name)
        written = snapshot.manifest.get("format")
        if written != FORMAT:
            remedy = f"Read it with the version of accordgraph that wrote it. {anew(self.path)}"
            raise StoreError(f"{snapshot.path} is of format {written}, and this version reads {FORMAT}.", remedy)
        return snapshot

    def load(self, batches: Sequence[Batch], report: Callable[[str], None] = lambda step: None) -> LoadReport:
        """Record the dossiers, build a snapshot from all that stands, and let it count.

        `report` is told each step in a few words. Where nothing changed, no snapshot is made.
        """
        from accordgraph.graph.log import record, standing
        from accordgraph.graph.references import check_circles, check_declarations, check_references

        with self._locked():
            log, changes = self._read_log(), {}
            for batch in batches:
                log, changes[batch.dossier] = record(log, batch)
            statements = standing(log)
            for check in (check_declarations, check_references, check_circles):
                check(statements)
            current = self.current_name()
            if current is not None and not any(map(any, changes.values())) and self._is_current(current):
                return LoadReport(current, False, changes)
            name = self._build(log, statements, report)
            return LoadReport(name, True, changes)

    def standing(self) -> pl.DataFrame:
        """The statements that stand now, with the columns `STATEMENTS`; none where nothing was loaded."""
        from accordgraph.graph.log import standing

        return standing(self._read_log())

    def _is_current(self, name: str) -> bool:
        return bool(Snapshot(self.path / "snapshots" / name).manifest.get("vocabulary") == vocabulary_version())

    @contextmanager
    def _locked(self) -> Iterator[None]:
        from filelock import FileLock, Timeout

        try:
            self.path.mkdir(parents=True, exist_ok=True)
            with FileLock(self.path / "lock", timeout=LOCK_TIMEOUT_SECONDS):
                yield
        except Timeout as error:
            remedy = "Wait until it is done, and try again."
            raise LockedError(f"Another process writes to the store {self.path}.", remedy) from error
        except OSError as error:
            remedy = "Choose a folder that you may write to, with --store."
            raise StoreError(f"The store {self.path} cannot be written: {error.strerror or error}.", remedy) from error

    def _read_log(self) -> Log:
        import polars as pl

        from accordgraph.graph.log import Log, empty_log

        name = self.current_name()
        if name is None:
            return empty_log()
        folder = self.path / "log" / name
        try:
            return Log(pl.read_parquet(folder / "statements.parquet"), pl.read_parquet(folder / "recordings.parquet"))
        except (OSError, pl.exceptions.PolarsError) as error:
            raise StoreError(f"The log {folder} is damaged: {error}.", anew(self.path)) from error

    def _build(self, log: Log, statements: pl.DataFrame, report: Callable[[str], None]) -> str:
        name = f"{int(self.current_name() or 0) + 1:06d}"
        self._sweep()
        building = self.path / "snapshots" / f"building-{name}"
        logging = self.path / "log" / f"building-{name}"
        for folder in (building, logging):
            folder.mkdir(parents=True)
        log.statements.write_parquet(logging / "statements.parquet")
        log.recordings.write_parquet(logging / "recordings.parquet")
        write_snapshot(building, name, statements, report)
        for path in (*logging.iterdir(), building / "manifest.json", logging, building):
            _sync(path)
        logging.rename(self.path / "log" / name)
        building.rename(self.path / "snapshots" / name)
        self._point_to(name)
        self._prune(name)
        return name

    def _point_to(self, name: str) -> None:
        beside = self.path / "current.new"
        with beside.open("w", encoding="ascii") as file:
            file.write(f"{name}\n")
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self._pointer)

    def _sweep(self) -> None:
        """Remove what a load left that was cut off: whatever is being built, or is newer than what counts."""
        current = int(self.current_name() or 0)
        for part in ("log", "snapshots"):
            for folder in sorted((self.path / part).glob("*")):
                is_newer = NAME.fullmatch(folder.name) and int(folder.name) > current
                if folder.name.startswith("building-") or is_newer:
                    shutil.rmtree(folder)

    def _prune(self, current: str) -> None:
        for part in ("log", "snapshots"):
            for folder in sorted((self.path / part).glob("[0-9]*")):
                if NAME.fullmatch(folder.name) and int(folder.name) <= int(current) - KEPT_SNAPSHOTS:
                    shutil.rmtree(folder, ignore_errors=True)


def anew(store: Path) -> str:
    """The remedy for a store that is damaged: all that it shows comes from the dossiers."""
    return f"Remove the folder {store} and load your dossiers again."


def _sync(path: Path) -> None:
    """Bring a file or folder to the disk, so that the pointer never leads to what a power cut took."""
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def vocabulary_version() -> str:
    """Of the code and the registry that a snapshot was built with: when it changes, a load builds anew."""
    registry = files("accordgraph.ontology").joinpath("registry.yaml").read_bytes()
    return f"{accordgraph.__version__}-{hashlib.sha256(registry).hexdigest()[:12]}"


def write_snapshot(folder: Path, name: str, statements: pl.DataFrame, report: Callable[[str], None]) -> None:
    """Compute the graph of the statements and write it into the folder, the manifest last."""
    from accordgraph.graph import index
    from accordgraph.graph.tables import build

    report(f"Deriving the graph from {statements.height:,} statements")
    tables = build(statements)
    (folder / "tables").mkdir()
    for table, data in tables.items():
        data.write_parquet(folder / "tables" / f"{table}.parquet")
    for engine in engines.LANGUAGES:
        report(f"Filling {engine.capitalize()}")
        engines.build(engine, tables, folder / engine)
    index.build(tables, folder / "names.sqlite")
    manifest = {
        "format": FORMAT,
        "snapshot": name,
        "vocabulary": vocabulary_version(),
        "dossiers": sorted(statements["dossier"].unique().to_list()),
        "statements": statements.height,
        "rows": {table: data.height for table, data in tables.items()},
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
