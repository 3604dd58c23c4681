"""What a SPARQL query may hold: the words of SPARQL 1.1 and 1.2 queries, without SERVICE and FROM.

Oxigraph knows no update in a query, but fetches what SERVICE names. It reads without a lexer: it needs no blank around
a word and takes `trueSERVICE<...>` for two, and where a lexer sees the IRI `<?b#>` it may see a comparison and a
comment. So a word must be one of those listed here, and what could be read in two ways is refused.
"""

from __future__ import annotations

import re

from accordgraph.graph.engines.guards.tokens import Token, blanked, fault, nearest, scan, words
from accordgraph.ontology.namespaces import NAMESPACE

MARKS = (
    r"\u00b7\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
    r"\u0900-\u0dff\u203f\u2040"
)
"""Marks within names, which are no letters by themselves: й and ї are often typed as a letter and a mark."""

HEX = r"\\u[0-9A-Fa-f]{4} | \\U[0-9A-Fa-f]{8}"
ESCAPE = rf"\\[tbnrf\\\"'] | {HEX}"

TOKENS = re.compile(
    rf"""
      (?P<blank> [\ \t\r\n]+ )
    | (?P<comment> \#[^\r\n]* )
    | (?P<iri> <(?: [^<>"{{}}|^`\\\x00-\x20] | {HEX} )*+> )
    | (?P<string> "{{3}}(?: "{{0,2}}(?: [^"\\] | {ESCAPE} ) )*+"{{3}}
        | '{{3}}(?: '{{0,2}}(?: [^'\\] | {ESCAPE} ) )*+'{{3}}
        | "(?!"")(?: [^"\\\r\n] | {ESCAPE} )*+" | '(?!'')(?: [^'\\\r\n] | {ESCAPE} )*+' )
    | (?P<variable> [?$]\w[\w{MARKS}]* )
    | (?P<language> @[A-Za-z]+(?:-[A-Za-z0-9]+)*(?:--[a-z]+)? )
    | (?P<number> (?: [0-9]+(?:\.[0-9]*)? | \.[0-9]+ )[eE][+-]?[0-9]+ | [0-9]*\.[0-9]+ | [0-9]+ )
    | (?P<node> _:\w(?: [\w{MARKS}.-]*[\w{MARKS}-] )? )
    | (?P<name> (?: [^\W\d_](?: [\w{MARKS}.-]*[\w{MARKS}-] )? )?:
        (?: (?: [\w{MARKS}:-] | %[0-9A-Fa-f]{{2}} | \\[_~.\-!$&()*+,;=/?\#@%] | \.(?= [\w{MARKS}:.\-%\\] ) )*+ ) )
    | (?P<word> [^\W\d]\w* )
    | (?P<sign> \^\^ | \|\| | && | [!<>]= | [\[\]{{}}().,;=<>!*/+|^?~-] )
    """,
    re.VERBOSE,
)

PREFIXES = {
    "ag:": NAMESPACE,
    "rdf:": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs:": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd:": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefixes that people forget, with what they stand for in a query of this graph."""

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
"""The kinds of a query."""

KEYWORDS = words(
    """
    VERSION BASE PREFIX SELECT ASK CONSTRUCT DESCRIBE DISTINCT REDUCED WHERE AS GROUP BY HAVING ORDER ASC DESC LIMIT
    OFFSET VALUES UNDEF OPTIONAL UNION MINUS FILTER BIND GRAPH EXISTS NOT IN A TRUE FALSE SEPARATOR
    """
)

FUNCTIONS = words(
    """
    COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT STR LANG LANGMATCHES DATATYPE BOUND IRI URI BNODE RAND ABS CEIL
    FLOOR ROUND CONCAT STRLEN UCASE LCASE ENCODE_FOR_URI CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER YEAR
    MONTH DAY HOURS MINUTES SECONDS TIMEZONE TZ NOW UUID STRUUID MD5 SHA1 SHA256 SHA384 SHA512 COALESCE IF
    STRLANG STRDT SAMETERM ISIRI ISURI ISBLANK ISLITERAL ISNUMERIC REGEX SUBSTR REPLACE TRIPLE SUBJECT PREDICATE
    OBJECT ISTRIPLE LANGDIR HASLANG HASLANGDIR STRLANGDIR
    """
)

WORDS = KEYWORDS | FUNCTIONS

GLUED = {
    "name": re.compile(r"^[^:]*service | \.service", re.IGNORECASE | re.VERBOSE),
    "node": re.compile(r"service", re.IGNORECASE),
    "language": re.compile(r"service", re.IGNORECASE),
    "variable": re.compile(r"^.(?: [0-9]\w* | true | false )service", re.IGNORECASE | re.VERBOSE),
}
"""Where Oxigraph might read the word SERVICE in a token of another kind: `SERVICEe:x`, `e:p?1SERVICE`."""

WRITES = words("INSERT DELETE LOAD CLEAR CREATE DROP COPY MOVE ADD WITH USING")
"""Words of SPARQL updates."""

PAIRS = {")": "(", "]": "[", "}": "{"}

OPERATORS = words("( , = != < > <= >= || && + - * / ! ^ | ^^")
"""What stands before a value in parentheses; after anything else, `<` may begin a comparison."""

PLAIN_IRI = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*:[^#]*")
"""An IRI that is none in two ways: it has a scheme, and nothing that begins a comment."""

DEEPEST = 200
"""Brackets within brackets: deeper than anybody writes, and engines that read by recursion run out of stack."""


LONGEST = 4_000
"""Words and signs outside of VALUES: Oxigraph reads chains by recursion, and from some 8,000 on its stack is full."""


def check_sparql(text: str) -> str:
    """The text for the engine, comments blank. Raises QueryError where it is not one query that only reads."""
    tokens = scan(text, TOKENS)
    comments = [token for token in tokens if token.kind == "comment"]
    bare = [token for token in tokens if token.kind not in ("blank", "comment")]
    for token in bare:
        _check_token(text, token)
    _check_form(text, bare)
    _check_brackets(text, bare)
    _check_length(text, bare)
    return blanked(text, comments)


def _check_token(text: str, token: Token) -> None:
    if token.kind == "word":
        _check_word(text, token)
    elif token.kind in GLUED and GLUED[token.kind].search(token.text):
        what = f"{token.text[:40]} must not contain SERVICE where it does."
        raise fault(text, token.start, what, "Call it otherwise.")
    elif token.kind == "iri" and "'" in token.text:
        raise fault(text, token.start, "An IRI must not contain an apostrophe here.", "Write it as %27.")


def _check_word(text: str, token: Token) -> None:
    word = token.text.upper()
    if not token.text.isascii():
        raise fault(
            text, token.start, f"{token.text[:40]} is no word of SPARQL.", "Put it in quotes, or begin it with ?."
        )
    if "SERVICE" in word:
        remedy = "This graph answers from its own data only. As text, put it in quotes."
        raise fault(text, token.start, "A query must not use SERVICE.", remedy)
    if word == "FROM":
        raise fault(text, token.start, "A query must not use FROM.", "There is one graph only: leave FROM out.")
    if word in WRITES:
        raise fault(text, token.start, f"A query must not use {word}: it only reads.", f"Begin with {_forms()}.")
    if word not in WORDS:
        raise fault(text, token.start, f"{token.text[:40]} is no word of a SPARQL query.", nearest(token.text, WORDS))


def _check_form(text: str, tokens: list[Token]) -> None:
    """The prologue is a row of `BASE <iri>`, `PREFIX name: <iri>` and `VERSION "1.2"`; then comes the query."""
    at = 0
    prefixes = set()
    while at < len(tokens) and tokens[at].text.upper() in ("BASE", "PREFIX", "VERSION"):
        prefixes.add(tokens[at + 1].text if at + 1 < len(tokens) else "")
        at += 3 if tokens[at].text.upper() == "PREFIX" else 2
    if at >= len(tokens):
        raise fault(text, len(text), "There is no query.", f"It begins with {_forms()}.")
    if tokens[at].kind != "word" or tokens[at].text.upper() not in FORMS:
        what = f"A query does not begin with {tokens[at].text[:40]}."
        raise fault(text, tokens[at].start, what, f"It begins with {_forms()}, after PREFIX and BASE.")
    for token in tokens[at:]:
        if token.kind == "name" and (prefix := token.text.partition(":")[0] + ":") not in prefixes:
            what = f"The prefix {prefix[:40]} is not declared."
            address = f"<{PREFIXES.get(prefix, '...')}>"
            raise fault(text, token.start, what, f"Begin the query with PREFIX {prefix[:40]} {address}")


def _check_brackets(text: str, tokens: list[Token]) -> None:
    opened: list[Token] = []
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.kind == "iri" and opened and opened[-1].text == "(":
            _check_comparison(text, before, token)
        elif token.kind == "sign" and token.text in PAIRS.values():
            opened.append(token)
        elif token.kind == "sign" and token.text in PAIRS and (not opened or opened.pop().text != PAIRS[token.text]):
            raise fault(text, token.start, f"This {token.text} closes nothing.", "Leave it out, or open it before.")
        elif not opened and (token.text == ";" or (token.kind == "word" and _begins_again(before, token))):
            what = "A query is one statement; this one goes on behind it."
            raise fault(text, token.start, what, "Ask one after the other.")
        if len(opened) > DEEPEST:
            raise fault(text, token.start, "The query is nested too deeply.", f"Nest no deeper than {DEEPEST}.")
    if opened:
        raise fault(text, opened[-1].start, f"This {opened[-1].text} is not closed.", "Close it.")


def _check_length(text: str, tokens: list[Token]) -> None:
    """Refuse what is too long for an engine that reads by recursion; the rows of VALUES are no chain."""
    counted, is_values, is_row = 0, False, False
    for token in tokens:
        if is_row:
            is_row = token.text != "}"
            continue
        is_values = is_values or (token.kind == "word" and token.text.upper() == "VALUES")
        if is_values and token.text == "{":
            is_values, is_row = False, True
        counted += 1
        if counted > LONGEST:
            what = f"The query has more than {LONGEST:,} words and signs."
            raise fault(text, token.start, what, "Ask for less at a time, or put what is looked for into VALUES.")


def _begins_again(before: Token | None, token: Token) -> bool:
    return token.text.upper() in FORMS and before is not None and before.text == "}"


def _check_comparison(text: str, before: Token | None, token: Token) -> None:
    """Refuse an IRI after a value in parentheses that could be `<` and more."""
    follows_value = before is None or before.kind != "sign" or before.text not in OPERATORS
    if follows_value and not PLAIN_IRI.fullmatch(token.text):
        remedy = "Put a blank behind < to compare, or write the IRI with a PREFIX."
        raise fault(text, token.start, f"{token.text[:40]} could be an IRI or a comparison.", remedy)


def _forms() -> str:
    return f"{', '.join(FORMS[:-1])} or {FORMS[-1]}"
