"""Pages of the documentation, followed as a reader would: every block runs, in the order of the page.

`PYTHONPATH=tests/support python -m programs.pages` writes the output that stands on the pages anew, of all pages or of
those whose names follow; read the difference before you keep it.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

import yaml
from programs.blocks import Block, blocks
from programs.terminal import COLUMNS, type_in

import accordgraph
from accordgraph.loaders.bundled import bundled
from accordgraph.ontology.namespaces import ID_NAMESPACE

ROOT = Path(__file__).resolve().parents[3]
ELISION = "…"
"""A last line of an output that says: and so on."""

ASKED_AT = "1795996800"
"""30 November 2026: the day of all answers on the pages, as SOURCE_DATE_EPOCH."""

LIMITS = ("LIMITS OF THIS GRAPH", "МЕЖІ ЦЬОГО ГРАФА")
SOURCES = ("SOURCES", "ДЖЕРЕЛА")
"""The last two headings of an answer, in each language."""

Rows = list[list[object]]


def pages() -> list[Path]:
    """The pages that readers follow: those for readers of the code have no blocks that run."""
    written = sorted((ROOT / "docs").rglob("*.md"))
    return [*sorted(ROOT.glob("README*.md")), *(page for page in written if "decisions" not in page.parts)]


@dataclass
class Walk:
    """A reader on a page, in the current folder: what was said last, and what the page's Python knows."""

    said: str | None = None
    rows: Rows | None = None
    names: dict[str, Any] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)

    def take(self, block: Block) -> str | None:
        """Run a block. Gives the text that should stand in it, where it shows what was said before."""
        if block.is_directive or block.not_run:
            return None
        if block.file and block.language != "yaml":
            Path(block.file).write_text(block.text, encoding="utf-8")
            return None
        is_output = block.language in ("text", "json") and self.said is not None
        if is_output:
            real, self.said = _elided(str(self.said), block.text), None
            return real
        runner: Callable[[Block], None] | None = getattr(self, f"_{block.language}", None)
        if runner is None:
            self._fault(block, f"blocks of {block.language or 'no language'} are not run; say why in a comment")
            return None
        try:
            runner(block)
        except Exception as error:
            self._fault(block, f"{type(error).__name__}: {error}")
        return None

    def _fault(self, block: Block, message: str) -> None:
        self.faults.append(f"line {block.first}: {message}")

    def _sh(self, block: Block) -> None:
        done = type_in(block.text)
        self.unread -= {name for name in self.unread if "accord load" in block.text and name in block.text}
        self.said = done.output
        if done.code != block.exit_code:
            self._fault(block, f"ended with {done.code}:\n{done.output}")

    def _yaml(self, block: Block) -> None:
        """Add it to the file that was named last: entries of its mappings and lists are put behind what is there."""
        path = Path(str(block.file))
        self.unread.add(path.name)
        there = _read_yaml(path.read_text(encoding="utf-8")) if path.exists() else {}
        text = yaml.safe_dump(_joined(there, _read_yaml(block.text)), allow_unicode=True, sort_keys=False)
        path.write_text(text if path.exists() else block.text, encoding="utf-8")

    def _python(self, block: Block) -> None:
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(compile(block.text, "a block of Python", "exec"), self.names)
        self.said = out.getvalue()

    def _json(self, block: Block) -> None:
        json.loads(block.text)

    def _sparql(self, block: Block) -> None:
        self._ask(block)

    def _cypher(self, block: Block) -> None:
        self._ask(block)

    def _ask(self, block: Block) -> None:
        """Ask as a user does; two texts that follow each other must give the same rows, things by id or IRI."""
        from accordgraph.queries.rendering.formats import write

        with accordgraph.open("accord-store") as graph:
            answer = (graph.sparql if block.language == "sparql" else graph.cypher)(block.text)
        rows = sorted(([_id(row[column]) for column in answer.columns] for row in answer), key=repr)
        if block.follows and rows != self.rows:
            self._fault(block, f"other rows than before: {rows} in place of {self.rows}")
        if not rows:
            self._fault(block, "no rows")
        self.rows = rows
        self.said = write(answer.rows, answer.columns, "table", COLUMNS)


def _id(cell: object) -> object:
    """A thing by its id, where it is told by its IRI."""
    is_thing = isinstance(cell, str) and cell.startswith(ID_NAMESPACE)
    return str(cell).rpartition("/")[2] if is_thing else cell


def _read_yaml(text: str) -> Any:
    return yaml.load(text, Loader=yaml.BaseLoader)


def _joined(there: Any, more: Any) -> Any:
    if isinstance(there, dict) and isinstance(more, dict):
        return {**there, **{key: _joined(there[key], value) if key in there else value for key, value in more.items()}}
    return there + more if isinstance(there, list) and isinstance(more, list) else more


def _elided(real: str, written: str) -> str:
    """The real output, cut where the page cuts it: before the sources, where it shows all that stands above them."""
    lines = [f"{line.rstrip()}\n" for line in real.splitlines()]
    if not written.endswith(f"{ELISION}\n"):
        return "".join(lines)
    place = written.count("\n") - 1
    heading = next((number for number, line in enumerate(lines) if line.rstrip() in SOURCES), None)
    if heading is not None and any(limits in written for limits in LIMITS):
        place = heading - 1
    return "".join(lines[:place]) + f"{ELISION}\n"


@dataclass(frozen=True)
class Followed:
    """A page as it should read, and what went wrong on the way."""

    text: str
    faults: list[str]


def follow(page: str) -> Followed:
    """Follow a page in the current folder, which holds the bundled graph in `accord-store`."""
    walk = Walk()
    outputs = [(block, walk.take(block)) for block in blocks(page)]
    walk.faults += [f"{name} is written and never loaded" for name in sorted(walk.unread)]
    lines = page.splitlines(keepends=True)
    for block, real in reversed(outputs):
        if real is not None:
            lines[block.first : block.last] = [real]
    return Followed("".join(lines), walk.faults)


@contextlib.contextmanager
def reader_at_work(store: Path) -> Iterator[Path]:
    """A new folder with a copy of a store, which is the current one meanwhile; everything is asked on one day."""
    a_day = mock.patch.dict(os.environ, {"SOURCE_DATE_EPOCH": ASKED_AT})
    with a_day, tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        shutil.copytree(store, "accord-store")
        yield Path(folder)


def _rewrite(store: Path, names: Collection[str]) -> None:
    """Write pages anew, all or those of the names."""
    for path in pages():
        if names and path.name not in names:
            continue
        with reader_at_work(store):
            followed = follow(path.read_text(encoding="utf-8"))
        for fault in followed.faults:
            print(f"{path.relative_to(ROOT)}, {fault}")
        if not followed.faults:  # what is said after a fault is not what should stand there
            path.write_text(followed.text, encoding="utf-8")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch, bundled() as paths:
        accordgraph.load(paths, Path(scratch, "accord-store"))
        _rewrite(Path(scratch, "accord-store"), sys.argv[1:])
