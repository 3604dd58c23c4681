"""The JSON-LD context, `context.jsonld`: how JSON documents name the terms of the graph."""

from __future__ import annotations

import json
from typing import Any

from accordgraph.ontology.namespaces import ID_NAMESPACE, NAMESPACE
from accordgraph.ontology.registry import Column, Registry, camel

PREFIXES = {
    "ag": NAMESPACE,
    "agid": ID_NAMESPACE,
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""`agid` begins the IRIs of things: `agid:actor/ua`."""

KEYWORDS = {"id": "@id", "type": "@type"}
"""What JSON documents write instead of JSON-LD's own words."""

RENAMED = {"id": "identifier", "type": "actType"}
"""The two properties whose names the keywords take: `ag:id` and `ag:type`."""

COERCIONS = {"edtf": "edtf:EDTF", "date": "xsd:date", "boolean": "xsd:boolean", "integer": "xsd:integer"}


def context(vocabulary: Registry) -> dict[str, Any]:
    """The context: prefixes, keywords, classes, and each property with its datatype, `@id` or languages."""
    terms = dict(sorted(_properties(vocabulary).items()))
    classes = {name: f"ag:{name}" for name in vocabulary.classes}
    return {"@context": {"@version": 1.1, **PREFIXES, **KEYWORDS, **classes, **terms}}


def text(vocabulary: Registry) -> str:
    """The context as a JSON document, the same bytes on every run."""
    return json.dumps(context(vocabulary), indent=2, ensure_ascii=False) + "\n"


def _properties(vocabulary: Registry) -> dict[str, Any]:
    columns = [column for node in vocabulary.classes.values() for column in node.in_rdf]
    named = {column.term: _definition(column) for column in [*columns, *vocabulary.statement_record]}
    links = {relation.rdf for relation in vocabulary.relations.values()} | {"thing"}
    named |= {name: {"@id": f"ag:{name}", "@type": "@id"} for name in links}
    named |= {name: {"@id": f"ag:{name}", "@container": "@language"} for name in ("alias",)}
    return {RENAMED.get(name, name): definition for name, definition in {**named, "id": "ag:id"}.items()}


def _definition(column: Column) -> Any:
    name = f"ag:{camel(column.base or column.name)}"
    if column.language:
        return {"@id": name, "@container": "@language"}
    kind = "@id" if column.is_reference else COERCIONS.get(column.type)
    return {"@id": name, "@type": kind} if kind else name
