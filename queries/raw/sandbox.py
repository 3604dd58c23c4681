"""The process in which a raw query runs: `python -I -m accordgraph.queries.raw.sandbox`.

It reads one job from its standard input, loads the engine's code, gives up files and network, and only then opens the
graph and asks. On its standard output go messages: 4 bytes of length, most significant first, and that much JSON:
`{"columns": [...], "has_days": false}` first, `{"rows": [[...], ...]}` as often as needed, `{"end": true}`; or
`{"complaint": [...]}`.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from accordgraph.queries.raw.confinement import confine, limit_addresses
from accordgraph.queries.raw.engine_errors import BEYOND_YEARS, EngineMessage, of_ladybug, of_oxigraph
from accordgraph.queries.raw.json_values import decode, encode

if TYPE_CHECKING:
    import ladybug

ROWS_AT_ONCE = 200
BYTES_AT_ONCE = 1 << 18
"""Maximum rows and characters of a message: a limit should be seen before it is far behind."""

DAYS = re.compile("DATE|TIMESTAMP|INTERVAL")
"""Types of Ladybug's whose values may lie beyond the years that Python has."""

Job = dict[str, Any]


class Answer(NamedTuple):
    """Columns, and rows that are computed as they are read; whether days or times are among what is read."""

    columns: list[str]
    rows: Iterable[Iterable[object]]
    has_days: bool = False


def main() -> None:
    """Do the job on standard input, and end without the engines' own farewells, which may take seconds."""
    out = private_output()
    job: Job = json.loads(sys.stdin.buffer.read())
    prepare, complain = {"ladybug": (_ladybug, of_ladybug), "oxigraph": (_oxigraph, of_oxigraph)}[job["engine"]]
    try:
        for message in _messages(job, prepare(job)):
            _send(out, message)
    except MemoryError:
        _send(out, {"complaint": EngineMessage("There is no memory left.", "memory")})
    except (OSError, SyntaxError, ValueError, RuntimeError) as error:
        _send(out, {"complaint": complain(str(error), job["text"])})
    os._exit(0)


def private_output() -> BinaryIO:
    """Standard output for us alone: what an engine prints goes nowhere."""
    kept = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return os.fdopen(kept, "wb")


def _send(out: BinaryIO, message: dict[str, Any]) -> None:
    data = json.dumps(message, ensure_ascii=True, separators=(",", ":"), allow_nan=False).encode("ascii")
    out.write(len(data).to_bytes(4, "big") + data)
    out.flush()


Ask = Callable[[], Answer]
"""Asks the query of a graph that is open."""


def _messages(job: Job, open_graph: Callable[[], Ask]) -> Iterator[dict[str, Any]]:
    statm = os.open("/proc/self/statm", os.O_RDONLY) if sys.platform == "linux" else None
    confined = confine(Path(job["folder"]), job["cpu_seconds"], job["parent"])
    yield {"confined": confined}
    ask = open_graph()
    if statm is not None:
        pages = int(os.pread(statm, 100, 0).split()[0])
        limit_addresses(pages * os.sysconf("SC_PAGE_SIZE"), job["memory_bytes"])
    answer = ask()
    yield {"columns": answer.columns, "has_days": answer.has_days}
    yield from _batches(answer.rows)
    yield {"end": True}


def _batches(rows: Iterable[Iterable[object]]) -> Iterator[dict[str, Any]]:
    batch: list[list[Any]] = []
    size = 0
    for row in rows:
        batch.append([encode(cell) for cell in row])
        size += sum(len(cell) for cell in batch[-1] if isinstance(cell, str))
        if len(batch) == ROWS_AT_ONCE or size > BYTES_AT_ONCE:
            yield {"rows": batch}
            batch, size = [], 0
    if batch:
        yield {"rows": batch}


# ---------------------------------------------------------------- engines
def _ladybug(job: Job) -> Callable[[], Ask]:
    """Load Ladybug, whose compiled part would else be loaded when files are closed already."""
    import ladybug
    from ladybug import _backend

    from accordgraph.graph.engines.ladybug import FILE

    _backend.get_pybind_module()

    def open_graph() -> Ask:
        path = Path(job["folder"], FILE)
        database = ladybug.Database(
            path,
            read_only=True,
            buffer_pool_size=job["memory_bytes"] // 2,
            max_db_size=reserve_bytes(path.stat().st_size),
        )
        connection = ladybug.Connection(database)
        return lambda: _ask_ladybug(connection, job)

    return open_graph


def _ask_ladybug(connection: ladybug.Connection, job: Job) -> Answer:
    parameters = {name: decode(value) for name, value in job["parameters"].items()}
    result: Any = connection.execute(job["text"], parameters)
    has_days = any(map(DAYS.search, result.get_column_data_types()))
    rows = ladybug_rows(result, connection, has_days)
    return Answer(list(result.get_column_names()), rows, has_days)


def reserve_bytes(size: int) -> int:
    """Addresses for the database: Ladybug wants a power of two, and takes 8 TiB by default."""
    return max(1 << 30, 1 << (2 * size).bit_length())


def ladybug_rows(result: Any, _kept_open: object, has_days: bool) -> Iterator[list[object]]:
    """The rows of a result. Raises ValueError of a day that Python has not."""
    while result.has_next():
        try:
            row: list[object] = result.get_next()
        except (ArithmeticError, SystemError, ValueError) as error:
            # So its binding fails of a day that Python has not, if it does not die of it.
            raise ValueError(BEYOND_YEARS if has_days else str(error)) from error
        yield row


def _oxigraph(job: Job) -> Callable[[], Ask]:
    import pyoxigraph as ox

    from accordgraph.graph.engines.oxigraph import in_full

    def ask(graph: ox.Store) -> Answer:
        answer = graph.query(job["text"])
        if isinstance(answer, ox.QueryBoolean):
            return Answer(["answer"], [[bool(answer)]])
        if isinstance(answer, ox.QueryTriples):
            names = ["subject", "predicate", "object"]
            return Answer(names, ([in_full(term) for term in triple] for triple in answer))
        names = [variable.value for variable in answer.variables]
        return Answer(names, ([in_full(term) for term in solution] for solution in answer))

    def open_graph() -> Ask:
        graph = ox.Store.read_only(job["folder"])
        return lambda: ask(graph)

    return open_graph


if __name__ == "__main__":
    main()
