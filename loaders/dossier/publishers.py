"""Names of publishers that no source has: a slip in the word would leave its sources without a name."""

from __future__ import annotations

from collections.abc import Sequence

from accordgraph.loaders.dossier.declarations import Declarations
from accordgraph.loaders.dossier.declared import Things
from accordgraph.loaders.dossier.suggestions import nearest, quoted


def check_publishers(all_things: Sequence[Things], declarations: Declarations) -> None:
    """Complain of a publisher that no source has, where a source has one without a name that looks like it.

    Another that no source has is taken: its sources may stand in another dossier.
    """
    sources = [record for things in all_things for record in things.records["source"].values()]
    used = {word for record in sources for word in record.texts("publisher")}
    named = {word for things in all_things for word in things.records["publisher"]}
    nameless = {word for word in used - named if not declarations.has("actor", word)}
    for things in all_things:
        for word, record in things.records["publisher"].items():
            meant = None if word in used else nearest(word, nameless)
            if meant is not None:
                message = f"publishers: no source has the publisher {quoted(word)}; did you mean {quoted(meant)}?"
                things.draft.reader.fault(record.node, message)
                declarations.broken.add(("publisher", word))
