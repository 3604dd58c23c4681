"""The vocabulary page, `docs/vocabulary.md`: for those who write queries, files and dossiers.

Each term has an anchor of its own name, so that `ns#sinceEarliest` can lead there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from accordgraph.ontology.generators.skos import SCHEMES
from accordgraph.ontology.generators.terms import Term, terms
from accordgraph.ontology.labels import Labels, Text
from accordgraph.ontology.namespaces import ID_NAMESPACE, NAMESPACE
from accordgraph.ontology.registry import Column, NodeClass, Registry

HEAD = f"""\
# Vocabulary

The words of the graph: what its things are, what is said of them, and the closed lists that values come from. Answers,
tables and Cypher write `since_earliest`, RDF writes `ag:sinceEarliest`; both are the same property. `ag:` stands for
`{NAMESPACE}`, and things have IRIs such as `{ID_NAMESPACE}actor/ua`.

This page is generated from the registry, as are the files that `accord vocabulary` prints: the ontology in OWL and
SKOS, the shapes in SHACL, the context for JSON-LD, the schema of dossiers, and the alignments with other vocabularies.

A reasoner for OWL 2 DL knows neither `xsd:date` nor `edtf:EDTF`, so it does not notice that a day is no day, or that a
bound has two; the shapes do.
"""

TYPES = {"text": "text", "edtf": "date in EDTF", "date": "day", "boolean": "true or false", "integer": "whole number"}
WAYS = {"signature": "by signature", "consent": "by consent", "any": "in another way or none"}


def text(vocabulary: Registry, texts: Labels) -> str:
    """The whole page, the same on every run."""
    parts = [
        [HEAD, "## Classes"],
        *(_class(node, vocabulary, texts) for node in vocabulary.classes.values()),
        _kinds(vocabulary, texts),
        _relations(vocabulary, texts),
        _properties(terms(vocabulary), texts),
        _act_types(vocabulary, texts),
        ["## Word lists", "Closed lists: a value of such a property is one of these words."],
        *(_word_list(name, vocabulary, texts) for name in SCHEMES),
    ]
    return "\n\n".join(line.rstrip("\n") for part in parts for line in part) + "\n"


# ---------------------------------------------------------------- classes
def _class(node: NodeClass, vocabulary: Registry, texts: Labels) -> list[str]:
    known = texts.classes[node.name]
    seen = {column.base or column.name: column for column in node.in_rdf}
    rows = [_property_row(node, column, vocabulary, texts) for column in seen.values()]
    statements = list(_statements(node, vocabulary, texts))
    return [
        _anchor(node.name),
        f"### Class {node.name}",
        *_meaning(known),
        _table(("property", "in RDF", "values", "how many"), rows),
        *(["What statements may say of it:", "\n".join(statements)] if statements else []),
    ]


def _property_row(node: NodeClass, column: Column, vocabulary: Registry, texts: Labels) -> tuple[str, ...]:
    name = column.base or column.name
    return (
        _code(name),
        _link(column.term, f"ag:{column.term}"),
        _values(node, column, vocabulary),
        _count(node, column),
    )


def _values(node: NodeClass, column: Column, vocabulary: Registry) -> str:
    word_list = vocabulary.word_list(column.name, node.name)
    if word_list:
        return _link(_list_anchor(word_list), f"word of {word_list}")
    if column.is_reference:
        return _link(column.type, column.type)
    return "text with a language" if column.language else TYPES[column.type]


def _count(node: NodeClass, column: Column) -> str:
    is_needed = (column.base or column.name) in node.required
    if column.language:
        return "one a language" if is_needed else "one a language, or none"
    if len(column.columns) > 1:
        return f"exactly {len(column.columns)}" if is_needed else f"up to {len(column.columns)}"
    return "exactly one" if is_needed else "one or none"


def _statements(node: NodeClass, vocabulary: Registry, texts: Labels) -> Iterator[str]:
    """The properties that only statements about the class have, a line each."""
    about = node.path
    for name, entry in vocabulary.properties.get(about, {}).items():
        known = texts.stated.get(about, {}).get(name) or texts.terms[name]
        several = "; several stand side by side" if entry.several else ""
        yield f"- `{name}`: {known.definition['en']}{several}"


def _kinds(vocabulary: Registry, texts: Labels) -> list[str]:
    rows = [
        (
            _anchor(word.fields["class"]) + _code(f"ag:{word.fields['class']}"),
            *_both(texts.classes[word.fields["class"]]),
        )
        for word in vocabulary.words["basis_kinds"].values()
    ]
    lead = "In RDF a basis belongs to one of these classes too, by its `kind`; a reasoner finds it, no triple says it."
    return ["### Bases by kind", lead, _table(("class", "meaning", "українською"), rows)]


def _relations(vocabulary: Registry, texts: Labels) -> list[str]:
    every = {term.rdf: term for term in terms(vocabulary)}
    rows = [
        (
            _code(name),
            _link(relation.rdf, f"ag:{relation.rdf}"),
            "anything" if relation.source[0] == "*" else relation.source[0],
            relation.target[0],
            "both ways" if relation.symmetric else _link(relation.inverse or "", f"ag:{relation.inverse}"),
            texts.terms[every[relation.rdf].name].definition["en"],
        )
        for name, relation in vocabulary.relations.items()
    ]
    lead = "Links that are no property of one thing. The way back has a name for those who reason; no triple says it."
    return ["## Relations", lead, _table(("in Cypher", "in RDF", "from", "to", "way back", "meaning"), rows)]


# ---------------------------------------------------------------- properties, acts, words
def _properties(every: Sequence[Term], texts: Labels) -> list[str]:
    rows = [(_anchor(term.rdf) + _code(f"ag:{term.rdf}"), *_both(texts.terms[term.name])) for term in every]
    return ["## Properties", _table(("property", "meaning", "українською"), rows)]


def _act_types(vocabulary: Registry, texts: Labels) -> list[str]:
    rows = [
        (_code(kind.name), _code(kind.ancestors[0]) if kind.ancestors else "", _doing(kind.phase, kind.effect, texts))
        for kind in vocabulary.act_types.values()
    ]
    lead = "What an act does to a participation, by the way in which its basis binds; and the phase that it belongs to."
    return ["## What acts do", lead, _table(("type of act", "a kind of", "what it does"), rows)]


def _doing(phase: dict[str, str], effect: dict[str, str], texts: Labels) -> str:
    """What an act does, for each way of binding that makes a difference."""
    ways = [way for way in WAYS if way in phase or way in effect]
    said = {
        way: f"{texts.effects[effect.get(way, effect['any'])]['en']} (phase `{phase.get(way, phase['any'])}`)"
        for way in ways
    }
    return said["any"] if len(said) == 1 else "; ".join(f"{WAYS[way]}: {doing}" for way, doing in said.items())


def _word_list(name: str, vocabulary: Registry, texts: Labels) -> list[str]:
    known = texts.schemes[name]
    rows = [
        (
            _anchor(f"{_list_anchor(name)}/{word}") + _code(word),
            *_both(texts.words[name][word]),
            *_uses(name, word, vocabulary),
        )
        for word in vocabulary.words_of(name)
    ]
    more = ("reads of the basis",) if name == "rules" else ()
    return [
        _anchor(_list_anchor(name)),
        f"### List {name}",
        *_meaning(known),
        _table(("word", "meaning", "українською", *more), rows),
    ]


def _uses(name: str, word: str, vocabulary: Registry) -> tuple[str, ...]:
    """The properties of the basis that a rule reads."""
    if name != "rules":
        return ()
    return (" ".join(_code(used) for used in vocabulary.words["rules"][word].fields.get("uses", "").split()),)


# ---------------------------------------------------------------- Markdown
def _meaning(known: Text) -> list[str]:
    return [
        f"{_first_capital(known.definition['en'])}.",
        f"*{_first_capital(known.label['uk'])}.* {known.definition['uk']}.",
    ]


def _both(known: Text) -> tuple[str, str]:
    return tuple(f"**{known.label[language]}**. {known.definition[language]}" for language in ("en", "uk"))  # type: ignore[return-value]


def _first_capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _code(name: str) -> str:
    return f"`{name}`"


def _anchor(name: str) -> str:
    return f'<a id="{name}"></a>'


def _link(anchor: str, words: str) -> str:
    return f'<a href="#{anchor}">{words}</a>'


def _list_anchor(name: str) -> str:
    """As in the IRI of the list, so that no property has the same."""
    return f"words/{name.replace('_', '-')}"
