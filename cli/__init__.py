"""The command line: `accord`. Thin: it opens a store, asks, and writes what comes back."""

from accordgraph.cli.program import accord, main, run

__all__ = ["accord", "main", "run"]
