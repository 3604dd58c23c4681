"""The shapes that every graph of ours has, `shapes.ttl`, in SHACL: whoever gets an export can check it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rdflib import RDF, RDFS, SH, XSD, BNode, Graph, Literal, Namespace, URIRef

from accordgraph.ontology.generators.rdf import AG, DATATYPES, ONTOLOGY, add_list, add_texts, new_graph
from accordgraph.ontology.generators.terms import SUBJECTS_OF_STATEMENTS, snake
from accordgraph.ontology.labels import Labels
from accordgraph.ontology.namespaces import ID_NAMESPACE
from accordgraph.ontology.registry import Column, NodeClass, Registry, Relation, camel

AGS = Namespace("https://w3id.org/accordgraph/shapes#")
WORD = "[a-z0-9]+(-[a-z0-9]+)*"
ID = f"{WORD}(~{WORD})*"
EDTF = r"[-0-9XYSETZ?~%.,/:+\[\]]+"
"""The signs that a date in EDTF may have; whether it is one, the loader has found out."""

LATER = {"_earliest": "_latest", "_start": "_end"}
"""A property that ends so lies before the one that ends in the other way."""

SEVERAL_RULES = {("Cooperation", "rule"), ("Participation", "narrowed")}
"""Columns that hold the names of several rules, joined by blanks."""


def turtle(vocabulary: Registry, texts: Labels) -> str:
    """All shapes as Turtle, the same bytes on every run."""
    graph = new_graph()
    graph.bind("ags", AGS)
    graph.bind("sh", SH)
    for node in vocabulary.classes.values():
        _add_class(graph, node, vocabulary, texts)
    for relation in vocabulary.relations.values():
        _add_relation(graph, relation, texts)
    return str(graph.serialize(format="turtle"))


# ---------------------------------------------------------------- classes
def _add_class(graph: Graph, node: NodeClass, vocabulary: Registry, texts: Labels) -> None:
    shape = AGS[node.name]
    address = f"{ID_NAMESPACE}{node.path}/"
    graph.add((shape, RDF.type, SH.NodeShape))
    add_texts(graph, shape, RDFS.label, texts.classes[node.name].label)
    graph.add((shape, RDFS.isDefinedBy, ONTOLOGY))
    graph.add((shape, SH.targetClass, AG[node.name]))
    graph.add((shape, SH.nodeKind, SH.IRI))
    graph.add((shape, SH.pattern, Literal(f"^{re.escape(address)}{ID}$")))
    graph.add((shape, SH.message, Literal(f"{_a(node.name)} has an IRI that begins with {address}", lang="en")))
    _add_id(graph, node, texts)
    names = {column.term: column for column in node.in_rdf}
    record = vocabulary.statement_record if node.name == "Statement" else ()
    for column in (*names.values(), *record):
        _add_column(graph, node, column, vocabulary, texts)
    if "name" in names:
        _add_language_text(graph, _property(graph, node, "alias", "texts", texts))
    _add_orders(graph, node, texts)
    if node.name != "Statement":
        expected = "a statement at least that it was made from"
        link = _property(graph, node, "evidenced_by", expected, texts)
        _count(graph, link, 1, None)


def _add_id(graph: Graph, node: NodeClass, texts: Labels) -> None:
    shape = _property(graph, node, "id", "one id, words of a-z, 0-9 and - joined by ~", texts)
    _count(graph, shape, 1, 1)
    graph.add((shape, SH.datatype, XSD.string))
    graph.add((shape, SH.pattern, Literal(f"^{ID}$")))


def _add_column(graph: Graph, node: NodeClass, column: Column, vocabulary: Registry, texts: Labels) -> None:
    least = len(column.columns) if (column.base or column.name) in node.required else 0
    most = None if column.language else len(column.columns)
    kind, words = _kind(column), _words(node, column, vocabulary)
    expected = f"{_number(least, most)} {_either(words) if words else kind}"
    shape = _property(graph, node, column.base or column.name, expected, texts)
    _count(graph, shape, least, most)
    if words:
        graph.add((shape, SH["in"], add_list(graph, f"{shape.fragment}-in", map(Literal, words))))
    elif (node.name, column.name) in SEVERAL_RULES:
        rule = "|".join(re.escape(name) for name in vocabulary.words["rules"])
        graph.add((shape, SH.pattern, Literal(f"^({rule})( ({rule}))*$")))
    _add_type(graph, shape, column)


def _add_type(graph: Graph, shape: URIRef, column: Column) -> None:
    """What a single value must be."""
    if column.is_reference:
        graph.add((shape, SH["class"], AG[column.type]))
    elif column.name == "thing":
        graph.add((shape, SH.nodeKind, SH.IRI))
        graph.add((shape, SH.pattern, Literal(f"^{re.escape(ID_NAMESPACE)}({'|'.join(SUBJECTS_OF_STATEMENTS)})/{ID}$")))
    elif column.language:
        _add_language_text(graph, shape)
    else:
        graph.add((shape, SH.datatype, DATATYPES[column.type]))
    if column.type == "integer":
        graph.add((shape, SH.minInclusive, Literal(0)))
    if column.type == "edtf":
        graph.add((shape, SH.pattern, Literal(f"^{EDTF}$")))


def _add_language_text(graph: Graph, shape: URIRef) -> None:
    """A text in some language, or without one."""
    kinds = [BNode(f"{shape.fragment}-{number}") for number in range(2)]
    for kind, datatype in zip(kinds, (RDF.langString, XSD.string), strict=True):
        graph.add((kind, SH.datatype, datatype))
    graph.add((shape, SH["or"], add_list(graph, f"{shape.fragment}-or", kinds)))


def _add_orders(graph: Graph, node: NodeClass, texts: Labels) -> None:
    """What is earliest does not lie after what is latest."""
    names = [column.name for column in node.columns]
    for name in names:
        for first, second in LATER.items():
            later = name.removesuffix(first) + second
            if name.endswith(first) and later in names:
                shape = _property(graph, node, name, f"no more than {camel(later)}", texts, f"-{second[1:]}")
                graph.add((shape, SH.lessThanOrEquals, AG[camel(later)]))


def _words(node: NodeClass, column: Column, vocabulary: Registry) -> list[str]:
    """The words that may stand in a column, none where text is free."""
    if node.name == "Statement" and column.name == "about":
        return sorted(vocabulary.properties)
    if node.name == "Statement" and column.name == "property":
        return sorted({name for names in vocabulary.properties.values() for name in names})
    word_list = vocabulary.word_list(column.name, node.name)
    if word_list is None or (node.name, column.name) in SEVERAL_RULES:
        return []
    words = vocabulary.words_of(word_list)
    about = f"{column.name.removesuffix('_rule')}:"
    return [word for word in words if word.startswith(about)] if column.name.endswith("_rule") else list(words)


# ---------------------------------------------------------------- relations
def _add_relation(graph: Graph, relation: Relation, texts: Labels) -> None:
    """Who has the relation, and what it leads to; a symmetric one leads back."""
    shape, value = AGS[relation.rdf], AGS[f"{relation.rdf}-value"]
    [source, target], name = (relation.source[0], relation.target[0]), snake(relation.rdf)
    graph.add((shape, RDF.type, SH.NodeShape))
    add_texts(graph, shape, RDFS.label, texts.terms[name].label)
    graph.add((shape, RDFS.isDefinedBy, ONTOLOGY))
    graph.add((shape, SH.targetSubjectsOf, AG[relation.rdf]))
    if source != "*":
        graph.add((shape, SH["class"], AG[source]))
        graph.add((shape, SH.message, Literal(f"Only {_a(source, 'a')} has {relation.rdf}", lang="en")))
    _describe(graph, value, name, texts, f"{relation.rdf} leads to {_a(target, 'a')}")
    graph.add((shape, SH.property, value))
    graph.add((value, SH.path, AG[relation.rdf]))
    graph.add((value, SH["class"], AG[target]))
    if relation.symmetric:
        _add_back(graph, relation, texts)


def _add_back(graph: Graph, relation: Relation, texts: Labels) -> None:
    back, inverse = AGS[f"{relation.rdf}-back"], BNode(f"{relation.rdf}-inverse")
    _describe(graph, back, snake(relation.rdf), texts, f"{relation.rdf} holds both ways")
    graph.add((AGS[relation.rdf], SH.property, back))
    graph.add((back, SH.path, inverse))
    graph.add((inverse, SH.inversePath, AG[relation.rdf]))
    graph.add((back, SH.equals, AG[relation.rdf]))


# ---------------------------------------------------------------- what shapes have in common
def _property(graph: Graph, node: NodeClass, name: str, expected: str, texts: Labels, suffix: str = "") -> URIRef:
    """A new shape for a property of a class, with what was expected as its message."""
    shape = AGS[f"{node.name}-{camel(name)}{suffix}"]
    _describe(graph, shape, name, texts, f"{node.name}.{camel(name)}: expected {expected}")
    graph.add((AGS[node.name], SH.property, shape))
    graph.add((shape, SH.path, AG[camel(name)]))
    return shape


def _describe(graph: Graph, shape: URIRef, name: str, texts: Labels, message: str) -> None:
    graph.add((shape, RDF.type, SH.PropertyShape))
    add_texts(graph, shape, SH.name, texts.terms[name].label)
    add_texts(graph, shape, SH.description, texts.terms[name].definition)
    graph.add((shape, SH.message, Literal(message, lang="en")))


def _count(graph: Graph, shape: URIRef, least: int, most: int | None) -> None:
    if least:
        graph.add((shape, SH.minCount, Literal(least)))
    if most is not None:
        graph.add((shape, SH.maxCount, Literal(most)))


def _number(least: int, most: int | None) -> str:
    """How many values are expected, in words."""
    if most is None:
        return "at least one" if least else "any number, each"
    return f"exactly {most}," if least else f"at most {most},"


def _kind(column: Column) -> str:
    """What a value is, in words."""
    if column.is_reference:
        return _a(column.type, "a")
    return {"text": "a text", "edtf": "a date in EDTF", "integer": "a whole number from 0"}.get(
        column.type, f"a value of type {column.type}"
    )


def _either(words: Sequence[str]) -> str:
    return f"one of {', '.join(words)}"


def _a(name: str, article: str = "A") -> str:
    """The name of a class after its article."""
    return f"{article}{'n' if name[0] in 'AEIO' else ''} {name}"
