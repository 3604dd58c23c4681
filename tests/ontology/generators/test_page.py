"""The vocabulary page: every term has an anchor of its own name, and every link on the page leads somewhere."""

from __future__ import annotations

import re

from accordgraph.ontology.generators.page import text
from accordgraph.ontology.generators.skos import SCHEMES
from accordgraph.ontology.generators.terms import terms
from accordgraph.ontology.labels import labels
from accordgraph.ontology.registry import registry

WORDS = registry()
PAGE = text(WORDS, labels())
ANCHORS = re.findall(r'<a id="([^"]*)"></a>', PAGE)


def test_every_term_and_word_has_one_anchor_of_its_own_name() -> None:
    kinds = {word.fields["class"] for word in WORDS.words["basis_kinds"].values()}
    lists = {f"words/{name.replace('_', '-')}": WORDS.words_of(name) for name in SCHEMES}
    wanted = {*WORDS.classes, *kinds, *(term.rdf for term in terms(WORDS)), *lists}
    wanted |= {f"{name}/{word}" for name, words in lists.items() for word in words}
    assert len(wanted) > 250
    assert sorted(ANCHORS) == sorted(wanted)


def test_no_anchor_is_that_of_a_heading() -> None:
    headings = re.findall(r"^#+ (.*)$", PAGE, re.MULTILINE)
    assert len(headings) > 30
    assert {heading.lower().replace(" ", "-") for heading in headings} & set(ANCHORS) == set()


def test_every_link_on_the_page_leads_to_an_anchor() -> None:
    links = set(re.findall(r'href="#([^"]*)"', PAGE))
    assert len(links) > 80
    assert links <= set(ANCHORS)


def test_tables_have_as_many_cells_in_every_row() -> None:
    rows = [line.count("|") for line in PAGE.splitlines() if line.startswith("|")]
    tables = re.findall(r"(?:^\|.*\n)+", PAGE, re.MULTILINE)
    assert len(rows) > 300
    assert [table for table in tables if len({line.count("|") for line in table.splitlines()}) != 1] == []


def test_definitions_are_there_in_both_languages() -> None:
    missing = [
        term.name
        for term in terms(WORDS)
        if not all(labels().terms[term.name].definition[lang] in PAGE for lang in ("en", "uk"))
    ]
    assert missing == []


def test_acts_say_what_they_do_by_the_way_of_binding() -> None:
    [founding] = re.findall(r"^\| `founding` \| `signature` \| (.*) \|$", PAGE, re.MULTILINE)
    assert founding == (
        "by consent: is shown, and opens nothing (phase `sign`); "
        "in another way or none: opens a participation (phase `entry`)"
    )
    assert "| `term` |  | sets the end of the whole (phase `term`) |" in PAGE


def test_rules_name_what_they_read_of_the_basis() -> None:
    [row] = re.findall(r"^.*`start:consent\+effect-rule`.*$", PAGE, re.MULTILINE)
    assert row.endswith("| `binds` `in_force_since` `effect_after` `effect_on` |")
