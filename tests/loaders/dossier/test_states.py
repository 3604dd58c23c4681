"""The ids of states: which there are, which are refused, and which one is meant."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from accordgraph.graph.errors import DossierError
from accordgraph.loaders.dossier.codes import former_states, is_state, state_meant, states
from accordgraph.loaders.dossier.reader import read_dossiers

ROOT = Path(__file__).parents[3]
CYRILLIC = re.compile("[А-Яа-яІіЇїЄєҐґ]")


def faults(tmp_path: Path, actor: str, more: str = "") -> list[str]:
    text = f"dossier: d\nrecorded: 2026-11-22\nsources: {{s: {{kind: press}}}}\nactors:\n  {actor}\n{more}"
    path = tmp_path / "d.yaml"
    path.write_text(text, encoding="utf-8")
    try:
        read_dossiers([path])
    except DossierError as error:
        return [fault.message for fault in error.faults]
    return []


def test_the_list_has_every_code_and_a_name_in_both_languages() -> None:
    assert (len(states()), len(former_states())) == (250, 31)
    every = [*states().values(), *former_states().values()]
    assert [one.id for one in every if not CYRILLIC.search(one.names["uk"]) or CYRILLIC.search(one.names["en"])] == []
    for language in ("en", "uk"):
        names = [one.names[language] for one in every]
        assert len(set(names)) == len(names)


def test_former_states_lead_to_states_that_there_are() -> None:
    entries = yaml.safe_load((ROOT / "data" / "states.yaml").read_text(encoding="utf-8"))["former"]
    targets = {to for entry in entries.values() for to in entry.get("successors", [])}
    targets |= {entry["now"] for entry in entries.values() if "now" in entry}
    assert len(targets) > 15
    assert {to for to in targets if not is_state(to)} == set()
    assert all(re.fullmatch("[a-z]{4}", one) for one in entries)


@pytest.mark.parametrize(
    ("identifier", "near"),
    [
        ("uk", "did you mean gb (United Kingdom)?"),
        ("ukraine", "did you mean ua (Ukraine)?"),
        ("united-kingdom", "did you mean gb (United Kingdom)?"),
        ("estonia", "did you mean ee (Estonia)?"),
        ("su", "did you mean suhh (Soviet Union)?"),
        ("cs", "did you mean cz (Czechia)?"),
        ("zz", "expected its ISO 3166-1 code"),
        ("qq", "expected its ISO 3166-1 code"),
        ("abcd", "expected its ISO 3166-1 code"),
    ],
)
def test_an_id_of_no_state_is_refused_with_the_nearest(tmp_path: Path, identifier: str, near: str) -> None:
    [message] = faults(tmp_path, f"{identifier}: {{kind: state}}")
    assert near in message
    assert message.startswith(f"'{identifier}' cannot be the id of a state; ")


def test_the_name_says_which_state_is_meant(tmp_path: Path) -> None:
    [message] = faults(tmp_path, "zz: {kind: state, name: {uk: Литва}}")
    assert "did you mean lt (Lithuania)?" in message


@pytest.mark.parametrize("identifier", ["ua", "xk", "no", "cshh", "suhh", "ddde", "va"])
def test_an_id_of_a_state_is_taken(tmp_path: Path, identifier: str) -> None:
    assert faults(tmp_path, f"{identifier}: {{kind: state}}") == []


@pytest.mark.parametrize(
    ("closed", "is_taken"), [("1918-11-11", True), ("1969", True), ("1974-01-01", False), ("1991-12-25", False)]
)
def test_a_state_of_before_the_codes_takes_an_id_of_its_own(tmp_path: Path, closed: str, is_taken: bool) -> None:
    reported = faults(tmp_path, f"austria-hungary: {{kind: state, says: [{{source: s, closed: {closed}}}]}}")
    assert (reported == []) is is_taken


def test_no_two_letters_are_free_for_a_state_of_old(tmp_path: Path) -> None:
    assert len(faults(tmp_path, "zz: {kind: state, says: [{source: s, closed: 1918}]}")) == 1


def test_an_agency_may_be_called_as_it_likes(tmp_path: Path) -> None:
    assert faults(tmp_path, "uk: {kind: agency}") == []


@pytest.mark.parametrize(
    ("code", "near"), [("UK", "GB"), ("gb", "GB"), ("Poland", "PL"), ("EL", "GR"), ("XX", None), ("SU", None)]
)
def test_a_country_is_a_code_that_there_is(tmp_path: Path, code: str, near: str | None) -> None:
    [message] = faults(tmp_path, f"nabu: {{kind: agency, jurisdiction: {code}}}")
    assert ("did you mean" in message) is (near is not None)
    assert near is None or message.endswith(f"did you mean '{near}'?")


def test_nothing_is_meant_by_what_nobody_can_know() -> None:
    assert [state_meant(text) for text in ("zz", "", "nowhere-land")] == [None, None, None]
