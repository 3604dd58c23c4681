"""The SPARQL of a push: what takes triples away, and the marker, which is the triples of one subject in the graph."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from accordgraph.graph.servers.marker import Marker, marker_of

PUSH = "https://w3id.org/accordgraph/push#"
MARKER = f"<{PUSH}marker>"
READ_MARKER = f"SELECT ?p ?o (NOW() AS ?now) WHERE {{ {MARKER} ?p ?o }}"

ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})


def delete(lines: str, graph: str | None, token: str) -> str:
    """Take these triples away, if the marker has this token."""
    return f"DELETE {{ {_in(graph, lines)} }} WHERE {{ {_in(graph, _held(token))} }}"


def insert(lines: str, graph: str | None, token: str) -> str:
    """Add these triples, if the marker has this token: where a server has no Graph Store Protocol."""
    return f"INSERT {{ {_in(graph, lines)} }} WHERE {{ {_in(graph, _held(token))} }}"


def write_marker(marker: Marker, expected: str | None, graph: str | None) -> str:
    """Write the marker, unless the one that is there has another token than is expected (None: unless there is one)."""
    other = "" if expected is None else f'FILTER(?token != "{expected.translate(ESCAPES)}")'
    return (
        f"DELETE {{ {_in(graph, f'{MARKER} ?p ?o')} }} "
        f"INSERT {{ {_in(graph, _written(marker))} }} "
        f"WHERE {{ BIND(NOW() AS ?now) OPTIONAL {{ {_in(graph, f'{MARKER} ?p ?o')} }} "
        f"FILTER NOT EXISTS {{ {_in(graph, f'{MARKER} <{PUSH}token> ?token {other}')} }} }}"
    )


def settle_marker(marker: Marker, graph: str | None) -> str:
    """Write the marker where there is one that has its token."""
    return (
        f"DELETE {{ {_in(graph, f'{MARKER} ?p ?o')} }} INSERT {{ {_in(graph, _written(marker))} }} "
        f"WHERE {{ BIND(NOW() AS ?now) {_in(graph, f'{_held(marker.token)} ; ?p ?o')} }}"
    )


def touch(token: str, graph: str | None) -> str:
    """Give a sign of life, if the marker has this token."""
    touched = f"{MARKER} <{PUSH}touched>"
    return (
        f"DELETE {{ {_in(graph, f'{touched} ?old')} }} INSERT {{ {_in(graph, f'{touched} ?now')} }} "
        f"WHERE {{ {_in(graph, f'''{_held(token)} OPTIONAL {{ {touched} ?old }}''')} "
        "BIND(NOW() AS ?now) }"
    )


def _written(marker: Marker) -> str:
    """The triples of a marker, touched `?now`."""
    values = " ; ".join(f'<{PUSH}{name}> "{str(value).translate(ESCAPES)}"' for name, value in marker.values().items())
    return f"{MARKER} {values} ; <{PUSH}touched> ?now"


def _held(token: str) -> str:
    """That the marker has this token."""
    return f'{MARKER} <{PUSH}token> "{token.translate(ESCAPES)}"'


def instances(classes: Iterable[str]) -> str:
    """How many things of each class there are, as the columns `class` and `count`."""
    return f"SELECT ?class (COUNT(?thing) AS ?count) WHERE {{ {_typed(classes)} }} GROUP BY ?class"


def strangers(classes: Iterable[str], namespace: str) -> str:
    """How many things of each class are not in our namespace, as the columns `class`, `count` and `example`."""
    return (
        "SELECT ?class (COUNT(?thing) AS ?count) (SAMPLE(?thing) AS ?example) "
        f'WHERE {{ {_typed(classes)} FILTER(!STRSTARTS(STR(?thing), "{namespace}")) }} GROUP BY ?class'
    )


def _typed(classes: Iterable[str]) -> str:
    return f"VALUES ?class {{ {' '.join(f'<{iri}>' for iri in classes)} }} ?thing a ?class"


def _in(graph: str | None, pattern: str) -> str:
    return pattern if graph is None else f"GRAPH <{graph}> {{ {pattern} }}"


def marker_from(rows: Iterable[tuple[str, ...]]) -> Marker | None:
    """The marker that `READ_MARKER` found: predicate, value and the time of the server in each row."""
    cells = list(rows)
    values: dict[str, object] = {predicate.removeprefix(PUSH): value for predicate, value, _ in cells}
    if "touched" in values:
        values["silent_seconds"] = _seconds(str(values["touched"]), cells[0][2])
    return marker_of(values)


def _seconds(since: str, now: str) -> float:
    """Between two times of one clock; none where they cannot be read."""
    try:
        return (datetime.datetime.fromisoformat(now) - datetime.datetime.fromisoformat(since)).total_seconds()
    except (ValueError, TypeError):
        return 0.0
