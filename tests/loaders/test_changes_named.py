"""A load names what else moves in a link than its first day: ends, last attested, certainty, role, through whom."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from accordgraph.graph.derivation.tables import build
from accordgraph.graph.statements.statement import frame
from accordgraph.loaders.changed_answers import changed_answers
from accordgraph.loaders.changed_lines import in_lines
from accordgraph.loaders.dossier.reader import read_dossiers
from accordgraph.loaders.graph_answers import Answers, of_tables

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
    paths = []
    for number, text in enumerate(texts):
        paths.append(folder / f"{number}.yaml")
        paths[-1].write_text(text, encoding="utf-8")
    statements = frame([one for read in read_dossiers(paths) for one in read.statements])
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
