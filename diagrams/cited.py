"""Sources with their numbers, and what each of them says about a link."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from accordgraph.diagrams.picture import Evidence, Link, Source

if TYPE_CHECKING:
    from accordgraph.queries.runner import Row


@dataclass(frozen=True)
class Told:
    """What statements say, by participation, each with the id of its source."""

    statements: Mapping[str, Sequence[tuple[str, Evidence]]]

    def of(self, participations: Iterable[str]) -> list[tuple[str, Evidence]]:
        """The statements behind some participations, each once."""
        found = {told.statement: (source, told) for one in participations for source, told in self.statements.get(one, ())}
        return list(found.values())


def told(rows: Iterable[Row]) -> Told:
    """Sort the rows of the question `participation_evidence`."""
    found: dict[str, list[tuple[str, Evidence]]] = defaultdict(list)
    for row in rows:
        found[str(row["participation"])].append((str(row["source"]), _evidence(row)))
    return Told(found)


def number(
    links: Sequence[tuple[Link, Sequence[tuple[str, Evidence]]]], rows: Iterable[Row]
) -> tuple[tuple[Link, ...], tuple[Source, ...]]:
    """Links with their evidence, and the sources in the order in which the links name them, from 1.

    `rows` are those of the question `sources`. Within a link the best source speaks first, one that speaks against
    it last.
    """
    known = {str(row["source"]): row for row in rows}
    numbers: dict[str, int] = {}
    cited = []
    for link, statements in links:
        ordered = sorted(statements, key=lambda pair: _order(*pair, known))
        for source, _ in ordered:
            numbers.setdefault(source, len(numbers) + 1)
        cited.append(replace(link, evidence=tuple(replace(told, source=numbers[source]) for source, told in ordered)))
    return tuple(cited), tuple(_source(source, known[source]) for source in numbers)


def _order(source: str, told: Evidence, known: Mapping[str, Row]) -> tuple[Any, ...]:
    return told.stance != "asserts", -int(str(known[source]["rank"])), source, told.property, told.statement


def _evidence(row: Row) -> Evidence:
    return Evidence(
        source=0,
        statement=str(row["statement"]),
        about=str(row["about"]),
        property=str(row["property"]),
        value=str(row["value"]),
        stance=str(row["stance"]),
        paragraph=_whole(row["paragraph"]),
        char_start=_whole(row["char_start"]),
        char_end=_whole(row["char_end"]),
        note=_text(row["note"]),
    )


def _source(identifier: str, row: Row) -> Source:
    return Source(
        identifier,
        str(row["title"] or identifier),
        _text(row["publisher"]),
        _text(row["published"]),
        _text(row["url"]),
        str(row["kind"]),
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _whole(value: object) -> int | None:
    return None if value is None else int(str(value))
