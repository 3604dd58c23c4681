"""Words and keys that an act does not take are answered with those that it does."""

from __future__ import annotations

from pathlib import Path

import pytest
from worlds.treaty_dossier import act, basis, faults, of, statements


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("declaration", "type reservation"),
        ("Interpretative Declaration", "put it into note"),
        ("deratification", "type denunciation or withdrawal"),
        ("prolongation", "type extension, with until"),
        ("renewal", "type extension, with until"),
        ("cessation", "an exit, denunciation or withdrawal"),
        ("derogation", "type suspension"),
        ("deposit", "ratification, acceptance, approval or accession"),
    ],
)
def test_a_word_of_treaty_law_is_named_as_what_it_is(tmp_path: Path, kind: str, said: str) -> None:
    [message] = faults(tmp_path, act(f"{{by: [ua], type: {kind}, done: 2022}}"))
    assert said in message and "did you mean" not in message


@pytest.mark.parametrize(
    ("kind", "near"),
    [
        ("suspention", "suspension"),
        ("accesion", "accession"),
        ("reservations", "reservation"),
        ("exitt", "exit"),
    ],
)
def test_a_slip_of_the_pen_gets_the_nearest_word(tmp_path: Path, kind: str, near: str) -> None:
    [message] = faults(tmp_path, act(f"{{by: [ua], type: {kind}, done: 2022}}"))
    assert f"did you mean {near!r}?" in message


@pytest.mark.parametrize("kind", ["suspended", "secession", "unsigned", "recession"])
def test_a_word_that_is_none_gets_no_word_that_means_something_else(tmp_path: Path, kind: str) -> None:
    [message] = faults(tmp_path, act(f"{{by: [ua], type: {kind}, done: 2022}}"))
    assert "'succession'" not in message and "'accession'" not in message and "'signature'" not in message


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("reservation: article 5", "type: reservation"),
        ("declaration: x", "type reservation; else"),
        ("date: 2022", "the day of the act is done"),
        ("against: [be]", "under towards"),
    ],
)
def test_a_key_that_an_act_lacks_is_sent_where_it_belongs(tmp_path: Path, key: str, said: str) -> None:
    [message] = faults(tmp_path, act(f"{{by: [ua], type: signature, {key}}}"))
    assert said in message


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("[..2025-03-14]", "[..2025-03-14]"),
        ("[2022-05-30..2022-05-31]", "[2022-05-30..2022-05-31]"),
        ("[2024-02..]", "[2024-02..]"),
        ("[2016, 2018]", "[2016,2018]"),
    ],
)
def test_a_choice_of_days_needs_no_quotation_marks(tmp_path: Path, written: str, read: str) -> None:
    rows = statements(tmp_path, act(f"{{by: [ua], type: signature, done: {written}}}"))
    assert ("done_on", read) in of(rows, "act")


@pytest.mark.parametrize("written", ["[2025-03-14]", "[..2025-13]", "[[..2025]]"])
def test_a_list_that_is_no_choice_of_days_is_refused(tmp_path: Path, written: str) -> None:
    [message] = faults(tmp_path, act(f"{{by: [ua], type: signature, done: {written}}}"))
    assert message.startswith("done: ")


def test_the_united_kingdom_is_gb(tmp_path: Path) -> None:
    [message] = faults(tmp_path, basis("      of_basis: {places: UK}\n"))
    assert message.endswith("; did you mean 'GB'?")
