"""What a query must not do though the engine would: read or write files, reach for the network, crash the process.

A store that is opened read-only keeps its data safe by itself. Ladybug still runs `COPY ... TO`, `EXPORT DATABASE`
and `LOAD FROM`, and dies of `CALL READ_CSV_SERIAL`; Oxigraph fetches whatever `SERVICE` names. Both parsers are
known: strings, comments, quoted names and IRIs are taken out first, then words are looked for in what is left.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from accordgraph.graph.errors import EngineError

CYPHER_QUOTED = re.compile(
    r"""'(?:\\.|[^'\\])*' | "(?:\\.|[^"\\])*" | `[^`]*` | //[^\r\n]* | /\*.*?\*/""", re.DOTALL | re.VERBOSE
)
CYPHER_FIRST = frozenset({"MATCH", "OPTIONAL", "UNWIND", "WITH", "RETURN", "CALL"})
CYPHER_REFUSED = frozenset({"COPY", "LOAD", "EXPORT", "IMPORT", "INSTALL", "ATTACH", "DETACH"})
CYPHER_CALLS = frozenset({"SHOW_TABLES", "TABLE_INFO", "SHOW_CONNECTION", "SHOW_FUNCTIONS", "DB_VERSION"})

SPARQL_QUOTED = re.compile(
    r"""<[^<>"{}|^`\\\x00-\x20]*> | \"{3}(?:\\.|.)*?\"{3} | '{3}(?:\\.|.)*?'{3}
    | "(?:\\.|[^"\\\r\n])*" | '(?:\\.|[^'\\\r\n])*' | \\. | [?$]\w+ | :[\w-]+ | \#[^\r\n]*""",
    re.DOTALL | re.VERBOSE,
)


def check_cypher(text: str, parameters: Mapping[str, object]) -> None:
    """Refuse all but one reading statement, and parameters without a value: Ladybug would take them for null."""
    bare = CYPHER_QUOTED.sub(" '' ", text)
    words = [word.upper() for word in re.findall(r"\$?\w+", bare)]
    if not words or words[0] not in CYPHER_FIRST:
        raise EngineError("A query begins with MATCH, OPTIONAL MATCH, UNWIND, WITH, RETURN or CALL.")
    if re.search(r";\s*\S", bare):
        raise EngineError("A query is one statement; this one goes on after its semicolon.")
    if refused := CYPHER_REFUSED.intersection(words):
        raise EngineError(f"A query must not use {min(refused)}.", "If it is a name, put it into backticks.")
    calls = {words[i + 1] if i + 1 < len(words) else "" for i, word in enumerate(words) if word == "CALL"}
    if unknown := calls - CYPHER_CALLS:
        raise EngineError(f"A query must not call {min(unknown)}.", f"It may call {', '.join(sorted(CYPHER_CALLS))}.")
    if missing := set(re.findall(r"\$(\w+)", bare)) - parameters.keys():
        raise EngineError(f"The parameter ${min(missing)} has no value.")


def check_sparql(text: str) -> None:
    """Refuse SERVICE. Oxigraph needs no space around a keyword (`1SERVICE<...>`), so any such letters count."""
    if "service" in SPARQL_QUOTED.sub(" ", text).lower():
        raise EngineError("A query must not use SERVICE: this graph answers from its own data only.")
