"""The description of the API as OpenAPI 3.1, made from the headers of the questions."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from accordgraph.ontology.namespaces import ID_NAMESPACE
from accordgraph.queries.catalogue import header
from accordgraph.queries.find import CLASSES
from accordgraph.queries.header import Column, Header, Parameter
from accordgraph.version import __version__
from accordgraph.web.data_api.answers import data_route, json_page
from accordgraph.web.data_api.network import VIEWS
from accordgraph.web.data_api.questions import public_names
from accordgraph.web.data_api.suggest import MOST
from accordgraph.web.protocols.media_types import CSV, JSON, RESULTS
from accordgraph.web.protocols.things import DATA

if TYPE_CHECKING:
    from accordgraph.web.context import Context
    from accordgraph.web.page import Page

TYPES: dict[str, dict[str, str]] = {
    "date": {"type": "string", "format": "date"},
    "day": {"type": "string", "format": "date"},
    "boolean": {"type": "boolean"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
}
"""The types of parameters and columns that are not text."""

LANG = {
    "name": "lang",
    "in": "query",
    "description": "Language of names and messages",
    "schema": {"type": "string", "enum": ["en", "uk"]},
    "example": "en",
}

QUERY_EXAMPLE = "SELECT ?class (COUNT(*) AS ?n) { ?thing a ?class } GROUP BY ?class ORDER BY ?class"

Json = dict[str, Any]


@cache
def document() -> Json:
    """The whole description."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "accordgraph",
            "version": __version__,
            "summary": "Who cooperates with whom, since when, on what basis, and who says so",
            "description": "Everything can be read, nothing can be written. Things are named by id, name or acronym.",
            "license": {"name": "Apache License 2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "tags": [{"name": "questions"}, {"name": "things"}, {"name": "queries"}],
        "paths": {**_questions(), **_things(), **_queries()},
        "components": {"schemas": _schemas(), "responses": _responses()},
    }


def _questions() -> Json:
    paths: Json = {}
    for name in public_names():
        question = header(name)
        paths[f"/questions/{name}.json"] = {"get": _operation(question, name, JSON, _answer_schema(question))}
        paths[f"/questions/{name}.csv"] = {"get": _operation(question, f"{name}_csv", CSV, {"type": "string"})}
    return paths


def _operation(question: Header, identifier: str, media_type: str, schema: Json) -> Json:
    return {
        "operationId": identifier,
        "tags": ["questions"],
        "summary": question.summary,
        "description": question.description,
        "parameters": [*map(_parameter, question.parameters), LANG],
        "responses": _ok(media_type, schema, "400", "404", "503"),
    }


def _parameter(parameter: Parameter) -> Json:
    schema: Json = dict(TYPES.get(parameter.type, {"type": "string"}))
    if parameter.default is not None:
        schema["default"] = parameter.default == "true" if parameter.type == "boolean" else parameter.default
    example: object = parameter.example == "true" if parameter.type == "boolean" else parameter.example
    return _in_query(parameter.name, parameter.definition, schema, example, is_needed=parameter.is_needed)


def _in_query(name: str, what: str, schema: Json, example: object, *, is_needed: bool = False) -> Json:
    return {
        "name": name,
        "in": "query",
        "required": is_needed,
        "description": what,
        "schema": schema,
        "example": example,
    }


def _answer_schema(question: Header) -> Json:
    columns = {column.name: _column(column) for column in question.columns}
    row = {"type": "object", "properties": columns, "required": list(columns), "additionalProperties": False}
    rows = {"rows": {"type": "array", "items": row}}
    return {"allOf": [{"$ref": "#/components/schemas/Answer"}, {"type": "object", "properties": rows}]}


def _column(column: Column) -> Json:
    schema = TYPES.get(column.type, {"type": "string"})
    return {**schema, "type": [schema["type"], "null"], "description": column.definition}


# ---------------------------------------------------------------- things
def _things() -> Json:
    text = {"type": "string"}
    limit = {"type": "integer", "minimum": 1, "maximum": MOST}
    classes = {"type": "string", "enum": list(CLASSES)}
    return {
        "/api/suggest": _get(
            "suggest",
            "Actors, agreements and sources by name, while somebody types",
            [
                _in_query("q", "A name, or a part of one", text, "nabu", is_needed=True),
                _in_query("class", "Only things of this class", classes, "Actor"),
                _in_query("limit", "Maximum number of suggestions", limit, 5),
                LANG,
            ],
            JSON,
        ),
        "/api/evidence": _get(
            "evidence_of",
            "Every statement behind a thing",
            [_in_query("id", "Id of a thing", text, "nabu", is_needed=True), LANG],
            JSON,
        ),
        "/api/network": _get(
            "network",
            "All links among opened actors and agreements and their neighbours, and how much is not shown",
            [
                _in_query("about", "Ids or names, with commas", text, "nabu,eppo", is_needed=True),
                _in_query("on", "Only what may have been in force on this day", TYPES["day"], "2024-04-10"),
                _in_query("view", "What neighbours are", {"type": "string", "enum": list(VIEWS)}, "actors"),
                LANG,
            ],
            JSON,
        ),
        "/id/{class}/{id}": _get(
            "thing",
            f"One thing, whose IRI is {ID_NAMESPACE}{{class}}/{{id}}",
            [_in_path("class", "Its class in small letters", "actor"), _in_path("id", "Its id", "nabu")],
            *DATA,
        ),
    }


def _in_path(name: str, what: str, example: str) -> Json:
    schema = {"type": "string"}
    return {"name": name, "in": "path", "required": True, "description": what, "schema": schema, "example": example}


def _queries() -> Json:
    query = _in_query("query", "A query that only reads", {"type": "string"}, QUERY_EXAMPLE)
    return {"/sparql": _get("sparql", "The SPARQL 1.1 Protocol", [query], *RESULTS, tag="queries")}


def _get(identifier: str, summary: str, parameters: list[Json], *media_types: str, tag: str = "things") -> Json:
    content: Json = {media_type: {"schema": {}} for media_type in media_types}
    responses: Json = {"200": {"description": "The answer", "content": content}, **_references("400", "404", "503")}
    return {
        "get": {
            "operationId": identifier,
            "tags": [tag],
            "summary": summary,
            "parameters": parameters,
            "responses": responses,
        }
    }


# ---------------------------------------------------------------- answers
def _ok(media_type: str, schema: Json, *others: str) -> Json:
    ok = {"description": "The answer", "content": {media_type: {"schema": schema}}}
    return {"200": ok, **_references(*others)}


def _references(*statuses: str) -> Json:
    return {status: {"$ref": f"#/components/responses/{status}"} for status in statuses}


def _responses() -> Json:
    content = {JSON: {"schema": {"$ref": "#/components/schemas/Error"}}}
    why = {"400": "What was asked cannot be answered", "404": "There is no such thing", "503": "Not now; ask again"}
    return {status: {"description": text, "content": content} for status, text in why.items()}


def _schemas() -> Json:
    text = {"type": "string"}
    texts = {"type": "array", "items": text}
    fits = {"type": "object", "properties": {"id": text, "name": text}}
    return {
        "Answer": {
            "type": "object",
            "required": ["question", "snapshot", "columns", "rows", "notes"],
            "properties": {
                "question": text,
                "snapshot": {**text, "description": "The state of the graph that answered"},
                "columns": texts,
                "rows": {"type": "array", "items": {"type": "object"}},
                "notes": {**texts, "description": "What was left out, and why"},
            },
        },
        "Error": {
            "type": "object",
            "required": ["error"],
            "properties": {"error": text, "nearest": texts, "fits": {"type": "array", "items": fits}},
        },
    }


def _build(_context: Context) -> Page:
    return json_page(document())


ROUTES = [data_route("/openapi.json", _build)]
