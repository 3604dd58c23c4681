"""Sentences and entries of answers as markup, for templates: a page has thousands of their parts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from markupsafe import Markup

from accordgraph.web import addresses

if TYPE_CHECKING:
    from accordgraph.queries.answers.tree import CitedSource, Entry, Part
    from accordgraph.web.context import Context

Text = Callable[[object], object]
"""A value as it may stand in a page: escaped, and nothing hidden in it."""


class AnswerHtml:
    """The parts of one page's answers. A part that comes again, such as the name of an actor, is written once."""

    def __init__(self, context: Context, text: Text, command_link: Callable[[str], str | None]) -> None:
        """Know how the page writes texts and addresses."""
        self._text, self._url, self._say, self._command_link = text, context.url, context.say, command_link
        self._written: dict[Part, str] = {}
        self._references: dict[tuple[str, str], str] = {}
        self._by_kind: dict[str, Callable[[Part], str]] = {
            "actor": partial(self._thing, "Actor"),
            "basis": partial(self._thing, "Basis"),
            "command": self._command,
            "date": self._date,
            "text": self._plain,
        }

    def sentence(self, parts: Sequence[Part], prefix: str) -> Markup:
        """A sentence; its references lead to the list of sources with the prefix."""
        return Markup(self._sentence(parts, prefix))

    def entries(self, entries: Sequence[Entry], prefix: str) -> Markup:
        """Entries as a list, with those below each; numbered where their marks are numbers. Nothing for none."""
        return Markup(self._entries(entries, prefix))

    def sources(self, sources: Sequence[CitedSource], prefix: str) -> Markup:
        """The lines of a list of sources."""
        return Markup("".join(self._source(one, prefix) for one in sources))

    def outside(self, address: str) -> Markup:
        """An address elsewhere on a line of its own, as a link where a browser may follow it."""
        text = self._text(address)
        is_link = address.startswith(("https://", "http://"))
        link = f'<a class="outside" href="{text}" rel="noreferrer">{text}</a>' if is_link else text
        return Markup(f"<br>{link}")

    def number(self, text: object, prefix: str) -> Markup:
        """The number of a source in brackets, as its references have it."""
        letter = "" if prefix == "s" else self._text(prefix.upper())
        return Markup(f"[{letter}{self._text(text)}]")

    def _sentence(self, parts: Sequence[Part], prefix: str) -> str:
        return "".join(
            self._reference(part, prefix) if part.kind == "source" else self._written.get(part) or self._write(part)
            for part in parts
        )

    def _entries(self, entries: Sequence[Entry], prefix: str) -> str:
        if not entries:
            return ""
        tag = "ol" if entries[0].mark.endswith(".") else "ul"
        items = (
            f"<li>{self._sentence(one.text, prefix)}{self._entries(one.details, prefix)}</li>\n" for one in entries
        )
        return f"<{tag}>\n{''.join(items)}</{tag}>"

    def _write(self, part: Part) -> str:
        write = self._by_kind.get(part.kind)
        self._written[part] = written = str(self._text(part.text)) if write is None else write(part)
        return written

    def _reference(self, part: Part, prefix: str) -> str:
        known = self._references.get((part.text, prefix))
        if known is None:
            known = self._references[part.text, prefix] = self._write_reference(part, prefix)
        return known

    def _write_reference(self, part: Part, prefix: str) -> str:
        place = f"{self._text(prefix)}-{self._text(part.text)}"
        return f'<a class="ref" href="#{place}">{self.number(part.text, prefix)}</a>'

    def _source(self, one: CitedSource, prefix: str) -> str:
        title = self._text(one.title or one.id)
        return (
            f'<li id="{self._text(prefix)}-{one.number}"><span class="quiet">{self.number(one.number, prefix)}</span> '
            f"{self._sentence(one.description, prefix)}.\n"
            f'<a href="{self._text(self._url(addresses.thing("Source", one.id)))}">{title}</a>\n'
            f"{self.outside(one.url) if one.url else ''}</li>\n"
        )

    def _thing(self, class_: str, part: Part) -> str:
        if not part.id:
            return str(self._text(part.text))
        return f'<a href="{self._text(self._url(addresses.thing(class_, part.id)))}">{self._text(part.text)}</a>'

    def _command(self, part: Part) -> str:
        address = self._command_link(part.text)
        if not address:
            return f"<code>{self._text(part.text)}</code>"
        said = self._say("web-in-page" if address.startswith("#") else "web-open")
        return f'<a href="{self._text(address)}">{self._text(said)}</a>'

    def _date(self, part: Part) -> str:
        return f'<span class="date">{self._text(part.text)}</span>'

    def _plain(self, part: Part) -> str:
        return str(self._text(part.text.replace("<-", "←")))
