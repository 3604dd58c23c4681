"""Loading into a store from Python: files, dossiers as dictionaries, and frames of statements."""

from __future__ import annotations

import os
import tempfile
import warnings
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from accordgraph.api_values import Place
from accordgraph.graph.errors import UsageError
from accordgraph.graph.store.store import Store

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

    from accordgraph.graph.store.store import LoadReport

Input: TypeAlias = "Place | Mapping[str, Any] | pl.DataFrame | pd.DataFrame"
"""A file or folder, a dossier as a dictionary, or a frame of statements."""


def load(
    inputs: Input | Iterable[Input] | None = None,
    store: Place = "accord-store",
    *,
    keep_going: bool = False,
    replace: bool = False,
    amend: bool = False,
    as_stranger: bool = False,
) -> LoadReport:
    """Load dossiers into a store: all that is given, or nothing of it.

    `inputs` is one or several of:

    - a path: a dossier in YAML, a folder of them, or RDF that `accord export` wrote;
    - a dictionary: a dossier, with the keys that it has in YAML;
    - a Polars or pandas frame of statements, with the columns of the table `statements` of an export.

    With `as_stranger`, what is loaded is marked in every answer, counts as opinion, and changes no answer of other
    dossiers, until `accord trust` lets it count.

    Without `inputs`, the bundled dossiers are loaded. The store is made where it is missing. What a dossier said before
    and no longer says is retracted; loading it twice changes nothing. Gives the current snapshot and what changed. What
    a dossier leaves open is a warning; of the bundled ones, `accord coverage` says it. Raises DossierError with every
    fault, in which case nothing is loaded; with `keep_going` each fault is a warning, and valid entries are loaded.
    Raises InputError for a frame with faulty statements, where a dossier retracts more than a tenth of what it said
    and `replace` is not set, and where it states fields of what another one declares and does not say `amends`, or
    `amend` is not set; UsageError for an input of another type.
    """
    if inputs is None:
        return _load_bundled(store, keep_going=keep_going, replace=replace)
    several = list(cast("Iterable[Input]", inputs)) if _are_several(inputs) else [cast("Input", inputs)]
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="accordgraph-")))
        paths, frames = _paths(several, folder), [one for one in several if _is_frame(one)]
        granted = {"replace": replace, "amend": amend, "as_stranger": as_stranger}
        options = {"frames": frames, "keep_going": keep_going, **granted}
        return _load(paths, store, hidden=f"{folder}{os.sep}", **options)


def _load_bundled(store: Place, *, keep_going: bool, replace: bool) -> LoadReport:
    from accordgraph.loaders.bundled import bundled

    with bundled() as dossiers, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # advice to their authors
        return _load(dossiers, store, keep_going=keep_going, replace=replace)


def _load(paths: list[Path], store: Place, *, hidden: str = "", **options: Any) -> LoadReport:
    from accordgraph.loaders import loading
    from accordgraph.loaders.dictionaries import naming_no_file

    def note(line: str) -> None:
        warnings.warn(line.replace(hidden, "") if hidden else line, stacklevel=7)  # where `load` was called

    with naming_no_file(hidden):
        return loading.load(Store(Path(store)), paths, note=note, **options)


def _are_several(inputs: object) -> bool:
    is_one = isinstance(inputs, str | os.PathLike | Mapping) or _is_frame(inputs)
    return isinstance(inputs, Iterable) and not is_one


def _is_frame(value: object) -> bool:
    return hasattr(value, "columns") and hasattr(value, "dtypes")


def _paths(several: list[Input], folder: Path) -> list[Path]:
    from accordgraph.loaders.dictionaries import write

    paths = []
    for number, one in enumerate(several, 1):
        if isinstance(one, str | os.PathLike):
            paths.append(Path(one))
        elif isinstance(one, Mapping):
            paths.append(write(one, folder, number))
        elif not _is_frame(one):
            remedy = "Give a path, a dictionary that holds a dossier, or a frame of statements."
            raise UsageError(f"{type(one).__name__} cannot be loaded.", remedy)
    return paths
