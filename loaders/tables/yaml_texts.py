"""Texts as YAML takes them whatever is in them, for mappings that are written out."""

from __future__ import annotations

import json
from collections.abc import Iterable


def yaml_text(text: str) -> str:
    """A text in quotes: `"Party A"`."""
    return json.dumps(text, ensure_ascii=False)


def yaml_list(texts: Iterable[str]) -> str:
    """A list of texts in quotes: `["and", "/"]`."""
    return f"[{', '.join(map(yaml_text, texts))}]"


def yaml_column(name: str) -> str:
    """What a cell of a column has: `"$(Party A)"`."""
    return yaml_text(f"$({name})")
