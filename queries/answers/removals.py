"""What would change an answer: the link or participation as it is, and as it would be without each source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from accordgraph.graph.derivation import strangers
from accordgraph.graph.derivation.removal import Alternative, without_each
from accordgraph.queries.answers.facts import EDITORIAL
from accordgraph.queries.pairing import is_pair, link
from accordgraph.queries.plans import Row

SINCE = ("since_earliest", "since_latest")
START = ("start_earliest", "start_latest")
END = ("end_kind", "until", "until_latest_reported")
"""The columns by whose values a start or an end is the same."""


@dataclass(frozen=True)
class Removal:
    """What a link or participation would be without a source: `row` is None where it would not be derived at all.

    `parts` are the participations of a link in that derivation, by id.
    """

    source: str
    row: Row | None
    parts: Mapping[str, Row]


@dataclass(frozen=True)
class Derivations:
    """A basis as it is derived without each of the sources that speak of it; under an empty name as it is."""

    sources: Sequence[str]
    derived: Mapping[str, Alternative]


@dataclass(frozen=True)
class Removals:
    """The row as it is derived from all statements, and without each of the sources that speak of its basis."""

    row: Row
    parts: Mapping[str, Row]
    without: Sequence[Removal]

    def changed(self) -> list[tuple[Removal, tuple[str, ...]]]:
        """The removals that change something, each with what they change: see `changes`."""
        compared = [(one, tuple(changes(self.row, one.row, self.parts, one.parts))) for one in self.without]
        return [(one, keys) for one, keys in compared if keys]


def changes(
    before: Row, after: Row | None, parts_before: Mapping[str, Row], parts_after: Mapping[str, Row]
) -> Iterator[str]:
    """In what a row would differ: `gone`, or else `refuted`, `accepted`, `since`, `end`, `standing`, `role`."""
    if after is None:
        yield "gone"
        return
    if before["held"] != after["held"]:
        yield "accepted" if after["held"] else "refuted"
    if _differ(before, after, SINCE if "since_earliest" in before else START):
        yield "since"
    if _differ(before, after, END):
        yield "end"
    if before["standing"] != after["standing"] and before["held"] == after["held"]:
        yield "standing"
    if any(part in parts_after and parts_after[part]["role"] != row["role"] for part, row in parts_before.items()):
        yield "role"


def derivations(statements: pl.DataFrame, basis: str) -> Derivations:
    """A basis derived anew without each source that speaks of it, for all of its links and participations.

    `statements` are all that are current. What the dossier itself says has no voice, and is never left out.
    """
    of_basis = statements.filter((pl.col("basis") == basis) & (pl.col("about") != "observation"))
    editorial = statements.filter(
        (pl.col("about") == "source") & (pl.col("property") == "kind") & (pl.col("value") == EDITORIAL)
    )
    sources = sorted(set(of_basis["source"]) - set(editorial["thing"]) - _without_a_word(statements, basis))
    # Without a source that there is not, nothing is left out: the rows as they are.
    return Derivations(sources, without_each(statements, [basis], [*sources, ""]))


def _without_a_word(statements: pl.DataFrame, basis: str) -> set[str]:
    """The sources of strangers, where the basis is another's: what they say of it counts for nothing."""
    is_theirs = basis in strangers.of_bases(statements)["basis"]
    return set() if is_theirs else set(strangers.sources(statements)["id"])


def removals(derivations: Derivations, identifier: str, parts: Sequence[str]) -> Removals:
    """A link or a participation of the basis by its id, with all sources and without each.

    `parts` are the participations of the link, or the participation itself.
    """
    as_is = _removal("", derivations.derived[""], identifier, parts)
    assert as_is.row is not None
    without = [_removal(one, derivations.derived[one], identifier, parts) for one in derivations.sources]
    return Removals(as_is.row, as_is.parts, without)


def _removal(source: str, derived: Alternative, identifier: str, parts: Sequence[str]) -> Removal:
    known = _by_id(derived.participations, parts)
    row = known.get(identifier) or _by_id(derived.cooperations, [identifier]).get(identifier)
    if row is None and len(parts) == 2 and len(known) == 2:
        row = _of_many(*(known[part] for part in parts))
    return Removal(source, row, known)


def _of_many(one: Row, other: Row) -> Row | None:
    """The link of two participations in a basis that makes none among all: of very many parties."""
    sides = [{"kind": None, "mutual": None, **row, "participation": row["id"]} for row in (one, other)]
    return link(*sides) if is_pair(*sides) else None


def _by_id(table: pl.DataFrame, ids: Sequence[str]) -> dict[str, Row]:
    rows = table.filter(pl.col("id").is_in(list(ids))).to_dicts()
    return {str(row["id"]): row for row in rows}


def _differ(before: Row, after: Row, columns: Sequence[str]) -> bool:
    return any(before[name] != after[name] for name in columns)
