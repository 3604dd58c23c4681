"""What the words of the registry are called and what they mean, in English and Ukrainian.

Read only by those who show or generate texts, so that asking pays nothing for them.

>>> labels().value("end_kind", "term", "uk"), labels().heading("since", "uk")
('строк', 'відколи')
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import yaml

from accordgraph.ontology.registry import Registry, registry

LANGUAGES = ("en", "uk")


@dataclass(frozen=True)
class Text:
    """Label and definition by language."""

    label: dict[str, str]
    definition: dict[str, str]


@dataclass(frozen=True)
class Labels:
    """All texts, read once. Get them with `labels()`.

    `schemes` and `words` by word list (act types and phases too); `terms` by name of a property or relation in small
    letters; `stated` the properties that only statements have, by class and name; `effects` what acts do, `answers`
    further columns of answers, both with a label by language, and `cells` words of columns that only commands have;
    `keys` what further keys of a dossier hold, by entry, in English; `ontology` what is said of the whole ontology.
    """

    vocabulary: Registry
    ontology: dict[str, Any]
    schemes: dict[str, Text]
    words: dict[str, dict[str, Text]]
    classes: dict[str, Text]
    terms: dict[str, Text]
    stated: dict[str, dict[str, Text]]
    keys: dict[str, dict[str, str]]
    effects: dict[str, dict[str, str]]
    answers: dict[str, dict[str, str]]
    cells: dict[str, dict[str, dict[str, str]]]

    def heading(self, column: str, lang: str = "en") -> str:
        """The label of a column of an answer or of the graph; of one without a label, its name in words."""
        if column in self.terms:
            return self.terms[column].label[lang]
        for texts in self.stated.values():
            if column in texts:
                return texts[column].label[lang]
        return self.answers.get(column, {}).get(lang) or column.replace("_", " ")

    def value(self, column: str, value: str, lang: str = "en") -> str:
        """A word of a column (or of a word list by its name) as people read it; any other text as it is.

        Several rules in one text stay apart, with commas between them.
        """
        if column == "property":
            return self.heading(value, lang)
        if column == "about":
            return self._class_label(value, lang)
        if value in self.cells.get(column, {}):
            return self.cells[column][value][lang]
        known = self._of_columns.get(column, {})
        if value in known:
            return known[value].label[lang]
        parts = value.split()
        return ", ".join(known[part].label[lang] for part in parts) if parts and set(parts) <= set(known) else value

    def is_closed(self, column: str) -> bool:
        """Whether the values of a column are words that have labels."""
        return column in ("property", "about") or column in self.vocabulary.closed

    @cached_property
    def _of_columns(self) -> dict[str, dict[str, Text]]:
        """The words that may stand in each column; of a column that classes share, those of all; and all word lists."""
        lists = {column: list(by_class.values()) for column, by_class in self.vocabulary.closed.items()}
        return {
            column: {word: text for name in names for word, text in self.words[name].items()}
            for column, names in (lists | {name: [name] for name in self.words}).items()
        }

    def _class_label(self, value: str, lang: str) -> str:
        known = next((text for name, text in self.classes.items() if name.lower() == value), self.terms.get(value))
        return value if known is None else known.label[lang]


@cache
def labels() -> Labels:
    """The bundled texts, read on first use and then kept."""
    text = files(__package__).joinpath("labels.yaml").read_text(encoding="utf-8")
    return build(yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader)), registry())


def build(raw: Mapping[str, Any], vocabulary: Registry) -> Labels:
    """Make the labels from the parsed YAML, in which every scalar is text."""
    return Labels(
        vocabulary=vocabulary,
        ontology=raw["ontology"],
        schemes=_texts(raw["schemes"]),
        words={name: _texts(entries) for name, entries in raw["words"].items()},
        classes=_texts(raw["classes"]),
        terms=_texts(raw["terms"]),
        stated={about: _texts(entries) for about, entries in raw["told"].items()},
        keys=raw["keys"],
        effects=raw["effects"],
        answers=raw["answers"],
        cells=raw["cells"],
    )


def _texts(entries: Mapping[str, Mapping[str, list[str]]]) -> dict[str, Text]:
    return {name: _text(entry) for name, entry in entries.items()}


def _text(entry: Mapping[str, list[str]]) -> Text:
    label = {language: entry[language][0] for language in LANGUAGES}
    return Text(label, {language: entry[language][1] for language in LANGUAGES})
