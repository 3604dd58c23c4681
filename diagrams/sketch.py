"""From answers to a picture: which actors and bases are drawn, and what each line between them tells."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from accordgraph.diagrams.picture import ACTOR_KINDS, Edge, Node, Picture
from accordgraph.queries.runner import run

if TYPE_CHECKING:
    from accordgraph.graph.engines.protocol import Engine
    from accordgraph.graph.index import Names
    from accordgraph.queries.runner import Row


def sketch(
    engine: Engine, names: Names, about: str | None = None, day: datetime.date | None = None, lang: str = "en"
) -> Picture:
    """The picture of all participations, of one actor and all it works with, or of one day.

    `about` is an actor's id. With a day, what cannot have been in force is left out. Bases that are open to all states
    or very large make no links, so they are not drawn but named in a note.
    """
    told = run(engine, names, "participations", {}, lang).rows
    rows = [row for row in told if row["linked"]]
    notes = _left_out(told)
    bases = {row["basis"]: row for row in run(engine, names, "bases", {}, lang).rows}
    judged = [(row, None if day is None else judge(row, day)) for row in rows]
    judged = [(row, verdict) for row, verdict in judged if verdict is None or verdict[0] != "no"]
    if about is not None:
        own = {row["basis"] for row, _ in judged if row["actor"] == about}
        judged = [(row, verdict) for row, verdict in judged if row["basis"] in own]
    sources = _sources(engine, names)
    edges = tuple(_edge(row, verdict, sources.get(row["participation"], ())) for row, verdict in judged)
    if not edges:
        notes = (*notes, "Nothing to draw: no participation may have been in force." if day else "Nothing to draw.")
    kinds = {row["actor"]: row for row in run(engine, names, "actors", {}, lang).rows}
    used = {edge.actor for edge in edges}
    actors = tuple(_actor(identifier, kinds[identifier], names, lang) for identifier in sorted(used))
    drawn = tuple(
        _basis(identifier, bases[identifier], names, lang) for identifier in sorted({edge.basis for edge in edges})
    )
    return Picture(_title(names, about, lang), _subtitle(actors, drawn, edges, day), actors + drawn, edges, notes)


def _left_out(told: list[Row]) -> tuple[str, ...]:
    missing = sorted({str(row["basis_name"]) for row in told if not row["linked"]})
    return (f"Not drawn, being open to all states or very large: {'; '.join(missing)}.",) if missing else ()


def judge(row: Row, day: datetime.date) -> tuple[str, str | None]:
    """Whether a participation was in force on a day, and why it is no more than possible (RULES 6).

    The questions judge links in the engine by the same comparisons; a picture shows participations.
    """
    start_earliest, start_latest = _day(row["start_earliest"]), _day(row["start_latest"])
    end_earliest, end_latest = _day(row["end_earliest"]), _day(row["end_latest"])
    if (start_earliest and start_earliest > day) or (end_latest and end_latest < day):
        return "no", None
    if not row["firm"]:
        return "possibly", "existence-disputed"
    if start_latest is None:
        return "possibly", "effect-unknown" if start_earliest else "start-imprecise"
    if start_latest > day:
        return "possibly", "start-imprecise"
    if end_earliest and end_earliest >= day:
        return "certainly", None
    if row["end_kind"] == "none":
        return "presumably", None
    return "possibly", "term-lapsed" if row["end_kind"] == "term" and end_earliest else "end-imprecise"


def _day(value: object) -> datetime.date | None:
    return value if isinstance(value, datetime.date) else None


def _sources(engine: Engine, names: Names) -> dict[Any, tuple[str, ...]]:
    """What stands behind each participation, as one would cite it."""
    found: dict[Any, list[str]] = {}
    for row in run(engine, names, "participation_sources", {}).rows:
        parts = [row["title"] or row["source"], row["publisher"], row["published"], row["url"]]
        found.setdefault(row["participation"], []).append(". ".join(str(part) for part in parts if part))
    return {participation: tuple(cited) for participation, cited in found.items()}


def _edge(row: Row, verdict: tuple[str, str | None] | None, sources: tuple[str, ...]) -> Edge:
    in_force, why = verdict or (None, None)
    return Edge(
        actor=str(row["actor"]),
        basis=str(row["basis"]),
        since=str(row["start"] or "unknown"),
        until=_until(row),
        role=_text(row["role"]),
        standing=str(row["standing"]),
        held=bool(row["held"]),
        in_force=in_force,
        why_possible=why,
        basis_name=str(row["basis_name"]),
        actor_name=str(row["actor_name"]),
        sources=sources,
    )


def _until(row: Row) -> str | None:
    """The end as told; None where nobody told of one. Of a term only the least is shown, for terms get extended."""
    if row["end_latest"]:
        return str(row["end_latest"])
    return f"not before {row['end_earliest']} (a term)" if row["end_kind"] == "term" else None


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _actor(identifier: str, row: Row, names: Names, lang: str) -> Node:
    kind = str(row["kind"])
    label = names.short_name(identifier, lang)
    return Node(identifier, label, kind if kind in ACTOR_KINDS else "other", names.name(identifier, lang))


def _basis(identifier: str, row: Row, names: Names, lang: str) -> Node:
    return Node(identifier, names.short_name(identifier, lang), str(row["kind"]), str(row["name"]))


def _title(names: Names, about: str | None, lang: str) -> str:
    return "Who cooperates with whom" if about is None else f"Who cooperates with {names.name(about, lang)}"


def _subtitle(
    actors: tuple[Node, ...], bases: tuple[Node, ...], edges: tuple[Edge, ...], day: datetime.date | None
) -> str:
    counts = f"{len(actors)} actors, {len(bases)} agreements, operations and reports, {len(edges)} participations"
    return counts if day is None else f"{counts}, on {day.isoformat()}"
