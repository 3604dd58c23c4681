"""The day on which something is asked or drawn, which can be fixed so that it can be repeated."""

from __future__ import annotations

import datetime
import os

from accordgraph.graph.errors import UsageError


def today() -> datetime.date:
    """Today in UTC; that of SOURCE_DATE_EPOCH where it is set. Raises UsageError where that is no number of seconds."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    now = datetime.datetime.now(datetime.UTC)
    try:
        return (now if not epoch else datetime.datetime.fromtimestamp(int(epoch), datetime.UTC)).date()
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(f"SOURCE_DATE_EPOCH is {epoch!r}.", "Set it to seconds since 1970, or unset it.") from error
