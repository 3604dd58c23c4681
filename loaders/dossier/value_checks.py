"""What single values of a dossier must be. Each check names the value, what was expected, and the nearest word."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from functools import cache

from accordgraph.graph.dates.periods import PERIOD
from accordgraph.graph.ids import is_slug
from accordgraph.graph.redaction import has_secret, redacted
from accordgraph.graph.statements.hows import DAY_INFERRED
from accordgraph.loaders.dossier.act_hints import ACT_HINTS
from accordgraph.loaders.dossier.codes import LANGUAGES, MISTAKEN_LANGUAGES, state_meant, states
from accordgraph.loaders.dossier.records import Check, Reader
from accordgraph.loaders.dossier.suggestions import LIKENESS, nearest, quoted, slugged
from accordgraph.loaders.dossier.yaml_nodes import ScalarNode
from accordgraph.ontology.registry import registry

LONGEST_ID = 100
"""Ids of several things are joined to that of a link, which has to fit into addresses and names of files."""

LIKENESS_OF_ACTS = 80.0
"""Of 100. Words of treaty law look alike and mean opposites; `cessation` and `accession` have 78."""

OTHER_BOOLEANS = {"yes": "true", "y": "true", "on": "true", "1": "true", "no": "false", "n": "false", "off": "false"}
"""What YAML 1.1 and people take for true and false."""

DURATION = PERIOD
URL = re.compile(r"https?://[^\s/]\S*")
WIKIDATA = re.compile(r"Q[1-9]\d*")
NUMBER = re.compile(r"\+?\d+(?:\.\d+)?")
TAG = re.compile(r"([a-z]{2,3})(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?(?:-[a-z0-9]{5,8})*")


def text(reader: Reader, node: ScalarNode, key: str, value: str) -> str | None:
    """Any text; an address in it must hold no password either."""
    if not has_secret(value):
        return value
    reader.fault(node, f"{key}: an address in it holds a user, a password or a key; leave it out")
    return None


def one_of(what: str, words: Collection[str], likeness: float = LIKENESS) -> Check:
    """One of a closed list of words; another one is refused with the nearest, if it is as like as `likeness`."""

    @cache
    def complaint(value: str) -> str:
        near = nearest(value, words, likeness)
        hint = f"; did you mean {near!r}?" if near else "."
        return f"{quoted(value)} is no {what}{hint} It is one of {', '.join(words)}."

    def check(reader: Reader, node: ScalarNode, key: str, value: str) -> str | None:
        if value in words:
            return value
        reader.fault(node, f"{key}: {complaint(value)}")
        return None

    return check


def word(words: str, what: str) -> Check:
    """A word of one of the registry's lists, such as `roles`."""
    return one_of(what, registry().words[words])


def way_to_know() -> Check:
    """How something is known; of a list whose day is inferred it is said by key, as `how: {as_of: inferred}`."""
    return one_of("way to know", [one for one in registry().words["hows"] if one != DAY_INFERRED])


def act_type() -> Check:
    """A type of act that the registry knows; of words that look like another one, what they are and where they go."""
    known = one_of("type of act", registry().act_types, likeness=LIKENESS_OF_ACTS)

    def check(reader: Reader, node: ScalarNode, key: str, value: str) -> str | None:
        hint = ACT_HINTS.get(slugged(value) or "")
        if hint is None:
            return known(reader, node, key, value)
        reader.fault(node, f"{key}: {quoted(value)} is no type of act here: {hint}.")
        return None

    return check


def boolean(reader: Reader, node: ScalarNode, key: str, value: str) -> str | None:
    """`true` or `false`, and none of the other words that YAML 1.1 takes for them."""
    if value in ("true", "false"):
        return value
    near = OTHER_BOOLEANS.get(value.lower()) or nearest(value, ("true", "false"))
    meant = f"; did you mean {near}?" if near else ""
    reader.fault(node, f"{key}: expected true or false, found {quoted(value)}{meant}")
    return None


def denial(reader: Reader, node: ScalarNode, key: str, value: str) -> str | None:
    """`true` or `false`, or `ever`: denied whatever the day."""
    return value if value == "ever" else boolean(reader, node, key, value)


def slug(reader: Reader, node: ScalarNode, key: str, value: str) -> str | None:
    """An id that an author may give."""
    if is_slug(value) and len(value) <= LONGEST_ID:
        return value
    if is_slug(value):
        reader.fault(node, f"{key}: {quoted(value)} is too long for an id, which has {LONGEST_ID} characters at most")
        return None
    if value == "whole":
        reader.fault(node, f"{key}: 'whole' cannot be an id, it stands for an act of the whole")
        return None
    near = slugged(value)
    meant = f"; did you mean {near!r}?" if near and near != value else ""
    rule = "expected small letters a-z, digits and single hyphens between them"
    reader.fault(node, f"{key}: {quoted(value)} cannot be an id; {rule}{meant}")
    return None


def language(reader: Reader, node: ScalarNode, key: str, value: str) -> str | None:
    """A language tag as in BCP 47: `uk`, `crh`, `sr-Latn`. A country's code where a language is meant is a fault."""
    match = TAG.fullmatch(value)
    if match and (len(match[1]) == 3 or match[1] in LANGUAGES):
        return value
    small = value.lower()
    meant = MISTAKEN_LANGUAGES.get(small) or (small if small in LANGUAGES else None)
    remedy = f"; did you mean {meant!r}?" if meant else ""
    reader.fault(node, f"{key}: {quoted(value)} is no language tag (ISO 639, as in en, uk, pl){remedy}")
    return None


def country(reader: Reader, node: ScalarNode, key: str, value: str) -> str | None:
    """A code of ISO 3166-1 alpha-2, or `XK`."""
    if value.isupper() and value.lower() in states():
        return value
    state = state_meant(value)
    near = f"; did you mean {state.id.upper()!r}?" if state and state.id in states() else ""
    reader.fault(node, f"{key}: {quoted(value)} is no country code (ISO 3166-1, two capitals, as in UA){near}")
    return None


def pattern(expression: str, what: str) -> Check:
    """A text that matches a pattern; `what` says what that is."""
    compiled = re.compile(expression)

    def check(reader: Reader, node: ScalarNode, key: str, value: str) -> str | None:
        if compiled.fullmatch(value):
            return value
        reader.fault(node, f"{key}: expected {what}, found {quoted(value)}")
        return None

    return check


duration = pattern(DURATION.pattern, "a duration in ISO 8601 such as P30D, P3M, P2W or P1Y6M")
number = pattern(NUMBER.pattern, "a number of 0 or more in digits, with a point for decimals and no other signs")
_address = pattern(URL.pattern, "an address that begins with http:// or https://")


def url(reader: Reader, node: ScalarNode, key: str, value: str) -> str | None:
    """An address of the web. It will stand in every page and export, so that it must not hold a password."""
    if has_secret(value):
        reader.fault(
            node, f"{key}: the address {quoted(redacted(value))} holds a user, a password or a key; leave it out"
        )
        return None
    return _address(reader, node, key, value)


wikidata = pattern(WIKIDATA.pattern, "an id of Wikidata such as Q212")


def whole_number(reader: Reader, node: ScalarNode, key: str, value: str) -> str | None:
    """A whole number from 0, without needless zeros before it."""
    if re.fullmatch(r"\d{1,15}", value, re.ASCII):
        return str(int(value))
    reader.fault(node, f"{key}: expected a whole number, found {quoted(value)}")
    return None


def counting_number(reader: Reader, node: ScalarNode, key: str, value: str) -> str | None:
    """A whole number from 1."""
    number = whole_number(reader, node, key, value)
    if number == "0":
        reader.fault(node, f"{key}: counted from 1, found 0")
        return None
    return number


def sha256(reader: Reader, node: ScalarNode, key: str, value: str) -> str | None:
    """A SHA-256, in small letters."""
    if re.fullmatch("[0-9a-f]{64}", value.lower()):
        return value.lower()
    reader.fault(node, f"{key}: expected the 64 hexadecimal digits of a SHA-256, found {len(value)} characters")
    return None


def day(reader: Reader, node: ScalarNode, key: str, value: str) -> str | None:
    """A whole calendar day."""
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
            return date.fromisoformat(value).isoformat()
        why = ""
    except ValueError as error:
        why = f" ({error})"
    reader.fault(node, f"{key}: expected a day such as 2026-11-22, found {quoted(value)}{why}")
    return None


def instant(reader: Reader, node: ScalarNode, key: str, value: str) -> str | None:
    """A moment in EDTF, perhaps not known exactly."""
    return _dated(reader, node, key, value, reader.days.instant(value).error)


def extent(reader: Reader, node: ScalarNode, key: str, value: str) -> str | None:
    """A stretch of time in EDTF."""
    return _dated(reader, node, key, value, reader.days.extent(value).error)


def _dated(reader: Reader, node: ScalarNode, key: str, value: str, error: str | None) -> str | None:
    if error is None:
        return value
    reader.fault(node, f"{key}: {error}")
    return None


def actor(reader: Reader, node: ScalarNode, key: str, value: str) -> str | None:
    """The id of an actor."""
    return reader.declarations.reference(reader, node, key, "actor", value)


def basis(reader: Reader, node: ScalarNode, key: str, value: str) -> str | None:
    """The id of a basis."""
    return reader.declarations.reference(reader, node, key, "basis", value)


def source(reader: Reader, node: ScalarNode, key: str, value: str) -> str | None:
    """The id of a source, or of a dossier."""
    return reader.declarations.reference(reader, node, key, "source", value)
