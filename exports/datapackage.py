"""What describes a folder of tables: a Frictionless Data Package for programs, a README for people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from accordgraph.exports.snapshot_reader import Edition
from accordgraph.graph.visible import visible_lines
from accordgraph.ontology.labels import labels
from accordgraph.ontology.registry import NodeClass, Registry
from accordgraph.version import __version__

DESCRIPTOR, README = "datapackage.json", "README.md"

Schemas = Mapping[str, pl.Schema]

TYPES: dict[type[pl.DataType], str] = {pl.String: "string", pl.Date: "date", pl.Boolean: "boolean", pl.Int64: "integer"}
"""How Table Schema calls the types of columns."""

MEDIA_TYPES = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}

WORDS = {
    "basis_name": "The name of the basis, in English where it has one",
    "statement": "The statement by its id",
    "actor_a": "The first of the two actors, by id",
    "actor_b": "The second of the two actors, by id",
    "participation_a": "The participation of the first actor",
    "participation_b": "The participation of the second actor",
    "whole": "The actor that the first is a part of",
    "other": "The basis at the other end",
    "challenge": "The challenge that affects the actor",
    "class": "The class of the thing",
    "text": "The name itself",
    "aliases": "Other names, in all languages, with semicolons between them",
}
"""Columns that are neither a property nor a relation of the vocabulary."""

OF_NAMES = "All names, acronyms and aliases of things, in all languages"


Licences = Mapping[str, str | None]
"""Of each dossier by its id: the licence that it names, None where it names none."""

LICENCE_ID = re.compile(r"[-A-Za-z0-9._]+")
"""What may stand as the name of a licence in a package: an identifier, such as those of SPDX."""


def descriptor(columns: Schemas, form: str, words: Registry, licences: Licences, edition: Edition) -> dict[str, Any]:
    """The package: every table with the types, keys and meanings of its columns, and the dossiers' licences.

    Where a dossier names none, nobody may take those of the others for that of the whole: `licenses` has it too.
    """
    return {
        "name": "accordgraph",
        "title": "Who cooperates with whom, since when, on what basis, and who says so",
        "version": __version__,
        **edition._asdict(),
        "profile": "tabular-data-package" if form == "csv" else "data-package",
        **_licences(licences),
        "resources": [_resource(table, schema, form, words) for table, schema in sorted(columns.items())],
    }


def _licences(licences: Licences) -> dict[str, Any]:
    """The key `licenses`, an entry for each licence with the dossiers that it covers; nothing without any dossier."""
    dossiers: dict[str | None, list[str]] = {}
    for dossier, licence in sorted(licences.items()):
        dossiers.setdefault(licence, []).append(dossier)
    return {"licenses": [_licence(licence, of) for licence, of in dossiers.items()]} if dossiers else {}


def _licence(licence: str | None, dossiers: list[str]) -> dict[str, str]:
    """A licence as the standard has it: `name` is an identifier, `path` an address, `title` is for people."""
    of = f"of {', '.join(dossiers)}"
    if licence is None:
        return {"name": "not-stated", "title": f"no licence stated: {of}"}
    if licence.startswith(("https://", "http://")):
        return {"path": licence, "title": f"{licence}: {of}"}
    name = licence if LICENCE_ID.fullmatch(licence) else "other"
    return {"name": name, "title": f"{licence}: {of}"}


def _resource(table: str, schema: pl.Schema, form: str, words: Registry) -> dict[str, Any]:
    return {
        "name": table.replace("_", "-"),
        "path": f"{table}.{form}",
        "description": meaning(table, words),
        "format": form,
        "mediatype": MEDIA_TYPES[form],
        **({"profile": "tabular-data-resource", "encoding": "utf-8"} if form == "csv" else {}),
        "schema": {
            "fields": [_field(name, dtype, words) for name, dtype in schema.items()],
            "missingValues": [""],
            **_keys(table, schema, words),
        },
    }


def _field(name: str, dtype: pl.DataType, words: Registry) -> dict[str, Any]:
    field = {"name": name, "type": TYPES[type(dtype)]}
    text = definition(name, words)
    return {**field, "description": text} if text else field


def definition(name: str, words: Registry) -> str | None:
    """What a column holds."""
    known = labels().terms
    base = name.rpartition("_")[0] if name.rpartition("_")[2] in words.languages else name
    for key in (name, base):
        if key in known:
            return known[key].definition["en"]
    return WORDS.get(name)


def meaning(table: str, words: Registry) -> str:
    """What a table holds."""
    known = labels()
    for node in words.classes.values():
        if node.table == table:
            return known.classes[node.name].definition["en"]
    for relation in words.relations.values():
        if relation.table == table:
            return known.terms[relation.name.lower()].definition["en"]
    return OF_NAMES


def _keys(table: str, schema: pl.Schema, words: Registry) -> dict[str, Any]:
    """The key of the table, and which of its columns are ids of which other table."""
    ends = {table: [name for name in schema if name != "class"] for table in _relation_tables(words)}
    key = ["id"] if "id" in schema else ends.get(table, [])
    foreign = [
        {"fields": [column], "reference": {"resource": node.table, "fields": ["id"]}}
        for column, node in _references(table, words)
        if column in schema
    ]
    return {**({"primaryKey": key} if key else {}), **({"foreignKeys": foreign} if foreign else {})}


def _relation_tables(words: Registry) -> set[str]:
    return {one.table for one in words.relations.values()} - {node.table for node in words.classes.values()}


def _references(table: str, words: Registry) -> Iterator[tuple[str, NodeClass]]:
    for node in words.classes.values():
        if node.table == table:
            further = words.statement_record if node.name == "Statement" else ()
            for column in (*node.references, *(one for one in further if one.is_reference)):
                yield from ((name, words.classes[column.type]) for name in column.columns)
    for relation in words.relations.values():
        if relation.table == table and table in _relation_tables(words):
            ends = (relation.source, relation.target)
            yield from ((column, words.classes[name]) for name, column in ends if name != "*")


def readme(
    rows: Mapping[str, int],
    form: str,
    words: Registry,
    licences: Licences,
    edition: Edition,
    csv_safe: bool = False,
) -> str:
    """A page for people: what there is, how to read it, and under which licence it may be used."""
    lines = [f"| `{table}.{form}` | {count:,} | {meaning(table, words)} |" for table, count in sorted(rows.items())]
    notes = NOTES[form] + (FORMULAS[csv_safe] if form == "csv" else "")
    covered = "".join(f"| {dossier} | {licence or 'not stated'} |\n" for dossier, licence in sorted(licences.items()))
    cited = CITE.format(graph=edition.graph, recorded=edition.recorded)
    return visible_lines(HEAD + "\n".join(lines) + "\n" + notes + (LICENCES + covered if covered else "") + cited)


HEAD = f"""# Tables of accordgraph {__version__}

Who cooperates with whom, since when, on what basis, and who says so. `{DESCRIPTOR}` has the type, meaning and keys of
each column (Frictionless Data Package).

| file | rows | what it holds |
|---|---|---|
"""

LICENCES = """
Each row is of the dossier that its statements stand in, and may be used under the licence of that dossier:

| dossier | licence |
|---|---|
"""

CITE = f"""
## To cite it

The graph has the fingerprint `{{graph}}`, which is the same for the same graph in any store, and was last recorded on
{{recorded}}. Name the dossiers that you used with their licences, accordgraph {__version__}, and both:

> accordgraph {__version__}, dossiers DOSSIERS, graph {{graph}}, recorded until {{recorded}}.
"""

COMMON = """
Rows are sorted by id, or by all columns where there is none. Dates such as `since` are EDTF, as reported; their bounds
beside them (`since_earliest` ... `until_latest`) are days, and an unknown bound is empty: it is never a far day. A link
that a source reports and that we do not consider true has `held` = false: filter on `held` before you count.
`statements` are the current ones, with the day on which each was recorded; retracted ones are not among them.
"""

NOTES = {
    "csv": COMMON
    + """
UTF-8 with commas, lines end with a line feed, a field with a comma, a quote or a line end stands in quotes. What is
unknown is empty.""",
    "parquet": COMMON,
}

FORMULAS = {
    False: """ Spreadsheets read a cell that begins with `=`, `+`, `-` or `@` as a formula: import the columns as
text, or export with `--csv-safe`.
""",
    True: """ An apostrophe stands before whatever a spreadsheet would run as a formula: the cells are
safe to open, and are not exactly what was reported.
""",
}
"""What is to be known of spreadsheets, by whether the files are safe against them."""
