"""Tokens of a query, whatever its language: what a lexer gives, and how a place in the text is named."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from accordgraph.graph import suggestions
from accordgraph.graph.errors import QueryError

MOST_CHARACTERS = 100_000
"""Of a query: the longest bundled question has 4,000. It bounds what reading the text costs."""

LOOKALIKES = {
    "Pd": "-",
    "Pi": "'",
    "Pf": "'",
    "Zs": "a blank",
    "Ps": "an ASCII bracket",
    "Pe": "an ASCII bracket",
}
"""What is meant, more often than not, by a character of these Unicode categories."""


class Token(NamedTuple):
    """A piece of the text: its kind, as it stands there, and where it begins."""

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """Where it has ended."""
        return self.start + len(self.text)


def words(text: str) -> frozenset[str]:
    """The words of a list that is written as text."""
    return frozenset(text.split())


def fault(text: str, start: int, what: str, remedy: str | None = None) -> QueryError:
    """The error that names a place of the text by line and column, both from 1."""
    before = text[:start]
    return QueryError(what, remedy, before.count("\n") + 1, start - (before.rfind("\n") + 1) + 1)


def scan(text: str, pattern: re.Pattern[str]) -> list[Token]:
    """All tokens, blanks and comments among them; every character is in one. Raises QueryError."""
    if len(text) > MOST_CHARACTERS:
        what = f"The query has {len(text):,} characters; more than {MOST_CHARACTERS:,} are not read."
        raise QueryError(what, "Ask for less at a time.")
    if half := re.search("[\ud800-\udfff]", text):
        raise fault(text, half.start(), "This is half a character.", "Save the query as UTF-8.")
    tokens: list[Token] = []
    at = 0
    while at < len(text):
        match = pattern.match(text, at)
        if match is None or match.lastgroup is None:
            raise unknown(text, at)
        tokens.append(Token(match.lastgroup, match.group(), at))
        at = match.end()
    return tokens


def unknown(text: str, at: int) -> QueryError:
    """The error for a character with which nothing can begin."""
    character = text[at]
    if character in "\"'`":
        return fault(text, at, f"What begins with {character} does not end, or holds an unknown escape.", ESCAPES)
    if text.startswith("/*", at):
        return fault(text, at, "This comment does not end.", "End it with */ after a character that is no asterisk.")
    if text.startswith("//", at):
        return fault(text, at, "This comment ends with a lone carriage return.", "End it with a line feed.")
    if character == "\\":
        return fault(text, at, "A backslash stands outside of quotes.", "Write the character itself.")
    name = unicodedata.name(character, "a character without a name")
    meant = LOOKALIKES.get(unicodedata.category(character))
    what = f"U+{ord(character):04X} ({name}) has no meaning in a query."
    return fault(text, at, what, f"Perhaps {meant} is meant." if meant else "It may stand in quotes.")


ESCAPES = r"Escapes are \\ \' \" \b \f \n \r \t and \uXXXX; a quote within quotes is written \'."


def blanked(text: str, tokens: Iterable[Token]) -> str:
    """The text with these tokens blank; lines stay lines, and nothing moves."""
    characters = list(text)
    for token in tokens:
        for at in range(token.start, token.end):
            if characters[at] not in "\n\r":
                characters[at] = " "
    return "".join(characters)


def nearest(word: str, known: Iterable[str]) -> str:
    """A remedy that names the known words that look like this one."""
    likely = suggestions.nearest(word, known)
    return f"Did you mean {', '.join(likely)}?" if likely else "Leave it out."
