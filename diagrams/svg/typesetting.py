"""Typst as the maker of images and of pages: fixed templates, to which texts come as data and never as markup."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import typst

DAY_WITHOUT = datetime.date(2000, 1, 1)
"""Stands in a file that does not say when it was made: the same input gives the same bytes."""


@cache
def _fonts() -> typst.Fonts:
    """The bundled letters, and none of the machine; read once in a process."""
    import typst

    with as_file(files("accordgraph.diagrams") / "fonts") as folder:
        return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])


def typeset(
    template: str,
    data: Mapping[str, Any],
    form: Literal["png", "pdf"],
    *,
    pixels_per_point: float = 1.0,
    day: datetime.date | None = None,
) -> bytes:
    """A template of the folder `templates` with its data, as the bytes of a PDF, or of a PNG of one page."""
    import typst

    moment = datetime.datetime.combine(day or DAY_WITHOUT, datetime.time(), datetime.UTC)
    written = typst.compile(
        (files("accordgraph.diagrams") / "svg" / "templates" / template).read_bytes(),
        font_paths=_fonts(),
        format=form,
        ppi=72 * pixels_per_point,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        timestamp=moment,
    )
    return b"".join(written) if isinstance(written, list) else bytes(written)


def end_of(template: str, data: Mapping[str, Any]) -> float:
    """How far down its last page a document ends, in points from the upper edge of the paper."""
    import typst

    position = typst.query(
        (files("accordgraph.diagrams") / "svg" / "templates" / template).read_bytes(),
        "<end>",
        field="value",
        one=True,
        font_paths=_fonts(),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    return float(json.loads(position).removesuffix("pt"))
