"""Headers: sound, standing once, and true to the texts of both languages."""

from __future__ import annotations

import re
from typing import Any

import jsonschema
import pytest

from accordgraph.graph.errors import NotFoundError
from accordgraph.ontology.registry import registry
from accordgraph.queries import catalogue, header_file, sparql_terms
from accordgraph.queries.header import COLUMN_TYPES, EXPANSIONS, PARAMETER_TYPES, Header

NAMES = catalogue.texts()
ASKED = {
    *("partners", "partners_on", "between", "participants", "acts_of_basis", "acts_of_actor", "in_force"),
    *("bases_between", "evidence", "conflicts", "conflicts_of", "shared_bases", "operations", "statistics"),
    *("challenges", "assessments", "actors", "bases", "sources", "statements_of_source", "links_of_source"),
}
COMPUTED = {"path", "degrees", "brokers", "communities"}
INTERNAL = {
    *("acts", "links", "neighbours", "cooperations", "participations", "participation_evidence", "parts"),
    *("observations", "unlinked_bases", "participations_in", "acts_in", "statements_in", "sources_named"),
    *("common_bases", "relations_of", "effect_rules", "coverage_notes", "bases_of_actors"),
}
TEXT = {"type": "string", "pattern": r"\S"}
NAME = {"type": "string", "pattern": "^[a-z][a-z0-9_]{0,59}$"}
HEADER: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["summary", "description", "columns", "show", "tags"],
    "properties": {
        "summary": TEXT,
        "summary_uk": TEXT,
        "description": TEXT,
        "parameters": {
            "type": "object",
            "propertyNames": NAME,
            "additionalProperties": {
                "type": "object",
                "additionalProperties": False,
                "required": ["type", "is", "example"],
                "properties": {
                    "type": {"enum": list(PARAMETER_TYPES)},
                    "is": TEXT,
                    "example": TEXT,
                    "default": TEXT,
                    "with": {"enum": list(EXPANSIONS)},
                    "optional": {"enum": ["true", "false"]},
                },
            },
        },
        "columns": {
            "type": "object",
            "propertyNames": NAME,
            "additionalProperties": {
                "type": "object",
                "additionalProperties": False,
                "required": ["type", "is"],
                "properties": {
                    "type": {"enum": list(COLUMN_TYPES)},
                    "is": TEXT,
                    "sort": {"type": "string", "pattern": "^(true|[1-9][0-9]?)$"},
                    "names": NAME,
                    "bounds": {"type": "array", "items": NAME, "minItems": 2, "maxItems": 2},
                },
            },
        },
        "show": {"type": "array", "items": NAME},
        "tags": {"type": "array", "items": TEXT},
    },
}
"""What a header may hold, every scalar being text."""


def test_all_questions_are_there() -> None:
    assert set(NAMES) == ASKED | INTERNAL
    assert set(catalogue.computed()) == COMPUTED
    assert set(catalogue.names()) == ASKED | INTERNAL | COMPUTED
    assert {entry["name"] for entry in catalogue.questions() if entry["internal"]} == INTERNAL


@pytest.mark.parametrize("name", sorted(ASKED | INTERNAL | COMPUTED))
def test_every_bundled_header_is_sound(name: str) -> None:
    """The product reads its own headers without checking them."""
    raw = header_file.source(name)
    jsonschema.validate(raw, HEADER)
    columns = set(raw["columns"])
    assert set(raw["show"]) <= columns
    assert {entry["names"] for entry in raw["columns"].values() if "names" in entry} <= columns
    assert {bound for entry in raw["columns"].values() for bound in entry.get("bounds", ())} <= columns


@pytest.mark.parametrize("language", ["sparql", "cypher"])
@pytest.mark.parametrize("name", NAMES)
def test_the_text_names_parameters_of_its_header_only(name: str, language: Any) -> None:
    question = catalogue.question(name, language)
    header, used = question.header, sparql_terms.tokens(question.text)
    assert used <= header.tokens
    parameters = {one.name for one in header.parameters if one.name != "with_bodies"}
    assert parameters == {
        token if token in parameters else token.removesuffix("_class").removesuffix("s") for token in used
    }


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
    """Lines of a header are comments in SPARQL, and name no parameter that a console might ask for."""
    text = catalogue.FOLDER.joinpath(f"{name}.rq").read_text(encoding="utf-8")
    head = [line for line in text.splitlines() if line.startswith("#+")]
    assert len(head) >= 6
    assert not [line for line in head if "$" in line]
    assert max(len(line) for line in text.splitlines()) <= 120


def test_the_file_of_headers_is_current() -> None:
    assert header_file.TARGET.read_text(encoding="utf-8") == header_file.text(), "run `make vocabulary`"


@pytest.mark.parametrize("name", NAMES)
def test_a_header_stands_once(name: str) -> None:
    text = catalogue.FOLDER.joinpath(f"{name}.cypher").read_text(encoding="utf-8")
    assert not [line for line in text.splitlines() if line.startswith("//+")]
    assert max(len(line) for line in text.splitlines()) <= 120


def test_rows_are_sorted_by_the_starred_columns() -> None:
    assert parse_question("partners").order == ("cooperation",)
    assert parse_question("between").order == ("since_earliest", "cooperation")
    assert parse_question("conflicts").order == ("conflict", "value", "source")
    assert parse_question("statistics").order == ("series", "measure", "period", "source", "paragraph")


def parse_question(name: str) -> Header:
    return catalogue.question(name, "sparql").header


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


def test_questions_are_plain_values() -> None:
    [partners] = [entry for entry in catalogue.questions() if entry["name"] == "partners"]
    assert [parameter["name"] for parameter in partners["parameters"]] == ["actor", "with_bodies"]
    assert [parameter["default"] for parameter in partners["parameters"]] == [None, "false"]
    assert len(partners["columns"]) == 30
    assert partners["summary"] and not partners["internal"]
