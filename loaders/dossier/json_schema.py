"""The form of a dossier as JSON Schema (draft 2020-12), so that an editor completes, explains and checks it.

`python -m accordgraph.loaders.dossier.json_schema` writes `dossier.schema.json`. An editor reads YAML's `2022` as a
number and `no` as a truth value where the loader reads text: the schema takes them as the editor sees them. It refuses
what a form alone can tell; that ids exist, that quotes are found and that days follow each other, only the loader sees.
Of what the loader takes it refuses three oddities: a plain `null`, white space around a word in quotation marks, and
one number written in two ways in a list.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from accordgraph.graph.ids import SLUG, WHOLE
from accordgraph.graph.statements.hows import DAY_INFERRED
from accordgraph.loaders.dossier import schema as form
from accordgraph.loaders.dossier import value_checks
from accordgraph.loaders.dossier.codes import LANGUAGES
from accordgraph.loaders.dossier.records import Check, EntrySchema, Field
from accordgraph.ontology.labels import labels
from accordgraph.ontology.registry import registry

TARGET = Path(__file__).resolve().with_name("dossier.schema.json")
ADDRESS = "https://w3id.org/accordgraph/dossier.schema.json"
Schema = dict[str, Any]

_MARK = "[?~%]?"
_MONTH = "(?:0[1-9X]|1[0-2X]|2[1-9]|3[0-9]|4[01]|X[0-9X])"  # and EDTF's seasons
_DAY = "(?:0[1-9X]|[12][0-9X]|3[01X]|X[0-9X])"
_YEAR = "(?:[0-9X]{4}|Y-?[0-9]+(?:E[0-9]+)?)(?:S[1-9][0-9]?)?"
_DATE = f"{_MARK}{_YEAR}{_MARK}(?:-{_MARK}{_MONTH}{_MARK}(?:-{_MARK}{_DAY}{_MARK}(?:T[0-9:Z+-]+)?)?)?"
_RUN = rf"(?:{_DATE}|(?:{_DATE})?\.\.(?:{_DATE})?)"
EDTF = rf"(?:{_DATE}|\[{_RUN}(?:,{_RUN})*\]|(?:{_DATE}|\.\.)?/(?:{_DATE}|\.\.)?)"
"""The shape of a date in EDTF; that the calendar has such a day, only the loader sees."""

_RUN_ALONE = rf"^\s*{_RUN}\s*$"
"""An element of `[..2025-03-14]`, which an editor takes for a list."""

_LANGUAGE = f"(?:{'|'.join(sorted(LANGUAGES))}|[a-z]{{3}})"
_TAG = f"{_LANGUAGE}(?:-[A-Z][a-z]{{3}})?(?:-(?:[A-Z]{{2}}|[0-9]{{3}}))?(?:-[a-z0-9]{{5,8}})*"


class Entry(NamedTuple):
    """A form, and what of the registry its words and properties are about."""

    make: Callable[[], EntrySchema]
    about: str


ENTRIES = {
    "dossier": Entry(form.header, "dossier"),
    "publisher": Entry(form.publisher, "publisher"),
    "source": Entry(form.source, "source"),
    "covers": Entry(form.covers, "covers"),
    "actor": Entry(form.actor, "actor"),
    "life": Entry(form.life, "actor"),
    "basis": Entry(form.basis, "basis"),
    "of_basis": Entry(form.told_basis, "basis"),
    "says": Entry(form.says, "says"),
    "act": Entry(form.act, "act"),
    "list": Entry(form.listing, "list"),
    "observation": Entry(form.observation, "observation"),
    "challenge": Entry(form.challenge, "challenge"),
    "assessment": Entry(form.assessment, "assessment"),
}


def schema() -> Schema:
    """The whole schema. The dossier is its root, every other entry one of its `$defs`."""
    defs = {name: _entry(name) for name in ENTRIES}
    for section in ("observation", "challenge", "assessment"):
        defs[f"{section}s"] = _told_things(section)
    root = defs.pop("dossier")
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": ADDRESS, "title": "A dossier"}
    return {**head, **root, "$defs": {**defs, **_values()}}


def text() -> str:
    """The schema as JSON, the same bytes on every run."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


# ---------------------------------------------------------------- entries
def _entry(name: str) -> Schema:
    entry = ENTRIES[name]
    form = entry.make()
    properties = {each.key: _described(name, each) for each in form.fields}
    properties |= {part: {**PARTS[name, part], "description": _description(name, part, None)} for part in form.parts}
    required = [each.key for each in form.fields if each.required]
    # A form without a must may be left blank; an editor sees null.
    kinds: Schema = {"type": "object", "required": required} if required else {"type": ["object", "null"]}
    return {**kinds, "properties": properties, "additionalProperties": False, **_rules(name)}


def _described(name: str, each: Field) -> Schema:
    return {**_field(name, each), "description": _description(name, each.key, each.property)}


def _description(name: str, key: str, property_: str | None) -> str:
    """What a key holds: said of the key, or else of the property that it becomes."""
    known, about = labels(), ENTRIES[name].about
    for entries in (known.keys.get(name, {}), known.keys["any"] if property_ != key else {}):
        if key in entries:
            return entries[key]
    wanted = property_ or key
    text = known.stated.get(about, {}).get(wanted) or known.terms[wanted]
    return text.definition["en"]


def _field(name: str, each: Field) -> Schema:
    if each.key == "at":
        place: Schema = {"type": "array", "items": _ref("whole-number"), "minItems": 2, "maxItems": 2}
        return {"anyOf": [place, {"type": "array", "items": place, "minItems": 1, "uniqueItems": True}]}
    value = _value(name, each)
    plain = _one_or_more(value) if each.several else value
    if each.keyed is None:
        return plain
    keys = _ref("language") if each.keyed is value_checks.language else _ref("slug")
    if each.key == "how":
        keys = {"enum": [one.key for one in ENTRIES[name].make().fields if one.key != "how"]}
    by_key = {"type": "object", "propertyNames": keys, "additionalProperties": plain}
    return {"anyOf": [*plain.get("anyOf", [plain]), by_key]}


def _one_or_more(value: Schema) -> Schema:
    return {"anyOf": [value, {"type": "array", "items": value, "minItems": 1, "uniqueItems": True}]}


def _value(name: str, each: Field) -> Schema:
    """What one value must be."""
    if each.check in CHECKED:
        return _ref(CHECKED[each.check])
    word_list = registry().word_list(each.key, ENTRIES[name].about.capitalize())
    if word_list is None:
        raise KeyError(f"{name}.{each.key} has neither a check that the schema knows nor a list of words")
    words = [word for word in registry().words_of(word_list) if word != DAY_INFERRED]
    texts = labels().words[word_list]
    explained = [f"**{texts[word].label['en']}**: {texts[word].definition['en']}" for word in words]
    return {"enum": words, "markdownEnumDescriptions": explained}


def _told_things(section: str) -> Schema:
    """The groups of a section: a source and what it says."""
    known = labels().keys["any"]
    properties = {
        "source": {**_ref("slug"), "description": known["source"]},
        "says": {**_list(_ref(section)), "description": known["says"]},
    }
    group = {"type": "object", "properties": properties, "required": ["source"], "additionalProperties": False}
    return _list(group)


def _list(items: Schema) -> Schema:
    return {"type": ["array", "null"], "items": items}


def _by_id(name: str) -> Schema:
    return {"type": ["object", "null"], "propertyNames": _ref("slug"), "additionalProperties": _ref(name)}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


PARTS: dict[tuple[str, str], Schema] = {
    ("dossier", "covers"): _list(_ref("covers")),
    ("actor", "says"): _list(_ref("life")),
    ("dossier", "publishers"): _by_id("publisher"),
    ("dossier", "sources"): _by_id("source"),
    ("dossier", "actors"): _by_id("actor"),
    ("dossier", "bases"): _by_id("basis"),
    ("dossier", "observations"): _ref("observations"),
    ("dossier", "challenges"): _ref("challenges"),
    ("dossier", "assessments"): _ref("assessments"),
    ("basis", "says"): _list(_ref("says")),
    ("says", "of_basis"): {"anyOf": [_ref("of_basis"), {"type": "array", "items": _ref("of_basis")}]},
    ("says", "acts"): _list(_ref("act")),
    ("says", "lists"): _list(_ref("list")),
}
"""What stands under the keys whose values are entries of their own."""


# ---------------------------------------------------------------- rules between keys
def _rules(name: str) -> Schema:
    """What must hold between the keys of one entry, as `rules` has it."""
    rules: dict[str, Schema] = {
        "source": {"dependentRequired": {"derived_as": ["derived_from"], "corrected_by": ["withdrawn"]}},
        "basis": {"allOf": _forms_by_kind()},
        "of_basis": {
            "allOf": _forms_by_kind(),
            "dependentRequired": {"effect_after": ["effect_on"], "effect_on": ["effect_after"]},
        },
        "act": {"dependentRequired": {"role": ["by"], "through": ["by"], "until": ["done"]}, "allOf": _act_rules()},
        "list": {"not": {"properties": {"deny": _DENIED, "complete": _TRUE}, "required": ["deny", "complete"]}},
        "challenge": {"anyOf": [{"required": [key]} for key in ("affects", "mechanism", "remedy")]},
    }
    return rules.get(name, {})


_TRUE = {"enum": [True, "true"]}
_DENIED = {"enum": [True, "true", "ever"]}


def _forms_by_kind() -> list[Schema]:
    forms = registry().words["forms"].values()
    kinds = registry().words["basis_kinds"]
    return [
        _if("kind", [kind], {"properties": {"form": {"enum": [one.name for one in forms if one.fields["of"] == kind]}}})
        for kind in kinds
    ]


def _act_rules() -> list[Schema]:
    """What an act needs by its effect; and it is not denied, who took part is."""
    needs: dict[str, Schema] = {
        "sets-term": {"required": ["done"]},
        "ends-whole": {"not": {"required": ["by"]}},
        "closes": {"required": ["by"]},
    }
    types = registry().act_types
    by_effect = {effect: [name for name, kind in types.items() if effect in kind.effect.values()] for effect in needs}
    denied = {"properties": {"stance": {"not": {"const": "denies"}}}}
    return [*(_if("type", by_effect[effect], rule) for effect, rule in needs.items()), denied]


def _if(key: str, words: list[str], then: Schema) -> Schema:
    return {"if": {"properties": {key: {"enum": words}}, "required": [key]}, "then": then}


# ---------------------------------------------------------------- single values
ID = "an id of small letters, digits and hyphens, such as jit-ukraine-2022"
DATE = "a date in EDTF, such as 2024-04-10, 2024-04, 2024, 2024-04-10? or [..2025-03-14]"


def _values() -> dict[str, Schema]:
    """The kinds of single values, by the names of `CHECKED`."""
    return {
        "text": {
            "type": ["string", "number", "boolean"],
            "pattern": r"\S",
            "patternErrorMessage": "Expected a text that is not empty.",
        },
        "slug": {
            **_text(f"(?!{WHOLE}\\s*$){SLUG.pattern}", "number", "boolean", expected=ID),
            "maxLength": value_checks.LONGEST_ID,
        },
        "day": _text("[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])", expected="a day, such as 2024-04-10"),
        "date": {
            "anyOf": [
                {**_text(EDTF, "integer", expected=DATE), "minimum": 1, "maximum": 9999},
                {
                    "type": "array",
                    "items": {
                        "type": ["string", "integer"],
                        "pattern": _RUN_ALONE,
                        "patternErrorMessage": f"Expected {DATE}.",
                    },
                    "minItems": 1,
                },
            ]
        },
        "boolean": {"anyOf": [{"type": "boolean"}, {"enum": ["true", "false"]}]},
        "denial": {"anyOf": [{"type": "boolean"}, {"enum": ["true", "false", "ever"]}]},
        "language": _or_no(_text(_TAG, expected="a code of ISO 639, such as en or uk")),
        "country": _or_no(
            _text("(?!UK)[A-Z]{2}", expected="a code of ISO 3166-1, such as UA; the United Kingdom is GB")
        ),
        "url": _text(value_checks.URL.pattern, expected="an address that begins with http:// or https://"),
        "wikidata": _text(value_checks.WIKIDATA.pattern, expected="an item of Wikidata, such as Q212"),
        "duration": _text(value_checks.DURATION.pattern, expected="a duration, such as P30D, P2W, P6M or P1Y6M"),
        "number": _text(value_checks.NUMBER.pattern, "number", expected="a number of 0 or more, such as 388 or 0.5"),
        "whole-number": {**_text("[0-9]{1,15}", "integer", expected="a whole number from 0"), "minimum": 0},
        "counting-number": {**_text("0*[1-9][0-9]*", "integer", expected="a whole number from 1"), "minimum": 1},
        "sha256": _text("[0-9a-fA-F]{64}", "integer", expected="64 hexadecimal digits"),
    }


def _text(expression: str, *also: str, expected: str) -> Schema:
    """A text of a shape, white space around it aside; or one of the other types that an editor makes of it.

    `expected` is what editors say where it does not fit; without it they show the expression itself, which for a date
    has two thousand characters.
    """
    shape = {"pattern": rf"^\s*(?:{expression})\s*$", "patternErrorMessage": f"Expected {expected}."}
    return {"type": ["string", *also] if also else "string", **shape}


def _or_no(value: Schema) -> Schema:
    """Norway and Norwegian: YAML 1.1 reads `NO` and `no` as false (and `ON` as true)."""
    return {"anyOf": [value, {"type": "boolean"}]}


CHECKED: dict[Check, str] = {
    value_checks.text: "text",
    value_checks.slug: "slug",
    value_checks.actor: "slug",
    value_checks.basis: "slug",
    value_checks.source: "slug",
    value_checks.day: "day",
    value_checks.instant: "date",
    value_checks.extent: "date",
    value_checks.boolean: "boolean",
    value_checks.denial: "denial",
    value_checks.language: "language",
    value_checks.country: "country",
    value_checks.url: "url",
    value_checks.wikidata: "wikidata",
    value_checks.duration: "duration",
    value_checks.number: "number",
    value_checks.whole_number: "whole-number",
    value_checks.counting_number: "counting-number",
    value_checks.sha256: "sha256",
}
"""What the schema calls the checks of the loader."""

if __name__ == "__main__":
    TARGET.write_text(text(), encoding="utf-8")
    print(f"Wrote {TARGET}")
