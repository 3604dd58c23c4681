"""What a load says of what made no link: and what it does not say where all is well."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest

from accordgraph.graph.store.store import Store
from accordgraph.loaders import load_notes
from accordgraph.loaders.loading import load
from accordgraph.queries.rendering.error_sentences import translated

HEAD = """\
dossier: d
recorded: 2026-11-22
sources: {s: {kind: legal-text, published: 2022}}
actors:
  ua: {kind: state, wikidata: Q212}
  pl: {kind: state}
  x: {kind: agency}
bases:
  b:
    kind: agreement
    binds: BINDS
    says:
    - source: s
      acts:
"""


def said(tmp_path: Path, acts: list[str], binds: str = "signature", head: str = HEAD) -> list[str]:
    text = head.replace("BINDS", binds) + "".join(f"      - {{{act}}}\n" for act in acts)
    (tmp_path / "d.yaml").write_text(text, encoding="utf-8")
    lines: list[str] = []
    load(Store(tmp_path / "store"), [tmp_path / "d.yaml"], note=lines.append)
    assert all(re.match("Примітка: [А-ЯІЇЄ]", translated(line)) for line in lines), "each has a Ukrainian sentence"
    return lines


def test_nothing_is_said_where_all_makes_links(tmp_path: Path) -> None:
    assert said(tmp_path, ["by: [ua, pl], type: signature, done: 2020-01-01"]) == []


def test_a_signature_without_consent_is_signed_and_not_binding(tmp_path: Path) -> None:
    [line] = said(tmp_path, ["by: [ua, pl], type: signature, done: 2020-01-01"], "consent")
    assert line.startswith("Note: 1 basis signed, not binding: b (pl, ua). No consent to be bound is reported;")
    assert "type ratification" in line


def test_one_signature_that_is_subject_to_ratification(tmp_path: Path) -> None:
    acts = ["by: [pl], type: signature, done: 2020-01-01"]
    acts += ["by: [ua], type: signature, done: 2020-01-01, subject_to: ratification"]
    [line] = said(tmp_path, acts)
    assert "b (ua)" in line


def test_a_signature_that_was_ratified_is_not_named(tmp_path: Path) -> None:
    acts = ["by: [ua, pl], type: signature, done: 2020", "by: [ua, pl], type: ratification, done: 2021-01-01"]
    assert said(tmp_path, acts, "consent") == []


def test_an_exit_without_its_day_of_effect(tmp_path: Path) -> None:
    acts = ["by: [ua, pl], type: signature, done: 2020-01-01", "by: [ua], type: withdrawal, done: 2022-01-01"]
    [line] = said(tmp_path, acts)
    assert line.startswith("Note: 1 exit has no day of effect: b~ua~1. Write effective")


def test_a_term_that_had_passed(tmp_path: Path) -> None:
    [line] = said(tmp_path, ["by: [ua, pl], type: founding, done: 2020-01-01, until: 2022-01-01"])
    assert line.startswith("Note: 1 term had passed when the dossier was recorded: b (2022-01-01).")


@pytest.mark.parametrize("until", ["2026-11-22", "2030"])
def test_a_term_that_runs_is_not_named(tmp_path: Path, until: str) -> None:
    assert said(tmp_path, [f"by: [ua, pl], type: founding, done: 2020-01-01, until: {until}"]) == []


def test_two_actors_with_one_item_of_wikidata(tmp_path: Path) -> None:
    head = HEAD.replace("x: {kind: agency}", "x: {kind: agency, wikidata: Q212}")
    [line] = said(tmp_path, ["by: [ua, pl], type: signature, done: 2020-01-01"], head=head)
    assert line == "Note: 1 item of Wikidata for two actors: ua and x (Q212). Are they one?"


@pytest.mark.parametrize(
    ("acts", "expected"),
    [
        pytest.param([], "1 basis in force with nobody bound: b.", id="in force"),
        pytest.param(["by: [ua, pl], type: domestic-approval, done: 2020"], "1 basis approved at home", id="approved"),
        pytest.param(["by: [ua, pl], type: intention, done: 2020"], "b (pl, ua)", id="intended"),
        pytest.param(
            ["by: [ua], type: ratification, done: 2020"], "1 agreement binds one party only", id="one consent"
        ),
        pytest.param(["by: [ua], type: signature, done: 2020"], "signed, not binding: b (ua)", id="signed"),
    ],
)
def test_what_makes_no_link_is_named_with_what_is_missing(tmp_path: Path, acts: list[str], expected: str) -> None:
    head = HEAD.replace("      acts:\n", "      of_basis: {in_force_since: 2021-01-01}\n")
    lines = said(tmp_path, acts, "consent", head + ("      acts:\n" if acts else ""))
    assert any(expected in line for line in lines), lines
    assert any("ratification" in line or "when the other is bound" in line for line in lines)


@pytest.mark.parametrize(
    "acts",
    [
        pytest.param(["by: [ua, pl], type: ratification, done: 2020-01-01"], id="both are bound"),
        pytest.param(
            ["by: [ua, pl], type: domestic-approval, done: 2019", "by: [ua, pl], type: acceptance, done: 2020"],
            id="approved before",
        ),
    ],
)
def test_what_binds_both_is_not_named(tmp_path: Path, acts: list[str]) -> None:
    head = HEAD.replace("      acts:\n", "      of_basis: {in_force_since: 2021-01-01}\n      acts:\n")
    assert said(tmp_path, acts, "consent", head) == []


def test_an_act_after_its_source(tmp_path: Path) -> None:
    [line] = said(tmp_path, ["by: [ua, pl], type: signature, done: 2023-07-03"])
    assert "later than the source that gives it was published: b (2023-07-03; 2022)" in line


@pytest.mark.parametrize("act", ["done: 2023-07-03, as_of: 2024", "effective: 2031-01-01", "done: 2020-12-31"])
def test_nothing_is_said_of_a_day_that_its_source_may_know(tmp_path: Path, act: str) -> None:
    assert said(tmp_path, [f"by: [ua, pl], type: signature, {act}"]) == []


def test_a_day_that_is_too_early(tmp_path: Path) -> None:
    [line] = said(tmp_path, ["by: [ua, pl], type: signature, effective: 0001-01-01"])
    assert line == "Note: 2 acts have a day before the year 1000: b (0001-01-01). Look at the year."


def test_an_act_that_is_done_on_a_day_to_come(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a table's constant or foreign RDF may have it, which no reader of dossiers judges."""
    monkeypatch.setattr(load_notes, "today", lambda: datetime.date(2019, 12, 31))
    lines = said(tmp_path, ["by: [ua, pl], type: signature, done: 2020-01-01"])
    assert lines == [
        "Note: 2 acts are said to be done on a day that has not come (2019-12-31 is today): b (2020-01-01). "
        "Look at the year; what is only planned is of type intention."
    ]


@pytest.mark.parametrize("day", ["2010-01-01", "2019-12-31"])
def test_an_exit_that_no_entry_goes_before_is_named(tmp_path: Path, day: str) -> None:
    acts = ["by: [ua, pl, x], type: signature, done: 2020-01-01", f"by: [ua], type: withdrawal, done: {day}"]
    [line] = said(tmp_path, acts)
    assert line.startswith("Note: 1 basis with an exit that no entry goes before, and no end is reckoned with: b (ua).")


def test_an_exit_from_an_earlier_stay_is_not_named(tmp_path: Path) -> None:
    acts = ["by: [ua, pl, x], type: signature, done: 2005-01-01", "by: [ua], type: withdrawal, effective: 2010-01-01"]
    assert said(tmp_path, [*acts, "by: [ua], type: accession, done: 2020-01-01"]) == []
