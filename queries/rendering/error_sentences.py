"""Sentences of errors in Ukrainian, by catalogues whose keys are the English sentences.

ontology/messages/errors.uk.po has whole sentences, faults.uk.po the parts of what is wrong at a place of a dossier.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from accordgraph.ontology.messages import FOLDER, message, number, parse

VALUE = "{}"
"""Where a value stands in an English sentence."""

BOUNDARY = re.compile(r"(?<=[.?!:;]) (?=\S)")
"""Between two sentences."""

FAULT = re.compile(r"(?P<place>\S.*?:\d+:\d+: |\S*\.ya?ml: )(?P<said>.+)")
"""What is wrong at a place of a file."""

KEY = re.compile(r"[a-z_0-9]+:")
"""A key of a dossier before what is wrong with its value: it stays as it is written."""

CONDITION = "where: "
"""Before a fault of the rows that a mapping chooses, which the catalogue has as one sentence."""

OF_VALUES = re.compile(r" or ")
"""In a list of values, which is no sentence."""

THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
"""A number with marks between its thousands."""

QUOTED = re.compile(r"'[^'\\]*'(?:, '[^'\\]*')*")
"""What somebody typed, or a list of what may be typed."""

LIST = "; "
"""Between values of which a sentence has several."""

NOTE = "Note: "
"""Before a sentence that is no error."""

MARKS = ".?!:;"
"""What may stand at the end of a part of a sentence."""


class Template(NamedTuple):
    """An English sentence as a pattern whose groups are its values, and its Ukrainian text."""

    pattern: re.Pattern[str]
    text: str


def translated(text: str) -> str:
    """A text of one or more English sentences in Ukrainian; a sentence that the catalogue does not have stays.

    >>> translated("There is no snapshot 7.")
    'Знімка 7 немає.'
    """
    if fault := FAULT.fullmatch(text):
        if fault["said"].startswith(CONDITION) and (whole := _translated(text)):
            return whole
        parts = BOUNDARY.split(fault["said"])
        return fault["place"] + " ".join(part if KEY.fullmatch(part) else _of_fault(part) for part in parts)
    if text.startswith(NOTE):
        return f"{message('note', 'uk')}: {translated(text.removeprefix(NOTE))}"
    if text.startswith(f"{message('note', 'uk')}: "):  # made in Ukrainian: what dossiers say in it stays as they say it
        return text
    whole = _translated(text)
    if whole is not None:
        return whole
    if "\n" in text:
        return "\n".join(map(translated, text.split("\n")))
    return " ".join(_translated(one) or one for one in BOUNDARY.split(text))


def _of_fault(part: str) -> str:
    """A part of a sentence on a fault, with the mark at its end."""
    said = part.rstrip(MARKS)
    for template in templates("faults"):
        if match := template.pattern.fullmatch(said):
            return template.text.format(*map(_of_fault, match.groups())) + part[len(said) :]
    return (None if OF_VALUES.search(said) else _translated(part)) or part


def _translated(text: str) -> str | None:
    for template in templates("errors"):
        if match := template.pattern.fullmatch(text):
            return template.text.format(*map(_of_value, match.groups()))
    return None


def _of_value(value: str) -> str:
    """A value of a sentence, or each of several, as far as the catalogue has them; a sentence is one value."""
    if THOUSANDS.fullmatch(value):
        return number(int(value.replace(",", "")), "uk")
    if QUOTED.fullmatch(value):
        return re.sub("'([^']*)'", r"«\1»", value)
    values = [value] if value.endswith(tuple(MARKS)) else value.split(LIST)
    return LIST.join(_translated(one) or one for one in values)


@cache
def templates(name: str) -> tuple[Template, ...]:
    """All sentences of a catalogue, those with the most words of their own first."""
    catalogue = parse((FOLDER / f"{name}.uk.po").read_text(encoding="utf-8"))
    sentences = sorted((key for key in catalogue if key), key=lambda key: -len(key.replace(VALUE, "")))
    return tuple(Template(_pattern(key), catalogue[key][0]) for key in sentences)


def _pattern(sentence: str) -> re.Pattern[str]:
    return re.compile("(.+?)".join(map(re.escape, sentence.split(VALUE))))
