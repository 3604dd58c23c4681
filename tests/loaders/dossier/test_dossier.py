"""A whole sample dossier gives exactly these statements, in whatever order its entries stand."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest

from accordgraph.graph.errors import DossierError
from accordgraph.graph.statements.statement import Statement, frame
from accordgraph.loaders.dossier.reader import Dossier, read_dossiers

TEXT = "Перший рядок.\nThe team was founded in 2022.\nIn 2022 there were 388 requests.\n"
SHA256 = hashlib.sha256(TEXT.encode()).hexdigest()

HEADER = "dossier: sample\nrecorded: 2026-11-22\n"

SAMPLE = """\
dossier: sample
title: A sample
recorded: 2026-11-22
licence: CC-BY-4.0
sources:
  page: {kind: opinion, title: A column, publisher: paper, derived_from: original, derived_as: translation,
         text: page.txt, language: en, accessed: 2026-10}
  original: {kind: press, publisher: pravda, published: 2025-09-15, url: "https://example.org/1"}
  list: {kind: official, accessed: 2026-10, records_exits: true}
actors:
  ua: {kind: state, name: {en: Ukraine, uk: Україна}, jurisdiction: UA}
  'no': {kind: state, name: Norway, jurisdiction: NO}
  pgo: {kind: agency, subtype: prosecution service, acronym: {en: PGO}, aliases: [GPO, Prosecutor], part_of: ua,
        wikidata: Q1, website: "https://gp.gov.ua", note: curated}
bases:
  team:
    kind: agreement
    form: jit
    binds: signature
    name: {en: The team, uk: Група}
    topics: [war crimes]
    says:
    - source: page
      of_basis: {in_force_since: 2022-03-25, effect_after: P30D, effect_on: day, note: clause 2}
      acts:
      - {by: [ua, 'no'], type: founding, done: 2022, role: member, through: {ua: pgo}, quote: founded in 2022}
      - {type: extension, done: 2024-02-29, until: 2026-03, how: inferred}
    - source: list
      lists:
      - {role: member, as_of: 2025-03-18, complete: true, of: [ua, 'no'], at: [5, 9]}
      - {of: pgo, deny: true}
  raid:
    kind: operation
    form: raid
    open: false
    legal_basis: [team]
observations:
- source: page
  says:
  - {series: requests, measure: sent, period: 2022/2023-06, value: 388, qualifier: about, basis: team, at: [47, 77]}
challenges:
- source: page
  says:
  - {id: access, affects: [pgo], mechanism: unequal access, remedy: [a law], paragraph: 2}
assessments:
- source: page
  says:
  - {id: high, scope: Ukraine, topic: execution, claim: It is high, stance: denies}
""".replace("records_exits: true}", f"records_exits: true, sha256: {'a' * 64}}}")


def read(folder: Path, text: str, keep_going: bool = False) -> Dossier:
    """The one dossier of this text."""
    (folder / "sample.yaml").write_text(text, encoding="utf-8")
    (folder / "page.txt").write_bytes(TEXT.encode())
    [dossier] = read_dossiers([folder / "sample.yaml"], keep_going=keep_going)
    return dossier


def short(row: Statement) -> tuple[str, ...]:
    """What tells a statement from others: about, of what, property, value, and what is unusual in it."""
    of = row.get("thing") or f"{row.get('basis')}/{row.get('actor') or 'whole'}"
    stance = "not " if row["stance"] == "denies" else ""
    value = row["value"] + (f"@{row['lang']}" if row.get("lang") else "")
    return row["about"], of, stance + row["property"], value, row["source"], row.get("as_of") or ""


EDITORIAL = """\
source sample kind editorial
source sample publisher sample
source sample title A sample
source sample licence CC-BY-4.0
source page kind opinion
source page title A column
source page publisher paper
source page accessed 2026-10
source page language en
source page derived_from original
source page derived_as translation
source original kind press
source original publisher pravda
source original published 2025-09-15
source original url https://example.org/1
source list kind official
source list accessed 2026-10
source list records_exits true
actor ua kind state
actor ua name Ukraine@en
actor ua name Україна@uk
actor ua jurisdiction UA
actor no kind state
actor no name Norway@en
actor no jurisdiction NO
actor pgo kind agency
actor pgo subtype prosecution service
actor pgo acronym PGO@en
actor pgo alias GPO
actor pgo alias Prosecutor
actor pgo part_of ua
actor pgo wikidata Q1
actor pgo website https://gp.gov.ua
basis team kind agreement
basis team form jit
basis team binds signature
basis team name The team@en
basis team name Група@uk
basis team topic war crimes
basis raid kind operation
basis raid form raid
basis raid open false
basis raid legal_basis team
"""

PAGE, LIST = ("page", "2025-09-15"), ("list", "[..2026-10]")

TOLD = [
    ("basis", "team", "in_force_since", "2022-03-25", *PAGE),
    ("basis", "team", "effect_after", "P30D", *PAGE),
    ("basis", "team", "effect_on", "day", *PAGE),
    ("act", "team/ua", "type", "founding", *PAGE),
    ("act", "team/ua", "done_on", "2022", *PAGE),
    ("act", "team/ua", "through", "pgo", *PAGE),
    ("participation", "team/ua", "role", "member", *PAGE),
    ("act", "team/no", "type", "founding", *PAGE),
    ("act", "team/no", "done_on", "2022", *PAGE),
    ("participation", "team/no", "role", "member", *PAGE),
    ("act", "team/whole", "type", "extension", *PAGE),
    ("act", "team/whole", "done_on", "2024-02-29", *PAGE),
    ("act", "team/whole", "until", "2026-03", *PAGE),
    ("participation", "team/ua", "listed", "member", "list", "2025-03-18"),
    ("participation", "team/no", "listed", "member", "list", "2025-03-18"),
    ("basis", "team", "complete_list", "member: no ua", "list", "2025-03-18"),
    ("participation", "team/pgo", "not listed", "unknown", *LIST),
    ("observation", "requests~sent~2022-to-2023-06", "series", "requests", *PAGE),
    ("observation", "requests~sent~2022-to-2023-06", "measure", "sent", *PAGE),
    ("observation", "requests~sent~2022-to-2023-06", "period", "2022/2023-06", *PAGE),
    ("observation", "requests~sent~2022-to-2023-06", "value", "388", *PAGE),
    ("observation", "requests~sent~2022-to-2023-06", "qualifier", "about", *PAGE),
    ("observation", "requests~sent~2022-to-2023-06", "basis", "team", *PAGE),
    ("challenge", "access", "affects", "pgo", *PAGE),
    ("challenge", "access", "mechanism", "unequal access", *PAGE),
    ("challenge", "access", "remedy", "a law", *PAGE),
    ("assessment", "high", "not scope", "Ukraine", *PAGE),
    ("assessment", "high", "not topic", "execution", *PAGE),
    ("assessment", "high", "not claim", "It is high", *PAGE),
]


def test_sample_gives_exactly_these_statements(tmp_path: Path) -> None:
    dossier = read(tmp_path, SAMPLE)
    rows = [tuple(line.split(" ", 3)) for line in EDITORIAL.splitlines()]
    hashes = [("source", "page", "sha256", SHA256), ("source", "list", "sha256", "a" * 64)]
    expected = [(*row, "sample", "") for row in [*rows, *hashes]] + TOLD
    assert sorted(map(short, dossier.statements)) == sorted(expected)


def test_header_is_read(tmp_path: Path) -> None:
    dossier = read(tmp_path, SAMPLE)
    header = (dossier.id, dossier.recorded, dossier.title, dossier.licence, dossier.faults)
    assert header == ("sample", date(2026, 11, 22), "A sample", "CC-BY-4.0", ())


def test_a_statement_has_all_its_columns(tmp_path: Path) -> None:
    """A quote is found, its place computed; everything said in one entry shares them."""
    rows = [row for row in read(tmp_path, SAMPLE).statements if row.get("actor") == "ua" and row["property"] == "role"]
    start = TEXT.index("founded in 2022")
    assert rows == [
        {
            "about": "participation",
            "mention": rows[0]["mention"],
            "basis": "team",
            "actor": "ua",
            "property": "role",
            "value": "member",
            "stance": "asserts",
            "how": "stated",
            "note": None,
            "as_of": "2025-09-15",
            "source": "page",
            "paragraph": 2,
            "char_start": start,
            "char_end": start + len("founded in 2022"),
            "ranges": None,
            "quote": "founded in 2022",
            "dossier": "sample",
            "loader": "dossier",
        }
    ]


def test_note_how_and_places_reach_the_statements(tmp_path: Path) -> None:
    rows = read(tmp_path, SAMPLE).statements
    assert {row["note"] for row in rows if row.get("thing") == "pgo"} == {"curated"}
    assert {row["how"] for row in rows if row["property"] == "until"} == {"inferred"}
    assert {row["paragraph"] for row in rows if row["about"] == "observation"} == {3}
    assert {row["paragraph"] for row in rows if row["about"] == "challenge"} == {2}
    assert {row.get("quote") for row in rows if row["about"] == "observation"} == {None}
    assert {row.get("char_start") for row in rows if row.get("property") == "complete_list"} == {5}


def test_one_telling_of_one_act_of_one_actor_has_one_mention(tmp_path: Path) -> None:
    rows = read(tmp_path, SAMPLE).statements
    mentions: dict[str, set[tuple[str, str | None]]] = {}
    for row in rows:
        if row.get("mention"):
            mentions.setdefault(row["mention"] or "", set()).add((row["property"], row.get("actor")))
    assert sorted(len(group) for group in mentions.values()) == [1, 1, 1, 1, 3, 3, 4]
    assert all(len({actor for _, actor in group}) == 1 for group in mentions.values())


def test_order_of_entries_does_not_matter(tmp_path: Path) -> None:
    acts = ["{by: [ua, lt], type: founding, done: 2022}", "{by: lt, type: exit, done: 2023, about: [x, y]}"]
    lists = ["{of: [lt, ua], complete: true}", "{of: ua, role: member}"]
    head = HEADER + "sources: {s: {kind: press}}\nactors:\n"
    actors = ["  ua: {kind: state}\n", "  lt: {kind: state}\n"]
    body = "bases:\n  b:\n    kind: agreement\n    says: [{{source: s, acts: [{}], lists: [{}]}}]\n"
    one = head + "".join(actors) + body.format(", ".join(acts), ", ".join(lists))
    turned = [acts[1].replace("x, y", "y, x"), acts[0].replace("ua, lt", "lt, ua")]
    lists = [lists[1], lists[0].replace("lt, ua", "ua, lt")]
    two = head + "".join(reversed(actors)) + body.format(", ".join(turned), ", ".join(lists))
    first, second = (frame(read(tmp_path, text).statements) for text in (one, two))
    assert one != two
    assert first.equals(second)


def test_two_equal_entries_are_one(tmp_path: Path) -> None:
    text = HEADER + "sources: {s: {kind: press}}\nactors: {ua: {kind: state}}\nbases:\n  b:\n    kind: agreement\n"
    act = "{by: ua, type: entry, done: 2022}"
    once = read(tmp_path, text + f"    says: [{{source: s, acts: [{act}]}}]\n").statements
    twice = read(tmp_path, text + f"    says: [{{source: s, acts: [{act}, {act}]}}]\n").statements
    assert frame(once).equals(frame(twice))


def test_files_refer_to_each_other_and_to_the_store(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("dossier: a\nrecorded: 2026-01-01\nactors: {ua: {kind: state}}\n")
    (tmp_path / "excluded.yaml").write_text("- {fact: SF1, why: a person}\n")
    (tmp_path / "notes.txt").write_text("no dossier")
    (tmp_path / "b.yml").write_text(
        "dossier: b\nrecorded: 2026-01-02\nbases:\n  team:\n    form: jit\n    says:\n"
        "    - {source: old, lists: [{of: [ua, lt]}]}\n    - {source: b, acts: [{by: ua, type: entry}]}\n"
    )
    first, second = read_dossiers(
        [tmp_path, tmp_path / "a.yaml"],
        known_actors={"lt": "Lithuania"},
        known_bases={"team": "agreement"},
        known_sources={"old": "2020"},
    )
    assert (first.id, second.id) == ("a", "b")
    rows = [(row["actor"], row["as_of"]) for row in second.statements if row.get("actor")]
    assert rows == [("ua", "2020"), ("lt", "2020"), ("ua", "2026-01-02")]


def test_undated_sources_take_the_day_of_what_they_derive_from(tmp_path: Path) -> None:
    sources = (
        "sources:\n  a: {kind: press, derived_from: b, accessed: 2024?}\n  b: {kind: press, derived_from: c}\n"
        "  c: {kind: press, published: 2020-05}\n  d: {kind: press, accessed: 2024-06?}\n  e: {kind: press}\n"
    )
    acts = "".join(f"    - {{source: {source}, acts: [{{type: entry, about: {source}}}]}}\n" for source in "abcde")
    rows = read(tmp_path, HEADER + sources + "bases:\n  x:\n    kind: agreement\n    says:\n" + acts).statements
    days = {row["source"]: row["as_of"] for row in rows if row["property"] == "about"}
    assert days == {"a": "2020-05", "b": "2020-05", "c": "2020-05", "d": "[..2024-07-31]", "e": None}


def test_an_entrys_own_as_of_wins(tmp_path: Path) -> None:
    text = HEADER + "sources: {s: {kind: press, published: 2020}}\nbases:\n  x:\n    kind: agreement\n    says:\n"
    rows = read(tmp_path, text + "    - {source: s, acts: [{type: entry, as_of: 2019-02}]}\n").statements
    assert [row["as_of"] for row in rows if row["property"] == "type"] == ["2019-02"]


@pytest.mark.parametrize("word", ["no", "on", "off", "yes", "y", "n", "null", "true", "1e3", "0x10", "010", "12-30-45"])
def test_words_that_yaml_reads_as_something_else_stay_text(tmp_path: Path, word: str) -> None:
    """Norway, a switch, a number, nothing at all: as id, as value, in a list."""
    text = HEADER + "sources: {s: {kind: press}}\nactors:\n  WORD: {kind: agency, name: WORD, aliases: [WORD]}\n"
    text += "bases:\n  base:\n    kind: agreement\n    says: [{source: s, acts: [{by: WORD, type: entry}]}]\n"
    rows = read(tmp_path, text.replace("WORD", word)).statements
    assert [row["value"] for row in rows if row["property"] in ("name", "alias")] == [word, word]
    assert [row["actor"] for row in rows if row["about"] == "act"] == [word]


@pytest.mark.parametrize("value", ["NO", "1:30", "2022-05-30", "1_000", ".inf", "~", "=", "<<", "2001-12-14t21:59:43Z"])
def test_values_that_yaml_reads_as_something_else_stay_text(tmp_path: Path, value: str) -> None:
    rows = read(tmp_path, HEADER + f"actors: {{a: {{kind: agency, name: {value}}}}}\n").statements
    assert [row["value"] for row in rows if row["property"] == "name"] == [value]


def test_jurisdiction_of_norway(tmp_path: Path) -> None:
    rows = read(tmp_path, HEADER + "actors:\n  no: {kind: state, jurisdiction: NO}\n").statements
    assert [row["value"] for row in rows if row["property"] == "jurisdiction"] == ["NO"]


def test_keep_going_leaves_out_what_has_faults(tmp_path: Path) -> None:
    text = HEADER + (
        "sources: {s: {kind: press, accessed: never}, t: {kind: nonsense}}\nactors: {ua: {kind: state}}\n"
        "bases:\n  b:\n    kind: agreement\n    says:\n    - source: s\n      acts:\n"
        "      - {by: ua, type: entry}\n      - {by: [ua, xx], type: founding}\n"
        "      - {by: ua, type: exit, done: bad}\n"
        "    - source: t\n      acts: [{by: ua, type: accession}]\n"
    )
    dossier = read(tmp_path, text, keep_going=True)
    assert [fault.line for fault in dossier.faults] == [3, 3, 12, 13, 14]
    assert [row["value"] for row in dossier.statements if row["property"] == "type"] == ["entry"]
    assert {row["thing"] for row in dossier.statements if row["about"] == "source"} == {"sample", "s"}
    with pytest.raises(DossierError) as caught:
        read(tmp_path, text)
    assert [fault.line for fault in caught.value.faults] == [3, 3, 12, 13]


def test_keep_going_without_the_text_of_a_source(tmp_path: Path) -> None:
    """What needs the text is left out, the rest stays."""
    dossier = read(tmp_path, SAMPLE.replace("page.txt", "gone.txt"), keep_going=True)
    messages = [fault.message.split(":")[0] for fault in dossier.faults]
    assert messages == ["text", "quote", "at"]
    assert {row["about"] for row in dossier.statements if row["source"] == "page"} == {
        "act",
        "assessment",
        "basis",
        "challenge",
    }


def test_keep_going_without_faults_changes_nothing(tmp_path: Path) -> None:
    assert read(tmp_path, SAMPLE, keep_going=True) == read(tmp_path, SAMPLE)


def test_keep_going_reports_files_that_are_no_dossiers_with_the_first(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("dossier: a\nrecorded: [\n")
    (tmp_path / "b.yaml").write_text("dossier: b\nrecorded: someday\n")
    (tmp_path / "c.yaml").write_text("dossier: c\nrecorded: 2026-01-01\n")
    [dossier] = read_dossiers([tmp_path], keep_going=True)
    assert dossier.id == "c"
    assert [Path(fault.file or "").name for fault in dossier.faults] == ["a.yaml", "b.yaml"]
    with pytest.raises(DossierError):
        read_dossiers([tmp_path / "a.yaml"], keep_going=True)


def test_nothing_to_read_gives_nothing() -> None:
    assert read_dossiers([]) == []
