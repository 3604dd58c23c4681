"""Parts of answers in pages: escaped whatever they are, with nothing hidden, and leading where they should."""

from __future__ import annotations

import datetime
from typing import get_args
from urllib.parse import quote

import pytest
from programs.web_client import running
from starlette.testclient import TestClient

from accordgraph.queries.answers.tree import CitedSource, Entry, Part, PartKind
from accordgraph.web import addresses
from accordgraph.web.answer_html import AnswerHtml
from accordgraph.web.context import Context
from accordgraph.web.templating import escaped

HOSTILE = "<b>\u202e&\"'"


@pytest.fixture(scope="module")
def html(client: TestClient) -> AnswerHtml:
    state = running(client)
    with state.holder.reading() as snapshot:
        context = Context("/id/actor/ua", {}, {"lang": "uk"}, "uk", snapshot, state.settings, datetime.date(2026, 1, 1))
    return AnswerHtml(context, escaped, lambda command: f"/find?q={command}" if command != "none" else None)


@pytest.mark.parametrize("kind", get_args(PartKind))
@pytest.mark.parametrize("identifier", ["", HOSTILE])
def test_no_part_brings_markup_or_hidden_letters(html: AnswerHtml, kind: PartKind, identifier: str) -> None:
    for parts in ((Part(HOSTILE, kind, identifier),), (Part("none", kind, identifier),)):
        written = html.sentence(parts, "s")
        assert "<b>" not in written and "\u202e" not in written
        assert written.count('"') % 2 == 0 and "&<" not in written


def test_a_sentence_has_links_to_things_and_numbers_of_its_own_list(html: AnswerHtml) -> None:
    parts = (
        Part("Я", "actor", "ua"),
        Part(" <- "),
        Part("1", "source", "x"),
        Part("d", "date"),
        Part("n", "name", "ua"),
    )
    assert html.sentence(parts, "c") == (
        '<a href="/id/actor/ua?lang=uk">Я</a> ← <a class="ref" href="#c-1">[C1]</a><span class="date">d</span>n'
    )
    assert '<a class="ref" href="#s-1">[1]</a>' in html.sentence(parts, "s")


def test_sources_lead_elsewhere_only_where_a_browser_may_follow(html: AnswerHtml) -> None:
    described = (Part("Press", "name"),)
    plainly = CitedSource(2, "x", described, "", "https://a.example/?a&b")
    assert html.sources((plainly,), "s") == (
        '<li id="s-2"><span class="quiet">[2]</span> Press.\n<a href="/id/source/x?lang=uk">x</a>\n'
        '<br><a class="outside" href="https://a.example/?a&amp;b" rel="noreferrer">https://a.example/?a&amp;b</a></li>\n'
    )
    hostile = html.sources((CitedSource(1, HOSTILE, described, HOSTILE, f"javascript:{HOSTILE}"),), "c")
    assert "<b>" not in hostile and "\u202e" not in hostile and "outside" not in hostile and "[C1]" in hostile


def test_entries_are_numbered_where_their_marks_are(html: AnswerHtml) -> None:
    entries = (Entry((Part("a"),), (Entry((Part("b"),)),), "1."),)
    assert html.entries(entries, "s") == "<ol>\n<li>a<ul>\n<li>b</li>\n</ul></li>\n</ol>"
    assert html.entries((), "s") == ""


@pytest.mark.parametrize("identifier", ["ua", "jit~ua~1", "Ű/../x?y#z", "", "a b", HOSTILE, "a\n"])
def test_ids_stand_in_addresses_as_they_can(identifier: str) -> None:
    escaped_id = quote(identifier, safe="~")
    assert addresses.thing("Actor", identifier) == f"/id/actor/{escaped_id}"
    assert addresses.pair(identifier, "ua") == f"/pair/{escaped_id}/ua"


def test_a_reference_is_written_once_for_each_list(html: AnswerHtml) -> None:
    parts = (Part("1", "source", "x"),)
    assert html.sentence(parts * 2, "s") == '<a class="ref" href="#s-1">[1]</a>' * 2
    assert html.sentence(parts, "c") == '<a class="ref" href="#c-1">[C1]</a>'
