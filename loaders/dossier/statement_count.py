"""How much the entries of dossiers come to, reckoned before anything is made of them.

An entry makes a statement of each value for each of its actors, and each repeats its note and its quote: so a few
kilobytes could fill a machine.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from accordgraph.graph.errors import DossierError, Fault
from accordgraph.loaders.dossier.records import Reader, Record

MOST_STATEMENTS = 500_000
"""Of all dossiers that are loaded together: five times what 20,000 acts make. While they are read these take 1 GB."""

MOST_CHARACTERS = 500_000_000
"""Of their values, notes and quotes."""

ACTORS = ("by", "of")
"""Keys of those whose statements an entry makes."""

REPEATED = ("note", "quote")
"""Keys whose text stands in every statement of an entry."""


@dataclass
class StatementCount:
    """The statements and characters that have been made so far."""

    statements: int = 0
    characters: int = 0

    def add(self, reader: Reader, record: Record, actor_keys: Collection[str] = ()) -> None:
        """Count an entry, made for each actor under `actor_keys`. Raises DossierError where it is too much."""
        actors = max(1, sum(len(record.values.get(key, ())) for key in actor_keys))
        texts = [value.text for key in record.values if key not in actor_keys for value in record.values[key]]
        repeated = sum(len(record.one(key) or "") for key in REPEATED)
        self.statements += actors * max(1, len(texts))
        self.characters += actors * (sum(map(len, texts)) + len(texts) * repeated)
        if self.statements > MOST_STATEMENTS or self.characters > MOST_CHARACTERS:
            message = (
                f"up to this entry the files make {self.statements:,} statements with {self.characters:,} characters; "
                f"a load takes {MOST_STATEMENTS:,} and {MOST_CHARACTERS:,}. Split them into several loads"
            )
            raise DossierError((Fault(message, reader.file, record.node.line, record.node.column),))
