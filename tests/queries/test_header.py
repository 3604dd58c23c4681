"""Headers: the same in both languages, true to the text below them, and refused where they are wrong."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from accordgraph.graph.errors import InputError, NotFoundError
from accordgraph.ontology.registry import registry
from accordgraph.queries import catalogue, terms
from accordgraph.queries.header import Header, build, parse, split

NAMES = catalogue.texts()
ASKED = {
    *("partners", "partners_on", "between", "participants", "acts_of_basis", "acts_of_actor", "in_force"),
    *("bases_between", "evidence", "conflicts", "conflicts_of", "shared_bases", "operations", "statistics"),
    *("challenges", "assessments", "actors", "bases", "sources"),
}
COMPUTED = {"path", "degrees", "brokers", "communities"}
INTERNAL = {
    *("acts", "links", "neighbours", "cooperations", "participations", "participation_evidence", "parts"),
    *("observations", "unlinked_bases"),
}
RIGHT: dict[str, Any] = {
    "summary": "s",
    "description": "d",
    "parameters": {"actor": {"type": "actor", "is": "i", "example": "e"}},
    "columns": {"actor": {"type": "id", "is": "i"}, "name": {"type": "text", "is": "i", "names": "actor"}},
    "show": ["name"],
    "tags": [],
}


def test_all_questions_are_there() -> None:
    assert set(NAMES) == ASKED | INTERNAL
    assert set(catalogue.computed()) == COMPUTED
    assert set(catalogue.names()) == ASKED | INTERNAL | COMPUTED
    assert {entry["name"] for entry in catalogue.questions() if entry["internal"]} == INTERNAL


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_have_the_same_header(name: str) -> None:
    assert catalogue.question(name, "sparql").header == catalogue.question(name, "cypher").header


@pytest.mark.parametrize("language", ["sparql", "cypher"])
@pytest.mark.parametrize("name", NAMES)
def test_the_text_names_parameters_of_its_header_only(name: str, language: Any) -> None:
    question = catalogue.question(name, language)
    header, used = question.header, terms.tokens(question.text)
    assert used <= header.tokens
    asked = {one.name for one in header.parameters if one.name != "with_bodies"}
    assert asked == {token if token in asked else token.removesuffix("s") for token in used}


@pytest.mark.parametrize("name", NAMES)
def test_sparql_selects_the_columns_in_their_order(name: str) -> None:
    question = catalogue.question(name, "sparql")
    selected = re.search(r"SELECT (?:DISTINCT )?((?:\?\w+\s+)+)WHERE", question.text)
    assert selected
    assert selected[1].replace("?", "").split() == [column.name for column in question.header.columns]


@pytest.mark.parametrize("name", NAMES)
def test_cypher_returns_the_columns_in_their_order(name: str) -> None:
    question = catalogue.question(name, "cypher")
    returned = question.text.rpartition("RETURN ")[2].partition("ORDER BY")[0].removeprefix("DISTINCT ")
    items = re.sub(r"CASE.*?END(?= AS \w+(?:,|\s*$))", "CASE", returned, flags=re.DOTALL).split(",")
    assert [item.split()[-1] for item in items] == [column.name for column in question.header.columns]


@pytest.mark.parametrize("name", NAMES)
def test_terms_of_the_texts_are_of_the_registry(name: str) -> None:
    words = registry()
    properties = {column.name for node in words.classes.values() for column in node.columns}
    known = {re.sub(r"_(.)", lambda m: m[1].upper(), text) for text in properties | {"id"}}
    known |= {relation.rdf for relation in words.relations.values()} | set(words.classes)
    used = re.findall(r"\bag:(\w+)", catalogue.question(name, "sparql").text)
    assert used
    assert set(used) <= known


@pytest.mark.parametrize("name", NAMES)
def test_a_header_can_stand_in_a_console(name: str) -> None:
    """Lines of a header are comments in both languages, and name no parameter that a console might ask for."""
    for suffix in (".rq", ".cypher"):
        text = Path(catalogue.__file__).with_name(name + suffix).read_text(encoding="utf-8")
        head = [line for line in text.splitlines() if line.startswith(("#+", "//+"))]
        assert len(head) >= 6
        assert not [line for line in head if "$" in line]
        assert max(len(line) for line in text.splitlines()) <= 120


def test_rows_are_sorted_by_the_starred_columns() -> None:
    assert parse_question("partners").order == ("cooperation",)
    assert parse_question("between").order == ("since_earliest", "cooperation")
    assert parse_question("conflicts").order == ("conflict", "value", "source")
    assert parse_question("statistics").order == ("series", "measure", "period", "source")


def parse_question(name: str) -> Header:
    return catalogue.question(name, "sparql").header


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"colums": {}}, "unknown colums"),
        ({"tags": None}, "tags is missing"),
        ({"show": ["nome"]}, "show names nome"),
        ({"columns": {"name": {"type": "text", "is": "i", "names": "actr"}}, "show": []}, "names names actr"),
        ({"columns": {"name": {"type": "txt", "is": "i"}}}, "type is 'txt'"),
        ({"columns": {"name": {"type": "text"}}}, "column name: is is missing"),
        ({"columns": {"name": {"type": "text", "is": "i", "sort": "yes"}}}, "sort is 'yes'"),
        ({"columns": {"name": {"type": "date", "is": "i", "bounds": ["a", "b"]}}}, "bounds names a, b"),
        ({"parameters": {"day": {"type": "date", "is": "i", "example": "e"}}}, "type is 'date'"),
        ({"parameters": {"day": {"type": "day", "is": "i"}}}, "parameter day: example is missing"),
        ({"parameters": {"a": {"type": "actor", "is": "i", "example": "e", "with": "x"}}}, "with is 'x'"),
        ({"parameters": {"a": "actor"}}, "expected a mapping"),
    ],
)
def test_a_wrong_header_is_refused(change: dict[str, Any], message: str) -> None:
    assert build("right", RIGHT).show == ("name",)
    raw = {key: value for key, value in {**RIGHT, **change}.items() if value is not None}
    with pytest.raises(InputError, match=re.escape(message)):
        build("wrong", raw)


def test_text_that_is_no_yaml_is_refused() -> None:
    with pytest.raises(InputError, match="not YAML"):
        parse("wrong", "summary: [")
    with pytest.raises(InputError, match="expected a mapping"):
        parse("wrong", "")


def test_a_header_survives_both_marks() -> None:
    text = yaml.safe_dump(RIGHT, sort_keys=False)
    marked = {mark: "".join(f"{mark} {line}\n" for line in text.splitlines()) for mark in ("#+", "//+")}
    assert split(marked["#+"] + "\nSELECT", "sparql") == (text, "SELECT\n")
    assert split(marked["//+"] + "\nMATCH", "cypher") == (text, "MATCH\n")


def test_an_unknown_question_names_the_nearest() -> None:
    with pytest.raises(NotFoundError) as caught:
        catalogue.question("partnrs", "sparql")
    assert caught.value.nearest[0] == "partners"
    assert "Did you mean partners" in str(caught.value)


def test_an_unknown_question_may_look_like_one_that_is_computed() -> None:
    with pytest.raises(NotFoundError, match="Did you mean brokers"):
        catalogue.header("brokrs")


def test_a_parameter_may_be_left_out_where_the_header_says_so() -> None:
    [day] = catalogue.header("brokers").parameters
    assert (day.optional, day.default, day.is_needed) == (True, None, False)
    needed = [one.name for one in catalogue.header("partners_on").parameters if one.is_needed]
    assert needed == ["actor", "day"]
    raw = {**RIGHT, "parameters": {"day": {"type": "day", "is": "i", "example": "e", "optional": "yes"}}}
    with pytest.raises(InputError, match="optional is 'yes'"):
        build("wrong", raw)


def test_questions_are_plain_values() -> None:
    [partners] = [entry for entry in catalogue.questions() if entry["name"] == "partners"]
    assert [parameter["name"] for parameter in partners["parameters"]] == ["actor", "with_bodies"]
    assert [parameter["default"] for parameter in partners["parameters"]] == [None, "false"]
    assert len(partners["columns"]) == 18
    assert partners["summary"] and not partners["internal"]
