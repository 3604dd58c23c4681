"""The form of a mapping as JSON Schema, made from that of a dossier: references may stand in the place of values.

`python -m accordgraph.loaders.tables.json_schema` writes `mapping.schema.json`, for editors.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from accordgraph.loaders.dossier import json_schema as dossier
from accordgraph.loaders.dossier.records import EntrySchema
from accordgraph.loaders.tables import forms

TARGET = Path(__file__).resolve().with_name("mapping.schema.json")
ADDRESS = "https://w3id.org/accordgraph/mapping.schema.json"
Schema = dict[str, Any]

REFERENCE: Schema = {"type": "string", "pattern": r"\$\("}
TEXT: Schema = {"type": ["string", "number", "boolean"]}
TEXTS: Schema = {"anyOf": [TEXT, {"type": "array", "items": TEXT}]}
CONDITIONS: Schema = {
    "type": "object",
    "additionalProperties": {
        "anyOf": [
            TEXTS,
            {"type": "object", "properties": {"not": TEXTS}, "required": ["not"], "additionalProperties": False},
        ]
    },
    "description": "Which rows: a column and the cell, or cells, that it must have; {not: [...]} for none of them.",
}
WITH_CONDITIONS = (
    "source",
    "actor",
    "life",
    "basis",
    "says",
    "of_basis",
    "act",
    "list",
    "observation",
    "challenge",
    "assessment",
)
"""Entries that may be made by some rows only."""

DESCRIPTIONS = {
    "path": "The file, or a pattern of files in the folder that is loaded",
    "encoding": "Of a text file, such as utf-8 or cp1251; guessed where it is left out",
    "delimiter": "The sign between cells; guessed where it is left out",
    "quoteChar": "The sign around cells that hold a delimiter",
    "header": "The row of the heading, counted from 1",
    "missingValues": "Texts that stand for an empty cell",
    "sheet": "The sheet of a workbook",
    "records": "Where in JSON the records are, as a.b",
    "type": "What the cells are",
    "format": "How dates are written: strptime, excel (serial numbers) or edtf; the first that fits",
    "names": "How actors are called: by name, by id or by a code",
    "else": "What becomes of names that no list has",
    "kind": "The kind of actors that are new",
    "language": "The language of the names of new actors",
    "notes": "brackets: what stands in brackets at the end of a name is no part of it",
    "split": "Signs between several values in one cell",
    "fill": "down: an empty cell has the value above it",
    "pattern": "A regular expression whose named parts become columns, or `status`, which makes over, over_day and "
    "status_end of the words of a status",
    "of": "The cells, as references, whose words are looked up in values or table; without these, what the column is "
    "put together of, such as a date of three columns: the first whose cells all have something",
    "table": "A CSV file with the words of the cells and, in its last column, ours",
    "decimalChar": "The sign before decimals",
    "groupChar": "The sign between thousands",
    "keep": "The columns that stay",
    "heading": "The name of the column that gets the headings",
    "cell": "The name of the column that gets the cells",
    "key": "What identifies a row of the other table",
    "with": "What identifies it in a row of this one",
}


def schema() -> Schema:
    """The whole schema."""
    whole = dossier.schema()
    defs = {name: _templated(name, part) for name, part in whole["$defs"].items()}
    sections = {
        name: part
        for name, part in whole["properties"].items()
        if name in ("covers", "publishers", "observations", "challenges", "assessments")
    }
    by_id = {
        name: {"type": "object", "additionalProperties": {"$ref": f"#/$defs/{one}"}}
        for name, one in (("sources", "source"), ("actors", "actor"), ("bases", "basis"))
    }
    properties = {
        "mapping": {**defs["slug"], "description": "The id under which the statements of the table are filed"},
        **{name: whole["properties"][name] for name in ("title", "recorded", "licence", "amends", "note")},
        "ignore": {**TEXTS, "description": "Columns that are left out on purpose"},
        "table": _of_form(
            forms.table(), {"unpivot": _of_form(forms.unpivot(), {}), "join": _of_form(forms.join(), {})}
        ),
        "columns": {"type": "object", "additionalProperties": _column()},
        "where": CONDITIONS,
        **sections,
        **by_id,
    }
    head = {"$schema": whole["$schema"], "$id": ADDRESS, "title": "A mapping of a table", "type": "object"}
    return {
        **head,
        "properties": properties,
        "required": ["mapping", "recorded"],
        "additionalProperties": False,
        "$defs": defs,
    }


def text() -> str:
    """The schema as JSON, the same bytes on every run."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _column() -> Schema:
    words = {"type": "object", "additionalProperties": TEXT}
    return _of_form(forms.column(), {"spelled": words, "words": words, "values": words, "leave": words})


def _of_form(form: EntrySchema, parts: Schema) -> Schema:
    properties = {
        each.key: {**(TEXTS if each.several else TEXT), "description": DESCRIPTIONS[each.key]} for each in form.fields
    }
    required = [each.key for each in form.fields if each.required]
    return {
        "type": "object",
        "properties": {**properties, **parts},
        "required": required,
        "additionalProperties": False,
    }


def _templated(name: str, part: Schema) -> Schema:
    """A definition of the dossier's schema that takes references as well."""
    if "properties" not in part:
        return part if part.get("type") == "array" else {"anyOf": [part, REFERENCE]}
    properties = {key: _value(inner) for key, inner in part["properties"].items() if key not in forms.LOCATORS}
    if name in WITH_CONDITIONS:
        properties["when"] = CONDITIONS
    if name == "basis":
        properties["keys"] = {**TEXTS, "description": "Columns that become part of the id"}
    kept = {key: value for key, value in part.items() if key in ("type", "required", "additionalProperties")}
    return {**kept, "properties": properties}


def _value(part: Schema) -> Schema:
    """A value of an entry; lists of words take references too."""
    if "enum" in part:
        return {
            "anyOf": [{"enum": part["enum"]}, REFERENCE],
            **({"description": part["description"]} if "description" in part else {}),
        }
    if "anyOf" in part:
        return {**part, "anyOf": [_value(one) for one in part["anyOf"]]}
    if part.get("propertyNames"):
        return {**part, "propertyNames": {"anyOf": [part["propertyNames"], REFERENCE]}}
    return part


if __name__ == "__main__":
    TARGET.write_text(text(), encoding="utf-8")
    print(f"Wrote {TARGET}")
