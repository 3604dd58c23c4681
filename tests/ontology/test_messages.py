"""The texts that people read: both languages have all of them, with the same values and all plural forms."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.pofile import read_po
from babel.plural import PluralRule

from accordgraph.diagrams.html import data
from accordgraph.ontology.messages import CATEGORIES, capitalised, listing, message, number, parse, plural_forms, texts

HERE = Path(__file__).resolve().parents[2]
ROOMS = (
    "cli.py",
    "commands",
    "diagrams",
    "web",
    "exports",
    "graph",
    "loaders",
    "ontology",
    "queries",
    "src/accordgraph/api.py",
)
LATIN_WORDS = {
    *("CONNECT", "ICPA"),
    *("C", "Ctrl", "Enter", "Esc", "N", "P", "E", "HTML", "PDF", "SHA", "WebGL"),
    *("CONSTRUCT", "CSV", "Cypher", "JSON", "SPARQL", "n"),
    *("accord", "accordgraph", "actors", "ask", "bases", "limit", "shared_bases", "sources"),
    *("FILE", "demo", "load", "not", "show", "store", "who", "why"),
}
"""Names of keys, formats and commands, which are the same in Ukrainian."""

KEYS = [key for key in texts("en") if key]


BUNDLES = ("codemirror.min.js",)
"""Scripts of others in one file, which hold no texts of ours."""


def sources() -> str:
    files = [path for room in ROOMS for path in [HERE / room, *sorted((HERE / room).rglob("*"))]]
    own = [path for path in files if path.suffix in (".py", ".js", ".j2") and path.name not in BUNDLES]
    return "\n".join(path.read_text(encoding="utf-8") for path in own)


SOURCES = sources()
SCRIPTS = "\n".join(path.read_text(encoding="utf-8") for path in sorted((HERE / "diagrams/html/scripts").glob("*.js")))


WORDS = set(re.findall(r"""["']([\w.-]+)["']""", SOURCES))
BEGINNINGS = set(re.findall(r"""["'`]([\w-]+[-.])\$?\{""", SOURCES))
BEGINNINGS |= set(re.findall(r"""["']([\w-]+-)["'] ~""", SOURCES))
ENDINGS = set(re.findall(r"""\{\w+\}(-[\w-]+)["']""", SOURCES))
OF_DATA = {"series.", "measure."}
"""Beginnings of keys that go on with a word of the bundled data."""

NUMBER_LEFT_OUT = {"changed-naming", "conflict-existence", "denial-of", "has-day", "operation-with"}
"""Texts that follow a number without writing it."""


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def used(key: str) -> bool:
    """Whether code names the key, whole or as an f-string that adds to a word a beginning, an ending or both."""
    return any(begun(key.removesuffix(ending)) for ending in ("", *ENDINGS))


def begun(key: str) -> bool:
    """Whether code names the key, whole or as an f-string that puts it together from a beginning and a word."""
    beginnings = [key[:cut] for cut in range(1, len(key)) if key[:cut] in BEGINNINGS]
    return key in WORDS or any(one in OF_DATA or key[len(one) :] in WORDS for one in beginnings)


def test_both_languages_have_the_same_keys_in_the_same_order() -> None:
    assert len(KEYS) > 200
    assert list(texts("uk")) == list(texts("en"))


def test_every_text_has_the_same_values_in_each_form_and_language() -> None:
    """The English form for one may spell the number out."""
    values = {key: [placeholders(form) for lang in CATEGORIES for form in texts(lang)[key]] for key in KEYS}
    different = [key for key, (first, *more) in values.items() if any((first ^ one) - {"count"} for one in more)]
    assert different == []
    assert [key for key, (_, *others) in values.items() if len({frozenset(one) for one in others}) > 1] == []


def test_a_counted_text_has_all_plural_forms_and_another_has_one() -> None:
    counted = {key for key in KEYS if any("{count}" in form for form in texts("en")[key] + texts("uk")[key])}
    assert len(counted) > 20
    assert not counted & NUMBER_LEFT_OUT
    counted |= NUMBER_LEFT_OUT
    wrong = [
        (lang, key)
        for lang in CATEGORIES
        for key in KEYS
        if len(texts(lang)[key]) != (len(CATEGORIES[lang]) if key in counted else 1)
    ]
    assert wrong == []


def test_no_text_is_empty_or_begins_or_ends_with_a_space() -> None:
    forms = [(key, form) for key in KEYS for lang in CATEGORIES for form in texts(lang)[key]]
    assert [key for key, form in forms if form.strip() != form or not form] == []


def test_ukrainian_texts_are_ukrainian() -> None:
    latin = {
        word
        for key in KEYS
        for form in texts("uk")[key]
        for word in re.findall(r"[A-Za-z_]+", re.sub(r"\{\w+\}", "", form))
    }
    assert latin - LATIN_WORDS == set()
    assert [key for key in KEYS for form in texts("uk")[key] if re.search("[ыэъёЫЭЪЁ']", form)] == []
    assert [key for key in KEYS for form in texts("en")[key] if re.search("[А-яіїєґ]", form)] == []


def test_every_text_is_used() -> None:
    assert [key for key in KEYS if not used(key)] == []


def test_every_key_in_code_has_a_text() -> None:
    calls = r"""\b(?:message|say|_word|plural_forms)\(\s*["']([a-z][\w-]*(?:\.[\w-]+)?)["']"""
    keys = set(re.findall(calls, SOURCES)) | set(re.findall(r"""\bt\[["']([\w-]+)["']\]""", SOURCES))
    assert len(keys) > 100
    assert sorted(key for key in keys if key not in KEYS and not key.endswith("-")) == []


def test_the_page_has_the_texts_that_its_scripts_write_and_no_others() -> None:
    counted = set(re.findall(r'countOf\("([\w-]+)"', SCRIPTS))
    assert counted == set(data.COUNTED)
    said = {
        key for line in re.findall(r"\bsay\((?:\w+\(\))?([^)]*)", SCRIPTS) for key in re.findall(r'"([\w-]+)"', line)
    }
    changes = {f"changes-{kind}" for kind in ("began", "ended", "surer", "less-sure")}  # put together in the scripts
    assert said - {"denies", "asserts"} | changes == set(data.WORDS)


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "0 учасників"),
        (1, "1 учасник"),
        (2, "2 учасники"),
        (4, "4 учасники"),
        (5, "5 учасників"),
        (11, "11 учасників"),
        (12, "12 учасників"),
        (21, "21 учасник"),
        (22, "22 учасники"),
        (111, "111 учасників"),
        (1001, "1\u00a0001 учасник"),
    ],
)
def test_ukrainian_nouns_agree_with_their_numbers(count: int, text: str) -> None:
    assert message("actors", "uk", count=count) == text


@pytest.mark.parametrize("lang", CATEGORIES)
def test_forms_are_chosen_as_unicode_chooses_them(lang: str) -> None:
    rule: PluralRule = Locale.parse(lang).plural_form
    forms = plural_forms("links", lang)
    numbers = range(1500)
    assert [message("links", lang, count=n) for n in numbers] == [
        forms[rule(n)].format(count=number(n, lang)) for n in numbers
    ]


@pytest.mark.parametrize("lang", CATEGORIES)
def test_the_catalogue_is_read_as_babel_reads_it(lang: str) -> None:
    with (HERE / "ontology" / "messages" / f"{lang}.po").open("rb") as file:
        catalogue = read_po(file, locale=lang)
    read = {}
    for one in catalogue:
        key = one.id if isinstance(one.id, str) else one.id[0]
        read[key] = [one.string] if isinstance(one.string, str) else list(one.string or ())
    assert {key: read[key] for key in read if key} == {key: texts(lang)[key] for key in KEYS}


def test_a_key_that_stands_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="'a' stands twice"):
        parse('msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n')


def test_a_text_may_go_on_over_several_lines() -> None:
    assert parse('# note\nmsgid "a"\nmsgstr ""\n"b "\n"c"\n') == {"a": ["b c"]}


def test_a_key_without_a_text_is_an_error() -> None:
    with pytest.raises(KeyError):
        message("no-such-text", "en")


def test_lists_and_capital_letters() -> None:
    assert [listing(names, "uk") for names in ([], ["A"], ["A", "B"], ["A", "B", "C"])] == [
        "",
        "A",
        "A і B",
        "A, B і C",
    ]
    assert capitalised("їхній НАБУ") == "Їхній НАБУ"
    assert capitalised("") == ""
