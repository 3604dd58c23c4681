"""Sources with their numbers, and what each of them says about a link."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from accordgraph.diagrams.facts import Evidence, Link, Source
from accordgraph.ontology.labels import labels
from accordgraph.ontology.messages import listing, message
from accordgraph.queries.answers.wording.remarks import table_of_nobody
from accordgraph.queries.rendering.date_cells import since_words

if TYPE_CHECKING:
    from accordgraph.graph.names.index import Names
    from accordgraph.queries.runner import Row

Statements: TypeAlias = "Sequence[tuple[str, Evidence]]"
"""What sources say of a link, each with the id of its source; the sources are not numbered yet."""

UNKNOWN_ROLE = "unknown"  # the role of a list that names none
DATES = ("done_on", "effective_on", "until")


def by_participation(rows: Iterable[Row], names: Names, lang: str) -> dict[str, list[tuple[str, Evidence]]]:
    """Rows of the question `participation_evidence`, by participation."""
    statements: dict[str, list[tuple[str, Evidence]]] = defaultdict(list)
    for row in rows:
        statements[str(row["participation"])].append((str(row["source"]), _evidence(row, names, lang)))
    return statements


def behind(made_from: Mapping[str, str], statements: Mapping[str, Statements]) -> list[tuple[str, Evidence]]:
    """The statements behind a link, each once. `made_from` are its participations, each with the name of its actor.

    Of two, what only one rests on says which one it is about.
    """
    actors: dict[str, list[str]] = defaultdict(list)
    cited: dict[str, tuple[str, Evidence]] = {}
    for participation, name in made_from.items():
        for source, evidence in statements.get(participation, ()):
            actors[evidence.statement].append(name)
            cited[evidence.statement] = source, evidence
    if len(made_from) == 1:
        return list(cited.values())
    return [
        (source, one if len(whose) > 1 or one.about == "basis" else replace(one, whom=whose[0]))
        for (source, one), whose in zip(cited.values(), actors.values(), strict=True)
    ]


def number(
    links: Sequence[tuple[Link, Statements]], rows: Iterable[Row], names: Names, lang: str
) -> tuple[tuple[Link, ...], tuple[Source, ...]]:
    """Links with their evidence, and the sources in the order in which the links name them, from 1.

    `rows` are those of the question `sources`. Within a link the best source comes first, and who denies it last.
    """
    known = {str(row["source"]): row for row in rows}
    numbers: dict[str, int] = {}
    cited = []
    for link, statements in links:
        ordered = sorted(statements, key=lambda pair: _order(pair[0], pair[1], known))
        for source, _ in ordered:
            numbers.setdefault(source, len(numbers) + 1)
        cited.append(replace(link, evidence=tuple(replace(one, source=numbers[source]) for source, one in ordered)))
    return tuple(cited), tuple(_source(source, known[source], lang) for source in numbers)


def only(links: Sequence[Link], sources: Sequence[Source]) -> tuple[tuple[Link, ...], tuple[Source, ...]]:
    """Some of a diagram's links with the sources that they name, numbered anew in the same order."""
    named = sorted({evidence.source for link in links for evidence in link.evidence})
    numbers = {source: number for number, source in enumerate(named, 1)}
    renumbered = tuple(
        replace(link, evidence=tuple(replace(one, source=numbers[one.source]) for one in link.evidence))
        for link in links
    )
    return renumbered, tuple(sources[source - 1] for source in named)


def _order(source: str, one: Evidence, known: Mapping[str, Row]) -> tuple[bool, int, str, str, str]:
    return one.stance != "asserts", -int(str(known[source]["rank"])), source, one.property, one.statement


def _evidence(row: Row, names: Names, lang: str) -> Evidence:
    return Evidence(
        source=0,
        statement=str(row["statement"]),
        about=str(row["about"]),
        property=str(row["property"]),
        value=_value(str(row["property"]), str(row["value"]), names, lang),
        stance=str(row["stance"]),
        paragraph=_whole(row["paragraph"]),
        char_start=_whole(row["char_start"]),
        char_end=_whole(row["char_end"]),
        note=_text(row["note"]),
        how=str(row["how"] or "stated"),
    )


def _value(name: str, value: str, names: Names, lang: str) -> str:
    """What the source says in words: dates, closed words and names instead of their codes."""
    if name in DATES:
        first, _, last = value.partition("/")
        is_moment = bool(first.strip(".") and last.strip("."))  # of an act, two days mean one of them
        return since_words(f"[{first}..{last}]" if is_moment else value, lang)
    if name == "during":
        return since_words(value, lang)
    if name == "through":
        return names.name(value, lang)
    if name == "listed":
        return _role(value, lang)
    if name == "complete_list":
        role, _, actors = value.partition(": ")
        members = listing([names.name(actor, lang) for actor in actors.split()], lang)
        return message("role-members", lang, role=_role(role, lang), names=members)
    return labels().value(name, value, lang)


def _role(role: str, lang: str) -> str:
    return message("role-not-reported", lang) if role == UNKNOWN_ROLE else labels().value("role", role, lang)


def publisher_name(row: Row, lang: str) -> str | None:
    """What the publisher of a row of the question `sources` is called, in English where it has no name in `lang`."""
    name = row.get(f"publisher_name_{lang}") or row["publisher_name_en"] or row["publisher"]
    return table_of_nobody(row, lang) or _text(name)


def _source(identifier: str, row: Row, lang: str) -> Source:
    return Source(
        identifier,
        str(row["title"] or identifier),
        publisher_name(row, lang),
        _text(row["published"]),
        _text(row["url"]),
        str(row["kind"]),
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _whole(value: object) -> int | None:
    return None if value is None else int(str(value))
