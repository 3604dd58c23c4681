"""The IRIs under which everything of ours stands: light enough for every command to import."""

from __future__ import annotations

NAMESPACE = "https://w3id.org/accordgraph/ns#"
"""IRI prefix of the terms."""

ID_NAMESPACE = "https://w3id.org/accordgraph/id/"
"""IRI prefix of the things, followed by `{class}/{id}`."""
