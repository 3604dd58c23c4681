"""What loads make of statements, kept for the next load of the same ones: many tests load the same few dossiers.

What is kept was made by the code under test, in this process: the tables of a graph, and the files of the engines, of
which each store gets a copy. Tests that compare two derivations, or two builds of one engine, call `build` themselves,
and all is made anew for them.
"""

from __future__ import annotations

import hashlib
import shutil
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import polars as pl

from accordgraph.graph.derivation.tables import build as derive
from accordgraph.graph.engines import build as fill
from accordgraph.graph.schemas import Tables
from accordgraph.ontology.registry import Registry

KEPT = 16
"""Graphs that are kept at a time: tests that load the same stand in one file."""


class Made(NamedTuple):
    """The tables of a graph, the links that were announced before they were made, and the folder of its engines."""

    tables: Tables
    links: list[int]
    folder: Path


class MadeBefore:
    """The graphs that were made last."""

    def __init__(self, folder: Path, most: int = KEPT) -> None:
        """The folder is empty, and gets the files of engines; `most` graphs are kept."""
        self._folder, self._most = folder, most
        self._made: OrderedDict[str, Made] = OrderedDict()

    def derive(
        self,
        statements: pl.DataFrame,
        vocabulary: Registry | None = None,
        announce: Callable[[int], None] = lambda links: None,
    ) -> Tables:
        """As `derivation.tables.build`; the statements are the same if their rows are, in the same order."""
        if vocabulary is not None:
            return derive(statements, vocabulary, announce)
        key = hashlib.sha256(statements.write_ipc(None).getvalue()).hexdigest()
        if key in self._made:
            self._made.move_to_end(key)
            for links in self._made[key].links:
                announce(links)
            return self._made[key].tables
        announced: list[int] = []

        def remember(links: int) -> None:
            announced.append(links)
            announce(links)

        self._made[key] = made = Made(derive(statements, announce=remember), announced, self._folder / key)
        if len(self._made) > self._most:
            shutil.rmtree(self._made.popitem(last=False)[1].folder, ignore_errors=True)
        return made.tables

    def fill(self, name: str, tables: Tables, folder: Path) -> None:
        """As `engines.build`, which tables of no load go to."""
        made = next((made for made in self._made.values() if made.tables is tables), None)
        if made is None or folder.exists():
            fill(name, tables, folder)
            return
        kept = made.folder / name
        if kept.exists():
            shutil.copytree(kept, folder)
            return
        fill(name, tables, folder)
        shutil.copytree(folder, kept)
