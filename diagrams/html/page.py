"""The page around the picture: its parts, its scripts, the data block and the policy that closes it to the network."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from accordgraph.diagrams import wording
from accordgraph.diagrams.html import data as data_block
from accordgraph.diagrams.html import sections
from accordgraph.diagrams.html.matrix import grid
from accordgraph.diagrams.layout.laid_out import LaidOutDiagram
from accordgraph.diagrams.provenance import caption
from accordgraph.diagrams.svg.network import network_svg
from accordgraph.diagrams.svg.palette import LIGHT, variables
from accordgraph.graph.visible import visible

SCRIPTS = (
    *("basics", "theme", "existence", "state", "status", "copying", "marks", "labels", "tips"),
    *("stage-vis", "stage-sigma", "sigma-looks", "sigma-programs", "stage-matrix"),
    *("details", "timeline", "table", "slider", "filters", "print", "keys", "touch", "start"),
)
"""Pieces of the page's script, in this order in one function; `start` puts the others together."""

MOST_STATIC = 2_000  # links: above it the file holds them as data only, and scripts make the rows that are looked at


def render(layout: LaidOutDiagram, data: Mapping[str, Any]) -> str:
    """The page as text. `data` is the data block, with whatever pyvis made of its nodes and links."""
    diagram, block = layout.diagram, data_block.text(data)
    style = f"{variables()}{_file('html/page.css')}"
    scripts = [*_library(layout), _script()]
    is_small = len(diagram.links) <= MOST_STATIC
    links = data["links"] if is_small else []
    return _template().render(
        lang=diagram.lang,
        t=wording.words(diagram.lang),
        title=visible(diagram.title),
        subtitle=visible(diagram.subtitle),
        policy=_policy(scripts, style),
        style=Markup(style),
        scripts=[Markup(script) for script in scripts],
        data=Markup(block),
        grid=grid(layout) if diagram.view == "matrix" else None,
        static_picture=_still(layout) if is_small and diagram.view != "matrix" else "",
        sources=[sections.source(told, diagram.lang) for told in diagram.sources],
        notes=[sections.pieces(note) for note in diagram.notes],
        provenance=sections.provenance_of(diagram, data_block.digest(block)),
        caption=visible(caption(diagram)),
        **sections.legends(diagram),
        **sections.timeline(diagram, links),
        **sections.table(diagram, links),
    )


def _library(layout: LaidOutDiagram) -> list[str]:
    """What draws: nothing for a table, a canvas for a few hundred nodes, WebGL for more."""
    if layout.diagram.view == "matrix":
        return []
    return [_inline(_file(f"vendor/{'sigma' if layout.is_large else 'vis-network'}.min.js"))]


def _still(layout: LaidOutDiagram) -> Markup:
    return Markup(network_svg(layout, {name: f"var(--{name})" for name in LIGHT}))


@cache
def _script() -> str:
    pieces = "\n".join(_file(f"html/scripts/{name}.js") for name in SCRIPTS)
    return _inline(f'"use strict";\n(() => {{\ndocument.documentElement.classList.add("live");\n{pieces}\n}})();\n')


def _inline(script: str) -> str:
    """A script as it may stand in the page: without the comment that sends developer tools for a second file."""
    text = re.sub(r"\n//# sourceMappingURL=\S+\s*$", "\n", script)
    for trap in ("</script", "<!--", "\r"):
        if trap in text.lower():
            raise ValueError(f"A script of the page holds {trap!r}, which would end or change it.")
    return text


def _policy(scripts: Sequence[str], style: str) -> str:
    """A Content-Security-Policy that lets our own scripts and style run, and nothing be fetched."""
    allowed = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(_file("html/page.html.j2"))


def _file(name: str) -> str:
    return files("accordgraph.diagrams").joinpath(name).read_text(encoding="utf-8")
