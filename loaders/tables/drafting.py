"""A dossier from a table, for those who go on by hand: what the mapping makes of the rows, written out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date

import polars as pl

from accordgraph.loaders.dossier import schema
from accordgraph.loaders.dossier.records import EntrySchema
from accordgraph.loaders.tables.reading import Reading
from accordgraph.loaders.tables.yaml_texts import yaml_text

PLAIN = re.compile(r"[A-Za-z][\w./-]*|\d{4}(?:-\d\d){1,2}")
"""Texts that YAML takes as they are; the rest is put in quotation marks."""

WORDS = re.compile(r"(?i)true|false|yes|no|on|off|null|y|n")

Row = dict[str, str | None]

DECLARED = (
    ("publishers", "publisher", schema.publisher()),
    ("sources", "source", schema.source()),
    ("actors", "actor", schema.actor()),
)
"""Sections of things with an id, besides bases."""


def draft(reading: Reading, dossier: str, today: date, twins: pl.DataFrame) -> str:
    """The dossier as YAML. `twins` (`basis`, `known`) are agreements that the graph may hold already: in comments."""
    rows = reading.statements.filter(pl.col("thing").is_null() | (pl.col("thing") != reading.mapping.id)).to_dicts()
    known = dict(twins.select("basis", "known").rows())
    lines = [f"dossier: {dossier}", f"recorded: {today.isoformat()}"]
    if reading.mapping.title:
        lines.append(f"title: {_quoted(reading.mapping.title)}")
    for section, about, form in DECLARED:
        things = _things(rows, about)
        if things:
            lines += [f"{section}:", *(f"  {thing}: {_entry(of, form)}" for thing, of in sorted(things.items()))]
    lines += _bases(rows, reading.mapping.id, known)
    lines += _stated(rows)
    return "\n".join([*lines, ""])


def _things(rows: list[Row], about: str) -> dict[str, list[Row]]:
    things: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row["about"] == about and row["thing"]:
            things[row["thing"]].append(row)
    return dict(things)


def _entry(rows: list[Row], form: EntrySchema, also: Mapping[str, str] | None = None) -> str:
    """An entry in braces, its keys in the order of its form."""
    keys = {each.property: each for each in form.fields if each.property}
    values: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        each = keys.get(row["property"] or "")
        if each is not None:
            values[each.key].append(row)
    parts = [f"{key}: {text}" for key, text in (also or {}).items()]
    for each in form.fields:
        if each.key in values:
            text = _value(values[each.key], several=each.several, keyed=each.default is not None)
            parts.append(f"{each.key}: {text}")
    note = next((row["note"] for row in rows if row["note"]), None)
    return "{" + ", ".join([*parts, *([f"note: {_quoted(note)}"] if note else [])]) + "}"


def _value(rows: list[Row], *, several: bool, keyed: bool) -> str:
    texts = {(row["lang"] or "", row["value"] or ""): None for row in rows}
    if keyed:
        return "{" + ", ".join(f"{lang or 'en'}: {_quoted(text)}" for lang, text in texts) + "}"
    if several and len(texts) > 1:
        return "[" + ", ".join(_quoted(text) for _, text in texts) + "]"
    return _quoted(next(text for _, text in texts))


def _bases(rows: list[Row], mapping: str, known: Mapping[str, str]) -> Iterator[str]:
    of_basis: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row["basis"]:
            of_basis[row["basis"]].append(row)
    if of_basis:
        yield "bases:"
    for basis, own in sorted(of_basis.items()):
        if basis in known:
            yield f"  # may be `{known[basis]}`, which the graph already holds; if it is, give it that id"
        yield f"  {basis}:"
        editorial = [row for row in own if row["about"] == "basis" and row["source"] == mapping]
        yield from (f"    {part}" for part in _lines(editorial, schema.basis()))
        sources = sorted({row["source"] or "" for row in own if row["source"] != mapping})
        if sources:
            yield "    says:"
        for source in sources:
            yield from _says(source, [row for row in own if row["source"] == source])


def _lines(rows: list[Row], form: EntrySchema) -> Iterator[str]:
    inner = _entry(rows, form)[1:-1]
    if inner:
        depth, start = 0, 0
        for place, sign in enumerate(inner):
            depth += (sign in "{[") - (sign in "}]")
            if depth == 0 and inner[place : place + 2] == ", " and re.match(r", \w+: ", inner[place:]):
                yield inner[start:place]
                start = place + 2
        yield inner[start:]


def _says(source: str, rows: list[Row]) -> Iterator[str]:
    yield f"    - source: {source}"
    stated = [row for row in rows if row["about"] == "basis" and row["property"] != "complete_list"]
    if stated:
        yield f"      of_basis: {_entry(stated, schema.told_basis())}"
    acts = _together(rows, lambda row: row["about"] == "act" or row["property"] == "role")
    if acts:
        yield "      acts:"
        for by, own in acts:
            of_act = [row for row in own if row["property"] != "role"]
            yield f"      - {_entry(of_act, schema.act(), _whose('by', by, own))}"
    lists = _together(rows, lambda row: row["property"] in ("listed", "never"))
    complete = {row["value"] for row in rows if row["property"] == "complete_list"}
    if lists:
        yield "      lists:"
        for of, own in lists:
            yield f"      - {_entry([], schema.listing(), _listing(of, own, complete))}"


def _whose(key: str, actors: list[str], own: list[Row]) -> dict[str, str]:
    also = {key: f"[{', '.join(actors)}]"} if actors else {}
    role = next((row["value"] for row in own if row["property"] == "role"), None)
    return also | ({"role": role} if role else {})


def _listing(actors: list[str], own: list[Row], complete: set[str | None]) -> dict[str, str]:
    first = own[0]
    also = {"of": f"[{', '.join(actors)}]"}
    if first["value"] != "unknown":
        also["role"] = first["value"] or ""
    if first["as_of"]:
        also["as_of"] = _quoted(first["as_of"])
    if f"{first['value']}: {' '.join(sorted(actors))}" in complete:
        also["complete"] = "true"
    if first["property"] == "never" or first["stance"] == "denies":
        also["deny"] = "ever" if first["property"] == "never" else "true"
    return also


def _together(rows: list[Row], wanted: Callable[[Row], bool]) -> list[tuple[list[str], list[Row]]]:
    """Tellings with the same values, whoever's they are: their actors, and the rows of one of them."""
    tellings: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if wanted(row):
            tellings[row["mention"] or ""].append(row)
    groups: dict[tuple[object, ...], tuple[list[str], list[Row]]] = {}
    for own in tellings.values():
        key = tuple(sorted((row["property"] or "", row["value"] or "", row["note"] or "") for row in own))
        actors, _ = groups.setdefault(key, ([], own))
        if own[0]["actor"] and own[0]["actor"] not in actors:
            actors.append(own[0]["actor"])
    pairs = [(sorted(actors), own) for actors, own in groups.values()]
    return sorted(pairs, key=lambda pair: (pair[0], str(pair[1][0]["value"])))


def _stated(rows: list[Row]) -> Iterator[str]:
    forms = {"observation": schema.observation(), "challenge": schema.challenge(), "assessment": schema.assessment()}
    for about, form in forms.items():
        own = [row for row in rows if row["about"] == about]
        if own:
            yield f"{about}s:"
        for source in sorted({row["source"] or "" for row in own}):
            yield f"- source: {source}"
            yield "  says:"
            of_source = [row for row in own if row["source"] == source]
            for thing in sorted({row["thing"] or "" for row in of_source}):
                also = {} if about == "observation" else {"id": thing}
                yield f"  - {_entry([row for row in of_source if row['thing'] == thing], form, also)}"


def _quoted(text: str) -> str:
    if PLAIN.fullmatch(text) and not WORDS.fullmatch(text):
        return text
    return yaml_text(text)
