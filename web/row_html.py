"""Rows of tables as markup, for templates: a page has hundreds of cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from accordgraph.web import addresses
from accordgraph.web.bars import bar_svg

if TYPE_CHECKING:
    from accordgraph.web.answer_html import Text
    from accordgraph.web.bars import Years
    from accordgraph.web.link_table import LinkLine
    from accordgraph.web.row_table import Cell, RowTable


class LinkHeadings(NamedTuple):
    """The headings of a table of links, which a narrow screen shows beside each cell."""

    since: str
    end: str
    force: str
    standing: str


class RowHtml:
    """The rows of one page's tables."""

    def __init__(self, text: Text, url: Callable[..., str], say: Callable[..., str]) -> None:
        """Know how the page writes texts and addresses."""
        self._text, self._url, self._say, self._both = text, url, say, say("web-both")

    def rows(self, table: RowTable) -> Markup:
        """The rows of an answer."""
        headings = [str(self._text(column)) for column in table.columns]
        return Markup("".join(f"<tr>{self._cells(row, headings)}</tr>\n" for row in table.rows))

    def _cells(self, row: Sequence[Cell], headings: Sequence[str]) -> str:
        return "".join(map(self._cell, row, headings))

    def _cell(self, cell: Cell, heading: str) -> str:
        text = self._text(cell.text)
        said = f'<a href="{self._text(self._url(cell.address))}">{text}</a>' if cell.address else text
        attribute = f'data-label="{heading}"' if cell.text else 'class="empty"'
        return f"<td {attribute}>{said}</td>"

    def marks(self, line: LinkLine) -> Markup:
        """That sources differ on a start, or that it is our reading."""
        said = ""
        if line.is_since_disputed:
            said += f' <span class="doubt">{self._text(self._say("web-day-disputed"))}</span>'
        if line.is_since_read:
            said += f' <span class="quiet small">({self._text(self._say("web-day-read"))})</span>'
        return Markup(said)

    def links(
        self, lines: Sequence[LinkLine], years: Years, headings: Sequence[str], *, both: bool, one_pair: bool
    ) -> Markup:
        """Links by one basis; with `both` each names its two ends, with `one_pair` none."""
        written = LinkHeadings(*[str(self._text(heading)) for heading in headings])
        return Markup("".join(self._link(one, years, written, both=both, one_pair=one_pair) for one in lines))

    def _link(self, one: LinkLine, years: Years, heading: LinkHeadings, *, both: bool, one_pair: bool) -> str:
        text = self._text
        refuted = "" if one.held else ' class="refuted"'
        since = self._thing("Cooperation", one.id, one.since)
        return (
            f'<tr data-link="{text(one.id)}"{refuted}>\n'
            f"{'' if one_pair else self._ends(one, both=both)}"
            f'<td data-label="{heading.since}">{since}{self.marks(one)}</td>\n'
            f'<td class="years">{bar_svg(one, years)}</td>\n'
            f'<td data-label="{heading.end}">{text(one.end)}</td>\n'
            f'<td data-label="{heading.force}">{self._force(one)}</td>\n'
            f'<td data-label="{heading.standing}">{text(one.standing)}</td>\n</tr>\n'
        )

    def _ends(self, one: LinkLine, *, both: bool) -> str:
        first = f"{self._thing('Actor', one.actor, one.actor_name)} – " if both else ""
        word = self._text(self._both)
        address = self._text(self._url(addresses.pair(one.actor, one.partner)))
        said = f"{word}: {self._text(one.actor_name)} – {self._text(one.partner_name)}"
        partner = self._thing("Actor", one.partner, one.partner_name)
        return f'<td>{first}{partner}\n<a class="both small" href="{address}" aria-label="{said}">{word}</a></td>'

    def _force(self, one: LinkLine) -> str:
        if not one.held:
            return str(self._text(self._say("web-refuted")))
        why = f' <span class="quiet small">({self._text(one.why)})</span>' if one.why else ""
        return f'<span class="force {self._text(one.in_force)}"></span>{self._text(one.in_force_word)}{why}'

    def _thing(self, class_: str, identifier: str, name: str) -> str:
        return f'<a href="{self._text(self._url(addresses.thing(class_, identifier)))}">{self._text(name)}</a>'
