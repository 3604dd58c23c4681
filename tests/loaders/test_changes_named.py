"""A load names what else moves in a link than its first day: ends, last attested, certainty, role, through whom."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from accordgraph.graph.derivation.tables import build
from accordgraph.graph.statements.log import Batch
from accordgraph.graph.statements.statement import frame
from accordgraph.loaders.changed_answers import changed_answers
from accordgraph.loaders.changed_lines import in_lines
from accordgraph.loaders.dossier.reader import read_dossiers
from accordgraph.loaders.graph_answers import Answers, of_tables
from accordgraph.loaders.known import known_values
from accordgraph.loaders.trust import as_strangers

BASE = """\
dossier: base
recorded: 2026-01-05
sources:
  page: {kind: official, publisher: office, published: 2023-07-05}
actors:
  eppo: {kind: international, name: EPPO}
  nabu: {kind: agency, name: NABU}
bases:
  memo:
    kind: agreement
    form: memorandum
    binds: signature
    name: Memorandum
    says:
    - source: page
      acts:
      - {by: [eppo, nabu], type: signature, done: 2023-07-03}
"""
MINE = """\
dossier: mine
recorded: 2026-01-06
sources:
  second: {kind: SOURCE, publisher: writer, published: 2025-05-01}
actors:
  court: {kind: agency, name: Court}
bases:
  memo:
    says:
    - source: second
"""
CASES = {
    "an exit": (
        "official",
        "acts: [{by: [nabu], type: exit, effective: 2025-01-01}]",
        {"kind of end: no end reported -> ended", "until: nothing -> 2024-12-31"},
        {"вид закінчення: про припинення не повідомлено -> припинено"},
    ),
    "a term": (
        "official",
        "acts: [{type: term, done: 2023-07-03, until: 2024-12-31}]",
        {"kind of end: no end reported -> term", "until: nothing -> 2024-12-31"},
        {"-> строк"},
    ),
    "a list": (
        "official",
        "lists: [{of: [eppo, nabu], as_of: 2025-02-01}]",
        {"attested: 2023-07-03 -> 2025-02-01"},
        {"засвідчено станом на: 2023-07-03 -> 2025-02-01"},
    ),
    "another day": (
        "official",
        "acts: [{by: [eppo, nabu], type: signature, done: 2023-07-04}]",
        {"standing of since: single source -> disputed"},
        {"підтвердження початку співпраці: "},
    ),
    "a denial": (
        "official",
        "lists: [{of: [nabu], deny: true, as_of: 2025-01-01}]",
        {"until: nothing -> [2023-07-03..2024-12-31]"},
        {"вид закінчення: "},
    ),
    "a lesser denial": (
        "press",
        "lists: [{of: [nabu], deny: true, as_of: 2025-01-01}]",
        {"end disputed from: nothing -> 2025-01-01"},
        {"кінець спірний з: нічого -> 2025-01-01"},
    ),
    "a second voice": (
        "official",
        "acts: [{by: [eppo, nabu], type: signature, done: 2023-07-03}]",
        {"standing of since: single source -> confirmed"},
        {"підтвердження початку співпраці: "},
    ),
}


def answers(folder: Path, *texts: str) -> Answers:
    """What a graph answers into which the dossiers were loaded one after the other."""
    statements = frame([])
    for number, text in enumerate(texts):
        path = folder / f"{number}.yaml"
        path.write_text(text, encoding="utf-8")
        [read] = read_dossiers([path], **known_values(statements))
        statements = pl.concat([statements, frame(read.statements)])
    return of_tables(build(statements), statements)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_what_moves_beside_the_first_day_is_named(tmp_path: Path, case: tuple[str, str, set[str], set[str]]) -> None:
    kind, said, english, ukrainian = case
    mine = MINE.replace("SOURCE", kind) + f"      {said}\n"
    changes = changed_answers(answers(tmp_path, BASE), answers(tmp_path, BASE, mine), ["mine"])
    for lang, parts in (("en", english), ("uk", ukrainian)):
        text = "\n".join(in_lines(changes, lang))
        for part in parts:
            assert part in text
    assert changes.filter(pl.col("actor_b").is_not_null())["value"].null_count() == 0


def test_through_whom_a_party_acted_and_its_role_are_named(tmp_path: Path) -> None:
    mine = MINE.replace("SOURCE", "official")
    mine += "      acts: [{by: [nabu], type: signature, done: 2023-07-03, through: [court], role: party}]\n"
    changes = changed_answers(answers(tmp_path, BASE), answers(tmp_path, BASE, mine), ["mine"])
    text = "\n".join(in_lines(changes, "en"))
    assert "nabu as a party to memo, since 2023-07-03" in text and "acted through: nothing -> court" in text, text


NUMBERS = "observations:\n- {source: page, says: [{series: requests, measure: sent, period: 2024, value: 10}]}\n"
BESIDE = {
    "a qualifier": (
        "observations",
        "{series: requests, measure: sent, period: 2024, value: 10, qualifier: about}",
        "about",
    ),
    "a basis": ("observations", "{series: requests, measure: sent, period: 2024, value: 10, basis: memo}", "memo"),
    "a signature": (
        "acts",
        "{by: [nabu], type: signature, subject_to: ratification, done: 2020-01-01}",
        "signature: 2020-01-01",
    ),
    "another type": ("acts", "{by: [eppo], type: founding}", "founding: 2023-07-03"),
}


@pytest.mark.parametrize("case", BESIDE.values(), ids=BESIDE)
def test_what_qualifies_a_number_and_acts_that_move_no_link_are_named(
    tmp_path: Path, case: tuple[str, str, str]
) -> None:
    section, said, expected = case
    mine = MINE.replace("SOURCE", "official")
    if section == "acts":
        mine += f"      acts: [{said}]\n"
    else:
        mine = mine.partition("bases:")[0] + f"observations:\n- {{source: second, says: [{said}]}}\n"
    before = answers(tmp_path, BASE + NUMBERS)
    text = "\n".join(in_lines(changed_answers(before, answers(tmp_path, BASE + NUMBERS, mine), ["mine"])))
    assert expected in text, text


@pytest.mark.parametrize("speaks", [True, False])
def test_a_note_on_nobody_in_particular_is_named_where_its_dossier_speaks_of_others(
    tmp_path: Path, speaks: bool
) -> None:
    mine = MINE.replace("SOURCE", "official") + "      acts: [{by: [nabu], type: signature, done: 2023-07-03}]\n"
    mine = mine if speaks else mine.partition("bases:")[0]
    mine += "covers:\n- {what: not-found, text: {en: No arrangement exists}}\n"
    changes = changed_answers(answers(tmp_path, BASE), answers(tmp_path, BASE, mine), ["mine"])
    assert ("mine, nothing -> No arrangement exists, from mine" in "\n".join(in_lines(changes))) is speaks


TWO = """\
dossier: base
recorded: 2026-01-05
sources:
  page: {kind: official, publisher: office, published: 2023-07-05}
  wire: {kind: press, publisher: agency, published: 2023-07-06}
  column: {kind: opinion, publisher: paper, published: 2023-08-01}
actors:
  eppo: {kind: international, name: European Public Prosecutor, aliases: [SBU]}
  nabu: {kind: agency, name: National Bureau of Kyiv}
  gb: {kind: state, name: United Kingdom}
bases:
  memo:
    kind: agreement
    form: memorandum
    binds: signature
    name: Memorandum
    says:
    - {source: page, acts: [{by: [eppo, nabu], type: signature, done: 2023-07-03}]}
    - {source: wire, acts: [{by: [eppo, nabu], type: signature, done: 2023-07-03}]}
    - {source: column, acts: [{by: [eppo, nabu], type: signature, done: 2023}]}
    - {source: page, acts: [{by: [gb], type: signature, subject_to: ratification, done: 2023-07-03}]}
observations:
- {source: page, says: [{series: requests, measure: sent, period: 2024, value: 10}]}
"""
THEIRS = """\
dossier: mine
recorded: 2026-01-06
sources:
  second: {kind: opinion, publisher: paper, published: 2025-05-01}
"""
OF_MEMO = "bases:\n  memo:\n    says:\n    - "
QUIET = {
    "a day by a voice that gave the year": (
        OF_MEMO + "{source: second, acts: [{by: [eppo, nabu], type: signature, done: 2023-07-03}]}\n",
        "memo~eppo, voices: 3, sources: 3; done_on 2023-07-03, voices: 2, sources: 2 -> "
        "voices: 3, sources: 4; done_on 2023-07-03, voices: 3, sources: 3, from second",
    ),
    "a second telling of a voice": (
        OF_MEMO + "{source: second, acts: [{by: [eppo, nabu], type: signature, done: 2023}]}\n",
        "; done_on 2023, voices: 1, sources: 1 -> voices: 3, sources: 4; done_on 2023, voices: 1, sources: 2, from",
    ),
    "a source that repeats a number": (
        "observations:\n- {source: second, says: [{series: requests, measure: sent, period: 2024, value: 10}]}\n",
        "value 10, voices: 2, sources: 2, from second",
    ),
    "words of a source of another dossier": (
        "observations:\n- {source: page, says: [{series: others, measure: sent, period: 2024, value: 10}]}\n",
        "name 1 source of another dossier: page, 0 before and 4 now (dossier mine)",
    ),
    "a withdrawal": (
        "  page: {kind: official, withdrawn: 2024-01-01}\n",
        "page, withdrawn: none -> withdrawn: 2024-01-01",
    ),
    "an origin": ("  page: {kind: official, derived_from: second}\n", "derived_from: none"),
    "an address": (
        "  page: {kind: official, url: 'https://example.org/'}\n",
        "page, url: none -> url: https://example.org/",
    ),
    "a publisher": (
        "publishers:\n  office: {name: Office of Lies}\n",
        "page, publisher_name_en: office -> publisher_name_en: Office of Lies",
    ),
    "an actor that is a publisher": (
        "actors:\n  office: {kind: other, name: Office of Lies}\n",
        "publisher_name_en: Office of Lies; publisher_actor: office",
    ),
    "through whom it signed": (
        OF_MEMO + "{source: second, acts: [{by: [gb], type: signature, subject_to: ratification, through: [nabu]}]}\n",
        "signature: 2023-07-03; through: nabu",
    ),
    "a contradicted signature": (
        OF_MEMO + "{source: second, acts: [{by: [gb], type: signature, subject_to: ratification, done: 2023-07-04}]}\n",
        "signature: 2023-07-03; standing: disputed, from second",
    ),
    "a short form": ("actors:\n  other: {kind: agency, name: National Bureau}\n", "national bureau, nothing -> other"),
    "a short form in Cyrillic": ("actors:\n  other: {kind: agency, name: Київ}\n", "киів, nothing -> other"),
    "an id that is another's alias": ("actors:\n  sbu: {kind: agency, name: Other}\n", "sbu, eppo -> eppo sbu"),
    "what people call a state": (
        "actors:\n  other: {kind: agency, name: Great Britain}\n",
        "great britain, gb -> gb other",
    ),
}


@pytest.mark.parametrize("case", QUIET.values(), ids=QUIET)
def test_who_says_it_sources_and_what_names_find_are_named(tmp_path: Path, case: tuple[str, str]) -> None:
    said, expected = case
    changes = changed_answers(answers(tmp_path, TWO), answers(tmp_path, TWO, THEIRS + said), ["mine"])
    text = "\n".join(in_lines(changes))
    assert expected in text, text
    assert "{" not in "\n".join(in_lines(changes, "uk"))


def test_a_stranger_names_no_publisher_of_others(tmp_path: Path) -> None:
    said = (
        THEIRS + "publishers:\n  office: {name: Office of Lies}\nactors:\n  paper: {kind: other, name: Paper of Lies}\n"
    )
    (tmp_path / "mine.yaml").write_text(said, encoding="utf-8")
    before, after = answers(tmp_path, TWO), answers(tmp_path, TWO, said)
    [read] = read_dossiers([tmp_path / "mine.yaml"], **known_values(before.statements.collect()))
    mine = Batch("mine", read.recorded, frame(read.statements))
    [marked] = as_strangers(before.statements.collect(), [mine], all_of_them=True)
    whole = pl.concat([before.statements.collect(), marked.statements])
    assert "Office of Lies" in "\n".join(in_lines(changed_answers(before, after, ["mine"])))
    assert changed_answers(before, of_tables(build(whole), whole), ["mine"]).is_empty()
