"""The page around the network: the table, the legends, the data block and the policy that closes it to the network."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from accordgraph.diagrams import data as data_block
from accordgraph.diagrams import words
from accordgraph.diagrams.existence import judge
from accordgraph.diagrams.palette import DARK, LIGHT, variables
from accordgraph.diagrams.picture import ACTOR_KINDS, BASIS_KINDS, Link, Picture, Source
from accordgraph.graph.visible import visible

_ADDRESS = re.compile(r"(https?://[^\s<>\"]+[^\s<>\".,;:)\]])")


def render(picture: Picture, network: Mapping[str, Any]) -> str:
    """The page as text. `network` holds what pyvis collected: nodes, edges, options."""
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
            data=Markup(data_block.text(data)),
            rows=[_row(picture, link, index) for index, link in enumerate(picture.links)],
            sources=[_linked(_cited(source)) for source in picture.sources],
            notes=[_linked(note) for note in picture.notes],
            **_legend(picture),
        )
    )


def _row(picture: Picture, link: Link, index: int) -> dict[str, Any]:
    verdict = None if picture.day is None else judge(link.when, picture.day)
    return {
        "id": f"link-{index + 1}",
        "actor": visible(link.start_name) or visible(link.start),
        "role": visible(words.role_word(link.role, picture.lang)),
        "basis": visible(link.basis_name) or visible(link.basis),
        "kind": words.kind_word(link.basis_kind, picture.lang),
        "since": visible(words.since_words(link.when.since, picture.lang)),
        "until": visible(words.until_words(link.when, picture.lang)),
        "standing": visible(words.standing_words(link, picture.lang)),
        "look": words.look(link),
        "in_force": "" if verdict is None else visible(words.in_force_words(verdict, picture.lang)),
        "sources": sorted({told.source for told in link.evidence}),
    }


def _cited(source: Source) -> str:
    parts = (source.title or source.id, source.publisher, source.published, source.url)
    return ". ".join(part for part in parts if part)


def _legend(picture: Picture) -> dict[str, Any]:
    """What the legends must explain: only what stands in the picture."""
    present = {node.kind if node.is_basis or node.kind in ACTOR_KINDS else "other" for node in picture.nodes}
    bases = [words.kind_word(kind, picture.lang) for kind in BASIS_KINDS if kind in present]
    looks = {words.look(link) for link in picture.links}
    standings = {link.standing for link in picture.links}
    told = set() if picture.day is None else {judge(link.when, picture.day).in_force for link in picture.links}
    return {
        "kinds": [(kind, words.kind_word(kind, picture.lang)) for kind in ACTOR_KINDS if kind in present],
        "boxes": " or ".join(filter(None, [", ".join(bases[:-1]), *bases[-1:]])).capitalize(),
        "explained": [visible(words.standing_explained(one, picture.lang)) for one in sorted(standings)],
        "standings": [(name, words.say(f"look-{name}", picture.lang)) for name in words.LOOKS if name in looks],
        "forces": [word for word in words.IN_FORCE if word in told],
    }


def _linked(text: str) -> list[tuple[str, bool]]:
    """A text in pieces: those that are web addresses become links."""
    return [(visible(piece), index % 2 == 1) for index, piece in enumerate(_ADDRESS.split(text)) if piece]


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
