"""Taking a dossier out of a store, as a user does it."""

from __future__ import annotations

import datetime
import json
import shlex
import shutil
from pathlib import Path

import pytest
from programs.running import Done, rows, run

PLACES = """\
dossier: places
recorded: 2026-01-05
sources:
  gazette: {kind: official, title: A gazette, publisher: office, published: 2025-01-01}
actors:
  ua: {kind: state, name: Ukraine}
  pl: {kind: state, name: Poland}
"""
TEAM = """\
dossier: team
recorded: 2026-01-06
bases:
  team-2022:
    kind: agreement
    form: jit
    binds: signature
    says:
    - source: gazette
      acts:
      - {by: [ua, pl], type: founding, done: 2022-03-25}
"""
TOMORROW = datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=1)
LATER = f"dossier: later\nrecorded: {TOMORROW}\nactors:\n  lt: {{kind: state, name: Lithuania}}\n"
EMPTY = "dossier: empty\nrecorded: 2026-01-07\ntitle: Nothing yet\n"


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with dossiers and a store that holds them."""
    folder = tmp_path_factory.mktemp("loaded")
    (folder / "dossiers").mkdir()
    for name, text in (("places", PLACES), ("team", TEAM), ("later", LATER), ("empty", EMPTY)):
        (folder / "dossiers" / f"{name}.yaml").write_text(text, encoding="utf-8")
    assert run("load", str(folder / "dossiers"), store=folder / "my store").returncode == 0
    return folder


@pytest.fixture
def store(loaded: Path, tmp_path: Path) -> Path:
    """A copy of the loaded store, to be changed."""
    return Path(shutil.copytree(loaded, tmp_path / "copied")) / "my store"


def unload(store: Path, *dossiers: str) -> Done:
    return run("unload", *dossiers, "--format", "json", store=store)


def dossiers(store: Path) -> str:
    [status] = rows("status", store=store)
    return str(status["dossiers"])


def test_a_dossier_that_states_nothing_is_not_listed(store: Path) -> None:
    assert dossiers(store) == "later, places, team"


def test_a_dossier_is_taken_out_and_the_note_says_how_to_bring_it_back(store: Path) -> None:
    [partner] = rows("who", "ua", store=store)
    done = unload(store, "team")
    [change] = json.loads(done.stdout)
    assert (done.returncode, change["dossier"], change["added"]) == (0, "team", 0)
    assert change["retracted"] > 5
    assert dossiers(store) == "later, places"
    assert rows("who", "ua", store=store) == []
    assert rows("log", store=store)[-1]["retracted"] == change["retracted"]
    announced, undo = done.stderr.splitlines()
    assert announced.endswith(
        "Statements that name 1 source of another dossier: gazette, 4 before and 0 now (dossier team)."
    )
    assert run(*shlex.split(undo.removeprefix("Note: Undo this with: accord "))).returncode == 0
    assert rows("who", "ua", store=store) == [partner]


def test_what_another_dossier_refers_to_stays(store: Path) -> None:
    done = unload(store, "places")
    assert (done.returncode, done.stdout) == (1, "")
    assert "team refers to the actor pl" in done.stderr
    assert "Unload what refers to it as well" in done.stderr
    assert dossiers(store) == "later, places, team"
    assert unload(store, "places", "team").returncode == 0
    assert dossiers(store) == "later"


def test_all_dossiers_can_go(store: Path) -> None:
    assert unload(store, "places", "team", "later", "empty", "team").returncode == 0
    [status] = rows("status", store=store)
    assert (status["dossiers"], status["statements"]) == ("", 0)
    assert run("who", "ua", store=store).returncode == 1


def test_a_dossier_of_a_later_day_than_today_is_retracted_on_that_day(store: Path) -> None:
    assert unload(store, "later").returncode == 0
    assert run("load", str(store.parent / "dossiers" / "later.yaml"), store=store).returncode == 0
    assert dossiers(store) == "later, places, team"


def test_what_was_taken_out_today_is_loaded_again_as_of_today(store: Path) -> None:
    unload(store, "team")
    path = store.parent / "dossiers" / "team.yaml"
    done = run("load", str(path), store=store)
    today = datetime.date.today().isoformat()
    assert done.returncode == 1
    assert f"`recorded: {today}`" in done.stderr
    path.write_text(TEAM.replace("2026-01-06", today), encoding="utf-8")
    assert run("load", str(path), store=store).returncode == 0
    assert len(rows("who", "ua", store=store)) == 1


@pytest.mark.parametrize(
    ("names", "said"),
    [
        pytest.param(("teem",), "Did you mean team?", id="nearly"),
        pytest.param(("team", "nothing-like-it"), "Its dossiers: empty, later, places, team.", id="one of two"),
        pytest.param(("ua",), "The store has no dossier 'ua'.", id="an actor"),
        pytest.param(("\u202eteam",), r"\u202e", id="odd"),
    ],
)
def test_an_unknown_dossier_is_1_and_nothing_is_changed(store: Path, names: tuple[str, ...], said: str) -> None:
    done = unload(store, *names)
    assert (done.returncode, done.stdout) == (1, "")
    assert said in done.stderr
    assert f"accord status --store '{store}'" in done.stderr
    assert dossiers(store) == "later, places, team"


def test_a_dossier_that_is_out_already_is_unknown(store: Path) -> None:
    unload(store, "team")
    assert unload(store, "team").returncode == 1


def test_without_a_store_or_a_dossier(tmp_path: Path) -> None:
    assert unload(tmp_path / "none", "team").returncode == 3
    assert run("unload").returncode == 2
