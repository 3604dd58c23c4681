"""Lists with a limit, sums and notes: another dossier takes no place of others in them, and a note says whose it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from programs.running import rows, run
from worlds.two_dossiers import load_beside, store_with

from accordgraph.graph.names import search
from accordgraph.graph.store.store import Store
from accordgraph.queries import notes
from accordgraph.queries.many import Crowd
from accordgraph.queries.session import open_session
from accordgraph.web import opened_network

BASE = """\
dossier: base
recorded: 2026-01-05
sources:
  page: {kind: official, publisher: office, published: 2023-07-05}
covers:
- {what: scope, text: {en: Agreements of the bureau, uk: Угоди бюро}}
actors:
  ua: {kind: state, name: Ukraine}
  eppo: {kind: international, name: EPPO}
  nabu: {kind: agency, name: National Bureau of Ukraine, acronym: NABU, part_of: [ua]}
bases:
  memo:
    kind: agreement
    form: memorandum
    binds: signature
    name: Memorandum
    says: [{source: page, acts: [{by: [eppo, nabu], type: signature, done: 2023-07-03}]}]
observations:
- source: page
  says:
  - {series: all, measure: sent, period: 2023, value: 612}
  - {series: some, measure: sent, period: 2023, value: 150}
  - {series: others, measure: sent, period: 2023, value: 462}
"""
NUMBERS = 22
OF_MANY = {"a-memo-0": "mine", "memo": None}
MEMO = (
    "  a-memo-{number}: {{kind: agreement, form: memorandum, binds: signature, name: Own {number}, "
    "says: [{{source: blog, acts: [{{by: [nabu, bureau-{number}], type: signature, done: 1995-01-01}}]}}]}}\n"
)
STRANGE = (
    "dossier: mine\nrecorded: 2026-01-06\nsources:\n"
    "  blog: {kind: opinion, publisher: blogger, published: 2025-05-01}\nactors:\n"
    + "".join(f"  bureau-{n}: {{kind: agency, name: National Bureau, part_of: [ua]}}\n" for n in range(NUMBERS))
    + "  nat: {kind: agency, name: Nat, part_of: [ua]}\nbases:\n"
    + "".join(MEMO.format(number=number) for number in range(NUMBERS))
)
ADDED = """\
dossier: mine
recorded: 2026-01-06
sources:
  blog: {kind: opinion, publisher: blogger, published: 2025-05-01}
covers:
- {what: not-found, text: {en: No arrangement exists, uk: Домовленості немає}}
bases:
  memo:
    says: [{source: blog, acts: [{by: [eppo, nabu], type: signature, done: 2023}]}]
observations:
- source: page
  says:
""" + "".join(f"  - {{series: own-{n}, measure: sent, period: 2023, value: {1000 + n}}}\n" for n in range(14))


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The store of the first dossier alone, with a stranger's, and with a second one that is trusted."""
    stores = {how: store_with(tmp_path_factory.mktemp(how), BASE) for how in ("alone", "stranger", "added")}
    assert load_beside(stores["stranger"], STRANGE, "--as-stranger").returncode == 0
    assert load_beside(stores["added"], ADDED).returncode == 0
    return stores


def text(store: Path, *words: str) -> str:
    return " ".join(run(*words, "--format", "text", store=store).stdout.split())


def test_acts_of_a_stranger_take_no_place_of_others(stores: dict[str, Path]) -> None:
    answer = text(stores["stranger"], "show", "nabu")
    assert "3 July 2023: signature; Memorandum" in answer and "and 3 more" in answer


def test_bodies_of_a_stranger_are_in_no_count(stores: dict[str, Path]) -> None:
    alone, beside = (text(stores[how], "who", "ua") for how in ("alone", "stranger"))
    assert "one of its bodies has partners" in alone and beside == alone


def test_what_a_stranger_is_called_takes_no_place_of_others(stores: dict[str, Path]) -> None:
    found = rows("find", "National Bureau", "--limit", "3", store=stores["stranger"])
    assert len(found) == 3 and found[0]["id"] == "nabu"


@pytest.mark.parametrize(("limit", "sought"), [("NEAR_WORDS", "nat"), ("LOOKED_AT", "national bureau")])
def test_names_of_a_stranger_push_no_other_out_of_a_search(
    stores: dict[str, Path], monkeypatch: pytest.MonkeyPatch, limit: str, sought: str
) -> None:
    monkeypatch.setattr(search, limit, 1)
    with open_session(Store(stores["stranger"]).snapshot(), "ladybug") as session:
        assert "nabu" in [match.thing for match in session.names.find(sought, "Actor")]


def test_names_of_a_stranger_are_completed_and_suggested_after_others(stores: dict[str, Path]) -> None:
    with open_session(Store(stores["stranger"]).snapshot(), "ladybug") as session:
        assert [word for word, _ in session.names.beginning("na", "Actor", 2)] == ["NABU", "nabu"]
        assert session.names.nearest("National Burea", "Actor")[0] == "National Bureau of Ukraine"


def test_a_note_names_bases_of_a_stranger_after_others(
    stores: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    crowds = [Crowd(basis, "nabu", 1, {"stranger": dossier}, True) for basis, dossier in OF_MANY.items()]
    monkeypatch.setattr(notes, "crowds", lambda *_: crowds)
    monkeypatch.setattr(notes, "MOST_NAMED", 1)
    with open_session(Store(stores["stranger"]).snapshot(), "ladybug") as session:
        [note] = notes.unlinked(session, ["nabu"])
    assert "(Memorandum, with" in note and note.endswith("accord who nabu --basis memo")


def test_bases_of_a_stranger_take_no_place_of_others_in_a_network(
    stores: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opened_network, "MOST_NEW", 1)
    with open_session(Store(stores["stranger"]).snapshot(), "ladybug") as session:
        assert opened_network.open_network(session, ["nabu"], "bases", None).bases == {"memo"}


@pytest.mark.parametrize("engine", ["ladybug", "oxigraph"])
def test_a_note_says_whose_it_is_where_others_are_behind_the_answer(stores: dict[str, Path], engine: str) -> None:
    answer = text(stores["added"], "who", "nabu", "--engine", engine)
    assert "No arrangement exists (dossier mine)" in answer and "Agreements of the bureau (dossier base)" in answer
    assert "Домовленості немає (досьє mine)" in text(stores["added"], "who", "nabu", "--lang", "uk")
    assert "dossier base" not in text(stores["alone"], "who", "nabu")


def test_series_of_another_dossier_take_no_sum_away(stores: dict[str, Path]) -> None:
    for how in ("alone", "added"):
        assert "is the sum of 462" in text(stores[how], "statistics")
