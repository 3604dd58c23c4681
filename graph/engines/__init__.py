"""The embedded engines: Ladybug, asked in Cypher, and Oxigraph, asked in SPARQL."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from accordgraph.graph.engines.protocol import EmbeddedEngine, Language

if TYPE_CHECKING:
    from accordgraph.graph.schemas import Tables

LANGUAGES: dict[str, Language] = {"ladybug": "cypher", "oxigraph": "sparql"}
"""Each engine's language, the default engine first; a name is that of the module with `build` and `open_read_only`."""


def build(name: str, tables: Tables, folder: Path) -> None:
    """Make the engine's files in a new or empty folder. Raises EngineError."""
    import_module(f"{__name__}.{name}").build(tables, folder)


def open_read_only(name: str, folder: Path) -> EmbeddedEngine:
    """Open what `build` made in that folder. Raises EngineError."""
    engine: EmbeddedEngine = import_module(f"{__name__}.{name}").open_read_only(folder)
    return engine
