"""The triples of a push: lines of N-Triples to add and to take away, and what counts as ours among what a store holds.

Ours is a triple whose subject is in our namespace of ids and whose predicate is one of our words, or which says that
such a subject is of one of our classes. Nothing else is ever taken away.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import polars as pl

from accordgraph.graph.projection.ntriples import RDF_TYPE, Group, groups, literal, term
from accordgraph.graph.projection.rdf import XSD
from accordgraph.graph.schemas import Tables
from accordgraph.graph.servers.push.diff import FOREIGN, MISSING, Change, Counts, Difference, change
from accordgraph.ontology.namespaces import ID_NAMESPACE, NAMESPACE
from accordgraph.ontology.registry import NodeClass, Registry

LINE = pl.Schema({"line": pl.String})

CSV_COLUMNS = ("s", "p", "o", "datatype", "lang")
"""What `READ_BACK` selects; the datatype is empty where the object is an IRI."""


@dataclass(frozen=True)
class PartChange:
    """What differs in one part of what RDF tells (see `projection.ntriples.groups`)."""

    before: Group
    now: Group
    change: Change

    @property
    def name(self) -> str:
        """The class, relation or kind of name."""
        return self.now.name

    @property
    def counts(self) -> Counts:
        """How many things, pairs or names differ."""
        return self.change.counts

    def added(self) -> Iterator[pl.DataFrame]:
        """The lines to add, made when they are asked for; a cell has all of a row."""
        yield from self.now.render(self.change.added)
        if self.change.changed.height:
            yield from self._of_changed(self.now, self.before)

    def removed(self) -> Iterator[pl.DataFrame]:
        """The lines to take away, likewise."""
        key = self.change.removed.columns
        yield from self.before.render(self.before.rows.join(self.change.removed, on=key, how="semi", nulls_equal=True))
        if self.change.changed.height:
            yield from self._of_changed(self.before, self.now)

    def _of_changed(self, of: Group, other: Group) -> Iterator[pl.DataFrame]:
        """The lines of the changed things on one side that are not on the other."""
        key = self.change.changed.select(of.key)
        mine, theirs = (_lines(side.render(side.rows.join(key, on=of.key, how="semi"))) for side in (of, other))
        yield mine.join(theirs, on="line", how="anti")


@dataclass(frozen=True)
class RdfChange:
    """What differs in RDF: between two states in all parts, or between one and the lines that are there."""

    parts: Sequence[PartChange | LinesChange]

    @property
    def counts(self) -> dict[str, Counts]:
        """How many of each class, relation and kind of name."""
        counts: dict[str, Counts] = {}
        for part in self.parts:
            counts[part.name] = counts.get(part.name, Counts()).plus(part.counts)
        return counts

    def differences(self) -> Iterator[Difference]:
        """The same seen from where the old state is, a triple each: what it lacks, or should not have."""
        for part in self.parts:
            for kind, frames in ((MISSING, part.added()), (FOREIGN, part.removed())):
                for (line,) in _lines(frames).iter_rows():
                    thing = line.partition(">")[0].rpartition("/")[2]
                    yield Difference(part.name, kind, thing, line)

    @property
    def size(self) -> int:
        """How many changes there are."""
        return sum(sum(counts) for counts in self.counts.values())


def rdf_change(old: Tables, new: Tables, words: Registry) -> RdfChange:
    """What makes the RDF of the new tables of that of the old ones."""
    pairs = zip(groups(old, words), groups(new, words), strict=True)
    return RdfChange([PartChange(before, now, _change(before, now, words)) for before, now in pairs])


def _change(before: Group, now: Group, words: Registry) -> Change:
    key = (now.key,) if now.name in words.classes else tuple(now.rows.columns)
    return change(before.rows, now.rows, key)


def _lines(frames: Iterator[pl.DataFrame]) -> pl.DataFrame:
    """One line a row."""
    lines = [frame.select(pl.col("line").str.split("\n")).explode("line") for frame in frames]
    return pl.concat([LINE.to_frame(), *lines])


# ---------------------------------------------------------------- reading back
OURS = (
    f'?s ?p ?o FILTER(STRSTARTS(STR(?s), "{ID_NAMESPACE}") && (STRSTARTS(STR(?p), "{NAMESPACE}") '
    f'|| (?p = {RDF_TYPE} && STRSTARTS(STR(?o), "{NAMESPACE}"))))'
)
"""The pattern of our triples."""

READ_BACK = f"SELECT ?s ?p ?o (DATATYPE(?o) AS ?datatype) (LANG(?o) AS ?lang) WHERE {{ {OURS} }}"
"""The query for all of them, with the columns `CSV_COLUMNS`."""

COUNT_BACK = f"SELECT (COUNT(*) AS ?count) WHERE {{ {OURS} }}"
"""The query for their number: an answer with fewer rows was cut short."""


def subjects(node: NodeClass) -> str:
    """The beginning of the IRIs of all things of a class."""
    return f"{ID_NAMESPACE}{node.path}/"


def lines_of(triples: pl.LazyFrame) -> pl.LazyFrame:
    """The lines of triples with the columns `CSV_COLUMNS`, written as `projection.ntriples.triples` writes them."""
    text = literal(pl.col("o"))
    value = (
        pl.when(pl.col("datatype") == "")
        .then(pl.format("<{}>", "o"))
        .when(pl.col("lang") != "")
        .then(pl.format("{}@{}", text, "lang"))
        .when(pl.col("datatype") == f"{XSD}string")
        .then(text)
        .otherwise(pl.format("{}^^<{}>", text, "datatype"))
    )
    return triples.select(line=pl.format("<{}> <{}> {} .", "s", "p", value))


@dataclass(frozen=True)
class LinesChange:
    """What differs between the lines that a store holds of one part and those that it should hold."""

    name: str
    kind: Literal["class", "one way", "both ways"]
    added_lines: pl.DataFrame
    removed_lines: pl.DataFrame

    def added(self) -> Iterator[pl.DataFrame]:
        """The lines to add."""
        yield self.added_lines

    def removed(self) -> Iterator[pl.DataFrame]:
        """The lines to take away."""
        yield self.removed_lines

    @property
    def counts(self) -> Counts:
        """How many things of a class are new, differ in any line, or are gone; or how many pairs and names."""
        if self.kind != "class":
            ways = 2 if self.kind == "both ways" else 1
            return Counts(-(-self.added_lines.height // ways), 0, -(-self.removed_lines.height // ways))
        new, gone = _subjects(self.added_lines, is_type=True), _subjects(self.removed_lines, is_type=True)
        touched = pl.concat([_subjects(self.added_lines), _subjects(self.removed_lines)]).unique()
        changed = touched.filter(~touched.is_in(new.implode()) & ~touched.is_in(gone.implode()))
        return Counts(len(new), len(changed), len(gone))


def _subjects(lines: pl.DataFrame, *, is_type: bool = False) -> pl.Series:
    chosen = lines.filter(pl.col("line").str.contains(f"> {RDF_TYPE} <", literal=True)) if is_type else lines
    return chosen.select(pl.col("line").str.extract(r"^<([^>]*)>"))["line"].unique()


def lines_changes(there: pl.DataFrame, tables: Tables, subjects: str, words: Registry) -> Iterator[LinesChange]:
    """What makes the RDF of these tables of the lines that are there, for the subjects of one class."""
    parts = {predicate(part, words): part for part in groups(tables, words) if part.subjects == subjects}
    remote = there.with_columns(predicate=pl.col("line").str.extract(r"^<[^>]*> (<[^>]*>)"))
    for word, part in parts.items():
        is_of_part = (
            ~pl.col("predicate").is_in(list(filter(None, parts))) if word is None else pl.col("predicate") == word
        )
        present, wanted = remote.filter(is_of_part).select("line"), _lines(part.render())
        yield LinesChange(
            part.name,
            _kind(part, words),
            wanted.join(present, on="line", how="anti"),
            present.join(wanted, on="line", how="anti").unique(maintain_order=True),
        )


def predicate(part: Group, words: Registry) -> str | None:
    """The one predicate of a relation or a kind of name, None for a class, which has many."""
    if part.name in words.classes:
        return None
    return term(words.relations[part.name].rdf if part.name in words.relations else part.name)


def _kind(part: Group, words: Registry) -> Literal["class", "one way", "both ways"]:
    if part.name in words.classes:
        return "class"
    relation = words.relations.get(part.name)
    return "both ways" if relation is not None and relation.symmetric else "one way"
