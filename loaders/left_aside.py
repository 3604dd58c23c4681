"""What lies in a folder that is loaded and is not loaded with it: said, so that nobody takes it for loaded."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import islice
from pathlib import Path

from accordgraph.graph import regular_file
from accordgraph.loaders.dossier.files import NO_DOSSIERS, SUFFIXES
from accordgraph.loaders.rdf import recognition

MOST_NAMED = 5
"""Things that a note names; the rest it counts."""

LOOKED_AT = 1_000
"""Things in a subfolder and below, among which files that can be loaded are looked for; among more there may be one."""

HEADER = b"dossier:"
"""How the line of a dossier begins that has its id."""

HEAD_BYTES = 1 << 16
"""At the beginning of a file, in which that line is looked for."""


def beside_dossiers(paths: Sequence[Path], tables: Collection[str], refused: str) -> list[str]:
    """A note for each folder with what could be loaded and is not: subfolders, dossiers under a name that is kept for
    lists, RDF, tables. `tables` are the endings of these, and `refused` of files of refused cells.
    """
    others = (*recognition.ENDINGS, *tables)

    def is_left(path: Path) -> bool:
        if path.is_dir():
            return _has_files(path, (*SUFFIXES, *others))
        if path.name in NO_DOSSIERS:
            return _is_dossier(path)
        return path.suffix.lower() in others and not path.name.endswith(refused)

    return [
        f"Note: not loaded of the folder {folder}: {_named(names)}. Of a folder the dossiers are loaded that lie in it "
        "directly; load the rest by its own paths."
        for folder, names in _left(paths, is_left)
    ]


def beside_tables(paths: Sequence[Path], tables: Collection[str]) -> list[str]:
    """A note for each folder of tables with subfolders in which there are tables too, by their endings."""
    return [
        f"Note: not loaded of the folder {folder}: {_named(names)}. Of a folder the tables are loaded that lie in it "
        "directly; load the rest by its own paths, or write a pattern in the mapping (table: path)."
        for folder, names in _left(paths, lambda path: path.is_dir() and _has_files(path, tables))
    ]


def _left(paths: Sequence[Path], is_left: Callable[[Path], bool]) -> Iterator[tuple[Path, list[str]]]:
    """Folders with the names of what is left in them and is not given by itself."""
    loaded = {path.resolve() for path in paths}
    for folder in paths:
        if folder.is_dir():
            left = [path for path in sorted(folder.iterdir()) if path.resolve() not in loaded and is_left(path)]
            if left:
                yield folder, [f"{path.name}/" if path.is_dir() else path.name for path in left]


def _has_files(folder: Path, endings: Collection[str]) -> bool:
    """Whether files with such an ending lie in a folder or below, or too many to look at; not in a hidden folder."""
    if folder.name.startswith("."):
        return False
    inside = list(islice(_below(folder), LOOKED_AT))
    return len(inside) == LOOKED_AT or any(path.suffix.lower() in endings for path in inside)


def _below(folder: Path) -> Iterator[Path]:
    """The things in a folder and in those below, but for what is hidden and for what links lead to."""
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        return
    yield from entries
    for path in entries:
        if path.is_dir() and not path.is_symlink() and not path.name.startswith("."):
            yield from _below(path)


def _is_dossier(path: Path) -> bool:
    try:
        with regular_file.open_binary(path) as file:
            return any(line.startswith(HEADER) for line in file.read(HEAD_BYTES).splitlines())
    except OSError:
        return False


def _named(names: Sequence[str]) -> str:
    more = f" and {len(names) - MOST_NAMED:,} more" if len(names) > MOST_NAMED else ""
    return ", ".join(names[:MOST_NAMED]) + more
