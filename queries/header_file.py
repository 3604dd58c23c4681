"""The headers of all questions as one JSON file, which is read faster than their YAML.

`python -m accordgraph.queries.header_file` writes it; a test checks that it is current.
"""

from __future__ import annotations

import json
from typing import Any

import yaml

from accordgraph.queries import catalogue
from accordgraph.queries.header import split

TARGET = catalogue.FOLDER / catalogue.HEADERS


def text() -> str:
    """The file as it should be: by the name of the question, every scalar as text."""
    headers = {name: source(name) for name in catalogue.names()}
    return json.dumps(headers, ensure_ascii=False, indent=1) + "\n"


def source(name: str) -> Any:
    """The header as it stands in the question's `.rq`, or in the `.yaml` of one that is computed."""
    is_computed = name in catalogue.computed()
    written = (catalogue.FOLDER / f"{name}{'.yaml' if is_computed else '.rq'}").read_text(encoding="utf-8")
    return yaml.load(written if is_computed else split(written)[0], Loader=yaml.BaseLoader)


if __name__ == "__main__":
    TARGET.write_text(text(), encoding="utf-8", newline="\n")
    print(f"Wrote {TARGET}")
