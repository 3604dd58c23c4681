"""Loading into a store from Python: files, dossiers as dictionaries, and frames of statements."""

from __future__ import annotations

import os
import sys
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
    from accordgraph.loaders.tables.guess import Guess

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
    mapping: Place | None = None,
) -> LoadReport:
    """Load dossiers or a table into a store: all that is given, or nothing of it.

    `inputs` is one or several of:

    - a path: a dossier in YAML, a folder of them, RDF that `accord export` wrote, or a table (CSV, xlsx, ...);
    - a dictionary: a dossier, with the keys that it has in YAML;
    - a Polars or pandas frame of statements, with the columns of the table `statements` of an export.

    A table is loaded by `mapping`, a file or the name of a bundled one; without it by the mapping beside it, which is
    made where there is none, and a warning says what was understood. Refused cells go to NAME.refused.csv beside it.

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
        if mapping is not None:
            raise UsageError("A mapping is given, and no table.", "accordgraph.load(TABLE, mapping=FILE)")
        return _load_bundled(store, keep_going=keep_going, replace=replace)
    several = list(cast("Iterable[Input]", inputs)) if _are_several(inputs) else [cast("Input", inputs)]
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="accordgraph-")))
        paths, frames = _paths(several, folder), [one for one in several if _is_frame(one)]
        granted = {"replace": replace, "amend": amend, "as_stranger": as_stranger}
        chosen = _mapping(paths, store, mapping, has_frames=bool(frames))
        options = {"frames": frames, "keep_going": keep_going, "mapping": chosen, **granted}
        return _load(paths, store, hidden=f"{folder}{os.sep}", **options)


def _mapping(paths: list[Path], store: Place, mapping: Place | None, *, has_frames: bool) -> str | None:
    """The mapping by which tables are loaded; None where there are none. A new one is said in a warning."""
    from accordgraph.graph.dates.today import today
    from accordgraph.loaders.tables.readers.reading import is_table

    is_folder = any(path.is_dir() for path in paths)
    tables = [path for path in paths if is_table(path)]
    if mapping is None and not tables and not is_folder:
        return None
    if has_frames and (mapping is not None or tables):
        raise UsageError("A table is given with frames of statements.", "Load it by itself.")
    if mapping is not None:
        return str(mapping)
    from accordgraph.loaders.tables.new_mapping import Answers
    from accordgraph.loaders.tables.plain_case import mapping_for
    from accordgraph.loaders.tables.understanding import understood

    lines: list[str] = []

    def note(guess: Guess) -> Answers:
        lines.extend(understood(guess, "en"))
        return Answers()

    chosen = mapping_for(Store(Path(store)), paths, note, today())
    if lines:
        _warn(f"{tables[0].name}, by the mapping {chosen}: {' '.join(lines)}")
    return chosen


def _load_bundled(store: Place, *, keep_going: bool, replace: bool) -> LoadReport:
    from accordgraph.loaders.bundled import bundled

    with bundled() as dossiers, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # advice to their authors
        return _load(dossiers, store, keep_going=keep_going, replace=replace)


def _load(paths: list[Path], store: Place, *, hidden: str = "", **options: Any) -> LoadReport:
    from accordgraph.loaders import loading
    from accordgraph.loaders.dictionaries import naming_no_file

    def note(line: str) -> None:
        _warn(line.replace(hidden, "") if hidden else line)

    with naming_no_file(hidden):
        return loading.load(Store(Path(store)), paths, note=note, **options)


def _warn(line: str) -> None:
    """Warn where `load` was called: at the first frame that is none of the package's."""
    level, frame = 1, sys._getframe()
    while frame.f_back is not None and frame.f_globals.get("__name__", "").startswith("accordgraph"):
        level, frame = level + 1, frame.f_back
    warnings.warn(line, stacklevel=level)


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
