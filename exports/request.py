"""What an export is asked for, checked before anything is read, and what it reports."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from accordgraph.graph.errors import UsageError

RDF = ("nquads", "turtle", "jsonld")
FOLDERS = ("csv", "parquet")
NETWORKS = ("gexf", "graphml")
IMPORTS = ("neo4j-import",)
WORKBOOKS = ("xlsx",)
PANELS = ("panel",)
FORMS = (*RDF, *FOLDERS, *NETWORKS, *IMPORTS, *WORKBOOKS, *PANELS)

ABSOLUTE_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20\x7f-\x9f]+")
"""As N-Quads takes it, without escapes."""


@dataclass(frozen=True)
class ExportRequest:
    """What to write: one of `FORMS`; `aligned` adds the words of other vocabularies, `graph` is the IRI of the graph.

    `lang` is the language of names in networks, `csv_safe` makes CSV safe against formulas, `excel` makes it open
    in Excel as it is. Raises UsageError where one does not go with the form.
    """

    form: str
    aligned: bool = False
    graph: str | None = None
    lang: str = "en"
    csv_safe: bool = False
    excel: bool = False

    def __post_init__(self) -> None:
        """Refuse what cannot be written, before any work is done."""
        if self.form not in FORMS:
            raise UsageError(f"{self.form!r} is no form of an export.", f"Forms: {', '.join(FORMS)}.")
        if self.aligned and self.form not in RDF:
            raise UsageError(f"--aligned adds words of RDF vocabularies, and {self.form} is no RDF.", "Leave it out.")
        if self.excel and self.form not in ("csv", *PANELS):
            raise UsageError(f"--excel is for CSV, and {self.form} is none.", "Use --as csv or panel, or --as xlsx.")
        if self.graph is not None and self.form != "nquads":
            raise UsageError(f"--graph names a graph, and {self.form} has no room for its name.", "Use --as nquads.")
        if self.graph is not None and not ABSOLUTE_IRI.fullmatch(self.graph):
            raise UsageError(f"{self.graph!r} is no IRI.", "Write it in full, such as https://example.org/graph.")


@dataclass(frozen=True)
class ExportResult:
    """What was written: counts by what is counted, such as triples or rows, and what the reader should know."""

    counts: dict[str, int]
    notes: list[str] = field(default_factory=list)
