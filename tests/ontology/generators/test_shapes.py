"""The shapes: the graphs that we make conform, and graphs that are wrong are refused by the right shape."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import RDF, SH, XSD, Graph, Literal, URIRef
from worlds.graphs import stored_graph, team_graph

from accordgraph.ontology.generators.__main__ import TARGET
from accordgraph.ontology.generators.rdf import AG, EDTF
from accordgraph.ontology.generators.shapes import AGS
from accordgraph.ontology.namespaces import ID_NAMESPACE
from accordgraph.ontology.registry import registry

SHAPES = Graph().parse(TARGET.with_name("shapes.ttl"))
LINK = URIRef(f"{ID_NAMESPACE}cooperation/jit~ee~1~ua~1")
ACT = URIRef(f"{ID_NAMESPACE}act/jit~ua~entry~1")
STAY = URIRef(f"{ID_NAMESPACE}participation/jit~ua~1")
EE, UA, PGO = (URIRef(f"{ID_NAMESPACE}actor/{name}") for name in ("ee", "ua", "pgo"))
JIT, OLD = (URIRef(f"{ID_NAMESPACE}basis/{name}") for name in ("jit", "old"))

Found = set[tuple[str, str]]
"""What is refused: the shape by its name, and the kind of constraint."""


def check(graph: Graph) -> tuple[Found, Graph]:
    """What the shapes refuse in a graph, without any reasoning, and the report."""
    _, report, _ = validate(graph, shacl_graph=SHAPES, inference="none", meta_shacl=False)
    assert isinstance(report, Graph)
    violations = set()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        shape, component = report.value(result, SH.sourceShape), report.value(result, SH.sourceConstraintComponent)
        assert isinstance(component, URIRef)
        violations.add((str(shape).removeprefix(str(AGS)), component.fragment.removesuffix("ConstraintComponent")))
    return violations, report


def test_the_shapes_are_shapes() -> None:
    conforms, _, report = validate(Graph(), shacl_graph=SHAPES, meta_shacl=True, inference="none")
    assert conforms, report


def test_every_class_and_relation_has_a_shape_and_every_shape_a_message() -> None:
    assert set(SHAPES.objects(None, SH.targetClass)) == {AG[name] for name in registry().classes}
    relations = {AG[relation.rdf] for relation in registry().relations.values()}
    assert set(SHAPES.objects(None, SH.targetSubjectsOf)) == relations
    shapes = list(SHAPES.subjects(RDF.type, SH.PropertyShape))
    assert len(shapes) > 150
    for link in (SH.message, SH.name, SH.description):
        assert [shape for shape in shapes if (shape, link, None) not in SHAPES] == []


def test_a_small_graph_with_every_class_conforms() -> None:
    graph = team_graph()
    assert set(SHAPES.objects(None, SH.targetClass)) == set(graph.objects(None, RDF.type))
    violations, report = check(graph)
    assert violations == set(), report.serialize()


def test_the_bundled_graph_conforms(long_run: None, bundled_store: Path) -> None:
    graph = stored_graph(bundled_store)
    assert len(graph) > 25_000
    violations, report = check(graph)
    assert violations == set(), report.serialize()


def _replace(subject: URIRef, name: str, value: Literal | URIRef) -> Callable[[Graph], object]:
    return lambda graph: graph.set((subject, AG[name], value))


def _add(subject: URIRef, name: str, value: Literal | URIRef) -> Callable[[Graph], object]:
    return lambda graph: graph.add((subject, AG[name], value))


def _remove(subject: URIRef | None, name: str, value: URIRef | None = None) -> Callable[[Graph], object]:
    return lambda graph: graph.remove((subject, AG[name], value))


def _move(old: URIRef, new: URIRef) -> Callable[[Graph], object]:
    """Give a thing another IRI, in all its triples."""

    def move(graph: Graph) -> None:
        for triple in list(graph):
            if old in triple:
                graph.remove(triple)
                graph.add(tuple(new if term == old else term for term in triple))  # type: ignore[arg-type]

    return move


def _day(text: str) -> Literal:
    return Literal(text, datatype=XSD.date)


BROKEN: dict[str, tuple[Callable[[Graph], object], Found]] = {
    "a day that is a text": (
        _replace(LINK, "untilEarliest", Literal("soon")),
        {("Cooperation-untilEarliest", "Datatype")},
    ),
    "a day that the calendar has not": (
        _replace(STAY, "lastAttested", _day("2022-02-31")),
        {("Participation-lastAttested", "Datatype")},
    ),
    "a date that is no EDTF": (
        _replace(LINK, "since", Literal("last spring", datatype=EDTF)),
        {("Cooperation-since", "Pattern")},
    ),
    "three that cooperate in one link": (_add(LINK, "party", PGO), {("Cooperation-party", "MaxCount")}),
    "a link with one party": (_remove(LINK, "party", EE), {("Cooperation-party", "MinCount")}),
    "a link without a basis": (_remove(LINK, "basis"), {("Cooperation-basis", "MinCount")}),
    "a link under two bases": (_add(LINK, "basis", OLD), {("Cooperation-basis", "MaxCount")}),
    "an end of no known kind": (
        _replace(LINK, "endKind", Literal("fizzled-out")),
        {("Cooperation-endKind", "In")},
    ),
    "a start whose earliest day lies after the latest": (
        _replace(LINK, "sinceLatest", _day("2021-01-01")),
        {("Cooperation-sinceEarliest-latest", "LessThanOrEquals")},
    ),
    "an actor as a basis": (_replace(STAY, "basis", EE), {("Participation-basis", "Class")}),
    "a basis of which nothing is told": (
        _replace(STAY, "basis", URIRef(f"{ID_NAMESPACE}basis/nowhere")),
        {("Participation-basis", "Class")},
    ),
    "an actor without a kind": (_remove(PGO, "kind"), {("Actor-kind", "MinCount")}),
    "a name that is a number": (_add(PGO, "name", Literal(7)), {("Actor-name", "Or")}),
    "an IRI that is none of ours": (
        _move(PGO, URIRef("https://example.org/pgo")),
        {("Actor", "Pattern"), ("Statement-thing", "Pattern")},
    ),
    "an id with capitals": (_replace(PGO, "id", Literal("PGO")), {("Actor-id", "Pattern")}),
    "two ids": (_add(PGO, "id", Literal("gpu")), {("Actor-id", "MaxCount")}),
    "a negative episode": (_replace(ACT, "episode", Literal(-1)), {("Act-episode", "MinInclusive")}),
    "a link that holds one way only": (_remove(EE, "cooperatesWith"), {("cooperatesWith-back", "Equals")}),
    "something that no statement attests": (_remove(ACT, "evidencedBy"), {("Act-evidencedBy", "MinCount")}),
    "a rule that is none": (
        _replace(LINK, "rule", Literal("link:roles end:boredom")),
        {("Cooperation-rule", "Pattern")},
    ),
    "a rule of the end for the start": (
        _replace(STAY, "startRule", Literal("end:none")),
        {("Participation-startRule", "In")},
    ),
    "a basis that participates": (_add(OLD, "participatesIn", JIT), {("participatesIn", "Class")}),
    "evidence that is no statement": (_add(ACT, "evidencedBy", EE), {("evidencedBy-value", "Class")}),
}


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.replace(" ", "-"))
def test_a_graph_that_is_wrong_is_refused_by_name(broken: str) -> None:
    damage, wanted = BROKEN[broken]
    graph = team_graph()
    before = set(graph)
    damage(graph)
    assert set(graph) != before, "the damage did nothing"
    violations, _ = check(graph)
    assert violations == wanted


def test_a_report_names_the_path_the_thing_and_what_was_expected() -> None:
    graph = team_graph()
    graph.set((LINK, AG.endKind, Literal("fizzled-out")))
    _, report = check(graph)
    [result] = report.subjects(RDF.type, SH.ValidationResult)
    assert report.value(result, SH.focusNode) == LINK
    assert report.value(result, SH.resultPath) == AG.endKind
    assert str(report.value(result, SH.resultMessage)) == (
        "Cooperation.endKind: expected exactly 1, one of exit, unreported, term, during, denied, none"
    )


def test_a_statement_about_a_property_that_does_not_exist_is_refused() -> None:
    graph = team_graph()
    statement = next(graph.subjects(AG.property, Literal("role")))
    assert isinstance(statement, URIRef)
    graph.set((statement, AG.property, Literal("rôle")))
    graph.set((statement, AG.thing, LINK))
    assert check(graph)[0] == {("Statement-property", "In"), ("Statement-thing", "Pattern")}
