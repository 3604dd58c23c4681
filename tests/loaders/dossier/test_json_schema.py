"""The dossier's JSON Schema: it takes what the loader takes, and refuses at the right place what the loader refuses."""

from __future__ import annotations

import datetime
import io
import json
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from check_jsonschema.parsers.yaml import (  # type: ignore[import-untyped]
    construct_yaml_implementation,
    impl2loader,
)
from hypothesis import event, example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from accordgraph.graph.errors import DossierError
from accordgraph.loaders.bundled import bundled
from accordgraph.loaders.dossier import value_checks
from accordgraph.loaders.dossier.json_schema import CHECKED, ENTRIES, TARGET
from accordgraph.loaders.dossier.reader import read_dossiers
from accordgraph.ontology.registry import registry

SCHEMA = json.loads(TARGET.read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)
ROOT = Path(__file__).parents[3]

WHOLE = """\
dossier: sample
title: Sample
recorded: 2026-11-22
licence: CC-BY-4.0
note: yes
covers:
- {what: scope, text: {en: All of it, uk: Усе}}
- {what: not-found, of: [ua, no], text: No treaty}
publishers:
  paper: {name: {en: The Paper, uk: Газета}}
sources:
  s: {kind: press, publisher: paper, published: 2020, derived_from: t, derived_as: reprint, url: "https://x.org/a"}
  t: {kind: dataset, accessed: "2021?", language: no, records_exits: true, rows_are_acts: false, title: 2021-05}
  "2022": {kind: official, published: 2022-04, sha256: SHA}
  w: {kind: press, independent: true, withdrawn: 2024-03, corrected_by: s}
actors:
  ua: {kind: state, name: {en: Ukraine, uk: Україна}, jurisdiction: UA}
  no: {kind: state, name: Norway, jurisdiction: NO}
  x: {kind: agency, subtype: police, aliases: [a, 112], acronym: X, part_of: [ua], wikidata: Q212, website: "http://x.org"}
  y:
    kind: agency
    succeeds: [x]
    says:
    - {source: s, founded: 2016-02-29, closed: "[2020..2021]", succeeds: x, how: {closed: inferred}}
    - {source: t, name: {en: Militia, uk: Міліція}, acronym: M, aliases: old, part_of: ua, from: 1990, to: 2015-11-06}
bases:
  old: {kind: agreement, form: treaty, binds: consent, open: true, name: Old}
  raid: {kind: operation, form: raid, how: inferred, note: 7}
  team:
    kind: agreement
    form: jit
    binds: signature
    name: {en: Team}
    topics: [crime]
    aims: justice
    places: [PL, NO]
    legal_basis: old
    replaces: [old]
    amends: [old]
    supplements: old
    requires: [old]
    mutual: false
    reaches: bodies
    says:
    - source: "2022"
      of_basis: {during: 2022/2023, in_force_since: 2022, effect_after: P3M, effect_on: month-start, exit_after: P6M,
        name: {pl: Zespół}}
      acts:
      - {by: [ua, x], type: founding, done: 2022-03-25, role: member, through: {ua: x}, at: [1, 3],
         subject_to: approval}
      - {by: no, type: accession, done: 2022, effective: "[2022-05-30..2022-05-31]", episode: 1, through: [x]}
      - {type: extension, done: 2024-02-29, until: 2026-03, as_of: 2024~, stance: asserts, how: computed}
      - {type: amendment, about: [seat, term]}
      - {by: [no], type: suspension, towards: [ua], done: 1918-01-25, calendar: julian,
         at: [[1, 3], [5, 9]], how: {done: inferred}}
      lists:
      - {of: [ua, no], role: member, complete: true, as_of: 2025-03-18, paragraph: 1}
      - {of: x, deny: true}
      - {of: y, deny: ever}
      - {of: [ua], with: [x, y], how: computed}
observations:
- source: t
  says:
  - {series: requests, measure: sent, period: 2022-01/2022-06, value: 388, qualifier: more-than, basis: team}
  - {id: o-2, series: requests, measure: "2", period: 2022, value: "3.5"}
challenges:
- {source: s, says: [{id: slow, affects: ua, mechanism: slow, remedy: [haste]}]}
assessments:
- {source: s, says: [{id: good, scope: all, topic: no, claim: It works}]}
""".replace("SHA", "0" * 63 + "a")
"""A dossier with every key of every form, but `text` and `quote`, which need a file."""

MINIMAL = "dossier: a\nrecorded: 2026-11-22\n"


def as_yaml_1_1(text: str) -> Any:
    """As PyYAML and older editors see it: `no` is false, `2022-05-30` a date, which JSON writes as text."""
    return _plain(yaml.load(text, Loader=yaml.CSafeLoader))


def as_yaml_1_2(text: str) -> Any:
    """As check-jsonschema sees it, and editors with YAML 1.2: `no` is a text."""
    return impl2loader(construct_yaml_implementation())(io.BytesIO(text.encode()))


EDITORS: dict[str, Callable[[str], Any]] = {"YAML 1.1": as_yaml_1_1, "YAML 1.2": as_yaml_1_2}


def _plain(data: Any) -> Any:
    if isinstance(data, dict):
        return {_key(key): _plain(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_plain(value) for value in data]
    return data.isoformat() if isinstance(data, datetime.date) else data


def _key(key: object) -> str:
    return {True: "yes", False: "no"}[key] if isinstance(key, bool) else str(key)


def refused(text: str, see: Callable[[str], Any] = as_yaml_1_2) -> list[str]:
    """Where the schema refuses something: `actors/ua/kind`."""
    errors = VALIDATOR.iter_errors(see(text))
    return sorted({"/".join(map(str, error.absolute_path)) for error in errors})


def is_taken(text: str) -> bool:
    """Whether the loader takes it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.yaml"
        path.write_text(text, encoding="utf-8")
        try:
            read_dossiers([path])
        except DossierError:
            return False
    return True


def test_it_is_a_schema_of_the_draft_that_it_names() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == Draft202012Validator.META_SCHEMA["$id"]


@pytest.mark.parametrize("editor", EDITORS)
def test_bundled_dossiers_are_taken(editor: str) -> None:
    with bundled() as paths:
        texts = {path.name: path.read_text(encoding="utf-8") for path in paths}
    assert len(texts) >= 2
    assert {name: refused(text, EDITORS[editor]) for name, text in texts.items()} == {name: [] for name in texts}


@pytest.mark.parametrize("editor", EDITORS)
def test_the_example_of_the_readme_is_taken(editor: str) -> None:
    [text] = re.findall(r"```yaml\n(dossier: .*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert refused(text, EDITORS[editor]) == []


@pytest.mark.parametrize("editor", EDITORS)
def test_a_dossier_with_every_key_is_taken_by_both(editor: str) -> None:
    assert is_taken(WHOLE)
    assert refused(WHOLE, EDITORS[editor]) == []


@pytest.mark.parametrize("name", ENTRIES)
def test_every_key_of_every_form_is_described_and_in_the_sample(name: str) -> None:
    sample = ENTRIES[name].make()
    entry = SCHEMA if name == "dossier" else SCHEMA["$defs"][name]
    assert list(entry["properties"]) == sample.keys
    assert [key for key, definition in entry["properties"].items() if len(definition["description"]) < 8] == []
    assert [key for key in sample.keys if not re.search(rf"\b{key}:", WHOLE) and key not in ("text", "quote")] == []


def test_words_are_explained_each() -> None:
    enums = [
        definition
        for entry in SCHEMA["$defs"].values()
        for definition in entry.get("properties", {}).values()
        if "enum" in definition
    ]
    assert len(enums) >= 15
    assert all(len(definition["enum"]) == len(definition["markdownEnumDescriptions"]) for definition in enums)
    [kinds] = [definition for definition in enums if definition["enum"][0] == "state"]
    assert kinds["markdownEnumDescriptions"][0] == "**state**: A state; its id is its ISO 3166-1 code"


def test_every_check_of_the_loader_has_a_kind_of_value() -> None:
    fields = [each for entry in ENTRIES.values() for each in entry.make().fields]
    assert len(fields) > 100
    assert set(CHECKED) <= {each.check for each in fields} | {value_checks.language}
    assert set(CHECKED.values()) <= set(SCHEMA["$defs"])


WRONG = {
    "no id": (WHOLE, "dossier: sample\n", "", ""),
    "an id in capitals": (WHOLE, "dossier: sample", "dossier: Sample", "dossier"),
    "recorded in words": (WHOLE, "2026-11-22", "yesterday", "recorded"),
    "recorded in a month that is none": (WHOLE, "2026-11-22", "2026-13-22", "recorded"),
    "a section that is none": (WHOLE, "actors:", "actor:", ""),
    "actors as a list": (MINIMAL, "", "actors: [{kind: state}]", "actors"),
    "a kind that is none": (WHOLE, "x: {kind: agency", "x: {kind: agancy", "actors/x/kind"),
    "a key that is none": (WHOLE, "subtype: police", "subtyp: police", "actors/x"),
    "an id of an actor with a blank": (WHOLE, "  x: {kind", "  x y: {kind", "actors"),
    "the id of the whole": (MINIMAL, "", "actors: {whole: {kind: other}}", "actors"),
    "a country in small letters": (WHOLE, "jurisdiction: UA", "jurisdiction: ua", "actors/ua/jurisdiction"),
    "UK as a country": (WHOLE, "places: [PL, NO]", "places: [PL, UK]", "bases/team/places"),
    "a country as a language": (WHOLE, "name: {en: Ukraine,", "name: {ua: Ukraine,", "actors/ua/name"),
    "an address without its scheme": (WHOLE, '"http://x.org"', "www.x.org", "actors/x/website"),
    "a form of another kind": (WHOLE, "form: jit", "form: raid", "bases/team/form"),
    "acts beside the kind": (WHOLE, "    form: jit", "    form: jit\n    acts: []", "bases/team"),
    "a basis that tells its dates itself": (WHOLE, "form: treaty", "form: treaty, during: 2022", "bases/old"),
    "yes for true": (WHOLE, "open: true", "open: yes", "bases/old/open"),
    "an act without a type": (WHOLE, "{type: amendment, about", "{about", "bases/team/says/0/acts/3"),
    "a date in words": (WHOLE, "done: 2022-03-25", "done: March 2022", "bases/team/says/0/acts/0/done"),
    "a date in the order of days": (WHOLE, "done: 2022-03-25", "done: 25.03.2022", "bases/team/says/0/acts/0/done"),
    "a month that is none": (WHOLE, "until: 2026-03", "until: 2026-19", "bases/team/says/0/acts/2/until"),
    "a year of five digits": (WHOLE, "done: 2022,", "done: 20222,", "bases/team/says/0/acts/1/done"),
    "a role without by": (WHOLE, "{type: amendment,", "{type: amendment, role: member,", "bases/team/says/0/acts/3"),
    "a term without its day": (WHOLE, "done: 2024-02-29, ", "", "bases/team/says/0/acts/2"),
    "an exit of nobody": (WHOLE, "{type: amendment,", "{type: denunciation,", "bases/team/says/0/acts/3"),
    "a termination by one": (WHOLE, "by: no, type: accession", "by: no, type: expiry", "bases/team/says/0/acts/1"),
    "an act that is denied": (WHOLE, "stance: asserts", "stance: denies", "bases/team/says/0/acts/2/stance"),
    "a complete denial": (WHOLE, "complete: true", "complete: true, deny: true", "bases/team/says/0/lists/0"),
    "a list of nobody": (WHOLE, "{of: x, deny", "{of: [], deny", "bases/team/says/0/lists/1/of"),
    "somebody listed twice": (WHOLE, "{of: [ua, no]", "{of: [ua, ua]", "bases/team/says/0/lists/0/of"),
    "a place that is one number": (WHOLE, "at: [1, 3]", "at: [1]", "bases/team/says/0/acts/0/at"),
    "a paragraph before the first": (WHOLE, "paragraph: 1", "paragraph: 0", "bases/team/says/0/lists/0/paragraph"),
    "says without a source": (WHOLE, '- source: "2022"\n      of_basis', "- of_basis", "bases/team/says/0"),
    "acts that are no list": (WHOLE, "acts:\n      - {by: [ua", "acts:\n        {by: [ua", None),
    "a period without its day": (WHOLE, ", effect_on: month-start", "", "bases/team/says/0/of_basis"),
    "a day without its period": (WHOLE, ", effect_after: P3M", "", "bases/team/says/0/of_basis"),
    "a correction of what stands": (WHOLE, "withdrawn: 2024-03, ", "", "sources/w"),
    "a denial that is none": (WHOLE, "{of: y, deny: ever}", "{of: y, deny: always}", "bases/team/says/0/lists/2/deny"),
    "a calendar that is none": (WHOLE, "calendar: julian", "calendar: hijri", "bases/team/says/0/acts/4/calendar"),
    "how for a key that is none": (WHOLE, "{done: inferred}", "{don: inferred}", "bases/team/says/0/acts/4/how"),
    "founded without its source": (WHOLE, "    succeeds: [x]\n", "    founded: 2016\n", "actors/y"),
    "a place of three numbers": (WHOLE, "[[1, 3], [5, 9]]", "[[1, 3], [5, 9, 11]]", "bases/team/says/0/acts/4/at"),
    "a coverage note of a kind that is none": (WHOLE, "what: scope", "what: all", "covers/0/what"),
    "a number in words": (WHOLE, "value: 388", "value: many", "observations/0/says/0/value"),
    "a qualifier that is none": (WHOLE, "more-than", "at-least", "observations/0/says/0/qualifier"),
    "a challenge that says nothing": (
        WHOLE,
        "{id: slow, affects: ua, mechanism: slow, remedy: [haste]}",
        "{id: slow}",
        "challenges/0/says/0",
    ),
    "an assessment without a claim": (WHOLE, ", claim: It works", "", "assessments/0/says/0"),
    "a derivation from nothing": (WHOLE, "derived_from: t, ", "", "sources/s"),
    "a hash of seven digits": (WHOLE, "0" * 63 + "a", "00000ab", "sources/2022/sha256"),
}
"""What is wrong: the dossier, what is replaced by what, and where the schema refuses it."""


@pytest.mark.parametrize("wrong", [name for name, case in WRONG.items() if case[3] is not None])
def test_what_is_wrong_is_refused_at_its_place_and_by_the_loader_too(wrong: str) -> None:
    text, old, new, place = WRONG[wrong]
    assert text.count(old) == 1 or not old
    broken = text.replace(old, new, 1) if old else text + new
    assert refused(broken) == [place]
    assert not is_taken(broken)


def test_blank_sections_are_taken_as_the_loader_takes_them() -> None:
    text = MINIMAL + "sources:\nactors:\nbases:\nobservations:\nchallenges:\nassessments:\n"
    assert is_taken(text)
    assert refused(text) == []


# ---------------------------------------------------------------- whatever the loader takes, the schema takes
PLACES = {
    "title": ("title: Sample", "title: {}"),
    "url": ('url: "https://x.org/a"', "url: {}"),
    "published": ("published: 2020", "published: {}"),
    "language": ("language: no", "language: {}"),
    "name": ("name: Norway", "name: {}"),
    "key of a name": ("name: {en: Team}", "name: {{ {}: Team }}"),
    "alias": ("aliases: [a, 112]", "aliases: [a, {}]"),
    "wikidata": ("wikidata: Q212", "wikidata: {}"),
    "place": ("places: [PL, NO]", "places: [PL, {}]"),
    "form": ("form: jit", "form: {}"),
    "binds": ("binds: signature", "binds: {}"),
    "open": ("open: true", "open: {}"),
    "type": ("{by: no, type: accession", "{{by: no, type: {}"),
    "done": ("done: 2022,", "done: {},"),
    "effective": ('effective: "[2022-05-30..2022-05-31]"', "effective: {}"),
    "during": ("during: 2022/2023", "during: {}"),
    "effect_after": ("effect_after: P3M", "effect_after: {}"),
    "role": ("role: member, complete", "role: {}, complete"),
    "paragraph": ("paragraph: 1", "paragraph: {}"),
    "series": ("{id: o-2, series: requests", "{{id: o-2, series: {}"),
    "measure": ('measure: "2"', "measure: {}"),
    "value": ("value: 388", "value: {}"),
    "period": ("period: 2022, value", "period: {}, value"),
    "topic": ("topic: no", "topic: {}"),
}
NULLS = re.compile("(null|Null|NULL|~|)")
YEARS = st.sampled_from(["2022", "201X", "2022?", "Y2022", "2022S2", "~2022", "1987%"])
MONTHS = st.sampled_from(["", "", "-05", "-XX", "-1X", "-~05", "-12?", "-21", "-37"])
DAYS = st.sampled_from(["", "", "-30", "-XX", "-3X", "-?09", "-01%", "-05T10:00:00Z"])
DATES = st.builds("".join, st.tuples(YEARS, MONTHS, DAYS))
RUNS = st.one_of(DATES, DATES.map("..{}".format), DATES.map("{}..".format), st.tuples(DATES, DATES).map("..".join))
ENDS = st.one_of(DATES, st.sampled_from(["", ".."]))
EDTF_TEXTS = st.one_of(
    DATES,
    st.tuples(ENDS, ENDS).map("/".join),
    st.lists(RUNS, min_size=1, max_size=3).map(",".join).map("[{}]".format),
)
SCALARS = ["no", "yes", "on", "NO", "ON", "true", "True", "2022", "2022-05-30", "0", "007", "1e5", "0x1F", "-3.5", "+5"]
SCALARS += [
    "12:30",
    ".5",
    "1_000",
    "EN",
    "uk",
    "sr-Latn",
    "be-tarask",
    "zh-Hant-TW",
    "Q7",
    "P1Y2M",
    "P30D",
    "GB",
    "a-b",
]
WORDS = [*registry().act_types, *(word for words in registry().words.values() for word in words)]
TEXTS = st.one_of(st.sampled_from(SCALARS), st.sampled_from(WORDS), st.text(min_size=1, max_size=6))
DATED = ("published", "done", "effective", "during", "period")
CASES = st.one_of(
    st.tuples(st.sampled_from(sorted(PLACES)), TEXTS),
    st.tuples(st.sampled_from(DATED), EDTF_TEXTS),
    st.tuples(st.just("type"), st.sampled_from(sorted(registry().act_types))),
    st.tuples(st.just("role"), st.sampled_from(sorted(registry().words["roles"]))),
)


@settings(max_examples=40)
@given(case=CASES, is_plain=st.booleans())
@example(case=("language", "no"), is_plain=True)
@example(case=("place", "ON"), is_plain=True)
@example(case=("done", "2022"), is_plain=False)
@example(case=("series", "007"), is_plain=True)
@example(case=("title", "2022-05-30"), is_plain=True)
def test_whatever_the_loader_takes_the_schema_takes(case: tuple[str, str], is_plain: bool) -> None:
    place, text = case
    old, new = PLACES[place]
    if text != text.strip() or (is_plain and NULLS.fullmatch(text)):
        return
    dossier = WHOLE.replace(old, new.format(text if is_plain else json.dumps(text)))
    assert dossier != WHOLE or old == new.format(text)
    if not is_taken(dossier):
        event("refused by the loader")
        return
    event(f"taken: {place}")
    for name, see in EDITORS.items():
        try:
            seen = see(dossier)
        except Exception:
            # A parser of YAML that reads no such file shows nothing to be checked.
            event(f"not read by {name}")
            continue
        assert [error.message for error in VALIDATOR.iter_errors(seen)] == [], name


def _patterns(part: Any) -> list[dict[str, Any]]:
    """All parts of the schema that have a pattern, however deep."""
    inner = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    return [
        *([part] if isinstance(part, dict) and "pattern" in part else []),
        *(one for each in inner for one in _patterns(each)),
    ]


def test_editors_say_what_is_expected_and_show_no_long_expression() -> None:
    long = [
        part for part in _patterns(json.loads(TARGET.read_text(encoding="utf-8"))) if len(str(part["pattern"])) > 40
    ]
    assert len(long) >= 5
    assert [part["pattern"] for part in long if len(str(part.get("patternErrorMessage", "x" * 200))) > 120] == []


@pytest.mark.parametrize(
    ("kind", "said"),
    [("date", "EDTF"), ("slug", "jit-ukraine-2022"), ("wikidata", "Q212"), ("duration", "P30D"), ("country", "GB")],
)
def test_what_editors_say_has_an_example(kind: str, said: str) -> None:
    values = json.loads(TARGET.read_text(encoding="utf-8"))["$defs"]
    assert all(said in part["patternErrorMessage"] for part in _patterns(values[kind]))
