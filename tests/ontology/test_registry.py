"""The registry is whole, and what is generated from it is current."""

from __future__ import annotations

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph

from accordgraph.ontology.generate import TARGET, turtle
from accordgraph.ontology.registry import registry

WORDS = registry()


def test_the_generated_ontology_is_current() -> None:
    assert TARGET.read_text(encoding="utf-8") == turtle(WORDS), "run `make vocabulary`"


def test_the_ontology_is_turtle_with_all_classes_and_act_types() -> None:
    graph = Graph().parse(TARGET)
    classes = {str(label) for term in graph.subjects(RDF.type, OWL.Class) for label in graph.objects(term, RDFS.label)}
    assert {node.label["en"] for node in WORDS.classes.values()} <= classes
    concepts = {str(value) for value in graph.objects(None, SKOS.notation)}
    assert set(WORDS.act_types) <= concepts


@pytest.mark.parametrize("name", sorted(WORDS.words))
def test_every_word_has_labels_and_a_definition(name: str) -> None:
    lacking = [
        word.name
        for word in WORDS.words[name].values()
        if not word.definition or (name != "rules" and set(word.label) != {"en", "uk"})
    ]
    assert WORDS.words[name]
    assert lacking == []


def test_every_act_type_has_a_phase_and_an_effect_for_each_way_of_binding() -> None:
    ways = set(WORDS.words["binds"])
    for kind in WORDS.act_types.values():
        assert "any" in kind.phase or ways <= set(kind.phase), kind.name
        assert "any" in kind.effect or ways <= set(kind.effect), kind.name
        assert set(kind.phase.values()) <= set(WORDS.phases), kind.name


def test_roles_link_by_groups_that_exist() -> None:
    groups = {word.fields["group"] for word in WORDS.words["roles"].values()}
    assert {group for link in WORDS.links for group in link} <= groups
    assert set(WORDS.default_roles) == set(WORDS.words["basis_kinds"])


def test_forms_belong_to_a_kind() -> None:
    assert {word.fields["of"] for word in WORDS.words["forms"].values()} == set(WORDS.words["basis_kinds"])


def test_every_reference_leads_to_a_class() -> None:
    targets = {column.type for node in WORDS.classes.values() for column in node.references}
    ends = {relation.target[0] for relation in WORDS.relations.values()}
    assert targets | ends <= set(WORDS.classes)
    assert len(targets) >= 4
