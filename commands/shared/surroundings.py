"""What a program needs of its surroundings, and what is said where it has not got it: memory, letters, threads."""

from __future__ import annotations

import os
import sys

from accordgraph.graph.errors import AccordError, EngineError, InputError, UsageError

THREADS = "POLARS_MAX_THREADS"

LEAST_ADDRESSES = 9 << 40
"""Of memory that is reserved and not used: 8 TiB, and what all else takes."""


def check() -> None:
    """Raise UsageError where a setting of the environment would end a library that reads it."""
    threads = os.environ.get(THREADS, "")
    if threads.strip().isdigit() and not int(threads):
        raise UsageError(f"The setting {THREADS} is {threads}.", "Set it to a whole number from 1, or unset it.")


def check_addresses() -> None:
    """Raise EngineError where a graph cannot be built: libraries end the program where they get no addresses."""
    if sys.platform == "win32":
        return
    import resource

    most = resource.getrlimit(resource.RLIMIT_AS)[0]
    if most != resource.RLIM_INFINITY and most < LEAST_ADDRESSES:
        what = f"This process may have {most >> 20:,} MiB of addresses, and Ladybug reserves 8 TiB to build a graph."
        raise EngineError(what, "Allow more: ulimit -v unlimited. Nothing was written.")


def explained(error: BaseException) -> AccordError | None:
    """Our error for what the surroundings are to blame for; None for any other."""
    if isinstance(error, UnicodeEncodeError):
        letter = error.object[error.start]
        what = f"The output is written in {error.encoding}, which has no {letter!a}."
        return InputError(what, "Set PYTHONIOENCODING=utf-8, or unset it. The output may be cut off.")
    is_panic = type(error).__name__ == "PanicException"  # of Polars: no class of its own, and no Exception
    if isinstance(error, MemoryError) or (is_panic and "memory" in str(error)):
        return EngineError("There is not enough memory.", MORE_MEMORY)
    if is_panic:
        return EngineError(f"A library has given up: {str(error)[:200]}.", MORE_MEMORY)
    return None


MORE_MEMORY = "See what a process may take with `ulimit -a`, and allow more, or load less at a time."
