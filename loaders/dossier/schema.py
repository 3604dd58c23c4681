"""The form of a dossier: every entry, the keys it may have, and the statements' property that each key becomes."""

from __future__ import annotations

from functools import cache

from accordgraph.loaders.dossier import value_checks
from accordgraph.loaders.dossier.act_hints import KEY_HINTS
from accordgraph.loaders.dossier.records import Check, EntrySchema, Field
from accordgraph.loaders.dossier.value_checks import word

SECTIONS = ("publishers", "sources", "actors", "bases", "observations", "challenges", "assessments")
"""The parts of a dossier below its header."""

_UNDER_SAYS = "write it under says, in the acts or lists of a source"
_NEEDS_SOURCE = "dates need a source: write it under says, in of_basis"


def named(key: str, name: str | None = None, check: Check = value_checks.text) -> Field:
    """One text a language; a text alone is English."""
    return Field(key, check, name or key, keyed=value_checks.language, default="en")


def several(key: str, name: str, check: Check = value_checks.text) -> Field:
    """Any number of values, each a statement."""
    return Field(key, check, name, several=True)


@cache
def header() -> EntrySchema:
    """The top of the file."""
    fields = (
        Field("dossier", value_checks.slug, required=True),
        Field("title", value_checks.text),
        Field("recorded", value_checks.day, required=True),
        Field("licence", value_checks.text),
        several("amends", "amends_dossier", value_checks.slug),
        Field("note", value_checks.text),
    )
    return EntrySchema("a dossier", fields, ("covers", *SECTIONS))


@cache
def covers() -> EntrySchema:
    """One entry of `covers`: what the dossier says of what it holds and what it does not hold."""
    fields = (
        Field("what", word("coverages", "kind of coverage note"), required=True),
        Field("of", value_checks.actor, several=True),
        Field("text", value_checks.text, keyed=value_checks.language, default="en", required=True),
    )
    return EntrySchema("an entry of covers", fields)


@cache
def publisher() -> EntrySchema:
    """One entry of `publishers`: what those are called whose word stands as `publisher` of sources."""
    name = Field("name", value_checks.text, "name", keyed=value_checks.language, default="en", required=True)
    return EntrySchema("a publisher", (name, *_editorial()))


@cache
def source() -> EntrySchema:
    """One entry of `sources`."""
    fields = (
        Field("kind", word("source_kinds", "kind of source"), "kind"),
        Field("title", value_checks.text, "title"),
        Field("publisher", value_checks.text, "publisher"),
        Field("published", value_checks.instant, "published"),
        Field("accessed", value_checks.instant, "accessed"),
        Field("url", value_checks.url, "url"),
        Field("language", value_checks.language, "language"),
        Field("derived_from", value_checks.source, "derived_from"),
        Field("derived_as", word("derivations", "way to derive"), "derived_as"),
        Field("records_exits", value_checks.boolean, "records_exits"),
        Field("rows_are_acts", value_checks.boolean, "rows_are_acts"),
        Field("independent", value_checks.boolean, "independent"),
        Field("withdrawn", value_checks.instant, "withdrawn"),
        Field("corrected_by", value_checks.source, "corrected_by"),
        Field("sha256", value_checks.sha256, "sha256"),
        Field("text", value_checks.text),
    )
    return EntrySchema("a source", fields + _editorial())


@cache
def actor() -> EntrySchema:
    """One entry of `actors`."""
    fields = (
        Field("kind", word("actor_kinds", "kind of actor"), "kind"),
        Field("subtype", value_checks.text, "subtype"),
        named("name"),
        named("acronym"),
        several("aliases", "alias"),
        several("part_of", "part_of", value_checks.actor),
        several("succeeds", "succeeds", value_checks.actor),
        Field("jurisdiction", value_checks.country, "jurisdiction"),
        Field("wikidata", value_checks.wikidata, "wikidata"),
        Field("website", value_checks.url, "website"),
    )
    hints = dict.fromkeys(("founded", "closed", "from", "to"), "write it under says, beside the source that reports it")
    return EntrySchema("an actor", fields + _editorial(), ("says",), hints)


@cache
def life() -> EntrySchema:
    """What one source says of an actor: an item of its `says`. `from` and `to` are those of its names and wholes."""
    fields = (
        Field("source", value_checks.source, required=True),
        named("name"),
        named("acronym"),
        several("aliases", "alias"),
        several("part_of", "part_of", value_checks.actor),
        several("succeeds", "succeeds", value_checks.actor),
        Field("founded", value_checks.instant, "founded"),
        Field("closed", value_checks.instant, "closed"),
        Field("from", value_checks.instant),
        Field("to", value_checks.instant),
    )
    return EntrySchema("an item of says", fields + _reported())


@cache
def basis() -> EntrySchema:
    """One entry of `bases`."""
    hints = {"acts": _UNDER_SAYS, "lists": _UNDER_SAYS, "of_basis": "write it under says, beside source"}
    hints |= dict.fromkeys(("during", "in_force_since", "effect_after", "effect_on", "exit_after"), _NEEDS_SOURCE)
    return EntrySchema("a basis", _of_basis() + _editorial(), ("says",), hints)


@cache
def told_basis() -> EntrySchema:
    """What a source says of the basis itself: `of_basis` under `says`."""
    fields = (
        Field("during", value_checks.extent, "during"),
        Field("in_force_since", value_checks.instant, "in_force_since"),
        Field("effect_after", value_checks.duration, "effect_after"),
        Field("effect_on", word("effect_days", "day of effect"), "effect_on"),
        Field("exit_after", value_checks.duration, "exit_after"),
    )
    return EntrySchema("of_basis", _of_basis() + fields + _reported())


@cache
def says() -> EntrySchema:
    """What one source says of a basis."""
    return EntrySchema(
        "an item of says", (Field("source", value_checks.source, required=True),), ("of_basis", "acts", "lists")
    )


@cache
def told_things() -> EntrySchema:
    """What one source says by way of observations, challenges or assessments."""
    return EntrySchema("an item", (Field("source", value_checks.source, required=True),), ("says",))


@cache
def act() -> EntrySchema:
    """One entry of `acts`."""
    fields = (
        Field("by", value_checks.actor, several=True),
        Field("type", value_checks.act_type(), "type", required=True),
        Field("role", word("roles", "role")),
        Field("calendar", word("calendars", "calendar"), "calendar"),
        Field("done", value_checks.instant, "done_on"),
        Field("effective", value_checks.instant, "effective_on"),
        Field("until", value_checks.instant, "until"),
        Field("through", value_checks.actor, several=True, keyed=value_checks.actor),
        Field("episode", value_checks.counting_number, "episode"),
        Field("subject_to", word("later_consents", "later consent"), "subject_to"),
        several("towards", "towards", value_checks.actor),
        several("about", "about"),
    )
    return EntrySchema("an act", fields + _reported(), hints=KEY_HINTS)


@cache
def listing() -> EntrySchema:
    """One entry of `lists`."""
    fields = (
        Field("of", value_checks.actor, several=True, required=True),
        Field("role", word("roles", "role")),
        Field("complete", value_checks.boolean),
        several("with", "with", value_checks.actor),
        Field("deny", value_checks.denial),
    )
    return EntrySchema("a list", fields + _reported())


@cache
def observation() -> EntrySchema:
    """One observation of a source."""
    fields = (
        Field("id", value_checks.slug),
        Field("series", value_checks.slug, "series", required=True),
        Field("measure", value_checks.slug, "measure", required=True),
        Field("period", value_checks.extent, "period", required=True),
        Field("value", value_checks.number, "value", required=True),
        Field("qualifier", word("qualifiers", "qualifier"), "qualifier"),
        Field("basis", value_checks.basis, "basis"),
    )
    return EntrySchema("an observation", fields + _reported())


@cache
def challenge() -> EntrySchema:
    """One challenge that a source names."""
    fields = (
        Field("id", value_checks.slug, required=True),
        several("affects", "affects", value_checks.actor),
        Field("mechanism", value_checks.text, "mechanism"),
        several("remedy", "remedy"),
    )
    return EntrySchema("a challenge", fields + _reported())


@cache
def assessment() -> EntrySchema:
    """One general judgement that a source makes."""
    fields = (
        Field("id", value_checks.slug, required=True),
        Field("scope", value_checks.text, "scope"),
        Field("topic", value_checks.text, "topic"),
        Field("claim", value_checks.text, "claim", required=True),
    )
    return EntrySchema("an assessment", fields + _reported())


def _of_basis() -> tuple[Field, ...]:
    return (
        Field("kind", word("basis_kinds", "kind of basis"), "kind"),
        Field("form", word("forms", "form"), "form"),
        Field("binds", word("binds", "way to bind"), "binds"),
        Field("open", value_checks.boolean, "open"),
        named("name"),
        named("acronym"),
        several("aliases", "alias"),
        several("topics", "topic"),
        several("aims", "aim"),
        several("places", "place", value_checks.country),
        several("legal_basis", "legal_basis", value_checks.basis),
        several("replaces", "replaces", value_checks.basis),
        several("amends", "amends", value_checks.basis),
        several("supplements", "supplements", value_checks.basis),
        several("requires", "requires", value_checks.basis),
        Field("mutual", value_checks.boolean, "mutual"),
        Field("reaches", word("reaches", "reach of a basis"), "reaches"),
    )


def _editorial() -> tuple[Field, ...]:
    """What may stand in every entry that no source tells."""
    return (Field("how", value_checks.way_to_know(), keyed=value_checks.text), Field("note", value_checks.text))


def _reported() -> tuple[Field, ...]:
    """What may stand in every entry that a source tells."""
    return (
        Field("as_of", value_checks.instant),
        Field("stance", word("stances", "stance")),
        *_editorial(),
        Field("at", value_checks.whole_number, several=True, nested=True),
        Field("paragraph", value_checks.counting_number),
        Field("quote", value_checks.text),
    )
