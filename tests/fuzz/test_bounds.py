"""What breaks readers, one by one: each ends soon, in little memory, and with an error that is ours, if any."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from fuzzing.targets import TARGETS, accepts

from accordgraph.queries.raw.process import MIB, memory_bytes

SECONDS, MEMORY_MIB = 30, 1_500
"""Far above what is needed, since machines differ; a bomb takes hours, and all the memory there is."""

DEEP = 10_000
LONG, QUITE_LONG = 100_000_000, 20_000_000

HEAD = "dossier: a\nrecorded: 2026-01-01\nactors: "
"""Before a hostile text in a dossier; else it might be refused for what it lacks."""


def laughs(levels: int = 12) -> str:
    """A text of 900 characters that would have 10 to the power of 12 words: "a billion laughs"."""
    lines = ["l0: &l0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    lines += [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]" for n in range(1, levels)]
    return "\n".join(lines) + "\n"


TEXTS: dict[str, Callable[[], str]] = {
    "a bomb of aliases": laughs,
    "an alias of itself": lambda: "a: &a [*a, *a]\n",
    "merged keys": lambda: "a: &a {b: c}\nd:\n  <<: *a\n",
    "a tag that would run": lambda: 'a: !!python/object/apply:os.system ["touch ran"]\n',
    "deep lists": lambda: "[" * DEEP + "]" * DEEP,
    "deep lists without an end": lambda: "[" * DEEP,
    "deep mappings": lambda: "{a: " * DEEP + "b" + "}" * DEEP,
    "deep parentheses": lambda: "(" * DEEP + ")" * DEEP,
    "deep indents": lambda: "\n".join(" " * n + "a:" for n in range(1_000)),
    "deep items": lambda: "- " * DEEP + "a",
    "deep comments": lambda: "/*" * DEEP + "*/" * DEEP,
    "deep negation": lambda: "RETURN " + "NOT " * DEEP + "true",
    "deep signs": lambda: "ASK { FILTER(" + "!" * DEEP + "true) }",
    "deep sets of dates": lambda: "[" * DEEP + "2022" + "]" * DEEP,
    "a long line": lambda: "a" * LONG,
    "a long line of digits": lambda: "9" * QUITE_LONG,
    "a long line of blanks": lambda: " " * QUITE_LONG,
    "a long quoted text": lambda: f'"{"a" * QUITE_LONG}"',
    "many lines": lambda: "a\n" * (LONG // 100),
    "many keys": lambda: "".join(f"k{n}: v\n" for n in range(50_000)),
    "NUL": lambda: "a\x00b: \x00\n",
    "escaped NUL": lambda: 'a: "\\0"\n',
    "control characters": lambda: "a: \x1b[2J\x07\x08\x7f\x9b\n",
    "lone surrogates": lambda: "a\ud800b: \udfff\udc80\n",
    "escaped surrogates": lambda: 'a: "\\ud800"\n',
    "bidirectional marks": lambda: "\u202ea\u2066b\u2069: \u200fgnp.exe\u202c\n",
    "homoglyphs": lambda: "n\u0430bu: \u0415urojust\u0455\n",
    "full width": lambda: "\uff2e\uff21\uff22\uff35: \uff11\uff19\n",
    "many marks on a letter": lambda: "a" + "\u0301" * 100_000,
    "noncharacters": lambda: "a: \ufffe\uffff\U0001fffe\n",
    "a mark of byte order": lambda: "\ufeffa: b\ufeff\n",
    "odd line ends": lambda: "a: b\rc: d\x85e: f\u2028g: h\u2029",
    "nothing": lambda: "",
}
"""By what they are; each reader gets each of them, and texts of its own around them where it would not look at once."""

AROUND = {
    "dossier": ("{}", HEAD + "{}", HEAD + "\n  {}\n", HEAD + "{{ua: {{kind: state, name: {}}}}}"),
    "graph": (HEAD + "{{ua: {{kind: state, name: {}}}}}",),
    "edtf": ("{}", "2022/{}", "[2022..{}]"),
    "find": ("{}", "nabu {}"),
    "sparql": ("{}", "ASK {{ ?s ?p '{}' }}", "ASK {{ {} }}", "# {}\nASK {{}}"),
    "cypher": ("{}", "RETURN '{}'", "RETURN {}", "// {}\nRETURN 1"),
    "rdf": (".nq\n{}", ".ttl\n{}", ".jsonld\n{}", ".jsonld\n[{}]", '.nq\n<x:s> <x:p> "{}" .\n'),
    "backup": ("{}", "history.jsonl\n{}", "statements.parquet\n{}"),
    "table": ("\x00A,B\n{},x\n", '\x00A,B\n"{}",x\n', '\x01{{"A": "{}"}}\n', '\x02[{{"A": "{}"}}]', "\x03{}", "\x04{}"),
    "mapping": ("{}", "dossier: a\nrecorded: 2026-01-01\ntables:\n- {}\n"),
}
"""Where a hostile text is put, by the name of the reader."""


def cases() -> list[object]:
    return [pytest.param(name, what, id=f"{name}-{what}") for name in TARGETS for what in TEXTS]


def test_every_reader_gets_every_text() -> None:
    assert set(AROUND) == set(TARGETS) and len(cases()) > 250


def _read(name: str, folder: str, box: object) -> None:
    """In a process of its own: tries whatever it is sent, and says what came of it."""
    take = TARGETS[name].open(Path(folder))
    while True:
        what = box.recv()  # type: ignore[attr-defined]
        said: list[bool | str] = []
        for around in AROUND[name]:
            data = around.format(TEXTS[what]()).encode("utf-8", "surrogatepass")
            try:
                said.append(accepts(take, data))
            except BaseException as error:  # panics of Rust are no Exception
                said.append(f"{around[:30]}: {type(error).__name__}: {str(error)[:300]}")
        box.send(said)  # type: ignore[attr-defined]


def processor_seconds(pid: int) -> float:
    """Seconds of the processor that a process has used; 0 where the platform does not tell.

    A busy machine makes everything take longer by the clock, and nothing by this.
    """
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except (OSError, ValueError):
        return 0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Reader:
    """A reader in a process that is ended when it takes too much."""

    def __init__(self, name: str, folder: Path) -> None:
        context = multiprocessing.get_context("spawn")
        self.box, theirs = context.Pipe()
        self.process = context.Process(target=_read, args=(name, str(folder), theirs), daemon=True)
        self.process.start()
        theirs.close()

    def read(self, what: str) -> list[bool | str]:
        assert self.process.pid is not None
        self.box.send(what)
        at_most = processor_seconds(self.process.pid) + SECONDS * len(AROUND)
        while not self.box.poll(0.02):
            assert processor_seconds(self.process.pid) < at_most, "it takes too long"
            assert memory_bytes(self.process.pid) < MEMORY_MIB * MIB, "it takes too much memory"
            assert self.process.is_alive(), f"it died with exit code {self.process.exitcode}"
        said: list[bool | str] = self.box.recv()
        return said


@pytest.fixture(scope="module")
def readers(long_run: None, tmp_path_factory: pytest.TempPathFactory) -> object:
    opened: dict[str, Reader] = {}

    def of(name: str) -> Reader:
        if name not in opened or not opened[name].process.is_alive():
            opened[name] = Reader(name, tmp_path_factory.mktemp(name))
        return opened[name]

    yield of
    for reader in opened.values():
        reader.process.kill()


@pytest.mark.parametrize(("name", "what"), cases())
def test_what_breaks_readers_breaks_none(readers: Callable[[str], Reader], name: str, what: str) -> None:
    said = readers(name).read(what)
    assert len(said) == len(AROUND[name])
    assert [one for one in said if not isinstance(one, bool)] == []
