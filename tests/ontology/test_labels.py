"""Every word, class and property is called something in both languages, and shown so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from accordgraph import commands
from accordgraph.graph.servers.push.pull import Compared
from accordgraph.ontology.generators.skos import SCHEMES
from accordgraph.ontology.generators.terms import terms
from accordgraph.ontology.labels import LANGUAGES, Text, labels
from accordgraph.ontology.registry import registry
from accordgraph.queries import catalogue

WORDS, TEXTS = registry(), labels()
CYRILLIC = re.compile("[А-Яа-яІіЇїЄєҐґ]")
EVERY: dict[str, dict[str, Text]] = {
    **TEXTS.words,
    "schemes": TEXTS.schemes,
    "classes": TEXTS.classes,
    "terms": TEXTS.terms,
    **{f"stated {about}": texts for about, texts in TEXTS.stated.items()},
}


@pytest.mark.parametrize("name", SCHEMES)
def test_the_words_of_a_list_are_those_with_texts(name: str) -> None:
    assert set(TEXTS.words[name]) == set(WORDS.words_of(name)), "add or remove them under words in labels.yaml"


def test_lists_classes_and_properties_are_those_with_texts() -> None:
    kinds = {word.fields["class"] for word in WORDS.words["basis_kinds"].values()}
    assert set(TEXTS.schemes) == set(TEXTS.words) == set(SCHEMES)
    assert set(TEXTS.classes) == set(WORDS.classes) | kinds
    assert set(TEXTS.terms) == {term.name for term in terms(WORDS)}


def test_what_statements_say_and_what_acts_do_has_texts() -> None:
    said = {(about, name) for about, entries in WORDS.properties.items() for name in entries}
    assert [pair for pair in sorted(said) if pair[1] not in TEXTS.terms and pair[1] not in TEXTS.stated[pair[0]]] == []
    effects = {effect for kind in WORDS.act_types.values() for effect in kind.effect.values()}
    assert set(TEXTS.effects) == effects


@pytest.mark.parametrize("name", sorted(EVERY))
def test_every_text_is_there_in_its_own_script(name: str) -> None:
    texts = [(word, text) for word, text in EVERY[name].items()]
    assert texts
    for word, text in texts:
        assert all(text.label[lang].strip() and text.definition[lang].strip() for lang in LANGUAGES), word
        assert not CYRILLIC.search(text.label["en"] + text.definition["en"]), word
        assert CYRILLIC.search(text.definition["uk"]), word
        assert not any(text.definition[lang].endswith(".") for lang in LANGUAGES), f"{word}: a phrase has no full stop"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_column_of_an_answer_has_a_heading(lang: str) -> None:
    columns = {column.name for name in catalogue.names() for column in catalogue.header(name).columns}
    assert len(columns) > 50
    known = set(TEXTS.terms) | set(TEXTS.answers) | {name for texts in TEXTS.stated.values() for name in texts}
    assert sorted(columns - known) == [], "add them under answers in labels.yaml"
    assert all(TEXTS.heading(column, lang) for column in columns)


ROWS = re.compile(r"write_rows\((.*?)\boptions\b|\b(?:columns|row) \|?= ([({][^)}]*)[)}]", re.DOTALL)
"""What a command writes as rows, and the columns that it names before."""


def test_every_column_that_a_command_names_itself_has_a_ukrainian_heading() -> None:
    texts = [one.read_text(encoding="utf-8") for one in Path(commands.__file__).parent.glob("*.py")]
    said = "".join("".join(groups) for text in texts for groups in ROWS.findall(text))
    columns = {*re.findall(r'"([a-z_]+)"', said), *Compared._fields}
    assert {"is_kept", "trusted", "bytes"} <= columns
    assert [one for one in sorted(columns) if not CYRILLIC.search(TEXTS.heading(one, "uk"))] == []


@pytest.mark.parametrize(
    ("column", "value", "label"),
    [
        ("end_kind", "term", "строк"),
        ("kind", "state", "держава"),
        ("kind", "operation", "операція"),
        ("kind", "press", "преса"),
        ("since_standing", "disputed", "спірно"),
        ("in_force", "no", "ні"),
        ("roles", "member", "повноправний учасник"),
        ("about", "participation", "участь"),
        ("property", "done_on", "вчинено"),
        ("property", "complete_list", "повний перелік"),
        ("rule", "link:roles end:none", "зв’язок за ролями, про припинення не повідомлено"),
        ("rule", "link:roles end:nowhere", "link:roles end:nowhere"),
        ("kind", "", ""),
        ("title", "state", "state"),
        ("about", "jit-ukraine-2022", "jit-ukraine-2022"),
    ],
)
def test_words_are_shown_in_the_language_and_other_texts_as_they_are(column: str, value: str, label: str) -> None:
    assert TEXTS.value(column, value, "uk") == label


def test_headings_come_from_every_part_and_else_from_the_name() -> None:
    headings = [TEXTS.heading(name, "uk") for name in ("since_earliest", "partner_name", "rows_are_acts", "no_such")]
    assert headings == ["відколи не раніше", "назва партнера", "рядки є актами", "no such"]


def test_closed_columns_are_those_whose_words_have_labels() -> None:
    assert [name for name in ("role", "property", "why_possible", "title", "id") if TEXTS.is_closed(name)] == [
        "role",
        "property",
        "why_possible",
    ]


TERMS = {
    ("roles", "member"): "повноправний учасник",
    ("roles", "reporter"): "автор звіту",
    ("act_types", "withdrawal"): "вихід із договору",
    ("act_types", "domestic-approval"): "закон про ратифікацію чи рішення про затвердження",
}
"""Members of a joint team are persons (article 571 of the Code of Criminal Procedure); a law on ratification gives the
consent to be bound (articles 8 and 9 of the law on treaties), what may lack is the exchange of instruments.
"""


@pytest.mark.parametrize(("scheme", "word"), TERMS)
def test_ukrainian_terms_are_those_of_codes_and_treaties(scheme: str, word: str) -> None:
    assert TEXTS.words[scheme][word].label["uk"] == TERMS[scheme, word]
