"""Files of dossiers before their entries are read: found, parsed, and their header read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from accordgraph.graph.errors import DossierError, Fault
from accordgraph.loaders.dossier import schema
from accordgraph.loaders.dossier.records import Reader, Record, is_blank
from accordgraph.loaders.dossier.source_texts import decode, read_bytes
from accordgraph.loaders.dossier.yaml_nodes import MappingNode, Node, parse

SUFFIXES = (".yaml", ".yml")
NO_DOSSIERS = ("excluded.yaml", "states.yaml")
"""What lies beside the dossiers and is none: the facts that are left out, and the list of states."""


@dataclass
class Draft:
    """A dossier whose entries are still to be read."""

    path: Path
    reader: Reader
    root: MappingNode
    header: Record
    is_first: bool = True

    @property
    def id(self) -> str:
        """The id of the dossier."""
        return self.header.one("dossier") or ""

    @property
    def recorded(self) -> str:
        """The day on which it was written down, as text."""
        return self.header.one("recorded") or ""

    @property
    def usable(self) -> bool:
        """Whether there is something to file its statements under."""
        return bool(self.id and self.recorded) and self.is_first


def find_files(paths: Sequence[Path]) -> tuple[list[Path], list[Fault]]:
    """The files that are meant, each once, and the faults of paths that lead to none."""
    files: dict[Path, Path] = {}
    faults = []
    for path in map(Path, paths):
        try:
            for file in _files(path):
                files.setdefault(file.resolve(), file)
        except (OSError, ValueError, RuntimeError) as error:  # RuntimeError: links that lead in a circle
            faults.append(Fault(f"cannot be read: {getattr(error, 'strerror', None) or error}", str(path)))
    return list(files.values()), faults


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    files = sorted(file for file in path.iterdir() if file.suffix.lower() in SUFFIXES and file.name not in NO_DOSSIERS)
    if not files:
        raise ValueError(f"no file in this folder ends in {' or '.join(SUFFIXES)}")
    return files


def parse_file(path: Path) -> MappingNode:
    """The YAML of a file. Raises DossierError if it cannot be read at all."""
    file = str(path)
    root = parse(decode(read_bytes(path, file), file), file)
    if root is None or is_blank(root):
        raise DossierError((Fault("is empty; a dossier begins with `dossier: ` and its id", file, 1, 1),))
    if not isinstance(root, MappingNode):
        raise DossierError((_not_a_dossier(root, file),))
    if "dossier" not in root.entries and not set(root.entries) & set(schema.header().keys):
        raise DossierError((_not_a_dossier(root, file),))
    return root


def _not_a_dossier(root: Node, file: str) -> Fault:
    return Fault("is no dossier; a dossier begins with `dossier: ` and its id", file, root.line, root.column)


def read_header(path: Path, root: MappingNode, reader: Reader) -> Draft:
    """Read the top of a file, and declare its id."""
    reader.faults.extend(root.faults)
    draft = Draft(path, reader, root, reader.fields(root, schema.header()))
    for value in draft.header.values.get("dossier", ()):
        draft.is_first = reader.declarations.add_dossier(reader, value.node)
    return draft
