"""How a diagram was made, so that somebody else can make it again and cite it."""

from __future__ import annotations

from accordgraph.diagrams.facts import Provenance
from accordgraph.diagrams.model import Diagram
from accordgraph.diagrams.texts import Phrases
from accordgraph.graph.dates.today import today
from accordgraph.queries.session import Origin
from accordgraph.version import __version__


def provenance_of(origin: Origin, command: str) -> Provenance:
    """The provenance of a diagram: where its answers come from, and the command that makes it again."""
    return Provenance(
        snapshot=origin.snapshot,
        vocabulary=origin.vocabulary,
        version=__version__,
        created_on=today(),
        question=command,
    )


def as_of(provenance: Provenance | None, words: Phrases) -> str:
    """As of when something was made, from what, and that what is missing may exist; empty where that is not known."""
    if provenance is None:
        return ""
    return words.say("sheet-as-of", day=words.day(provenance.created_on), snapshot=provenance.snapshot)


def caption(diagram: Diagram) -> str:
    """One paragraph to cite the diagram by."""
    if diagram.provenance is None:
        return diagram.title
    provenance = diagram.provenance
    return diagram.words.say(
        "caption",
        title=diagram.title,
        subtitle=diagram.subtitle,
        version=provenance.version,
        snapshot=provenance.snapshot,
        day=diagram.words.day(provenance.created_on),
        question=provenance.question,
    )
