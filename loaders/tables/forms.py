"""The form of a mapping: that of a dossier, with columns in the place of values, and how its table is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from accordgraph.loaders.dossier import schema, value_checks
from accordgraph.loaders.dossier.records import Check, EntrySchema, Field, Reader
from accordgraph.loaders.dossier.value_checks import one_of
from accordgraph.loaders.dossier.yaml_nodes import ScalarNode
from accordgraph.loaders.tables.templates import has_reference, parse, problem

NAMES = ("states", "known", "ids", "iso-alpha-2", "iso-alpha-3", "iso-numeric", "cow")
"""Ways in which a column calls actors."""

TYPES = ("text", "actor", "date", "url", "number", "word", "country", "parts", "boolean")
"""What a cell may be."""

LOCATORS = ("at", "paragraph")
"""Keys of a dossier that say where something stands; a table's rows know that themselves."""


def templated(form: EntrySchema, *parts: str) -> EntrySchema:
    """A form of dossiers that takes references in the place of values, and further parts."""
    fields = tuple(_templated(each) for each in form.fields if each.key not in LOCATORS)
    hints = dict(form.hints) | dict.fromkeys(LOCATORS, "the rows of a table are cited by row and column; leave it out")
    return EntrySchema(form.what, fields, (*form.parts, *parts), hints)


def _templated(each: Field) -> Field:
    keyed = None if each.keyed is None else _or_template(each.keyed)
    return replace(each, check=_or_template(each.check), keyed=keyed)


def _or_template(check: Check) -> Check:
    return OrTemplate(check)


@dataclass(frozen=True)
class OrTemplate:
    """A check of dossiers that takes references too; what a reference gives is judged by `inner` when rows are read."""

    inner: Check

    def __call__(self, reader: Reader, node: ScalarNode, key: str, value: str) -> str | None:
        """Judge a value of a mapping."""
        if "$(" not in value:
            return self.inner(reader, node, key, value)
        wrong = problem(parse(value)) or (None if has_reference(value) else "a reference is written $(Column)")
        if wrong:
            reader.fault(node, f"{key}: {wrong}")
            return None
        return value


def own_check(each: Field) -> Check:
    """The check of dossiers that a value of a field has to pass."""
    return each.check.inner if isinstance(each.check, OrTemplate) else each.check


@cache
def header() -> EntrySchema:
    """The top of a mapping."""
    fields = (
        Field("mapping", value_checks.slug, required=True),
        Field("title", value_checks.text),
        Field("recorded", value_checks.day, required=True),
        Field("licence", value_checks.text),
        Field("amends", value_checks.slug, several=True),
        Field("note", value_checks.text),
        Field("ignore", value_checks.text, several=True),
    )
    hints = {"dossier": "a mapping begins with `mapping: ` and its id, under which its statements are filed"}
    return EntrySchema("a mapping", fields, ("table", "columns", "where", "covers", *schema.SECTIONS), hints)


@cache
def table() -> EntrySchema:
    """`table`: how the file is read."""
    fields = (
        Field("path", value_checks.text),
        Field("encoding", value_checks.text),
        Field("delimiter", _delimiter),
        Field("quoteChar", value_checks.text),
        Field("header", value_checks.counting_number),
        Field("missingValues", value_checks.text, several=True, may_be_empty=True),
        Field("sheet", value_checks.text),
        Field("records", value_checks.text),
    )
    hints = {
        "fill": "say of each column: `Column: {fill: down}`",
        "quote": "write quoteChar",
        "separator": "write delimiter",
    }
    return EntrySchema("table", fields, ("unpivot", "join"), hints)


@cache
def unpivot() -> EntrySchema:
    """`unpivot`: each other column becomes one row a cell."""
    fields = (
        Field("keep", value_checks.text, several=True, required=True),
        Field("heading", value_checks.text, required=True),
        Field("cell", value_checks.text, required=True),
    )
    return EntrySchema("unpivot", fields)


@cache
def join() -> EntrySchema:
    """`join`: columns of another table, by a key."""
    fields = (
        Field("path", value_checks.text, required=True),
        Field("key", value_checks.text, required=True),
        Field("with", value_checks.text, required=True),
    )
    return EntrySchema("join", fields)


@cache
def column() -> EntrySchema:
    """One entry of `columns`."""
    fields = (
        Field("type", one_of("type of cell", TYPES)),
        Field("format", value_checks.text, several=True),
        Field("missingValues", value_checks.text, several=True, may_be_empty=True),
        Field("names", one_of("way to call actors", NAMES), several=True),
        Field("else", one_of("thing to do with other names", ("slug", "refuse"))),
        Field("kind", value_checks.word("actor_kinds", "kind of actor")),
        Field("language", value_checks.language),
        Field("notes", one_of("place of notes", ("brackets",))),
        Field("split", value_checks_any, several=True, exact=True),
        Field("fill", one_of("way to fill", ("down",))),
        Field("pattern", _pattern),
        Field("of", value_checks.text, several=True),
        Field("table", value_checks.text),
        Field("decimalChar", value_checks_any, exact=True),
        Field("groupChar", value_checks_any, exact=True),
    )
    return EntrySchema("a column", fields, ("spelled", "words", "values", "leave"))


def value_checks_any(reader: Reader, node: ScalarNode, key: str, value: str) -> str | None:
    """Any text, with the white space around it: ` and ` splits, `and` would split `Poland and` too."""
    return node.text


def _delimiter(reader: Reader, node: ScalarNode, key: str, value: str) -> str | None:
    text = {"\\t": "\t", "tab": "\t"}.get(value, node.text)
    if len(text) == 1:
        return text
    reader.fault(node, f"{key}: expected one character, found {value!r}")
    return None


def _pattern(reader: Reader, node: ScalarNode, key: str, value: str) -> str | None:
    import polars as pl

    from accordgraph.loaders.tables.status_words import PATTERNS

    value = PATTERNS.get(value, value)
    try:
        pl.Series([""]).str.extract_groups(value)
    except pl.exceptions.PolarsError as error:
        reader.fault(node, f"{key}: no regular expression: {str(error).splitlines()[-1]}")
        return None
    return value


SOURCE: Callable[[], EntrySchema] = cache(lambda: templated(schema.source(), "when"))
ACTOR: Callable[[], EntrySchema] = cache(lambda: templated(schema.actor(), "when"))
LIFE: Callable[[], EntrySchema] = cache(lambda: templated(schema.life(), "when"))
BASIS: Callable[[], EntrySchema] = cache(
    lambda: _with(templated(schema.basis(), "when"), Field("keys", value_checks.text, several=True))
)
SAYS: Callable[[], EntrySchema] = cache(lambda: templated(schema.says(), "when"))
OF_BASIS: Callable[[], EntrySchema] = cache(lambda: templated(schema.told_basis(), "when"))
ACT: Callable[[], EntrySchema] = cache(lambda: templated(schema.act(), "when"))
LISTING: Callable[[], EntrySchema] = cache(lambda: templated(schema.listing(), "when"))
STATED: Callable[[], EntrySchema] = cache(lambda: templated(schema.told_things(), "when"))
OBSERVATION: Callable[[], EntrySchema] = cache(lambda: templated(schema.observation(), "when"))
CHALLENGE: Callable[[], EntrySchema] = cache(lambda: templated(schema.challenge(), "when"))
ASSESSMENT: Callable[[], EntrySchema] = cache(lambda: templated(schema.assessment(), "when"))


def _with(form: EntrySchema, *fields: Field) -> EntrySchema:
    return replace(form, fields=(*form.fields, *fields))
