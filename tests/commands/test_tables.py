"""`--format table` on terminals of three widths and both languages: no word, date or id is broken or lost."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from programs.running import run

from accordgraph.queries.rendering import table

COMMANDS = (
    ("who", "NABU", "--all"),
    ("who", "Ukraine", "--on", "2026-05-01", "--all", "--with-bodies"),
    ("who", "Ukraine", "--basis", "UNCAC"),
    ("since", "Estonia", "Ukraine", "--all"),
    ("basis", "Ukraine", "Poland", "--on", "2024-04-10"),
    ("show", "jit-ukraine-2022~cz~1~ua~1"),
    ("show", "jit-ukraine-2022"),
    ("path", "JICA", "EPPO"),
    ("find", "NBAU"),
    ("conflicts",),
    ("statistics",),
    ("degrees",),
    ("ask", "in_force", "-p", "day=2024-04-10"),
    ("ask", "acts_of_basis", "-p", "basis=jit-ukraine-2022"),
    ("ask", "participants", "-p", "basis=jit-ukraine-2022"),
    ("ask", "statistics"),
    ("ask", "conflicts"),
    ("ask", "sources"),
)

LONG = re.compile(rf"https?://\S+|\S{{{table.UNBROKEN + 1},}}")
"""What may be broken: addresses, and what is too long for any column."""


def words(text: str) -> set[str]:
    return set(LONG.sub("", text).split())


def without_headings(text: str) -> str:
    """The cells of tables so wide that headings take one line each: a block leaves out columns without a value."""
    lines = text.splitlines()
    rulers = {number for number, line in enumerate(lines) if line.startswith("─")}
    return "\n".join(line for number, line in enumerate(lines) if not {number, number + 1} & rulers)


@pytest.mark.parametrize(
    ("lang", "command"),
    [*(("uk", command) for command in COMMANDS), *(("en", command) for command in COMMANDS[::4])],
    ids=lambda each: each if isinstance(each, str) else " ".join(each),
)
def test_no_word_is_broken_at_any_width(
    bundled_store: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], lang: str
) -> None:
    def written(width: int) -> str:
        monkeypatch.setattr(table, "WIDE", width)
        done = run(*command, "--format", "table", "--lang", lang, store=bundled_store)
        assert done.returncode == 0, done.stderr
        return done.stdout

    expected = words(without_headings(written(100_000)))
    assert len(expected) > 5
    for width in (80, 100, 160):
        text = written(width)
        assert expected - words(text) == set()
        assert max(len(line) for line in text.splitlines() if "  " in line) <= width


@pytest.mark.parametrize("lang", ["en", "uk"])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_headings_are_words(
    bundled_store: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], lang: str
) -> None:
    monkeypatch.setattr(table, "WIDE", 100_000)
    done = run(*command, "--format", "table", "--lang", lang, store=bundled_store)
    lines = done.stdout.splitlines()
    headings = [above for above, line in pairwise(lines) if line.startswith("─")]
    assert headings
    names = [name for line in headings for name in re.split(r"\s{2,}", line.strip())]
    assert [name for name in names if not name[0].isupper() or "_" in name] == []
    if lang == "uk":
        assert [name for name in names if re.search("[A-Za-z]", name)] == []
