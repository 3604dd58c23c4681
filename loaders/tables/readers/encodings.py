"""The text of a file: which encoding it is in, and its bytes as UTF-8 with line feeds."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from accordgraph.loaders.tables.readers.table import refuse

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
"""Marks at the beginning of a file that say how it is encoded."""

BLOCK = 1 << 20
MOST_RECODED = 150 << 20
"""Bytes of a file that has to be in memory as a whole, in several forms, such as one in another encoding than UTF-8."""

LIKELY_CYRILLIC = 0.9
"""Share of the bytes above ASCII that are Cyrillic letters where a file is taken for Windows-1251."""

LIKELY_TOGETHER = 0.8
"""Share of these that stand beside another of them."""


def guessed_encoding(path: Path) -> tuple[str, str | None]:
    """The encoding of a file, and how it was guessed where it says nothing itself. Raises DossierError."""
    with path.open("rb") as file:
        head = file.read(BLOCK)
    for mark, name in MARKS:
        if head.startswith(mark):
            return name, None
    if wide := _wide(head):
        return wide, f"the encoding is {wide}"
    if _is_utf8(path):
        return "utf-8", None
    if _is_cyrillic(head):
        return "cp1251", "the encoding is cp1251 (Cyrillic of Windows)"
    raise refuse(
        path,
        "is in an encoding that cannot be told from its bytes; write it into the mapping, as in "
        "`table: {encoding: cp1252}` (Western Europe) or cp1250 (Central Europe)",
    )


def _wide(head: bytes) -> str | None:
    """UTF-16 without a mark: every second byte of plain letters is 0."""
    sample = head[: len(head) // 2 * 2]
    if not sample or len(sample) < 4:
        return None
    half = len(sample) // 2
    if sample[1::2].count(0) > 0.7 * half and sample[::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if sample[::2].count(0) > 0.7 * half and sample[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        try:
            while block := file.read(BLOCK):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _is_cyrillic(head: bytes) -> bool:
    """Whether bytes above ASCII are letters of Windows-1251 that stand together in words; accents stand alone."""
    sample = head[:100_000]
    high = [byte for byte in sample if byte >= 0x80]
    letters = sum(1 for byte in high if byte >= 0xC0 or byte in b"\xa5\xa8\xaa\xaf\xb2\xb3\xb4\xb8\xba\xbf")
    together = sum(len(run) for run in re.findall(rb"[\x80-\xff]{2,}", sample))
    return bool(high) and letters >= LIKELY_CYRILLIC * len(high) and together >= LIKELY_TOGETHER * len(high)


def whole(path: Path, what: str) -> bytes:
    """A file that has to be in memory as a whole. Raises DossierError where it is too large for that."""
    if path.stat().st_size > MOST_RECODED:
        raise refuse(path, f"has more than {MOST_RECODED >> 20} MB {what}; convert it to plain UTF-8 first")
    return path.read_bytes()


def recoded(path: Path, encoding: str) -> bytes:
    """The whole file as UTF-8. Raises DossierError where it is not in this encoding."""
    data = whole(path, f"in {encoding}")
    try:
        text = data.decode(encoding)
    except LookupError:
        raise refuse(path, f"table: there is no encoding {encoding!r}; known ones are utf-8, utf-16, cp1251") from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = f"byte {data[error.start : error.start + 1].hex().upper()} is none of the encoding {encoding}"
        raise refuse(path, f"{what}; write the right one into the mapping: `table: {{encoding: ...}}`", line) from None
    return text.lstrip("\ufeff").encode()
