"""Bases that may be one are named where they are loaded, and only there."""

from __future__ import annotations

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


@pytest.mark.parametrize(
    ("second", "is_said"),
    [
        pytest.param(basis("two", "memo"), True, id="the same"),
        pytest.param(basis("two", "memo", by="pl, ua"), True, id="in another order"),
        pytest.param(basis("two", "memo", form="cooperation-agreement"), True, id="of another form"),
        pytest.param(basis("two", "memo", day="2020-02-04"), False, id="on another day"),
        pytest.param(basis("two", "memo", by="ua, pl, lt"), False, id="with another party"),
    ],
)
def test_two_bases_of_the_same_parties_and_day(tmp_path: Path, second: str, is_said: bool) -> None:
    actors = ACTORS + "  lt: {kind: state, name: Lithuania}\n"
    assert load(tmp_path, "one", actors + basis("one", "accord")).stderr == ""
    said = (
        "Note: accord and memo have the same participants since the same days. If they are one basis, give it one id."
    )
    assert load(tmp_path, "two", second).stderr.splitlines() == ([said] if is_said else [])


def test_what_a_load_did_not_touch_is_not_said_again(tmp_path: Path) -> None:
    load(tmp_path, "one", ACTORS + basis("one", "accord"))
    assert "accord and memo" in load(tmp_path, "two", basis("two", "memo")).stderr
    assert load(tmp_path, "two", basis("two", "memo")).stderr == ""
    assert load(tmp_path, "three", "actors:\n  v: {kind: agency, name: V}\n").stderr == ""


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
