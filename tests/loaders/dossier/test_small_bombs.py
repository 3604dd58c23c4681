"""Small dossiers that would make much are refused at the entry, before anything is made of it."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from accordgraph.graph.errors import DossierError, InputError
from accordgraph.graph.statements.statement import frame
from accordgraph.graph.statements.validation import check_circles
from accordgraph.loaders.dossier.reader import read_dossiers

ACTORS = [f"a{number}" for number in range(1_500)]
HALF, OTHERS = ", ".join(ACTORS[:750]), ", ".join(ACTORS[750:])
PAGE = "x" * 99_000
HEAD = (
    "dossier: d\nrecorded: 2026-01-01\nsources:\n  page: {kind: official, title: T, published: 2020-01-01}\nactors:\n"
)
BASIS = "bases:\n  b:\n    kind: agreement\n    says:\n    - source: page\n"
ACT, LIST = BASIS + "      acts:\n      - {{{}}}\n", BASIS + "      lists:\n      - {{{}}}\n"
ENTRY = "type: accession, done: 2001-01-01"

BOMBS = {
    "each towards each": ACT.format(f"by: [{HALF}], type: suspension, done: 2001-01-01, towards: [{OTHERS}]"),
    "each about everything": ACT.format(f"by: [{HALF}], type: reservation, about: [{OTHERS}]"),
    "each with each": LIST.format(f"of: [{HALF}], with: [{OTHERS}]"),
    "a page of notes for each": LIST.format(f"of: [{HALF}, {OTHERS}], role: member, note: {PAGE}")
    + f"      - {{of: [{HALF}, {OTHERS}], role: observer, as_of: 2001, stance: denies, note: {PAGE}}}\n" * 4,
    "a page of notes for each alias": "".join(
        f"  z{number}: {{kind: agency, name: Z, note: {PAGE}, aliases: [{HALF}, {OTHERS}]}}\n" for number in range(4)
    ),
}


def read(folder: Path, text: str) -> str:
    """The error for a dossier of these lines, after its actors."""
    actors = "".join(f"  {actor}: {{kind: agency, name: A}}\n" for actor in ACTORS)
    (folder / "d.yaml").write_text(HEAD + actors + text, encoding="utf-8")
    with pytest.raises(DossierError) as caught:
        read_dossiers([folder / "d.yaml"])
    return str(caught.value)


@pytest.mark.parametrize("text", BOMBS.values(), ids=BOMBS.keys())
def test_an_entry_that_makes_too_much_is_refused_at_its_place(tmp_path: Path, text: str) -> None:
    message = read(tmp_path, text)
    assert message.startswith(f"{tmp_path}/d.yaml:15") and "the files make" in message, message[:500]


@pytest.mark.parametrize("key", ["note", "quote", "role"])
def test_a_value_that_is_no_value_by_its_length_is_refused(tmp_path: Path, key: str) -> None:
    message = read(tmp_path, LIST.format(f"of: a1, {key}: {'x' * 100_001}"))
    assert f"{key} has 100,001 characters; 100,000 are the maximum" in message


def test_a_key_with_more_values_than_any_institution_has_is_refused(tmp_path: Path) -> None:
    aliases = ", ".join(f"alias {number}" for number in range(10_001))
    assert "aliases has more than 10,000 values" in read(
        tmp_path, f"  z: {{kind: agency, name: Z, aliases: [{aliases}]}}\n"
    )


def test_a_file_is_measured_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "hole.yaml"
    with path.open("wb") as file:
        file.truncate(4 << 30)
    with pytest.raises(DossierError, match="larger than 50 MB; split it"):
        read_dossiers([path])


@pytest.mark.parametrize(
    ("about", "name"),
    [("actor", "part_of"), ("actor", "succeeds"), ("source", "derived_from"), ("source", "corrected_by")],
)
def test_a_chain_is_refused_that_is_longer_than_any_institution(about: str, name: str) -> None:
    def chain(steps: int, *last: str) -> None:
        things = [f"t{number}" for number in range(steps)] + [*last]
        common = {"about": about, "property": name, "stance": "asserts", "how": "stated", "source": "d", "dossier": "d"}
        pairs = itertools.pairwise(things)
        check_circles(frame([{**common, "thing": one, "value": other} for one, other in pairs]))  # type: ignore[typeddict-item]

    chain(100)
    with pytest.raises(InputError, match=f"A chain of {name} is longer than 100 steps"):
        chain(102)
    with pytest.raises(InputError, match="Circular reference"):
        chain(150, "t0")
