"""Rows of tables in pages: escaped whatever they hold, with nothing hidden, and leading where they should."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from accordgraph.ontology.messages import message
from accordgraph.web.bars import Bar, Piece, Years
from accordgraph.web.link_table import LinkLine
from accordgraph.web.row_html import RowHtml
from accordgraph.web.row_table import Cell, RowTable
from accordgraph.web.templating import escaped

HOSTILE = "<b>\u202e&\"'"
HEADINGS = ("since", "end", "in force", "standing")
YEARS = Years(datetime.date(2020, 1, 1), datetime.date(2030, 1, 1), (), 1.0)
LINE = LinkLine(
    id="team~ua~1~lt~1",
    actor="ua",
    actor_name="Ukraine",
    partner="lt",
    partner_name="Lithuania",
    since="2024",
    is_since_disputed=False,
    is_since_read=False,
    end="none reported",
    in_force="possibly",
    in_force_word="possibly",
    why="why",
    standing="single",
    held=True,
    bar=Bar(Piece(0, 1), None, None, False),
)


@pytest.fixture(scope="module")
def html() -> RowHtml:
    return RowHtml(escaped, lambda path: f"{path}?lang=uk&x", lambda key: message(key, "en"))


def links(html: RowHtml, line: LinkLine, *, both: bool = False, one_pair: bool = False) -> str:
    return html.links([line], YEARS, HEADINGS, both=both, one_pair=one_pair)


def test_a_cell_leads_to_its_page_and_an_empty_one_has_no_label(html: RowHtml) -> None:
    table = RowTable("", ("who", "what"), ((Cell("NABU", "/id/actor/nabu"), Cell("")),))
    assert html.rows(table) == (
        '<tr><td data-label="who"><a href="/id/actor/nabu?lang=uk&amp;x">NABU</a></td><td class="empty"></td></tr>\n'
    )


def test_no_cell_brings_markup_or_hidden_letters(html: RowHtml) -> None:
    written = html.rows(RowTable("", (HOSTILE,), ((Cell(HOSTILE, f"/{HOSTILE}"),), (Cell(HOSTILE),))))
    assert "<b>" not in written and "\u202e" not in written and written.count('"') == 6


@pytest.mark.parametrize("both", [False, True])
@pytest.mark.parametrize("held", [False, True])
def test_no_link_brings_markup_or_hidden_letters(html: RowHtml, both: bool, held: bool) -> None:
    names = set(LinkLine._fields) - {"is_since_disputed", "is_since_read", "held", "bar"}
    values: dict[str, Any] = {**dict.fromkeys(names, HOSTILE), "held": held}
    hostile = LINE._replace(**values)
    written = links(html, hostile, both=both)
    assert "<b>" not in written and "\u202e" not in written and written.count('"') % 2 == 0


def test_a_link_names_its_partner_both_ends_or_neither(html: RowHtml) -> None:
    assert ">Lithuania</a>\n" in links(html, LINE) and ">Ukraine</a>" not in links(html, LINE)
    assert ">Ukraine</a> – <a" in links(html, LINE, both=True)
    assert "Lithuania" not in links(html, LINE, one_pair=True)


def test_a_link_says_what_is_doubtful_and_what_is_not_held(html: RowHtml) -> None:
    assert "doubt" not in links(html, LINE) and "(why)" in links(html, LINE)
    doubted = links(html, LINE._replace(is_since_disputed=True, is_since_read=True))
    assert message("web-day-disputed", "en") in doubted and f"({message('web-day-read', 'en')})" in doubted
    refuted = links(html, LINE._replace(held=False))
    assert refuted.startswith('<tr data-link="team~ua~1~lt~1" class="refuted">')
    assert message("web-refuted", "en") in refuted and "(why)" not in refuted
