"""Bases that may be one are named where they are loaded, and only there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from programs.running import Done, run

HEAD = """\
dossier: {dossier}
recorded: 2026-01-05
sources:
  page-{dossier}: {{kind: official, title: A page, publisher: office-{dossier}, published: 2025-01-01}}
"""
ACTORS = """\
actors:
  ua: {kind: state, name: Ukraine}
  pl: {kind: state, name: Poland}
"""
BASIS = """\
bases:
  {basis}:
    kind: {kind}
    form: {form}
    binds: signature
    name: {basis}
    says:
    - source: page-{dossier}
      acts:
      - {{by: [{by}], type: signature, done: {day}}}
"""


def load(folder: Path, dossier: str, body: str) -> Done:
    path = folder / f"{dossier}.yaml"
    path.write_text(HEAD.format(dossier=dossier) + body, encoding="utf-8")
    done = run("load", str(path), store=folder / "store")
    assert done.returncode == 0, done.stderr
    return done


def basis(dossier: str, name: str, day: str = "2020-02-03", by: str = "ua, pl", form: str = "memorandum") -> str:
    return BASIS.format(dossier=dossier, basis=name, kind="agreement", form=form, by=by, day=day)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a store with one basis of two parties."""
    folder = tmp_path_factory.mktemp("twins")
    assert load(folder, "one", ACTORS + "  lt: {kind: state, name: Lithuania}\n" + basis("one", "accord")).stderr == ""
    return folder


@pytest.fixture
def folder(loaded: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    shutil.copytree(loaded, tmp_path, dirs_exist_ok=True)
    return tmp_path


SAID = "Note: accord and memo have the same participants since the same days. If they are one basis, give it one id."


def test_two_bases_of_the_same_parties_in_another_order_and_of_another_form(folder: Path) -> None:
    second = basis("two", "memo", by="pl, ua", form="cooperation-agreement")
    assert load(folder, "two", second).stderr.splitlines() == [SAID]


def test_bases_of_another_day_or_with_another_party_are_others(folder: Path) -> None:
    others = basis("two", "memo", day="2020-02-04"), basis("two", "treaty", by="ua, pl, lt").removeprefix("bases:\n")
    assert load(folder, "two", "".join(others)).stderr == ""


def test_what_a_load_did_not_touch_is_not_said_again(folder: Path) -> None:
    assert load(folder, "two", basis("two", "memo")).stderr.splitlines() == [SAID]
    assert load(folder, "two", basis("two", "memo")).stderr == ""
    assert load(folder, "three", "actors:\n  v: {kind: agency, name: V}\n").stderr == ""


def test_many_are_counted(tmp_path: Path) -> None:
    actors = "".join(f"  a{number}: {{kind: agency, name: A{number}}}\n" for number in range(13))
    entries = "".join(
        basis("many", f"{side}{number}", by=f"a0, a{number}").removeprefix("bases:\n")
        for side in ("x", "y")
        for number in range(1, 13)
    )
    lines = load(tmp_path, "many", f"actors:\n{actors}bases:\n{entries}").stderr.splitlines()
    assert len(lines) == 11
    assert lines[-1] == "Note: And 2 more of the kind."
