"""Writes all that is generated from the registry and its labels: `python -m accordgraph.ontology.generators`."""

from __future__ import annotations

from pathlib import Path

from accordgraph.ontology.generators import alignments, context, page, shapes
from accordgraph.ontology.generators.owl import add_ontology
from accordgraph.ontology.generators.rdf import new_graph
from accordgraph.ontology.generators.skos import add_schemes
from accordgraph.ontology.labels import labels
from accordgraph.ontology.registry import registry

ONTOLOGY = Path(__file__).resolve().parents[1]
TARGET = ONTOLOGY / "accordgraph.ttl"
"""The ontology in OWL and SKOS."""


def turtle() -> str:
    """The ontology as Turtle."""
    graph = new_graph()
    add_ontology(graph, registry(), labels())
    add_schemes(graph, registry(), labels())
    return str(graph.serialize(format="turtle"))


def generated() -> dict[Path, str]:
    """Every generated file with its text, the same bytes on every run."""
    return {
        TARGET: turtle(),
        ONTOLOGY / "shapes.ttl": shapes.turtle(registry(), labels()),
        ONTOLOGY / "context.jsonld": context.text(registry()),
        ONTOLOGY / "alignments.ttl": alignments.turtle(alignments.read()),
        ONTOLOGY.parent / "docs" / "vocabulary.md": page.text(registry(), labels()),
    }


if __name__ == "__main__":
    for path, text in generated().items():
        path.write_text(text, encoding="utf-8")
        print(f"Wrote {path}")
