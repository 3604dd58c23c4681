"""What a mapping makes of a table, as lines to read before it is loaded: sentences, actors, gaps and guesses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from accordgraph.loaders.tables.loading import left_lines, refusal_lines, summary
from accordgraph.loaders.tables.readers.table import ADDRESS, ROW
from accordgraph.loaders.tables.reading import Reading
from accordgraph.ontology.labels import labels

COLUMNS = ("part", "row", "text")
"""Columns of the lines: `part` is one of guess, sentence, statement, actor, refused, left, left-cell, sum."""

MOST_ACTORS = 40

LEFT_CELL = "left-cell"
"""The part of a line on one cell that is left out: too many for a screen, and all in CSV and JSON."""

Line = dict[str, object]


def lines(reading: Reading, known: Mapping[str, str], rows: int, lang: str) -> list[Line]:
    """The first `rows` rows as sentences and statements, then what holds for the whole table.

    `known` has the names of the store's actors by id.
    """
    names = {**known, **names_of(reading.statements, lang)}
    return [
        *(_line("guess", None, note) for note in reading.notes),
        *_sentences(reading, names, rows, lang),
        *_actors(reading, names),
        *(_line("refused", None, text) for text in refusal_lines(reading.refused)),
        *(_line("left", None, text) for text in left_lines(reading.left)),
        *_left(reading),
        _line("sum", None, summary(reading)),
    ]


def _left(reading: Reading) -> Iterator[Line]:
    """Each cell that is left out, with its reason."""
    for one in reading.left.to_dicts():
        text = f"{one[ADDRESS]}: column {one['column']!r}: {one['value']!r}: {one['why']}"
        yield _line(LEFT_CELL, one[ROW], text)


def _line(part: str, row: int | None, text: str) -> Line:
    return {"part": part, "row": row, "text": text}


def _sentences(reading: Reading, names: Mapping[str, str], rows: int, lang: str) -> Iterator[Line]:
    acts = reading.statements.filter(pl.col("about").is_in(["act", "participation", "observation"]))
    acts = acts.with_columns(row=pl.col("cell").str.extract(r"(?:row=|cell=|![A-Z]*)(\d+)").cast(pl.Int64))
    first = acts["row"].drop_nulls().unique().sort().head(rows)
    for number in first:
        of_row = acts.filter(pl.col("row") == number).sort("basis", "actor", "property")
        for telling in of_row.group_by("basis", "source", maintain_order=True):
            yield _line("sentence", number, _sentence(telling[1], names, lang))
        for one in of_row.to_dicts():
            cell = f" [{one['cell']}: {one['quote']!r}]" if one["quote"] else f" [{one['cell']}]"
            subject = names.get(one["actor"] or "", one["actor"] or one["thing"] or "")
            yield _line("statement", number, f"{subject}: {one['property']} = {one['value']}{cell}")


def _sentence(data: pl.DataFrame, names: Mapping[str, str], lang: str) -> str:
    """One telling in words: who, what, when, under which agreement, by which source."""
    actors = [names.get(one, one) for one in data["actor"].drop_nulls().unique(maintain_order=True)]
    words = labels().words.get("act_types", {})
    parts = []
    for name, value in data.select("property", "value").unique(maintain_order=True).rows():
        text = words[value].label[lang] if name == "type" and value in words else value
        parts.append(text if name == "type" else f"{_property(name, lang)} {text}")
    basis = data["basis"][0]
    under = f" – {names.get(basis, basis)}" if basis else ""
    return f"{', '.join(actors)}{under}: {'; '.join(parts)} ({data['source'][0]})"


def _property(name: str, lang: str) -> str:
    terms = labels().terms
    return terms[name].label[lang] if name in terms else name


def names_of(statements: pl.DataFrame, lang: str) -> dict[str, str]:
    """What statements call things in a language, by id; in another one where there is none in this."""
    named = statements.filter((pl.col("property") == "name") & pl.col("thing").is_not_null())
    order = named.sort((pl.col("lang") == lang).fill_null(False)).select("thing", "value")
    return dict(order.rows())


def _actors(reading: Reading, names: Mapping[str, str]) -> Iterator[Line]:
    """The actors that cells name: states, those that the store knows, and those that are new."""
    ids = reading.statements["actor"].drop_nulls().unique().sort()
    of_kind = (pl.col("about") == "actor") & (pl.col("property") == "kind")
    kinds = dict(reading.statements.filter(of_kind).select("thing", "value").rows())
    likes = reading.newcomers.drop_nulls("near").select("id", pl.format("{}, {}", "near", "near_id"))
    near = dict(likes.rows())
    for identifier in ids.head(MOST_ACTORS):
        kind = kinds.get(identifier)
        what = "known to the store" if kind is None else "state" if kind == "state" else f"new, kind {kind}"
        what += f"; like {near[identifier]}" if identifier in near else ""
        yield _line("actor", None, f"{identifier}: {names.get(identifier, identifier)} ({what})")
    if len(ids) > MOST_ACTORS:
        yield _line("actor", None, f"and {len(ids) - MOST_ACTORS:,} more")
