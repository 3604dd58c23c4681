"""Words of treaty practice in a dossier: what each becomes in the statements, and what is refused."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from worlds.exporting import exported
from worlds.treaty_dossier import HEAD, act, basis, faults, listed, of, statements

from accordgraph.graph.statements.statement import Statement, frame
from accordgraph.graph.store.store import Store
from accordgraph.loaders.loading import load


# ---------------------------------------------------------------- how, and places
def test_how_is_reported_per_key(tmp_path: Path) -> None:
    rows = statements(
        tmp_path,
        act("{by: [ua], type: joining, done: 2022-10-13, until: 2023-04-13, role: member, how: {until: inferred}}"),
    )
    known = {row["property"]: row["how"] for row in rows if row.get("basis") == "b" and row["property"] != "kind"}
    assert known == {"type": "stated", "done_on": "stated", "until": "inferred", "role": "stated"}


def test_how_of_the_whole_entry_is_that_of_each_key(tmp_path: Path) -> None:
    rows = statements(tmp_path, act("{by: [ua], type: joining, done: 2022, how: inferred}"))
    assert {row["how"] for row in rows if row["about"] == "act"} == {"inferred"}
    assert len(of(rows, "act")) == 2


def test_two_entries_that_differ_in_how_alone_are_two_mentions(tmp_path: Path) -> None:
    rows = statements(
        tmp_path,
        act("{by: [ua], type: joining, done: 2022, how: {done: inferred}}")
        + "      - {by: [ua], type: joining, done: 2022, how: {type: inferred}}\n",
    )
    assert len({row["mention"] for row in rows if row["about"] == "act"}) == 2


@pytest.mark.parametrize(
    ("entry", "how"),
    [
        ("how: {role: inferred}", "inferred"),
        ("as_of: 2024-01, how: {as_of: inferred}", "day-inferred"),
        ("as_of: 2024-01, how: {as_of: inferred, of: inferred}", "inferred"),
        ("how: computed", "computed"),
        ("note: x", "stated"),
    ],
)
def test_a_listing_is_as_well_known_as_its_least_known_part(tmp_path: Path, entry: str, how: str) -> None:
    rows = statements(tmp_path, listed(f"{{of: [ua], role: member, {entry}}}"))
    assert [row["how"] for row in rows if row["property"] == "listed"] == [how]


def test_how_of_a_key_that_the_entry_lacks_is_refused(tmp_path: Path) -> None:
    [message] = faults(tmp_path, act("{by: [ua], type: joining, done: 2022, how: {dome: inferred}}"))
    assert message == "how: the entry has no key 'dome'; did you mean 'done'? It has by, type, done."


def test_a_value_may_stand_in_several_places(tmp_path: Path) -> None:
    rows = statements(tmp_path, act("{by: [ua], type: joining, done: 2022, at: [[837, 852], [1012, 1026]]}"))
    places = {(row["char_start"], row["char_end"], row["ranges"]) for row in rows if row["about"] == "act"}
    assert places == {(837, 852, "837-852; 1012-1026")}


def test_one_place_needs_no_list(tmp_path: Path) -> None:
    rows = statements(tmp_path, act("{by: [ua], type: joining, at: [837, 852]}"))
    assert {(row["char_start"], row["ranges"]) for row in rows if row["about"] == "act"} == {(837, None)}


@pytest.mark.parametrize(
    ("places", "message"),
    [
        ("[[1, 5], [9, 7]]", "at: expected [start, end] with start before end, found [9, 7]"),
        ("[[1, 5], [9]]", "at: expected [start, end] with start before end, found [9]"),
        ("[[1, 5], [1, 5]]", "at: a range is given twice"),
        ("[1, 5, 7, 9]", "at: expected [start, end] with start before end, found [1, 5, 7, 9]"),
    ],
)
def test_places_that_are_none_are_refused(tmp_path: Path, places: str, message: str) -> None:
    assert faults(tmp_path, act(f"{{by: [ua], type: joining, at: {places}}}")) == [message]


def test_an_id_of_a_statement_without_ranges_is_that_of_stores_without_the_column() -> None:
    row: Statement = {"about": "actor", "thing": "ua", "property": "name", "value": "Ukraine", "source": "s"}
    one, other = frame([row])["id"][0], frame([{**row, "ranges": "1-2; 3-4"}])["id"][0]
    assert one == "9492db8e7e546a5c"
    assert one != other


# ---------------------------------------------------------------- actors
def test_what_a_source_says_of_an_actor(tmp_path: Path) -> None:
    head = HEAD.replace(
        "name: NABU}", "name: NABU, says: [{source: s, founded: 2015-04-16, closed: 2030, succeeds: be}]}"
    )
    rows = [row for row in statements(tmp_path, "", head) if row.get("thing") == "nabu" and row["source"] == "s"]
    assert of(rows, "actor") == [("closed", "2030"), ("founded", "2015-04-16"), ("succeeds", "be")]


def test_a_name_with_a_period_is_a_further_name_with_its_days(tmp_path: Path) -> None:
    life = "{source: s, name: {en: Soviet Union}, part_of: be, to: 1991-12-25}"
    head = HEAD.replace("name: Ukraine}", f"name: Ukraine, says: [{life}]}}")
    rows = [row for row in statements(tmp_path, "", head) if row.get("thing") == "ua" and row["source"] == "s"]
    assert of(rows, "actor") == [("alias", "Soviet Union"), ("part_of", "be"), ("valid_to", "1991-12-25")]
    assert len({row["mention"] for row in rows}) == 1


@pytest.mark.parametrize(
    ("life", "message"),
    [
        ("founded: 2020, closed: 2019", "closed: 2019 lies before founded: 2020"),
        ("from: 2020", "from needs name, acronym, aliases or part_of: what held for that time"),
        ("name: X, from: 2020, to: 2019", "to: 2019 lies before from: 2020"),
        ("succeeds: ua", "succeeds: 'ua' cannot lead to itself"),
    ],
)
def test_a_life_that_cannot_be_is_refused(tmp_path: Path, life: str, message: str) -> None:
    head = HEAD.replace("name: Ukraine}", f"name: Ukraine, says: [{{source: s, {life}}}]}}")
    assert faults(tmp_path, "", head) == [message]


def test_a_founding_needs_its_source(tmp_path: Path) -> None:
    [message] = faults(tmp_path, "", HEAD.replace("name: NABU}", "founded: 2015}"))
    assert message == "an actor has no key 'founded': write it under says, beside the source that reports it"


# ---------------------------------------------------------------- bases and acts
def test_what_a_text_says_of_its_own_reach(tmp_path: Path) -> None:
    rows = statements(
        tmp_path,
        basis("      of_basis: {requires: old, mutual: false, reaches: bodies, exit_after: P6M}\n"),
    )
    assert of(rows, "basis", source="s") == [
        ("exit_after", "P6M"),
        ("mutual", "false"),
        ("reaches", "bodies"),
        ("requires", "old"),
    ]


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        (
            "effect_after: P30D",
            "effect_after needs effect_on: day, day-after or month-start; one alone gives no day of effect",
        ),
        (
            "effect_on: day",
            "effect_on needs effect_after: a duration such as P30D or P3M; one alone gives no day of effect",
        ),
    ],
)
def test_half_a_rule_of_effect_is_refused(tmp_path: Path, rule: str, message: str) -> None:
    assert faults(tmp_path, basis(f"      of_basis: {{{rule}}}\n")) == [message]


def test_a_signature_waits_for_a_consent(tmp_path: Path) -> None:
    rows = statements(tmp_path, act("{by: [ua], type: signature, done: 2016-12-14, subject_to: ratification}"))
    assert ("subject_to", "ratification") in of(rows, "act")


@pytest.mark.parametrize("kind", ["ratification", "definitive-signature", "suspension", "exit"])
def test_an_act_that_waits_for_no_consent_is_subject_to_none(tmp_path: Path, kind: str) -> None:
    [message] = faults(tmp_path, act(f"{{by: [ua], type: {kind}, subject_to: approval}}"))
    assert message.endswith(f"{kind} waits for no later consent; it belongs to a signature")


@pytest.mark.parametrize(
    "kind", ["suspension", "resumption", "objection", "precluding-objection", "objection-withdrawal"]
)
def test_some_acts_concern_some_parties(tmp_path: Path, kind: str) -> None:
    rows = statements(tmp_path, act(f"{{by: [ua], type: {kind}, done: 2022-12-28, towards: [be]}}"))
    assert of(rows, "act") == [("done_on", "2022-12-28"), ("towards", "be"), ("type", kind)]


@pytest.mark.parametrize("kind", ["ratification", "reservation", "provisional-application", "exit-revoked"])
def test_other_acts_concern_all_parties(tmp_path: Path, kind: str) -> None:
    [message] = faults(tmp_path, act(f"{{by: [ua], type: {kind}, towards: [be]}}"))
    assert "concerns all parties" in message


def test_nobody_acts_towards_itself(tmp_path: Path) -> None:
    assert faults(tmp_path, act("{by: [ua], type: suspension, towards: [ua]}")) == [
        "towards: 'ua' cannot act towards itself"
    ]


@pytest.mark.parametrize(
    ("julian", "gregorian"),
    [
        ("1918-01-25", "1918-02-07"),
        ("1923-02-15", "1923-02-28"),
        ("1700-02-28", "1700-03-10"),
        ("1918-01", "[1918-01-14..1918-02-13]"),
        ("1900-02", "[1900-02-13..1900-03-13]"),
        ("1917", "[1917-01-14..1918-01-13]"),
        ("[..1917-10-25]", "[..1917-11-07]"),
    ],
)
def test_julian_days_are_converted_and_kept_in_the_note(tmp_path: Path, julian: str, gregorian: str) -> None:
    rows = statements(tmp_path, act(f'{{by: [ua], type: signature, done: "{julian}", calendar: julian, note: n}}'))
    assert ("done_on", gregorian) in of(rows, "act")
    assert {row["note"] for row in rows if row["about"] == "act"} == {f"n; by the Julian calendar: done {julian}"}


# ---------------------------------------------------------------- lists, sources, covers
def test_a_denial_for_ever_and_partners_by_name(tmp_path: Path) -> None:
    rows = statements(tmp_path, listed("{of: [ua], role: member, deny: ever}") + "      - {of: [nabu], with: [be]}\n")
    assert of(rows, "participation") == [("listed", "unknown"), ("never", "member"), ("with", "be")]
    assert [row["stance"] for row in rows if row["property"] == "never"] == ["denies"]
    assert [row["stance"] for row in rows if row["property"] == "with"] == ["asserts"]


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("{of: [ua], with: [ua]}", "with: 'ua' cannot be its own partner"),
        ("{of: [ua], deny: ever, with: [be]}", "with: those who are denied have no partner; leave it out"),
        ("{of: [ua], deny: ever, complete: true}", "complete: a list that denies cannot be complete; write two lists"),
        ("{of: [ua], deny: never}", "deny: expected true or false, found 'never'"),
    ],
)
def test_a_list_that_cannot_be_is_refused(tmp_path: Path, entry: str, message: str) -> None:
    [fault] = faults(tmp_path, listed(entry))
    assert fault.startswith(message)


def test_a_source_is_withdrawn_and_corrected(tmp_path: Path) -> None:
    head = HEAD.replace("published: 2021", "published: 2021, withdrawn: 2021-03-02, corrected_by: s, independent: true")
    rows = [row for row in statements(tmp_path, "", head) if row.get("thing") == "t"]
    assert {("withdrawn", "2021-03-02"), ("corrected_by", "s"), ("independent", "true")} <= {*of(rows, "source")}


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ("corrected_by: s", "corrected_by needs withdrawn: the day on which its publisher withdrew it"),
        ("withdrawn: 2022, corrected_by: t", "corrected_by: 't' cannot correct itself"),
        (
            "derived_from: s, independent: true",
            "independent: a source that derives from another is no voice of its own; leave one of the two out",
        ),
    ],
)
def test_a_source_that_cannot_be_is_refused(tmp_path: Path, keys: str, message: str) -> None:
    assert faults(tmp_path, "", HEAD.replace("published: 2021", keys)) == [message]


def test_what_a_dossier_covers_is_said_in_each_language_of_each_actor(tmp_path: Path) -> None:
    covers = """\
covers:
- {what: scope, text: {en: Treaties, uk: Договори}}
- {what: not-found, of: [nabu, be], text: No memorandum}
- {what: left-out, text: Visits}
"""
    rows = [row for row in statements(tmp_path, covers) if row.get("mention")]
    assert [(row["property"], row["value"], row["lang"], row["actor"]) for row in rows] == [
        ("covers", "Treaties", "en", None),
        ("covers", "Договори", "uk", None),
        ("not_found", "No memorandum", "en", "nabu"),
        ("not_found", "No memorandum", "en", "be"),
        ("left_out", "Visits", "en", None),
    ]
    assert {(row["about"], row["thing"]) for row in rows} == {("source", "d")}


def test_a_note_on_three_actors_is_refused(tmp_path: Path) -> None:
    [message] = faults(tmp_path, "covers: [{what: not-found, of: [ua, be, nabu], text: x}]\n")
    assert message == "of: expected one actor or the two of a pair, found 3; write two notes"


EVERYTHING = (
    HEAD.replace("name: NABU}", "name: NABU, says: [{source: s, founded: 2015, name: Old, to: 2016, succeeds: be}]}")
    + basis(
        "      of_basis: {requires: old, mutual: false, reaches: bodies, exit_after: P6M}\n"
        "      acts:\n"
        "      - {by: [ua, be], type: signature, done: 2016-12-14, subject_to: ratification, how: {done: inferred}}\n"
        "      - {by: [ua], type: suspension, done: 2022, towards: [be], at: [[1, 5], [8, 9]]}\n"
        "      - {by: [ua], type: exit-revoked, done: 1918-01-25, calendar: julian}\n"
        "      lists:\n"
        "      - {of: [ua], with: [be], role: member}\n"
        "      - {of: [nabu], deny: ever}\n"
    )
    + "covers: [{what: left-out, of: [ua, be], text: {en: x, uk: y}}, {what: left-out, text: z}]\n"
)


@pytest.mark.parametrize("form", ["nquads", "turtle", "jsonld"])
def test_all_of_it_survives_an_export_and_its_import(tmp_path: Path, form: str) -> None:
    path = tmp_path / "d.yaml"
    path.write_text(EVERYTHING, encoding="utf-8")
    store = Store(tmp_path / "one")
    load(store, [path])
    target = exported(store, form, tmp_path)
    other = Store(tmp_path / "two")
    load(other, [target])
    assert other.standing().equals(store.standing())
    assert store.standing().filter(pl.col("ranges") == "1-5; 8-9").height == 3


def test_a_list_of_a_day_of_publication_that_is_in_doubt_is_stated_on_an_inferred_day(tmp_path: Path) -> None:
    head = HEAD.replace("published: 2020", "published: 2020?")
    rows = statements(tmp_path, listed("{of: [ua], role: member}"), head)
    assert [row["how"] for row in rows if row["property"] == "listed"] == ["day-inferred"]
