"""Whatever is in a file, reading it gives dossiers or a DossierError, never anything else."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from accordgraph.graph.errors import DossierError
from accordgraph.graph.statements.statement import frame
from accordgraph.loaders.dossier.reader import read_dossiers

SAMPLE = """\
dossier: sample
recorded: 2026-11-22
sources:
  s: {kind: press, published: 2020, derived_from: t, derived_as: reprint, text: page.txt}
  t: {kind: press, accessed: 2021?}
actors:
  ua: {kind: state, name: {en: Ukraine, uk: Україна}, part_of: [x]}
  x: {kind: agency, aliases: [a, b]}
bases:
  team:
    kind: agreement
    form: jit
    says:
    - source: s
      of_basis: {during: 2022/2023, effect_after: P3M, effect_on: day, name: {en: Team}}
      acts:
      - {by: [ua, x], type: extension, done: 2022-05-30, until: 2023, through: {ua: x}, role: member, quote: some}
      lists: [{of: [ua], role: member, complete: true, at: [1, 3], paragraph: 1}]
observations:
- source: s
  says: [{series: r, measure: m, period: "[2022..2023]", value: 3.5}]
"""

WORDS = [
    "", " ", "\n", ": ", "- ", "[", "]", "{", "}", "&a ", "*a", "!!x ", "? ", "|\n", "# ", '"', "'", "\t", "---\n",
    "\\ud800", "\x00", "\x85", "\u2028", "٣", "2022/..", "[..", "..]", "X", "9" * 40, "P", "ua", "team", "s", "whole",
]  # fmt: skip

HEADER = "dossier: a\nrecorded: 2026-01-01\nactors: "

STRANGE = st.one_of(st.sampled_from(WORDS), st.text(max_size=8))


def read(data: bytes, keep_going: bool) -> None:
    """Read these bytes as a file; only a DossierError may come of it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.yaml"
        path.write_bytes(data)
        (Path(folder) / "page.txt").write_text("in some words")
        try:
            for dossier in read_dossiers([path], keep_going=keep_going):
                frame(dossier.statements)
        except DossierError as error:
            assert error.faults


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200), st.booleans())
def test_any_bytes(data: bytes, keep_going: bool) -> None:
    read(data, keep_going)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["", HEADER]), st.lists(STRANGE, max_size=30).map("".join), st.booleans())
def test_any_text(head: str, text: str, keep_going: bool) -> None:
    read((head + text).encode("utf-8", "surrogatepass"), keep_going)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, len(SAMPLE)), st.integers(0, 12), STRANGE), min_size=1, max_size=4), st.booleans()
)
def test_a_sample_with_pieces_replaced(edits: list[tuple[int, int, str]], keep_going: bool) -> None:
    text = SAMPLE
    for start, length, piece in edits:
        text = text[:start] + piece + text[start + length :]
    read(text.encode("utf-8", "surrogatepass"), keep_going)


VALUES = sorted({word.strip("[]{},:\"'") for word in SAMPLE.split()} - {"", "-"})
OTHERS = st.one_of(st.sampled_from([*VALUES, *WORDS, "[a]", "{a: b}"]), st.text(max_size=5))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(VALUES), OTHERS, st.sampled_from([1, -1]), st.booleans())
def test_a_sample_with_one_word_exchanged(old: str, new: str, times: int, keep_going: bool) -> None:
    read(SAMPLE.replace(old, new, times).encode("utf-8", "surrogatepass"), keep_going)


def test_the_sample_of_these_tests_has_no_fault() -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "sample.yaml").write_text(SAMPLE)
        (Path(folder) / "page.txt").write_text("in some words")
        [dossier] = read_dossiers([Path(folder)])
        assert len(dossier.statements) == 37
