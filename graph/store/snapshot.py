"""A snapshot: one finished build of the graph. Reading it imports nothing that only a load needs, such as Polars."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from accordgraph import ontology
from accordgraph.graph import engines, regular_file
from accordgraph.graph.engines.protocol import EmbeddedEngine
from accordgraph.graph.errors import EngineError, StoreError, UsageError
from accordgraph.graph.names.index import Names
from accordgraph.graph.ranks import EDITORIAL
from accordgraph.graph.store import manifest
from accordgraph.graph.store.ready_rows import FILE, ReadyRows
from accordgraph.version import __version__

if TYPE_CHECKING:
    import polars as pl


ADDRESSES = (
    "The system bounds the addresses of a process, and Ladybug reserves many: allow more (`ulimit -v unlimited`), or "
    "ask Oxigraph with --engine oxigraph. The files are as they were."
)


@dataclass(frozen=True)
class Snapshot:
    """One finished build of the graph, to be read."""

    path: Path

    @property
    def manifest(self) -> dict[str, Any]:
        """What was built: `snapshot`, `format`, `vocabulary`, `dossiers`, `statements`, and `rows` of each table.

        Raises StoreError where it is damaged or gone.
        """
        if not self.path.exists():
            raise StoreError(f"The snapshot {self.path} is gone.", self._if_gone())
        return manifest.read(self.path)

    @property
    def counts(self) -> dict[str, int]:
        """How many there are of each thing; of sources without those that stand for what a dossier or mapping says."""
        rows: dict[str, int] = self.manifest["rows"]
        return {**rows, "sources": self.manifest.get("cited", rows["sources"])}

    @property
    def table_folder(self) -> Path:
        """The folder with a Parquet file for each table of the graph."""
        return self.path / "tables"

    @property
    def log_folder(self) -> Path:
        """The folder with the log of statements that the graph was computed from."""
        return self.store_folder / "log" / self.path.name

    def statements(self) -> pl.DataFrame:
        """The statements that the graph was computed from, with the columns `STATEMENTS`."""
        from accordgraph.graph.statements.log import standing
        from accordgraph.graph.store import log_files
        from accordgraph.graph.store.paths import Folders

        return standing(log_files.read(Folders(self.store_folder), self.path.name))

    @property
    def store_folder(self) -> Path:
        """The folder of the store that it is in."""
        return self.path.parent.parent

    @property
    def view(self) -> str:
        """Which dossiers it is a view of, as the options say it; empty where it is the graph of all."""
        return self._view()[0]

    @property
    def viewed_server(self) -> str:
        """The server that was asked and holds the graph of all, empty where none was."""
        return self._view()[1]

    def _view(self) -> tuple[str, str]:
        file = self.store_folder / "view"
        options, _, server = (file.read_text(encoding="utf-8") if file.is_file() else "").partition("\n")
        return options, server

    def engine(self, name: str = "ladybug") -> EmbeddedEngine:
        """Open the graph in one of `engines.LANGUAGES`, read-only. Close it, or use it in a `with`."""
        if name not in engines.LANGUAGES:
            raise UsageError(f"There is no engine {name!r}.", f"Engines: {', '.join(engines.LANGUAGES)}.")
        self._check(f"{name}/")
        try:
            return engines.open_read_only(name, self.path / name)
        except EngineError as error:
            is_bound = "mmap" in error.message.lower()
            remedy = ADDRESSES if is_bound else manifest.mend(self.store_folder)
            raise EngineError(error.message, remedy) from error
        except (ValueError, IndexError, OverflowError, MemoryError) as error:
            # What the engines' bindings make of a length or a place that a damaged file tells.
            message = f"{name.capitalize()} cannot open {self.path / name}: {error}."
            raise EngineError(message, manifest.mend(self.store_folder)) from error

    def require_whole(self, engine: str) -> None:
        """Raise StoreError unless the files of an engine are as they were written, for whoever opens them itself."""
        self._check(f"{engine}/")

    def names(self, lang: str = "en") -> Names:
        """Names and ids of everything in the graph; errors name things in the language."""
        self._check("names.sqlite")
        return Names(self.path / "names.sqlite", lang)

    def ready_rows(self) -> ReadyRows | None:
        """Rows by the thing that they are about; None where they were not made, as before there were such files."""
        if FILE not in self.manifest["files"]:
            return None
        self._check(FILE)
        return ReadyRows(self.path / FILE)

    def refuse_older(self) -> None:
        """Raise StoreError where another vocabulary or format made this graph: an answer might lack what is new."""
        written = self.manifest
        if written["format"] < manifest.FORMAT or _registry(written["vocabulary"]) != _registry(vocabulary_version()):
            versions = f"format {written['format']}, vocabulary {written['vocabulary']}"
            message = f"The graph in {self.store_folder} was made by another version of accordgraph ({versions})."
            raise StoreError(
                message, f"Make it anew from its statements: accord rebuild{manifest.at(self.store_folder)}"
            )

    def refuse_foreign(self) -> None:
        """Raise StoreError where the graph was not computed from the log of this store: its folder is of another."""
        try:
            log = manifest.parse(regular_file.read_bytes(self.log_folder / manifest.NAME))
        except (OSError, ValueError):
            return  # nothing to compare with: `accord check` names the damage
        own = self.manifest
        if own["format"] == manifest.FORMAT and (own["snapshot"], own["log"]) != (self.path.name, log.get("files")):
            message = f"The graph in {self.path} was not computed from the log of {self.store_folder}."
            raise StoreError(message, manifest.mend(self.store_folder))

    def _check(self, beginning: str) -> None:
        """Raise StoreError unless the files whose names begin so can be used: engines die of some that are damaged."""
        self.refuse_older()
        entries = {name: entry for name, entry in self.manifest["files"].items() if name.startswith(beginning)}
        for flaw in manifest.flaws(self.path, entries, manifest.same_at_opening):
            raise StoreError(f"{flaw.file} {flaw.says}.", manifest.mend(self.store_folder))

    def _if_gone(self) -> str:
        return f"If loads have replaced it, open the store again. Else: {manifest.mend(self.store_folder)}"


def vocabulary_version() -> str:
    """Of the code and the registry that a snapshot was built with: when it changes, a load builds anew."""
    registry = (Path(ontology.__file__).with_name("registry.yaml")).read_bytes()
    return f"{__version__}-{hashlib.sha256(registry).hexdigest()[:12]}"


def fingerprint(manifest: Mapping[str, Any]) -> str:
    """Of the tables of a snapshot: 16 hex digits, the same for the same graph in any store.

    It is taken from the checksums in the manifest, so no table is read.
    """
    digest = hashlib.sha256(str(manifest["vocabulary"]).encode())
    for name, entry in sorted(manifest["files"].items()):
        if name.startswith("tables/"):
            digest.update(f"\n{name} {entry['sha256']}".encode())
    return digest.hexdigest()[:16]


COUNTS = {
    "ladybug": "MATCH (c:Cooperation) RETURN count(*) AS count",
    "oxigraph": "SELECT (COUNT(*) AS ?count) { ?c a <https://w3id.org/accordgraph/ns#Cooperation> }",
}
"""What each engine is asked before its files may count."""


def _try_out(engine: str, folder: Path, expected: int) -> None:
    """Ask once: an engine may have failed without a word, as Ladybug does where the disk is full when it closes."""
    with engines.open_read_only(engine, folder) as opened:
        rows = opened.query(COUNTS[engine], {}).rows
    if rows != [(expected,)]:
        raise EngineError(f"{engine.capitalize()} has not kept what was loaded: {rows} for {expected} links.")


def _dossiers(statements: pl.DataFrame) -> list[str]:
    """The dossiers that state anything but what they are themselves: of an emptied one, its header remains."""
    is_header = (statements["about"] == "source") & (statements["thing"] == statements["dossier"]).fill_null(False)
    return sorted(statements.filter(~is_header)["dossier"].unique().to_list())


def _registry(vocabulary: str) -> str:
    return vocabulary.rpartition("-")[2]


def write_snapshot(
    folder: Path,
    name: str,
    log: dict[str, Any],
    statements: pl.DataFrame,
    report: Callable[[str], None],
    max_links: int | None,
) -> None:
    """Compute the graph of the statements and write it into the folder, the manifest last.

    `log` is the manifest of the log that they stand in. Raises InputError before links are made that are more than
    `max_links`.
    """
    from accordgraph.graph.derivation.cooperations.link_count import refuse_links
    from accordgraph.graph.derivation.tables import build
    from accordgraph.graph.names import index
    from accordgraph.graph.store import making_rows

    report(f"Deriving the graph from {statements.height:,} statements")

    def announce(links: int) -> None:
        refuse_links(links, max_links)
        report(f"Making at most {links:,} links")

    tables = build(statements, announce=announce)
    (folder / "tables").mkdir()
    for table, data in tables.items():
        data.write_parquet(folder / "tables" / f"{table}.parquet")
    for engine in engines.LANGUAGES:
        report(f"Filling {engine.capitalize()}")
        engines.build(engine, tables, folder / engine)
        _try_out(engine, folder / engine, tables["cooperations"].height)
    index.build(tables, folder / "names.sqlite")
    making_rows.build(tables, folder / FILE)
    content = {
        "snapshot": name,
        "vocabulary": vocabulary_version(),
        "dossiers": _dossiers(statements),
        "statements": statements.height,
        "rows": {table: data.height for table, data in tables.items()},
        "cited": tables["sources"].filter(tables["sources"]["kind"] != EDITORIAL).height,
        "log": log["files"],
    }
    manifest.write(folder, content)
