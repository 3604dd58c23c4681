"""Pieces of SVG: elements with escaped text, numbers written as short as they can be, and a pen with colours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from accordgraph.diagrams.svg.direction import runs, with_dates_kept
from accordgraph.diagrams.svg.styles import FONT, LIGHT, LOOKS, PAINT

Value: TypeAlias = str | float | None
NAMESPACE = "http://www.w3.org/2000/svg"

_ESCAPED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\ufffe": "\\ufffe", "\uffff": "\\uffff"}


@dataclass(frozen=True)
class Painter:
    """Draws elements that look as the style sheet says, in some colours: hex values, or the variables of a page.

    Looks are written as attributes, which any program reads; a page's policy would block a style element. `name` begins
    all ids: two pictures in one page must not share a hatching, or a hidden one takes it from the other.
    """

    colours: Mapping[str, str] = field(default_factory=lambda: LIGHT)
    name: str = ""

    def shape(self, name: str, look: str, attributes: Mapping[str, Value], *children: str) -> str:
        """One element of that look. Raises KeyError for a look that the style sheet lacks."""
        return element(name, {**self.paint(look), **attributes}, *children)

    def hatched(self, standing: str, attributes: Mapping[str, Value]) -> str:
        """A rectangle filled with the hatching of a standing, which `timeline.hatches` defines."""
        return element("rect", {**attributes, "fill": f"url(#{self.name}hatch-{standing})"})

    def paint(self, look: str) -> dict[str, Value]:
        """The attributes of a look."""
        return {key: self._coloured(key, value) for key, value in LOOKS[look].items()}

    def text(self, x: float, y: float, words: str, look: str = "word", **more: Value) -> str:
        """One line of text on its base line at `y`."""
        return self.shape("text", look, {"x": x, "y": y, **_named(more)}, lettered(words))

    def lines(self, x: float, y: float, texts: Sequence[str], line_px: float, look: str = "word", **more: Value) -> str:
        """Lines of text, one below the other; the base lines lie evenly around `y`."""
        first = y - (len(texts) - 1) * line_px / 2
        spans = (
            element("tspan", {"x": x, "y": first + index * line_px}, lettered(line)) for index, line in enumerate(texts)
        )
        return self.shape("text", look, _named(more), *spans)

    def _coloured(self, key: str, value: str | float) -> Value:
        return self.colours.get(str(value), value) if key in PAINT else value


def element(name: str, attributes: Mapping[str, Value], *children: str) -> str:
    """One element. An attribute that is None is left out; children are elements, or text made by `escaped`."""
    written = "".join(f' {key}="{_value(value)}"' for key, value in attributes.items() if value is not None)
    return f"<{name}{written}>{''.join(children)}</{name}>" if children else f"<{name}{written}/>"


def escaped(text: str) -> str:
    """Text that no parser of XML or HTML can misread."""
    return "".join(_ESCAPED.get(character, character) for character in text)


def lettered(text: str) -> str:
    """A text in elements of its own fonts: renderers of SVG look for a letter in one font of a list only."""
    pieces = list(runs(with_dates_kept(text)))
    return "".join(
        element("tspan", {"font-family": f'"{font}",{FONT}'}, escaped(piece)) if font else escaped(piece)
        for font, piece in pieces
    )


def group(attributes: Mapping[str, Value], *children: str) -> str:
    """Elements that belong together."""
    return element("g", attributes, *children)


def svg_document(width: float, height: float, title: str, description: str, *children: str, **more: Value) -> str:
    """A complete SVG, with a name (`title`) and words that are read out in its stead (`description`)."""
    head = [element("title", {}, escaped(title)), element("desc", {}, escaped(description))]
    box = more.pop("view_box", None) or f"0 0 {number(width)} {number(height)}"
    frame: dict[str, Value] = {
        "xmlns": NAMESPACE,
        "width": width,
        "height": height,
        "viewBox": box,
        "role": "img",
        "font-family": FONT,
    }
    return element("svg", {**frame, **_named(more)}, *head, *children)


def number(value: float) -> str:
    """A number with two decimals at most.

    >>> number(3.0), number(1 / 3), number(-0.001)
    ('3', '0.33', '0')
    """
    short = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if short in ("-0", "") else short


def _value(value: str | float) -> str:
    return escaped(value) if isinstance(value, str) else number(value)


def _named(attributes: Mapping[str, Value]) -> dict[str, Value]:
    """Attributes passed as arguments: `font_size` is `font-size`."""
    return {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
