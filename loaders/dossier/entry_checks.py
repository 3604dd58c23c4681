"""What must hold between the values of one entry."""

from __future__ import annotations

import re

from accordgraph.loaders.dossier.records import Reader, Record
from accordgraph.loaders.dossier.suggestions import shown
from accordgraph.ontology.registry import registry

STATE_ID = re.compile("[a-z]{2}|[a-z]{4}")
"""ISO 3166-1 alpha-2 in small letters, or the four letters of ISO 3166-3 for a state that is no more."""


def check_kind(reader: Reader, record: Record, name: str, identifier: str) -> None:
    """A kind must be told, here or elsewhere; two files must not tell two kinds of one thing."""
    declarations = reader.declarations
    if "kind" not in record.node.entries:
        if (name, identifier) in declarations.broken and declarations.kind(name, identifier) is None:
            reader.fault(record.node, f"{name} {shown(identifier)}: 'kind' is missing")
        return
    told, settled = record.one("kind"), declarations.kind(name, identifier)
    if told is not None and told != settled:
        reader.flaw(record, "kind", f"kind: {told!r}, but another file has {settled!r} for {shown(identifier)}")


def check_source(reader: Reader, record: Record, identifier: str) -> None:
    """`derived_as` says how, so there must be something to derive from."""
    check_kind(reader, record, "source", identifier)
    if "derived_as" in record.values and "derived_from" not in record.node.entries:
        reader.flaw(record, "derived_as", "derived_as needs derived_from: the source that it repeats")


def check_actor(reader: Reader, record: Record, identifier: str) -> None:
    """A state bears its code as id."""
    check_kind(reader, record, "actor", identifier)
    if record.one("kind") != "state":
        return
    code = record.one("jurisdiction")
    if not STATE_ID.fullmatch(identifier):
        expected = f"expected {code.lower()!r}" if code else "expected its ISO 3166-1 code in small letters, as in ua"
        reader.flaw(record, "kind", f"{shown(identifier)} cannot be the id of a state; {expected}")
    elif code is not None and len(identifier) == 2 and code.lower() != identifier:
        reader.flaw(record, "jurisdiction", f"jurisdiction: {code!r} does not fit the id of the state {identifier!r}")


def check_basis(reader: Reader, record: Record, identifier: str) -> None:
    """A form belongs to one kind; a basis does not replace itself."""
    kind = record.one("kind") or reader.declarations.kind("basis", identifier)
    name = record.one("form")
    if name is not None and kind is not None:
        forms = registry().words["forms"]
        if forms[name].fields["of"] != kind:
            of_kind = ", ".join(word.name for word in forms.values() if word.fields["of"] == kind)
            found = f"form: {name!r} is a form of {forms[name].fields['of']}, and the basis is of kind {kind}"
            reader.flaw(record, "form", f"{found}; expected one of {of_kind}")
    for key in registry().basis_relations:
        if identifier in record.texts(key):
            reader.flaw(record, key, f"{key}: {shown(identifier)} cannot lead to itself")


def check_act(reader: Reader, record: Record) -> None:
    """Who acted, through whom, and in what order its days lie."""
    _check_actors(reader, record)
    _check_through(reader, record)
    _check_order(reader, record)
    if record.one("stance") == "denies":
        reader.flaw(
            record, "stance", "stance: an act is not denied; deny who took part: lists: [{of: [...], deny: true}]"
        )
    kind = registry().act_types.get(record.one("type") or "")
    if kind is None:
        return
    sets_term = "until" in record.node.entries or "sets-term" in kind.effect.values()
    if sets_term and "done" not in record.node.entries:
        told = "until" if "until" in record.node.entries else "type"
        reader.flaw(
            record, told, f"{told}: a term needs done: when it was agreed, as exactly as is known ([..2024] is enough)"
        )
    if "ends-whole" in kind.effect.values() and "by" in record.node.entries:
        reader.flaw(
            record, "by", f"by: {kind.name!r} ends the whole; an actor that leaves makes an exit or denunciation"
        )
    if "closes" in kind.effect.values() and "by" not in record.node.entries:
        reader.flaw(record, "type", f"type: {kind.name!r} needs by: who left; the end of the whole is a termination")


def _check_actors(reader: Reader, record: Record) -> None:
    if "by" not in record.node.entries:
        for key in ("role", "through"):
            if key in record.node.entries:
                reader.flaw(record, key, f"{key} needs by: whose it is")


def _check_through(reader: Reader, record: Record) -> None:
    actors = record.written("by")
    for value in record.values.get("through", ()):
        if value.key is None and len(actors) > 1:
            reader.flaw(record, "through", f"through: say for whom, as in {{{actors[0]}: {value.text}}}")
        elif value.key is not None and value.key not in actors:
            reader.flaw(record, "through", f"through: {value.key!r} is not named in by")
        if value.text == (value.key or (actors[0] if len(actors) == 1 else None)):
            reader.flaw(record, "through", f"through: {value.text!r} cannot act through itself")


def _check_order(reader: Reader, record: Record) -> None:
    until = record.one("until")
    latest = reader.days.instant(until).latest if until else None
    for key in ("done", "effective"):
        value = record.one(key)
        earliest = reader.days.instant(value).earliest if value else None
        if latest is not None and earliest is not None and latest < earliest:
            reader.flaw(record, "until", f"until: {until} lies before {key}: {value}")


def check_list(reader: Reader, record: Record) -> None:
    """A denial is no complete list, and is told once."""
    if record.one("deny") == "true":
        if record.one("complete") == "true":
            reader.flaw(record, "complete", "complete: a list that denies cannot be complete; write two lists")
        if record.one("stance") == "asserts":
            reader.flaw(record, "stance", "stance: asserts, but deny is true")
    elif record.one("deny") == "false" and record.one("stance") == "denies":
        reader.flaw(record, "stance", "stance: denies, but deny is false")
    elif record.one("stance") == "denies" and record.one("complete") == "true":
        reader.flaw(record, "complete", "complete: a list that denies cannot be complete; write two lists")


def check_told_thing(reader: Reader, record: Record, name: str) -> None:
    """A challenge must say something."""
    if name == "challenge" and not {"affects", "mechanism", "remedy"} & set(record.node.entries):
        reader.fault(record.node, "a challenge: expected one of affects, mechanism, remedy at least")
        record.sound = False
