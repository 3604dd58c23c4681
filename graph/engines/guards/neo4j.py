"""What a Cypher query may hold that goes to a Neo4j server.

The server itself refuses to write in a session that reads. What it would still do is left to us: `LOAD CSV` and some
procedures reach files, the network, settings or other connections, and functions may come from any plug-in. So this
guard reads the text as the server splits it, and looks at what is called and what a clause begins with; whether the
rest is good Cypher the server says.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from accordgraph.graph.engines.guards.cypher_reader import TOKENS
from accordgraph.graph.engines.guards.tokens import Token, blanked, fault, nearest, scan, words
from accordgraph.graph.errors import QueryError

BEGINNINGS = words("MATCH OPTIONAL UNWIND WITH RETURN CALL")
"""Words with which a query may begin, behind EXPLAIN or PROFILE."""

REFUSED = words("CREATE INSERT MERGE SET DELETE DETACH NODETACH REMOVE FOREACH DROP LOAD USE")
"""Words with which a clause may begin further on that writes or reaches out. Others begin a whole statement only."""

REACHING = words("LOAD USE")

BEFORE_BRACKETS = words("""
    MATCH WHERE AND OR XOR NOT IN RETURN WITH UNWIND CASE WHEN THEN ELSE AS BY SKIP LIMIT OFFSET DISTINCT CONTAINS CALL
    OPTIONAL SHORTEST PATH PATHS GROUP GROUPS WALK TRAIL ACYCLIC ASC DESC IS UNION ALL ANY NONE SINGLE EXISTS COUNT
    COLLECT REDUCE SHORTESTPATH ALLSHORTESTPATHS
    """)
"""Words of the language that a bracket may follow: what stands in it is read like all else."""

FUNCTIONS = words("""
    ABS ACOS ASIN ATAN ATAN2 AVG BTRIM CEIL CHARACTER_LENGTH CHAR_LENGTH COALESCE COS COT DATE DATE.REALTIME
    DATE.STATEMENT DATE.TRANSACTION DATE.TRUNCATE DATETIME DATETIME.FROMEPOCH DATETIME.FROMEPOCHMILLIS DATETIME.REALTIME
    DATETIME.STATEMENT DATETIME.TRANSACTION DATETIME.TRUNCATE DEGREES DURATION DURATION.BETWEEN DURATION.INDAYS
    DURATION.INMONTHS DURATION.INSECONDS E ELEMENTID ENDNODE EXP FLOOR HAVERSIN HEAD ID ISEMPTY ISNAN KEYS LABELS LAST
    LEFT LENGTH LOCALDATETIME LOCALDATETIME.REALTIME LOCALDATETIME.STATEMENT LOCALDATETIME.TRANSACTION
    LOCALDATETIME.TRUNCATE LOCALTIME LOCALTIME.REALTIME LOCALTIME.STATEMENT LOCALTIME.TRANSACTION LOCALTIME.TRUNCATE LOG
    LOG10 LOWER LTRIM MAX MIN NODES NORMALIZE NULLIF PERCENTILECONT PERCENTILEDISC PI POINT POINT.DISTANCE
    POINT.WITHINBBOX PROPERTIES RADIANS RAND RANDOMUUID RANGE RELATIONSHIPS REPLACE REVERSE RIGHT ROUND RTRIM SIGN SIN
    SIZE SPLIT SQRT STARTNODE STDEV STDEVP SUBSTRING SUM TAIL TAN TIME TIME.REALTIME TIME.STATEMENT TIME.TRANSACTION
    TIME.TRUNCATE TIMESTAMP TOBOOLEAN TOBOOLEANLIST TOBOOLEANORNULL TOFLOAT TOFLOATLIST TOFLOATORNULL TOINTEGER
    TOINTEGERLIST TOINTEGERORNULL TOLOWER TOSTRING TOSTRINGLIST TOSTRINGORNULL TOUPPER TRIM TYPE UPPER VALUETYPE
    VECTOR.SIMILARITY.COSINE VECTOR.SIMILARITY.EUCLIDEAN
    """)
"""Functions of Neo4j 5.26 that compute. Left out: other graphs, the file of LOAD CSV, and whatever plug-ins bring."""

PROCEDURES = words("""
    DB.INDEX.FULLTEXT.QUERYNODES DB.INDEX.FULLTEXT.QUERYRELATIONSHIPS DB.INDEX.VECTOR.QUERYNODES
    DB.INDEX.VECTOR.QUERYRELATIONSHIPS DB.INFO DB.LABELS DB.PROPERTYKEYS DB.RELATIONSHIPTYPES
    DB.SCHEMA.NODETYPEPROPERTIES DB.SCHEMA.RELTYPEPROPERTIES DB.SCHEMA.VISUALIZATION DBMS.COMPONENTS
    """)
"""What CALL may name: it describes the graph's shape, or looks things up."""

ESCAPED = re.compile(r"\\[uU]")


def check_neo4j(text: str, parameters: Mapping[str, object]) -> str:
    """The text for the server, comments and the last semicolon blank. Raises QueryError where it may do more than read.

    Every parameter must have a value.
    """
    if escaped := ESCAPED.search(text):
        # Neo4j reads these anywhere, and before all else: one within quotes may end the quotes.
        raise fault(
            text, escaped.start(), r"\u is not allowed: a server may read it as a quote.", "Write the character."
        )
    tokens = scan(text, TOKENS)
    comments = [token for token in tokens if token.kind == "comment"]
    visible = [token for token in tokens if token.kind not in ("blank", "comment")]
    _check_beginning(text, visible)
    _check_end(text, visible)
    for place, token in enumerate(visible):
        _check_token(text, visible, place, token)
        if token.kind == "parameter" and token.text[1:] not in parameters:
            remedy = "Write the value in its place."
            raise fault(text, token.start, f"The parameter {token.text} has no value.", remedy)
    ends = [token for token in visible if _is_sign(token, ";")]
    return blanked(text, [*comments, *ends])


def _check_beginning(text: str, tokens: list[Token]) -> None:
    clauses = [token for token in tokens if _word(token) not in ("EXPLAIN", "PROFILE")]
    first = clauses[0] if clauses else Token("end", "the end of the query", len(text))
    if _word(first) not in BEGINNINGS | REFUSED:
        what = f"Found {first.text[:40]}, expected MATCH, UNWIND, WITH, CALL or RETURN."
        raise fault(text, first.start, what, "See: accord cypher --help.")


def _check_end(text: str, tokens: list[Token]) -> None:
    ends = [place for place, token in enumerate(tokens) if _is_sign(token, ";")]
    if ends and ends[0] < len(tokens) - 1:
        what = "A query is one statement; this one goes on after its semicolon."
        raise fault(text, tokens[ends[0]].start, what, "Ask one after the other.")


def _check_token(text: str, tokens: list[Token], place: int, token: Token) -> None:
    if token.kind == "number" and _is_sign_at(tokens, place + 1, "."):
        remedy = f"Write {token.text}.0, or leave the point out."
        raise fault(text, token.start, "A number ends with its point.", remedy)
    if token.kind not in ("word", "quoted") or _is_sign_at(tokens, place - 1, "."):
        return
    if _is_refused(tokens, place):
        raise _refusal(text, token)
    if _word(token) == "CALL" and not _is_key(tokens, place):
        _check_procedure(text, tokens, place + 1)
    elif _is_called(tokens, place):
        _check_function(text, tokens, place)


def _check_function(text: str, tokens: list[Token], place: int) -> None:
    token, name = tokens[place], _dotted(tokens, place)
    is_of_language = token.kind == "word" and name.upper() in BEFORE_BRACKETS
    is_procedure = place > 0 and _word(tokens[place - 1]) == "CALL"
    if name.upper() not in FUNCTIONS and not is_of_language and not is_procedure:
        raise fault(text, token.start, f"The function {name[:80]} is not allowed.", nearest(name, FUNCTIONS))


def _is_refused(tokens: list[Token], place: int) -> bool:
    """Whether a clause that is not allowed begins here, as far as words tell: `n.set` and `{set: 1}` are keys."""
    return _word(tokens[place]) in REFUSED | {"TRANSACTIONS"} and not _is_key(tokens, place)


def _refusal(text: str, token: Token) -> QueryError:
    word = _word(token)
    remedy = "If it is a name, put it into backticks."
    if word == "TRANSACTIONS":
        return fault(text, token.start, "A query that reads has no TRANSACTIONS.", remedy)
    why = "reads this graph only, no files and no other graphs" if word in REACHING else "only reads"
    return fault(text, token.start, f"{word} is not allowed: a query {why}.", remedy)


def _check_procedure(text: str, tokens: list[Token], place: int) -> None:
    """What follows CALL: a subquery, which is read like all else, or a procedure from the list."""
    if _is_sign_at(tokens, place, "{") or _is_sign_at(tokens, place, "("):
        return
    name = _dotted(tokens, place) if place < len(tokens) else ""
    if name.upper() not in PROCEDURES:
        start = tokens[place].start if place < len(tokens) else len(text)
        raise fault(text, start, f"The procedure {name[:80]} is not allowed.", nearest(name, PROCEDURES))


def _dotted(tokens: list[Token], place: int) -> str:
    """The name that begins here, such as `date.truncate`, without backticks."""
    parts = [tokens[place].text]
    while _is_sign_at(tokens, place + 1, ".") and place + 2 < len(tokens):
        place += 2
        parts.append(tokens[place].text)
    return ".".join(part.strip("`") for part in parts)


def _is_called(tokens: list[Token], place: int) -> bool:
    while _is_sign_at(tokens, place + 1, ".") and place + 2 < len(tokens):
        place += 2
    return _is_sign_at(tokens, place + 1, "(")


def _is_key(tokens: list[Token], place: int) -> bool:
    """Whether the word is a property, a label, or a key of a map: where no clause can begin."""
    after_colon = _is_sign_at(tokens, place - 1, ":") or _is_sign_at(tokens, place - 1, ".")
    in_map = _is_sign_at(tokens, place + 1, ":") and (
        _is_sign_at(tokens, place - 1, "{") or _is_sign_at(tokens, place - 1, ",")
    )
    return after_colon or in_map


def _is_sign_at(tokens: list[Token], place: int, sign: str) -> bool:
    return 0 <= place < len(tokens) and _is_sign(tokens[place], sign)


def _is_sign(token: Token, sign: str) -> bool:
    return token.kind == "sign" and token.text == sign


def _word(token: Token) -> str:
    """In capitals; empty for what is quoted or no word. Neo4j folds the letters of ASCII only."""
    return token.text.upper() if token.kind == "word" and token.text.isascii() else ""
