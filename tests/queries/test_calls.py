"""What a question costs: how many of our own functions run between the command and its rows."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from accordgraph.graph import engines

MAXIMUM = 1_900
"""Calls, of which some four are for each cell; with a guard before our own texts there were 10,376, for five rows."""

COUNTING = """
import collections, os, sys
import accordgraph
from accordgraph import cli

package = os.path.dirname(os.path.abspath(accordgraph.__file__))
rooms = tuple({package, *(os.path.realpath(os.path.join(package, name)) for name in os.listdir(package))})
calls = collections.Counter()

def count(frame, event, argument):
    if event == "call" and os.path.realpath(frame.f_code.co_filename).startswith(rooms):
        calls["calls"] += 1

sys.setprofile(count)
code = cli.run(["who", "NABU", "--engine", sys.argv[1], "--store", sys.argv[2], "--format", "csv"])
sys.setprofile(None)
print(code, calls["calls"])
"""


@pytest.mark.parametrize("engine", list(engines.LANGUAGES))
def test_who_runs_few_of_our_functions(bundled_store: Path, engine: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", COUNTING, engine, str(bundled_store)], capture_output=True, text=True, check=True
    )
    *answer, last = done.stdout.splitlines()
    code, calls = map(int, last.split())
    assert len(answer) > 3 and code == 0  # the names of the columns, and links
    assert 500 < calls <= MAXIMUM
