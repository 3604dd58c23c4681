"""Parameters: what fits goes in as a typed term, what does not is refused, and nothing can break out."""

from __future__ import annotations

import datetime
from typing import Any

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordgraph.graph.engines.protocol import Engine
from accordgraph.graph.errors import AccordError, AmbiguousError, InputError, NotFoundError, UsageError
from accordgraph.graph.names.index import Names
from accordgraph.queries import sparql_terms
from accordgraph.queries.plans import plan
from accordgraph.queries.runner import run
from accordgraph.queries.session import Session

HOSTILE = [
    'ua" } DELETE WHERE { ?s ?p ?o } #',
    "ua> } # ",
    "https://w3id.org/accordgraph/id/actor/ua",
    "$actor",
    "ua\n",
    "ua pl",
    "\\u0022",
    "UA",
    "ua~",
    "",
    "' OR 1 = 1 //",
]


def test_sparql_holds_the_terms_and_cypher_binds_them() -> None:
    given_ = {"actor": "ua", "partner": "pl"}
    sparql, cypher = plan("between", given_, "sparql"), plan("between", given_, "cypher")
    assert "VALUES ?actor { <https://w3id.org/accordgraph/id/actor/ua> }" in sparql.text
    assert "$" not in sparql.text
    assert sparql.parameters == {}
    assert cypher.parameters == given_
    assert "$actor" in cypher.text


def test_days_are_typed_in_both_languages() -> None:
    sparql = plan("in_force", {"day": "2024-04-10"}, "sparql")
    assert '"2024-04-10"^^<http://www.w3.org/2001/XMLSchema#date>' in sparql.text
    assert plan("in_force", {"day": "2024-04-10"}, "cypher").parameters == {"day": datetime.date(2024, 4, 10)}


def test_one_thing_is_looked_up_and_several_are_a_list() -> None:
    alone = plan("partners", {"actor": "ua"}, "cypher")
    assert alone.parameters == {"actors": "ua"}
    assert "a.id = $actors AND NOT p.id = $actors" in alone.text
    given_: dict[str, Any] = {"actor": "ua", "with_bodies": True}
    assert plan("partners", given_, "cypher", {"actors": ["nabu", "ua"]}).parameters == {"actors": ["nabu", "ua"]}
    assert "a.id IN $actors" in plan("partners", given_, "cypher", {"actors": ["nabu", "ua"]}).text
    assert "actor/nabu> <https" in plan("partners", given_, "sparql", {"actors": ["nabu", "ua"]}).text


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("language", ["sparql", "cypher"])
@pytest.mark.parametrize(
    ("question", "parameter", "more"),
    [
        ("between", "partner", {"actor": "ua"}),
        ("participants", "basis", {}),
        ("evidence", "id", {}),
        ("neighbours", "actors", {}),
        ("in_force", "day", {}),
    ],
)
def test_a_hostile_value_never_reaches_a_text(
    question: str, parameter: str, more: dict[str, str], language: Any, value: str
) -> None:
    if value.strip() == "ua" and parameter != "day":
        assert "ua\n" not in plan(question, {**more, parameter: value}, language).text  # blanks at the ends go
        return
    with pytest.raises((InputError, UsageError)):
        plan(question, {**more, parameter: value}, language)


@given(st.text())
def test_any_text_is_one_literal(text: str) -> None:
    """A SPARQL parser that is not ours reads back what was written."""
    try:
        written = sparql_terms.literal(text)
    except InputError:
        assert "\0" in text or any(0xD800 <= ord(character) <= 0xDFFF for character in text)
        return
    answer: Any = pyoxigraph.Store().query(f"SELECT ?x WHERE {{ BIND({written} AS ?x) }}")
    [solution] = answer
    assert solution["x"] == pyoxigraph.Literal(text)


def test_what_a_term_holds_is_not_replaced_again() -> None:
    assert sparql_terms.replace("$a $b $ab", {"a": '"$b"', "b": '"$a"', "ab": "1"}) == '"$b" "$a" 1'


@pytest.mark.parametrize(
    ("question", "given_", "error", "said"),
    [
        ("between", {"actor": "ua"}, UsageError, "needs partner"),
        ("between", {"actor": "ua", "partner": None}, UsageError, "needs partner"),
        ("between", {"actor": "ua", "partner": "pl", "dai": "x"}, UsageError, "no parameter dai"),
        ("operations", {"actor": "ua"}, UsageError, "It takes none"),
        ("in_force", {"day": "2024-02-30"}, InputError, "or 10 April 2024. Example: 2024-04-10"),
        ("in_force", {"day": "04/10/2024"}, InputError, "'04/10/2024' as day"),
        ("in_force", {"day": datetime.datetime(2024, 4, 10)}, InputError, "as day"),
        ("partners", {"actor": "ua", "with_bodies": "maybe"}, InputError, "true or false"),
        ("partners", {"actor": ["ua"]}, InputError, "Example: nabu"),
        ("neighbours", {"actors": []}, InputError, "one or more"),
        ("neighbours", {"actors": "ua,,pl"}, InputError, "one or more"),
    ],
)
def test_what_does_not_fit_is_refused(question: str, given_: Any, error: type[AccordError], said: str) -> None:
    with pytest.raises(error) as caught:
        plan(question, given_, "sparql")
    assert type(caught.value) is error
    assert said in str(caught.value)


def test_a_usage_error_gives_examples() -> None:
    with pytest.raises(UsageError, match=r"It takes actor \(such as nabu\), partner \(such as eppo\)"):
        plan("between", {}, "cypher")


@pytest.mark.parametrize("spoken", ["true", "yes", "1", "True", True])
def test_booleans_are_read_from_words(spoken: str | bool) -> None:
    from accordgraph.queries.catalogue import question
    from accordgraph.queries.parameters import read

    assert read(question("partners", "sparql").header, {"actor": "ua", "with_bodies": spoken})["with_bodies"] is True


def test_names_stand_for_ids(sparql: Engine, cypher: Engine, names: Names) -> None:
    for engine in (sparql, cypher):
        session = Session(engine, names)
        by_id = run(session, "partners", {"actor": "nabu"})
        assert len(by_id.rows) == 5
        assert run(session, "partners", {"actor": "Anti-corruption bureau of UKRAINE"}).rows == by_id.rows
        assert len(run(session, "participants", {"basis": "Спільна група"}).rows) == 4


@pytest.mark.parametrize(
    ("question", "given_", "what"),
    [
        ("partners", {"actor": "ukrain"}, "actor"),
        ("partners", {"actor": "jit"}, "actor"),
        ("participants", {"basis": "ua"}, "basis"),
        ("evidence", {"id": "no-such-thing"}, "thing"),
        ("evidence", {"id": 'x" } #'}, "thing"),
    ],
)
def test_what_nobody_is_called_is_not_found(
    sparql: Engine, cypher: Engine, names: Names, question: str, given_: dict[str, str], what: str
) -> None:
    for engine in (sparql, cypher):
        with pytest.raises(NotFoundError) as caught:
            run(Session(engine, names), question, given_)
        assert caught.value.what == what


def test_a_name_of_two_is_ambiguous(cypher: Engine, names: Names) -> None:
    with pytest.raises(AmbiguousError, match="twin-a"):
        run(Session(cypher, names), "partners", {"actor": "The Twin"})
