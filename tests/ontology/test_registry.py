"""The registry is whole: what one part names, another has."""

from __future__ import annotations

import pytest

from accordgraph.ontology.registry import registry

WORDS = registry()


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


@pytest.mark.parametrize("name", sorted(WORDS.classes))
def test_what_a_class_requires_is_among_its_columns(name: str) -> None:
    node = WORDS.classes[name]
    assert set(node.required) <= {column.name for column in node.columns}


def test_closed_columns_have_lists_with_words() -> None:
    lists = {name for by_class in WORDS.closed.values() for name in by_class.values()}
    assert len(lists) >= 15
    assert [name for name in sorted(lists) if not WORDS.words_of(name)] == []
    assert WORDS.word_list("kind", "Source") == "source_kinds"
    assert WORDS.word_list("standing", "Act") == "standings"
    assert WORDS.word_list("kind", "Statement") is None


def test_a_column_of_a_language_stands_for_one_property() -> None:
    columns = {column.name: column for column in WORDS.classes["Actor"].columns}
    assert [(columns[name].term, columns[name].language) for name in ("name", "name_uk", "subtype")] == [
        ("name", "en"),
        ("name", "uk"),
        ("subtype", None),
    ]
    since = {column.name: column.term for column in WORDS.classes["Cooperation"].columns}["since_earliest"]
    assert since == "sinceEarliest"
