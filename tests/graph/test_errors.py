"""Every error of ours: its text, exit code, HTTP status, and a round trip through pickle."""

from __future__ import annotations

import pickle
import pkgutil
from importlib import import_module

import pytest

import accordgraph
from accordgraph.graph import errors
from accordgraph.graph.dates import columns
from accordgraph.graph.errors import AccordError, Fault
from accordgraph.web.context import DayError

EXAMPLES: list[tuple[AccordError, str, int, int]] = [
    (errors.AccordError("It failed.", "Do this."), "It failed.\nDo this.", 1, 400),
    (errors.InputError("It failed."), "It failed.", 1, 400),
    (
        errors.DossierError((Fault("unknown role 'membr'", "a.yaml", 3, 7), Fault("empty", "b.yaml"))),
        "a.yaml:3:7: unknown role 'membr'\nb.yaml: empty\n2 faults; nothing of these files was loaded. "
        "Mend them, or load the rest with --keep-going.",
        1,
        400,
    ),
    (errors.NotFoundError("actor", "NABUU", ("NABU",)), "No actor is called 'NABUU'.\nDid you mean NABU?", 1, 404),
    (
        errors.NotFoundError("actor", "x" * 100),
        f"No actor is called '{'x' * 79}…'.\nSee what there is: accord questions, accord ask actors, accord ask bases, "
        "accord ask sources.",
        1,
        404,
    ),
    (
        columns.DateError("2022-13", "there is no month 13"),
        str(columns.DateError("2022-13", "there is no month 13")),
        1,
        400,
    ),
    (DayError("'soon' is not a day.", "Write it."), "'soon' is not a day.\nWrite it.", 1, 400),
    (
        errors.QueryError("LOAD is not allowed.", "Leave it out.", 2, 5),
        "Line 2, column 5: LOAD is not allowed.\nLeave it out.",
        1,
        400,
    ),
    (errors.UsageError("Wrong."), "Wrong.", 2, 400),
    (
        errors.AmbiguousError("actor", "JIT", (("a", "A"), ("b", "B"))),
        "'JIT' fits more than one actor:\n  a  A\n  b  B\nUse one of these ids.",
        2,
        400,
    ),
    (errors.StoreError("No store."), "No store.", 3, 500),
    (
        errors.NoGraphError("s"),
        "There is no graph in s.\nFill it: accord load FILE --store s, or see the bundled graph: accord demo.",
        3,
        500,
    ),
    (errors.LockedError("Busy."), "Busy.", 3, 503),
    (errors.BusyError(), "Too many queries are running.\nAsk again in some seconds.", 3, 503),
    (errors.EngineError("Refused."), "Refused.", 3, 500),
    (errors.TargetError("Too old.", "Take another."), "Too old.\nTake another.", 3, 502),
    (errors.UnreachableError("Not there."), "Not there.", 3, 503),
    (errors.RefusedError("No right."), "No right.", 3, 502),
    (errors.TooSlowError("Too slow."), "Too slow.", 3, 504),
]


@pytest.mark.parametrize(("error", "text", "code", "status"), EXAMPLES, ids=lambda value: type(value).__name__)
def test_text_codes_and_pickle(error: AccordError, text: str, code: int, status: int) -> None:
    assert (str(error), error.exit_code, error.http_status) == (text, code, status)
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), vars(again)) == (type(error), text, vars(error))


def test_every_error_has_an_example() -> None:
    def below(kind: type[AccordError]) -> set[type[AccordError]]:
        return {kind}.union(*(below(child) for child in kind.__subclasses__()))

    for module in pkgutil.walk_packages(accordgraph.__path__, "accordgraph."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    assert below(AccordError) == {type(error) for error, *_ in EXAMPLES}
