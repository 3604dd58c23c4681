"""Where in the text of a source something is said: checked against the text where there is one."""

from __future__ import annotations

from dataclasses import dataclass

from accordgraph.loaders.dossier.records import Reader, Record
from accordgraph.loaders.dossier.source_texts import SourceText
from accordgraph.loaders.dossier.sources import SourceInfo
from accordgraph.loaders.dossier.suggestions import quoted
from accordgraph.loaders.dossier.yaml_nodes import SequenceNode, scalars


@dataclass(frozen=True)
class Locator:
    """A paragraph and a range of characters, half open, counted in code points; None where not stated.

    Where there are several ranges, `start` and `end` are those of the first, and `ranges` has all as text.
    """

    paragraph: int | None = None
    start: int | None = None
    end: int | None = None
    ranges: str | None = None


def locate(reader: Reader, record: Record, info: SourceInfo) -> Locator:
    """The place that an entry names by `at`, `quote` or `paragraph`. What does not fit is a fault of the entry."""
    text = info.text
    if info.is_text_lost:
        return _unchecked(reader, record)
    spans = _spans(reader, record, text, info.hashed) if "at" in record.values else []
    span = spans[0] if spans else None
    if record.texts("quote") and (span is not None or "at" not in record.values):
        span = _quoted(reader, record, text, span)
    number = record.one("paragraph")
    paragraph = int(number) if number else None
    if text is not None:
        paragraph = _paragraph(reader, record, text, span, paragraph)
    ranges = "; ".join(f"{start}-{end}" for start, end in spans) if len(spans) > 1 else None
    start, end = span or (None, None)
    return Locator(paragraph, start, end, ranges)


def _unchecked(reader: Reader, record: Record) -> Locator:
    """No place: the text has a fault of its own, which is reported already, so what needs it is left out."""
    for key in ("at", "quote"):
        if key in record.values and reader.declarations.keep_going:
            reader.flaw(record, key, f"{key}: left out, as the text of the source has a fault of its own")
    number = record.one("paragraph")
    return Locator(int(number) if number else None)


def _spans(reader: Reader, record: Record, text: SourceText | None, hashed: bool) -> list[tuple[int, int]]:
    """The ranges of `at`, as written: the first is the main one; none where one of them has a fault."""
    spans = [_span(reader, record, numbers, text, hashed) for numbers in _ranges(record)]
    kept = list(dict.fromkeys(span for span in spans if span))
    if len(kept) < len(spans) and all(spans):
        reader.flaw(record, "at", "at: a range is given twice")
    return kept if all(spans) else []


def _ranges(record: Record) -> list[list[int]]:
    """The numbers of each range as written: one of `[1, 5]`, two of `[[1, 5], [9, 12]]`."""
    node = record.at("at")
    if len(record.texts("at")) != len(record.written("at")):
        return []
    items = node.items if isinstance(node, SequenceNode) else [node]
    if any(isinstance(item, SequenceNode) for item in items):
        return [[int(text) for _, text in scalars(item)] for item in items]
    return [[int(text) for text in record.texts("at")]]


def _span(
    reader: Reader, record: Record, numbers: list[int], text: SourceText | None, hashed: bool
) -> tuple[int, int] | None:
    if len(numbers) != 2 or numbers[0] >= numbers[1]:
        reader.flaw(record, "at", f"at: expected [start, end] with start before end, found {numbers}")
    elif not hashed:
        reader.flaw(record, "at", "at: the source needs sha256 (or text), or nobody can tell what the numbers count")
    elif text is not None and numbers[1] > len(text.text):
        reader.flaw(record, "at", f"at: {numbers} lies outside the text, which has {len(text.text)} characters")
    else:
        return numbers[0], numbers[1]
    return None


def _quoted(
    reader: Reader, record: Record, text: SourceText | None, span: tuple[int, int] | None
) -> tuple[int, int] | None:
    quote = record.texts("quote")[0]
    if text is None:
        reader.flaw(record, "quote", "quote: the source has no text to look it up in; give it `text:`, a path")
        return None
    if span is not None:
        if text.text[span[0] : span[1]] != quote:
            actual = quoted(text.text[span[0] : span[1]])
            reader.flaw(record, "quote", f"quote: at {list(span)} the text says {actual}, not {quoted(quote)}")
        return span
    return _searched(reader, record, text, quote)


def _searched(reader: Reader, record: Record, text: SourceText, quote: str) -> tuple[int, int] | None:
    starts = text.find(quote)
    if len(starts) == 1:
        return starts[0], starts[0] + len(quote)
    if starts:
        paragraphs = ", ".join(str(text.paragraph(start)) for start in starts[:5])
        why = f"is found {len(starts)} times (paragraphs {paragraphs}); quote more of it, or give `at`"
    else:
        why = "is found 0 times"
        why += "; only its spaces or ends of lines differ" if text.resembles(quote) else ""
    reader.flaw(record, "quote", f"quote: {quoted(quote)} {why}")
    return None


def _paragraph(
    reader: Reader, record: Record, text: SourceText, span: tuple[int, int] | None, stated: int | None
) -> int | None:
    if span is None:
        if stated is not None and stated > text.paragraphs:
            reader.flaw(record, "paragraph", f"paragraph: {stated} is not in the text, which has {text.paragraphs}")
        return stated
    actual = text.paragraph(span[0])
    if stated is not None and stated != actual:
        reader.flaw(record, "paragraph", f"paragraph: {list(span)} lies in paragraph {actual}, not {stated}")
    return actual
