"""The letters of files: fonts for Latin, Greek, Cyrillic, Arabic and Hebrew are bundled, so that files look the same on
every machine. What else is written has no letters in a file.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator
from functools import cache
from html import unescape
from importlib.resources import files
from typing import TYPE_CHECKING
from xml.etree import ElementTree

if TYPE_CHECKING:
    import uharfbuzz

FAMILIES = ("Noto Sans", "Noto Sans Arabic", "Noto Sans Hebrew")
"""The first one that has a letter gives it."""

WEIGHTS = {400: "Regular", 700: "Bold"}
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl"]
"""Features by which letters stand well beside each other, in every family."""

JOINING = ["init", "medi", "fina", "isol", "rlig", "liga", "calt", "mset"]
"""Features by which letters take the form of their place in a word."""

INVISIBLE = frozenset("\n\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069\ufeff")
"""Characters that need no letter."""

LAST_PLAIN = 0x7E
"""Up to this character the first family has them all."""

_AFTER_DESCRIPTION = re.compile(r"(<svg [^>]*>(?:<title>[^<]*</title>)?(?:<desc>[^<]*</desc>)?)")


@cache
def letters_of(family: str) -> frozenset[int]:
    """The characters that a bundled font has letters for, by their numbers."""
    return frozenset(_face(family, 400).unicodes)


def without_letters(text: str) -> str:
    """The characters of a text that no bundled font has, each once."""
    lacking = {one for one in text if ord(one) > LAST_PLAIN and one not in INVISIBLE}
    return "".join(sorted(one for one in lacking if all(ord(one) not in letters_of(name) for name in FAMILIES)))


def by_family(letters: str) -> Iterator[tuple[str, str]]:
    """The letters that each family gives."""
    rest = set(letters)
    for family in FAMILIES:
        own = {one for one in rest if ord(one) <= LAST_PLAIN or ord(one) in letters_of(family)}
        rest -= own
        if own:
            yield family, "".join(sorted(own))
        if not rest:
            return


def with_letters(svg: str) -> str:
    """The SVG with the letters that it uses, so that it needs no font of the machine.

    Browsers read them. Drawing programs take an installed font of the list instead.
    """
    rules = _rules(zip(WEIGHTS, _used(svg), strict=True))
    return _AFTER_DESCRIPTION.sub(lambda match: f"{match[1]}<style>{rules}</style>", svg, count=1) if rules else svg


def style_with_letters(texts: str) -> str:
    """Rules of a style sheet that bring both weights of the letters in these texts."""
    letters = "".join(sorted(set(texts)))
    return _rules((weight, letters) for weight in WEIGHTS)


def _rules(fonts: Iterable[tuple[int, str]]) -> str:
    return "".join(
        f'@font-face{{font-family:"{family}";font-weight:{weight};'
        f"src:url(data:font/ttf;base64,{base64.b64encode(_cut(family, weight, own)).decode('ascii')})}}"
        for weight, used in fonts
        for family, own in by_family(used)
    )


def _used(svg: str) -> tuple[str, str]:
    """The letters in regular and in bold type, sorted."""
    regular: set[str] = set()
    bold: set[str] = set()
    for text in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text"):
        (bold if text.get("font-weight") == "700" else regular).update(unescape("".join(text.itertext())))
    return "".join(sorted(regular)), "".join(sorted(bold))


def _bytes(family: str, weight: int) -> bytes:
    name = f"{family.replace(' ', '')}-{WEIGHTS[weight]}.ttf"
    return (files("accordgraph.diagrams") / "fonts" / name).read_bytes()


def _cut(family: str, weight: int, letters: str) -> bytes:
    """The font with these letters only, uncompressed: compression is not the same on every machine."""
    import uharfbuzz

    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(map(ord, letters))
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.update(map(_tag, [*FEATURES, *(JOINING if family != FAMILIES[0] else [])]))
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
    font: bytes = uharfbuzz.subset(_face(family, weight), wanted).blob.data
    return font


def _face(family: str, weight: int) -> uharfbuzz.Face:
    import uharfbuzz

    return uharfbuzz.Face(_bytes(family, weight))


def _tag(feature: str) -> int:
    """A feature's four letters as the number that fonts write."""
    return int.from_bytes(feature.encode("ascii"), "big")
