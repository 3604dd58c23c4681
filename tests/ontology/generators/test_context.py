"""The JSON-LD context: documents that name it become the triples of the graph."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from rdflib import Graph, URIRef
from rdflib.compare import isomorphic
from worlds.graphs import team_graph

from accordgraph.ontology.generators import __main__
from accordgraph.ontology.generators.terms import terms
from accordgraph.ontology.namespaces import NAMESPACE
from accordgraph.ontology.registry import registry

# rdflib reads and writes JSON-LD by a class that it has deprecated itself.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

CONTEXT = json.loads(__main__.TARGET.with_name("context.jsonld").read_text(encoding="utf-8"))["@context"]
NODES: list[dict[str, Any]] = [
    {
        "id": "agid:actor/ua",
        "type": "Actor",
        "identifier": "ua",
        "name": {"en": "Ukraine", "uk": "Україна"},
        "alias": {"pl": ["Ukraina"], "@none": "UKR"},
        "kind": "state",
        "partOf": ["agid:actor/eu"],
        "evidencedBy": ["agid:statement/00ff", "agid:statement/01ff"],
    },
    {
        "id": "agid:act/jit~ua~entry~1",
        "type": "Act",
        "actType": "founding",
        "basis": "agid:basis/jit",
        "doneOn": "2022-03",
        "doneEarliest": "2022-03-01",
        "episode": 1,
    },
    {"id": "agid:cooperation/x", "type": "Cooperation", "held": True, "party": ["agid:actor/ua", "agid:actor/ee"]},
    {"id": "agid:statement/00ff", "thing": "agid:actor/ua", "recordedOn": "2026-11-22", "charStart": 0},
]
MEANT = """
@prefix ag: <https://w3id.org/accordgraph/ns#> .
@prefix actor: <https://w3id.org/accordgraph/id/actor/> .
@prefix st: <https://w3id.org/accordgraph/id/statement/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
actor:ua a ag:Actor ; ag:id "ua" ; ag:name "Ukraine"@en, "Україна"@uk ; ag:alias "Ukraina"@pl, "UKR" ; ag:kind "state" ;
  ag:partOf actor:eu ; ag:evidencedBy st:00ff, st:01ff .
<https://w3id.org/accordgraph/id/act/jit~ua~entry~1> a ag:Act ; ag:type "founding" ;
  ag:basis <https://w3id.org/accordgraph/id/basis/jit> ; ag:episode 1 ; ag:doneEarliest "2022-03-01"^^xsd:date ;
  ag:doneOn "2022-03"^^<http://id.loc.gov/datatypes/edtf/EDTF> .
<https://w3id.org/accordgraph/id/cooperation/x> a ag:Cooperation ; ag:held true ; ag:party actor:ua, actor:ee .
st:00ff ag:thing actor:ua ; ag:recordedOn "2026-11-22"^^xsd:date ; ag:charStart 0 .
"""


def _document(nodes: list[dict[str, Any]]) -> str:
    return json.dumps({"@context": CONTEXT, "@graph": nodes})


def _with_pyoxigraph(text: str) -> Graph:
    triples = (quad.triple for quad in ox.parse(text, format=ox.RdfFormat.JSON_LD))
    return Graph().parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt")


@pytest.mark.parametrize("expand", [_with_pyoxigraph, lambda text: Graph().parse(data=text, format="json-ld")])
def test_a_document_becomes_the_triples_that_are_meant(expand: Any) -> None:
    assert isomorphic(expand(_document(NODES)), Graph().parse(data=MEANT, format="turtle"))


def test_a_graph_written_with_the_context_comes_back_whole() -> None:
    graph = team_graph()
    text = graph.serialize(format="json-ld", context=CONTEXT, auto_compact=True)
    assert '"sinceEarliest": "2022-05-30"' in text
    assert isomorphic(Graph().parse(data=text, format="json-ld"), graph)


def test_every_property_that_the_graph_has_is_a_term() -> None:
    named = {
        definition if isinstance(definition, str) else definition["@id"]
        for definition in CONTEXT.values()
        if not isinstance(definition, float)
    }
    inverses = {relation.inverse for relation in registry().relations.values()}
    wanted = {f"ag:{term.rdf}" for term in terms(registry()) if term.rdf not in inverses}
    assert len(wanted) > 100
    assert wanted | {f"ag:{name}" for name in registry().classes} <= named
    used = {str(predicate) for predicate in team_graph().predicates() if isinstance(predicate, URIRef)}
    assert {name.replace(NAMESPACE, "ag:") for name in used if name.startswith(NAMESPACE)} <= named


def test_only_the_two_properties_that_keywords_hide_have_other_names() -> None:
    other = {
        name: definition if isinstance(definition, str) else definition["@id"]
        for name, definition in CONTEXT.items()
        if not name.startswith("@") and isinstance(definition, str | dict)
    }
    other = {name: iri for name, iri in other.items() if iri.startswith("ag:") and iri != f"ag:{name}"}
    assert other == {"identifier": "ag:id", "actType": "ag:type"}


def test_it_can_be_named_in_a_file_beside(tmp_path: Path) -> None:
    (tmp_path / "context.jsonld").write_text(json.dumps({"@context": CONTEXT}), encoding="utf-8")
    document = {"@context": "context.jsonld", "@graph": NODES}
    (tmp_path / "things.jsonld").write_text(json.dumps(document), encoding="utf-8")
    assert isomorphic(Graph().parse(tmp_path / "things.jsonld"), Graph().parse(data=MEANT, format="turtle"))
