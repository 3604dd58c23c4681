"""Names that a file has no letters for: a short name or an id stands instead, and a note says so."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from accordgraph.diagrams.facts import Link, Node, Source
from accordgraph.diagrams.layout.text_width import UNKNOWN
from accordgraph.diagrams.model import Diagram
from accordgraph.diagrams.svg.fonts import without_letters

__all__ = ["UNKNOWN", "printable", "written"]


def printable(diagram: Diagram) -> Diagram:
    """The diagram with texts that the bundled letters can write, and a note about those that they cannot."""
    nodes = tuple(_node(node) for node in diagram.nodes)
    changed = [new.id for new, old in zip(nodes, diagram.nodes, strict=True) if new != old]
    names = {node.id: node.title or node.label for node in nodes}
    fitting = replace(
        diagram,
        title=written(diagram.title),
        nodes=nodes,
        links=tuple(_link(link, names) for link in diagram.links),
        sources=tuple(_source(source) for source in diagram.sources),
        notes=tuple(map(written, diagram.notes)),
    )
    if fitting == diagram:
        return diagram
    note = diagram.words.say("sheet-no-letters", names=", ".join(changed) or UNKNOWN)
    return replace(fitting, notes=(*fitting.notes, note))


def _node(node: Node) -> Node:
    label = node.label if not without_letters(node.label) else node.id
    return replace(node, label=label, title=node.title if not without_letters(node.title) else label)


def _link(link: Link, names: dict[str, str]) -> Link:
    return replace(
        link,
        start_name=_or(link.start_name, names.get(link.start, link.start)),
        end_name=_or(link.end_name, names.get(link.end, link.end)),
        basis_name=_or(link.basis_name, names.get(link.basis, link.basis)),
        basis_label=_or(link.basis_label, link.basis),
    )


def _source(source: Source) -> Source:
    publisher = None if source.publisher is None else written(source.publisher)
    return replace(source, title=_or(source.title, source.id), publisher=publisher)


def _or(text: str, instead: str) -> str:
    return instead if without_letters(text) else text


def written(text: str) -> str:
    """The text with a sign for each character that no bundled font has; marks above or below a letter are left out, for
    they have no room of their own.
    """
    lacking = without_letters(text)
    if not lacking:
        return text
    return "".join(("" if unicodedata.combining(one) else UNKNOWN) if one in lacking else one for one in text)
