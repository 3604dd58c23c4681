"""What a load changes beside links, in Ukrainian: columns and words by their labels; in English as in the rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from accordgraph.loaders.changed_answers import NOTHING
from accordgraph.ontology.labels import labels
from accordgraph.ontology.messages import message

BETWEEN = "; "
"""Between the parts of what a row says of one thing."""

OF_NUMBER = re.compile(r"(?P<number>\S+) \((?P<standing>\w+)\)(?:, (?P<qualifier>[a-z-]+)(?=,|$))?(?P<rest>.*)")
"""A number with its standing, what qualifies it and the basis that it is of."""

OF_VOICES = re.compile(r"(?:(?P<property>\w+) (?P<value>.*), )?voices: (?P<voices>\d+), sources: (?P<sources>\d+)")
"""How many voices and sources tell a value, or anything."""

OF_COLUMN = re.compile(r"(?P<name>[a-z_]+): (?P<value>.*)", re.DOTALL)

STANDING = "standing"

COLUMNS = {"effective": "effective_on"}
"""What a row calls otherwise than a table does."""


def in_words(change: str, text: str, lang: str) -> str:
    """The value of a row of `changed_answers` in a language.

    >>> in_words("numbered", "700 (single), about", "uk"), in_words("numbered", "700 (single), about", "en")
    ('700 (одне джерело), близько', '700 (single), about')
    >>> in_words("voiced", "done_on 2020-05-06, voices: 1, sources: 2", "uk")
    'вчинено 2020-05-06, джерел за походженням: 1, кількість джерел: 2'
    >>> in_words("described", "kind: press; name_uk: none", "uk"), in_words("noted", "kind: press", "uk")
    ('вид: преса; назва українською: нічого', 'kind: press')
    """
    if lang == "en" or change not in PARTS:
        return text
    return BETWEEN.join(PARTS[change](part, lang) for part in text.split(BETWEEN))


def word(name: str, value: str, lang: str) -> str:
    """The value of a column that differs, as people read it."""
    named = labels().value(STANDING if name.endswith(STANDING) else name, value, lang)
    plain = {NOTHING: "changed-nothing", "none": "changed-nothing", "true": "yes", "false": "no"}
    return message(plain[value], lang) if named == value and value in plain else named


def _number(part: str, lang: str) -> str:
    if not (match := OF_NUMBER.fullmatch(part)):
        return part
    standing = labels().value("standing", match["standing"], lang)
    beside = [labels().value("qualifier", match["qualifier"], lang)] if match["qualifier"] else []
    return ", ".join([f"{match['number']} ({standing})", *beside]) + match["rest"]


def _voices(part: str, lang: str) -> str:
    if not (match := OF_VOICES.fullmatch(part)):
        return part
    name = match["property"]
    value = f"{labels().heading(name, lang)} {labels().value(name, match['value'], lang)}, " if name else ""
    counts = (f"{labels().heading(column, lang)}: {match[column]}" for column in ("voices", "sources"))
    return value + ", ".join(counts)


def _column(part: str, lang: str) -> str:
    """What a column holds; a part of a text that has a colon of its own stays as it is."""
    if not (match := OF_COLUMN.fullmatch(part)):
        return part
    name = COLUMNS.get(match["name"], match["name"])
    heading = labels().heading(name, lang)
    if heading == name.replace("_", " "):
        return part
    return f"{heading}: {word(name, match['value'], lang)}"


def _thing(part: str, lang: str) -> str:
    return labels().value("about", part, lang)


def _act(part: str, lang: str) -> str:
    """The type of an act and its day, or what stands beside it."""
    name, colon, value = part.partition(": ")
    for column in ("type", "phase"):
        if colon and (word := labels().value(column, name, lang)) != name:
            return f"{word}: {value}"
    return _column(part, lang)


PARTS: Mapping[str, Callable[[str, str], str]] = {
    "moved": _column,
    "standing": _column,
    "gone": _thing,
    "described": _column,
    "related": _column,
    "acted": _act,
    "voiced": _voices,
    "numbered": _number,
}
"""How a part is put into words, by the change."""
