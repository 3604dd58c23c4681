"""Reads Cypher token by token: the lexer, and a cursor with the few moves that a grammar needs."""

from __future__ import annotations

import re
from collections.abc import Callable

from accordgraph.graph.engines.guards.cypher_words import RESERVED
from accordgraph.graph.engines.guards.tokens import Token, blanked, fault, scan
from accordgraph.graph.errors import QueryError

ESCAPE = r"\\(?: [\\'\"bBfFnNrRtT] | [xX][0-9A-Fa-f]{2} | [uU][0-9A-Fa-f]{4} )"

TOKENS = re.compile(
    rf"""
      (?P<blank> [\ \t\n\x0b\f\r\x1c-\x1f]+ )
    | (?P<comment> /\*(?: [^*] | \*[^/] )*+\*/ | //[^\r\n]*+\r?(?: \n | \Z ) )
    | (?P<string> "(?: [^"\\] | {ESCAPE} )*+" | '(?: [^'\\] | {ESCAPE} )*+' )
    | (?P<quoted> (?: `[^`]*` )+ )
    | (?P<number> (?: [0-9]+(?:\.[0-9]+)? | \.[0-9]+ )[eE]-?[0-9]+ | [0-9]*\.[0-9]+ | [0-9]+ )
    | (?P<parameter> \$[^\W\d][\w$]* | \$[0-9]+ )
    | (?P<word> [^\W\d][\w$]* )
    | (?P<sign> <> | <= | >= | << | >> | =~ | \.\. | /(?![*/]) | [()\[\]{{}},.:;|&+*%^=<>!-] )
    """,
    re.VERBOSE,
)
"""As Ladybug splits a text, strictly: `/***/` does not end there either. Blanks and signs beyond ASCII are refused."""

DEEPEST = 60
"""Brackets within brackets: deeper than anybody writes, and both parsers read by recursion."""


class Reader:
    """A cursor over the tokens that mean something."""

    def __init__(self, text: str) -> None:
        """Read the text as tokens. Raises QueryError where it has none."""
        tokens = scan(text, TOKENS)
        self.text = text
        self.comments = [token for token in tokens if token.kind == "comment"]
        self.tokens = [token for token in tokens if token.kind not in ("blank", "comment")]
        self.tokens.append(Token("end", "", len(text)))
        self.words = [_word(token) for token in self.tokens]
        self.at = 0
        self.depth = 0
        self.parameters: list[Token] = []
        self.no_pattern_at: set[int] = set()
        self._check_neighbours()

    def _check_neighbours(self) -> None:
        """Refuse tokens that touch and that another version of the lexer might read as one."""
        solid = ("word", "number", "string", "quoted", "parameter")
        for left, right in zip(self.tokens, self.tokens[1:], strict=False):
            if left.end == right.start and left.kind in solid and right.kind in solid:
                raise fault(self.text, right.start, f"A blank is missing before {right.text[:40]}.", "Put one there.")
            if left.kind == "quoted" and left.text == "``":
                raise fault(self.text, left.start, "A name is empty.", "Put a name between the backticks.")

    @property
    def token(self) -> Token:
        """The one to be read next."""
        return self.tokens[self.at]

    def ahead(self, steps: int) -> str:
        """The text of a later token, in capitals; empty behind the end."""
        place = self.at + steps
        return self.tokens[place].text.upper() if place < len(self.tokens) else ""

    def sees(self, *words: str) -> bool:
        """Whether these words or signs come next. What stands in quotes or backticks is no word."""
        if self.words[self.at] != words[0]:
            return False
        return len(words) == 1 or self.words[self.at : self.at + len(words)] == [*words]

    def take(self, *words: str) -> bool:
        """Go past these words or signs where they come next, and say whether they did."""
        if self.sees(*words):
            self.at += len(words)
            return True
        return False

    def need(self, *words: str) -> None:
        """Go past these words or signs. Raises QueryError where something else stands there."""
        if not self.take(*words):
            raise self.wrong(" ".join(words))

    def wrong(self, expected: str) -> QueryError:
        """The error that says what is found here and what should be."""
        actual = "the end of the query" if self.token.kind == "end" else self.token.text[:40]
        return fault(self.text, self.token.start, f"Found {actual}, expected {expected}.", SYNTAX)

    def name(self) -> str:
        """Go past a name."""
        token = self.token
        if token.kind != "quoted" and (token.kind != "word" or token.text.upper() in RESERVED):
            raise self.wrong("a name")
        self.at += 1
        return token.text

    def key(self) -> None:
        """Go past the name of a property or a field, which may be any word."""
        if self.token.kind not in ("word", "quoted"):
            raise self.wrong("the name of a property")
        self.at += 1

    def listed(self, one: Callable[[], object]) -> None:
        """Read one thing or more with commas between them."""
        one()
        while self.take(","):
            one()

    def nested(self, one: Callable[[], object]) -> None:
        """Read a thing that may hold others of its kind. Raises QueryError where that goes too deep."""
        if self.depth == DEEPEST:
            raise fault(self.text, self.token.start, "The query is nested too deeply.", f"At most {DEEPEST} levels.")
        self.depth += 1
        try:
            one()
        finally:
            self.depth -= 1

    def rewritten(self) -> str:
        """The text for the engine: comments and the semicolon at the end are blank."""
        ends = [token for token in self.tokens if token.kind == "sign" and token.text == ";"]
        return blanked(self.text, [*self.comments, *ends])


def _word(token: Token) -> str:
    """A word in capitals or a sign; empty for what is neither: to the engine a long s is an S, and here it is none."""
    return token.text.upper() if token.kind in ("word", "sign") and token.text.isascii() else ""


SYNTAX = "A name that is a word of the language stands in backticks."
