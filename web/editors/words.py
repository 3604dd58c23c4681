"""The words that an editor completes: those of the language, and those of the registry with what they mean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from accordgraph.graph.engines.guards import cypher_words, sparql
from accordgraph.graph.errors import NotFoundError
from accordgraph.ontology.labels import labels
from accordgraph.ontology.registry import registry
from accordgraph.web.data_api.answers import data_route, json_page

if TYPE_CHECKING:
    from accordgraph.web.context import Context
    from accordgraph.web.page import Page

Word = dict[str, str]

NAMED = ("name", "acronym", "alias")
"""Properties that all classes share."""


def words(language: str, lang: str) -> list[Word]:
    """What may be completed in a language, each with its kind and what it means."""
    return [*(_of_sparql(lang) if language == "sparql" else _of_cypher(lang))]


def _of_sparql(lang: str) -> Iterator[Word]:
    vocabulary = registry()
    for word in sorted(sparql.WORDS):
        yield {"label": word, "type": "function" if word in sparql.FUNCTIONS else "keyword"}
    for class_ in vocabulary.classes.values():
        yield {"label": f"ag:{class_.name}", "type": "class", "detail": _class_label(class_.name, lang)}
    terms = {column.term: column.name for class_ in vocabulary.classes.values() for column in class_.in_rdf}
    relations = {relation.rdf: relation.rdf for relation in vocabulary.relations.values()}
    for term, column in sorted({**terms, **relations, **{name: name for name in NAMED}}.items()):
        yield {"label": f"ag:{term}", "type": "property", "detail": labels().heading(column, lang)}


def _of_cypher(lang: str) -> Iterator[Word]:
    vocabulary = registry()
    for word in sorted({*cypher_words.CLAUSES, *cypher_words.RESERVED} - cypher_words.CHANGES - cypher_words.FILES):
        yield {"label": word, "type": "keyword"}
    for word in sorted(cypher_words.FUNCTIONS):
        yield {"label": word.lower(), "type": "function"}
    for class_ in vocabulary.classes.values():
        yield {"label": class_.name, "type": "class", "detail": _class_label(class_.name, lang)}
    for name in vocabulary.edge_types():
        yield {"label": name, "type": "type"}
    columns = {column.name for class_ in vocabulary.classes.values() for column in class_.literals}
    for column in sorted({"id", *columns}):
        yield {"label": column, "type": "property", "detail": labels().heading(column, lang)}


def _class_label(name: str, lang: str) -> str:
    return labels().classes[name].label[lang]


def _build(context: Context) -> Page:
    language = context.path_values["language"]
    if language not in ("sparql", "cypher"):
        raise NotFoundError("language", language, ("sparql", "cypher"))
    return json_page(words(language, context.lang))


ROUTES = [data_route("/ask/{language}/words.json", _build)]
