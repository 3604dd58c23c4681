"""What a process that serves does beside its first answers."""

from __future__ import annotations

import subprocess
import sys

SETTLED = """
import gc
from accordgraph.web.app import YOUNG_OBJECTS, settle
settle()
print(gc.get_freeze_count() > 10_000, gc.get_threshold()[0] == YOUNG_OBJECTS, gc.isenabled())
"""


def test_a_process_that_has_started_looks_for_circles_rarely_and_not_in_what_stays() -> None:
    done = subprocess.run([sys.executable, "-c", SETTLED], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True"] * 3
