"""What every page has around its picture: a head with all controls, style, scripts, policy, the other language."""

from __future__ import annotations

import gzip
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from string import ascii_letters, digits
from typing import Any

from markupsafe import Markup

from accordgraph.diagrams.html import data as data_block
from accordgraph.diagrams.html import sections
from accordgraph.diagrams.model import Diagram
from accordgraph.diagrams.provenance import caption
from accordgraph.diagrams.svg.fonts import style_with_letters
from accordgraph.diagrams.texts import pieces
from accordgraph.diagrams.web_page import policy, template


@dataclass(frozen=True)
class Face:
    """A page in one language: its template, what fills it, the text of its data block."""

    template: str
    diagram: Diagram
    fields: Mapping[str, Any]
    block: str

    def write(self, more: Mapping[str, Any]) -> str:
        """The page as text."""
        return template(self.template).render({**_common(self.diagram, self.block), **self.fields, **more})


def _common(diagram: Diagram, block: str) -> dict[str, Any]:
    return {
        "lang": diagram.lang,
        "t": diagram.words,
        "title": diagram.title,
        "subtitle": diagram.subtitle,
        "overview": diagram.overview,
        "link_count": len(diagram.links),
        "data": Markup(block),
        "sources": [sections.source(source) for source in diagram.sources],
        "notes": [pieces(note) for note in diagram.notes],
        "provenance": sections.provenance_of(diagram, data_block.digest(block)),
        "caption": caption(diagram),
    }


def views_of(diagram: Diagram, views: Sequence[str]) -> list[tuple[str, str]]:
    """The views of a page with their words, the one that it opens with first."""
    return [(view, diagram.words[f"view-{view}"]) for view in views]


# ---------------------------------------------------------------- the page
def whole(
    face: Face, other: Face | None, style: str, scripts: Sequence[str], *, embedded: bool = False, lettered: bool = True
) -> str:
    """The whole page; one that is `embedded` shows the picture alone, for a frame. `other` is the same page in another
    language, which the page holds packed and shows when asked to. One that is `lettered` brings its letters along.
    """
    text = f"{ascii_letters}{digits}{face.block}{other.block if other else ''}"
    sheet = f"{style_with_letters(text) if lettered else ''}{style}"
    common = {"embedded": embedded, "policy": policy(sheet, scripts), **NO_SWITCH}
    switch = {} if other is None else _packed(face, replace(other, fields={**other.fields, **common}), len(scripts))
    own = {"style": Markup(sheet), "scripts": [Markup(one) for one in scripts]}
    return face.write({**common, **switch, **own})


NO_SWITCH: Mapping[str, Any] = {"packed": "", "switch_to": None, "first_lang": ""}
"""What a page has that knows one language."""


def _packed(face: Face, other: Face, scripts: int) -> dict[str, Any]:
    """The page in the other language, compressed, without its style and scripts; and what leads to and fro."""
    places = {"style": Markup("@style@"), "scripts": [Markup(f"@script-{number}@") for number in range(scripts)]}
    back = {"switch_to": _language(face.diagram), "first_lang": face.diagram.lang}
    packed = b64encode(gzip.compress(other.write({**back, **places}).encode(), 9, mtime=0)).decode()
    return {"packed": packed, "switch_to": _language(other.diagram), "first_lang": face.diagram.lang}


def _language(diagram: Diagram) -> tuple[str, str]:
    return diagram.lang, diagram.words["page-language"]
