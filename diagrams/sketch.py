"""From answers to a picture: which actors and bases are drawn, and what each line between them tells."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from accordgraph.diagrams.existence import judge
from accordgraph.diagrams.picture import ACTOR_KINDS, Evidence, Link, Node, Picture, Source, When
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
    drawn_rows = [(row, _when(row)) for row in rows]
    drawn_rows = [(row, when) for row, when in drawn_rows if day is None or judge(when, day).in_force != "no"]
    if about is not None:
        own = {row["basis"] for row, _ in drawn_rows if row["actor"] == about}
        drawn_rows = [(row, when) for row, when in drawn_rows if row["basis"] in own]
    sources, evidence = _cited(engine, names, {str(row["participation"]) for row, _ in drawn_rows})
    links = tuple(_link(row, when, evidence.get(str(row["participation"]), ())) for row, when in drawn_rows)
    if not links:
        notes = (*notes, "Nothing to draw: no participation may have been in force." if day else "Nothing to draw.")
    kinds = {row["actor"]: row for row in run(engine, names, "actors", {}, lang).rows}
    used = {link.start for link in links}
    actors = tuple(_actor(identifier, kinds[identifier], names, lang) for identifier in sorted(used))
    drawn = tuple(
        _basis(identifier, bases[identifier], names, lang) for identifier in sorted({link.basis for link in links})
    )
    return Picture(
        _title(names, about, lang),
        _subtitle(actors, drawn, links, day),
        "bases",
        lang,
        actors + drawn,
        links,
        sources,
        notes,
        day=day,
    )


def _left_out(told: list[Row]) -> tuple[str, ...]:
    missing = sorted({str(row["basis_name"]) for row in told if not row["linked"]})
    return (f"Not drawn, being open to all states or very large: {'; '.join(missing)}.",) if missing else ()


def _when(row: Row) -> When:
    return When(
        since=_text(row["start"]),
        since_earliest=_day(row["start_earliest"]),
        since_latest=_day(row["start_latest"]),
        until_earliest=_day(row["end_earliest"]),
        until_latest=_day(row["end_latest"]),
        end_kind=str(row["end_kind"]),
        presumed_until=None,
        last_attested=_day(row["last_attested"]),
        firm=bool(row["firm"]),
    )


def _day(value: object) -> datetime.date | None:
    return value if isinstance(value, datetime.date) else None


def _link(row: Row, when: When, evidence: tuple[Evidence, ...]) -> Link:
    return Link(
        id=str(row["participation"]),
        start=str(row["actor"]),
        end=str(row["basis"]),
        basis=str(row["basis"]),
        basis_name=str(row["basis_name"]),
        basis_kind=str(row["kind"]),
        form=_text(row["form"]),
        start_name=str(row["actor_name"]),
        end_name=str(row["basis_name"]),
        role=_text(row["role"]),
        when=when,
        standing=str(row["standing"]),
        since_standing=_text(row["start_standing"]),
        until_standing=None,
        held=bool(row["held"]),
        evidence=evidence,
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _cited(
    engine: Engine, names: Names, wanted: set[str]
) -> tuple[tuple[Source, ...], dict[str, tuple[Evidence, ...]]]:
    """The sources behind some participations, numbered, and what each of them stands behind."""
    rows = [row for row in run(engine, names, "participation_sources", {}).rows if row["participation"] in wanted]
    sources = {
        str(row["source"]): Source(
            str(row["source"]),
            str(row["title"] or row["source"]),
            _text(row["publisher"]),
            _text(row["published"]),
            _text(row["url"]),
            "",
        )
        for row in rows
    }
    number = {source: index for index, source in enumerate(sources, start=1)}
    found: dict[str, list[Evidence]] = {}
    for row in rows:
        told = Evidence(number[str(row["source"])], "", "", "", "", "asserts")
        found.setdefault(str(row["participation"]), []).append(told)
    return tuple(sources.values()), {link: tuple(told) for link, told in found.items()}


def _actor(identifier: str, row: Row, names: Names, lang: str) -> Node:
    kind = str(row["kind"])
    label = names.short_name(identifier, lang)
    return Node(identifier, label, kind if kind in ACTOR_KINDS else "other", names.name(identifier, lang))


def _basis(identifier: str, row: Row, names: Names, lang: str) -> Node:
    return Node(identifier, names.short_name(identifier, lang), str(row["kind"]), str(row["name"]))


def _title(names: Names, about: str | None, lang: str) -> str:
    return "Who cooperates with whom" if about is None else f"Who cooperates with {names.name(about, lang)}"


def _subtitle(
    actors: tuple[Node, ...], bases: tuple[Node, ...], links: tuple[Link, ...], day: datetime.date | None
) -> str:
    counts = f"{len(actors)} actors, {len(bases)} agreements, operations and reports, {len(links)} participations"
    return counts if day is None else f"{counts}, on {day.isoformat()}"
