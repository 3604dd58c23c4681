"""Statements from the entries of a dossier that were read and found sound."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator

from accordgraph.graph.statements.hows import DAY_INFERRED
from accordgraph.graph.statements.statement import Statement
from accordgraph.loaders.dossier.locators import Locator
from accordgraph.loaders.dossier.records import EntrySchema, Record, Value

LOADER = "dossier"

UNKNOWN_ROLE = "unknown"
"""Stands where a list does not tell in what role its actors take part."""

SIGNS = {"..": "open", "/": "to", "?": "uncertain", "~": "about", "%": "doubtful", "[": "one", "{": "all", "+": "plus"}
"""Words for the signs of EDTF, so that a period can be a part of an id."""

DOUBTS = frozenset("?~%")
"""Signs of EDTF that say that a date is in doubt."""


def editorial(dossier: str, record: Record) -> Statement:
    """What all statements of an entry share that no source tells.

    The day of recording is no part of them, or their ids would change with it.
    """
    return _common(dossier, dossier, record)


def statement(dossier: str, source: str, record: Record, as_of: str | None, locator: Locator) -> Statement:
    """What all statements of an entry share that a source tells."""
    common = _common(dossier, source, record)
    common["as_of"] = as_of
    common["paragraph"], common["char_start"], common["char_end"] = locator.paragraph, locator.start, locator.end
    common["ranges"], common["quote"] = locator.ranges, record.one("quote")
    return common


def _common(dossier: str, source: str, record: Record) -> Statement:
    return {
        "dossier": dossier,
        "loader": LOADER,
        "source": source,
        "stance": record.one("stance") or "asserts",
        "how": record.how(""),
        "note": record.one("note"),
    }


def of_dossier(common: Statement, dossier: str, header: Record) -> Iterator[Statement]:
    """The dossier as a source of its own."""
    values = {"kind": "editorial", "publisher": dossier, "title": header.one("title"), "licence": header.one("licence")}
    for name, value in values.items():
        if value is not None:
            yield {**common, "about": "source", "thing": dossier, "property": name, "value": value}
    for other in header.texts("amends"):
        yield {**common, "about": "source", "thing": dossier, "property": "amends_dossier", "value": other}


def of_thing(common: Statement, about: str, thing: str, record: Record, form: EntrySchema) -> Iterator[Statement]:
    """One statement for each value of an entry about a thing with an id."""
    common = {**common, "about": about, "thing": thing}
    if about == "basis":
        common["basis"] = thing
    yield from _of_fields(common, record, form)


def _of_fields(common: Statement, record: Record, form: EntrySchema) -> Iterator[Statement]:
    for each in form.fields:
        for value in record.values.get(each.key, ()) if each.property else ():
            how = record.how(each.key)
            yield {**common, "property": each.property or "", "value": value.text, "lang": value.key, "how": how}


def of_act(common: Statement, basis: str, record: Record, form: EntrySchema) -> Iterator[Statement]:
    """Each actor's act; without actors the act of the whole."""
    actors: list[str | None] = [*record.texts("by")] or [None]
    for actor in actors:
        through = [value for value in record.values.get("through", ()) if value.key in (None, actor)]
        mention = _mention(common, basis, actor, "act", record, through)
        act: Statement = {**common, "about": "act", "mention": mention, "basis": basis, "actor": actor}
        yield from _of_fields(act, record, form)
        for value in through:
            yield {**act, "property": "through", "value": value.text, "how": record.how("through")}
        if role := record.one("role"):
            how = record.how("role")
            yield {**act, "about": "participation", "property": "role", "value": role, "how": how}


def of_list(common: Statement, basis: str, record: Record) -> Iterator[Statement]:
    """Each actor's listing, and the list itself where it calls itself complete."""
    role = record.one("role") or UNKNOWN_ROLE
    common = {**common, "how": _how_of_list(record, common["as_of"])}
    for actor in record.texts("of"):
        mention = _mention(common, basis, actor, "list", record)
        one: Statement = {**common, "about": "participation", "mention": mention, "basis": basis, "actor": actor}
        yield {**one, **_listed(common, record), "value": role}
        for partner in record.texts("with"):
            yield {**one, "property": "with", "value": partner, "stance": "asserts"}
    if record.one("complete") == "true":
        value = f"{role}: {' '.join(sorted(record.texts('of')))}"
        yield {
            **common,
            "about": "basis",
            "mention": _mention(common, basis, None, f"complete list {value}", record),
            "thing": basis,
            "basis": basis,
            "property": "complete_list",
            "value": value,
        }


def _listed(common: Statement, record: Record) -> Statement:
    """Whether those of a list are in, are not in on that day, or never were."""
    denied = record.one("deny") in ("true", "ever")
    name = "never" if record.one("deny") == "ever" else "listed"
    return {"property": name, "stance": "denies" if denied else common["stance"]}


def _how_of_list(record: Record, as_of: str | None) -> str:
    """One listing is one statement of role, day and actor. What is inferred of role or actor is inferred of it; where
    only the day is inferred, the source states that the actor is in. A day of publication that the dossier itself
    doubts is such a day.
    """
    known = {record.how(key) for key in ("of", "role", "complete", "deny") if key in record.node.entries}
    is_doubted = "as_of" not in record.node.entries and not DOUBTS.isdisjoint(as_of or "")
    if "inferred" not in known and ("as_of" in record.node.entries or is_doubted):
        known.add(DAY_INFERRED if is_doubted or record.how("as_of") == "inferred" else record.how("as_of"))
    return next((how for how in ("inferred", DAY_INFERRED, "computed") if how in known), record.how(""))


def of_life(common: Statement, actor: str, record: Record, form: EntrySchema) -> Iterator[Statement]:
    """What a source says of an actor. A name that holds for a time is a further name, with its first and last day."""
    common = {**common, "about": "actor", "thing": actor}
    period = [(name, record.one(key)) for key, name in (("from", "valid_from"), ("to", "valid_to")) if record.one(key)]
    if not period:
        yield from _of_fields(common, record, form)
        return
    common = {**common, "mention": _mention(common, "", actor, "life", record)}
    for statement in _of_fields(common, record, form):
        named = statement["property"] in ("name", "acronym")
        yield {**statement, "property": "alias"} if named else statement
    for name, value in period:
        yield {**common, "property": name, "value": value or "", "how": record.how(name.removeprefix("valid_"))}


COVERAGES = {"scope": "covers", "not-found": "not_found", "left-out": "left_out"}
"""The property of a dossier that each kind of coverage note becomes."""


def of_covers(common: Statement, dossier: str, record: Record) -> Iterator[Statement]:
    """A note on what the dossier holds: one statement a language and actor; those of one note share their mention."""
    mention = _mention(common, "", None, "covers", record)
    note: Statement = {**common, "about": "source", "thing": dossier, "mention": mention}
    note["property"] = COVERAGES[record.one("what") or ""]
    actors: list[str | None] = [*record.texts("of")] or [None]
    for actor in actors:
        for value in record.values["text"]:
            yield {**note, "actor": actor, "value": value.text, "lang": value.key}


def observation_id(series: str, measure: str, period: str) -> str:
    """The id of what an observation is about: two sources that tell it give two values of one thing.

    >>> observation_id("requests", "sent", "2022-01/2022-06")
    'requests~sent~2022-01-to-2022-06'
    """
    period = re.sub("^-", "minus-", period)
    for sign, name in SIGNS.items():
        period = period.replace(sign, f"-{name}-")
    return f"{series}~{measure}~{re.sub('[^a-z0-9]+', '-', period.lower()).strip('-')}"


def _mention(
    common: Statement, basis: str, actor: str | None, kind: str, record: Record, through: list[Value] | None = None
) -> str:
    """16 hex digits that are the same for the same telling, wherever in the file it stands."""
    fields = {key: sorted(map(_text_of, values)) for key, values in record.values.items()}
    hidden = ("by", "through") if kind == "covers" else ("by", "of", "through")
    fields = {key: texts for key, texts in sorted(fields.items()) if key not in hidden}
    fields |= {"through": sorted(value.text for value in through)} if through else {}
    parts = [common["dossier"], common["source"], basis, actor, kind, fields]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()[:16]


def _text_of(value: Value) -> str:
    """A value for the hash: of what is said by key, as `until=inferred`, the key too."""
    return value.text if value.key is None or value.key == "en" else f"{value.key}={value.text}"
