"""A condition on the rows of a table."""

from __future__ import annotations

from dataclasses import dataclass

from accordgraph.loaders.dossier.yaml_nodes import Node


@dataclass(frozen=True)
class Condition:
    """Which rows: those whose cell is one of `values`, or with `negated` none of them. An empty cell is the empty
    text.
    """

    column: str
    values: tuple[str, ...]
    negated: bool
    node: Node
