"""What our words mean in other vocabularies, from the axioms in `ontology/alignments.ttl`."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files

import pyoxigraph as ox

from accordgraph.graph.projection.rdf import Aligned
from accordgraph.ontology.namespaces import NAMESPACE

RDFS = "http://www.w3.org/2000/01/rdf-schema#"


def alignment() -> tuple[Aligned, dict[str, str]]:
    """The classes and properties of other vocabularies that ours are kinds of, and the prefixes of these."""
    text = files("accordgraph.ontology").joinpath("alignments.ttl").read_bytes()
    return read(text)


def read(turtle: bytes) -> tuple[Aligned, dict[str, str]]:
    """As `alignment`, from axioms in Turtle. What ours are kinds of by several steps counts too."""
    parser = ox.parse(turtle, format=ox.RdfFormat.TURTLE)
    axioms = {f"{RDFS}subClassOf": dict[str, set[str]](), f"{RDFS}subPropertyOf": dict[str, set[str]]()}
    for quad in parser:
        above = axioms.get(quad.predicate.value)
        if above is not None and isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
            above.setdefault(quad.subject.value, set()).add(quad.object.value)
    classes, properties = (_closed(above) for above in axioms.values())
    return Aligned(classes, properties), {
        name: iri for name, iri in parser.prefixes.items() if name and iri != NAMESPACE
    }


def _closed(above: Mapping[str, set[str]]) -> dict[str, tuple[str, ...]]:
    """Of each of our names all that is above it, as far as it is not ours."""
    closure = {}
    for iri in sorted(above):
        reached, next_ones = set[str](), [iri]
        while next_ones:
            new = above.get(next_ones.pop(), set()) - reached
            reached |= new
            next_ones += new
        if iri.startswith(NAMESPACE):
            closure[iri.removeprefix(NAMESPACE)] = tuple(
                sorted(one for one in reached if not one.startswith(NAMESPACE))
            )
    return closure
