"""A tree drawn as text and as HTML: hostile names stay text, lines break where they may, bold needs a terminal."""

from __future__ import annotations

import re

from accordgraph.queries.answers.rendering.html import fragment
from accordgraph.queries.answers.rendering.terminal import BOLD, text
from accordgraph.queries.answers.tree import (
    AnswerTree,
    CitedSource,
    Entry,
    Group,
    Part,
    numbered,
    plain,
    reference,
    sentence,
)

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</section><iframe src=javascript:alert(1)>",
    "Bank\u202egnp.exe",
    "a\x1b[31mb",
    "two\nlines",
)
ADDRESS = "https://example.org/" + "a-very-long-path/" * 12


def tree(*names: str, url: str | None = ADDRESS) -> AnswerTree:
    entries = tuple(
        Entry(
            sentence(Part(name, "actor", "x"), " ", reference("s")),
            (Entry(sentence("a detail ", reference("t"))),),
            "•",
        )
        for name in names
    )
    whole = AnswerTree("en", sentence("Who works with X"), (), (Group("A GROUP", entries),), "SOURCES")
    return numbered(
        whole, lambda number, id: CitedSource(number, id, sentence(f"publisher of {id}"), f"title {id}", url)
    )


def test_sources_are_numbered_in_the_order_of_reading() -> None:
    drawn = tree("A", "B")
    assert [(source.number, source.id) for source in drawn.sources] == [(1, "s"), (2, "t")]
    assert plain(drawn.groups[0].entries[1].text) == "B [1]"
    assert plain(drawn.groups[0].entries[1].details[0].text) == "a detail [2]"


def test_hostile_names_stay_text() -> None:
    html = fragment(tree(*HOSTILE))
    assert set(re.findall(r"<(\w+)", html)) == {"section", "h3", "h4", "div", "ul", "li", "ol", "strong", "a", "br"}
    written = text(tree(*HOSTILE))
    for drawn in (html, written):
        assert r"Bank\u202egnp.exe" in drawn
        assert r"a\u001b[31mb" in drawn
        assert "two lines" in drawn
    assert "\x1b" not in written


def test_only_an_address_of_the_web_becomes_a_link() -> None:
    assert '<a href="https://example.org/' in fragment(tree("A"))
    assert "<a " not in fragment(tree("A", url="javascript:alert(1)"))


def test_an_address_stays_whole_and_dates_are_not_broken() -> None:
    lines = text(tree("A"), 40).splitlines()
    assert [line.strip() for line in lines if "example.org" in line] == [ADDRESS, ADDRESS]
    date = Part("30 or 31 May 2022", "date")
    for width in range(40, 101):
        whole = AnswerTree("en", sentence("word " * 12, date, " and more words after it " * 3), (), ())
        assert sum("30 or 31 May 2022" in line for line in text(whole, width).splitlines()) == 1
        assert max(map(len, text(whole, width).splitlines())) <= width


def test_wide_characters_count_as_two_columns() -> None:
    whole = AnswerTree("en", sentence("日本国 " * 30), (), ())
    lines = text(whole, 40).splitlines()
    assert [len(line) for line in lines] == [19] * 6  # five words of six columns and four blanks


def test_bold_is_for_terminals_and_changes_no_word() -> None:
    styled = text(tree("A", "B"), 80, is_styled=True)
    assert BOLD in styled
    assert re.sub("\x1b\\[[0-9]+m", "", styled) == text(tree("A", "B"), 80)


def test_a_command_is_not_broken_before_a_bracket() -> None:
    """What is copied from two lines is no command."""
    command = 'accord show "Memorandum (2024)"'
    entry = Entry(sentence("x" * 60, " To see it: ", Part(command, "command")))
    drawn = AnswerTree("en", sentence("A title"), (), (Group("A GROUP", (entry,)),))
    for width in range(80, 101):
        assert command in text(drawn, width), width
