"""Sentences of errors in Ukrainian, by ontology/messages/errors.uk.po, whose keys are the English sentences."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from accordgraph.ontology.messages import FOLDER, parse

VALUE = "{}"
"""Where a value stands in an English sentence."""

BOUNDARY = re.compile(r"(?<=[.?!:;]) (?=\S)")
"""Between two sentences."""


class Template(NamedTuple):
    """An English sentence as a pattern whose groups are its values, and its Ukrainian text."""

    pattern: re.Pattern[str]
    text: str


def translated(text: str) -> str:
    """A text of one or more English sentences in Ukrainian; a sentence that the catalogue does not have stays.

    >>> translated("There is no snapshot 7.")
    'Знімка 7 немає.'
    """
    whole = _translated(text)
    if whole is not None:
        return whole
    if "\n" in text:
        return "\n".join(map(translated, text.split("\n")))
    return " ".join(_translated(one) or one for one in BOUNDARY.split(text))


def _translated(text: str) -> str | None:
    for template in templates():
        if match := template.pattern.fullmatch(text):
            return template.text.format(*(_translated(value) or value for value in match.groups()))
    return None


@cache
def templates() -> tuple[Template, ...]:
    """All sentences of the catalogue, those with the most words of their own first."""
    catalogue = parse((FOLDER / "errors.uk.po").read_text(encoding="utf-8"))
    sentences = sorted((key for key in catalogue if key), key=lambda key: -len(key.replace(VALUE, "")))
    return tuple(Template(_pattern(key), catalogue[key][0]) for key in sentences)


def _pattern(sentence: str) -> re.Pattern[str]:
    return re.compile("(.+?)".join(map(re.escape, sentence.split(VALUE))))
