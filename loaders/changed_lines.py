"""What a load changes in answers of other dossiers, in words: a line for each kind of change."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

import polars as pl

from accordgraph.graph.visible import visible
from accordgraph.loaders.changed_answers import NAMED
from accordgraph.loaders.changed_facts import CHANGES as FACTS
from accordgraph.loaders.changed_relations import CHANGES as AROUND
from accordgraph.loaders.changed_voices import CHANGES as VOICES
from accordgraph.loaders.changed_words import in_words, word
from accordgraph.loaders.look_alikes import CHANGES as LOOKS
from accordgraph.ontology.labels import labels
from accordgraph.ontology.messages import message

MOST_LISTED = 10
"""Links or facts that are written out for each change."""

LONGEST = 200
"""Letters of a value that are written out: a long name hides no other line."""

LINKS = ("appeared", "vanished", "moved", "standing")
"""What may change in a link, or in who takes part."""

CHANGES = (*LINKS, *FACTS, *AROUND, *VOICES, *LOOKS)

Row: TypeAlias = "dict[str, str | None]"


def in_lines(changes: pl.DataFrame, lang: str = "en", *, is_own: bool = False) -> list[str]:
    """A line for each kind of change, with its first links or facts and by which source.

    The rows are those of `changed_answers`, or with `is_own` of `changed_own` and `look_alikes`.
    """
    kinds = ((change, changes.filter(pl.col("change") == change)) for change in CHANGES)
    key = "changed-own-{change}" if is_own else "changed-{change}"
    return [_line(key.format(change=change), change, rows, lang) for change, rows in kinds if not rows.is_empty()]


def _line(key: str, change: str, rows: pl.DataFrame, lang: str) -> str:
    named = _named if change in LINKS else _naming if change == "attributed" else _named_fact
    listed = "; ".join(named(row, lang) for row in rows.head(MOST_LISTED).to_dicts())
    if rows.height > MOST_LISTED:
        listed += message("changed-more", lang, count=rows.height - MOST_LISTED)
    return message(key, lang, count=rows.height, listed=listed)


def _named_fact(row: Row, lang: str) -> str:
    """One fact: `nabu, name: NABU -> name: Bureau, from blog-2025`."""
    if row["change"] == "gone":
        return _by(f"{row['link']} ({in_words('gone', str(row['value']), lang)})", row, lang)
    if row["change"] == "alike":
        name, known = (_shortened(visible(str(row[side]))) for side in ("value_now", "value"))
        return _by(message("changed-looks", lang, name=name, thing=row["link"], known=known), row, lang)
    nothing = message("changed-nothing", lang)
    values = (row[name] and in_words(str(row["change"]), str(row[name]), lang) for name in ("value", "value_now"))
    sides = (_shortened(value) if value else nothing for value in values)
    return _by(f"{_shortened(str(row['link']))}, " + " -> ".join(sides), row, lang)


def _shortened(text: str) -> str:
    """A text, or its beginning."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _naming(row: Row, lang: str) -> str:
    """One source that statements name: `gazette, 4 before and 0 now (dossier team)`."""
    before, now = ((row[name] or "").removeprefix("statements: ") for name in ("value", "value_now"))
    dossiers = (row["sources"] or "").split()
    return message(
        "changed-naming", lang, count=len(dossiers), source=row["link"], before=before, now=now,
        dossiers=", ".join(dossiers),
    )  # fmt: skip


def _named(row: Row, lang: str) -> str:
    """One link: `eppo and nabu by eppo-nabu-2023, since 2023-07-03 -> 2024, from blog-2025`."""
    was, is_now = _state(row["since"], row["standing"], lang), _state(row["since_now"], row["standing_now"], lang)
    differs = f"{was} -> {is_now}" if was and is_now and was != is_now else was or is_now
    key = "changed-link" if row["actor_b"] else "changed-party"
    head = message(key, lang, one=row["actor_a"], other=row["actor_b"], basis=row["basis"])
    return _by(", ".join(filter(None, [head, differs, *_beside(row, lang)])), row, lang)


def _beside(row: Row, lang: str) -> Iterator[str]:
    """What else differs in a link, by the names that columns have: `role: member -> observer`."""
    sides = [(row[name] or "").split("; ") for name in ("value", "value_now")]
    for was, is_now in zip(*sides, strict=False):
        name, _, value = was.partition(": ")
        if name in NAMED:
            values = (word(name, each, lang) for each in (value, is_now.removeprefix(f"{name}: ")))
            yield f"{labels().heading(name, lang)}: " + " -> ".join(values)


def _state(since: str | None, standing: str | None, lang: str) -> str:
    word = labels().value("standing", standing, lang) if standing else ""
    if since and word:
        return message("changed-state", lang, day=since, standing=word)
    return message("changed-since", lang, day=since) if since else word


def _by(said: str, row: Row, lang: str) -> str:
    """What was said of a row, with the sources that change it."""
    return message("changed-by", lang, said=said, sources=row["sources"]) if row["sources"] else said
