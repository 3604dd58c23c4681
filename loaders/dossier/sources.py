"""What entries need to know of their source: its text, and as of when it speaks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from accordgraph.graph.errors import DossierError
from accordgraph.loaders.dossier.date_values import Days
from accordgraph.loaders.dossier.records import Reader, Record, Value
from accordgraph.loaders.dossier.source_texts import SourceText, read_source_text
from accordgraph.loaders.dossier.suggestions import quoted

LONGEST_CHAIN = 100
"""Sources that derive from one another, as the store takes them."""

PLAIN = re.compile(r"\d{4}(-\d\d){0,2}")
"""A date that can be written as the end of a range as it is."""


@dataclass(frozen=True)
class SourceInfo:
    """A source as entries see it: `hashed` if places in it can be counted, `is_text_lost` if its text has a fault."""

    published: str | None = None
    accessed: str | None = None
    derived_from: str | None = None
    hashed: bool = True
    text: SourceText | None = None
    is_text_lost: bool = False


@dataclass
class Sources:
    """All sources that entries may cite, by id."""

    days: Days
    infos: dict[str, SourceInfo] = field(default_factory=dict)

    def as_of(self, identifier: str) -> str | None:
        """The day as of which a source speaks: its publication, else that of what it derives from, else its reading."""
        seen: set[str] = set()
        link: str | None = identifier
        while link is not None and link not in seen and link in self.infos and len(seen) < LONGEST_CHAIN:
            seen.add(link)
            if published := self.infos[link].published:
                return published
            link = self.infos[link].derived_from
        accessed = self.infos[identifier].accessed if identifier in self.infos else None
        return self._until(accessed) if accessed else None

    def _until(self, accessed: str) -> str | None:
        """`[..accessed]`: it was said by then."""
        if PLAIN.fullmatch(accessed):
            return f"[..{accessed}]"
        latest = self.days.instant(accessed).latest
        return f"[..{latest.isoformat()}]" if latest else None


def source_info(record: Record, text: SourceText | None) -> SourceInfo:
    """What a source's entry says of it."""
    return SourceInfo(
        published=record.one("published"),
        accessed=record.one("accessed"),
        derived_from=record.one("derived_from"),
        hashed=bool({"sha256", "text"} & set(record.node.entries)),
        text=text,
        is_text_lost=text is None and "text" in record.node.entries,
    )


def _leads_out(folder: Path, name: str) -> bool:
    """Whether a path leads elsewhere, also over links: a dossier may come from anybody, and tells what is in a file."""
    try:
        return not (folder / name).resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):
        return False  # it leads nowhere, which is reported when it is read


def read_text(reader: Reader, record: Record, folder: Path) -> SourceText | None:
    """The text that a source's entry names by a path relative to its dossier, with its SHA-256 checked."""
    name = record.one("text")
    if name is None:
        return None
    if Path(name).is_absolute():
        what = f"text: {quoted(name)} is absolute; expected a path relative to the dossier's folder"
        reader.flaw(record, "text", what)
        return None
    if _leads_out(folder, name):
        what = (
            f"text: {quoted(name)} leads out of the dossier's folder; put the text into it, or into a folder below it"
        )
        reader.flaw(record, "text", what)
        return None
    try:
        text = read_source_text(folder / name, name)
    except DossierError as error:
        reader.flaw(record, "text", f"text: {error.faults[0]}")
        return None
    sha256 = record.one("sha256")
    if sha256 is not None and sha256 != text.sha256:
        reader.flaw(record, "sha256", f"sha256: the text has {text.sha256}; it is not the text that was read before")
        return None
    record.values["sha256"] = [Value(text.sha256, None, value.node) for value in record.values["text"]]
    return text
