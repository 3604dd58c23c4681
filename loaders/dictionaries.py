"""Dossiers as dictionaries: written down as YAML, and read as any other, so that both ways have the same checks."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from accordgraph.graph.errors import DossierError, InputError

ID_IN_A_NAME = 60
"""Maximum length of the part of a file's name that is the id of a dossier."""


def write(dossier: Mapping[str, Any], folder: Path, number: int) -> Path:
    """Write a dossier into a folder; its name is what messages call it. Raises InputError for what YAML has not."""
    identifier = str(dossier.get("dossier", ""))[:ID_IN_A_NAME]
    name = identifier if identifier.replace("-", "").isalnum() else "dictionary"
    path = folder / f"{name} ({number}).yaml"
    try:
        text = yaml.safe_dump(_plain(dossier), allow_unicode=True, sort_keys=False, width=1000)
    except (yaml.YAMLError, RecursionError) as error:
        problem = f"The dossier {name} cannot be read: {error}."
        raise InputError(problem, "A dossier has dictionaries, lists, texts, numbers and days.") from error
    path.write_text(text, encoding="utf-8")
    return path


def _plain(value: Any) -> Any:
    """Dictionaries, lists and texts of any class as those of Python, without references from one to another."""
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value.isoformat()
    return str(value) if isinstance(value, str) else value


@contextmanager
def naming_no_file(folder: str) -> Iterator[None]:
    """A block whose faults name the dictionary in place of the file in a folder that it was written to."""
    try:
        yield
    except DossierError as error:
        if not folder:
            raise
        faults = [replace(fault, file=(fault.file or "").replace(folder, "") or None) for fault in error.faults]
        raise DossierError(tuple(faults)) from None
