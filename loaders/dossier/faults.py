"""What collects the faults of one file, as far as those that find them need to know."""

from __future__ import annotations

from typing import Protocol

from accordgraph.loaders.dossier.yaml_nodes import Node


class FaultCollector(Protocol):
    """The reader of a file, to whom faults are reported."""

    file: str

    def fault(self, node: Node, message: str) -> None:
        """Report a fault at a node."""
