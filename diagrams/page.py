"""The page around the network: the table, the legends, the data block and the policy that closes it to the network."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from accordgraph.diagrams.palette import DARK, LIGHT, variables
from accordgraph.diagrams.picture import ACTOR_KINDS, BASIS_KINDS, Edge, Picture
from accordgraph.diagrams.words import (
    IN_FORCE_WORDS,
    STANDING_EXPLAINED,
    STANDING_LEGEND,
    in_force_words,
    kind_word,
    since_words,
    standing_class,
    standing_words,
    until_words,
)
from accordgraph.graph.visible import visible

_ESCAPED = {character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}
_ADDRESS = re.compile(r"(https?://[^\s<>\"]+[^\s<>\".,;:)\]])")


def render(picture: Picture, network: Mapping[str, Any]) -> str:
    """The page as text. `network` holds what pyvis collected: nodes, edges, options."""
    kinds = {node.id: node.kind for node in picture.nodes}
    sources = _sources(picture)
    style = f"{variables()}{_file('page.css')}"
    scripts = [_inline(_file("vendor/vis-network.min.js")), _inline(_file("page.js"))]
    data = {**network, "palette": {"light": LIGHT, "dark": DARK}}
    return (
        _environment()
        .from_string(_file("template.html.j2"))
        .render(
            title=visible(picture.title),
            subtitle=visible(picture.subtitle),
            policy=_policy(scripts, style),
            style=Markup(style),
            vis=Markup(scripts[0]),
            script=Markup(scripts[1]),
            data=Markup(_json(data)),
            rows=[_row(edge, index, kinds, sources) for index, edge in enumerate(picture.links())],
            sources=[_linked(source) for source in sources],
            notes=[_linked(note) for note in picture.notes],
            **_legend(picture),
        )
    )


def _row(edge: Edge, index: int, kinds: Mapping[str, str], sources: Sequence[str]) -> dict[str, Any]:
    return {
        "id": f"link-{index + 1}",
        "actor": visible(edge.actor_name) or visible(edge.actor),
        "role": visible(edge.role) if edge.role else "not told",
        "basis": visible(edge.basis_name) or visible(edge.basis),
        "kind": kind_word(kinds[edge.basis]),
        "since": visible(since_words(edge.since)),
        "until": visible(until_words(edge.until)),
        "standing": visible(standing_words(edge)),
        "look": standing_class(edge),
        "in_force": visible(in_force_words(edge)),
        "sources": [sources.index(source) + 1 for source in dict.fromkeys(edge.sources)],
    }


def _sources(picture: Picture) -> list[str]:
    """All sources, numbered in the order in which the table names them."""
    return list(dict.fromkeys(source for edge in picture.links() for source in edge.sources))


def _legend(picture: Picture) -> dict[str, Any]:
    """What the legends must explain: only what stands in the picture."""
    present = {node.kind if node.is_basis or node.kind in ACTOR_KINDS else "other" for node in picture.nodes}
    bases = [kind_word(kind) for kind in BASIS_KINDS if kind in present]
    looks = {standing_class(edge) for edge in picture.edges}
    standings = {edge.standing for edge in picture.edges}
    told = {edge.in_force for edge in picture.edges} - {None}
    return {
        "kinds": [(kind, kind_word(kind)) for kind in ACTOR_KINDS if kind in present],
        "boxes": " or ".join(filter(None, [", ".join(bases[:-1]), *bases[-1:]])).capitalize(),
        "explained": [words for standing, words in STANDING_EXPLAINED.items() if standing in standings],
        "standings": [(look, words) for look, words in STANDING_LEGEND if look in looks],
        "forces": [word for word in IN_FORCE_WORDS if word in told],
    }


def _linked(text: str) -> list[tuple[str, bool]]:
    """A text in pieces: those that are web addresses become links."""
    return [(visible(piece), index % 2 == 1) for index, piece in enumerate(_ADDRESS.split(text)) if piece]


def _json(data: Mapping[str, Any]) -> str:
    """JSON that no HTML parser and no old script parser can misread."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return "".join(_ESCAPED.get(character, character) for character in text)


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


def _environment() -> Environment:
    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def _file(name: str) -> str:
    return files("accordgraph.diagrams").joinpath(name).read_text(encoding="utf-8")
