"""The process that answers raw queries one after another: `python -I -m accordgraph.queries.raw.warm_sandbox`.

The first message on its standard input says which engine and which folder. It loads the engine's code, gives up files
and network as `sandbox` does, opens the graph, and says so. Each message after that is a query, answered whole: a head
that says what the body is, or what is wrong with the query. `wire` has the form of the messages.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from accordgraph.queries.raw import wire
from accordgraph.queries.raw.confinement import confine, limit_addresses, limit_processor_time
from accordgraph.queries.raw.engine_errors import EngineMessage, of_ladybug, of_oxigraph
from accordgraph.queries.raw.sandbox import private_output
from accordgraph.queries.raw.warm_answers import ENGINES, Body, TooLargeError, WarmEngine
from accordgraph.queries.raw.wire import Head

COMPLAINTS = {"ladybug": of_ladybug, "oxigraph": of_oxigraph}
"""How each engine's own words are read."""


def main() -> None:
    """Open the graph, and answer until the input ends; leave without the engines' own farewells."""
    out, source = private_output(), sys.stdin.buffer
    first = wire.read(source)
    if first is not None:
        opening, _ = first
        engine = ENGINES[opening["engine"]](opening)
        wire.write(out, _opened(engine, opening))
        while (message := wire.read(source)) is not None:
            query = message[0]
            limit_processor_time(query["cpu_seconds"])
            wire.write(out, *_answer(engine, opening["engine"], query, lambda head: wire.write(out, head)))
    os._exit(0)


def _opened(engine: WarmEngine, opening: Head) -> Head:
    statm = os.open("/proc/self/statm", os.O_RDONLY) if sys.platform == "linux" else None
    confined = confine(Path(opening["folder"]), opening["cpu_seconds"], opening["parent"])
    try:
        engine.open()
    except (OSError, ValueError, RuntimeError) as error:
        return {"complaint": EngineMessage(str(error), "store")}
    if statm is not None:
        pages = int(os.pread(statm, 100, 0).split()[0])
        limit_addresses(pages * os.sysconf("SC_PAGE_SIZE"), opening["memory_bytes"])
    return {"confined": confined}


def _answer(engine: WarmEngine, name: str, query: Head, notice: wire.Notice) -> tuple[Head, bytes]:
    """The whole answer, or what is wrong."""
    try:
        body = engine.answer(query, notice)
    except MemoryError:
        return {"complaint": EngineMessage("There is no memory left.", "memory")}, b""
    except TooLargeError as error:
        return {"too_large": str(error)}, b""
    except (OSError, SyntaxError, ValueError, RuntimeError) as error:
        return {"complaint": COMPLAINTS[name](str(error), query["text"])}, b""
    return _head(body), body.content


def _head(body: Body) -> Head:
    return {"kind": body.kind, "rows": body.rows, "is_acceptable": body.is_acceptable}


if __name__ == "__main__":
    main()
