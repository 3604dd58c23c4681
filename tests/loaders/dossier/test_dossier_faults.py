"""What is wrong in an entry is told with its place, the value, what was expected, and what may have been meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from accordgraph.graph.errors import DossierError, Fault
from accordgraph.loaders.dossier.reader import read_dossiers

TEXT = "One line.\nTwo lines, two words.\n"

BASE = """\
dossier: sample
recorded: 2026-11-22
sources:
  s: {kind: press, publisher: paper}
  t: {kind: press, text: page.txt}
actors:
  ua: {kind: state, name: {en: Ukraine, uk: Україна}}
  nabu: {kind: agency, name: National Bureau}
bases:
  team:
    kind: agreement
    says:
    - source: s
      acts:
      - {by: [ua], type: entry}
      lists:
      - {of: [ua]}
    - source: t
      acts:
      - {by: [ua], type: entry}
observations:
- source: s
  says:
  - {series: requests, measure: sent, period: 2022, value: 388}
challenges:
- source: s
  says:
  - {id: access, affects: [ua]}
"""


def faults(folder: Path, text: str) -> tuple[Fault, ...]:
    """The faults of this text as a file."""
    (folder / "sample.yaml").write_text(text, encoding="utf-8")
    (folder / "page.txt").write_text(TEXT, encoding="utf-8", newline="")
    with pytest.raises(DossierError) as caught:
        read_dossiers([folder / "sample.yaml"])
    return caught.value.faults


def test_the_base_of_these_tests_has_no_fault(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(TEXT)
    (tmp_path / "sample.yaml").write_text(BASE)
    assert len(read_dossiers([tmp_path])) == 1


ACT = "type: entry}\n      lists"
ACT_IN_TEXT = "type: entry}\nobs"


def act(more: str) -> tuple[str, str]:
    """The first act, and the same with more in it."""
    return ACT, ACT.replace("entry", f"entry, {more}")


def in_text(more: str) -> tuple[str, str]:
    """The act whose source has a text, and the same with more in it."""
    return ACT_IN_TEXT, ACT_IN_TEXT.replace("entry", f"entry, {more}")


def basis(more: str) -> tuple[str, str]:
    """The kind of the basis, and the same with a further key."""
    return "kind: agreement", f"kind: agreement\n    {more}"


def agency(more: str) -> tuple[str, str]:
    """The kind of the agency, and the same with a further key."""
    return "kind: agency", f"kind: agency, {more}"


CASES = {
    "unknown key": ("kind: agreement", "knd: agreement", 11, 5, "no key 'knd'; did you mean 'kind'?"),
    "unknown section": ("observations:", "observation:", 21, 1, "'observation'; did you mean 'observations'?"),
    "repeated key": (*basis("kind: report"), 12, 5, "'kind' is repeated; it stands in line 11"),
    "repeated id": ("bases:", "  ua: {kind: state}\nbases:", 9, 3, "key 'ua' is repeated; it stands in line 7"),
    "anchor": ("kind: agreement", "kind: &a agreement", 11, 11, "anchor &a"),
    "alias": ("period: 2022", "period: *a", 24, 47, "*a: write the value out"),
    "tag": ("value: 388", "value: !!int 388", 24, 60, "tag tag:yaml.org,2002:int"),
    "key of several": ("kind: agreement", "? [kind]\n    : agreement", 11, 7, "a key must be a single word"),
    "escaped zero": ("name: National Bureau", r'name: "a\0b"', 8, 30, "U+0000 is not allowed"),
    "id": ("dossier: sample", "dossier: Sample 1", 1, 10, "'Sample 1' cannot be an id; expected small letters"),
    "id meant": ("  nabu:", "  Na bu:", 8, 3, "did you mean 'na-bu'?"),
    "id too long": ("dossier: sample", f"dossier: {'x' * 101}", 1, 10, "is too long for an id"),
    "id whole": ("  nabu:", "  whole:", 8, 3, "'whole' cannot be an id"),
    "recorded": ("2026-11-22", "2026-11", 2, 11, "expected a day such as 2026-11-22, found '2026-11'"),
    "no such day": ("2026-11-22", "2026-11-31", 2, 11, "found '2026-11-31' (day"),
    "source kind": ("s: {kind: press,", "s: {kind: pres,", 4, 13, "'pres' is no kind of source; did you mean 'press'?"),
    "kind missing": ("s: {kind: press, ", "s: {", 4, 6, "source 's': 'kind' is missing"),
    "actor kind": (
        "kind: agency",
        "kind: agent",
        8,
        16,
        "'agent' is no kind of actor; did you mean 'agency'? It is one of state,",
    ),
    "basis kind": (
        "kind: agreement",
        "kind: agrement",
        11,
        11,
        "'agrement' is no kind of basis; did you mean 'agreement'?",
    ),
    "form": (*basis("form: jiit"), 12, 11, "'jiit' is no form; did you mean 'jit'?"),
    "form of kind": (*basis("form: raid"), 12, 11, "'raid' is a form of operation, and the basis"),
    "binds": (*basis("binds: consnt"), 12, 12, "did you mean 'consent'?"),
    "boolean": (*basis("open: yes"), 12, 11, "expected true or false, found 'yes'; did you mean true?"),
    "place": (*basis("places: [Kyiv]"), 12, 14, "'Kyiv' is no country code"),
    "itself": (*basis("replaces: team"), 12, 15, "'team' cannot lead to itself"),
    "dates need a source": (*basis("during: 2022"), 12, 5, "write it under says, in of_basis"),
    "acts need a source": (*basis("acts: []"), 12, 5, "write it under says"),
    "language": (
        "uk: Україна",
        "ua: Україна",
        7,
        41,
        "'ua' is no language tag (ISO 639, as in en, uk, pl); did you mean 'uk'?",
    ),
    "language of a source": ("publisher: paper", "language: english", 4, 30, "did you mean 'en'?"),
    "jurisdiction": (
        *agency("jurisdiction: ua"),
        8,
        38,
        "'ua' is no country code (ISO 3166-1, two capitals, as in UA); did you mean 'UA'?",
    ),
    "state id": (
        "nabu: {kind: agency",
        "nabuland: {kind: state, jurisdiction: DE",
        8,
        20,
        "'nabuland' cannot be the id of a state; did you mean de (Germany)?",
    ),
    "state code": (
        "{kind: state",
        "{kind: state, jurisdiction: PL",
        7,
        35,
        "'PL' does not fit the id of the state 'ua'",
    ),
    "wikidata": (*agency("wikidata: 212"), 8, 34, "an id of Wikidata such as Q212, found '212'"),
    "address": (
        "kind: agency",
        'kind: agency, website: "javascript:x()"',
        8,
        33,
        "begins with http:// or https://, found 'javascript",
    ),
    "address of files": (
        "kind: agency",
        'kind: agency, website: "ftp://example.org/x"',
        8,
        33,
        "begins with http:// or https://, found 'ftp://example.org/x'",
    ),
    "date": ("publisher: paper", "published: 2022-13", 4, 31, "published: '2022-13'"),
    "empty value": (
        "publisher: paper",
        "publisher: ",
        4,
        31,
        "publisher is empty; give it a value or leave the key out",
    ),
    "list for one value": ("publisher: paper", "publisher: [a, b]", 4, 31, "expected one value, found a list"),
    "sha256": (
        "publisher: paper",
        "sha256: abc",
        4,
        28,
        "expected the 64 hexadecimal digits of a SHA-256, found 3 characters",
    ),
    "derived_from": ("publisher: paper", "derived_from: tt", 4, 34, "there is no source 'tt'; did you mean 't'?"),
    "derived_as alone": ("publisher: paper", "derived_as: reprint", 4, 32, "derived_as needs derived_from"),
    "derived_from cycle": ("publisher: paper", "derived_from: s", 4, 34, "leads back to where it began: s → s"),
    "part_of cycle": (*agency("part_of: [nabu]"), 8, 34, "leads back to where it began: nabu → nabu"),
    "no text": ("text: page.txt", "text: pag.txt", 5, 26, "text: pag.txt: no such file"),
    "text elsewhere": ("text: page.txt", "text: /page.txt", 5, 26, "'/page.txt' is absolute"),
    "text above": ("text: page.txt", "text: ../page.txt", 5, 26, "'../page.txt' leads out of the dossier's folder"),
    "wrong text": ("text: page.txt", f"text: page.txt, sha256: {'a' * 64}", 5, 44, "not the text that was read before"),
    "source": ("- source: t", "- source: tx", 18, 15, "there is no source 'tx'; did you mean 't'?"),
    "actor as source": ("- source: t", "- source: ua", 18, 15, "'ua' is an actor"),
    "source missing": ("- source: t\n      acts", "- acts", 18, 7, "'source' is missing"),
    "actor": ("of: [ua]", "of: [nabo]", 17, 15, "there is no actor 'nabo'; did you mean 'nabu'?"),
    "actor by name": ("of: [ua]", "of: [Ukraine]", 17, 15, "there is no actor 'Ukraine'; did you mean 'ua' (Ukraine)?"),
    "basis as actor": ("of: [ua]", "of: [team]", 17, 15, "'team' is a basis"),
    "twice": ("of: [ua]", "of: [ua, ua]", 17, 19, "'ua' is given twice"),
    "of missing": ("{of: [ua]}", "{role: member}", 17, 9, "'of' is missing"),
    "of empty": ("of: [ua]", "of: []", 17, 14, "of is empty"),
    "no mapping": ("{of: [ua]}", "ua", 17, 9, "expected keys with values, found the text 'ua'"),
    "no list": (
        "lists:\n      - {of: [ua]}",
        "lists: {of: [ua]}",
        16,
        14,
        "expected a list (each item after `- `), found keys",
    ),
    "denied and complete": (
        "{of: [ua]}",
        "{of: [ua], deny: true, complete: true}",
        17,
        42,
        "cannot be complete; write two lists",
    ),
    "denied and asserted": (
        "{of: [ua]}",
        "{of: [ua], deny: true, stance: asserts}",
        17,
        40,
        "asserts, but deny is true",
    ),
    "act type": (
        ACT,
        ACT.replace("entry", "acession"),
        15,
        26,
        "'acession' is no type of act; did you mean 'accession'?",
    ),
    "type missing": (", type: entry}\n      lists", "}\n      lists", 15, 9, "an act: 'type' is missing"),
    "role": (*act("role: membr"), 15, 39, "'membr' is no role; did you mean 'member'?"),
    "stance": (*act("stance: deny"), 15, 41, "'deny' is no stance; did you mean 'denies'?"),
    "how of a list's day alone": (*act("how: day-inferred"), 15, 38, "'day-inferred'"),
    "how": (*act("how: infered"), 15, 38, "did you mean 'inferred'?"),
    "done": (*act("done: 30.05.2022"), 15, 39, "'30.05.2022'"),
    "until before done": (*act("done: 2024, until: 2023-05"), 15, 52, "until: 2023-05 lies before done: 2024"),
    "until before effective": (*act("effective: 2024, until: 2023"), 15, 57, "until: 2023 lies before effective: 2024"),
    "extension": (ACT, ACT.replace("entry", "extension"), 15, 26, "a term needs done"),
    "exit of the whole": ("by: [ua], type: entry", "type: withdrawal", 15, 16, "'withdrawal' needs by"),
    "role of the whole": ("by: [ua], type: entry", "type: entry, role: member", 15, 29, "role needs by"),
    "through for whom": ("{by: [ua]", "{by: [ua, nabu], through: nabu", 15, 35, "through: say for whom"),
    "through a stranger": (*act("through: {nabu: ua}"), 15, 42, "'nabu' is not named in by"),
    "through itself": (*act("through: ua"), 15, 42, "'ua' cannot act through itself"),
    "episode": (*act("episode: 0"), 15, 42, "counted from 1, found 0"),
    "at without a text": (*act("at: [1, 2]"), 15, 37, "the source needs sha256"),
    "quote without a text": (*act("quote: One"), 15, 40, "no text to look it up in"),
    "at turned": (*in_text("at: [2, 1]"), 20, 37, "start before end, found [2, 1]"),
    "at of three": (*in_text("at: [1, 2, 3]"), 20, 37, "expected [start, end]"),
    "at in words": (*in_text("at: [1, two]"), 20, 41, "expected a whole number, found 'two'"),
    "at outside": (*in_text("at: [1, 99]"), 20, 37, "outside the text, which has 32 characters"),
    "paragraph": (*in_text("at: [10, 13], paragraph: 1"), 20, 58, "lies in paragraph 2, not 1"),
    "paragraph outside": (*in_text("paragraph: 9"), 20, 44, "9 is not in the text, which has 3"),
    "quote not found": (*in_text("quote: Three"), 20, 40, "'Three' is found 0 times"),
    "quote with other spaces": (*in_text("quote: line. Two"), 20, 40, "only its spaces or ends of lines"),
    "quote found twice": (*in_text("quote: line"), 20, 40, "'line' is found 2 times (paragraphs 1, 2)"),
    "quote elsewhere": (*in_text("quote: Two, at: [0, 3]"), 20, 40, "at [0, 3] the text says 'One', not 'Two'"),
    "effect_after": (
        "- source: t",
        "- source: t\n      of_basis: {effect_after: 30 days}",
        19,
        32,
        "a duration in ISO 8601 such as P30D, P3M, P2W or P1Y6M, found '30 days'",
    ),
    "effect_on": (
        "- source: t",
        "- source: t\n      of_basis: {effect_on: month}",
        19,
        29,
        "'month' is no day of effect; did you mean 'month-start'?",
    ),
    "during": ("- source: t", "- source: t\n      of_basis: [{during: May}]", 19, 27, "during: 'May'"),
    "number": ("value: 388", "value: 1 002", 24, 60, "expected a number of 0 or more in digits"),
    "number below zero": ("value: 388", "value: -388", 24, 60, "expected a number of 0 or more in digits"),
    "number below one": ("value: 388", "value: -0.5", 24, 60, "expected a number of 0 or more in digits"),
    "number with a sign of zero": ("value: 388", "value: -0", 24, 60, "expected a number of 0 or more in digits"),
    "qualifier": ("value: 388", "value: 388, qualifier: abut", 24, 76, "'abut' is no qualifier; did you mean 'about'?"),
    "period": ("period: 2022", "period: 2022/2021", 24, 47, "period: '2022/2021'"),
    "basis": ("value: 388", "value: 388, basis: teem", 24, 72, "there is no basis 'teem'; did you mean 'team'?"),
    "series": ("series: requests", "series: All Requests", 24, 14, "did you mean 'all-requests'?"),
    "id of two classes": ("id: access", "id: nabu", 28, 10, "'nabu' is the id of an actor in"),
    "actor and basis": ("  team:", "  nabu:", 10, 3, "'nabu' is the id of an actor in"),
    "actor and dossier": ("dossier: sample", "dossier: nabu", 8, 3, "'nabu' is the id of a dossier in"),
    "empty challenge": (", affects: [ua]", "", 28, 5, "expected one of affects, mechanism, remedy"),
}


@pytest.mark.parametrize("case", CASES)
def test_fault_names_its_place_and_what_was_meant(tmp_path: Path, case: str) -> None:
    old, new, line, column, message = CASES[case]
    assert BASE.count(old) >= 1
    matching = [fault for fault in faults(tmp_path, BASE.replace(old, new, 1)) if message in fault.message]
    places = [(fault.file, fault.line, fault.column) for fault in matching]
    assert places == [(str(tmp_path / "sample.yaml"), line, column)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("      - {of: [ua]}", "      - {of: [ua], as_of: 9999-12-31}"),
        ("      - {of: [ua]}", "      - {of: [ua], as_of: 2026-11-23}"),
        ("s: {kind: press, publisher: paper}", "s: {kind: press, publisher: paper, published: 2027}"),
        ("{by: [ua], type: entry}", "{by: [ua], type: entry, as_of: 2026-12}"),
    ],
)
def test_no_source_speaks_for_a_day_after_the_dossier_was_recorded(tmp_path: Path, before: str, after: str) -> None:
    found = faults(tmp_path, BASE.replace(before, after, 1))
    assert all("is after 2026-11-22, on which the dossier was recorded" in fault.message for fault in found)


@pytest.mark.parametrize("type_", ["signature", "ratification", "amendment", "domestic-approval", "reservation"])
@pytest.mark.parametrize("day", ["2031-07-03", "2026-11-23", "2026-12", "9999-12-31"])
def test_nothing_is_done_after_the_dossier_was_recorded(tmp_path: Path, type_: str, day: str) -> None:
    [fault] = faults(tmp_path, BASE.replace("type: entry}", f"type: {type_}, done: {day}}}", 1))
    assert fault.message.startswith(f"done: {day} is after 2026-11-22, on which the dossier was recorded; ")
    assert fault.line == 15


@pytest.mark.parametrize(
    "act", ["type: intention, done: 2031", "type: entry, effective: 2031", "type: exit, done: 2031"]
)
def test_what_is_to_come_may_be_planned_or_have_its_effect_then(tmp_path: Path, act: str) -> None:
    (tmp_path / "page.txt").write_text(TEXT)
    (tmp_path / "sample.yaml").write_text(BASE.replace("type: entry}", f"{act}}}", 1))
    assert len(read_dossiers([tmp_path])) == 1


def test_a_source_may_speak_for_the_day_of_recording_and_for_a_month_that_has_begun(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(TEXT)
    (tmp_path / "sample.yaml").write_text(BASE.replace("- {of: [ua]}", "- {of: [ua], as_of: 2026-11}"))
    assert len(read_dossiers([tmp_path])) == 1
