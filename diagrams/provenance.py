"""How a diagram was made, so that somebody else can make it again and cite it."""

from __future__ import annotations

import datetime
import os

from accordgraph.diagrams.facts import Provenance
from accordgraph.diagrams.model import Diagram
from accordgraph.graph.errors import UsageError
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


def today() -> datetime.date:
    """Today in UTC; that of SOURCE_DATE_EPOCH where it is set, so that a build can be repeated."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    now = datetime.datetime.now(datetime.UTC)
    try:
        return (now if not epoch else datetime.datetime.fromtimestamp(int(epoch), datetime.UTC)).date()
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(f"SOURCE_DATE_EPOCH is {epoch!r}.", "Set it to seconds since 1970, or unset it.") from error


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
