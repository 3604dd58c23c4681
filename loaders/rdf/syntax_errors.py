"""What is said where RDF cannot be parsed: the place, what is wrong there, and what mends it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from accordgraph.graph.errors import InputError
from accordgraph.loaders.rdf import json_places

if TYPE_CHECKING:
    from accordgraph.loaders.rdf.json_places import Place

LONGEST_MESSAGE = 300
"""Maximum length of a parser's message in ours: it may repeat a whole value."""

LARGEST_JSON = 64 << 20
"""Bytes of a JSON file that is searched for the place of an error."""

EXPORT_AGAIN = "Mend the file, or export it again."

BASES = {
    ".ttl": "An IRI is relative, and the file has no base: begin it with `@base <https://example.org/> .`",
    ".jsonld": 'An IRI is relative, and the file has no base: put "@base": "https://example.org/" into its @context.',
}
"""For an IRI without a scheme, by the ending of the file's name."""

ABSOLUTE = "An IRI is relative; here all must be absolute, such as <https://example.org/thing>."

EMBED = "Nothing is fetched from the network: put the context itself into the file in place of its address."


def explained(path: Path, error: SyntaxError) -> InputError:
    """The error for a file that the parser refuses."""
    place = _place_in_json(path, error) if error.lineno is None else None
    line, column = (place.line, place.column) if place else (error.lineno, error.offset)
    where = f"{path}:{line}:{column}" if line else str(path)
    message = error.msg if len(error.msg) <= LONGEST_MESSAGE else f"{error.msg[:LONGEST_MESSAGE]}…"
    stated = f", and there stands {place.value}" if place else ""
    return InputError(f"{where}: {message}{stated}.", f"{_remedy(path, error.msg)} Nothing was loaded.")


def _remedy(path: Path, message: str) -> str:
    if "No scheme found" in message:
        return BASES.get(path.suffix.lower(), ABSOLUTE)
    if "remote context" in message:
        return EMBED
    return EXPORT_AGAIN


def _place_in_json(path: Path, error: SyntaxError) -> Place | None:
    if path.suffix.lower() != ".jsonld" or path.stat().st_size > LARGEST_JSON:
        return None
    return json_places.find(path.read_text(encoding="utf-8-sig", errors="replace"), error.msg)
