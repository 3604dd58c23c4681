"""What may be one thing under two ids is said where it is loaded, and only there."""

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
  ua: {kind: state, name: Ukraine, wikidata: Q212}
  pl: {kind: state, name: Poland, wikidata: Q36}
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
    ("actors", "said"),
    [
        pytest.param(
            "  u: {kind: agency, name: U, wikidata: Q212}\n", "u and ua have one Wikidata id, Q212", id="another kind"
        ),
        pytest.param(
            "  zz-u: {kind: other, name: U, wikidata: Q212}\n",
            "ua and zz-u have one Wikidata id, Q212",
            id="another id",
        ),
        pytest.param(
            "  a: {kind: agency, name: A, wikidata: Q36}\n",
            "a and pl have one Wikidata id, Q36",
            id="before it in the order",
        ),
        pytest.param(
            "  a: {kind: agency, name: A, wikidata: Q36}\n  b: {kind: agency, name: B, wikidata: Q36}\n",
            "a, b and pl have one Wikidata id, Q36",
            id="three",
        ),
    ],
)
def test_two_actors_with_one_wikidata_id(tmp_path: Path, actors: str, said: str) -> None:
    assert load(tmp_path, "one", ACTORS).stderr == ""
    stated = load(tmp_path, "two", "actors:\n" + actors).stderr.splitlines()
    assert stated == [f"Note: {said}. If they are one actor, give it one id."]


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
    load(tmp_path, "one", ACTORS)
    load(tmp_path, "two", "actors:\n  u: {kind: agency, name: U, wikidata: Q212}\n")
    assert load(tmp_path, "two", "actors:\n  u: {kind: agency, name: U, wikidata: Q212}\n").stderr == ""
    assert load(tmp_path, "three", "actors:\n  v: {kind: agency, name: V}\n").stderr == ""


def test_many_are_counted(tmp_path: Path) -> None:
    actors = "".join(
        f"  {side}{number}: {{kind: agency, name: {side}{number}, wikidata: Q{number}}}\n"
        for side in "ab"
        for number in range(1, 13)
    )
    lines = load(tmp_path, "many", f"actors:\n{actors}").stderr.splitlines()
    assert len(lines) == 11
    assert lines[-1] == "Note: And 2 more of the kind."
