"""What a store declares already, so that a new dossier may refer to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from accordgraph.graph import regular_file
from accordgraph.loaders.dossier.files import find_files

if TYPE_CHECKING:
    import polars as pl

    from accordgraph.graph.store.store import Store

HEADER = re.compile(rb"^dossier:[ \t]*['\"]?([a-z0-9-]+)", re.MULTILINE)


class Known(TypedDict):
    """Arguments of `read_dossiers`: actors with names, bases with kinds, sources with the day of what they say."""

    known_actors: dict[str, str]
    known_bases: dict[str, str]
    known_sources: dict[str, str]


def known(store: Store, paths: Sequence[Path], beside: pl.DataFrame | None = None) -> Known:
    """The actors, bases and sources that stand in the store by other dossiers than those that are read now.

    `beside` holds statements that are loaded together with them, in place of what the store has of their dossiers.
    """
    statements = store.standing()
    if beside is not None:
        older = statements.filter(~statements["dossier"].is_in(beside["dossier"].unique().implode()))
        statements = older.vstack(beside.select(older.columns))
    return known_values(statements.filter(~statements["dossier"].is_in(_dossiers(paths))))


def known_values(others: pl.DataFrame) -> Known:
    """The actors, bases and sources that statements declare."""
    days = {source: f"[..{day}]" for source, day in _values(others, "source", "accessed").items()}
    days |= _values(others, "source", "published")
    return Known(
        known_actors=_values(others, "actor", "kind") | _values(others, "actor", "name"),
        known_bases=_values(others, "basis", "kind"),
        known_sources=dict.fromkeys(_values(others, "source", "kind"), "") | days,
    )


def _values(statements: pl.DataFrame, about: str, name: str) -> dict[str, str]:
    rows = statements.filter((statements["about"] == about) & (statements["property"] == name))
    return dict(rows.sort("thing", "value").select("thing", "value").iter_rows())


def _dossiers(paths: Sequence[Path]) -> list[str]:
    """Ids that the files give themselves. A file that cannot be read has none here, and is a fault for the reader."""
    files, _ = find_files(paths)
    matches = (HEADER.search(_content(path)) for path in files)
    return [match.group(1).decode("ascii") for match in matches if match]


def _content(path: Path) -> bytes:
    try:
        return regular_file.read_bytes(path)
    except OSError:
        return b""
