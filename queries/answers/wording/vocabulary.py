"""Words of the vocabulary as sentences."""

from __future__ import annotations

from accordgraph.ontology.labels import labels


def definition(words: str, word: str, lang: str) -> str:
    """What a word of a list means, as a sentence; a word that is in no list as it is."""
    known = labels().words[words]
    return f"{known[word].definition[lang]}." if word in known else word
