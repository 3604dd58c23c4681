"""Which files are RDF, by their name, and which look like RDF that cannot be loaded."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from accordgraph.graph import regular_file
from accordgraph.graph.errors import InputError

ENDINGS = (".nq", ".nt", ".ttl", ".jsonld")
"""Of RDF that is loaded, in small letters."""

FORMS = "Turtle (.ttl), N-Triples (.nt), N-Quads (.nq) and JSON-LD (.jsonld)"

OTHER_RDF = {
    ".trig": "TriG",
    ".rdf": "RDF/XML",
    ".owl": "RDF/XML",
    ".rdfs": "RDF/XML",
    ".n3": "Notation3",
    ".trix": "TriX",
    ".hdt": "HDT",
    ".rj": "RDF/JSON",
}
"""RDF in a form that is not loaded, by the ending."""

PACKED = (".gz", ".bz2", ".xz", ".zst", ".zip")

LOOKED_AT = 4096
"""Bytes at the beginning of a file that tell RDF from a dossier."""

BEGINNINGS = (
    (re.compile(rb"<\?xml|<!--|<!DOCTYPE|<rdf:RDF"), "XML"),
    (
        re.compile(rb"@prefix\b|@base\b|PREFIX\s+[\w-]*:\s*<|BASE\s+<|<[a-z][a-z0-9+.-]*:[^>\s]*>\s", re.IGNORECASE),
        "RDF",
    ),
)
JSON_LD = re.compile(rb'[\[{].*"@(?:context|graph|id)"\s*:', re.DOTALL)
SKIPPED = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s|#[^\n]*\n)*")


def is_rdf(path: Path) -> bool:
    """Whether the name of a file says that it is RDF that can be loaded."""
    return path.suffix.lower() in ENDINGS and not path.is_dir()


def refuse_other_rdf(paths: Iterable[Path]) -> None:
    """Raise InputError with all files that are RDF of a form, or under a name, that is not loaded."""
    lines = [f"{path} {reason}." for path in paths if (reason := _reason(path)) is not None]
    if lines:
        raise InputError("\n".join(lines), f"RDF is loaded as {FORMS}: as accord export writes it. Nothing was loaded.")


def _reason(path: Path) -> str | None:
    ending = path.suffix.lower()
    if path.is_dir() or not path.exists():
        return None
    if ending in OTHER_RDF:
        return f"is {OTHER_RDF[ending]}, which is not loaded"
    if ending in PACKED:
        return "is packed: unpack it first"
    kind = _looks_like(path)
    if kind == "JSON-LD":
        return "looks like JSON-LD: give it a name that ends in .jsonld"
    return f"looks like {kind}, and its name does not say which form of RDF it is" if kind else None


def _looks_like(path: Path) -> str | None:
    try:
        with regular_file.open_binary(path) as file:
            head = file.read(LOOKED_AT)
    except OSError:
        return None  # The reader of dossiers says why it cannot be read.
    start = SKIPPED.match(head)
    head = head[start.end() :] if start else head
    if JSON_LD.match(head):
        return "JSON-LD"
    return next((kind for pattern, kind in BEGINNINGS if pattern.match(head)), None)
