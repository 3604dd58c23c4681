"""What every HTML page of ours has in common: templates that escape, a policy that closes it to the network, JSON."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template

ESCAPED = {character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}
"""What would end or change a script in a page, or a line in an old one."""


@cache
def template(name: str) -> Template:
    """A template of the package by its path in `diagrams`; it escapes every value and accepts no missing one."""
    return _environment().get_template(name)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FunctionLoader(package_file),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def package_file(name: str) -> str:
    """A text file of the package by its path in `diagrams`."""
    return files("accordgraph.diagrams").joinpath(name).read_text(encoding="utf-8")


def policy(style: str, scripts: Sequence[str] = ()) -> str:
    """A Content-Security-Policy that allows this style and these scripts, and lets nothing be fetched."""
    allowed = f"script-src {' '.join(_hash(script) for script in scripts)}; " if scripts else ""
    inside = "img-src data:; font-src data:"
    return f"default-src 'none'; {allowed}style-src {_hash(style)}; {inside}; base-uri 'none'; form-action 'none'"


def json_text(data: Mapping[str, Any]) -> str:
    """JSON that no HTML parser and no old script parser can misread; the same for the same data."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    for character, escape in ESCAPED.items():  # a block of many links has millions of characters
        text = text.replace(character, escape)
    return text


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
