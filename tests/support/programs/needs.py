"""What a machine may lack: a test that needs it is skipped and says why, and fails where none may be skipped."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest


def lacking(reason: str) -> NoReturn:
    """Skip the test for this reason; where CI runs it, fail it."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
