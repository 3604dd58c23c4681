"""The Atom feed at `/feed.atom`: each load of the store, and how many statements of which dossier it brought."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from accordgraph.graph.store.history import Load
from accordgraph.graph.store.store import Store
from accordgraph.graph.visible import visible
from accordgraph.web.answering import page
from accordgraph.web.page import Page

if TYPE_CHECKING:
    from accordgraph.web.context import Context

MOST = 50
"""Loads in the feed, the last ones."""

ATOM = "application/atom+xml; charset=utf-8"


def build(context: Context) -> Page:
    """The feed, the last load first."""
    number = str(context.snapshot.manifest["snapshot"])
    loads = [load for load in Store(context.settings.store).folders.histories().values() if load.snapshot <= number]
    base = context.settings.public or ""
    entries = [_entry(context, load, base) for load in sorted(loads, key=lambda load: -int(load.snapshot))[:MOST]]
    updated = loads[-1].at if loads else "1970-01-01T00:00:00Z"
    head = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{context.lang}">',
        f"<title>{_text(context.say('web-feed-title'))}</title>",
        f"<id>{_text(_identifier(context))}</id>",
        f"<updated>{_text(updated)}</updated>",
        f'<link rel="self" type="application/atom+xml" href="{_text(base)}/feed.atom"/>',
        f'<link rel="alternate" type="text/html" href="{_text(base)}/"/>',
        "<author><name>accordgraph</name></author>",
    ]
    return Page("\n".join([*head, *entries, "</feed>\n"]).encode(), ATOM)


def _identifier(context: Context) -> str:
    """What the feed is called wherever it is read: by the address that readers know, or else by the graph."""
    return f"{context.settings.public}/feed.atom" if context.settings.public else "urn:accordgraph:feed"


def _entry(context: Context, load: Load, base: str) -> str:
    title = context.say("web-feed-load", snapshot=load.snapshot, count=load.statements)
    lines = [
        context.say("web-feed-dossier", dossier=dossier, added=added, gone=gone)
        for dossier, (added, gone) in sorted(load.changes.items())
    ]
    return "\n".join(
        [
            "<entry>",
            f"<title>{_text(title)}</title>",
            f"<id>{_text(_identifier(context))}:{load.snapshot}:{_text(load.at)}</id>",
            f"<updated>{_text(load.at)}</updated>",
            f'<link rel="alternate" type="text/html" href="{_text(base)}/"/>',
            f'<content type="text">{_text("; ".join(lines) or title)}</content>',
            "</entry>",
        ]
    )


def _text(value: str) -> str:
    return escape(visible(value), {'"': "&quot;"})


ROUTES = [page("/feed.atom", build)]
