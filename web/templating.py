"""Templates of pages: every value is escaped and made visible, none may be missing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from functools import cache, lru_cache, partial
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from accordgraph.diagrams.svg.styles import variables
from accordgraph.graph.visible import visible, visible_lines
from accordgraph.ontology.messages import message
from accordgraph.queries.answers.wording.dates import day_words
from accordgraph.web import addresses
from accordgraph.web.answer_html import AnswerHtml
from accordgraph.web.bars import bar_svg
from accordgraph.web.context import Context
from accordgraph.web.data_links import DataLink
from accordgraph.web.page import HTML, Page
from accordgraph.web.row_html import RowHtml

FOLDER = files("accordgraph.web")

PALETTE = "palette.css"
"""The colours of the pictures, which are those of the pages."""

SECTIONS = (
    ("/actors", "web-actors"),
    ("/agreements", "web-agreements"),
    ("/network", "web-network"),
    ("/timeline", "web-timeline"),
    ("/questions", "web-questions"),
    ("/ask/sparql", "web-query"),
    ("/conflicts", "web-conflicts"),
    ("/sources", "web-sources"),
)
"""The parts of the application, as every page lists them, with the text for each."""

SHORT = 200
"""Characters of a text up to which it is kept how it stands in a page: names, days and words come again and again."""

OTHER_LANGUAGE = {"en": ("uk", "Українською"), "uk": ("en", "English")}


def render(
    context: Context,
    template: str,
    *,
    here: str = "",
    status: int = 200,
    data_links: Sequence[DataLink] = (),
    **values: Any,
) -> Page:
    """A page from its template and its values. `here` is the part of the application that it belongs to, `data_links`
    are the rows behind it.
    """
    other, title = OTHER_LANGUAGE[context.lang]
    shared = {
        "context": context,
        "snapshot": context.snapshot.origin.snapshot,
        "other_language": (other, context.here(lang=other), title),
        "here": here,
        "public_address": f"{public}{context.here(lang=None)}" if (public := context.settings.public) else "",
        "data_address": partial(_data_address, context),
        "data_links": data_links,
        "answer_html": AnswerHtml(context, escaped, partial(_command_link, context)),
        "is_of_a_day": context.is_of_a_day,
    }
    return _page(template, status, context.lang, context.say, context.url, {**shared, **values})


def render_alone(lang: str, url: Callable[..., str], template: str, status: int, **values: Any) -> Page:
    """A page without a context, as where no snapshot can be read."""
    other, title = OTHER_LANGUAGE[lang]
    shared = {"context": None, "snapshot": "", "other_language": (other, f"?lang={other}", title), "here": ""}
    return _page(template, status, lang, partial(message, lang=lang), url, {**shared, **values})


def static_file(name: str) -> bytes:
    """A file of `static/`, a script of others (`.min.js`), or the palette. Raises FileNotFoundError."""
    if name == PALETTE:
        return variables().encode()
    return FOLDER.joinpath("vendor" if name.endswith(".min.js") else "static", name).read_bytes()


def asset(name: str) -> str:
    """The address of a file in `static/`, which changes with its content, so that browsers may keep it."""
    return f"/static/{name}?v={_digest(name)}"


def _page(
    template: str, status: int, lang: str, say: Callable[..., str], url: Callable[..., str], values: dict[str, Any]
) -> Page:
    shared = {
        "lang": lang,
        "status": status,
        "say": say,
        "url": url,
        "asset": asset,
        "sections": SECTIONS,
        "thing_address": addresses.thing,
        "pair_address": addresses.pair,
        "text_lines": _text_lines,
        "bar_svg": bar_svg,
        "row_html": RowHtml(escaped, url, say),
        "heading": _heading,
        "written": partial(day_words, lang=lang),
    }
    text = _environment().get_template(template).render({**shared, **values})
    return Page(text.encode(), HTML, status)


def _data_address(context: Context, suffix: str) -> str:
    """The address of this page as data, with the same parameters."""
    path, mark, query = context.here(lang=None, page=None).partition("?")
    return f"{path}{suffix}{mark}{query}"


def _command_link(context: Context, command: str) -> str | None:
    """The address of what answers a command: within the page of two actors, a part of it; None where nothing does."""
    address = addresses.of_command(command)
    if address is None:
        return None
    path, _, part = address.partition("#")
    if part and context.path.startswith("/pair/"):
        return f"#{part}"
    return context.url(path) + (f"#{part}" if part else "")


def _heading(text: str) -> str:
    """A heading as pages have it: a terminal has it in capital letters.

    >>> _heading("WHO SAYS WHAT"), _heading("What NABU did")
    ('Who says what', 'What NABU did')
    """
    return text.capitalize() if text.isupper() else text


def _text_lines(text: str) -> Markup:
    """A text whose line ends stay, escaped."""
    return escape(visible_lines(text))


@cache
def _digest(name: str) -> str:
    return hashlib.sha256(static_file(name)).hexdigest()[:12]


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(str(FOLDER.joinpath("templates"))),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=escaped,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def escaped(value: object) -> object:
    """Text with nothing hidden in it; what is markup already was made of such text."""
    if type(value) is not str:
        if isinstance(value, Markup):
            return value
        value = str(value)
    return _short(value) if len(value) < SHORT else escape(visible(value))


@lru_cache(maxsize=20_000)
def _short(text: str) -> Markup:
    return escape(visible(text))
