"""The letters of files: Noto Sans is bundled, so Latin, Greek and Cyrillic look the same on every machine."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Iterable
from functools import cache
from html import unescape
from importlib.resources import as_file, files
from xml.etree import ElementTree

FAMILY = "Noto Sans"
WEIGHTS = {400: "NotoSans-Regular.ttf", 700: "NotoSans-Bold.ttf"}

_AFTER_DESCRIPTION = re.compile(r"(<svg [^>]*>(?:<title>[^<]*</title>)?(?:<desc>[^<]*</desc>)?)")


@cache
def register() -> None:
    """Let the renderer know the bundled letters; once in a process."""
    import vl_convert

    with as_file(files("accordgraph.diagrams") / "fonts") as folder:
        vl_convert.register_font_directory(str(folder))


def with_letters(svg: str) -> str:
    """The SVG with the letters that it uses, so that it needs no font of the machine.

    Browsers read them. Drawing programs take an installed font of the list instead.
    """
    rules = _rules(zip(WEIGHTS.items(), _used(svg), strict=True))
    return _AFTER_DESCRIPTION.sub(lambda match: f"{match[1]}<style>{rules}</style>", svg, count=1) if rules else svg


def style_with_letters(texts: str) -> str:
    """Rules of a style sheet that bring both weights of the letters in these texts."""
    letters = "".join(sorted(set(texts)))
    return _rules((weight, letters) for weight in WEIGHTS.items())


def _rules(fonts: Iterable[tuple[tuple[int, str], str]]) -> str:
    return "".join(
        f'@font-face{{font-family:"{FAMILY}";font-weight:{weight};'
        f"src:url(data:font/ttf;base64,{_encoded(name, used)})}}"
        for (weight, name), used in fonts
        if used
    )


def _used(svg: str) -> tuple[str, str]:
    """The letters in regular and in bold type, sorted."""
    regular: set[str] = set()
    bold: set[str] = set()
    for text in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text"):
        (bold if text.get("font-weight") == "700" else regular).update(unescape("".join(text.itertext())))
    return "".join(sorted(regular)), "".join(sorted(bold))


def _encoded(name: str, letters: str) -> str:
    return base64.b64encode(_cut(name, letters)).decode("ascii")


def _cut(name: str, letters: str) -> bytes:
    """The font with these letters only, uncompressed: compression is not the same on every machine."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    options = Options(layout_features=["kern", "mark", "mkmk", "ccmp", "locl"], hinting=False, notdef_outline=True)
    font = TTFont(io.BytesIO((files("accordgraph.diagrams") / "fonts" / name).read_bytes()), recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(text=letters)
    subsetter.subset(font)
    subset = io.BytesIO()
    font.save(subset)
    return subset.getvalue()
