"""Identifiers: words of `[a-z0-9-]` joined by `~`, the same string in every engine and file."""

from __future__ import annotations

import re

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:~[a-z0-9]+(?:-[a-z0-9]+)*)*")
"""A whole identifier."""

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""One word of an identifier: what an author may give to an actor, a basis or a source."""

WHOLE = "whole"
"""Stands in an act's id for the actor, where the act is of the whole."""


def is_slug(text: str) -> bool:
    """Whether an author may use this text as the id of an actor, a basis or a source.

    >>> is_slug("dod-oig"), is_slug("DoD OIG"), is_slug("whole")
    (True, False, False)
    """
    return SLUG.fullmatch(text) is not None and text != WHOLE
