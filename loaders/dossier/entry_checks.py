"""What must hold between the values of one entry."""

from __future__ import annotations

from accordgraph.loaders.dossier.codes import is_state, state_meant
from accordgraph.loaders.dossier.records import Reader, Record
from accordgraph.loaders.dossier.suggestions import quoted
from accordgraph.loaders.dossier.yaml_nodes import scalars
from accordgraph.ontology.registry import ActType, registry

FIRST_YEAR_OF_CODES = 1974
"""ISO 3166 begins in this year: a state that ended before has no code."""


def check_kind(reader: Reader, record: Record, name: str, identifier: str) -> None:
    """A kind must be declared, here or elsewhere; two files must not declare two kinds of one thing."""
    declarations = reader.declarations
    if "kind" not in record.node.entries:
        if (name, identifier) in declarations.broken and declarations.kind(name, identifier) is None:
            reader.fault(record.node, f"{name} {quoted(identifier)}: 'kind' is missing")
        return
    kind, settled = record.one("kind"), declarations.kind(name, identifier)
    if kind is not None and kind != settled:
        reader.flaw(record, "kind", f"kind: {kind!r}, but another file has {settled!r} for {quoted(identifier)}")


def check_publisher(reader: Reader, record: Record, identifier: str) -> None:
    """An actor has its name already, which is the one that is used."""
    declared = reader.declarations.declared.get("actor", {}).get(identifier)
    if declared:
        place = f"{declared[0].file}:{declared[0].key.line}"
        reader.fault(record.node, f"{quoted(identifier)} is an actor ({place}), whose name is used; leave it out here")
        reader.declarations.broken.add(("publisher", identifier))


def check_source(reader: Reader, record: Record, identifier: str) -> None:
    """`derived_as` says how, so there must be something to derive from."""
    check_kind(reader, record, "source", identifier)
    if "derived_as" in record.values and "derived_from" not in record.node.entries:
        reader.flaw(record, "derived_as", "derived_as needs derived_from: the source that it repeats")
    if "corrected_by" in record.values and "withdrawn" not in record.node.entries:
        reader.flaw(record, "corrected_by", "corrected_by needs withdrawn: the day on which its publisher withdrew it")
    if record.one("corrected_by") == identifier:
        reader.flaw(record, "corrected_by", f"corrected_by: {quoted(identifier)} cannot correct itself")
    if record.one("independent") == "true" and "derived_from" in record.values:
        message = "independent: a source that derives from another is no voice of its own; leave one of the two out"
        reader.flaw(record, "independent", message)


def check_actor(reader: Reader, record: Record, identifier: str) -> None:
    """A state bears its code as id."""
    check_kind(reader, record, "actor", identifier)
    if record.one("kind") != "state":
        return
    code = record.one("jurisdiction")
    if not is_state(identifier) and not (len(identifier) > 2 and _ended_before_codes(reader, record)):
        reader.flaw(record, "kind", _no_state(identifier, code, _called(record)))
    elif code is not None and len(identifier) == 2 and code.lower() != identifier:
        reader.flaw(record, "jurisdiction", f"jurisdiction: {code!r} does not fit the id of the state {identifier!r}")


def _no_state(identifier: str, code: str | None, name: str | None) -> str:
    """Why an id is none of a state, and which is probably meant."""
    state = state_meant(code or "") or state_meant(identifier) or (state_meant(name) if name else None)
    near = f"did you mean {state.id} ({state.names['en']})?" if state else "expected its ISO 3166-1 code, as in ua."
    rule = "A state of before 1974 may have an id of its own if its says tells when it closed."
    return f"{quoted(identifier)} cannot be the id of a state; {near} {rule}"


def _called(record: Record) -> str | None:
    """A name of the entry, the English one if there is one."""
    names = record.values.get("name", [])
    return next((value.text for value in names if value.key == "en"), names[0].text if names else None)


def _ended_before_codes(reader: Reader, record: Record) -> bool:
    closed = [text for key, text in scalars(record.parts.get("says")) if key == "closed"]
    days = [reader.days.instant(text.strip()).latest for text in closed]
    return any(day is not None and day.year < FIRST_YEAR_OF_CODES for day in days)


def check_basis(reader: Reader, record: Record, identifier: str) -> None:
    """A form belongs to one kind; a basis does not replace itself."""
    kind = record.one("kind") or reader.declarations.kind("basis", identifier)
    name = record.one("form")
    if name is not None and kind is not None:
        forms = registry().words["forms"]
        if forms[name].fields["of"] != kind:
            of_kind = ", ".join(word.name for word in forms.values() if word.fields["of"] == kind)
            fault = f"form: {name!r} is a form of {forms[name].fields['of']}, and the basis is of kind {kind}"
            reader.flaw(record, "form", f"{fault}; expected one of {of_kind}")
    for key, other in (("effect_after", "effect_on"), ("effect_on", "effect_after")):
        if key in record.node.entries and other not in record.node.entries:
            what = {"effect_on": "day, day-after or month-start", "effect_after": "a duration such as P30D or P3M"}
            reader.flaw(record, key, f"{key} needs {other}: {what[other]}; one alone gives no day of effect")
    for key in registry().basis_relations:
        if identifier in record.texts(key):
            reader.flaw(record, key, f"{key}: {quoted(identifier)} cannot lead to itself")


def check_as_of(reader: Reader, record: Record, as_of: str | None, recorded: str) -> None:
    """No source speaks for a day after the one on which the dossier was written down."""
    earliest = reader.days.instant(as_of).earliest if as_of else None
    if earliest is not None and recorded and earliest.isoformat() > recorded:
        reader.flaw(record, "as_of", f"as_of: {as_of} is after {recorded}, on which the dossier was recorded")


DONE_BY_THEN = ("sign", "entry", "domestic", "amendment", "objection", "reservation")
"""Phases of acts that one does on a day, and reports only after it; others may be reported for a day to come."""


def check_done(reader: Reader, record: Record, recorded: str) -> None:
    """Nobody has done what is only to come: a signature after the day of recording is none yet."""
    kind, done = registry().act_types.get(record.one("type") or ""), record.one("done")
    earliest = reader.days.instant(done).earliest if done else None
    if kind is None or earliest is None or not recorded or earliest.isoformat() <= recorded:
        return
    if set(kind.phase.values()) & set(DONE_BY_THEN):
        reader.flaw(
            record,
            "done",
            f"done: {done} is after {recorded}, on which the dossier was recorded; {_a(kind.name)} that is only "
            "planned is of type intention, and the day from which it is to have effect is effective",
        )


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
    _check_consent(reader, record, kind)
    _check_towards(reader, record, kind)
    sets_term = "until" in record.node.entries or "sets-term" in kind.effect.values()
    if sets_term and "done" not in record.node.entries:
        key = "until" if "until" in record.node.entries else "type"
        reader.flaw(
            record, key, f"{key}: a term needs done: when it was agreed, as exactly as is known ([..2024] is enough)"
        )
    if "ends-whole" in kind.effect.values() and "by" in record.node.entries:
        reader.flaw(
            record, "by", f"by: {kind.name!r} ends the whole; an actor that leaves makes an exit or denunciation"
        )
    if "closes" in kind.effect.values() and "by" not in record.node.entries:
        reader.flaw(record, "type", f"type: {kind.name!r} needs by: who left; the end of the whole is a termination")


SIGNATURES = ("entry", "signature", "founding", "joining", "accession")
"""Types of acts that may be subject to a later consent; the others are one, or come after it."""

TOWARDS = ("suspends", "resumes", "precludes", "admits")
"""Effects of acts that may concern some parties and not others; an objection that precludes nothing has none."""


def _check_consent(reader: Reader, record: Record, kind: ActType) -> None:
    """A signature may wait for a consent; a ratification is one."""
    if "subject_to" not in record.node.entries:
        return
    if kind.name not in SIGNATURES:
        message = f"subject_to: {_a(kind.name)} waits for no later consent; it belongs to a signature"
        reader.flaw(record, "subject_to", message)


def _check_towards(reader: Reader, record: Record, kind: ActType) -> None:
    """Only some acts concern some of the parties; and nobody acts towards itself."""
    if "towards" not in record.node.entries:
        return
    if kind.name != "objection" and not set(kind.effect.values()) & set(TOWARDS):
        types = [each.name for each in registry().act_types.values() if set(each.effect.values()) & set(TOWARDS)]
        message = f"towards: {_a(kind.name)} concerns all parties; it belongs to {', '.join(types)} or objection"
        reader.flaw(record, "towards", message)
    for actor in sorted({*record.texts("by")} & {*record.texts("towards")}):
        reader.flaw(record, "towards", f"towards: {actor!r} cannot act towards itself")


def _a(name: str) -> str:
    return f"an {name}" if name[0] in "aeiou" else f"a {name}"


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
    """A denial is no complete list, and is reported once."""
    for actor in sorted({*record.texts("with")} if len(record.texts("of")) == 1 else ()):
        if actor in record.texts("of"):
            reader.flaw(record, "with", f"with: {actor!r} cannot be its own partner")
    if record.one("deny") in ("true", "ever"):
        if record.texts("with"):
            reader.flaw(record, "with", "with: those who are denied have no partner; leave it out")
        if record.one("complete") == "true":
            reader.flaw(record, "complete", "complete: a list that denies cannot be complete; write two lists")
        if record.one("stance") == "asserts":
            reader.flaw(record, "stance", f"stance: asserts, but deny is {record.one('deny')}")
    elif record.one("deny") == "false" and record.one("stance") == "denies":
        reader.flaw(record, "stance", "stance: denies, but deny is false")
    elif record.one("stance") == "denies" and record.one("complete") == "true":
        reader.flaw(record, "complete", "complete: a list that denies cannot be complete; write two lists")


def check_life(reader: Reader, record: Record, actor: str) -> None:
    """A period is one of names or of wholes; what begins does not end before."""
    timed = {"name", "acronym", "aliases", "part_of"} & set(record.node.entries)
    for key in ("from", "to"):
        if key in record.node.entries and not timed:
            reader.flaw(record, key, f"{key} needs name, acronym, aliases or part_of: what held for that time")
    for first, last in (("founded", "closed"), ("from", "to")):
        begin, end = (record.one(key) for key in (first, last))
        earliest = reader.days.instant(begin).earliest if begin else None
        latest = reader.days.instant(end).latest if end else None
        if earliest is not None and latest is not None and latest < earliest:
            reader.flaw(record, last, f"{last}: {end} lies before {first}: {begin}")
    for key in ("part_of", "succeeds"):
        if actor in record.texts(key):
            reader.flaw(record, key, f"{key}: {quoted(actor)} cannot lead to itself")


def check_covers(reader: Reader, record: Record) -> None:
    """A note is about one actor, about a pair, or about the whole dossier."""
    actors = record.written("of")
    if len(actors) > 2:
        reader.flaw(record, "of", f"of: expected one actor or the two of a pair, found {len(actors)}; write two notes")
    if record.one("what") == "scope" and actors:
        reader.flaw(record, "of", "of: the scope is that of the whole dossier; leave it out")


def check_stated_thing(reader: Reader, record: Record, name: str) -> None:
    """A challenge must say something."""
    if name == "challenge" and not {"affects", "mechanism", "remedy"} & set(record.node.entries):
        reader.fault(record.node, "a challenge: expected one of affects, mechanism, remedy at least")
        record.sound = False
