"""The exceptions of accordgraph, grouped by what the user can do.

AccordError
├── InputError          a file, a value or a name that was given is at fault        exit 1, HTTP 400
│   ├── DossierError    a dossier: every fault in it, each with file, line, column
│   ├── NotFoundError   no such actor, thing or question: "did you mean"                    HTTP 404
│   └── QueryError      a raw query: it does more than read, is no query, or is past a limit
├── UsageError          wrong usage                                                 exit 2, HTTP 400
│   └── AmbiguousError  a name that several things bear
└── StoreError          the store or an engine is at fault                          exit 3, HTTP 500
    ├── LockedError     another process writes                                              HTTP 503
    ├── BusyError       as many raw queries run and wait as a server takes                  HTTP 503
    ├── EngineError     an engine refused a query or a load
    └── TargetError     a server elsewhere failed, or is not what we need           exit 3, HTTP 502
        ├── UnreachableError    it is not there, or went away                               HTTP 503
        ├── RefusedError        it wants another password, or a right is lacking
        └── TooSlowError        it took more time than it was given                             HTTP 504
"""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from typing import ClassVar

from accordgraph.graph.redaction import redacted


@dataclass(frozen=True)
class Fault:
    """One thing wrong at one place: what it is, the value found, and what would mend it."""

    message: str
    file: str | None = None
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        """`file:line:column: message`, as editors and compilers write it."""
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        return redacted(f"{place}: {self.message}" if place else self.message)


class AccordError(Exception):
    """The root of all errors that accordgraph raises on purpose. The text is made from the fields, without secrets."""

    exit_code: ClassVar[int] = 1
    http_status: ClassVar[int] = 400

    def __init__(self, message: str, remedy: str | None = None) -> None:
        """Say what went wrong, and what the user can do about it."""
        super().__init__(message, remedy)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        """The message, and the remedy after it; users, passwords and keys of addresses are left out."""
        return redacted(f"{self.message}\n{self.remedy}" if self.remedy else self.message)


class InputError(AccordError):
    """A file, a value or a name that was given is at fault."""


class DossierError(InputError):
    """All the faults of the dossiers that were read."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        """Collect the faults, in the order in which they stand in the files."""
        Exception.__init__(self, faults)
        self.faults = faults
        self.message = "\n".join(str(fault) for fault in faults)
        count = len(faults)
        self.remedy = (
            f"{count} fault{'s' if count != 1 else ''}; nothing of these files was loaded. "
            "Mend them, or load the rest with --keep-going."
        )


class NotFoundError(InputError):
    """Nothing bears this name; `nearest` holds names that look alike, `other` the kind of things that fit better."""

    http_status = 404

    def __init__(self, what: str, name: str, nearest: tuple[str, ...] = (), other: str | None = None) -> None:
        """Say what was looked for, by which name, what comes nearest, and where else such a name is."""
        Exception.__init__(self, what, name, nearest, other)
        self.what, self.name, self.nearest, self.other = what, name, nearest, other
        self.message = f"No {what} is called {_short(name)!r}."
        hints = [f"Did you mean {', '.join(nearest)}?"] if nearest else []
        if other is not None:
            article = "An" if other[0] in "aeiou" else "A"
            hints.append(f"{article} {other} is called so, or nearly: accord find {shlex.quote(_short(name))}")
        self.remedy = "\n".join(hints) or f"See what there is: {LISTS}."


class QueryError(InputError):
    """A raw query does more than read, cannot be understood, or is past a limit; `line` and `column` begin at 1."""

    def __init__(
        self, what: str, remedy: str | None = None, line: int | None = None, column: int | None = None
    ) -> None:
        """Say what is wrong, where in the text of the query, and what would mend it."""
        Exception.__init__(self, what, remedy, line, column)
        self.what, self.remedy, self.line, self.column = what, remedy, line, column
        self.message = what if line is None else f"Line {line}, column {column}: {what}"


LISTS = "accord questions, accord ask actors, accord ask bases, accord ask sources"
"""Where a user finds what there is."""


def _short(name: str) -> str:
    return name if len(name) <= 80 else f"{name[:79]}…"


class UsageError(AccordError):
    """Wrong usage of a command or a function."""

    exit_code = 2


class AmbiguousError(UsageError):
    """Several things bear this name; `fits` holds their ids and names."""

    def __init__(self, what: str, name: str, fits: tuple[tuple[str, str], ...]) -> None:
        """Say which name it is and who bears it, as pairs of id and name."""
        Exception.__init__(self, what, name, fits)
        self.what, self.name, self.fits = what, name, fits
        self.message = f"{_short(name)!r} fits more than one {what}:"
        self.remedy = "\n".join(f"  {identifier}  {label}" for identifier, label in fits) + "\nUse one of these ids."


class StoreError(AccordError):
    """The store is at fault."""

    exit_code = 3
    http_status = 500


class NoGraphError(StoreError):
    """Nothing was loaded into the store yet."""

    def __init__(self, path: str) -> None:
        """Say which store it is, and how to fill it."""
        Exception.__init__(self, path)
        self.path = path
        self.message = f"There is no graph in {path}."
        self.remedy = f"Fill it: accord load FILE --store {path}, or see the bundled graph: accord demo."


class LockedError(StoreError):
    """Another process writes to the store."""

    http_status = 503


class BusyError(StoreError):
    """As many raw queries run and wait as a server takes at once."""

    http_status = 503

    def __init__(self) -> None:
        """Say so, and what to do."""
        super().__init__("Too many queries are running.", "Ask again in some seconds.")
        self.args = ()


class EngineError(StoreError):
    """An engine refused a query or a load."""


class TargetError(StoreError):
    """A server elsewhere failed, is too old, full or too slow, or holds something other than this graph.

    `status` is what an HTTP server answered, if it was its answer that failed.
    """

    http_status = 502
    status: int | None = None


class UnreachableError(TargetError):
    """A server is not there, or went away; the same may work later."""

    http_status = 503


class RefusedError(TargetError):
    """A server wants another user or password, or the user lacks a right."""


class TooSlowError(TargetError):
    """A server took more time than it was given."""

    http_status = 504
