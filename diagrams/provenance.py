"""How a picture was made, told so that somebody else can make it again and cite it."""

from __future__ import annotations

import datetime
import os

from accordgraph.diagrams.model import Diagram, Provenance
from accordgraph.diagrams.wording import day_words, say
from accordgraph.graph.errors import UsageError
from accordgraph.queries.session import Origin
from accordgraph.version import __version__


def provenance_of(origin: Origin, command: str) -> Provenance:
    """What a page tells of its making: where its answers come from, and the command that makes it again."""
    return Provenance(
        snapshot=origin.snapshot,
        vocabulary=origin.vocabulary,
        version=__version__,
        created_on=today(),
        question=command,
    )


def today() -> datetime.date:
    """The day of making in UTC; that of SOURCE_DATE_EPOCH where it is set, so that a build can be repeated."""
    told = os.environ.get("SOURCE_DATE_EPOCH")
    now = datetime.datetime.now(datetime.UTC)
    try:
        return (now if not told else datetime.datetime.fromtimestamp(int(told), datetime.UTC)).date()
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(f"SOURCE_DATE_EPOCH is {told!r}.", "Set it to seconds since 1970, or unset it.") from error


def caption(diagram: Diagram) -> str:
    """One paragraph to cite the picture by."""
    if diagram.provenance is None:
        return diagram.title
    made = diagram.provenance
    return say(
        "caption",
        diagram.lang,
        title=diagram.title,
        subtitle=diagram.subtitle,
        version=made.version,
        snapshot=made.snapshot,
        day=day_words(made.created_on, diagram.lang),
        question=made.question,
    )
