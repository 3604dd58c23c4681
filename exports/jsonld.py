"""JSON-LD with the context inlined, a thing a line, in the order that streaming readers want: type before the rest."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import polars as pl

from accordgraph.exports.escapes import LEGIBLE, escaped
from accordgraph.graph.projection.rdf import DATATYPES, TYPE, ClassMapping
from accordgraph.ontology.namespaces import NAMESPACE

MARK = "\t"
"""Between language and text until texts are gathered by language. JSON text has it only as an escape."""

WITHOUT_LANGUAGE = "@none"


def context() -> dict[str, Any]:
    """The bundled context: what its one key holds."""
    text = files("accordgraph.ontology").joinpath("context.jsonld").read_text(encoding="utf-8")
    terms: dict[str, Any] = json.loads(text)["@context"]
    return terms


class Expanded:
    """Values that say their own type: for properties that the context does not know."""

    @property
    def elsewhere(self) -> Expanded:
        """The same."""
        return self

    def thing(self, path: pl.Expr, identifier: pl.Expr) -> pl.Expr:
        """Its IRI, by the prefix of things."""
        return pl.concat_str(pl.lit('{"@id":"agid:'), path, pl.lit("/"), identifier, pl.lit('"}'))

    def literal(self, value: pl.Expr, kind: str) -> pl.Expr:
        """A value with its datatype where JSON has none for it."""
        plain = _plain(value, kind)
        typed = pl.concat_str(pl.lit(f'{{"@type":"{DATATYPES.get(kind)}","@value":'), plain, pl.lit("}"))
        return typed if kind in ("date", "edtf") else plain

    def tagged(self, value: pl.Expr, language: pl.Expr) -> pl.Expr:
        """A text with its language."""
        text = _plain(value, "text")
        return pl.concat_str(pl.lit('{"@value":'), text, pl.lit(',"@language":"'), language, pl.lit('"}'))

    def term(self, iri_or_name: str) -> str:
        """The IRI as it is."""
        return json.dumps(iri_or_name)


class JsonLd:
    """The syntax, and how nodes are made of triples. The context must have the prefix `agid` of things."""

    separator = ",\n"
    tail = "\n]}\n"
    elsewhere = Expanded()

    def __init__(self, context: Mapping[str, Any]) -> None:
        """With the terms of a context, which is written into the file."""
        self._context = context
        terms = {
            name: definition if isinstance(definition, str) else definition["@id"]
            for name, definition in context.items()
            if name[0] != "@"
        }
        self._keys = {iri.removeprefix("ag:"): name for name, iri in terms.items() if iri.startswith(("ag:", "@"))}
        self._maps = {
            name
            for name, definition in context.items()
            if isinstance(definition, dict) and definition.get("@container") == "@language"
        }

    @property
    def head(self) -> str:
        """The context, and the beginning of the list of nodes."""
        encoded = json.dumps(self._context, ensure_ascii=False, separators=(",", ":"))
        return f'{{"@context":{encoded},\n"@graph":[\n'

    def thing(self, path: pl.Expr, identifier: pl.Expr) -> pl.Expr:
        """Its IRI, by the prefix of things."""
        return pl.format('"agid:{}/{}"', path, identifier)

    def literal(self, value: pl.Expr, kind: str) -> pl.Expr:
        """A value as JSON; the context says its datatype."""
        return _plain(value, kind)

    def tagged(self, value: pl.Expr, language: pl.Expr) -> pl.Expr:
        """A text after its language, see `MARK`."""
        return pl.concat_str(language, pl.lit(MARK), _plain(value, "text"))

    def term(self, iri_or_name: str) -> str:
        """The name that the context has for it, else its IRI."""
        name = iri_or_name if ":" in iri_or_name else NAMESPACE + iri_or_name
        return json.dumps(self._keys.get(iri_or_name, name))

    def entries(self, triples: pl.DataFrame, mapping: ClassMapping) -> pl.Series:
        """A node for each thing of a part."""
        keys = [self.term(name) for name in mapping.predicates]
        is_map = pl.lit(pl.Series([json.loads(key) in self._maps for key in keys])).gather(pl.col("place"))
        lines = _gathered(triples.with_columns(is_map=is_map))
        line = pl.format("{}:{}", pl.lit(pl.Series(keys)).gather(pl.col("place")), "object")
        name = pl.format(f',"{self._keys["@id"]}":"agid:{mapping.node.path}/{{}}"', "subject")
        whole = pl.concat_str(
            line, pl.when(pl.col("place") == mapping.predicates.index(TYPE)).then(name).otherwise(pl.lit(""))
        )
        nodes = lines.select("subject", line=whole).group_by("subject", maintain_order=True)
        return (
            nodes.agg(pl.col("line").str.join(",")).select(pl.concat_str(pl.lit("{"), "line", pl.lit("}"))).to_series()
        )


def _plain(value: pl.Expr, kind: str) -> pl.Expr:
    if kind in ("boolean", "integer"):
        return value.cast(pl.String)
    return pl.format('"{}"', escaped(value, LEGIBLE) if kind == "text" else value.cast(pl.String))


def _gathered(triples: pl.DataFrame) -> pl.DataFrame:
    """One row for each property of a thing: a value, a list of values, or an object with the texts of each language."""
    texts = triples.filter("is_map").with_columns(
        pl.col("object").str.splitn(MARK, 2).struct.rename_fields(["lang", "text"])
    )
    parts = texts.unnest("object").select(
        "subject",
        "place",
        lang=pl.when(pl.col("text").is_null()).then(pl.lit(WITHOUT_LANGUAGE)).otherwise("lang"),
        object=pl.coalesce("text", "lang"),
    )
    of_language = pl.format('"{}":{}', "lang", "object")
    maps = _joined(parts.sort("subject", "place", "lang"), "subject", "place", "lang").with_columns(object=of_language)
    maps = maps.group_by("subject", "place", maintain_order=True).agg(pl.col("object").str.join(","))
    maps = maps.with_columns(object=pl.concat_str(pl.lit("{"), "object", pl.lit("}")))
    rest = _joined(triples.filter(~pl.col("is_map")), "subject", "place")
    return pl.concat([rest, maps]).sort("subject", "place")


def _joined(rows: pl.DataFrame, *keys: str) -> pl.DataFrame:
    """The objects of each key as one JSON value: itself, or a list of several."""
    grouped = rows.group_by(*keys, maintain_order=True).agg(pl.col("object").str.join(","), count=pl.len())
    listed = pl.concat_str(pl.lit("["), "object", pl.lit("]"))
    return grouped.with_columns(object=pl.when(pl.col("count") > 1).then(listed).otherwise("object")).drop("count")
