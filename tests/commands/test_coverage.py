"""`accord coverage`: what dossiers say that they do not hold, and which sources may be one voice."""

from __future__ import annotations

from pathlib import Path

from programs.running import rows, run


def test_notes_are_in_the_language_that_is_asked_for(bundled_store: Path) -> None:
    english, ukrainian = (rows("coverage", "--lang", lang, store=bundled_store) for lang in ("en", "uk"))
    assert len(english) == len(ukrainian) == 13
    assert [(row["dossier"], row["covers"], row["actors"]) for row in english] == [
        (row["dossier"], row["covers"], row["actors"]) for row in ukrainian
    ]
    [left] = [row for row in english if row["actors"] == "us-doj"]
    assert left["covers"] == "left_out" and "Eurojust speaks of a memorandum and of support" in left["text"]


def test_pairs_of_sources_name_both_and_how_much_hangs_on_them(bundled_store: Path) -> None:
    by_sources = rows("coverage", "--sources", store=bundled_store)
    pairs = {(row["source_a"], row["source_b"]): row["values"] for row in by_sources}
    assert pairs[("eucrim-2023-07-05", "nabu-2023-07")] == 4
    assert [row["values"] for row in by_sources] == sorted(pairs.values(), reverse=True)


def test_its_help_says_what_to_write(bundled_store: Path) -> None:
    text = " ".join(run("coverage", "--help").stdout.split())
    assert "derived_from" in text and "independent: true" in text
