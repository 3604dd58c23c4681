"""Secrets that stand in addresses, and how they are kept out of errors and of the graph."""

from __future__ import annotations

import re

HIDDEN = "…"
"""What is written in place of a secret."""

USERINFO = re.compile(r"(://)[^\s/?#]*@")
"""The user and password of an address (RFC 3986, 3.2.1)."""

KEYS = re.compile(
    r"""([?&;][\w.-]*(?:token|secret|passw(?:or)?d|api[_-]?key|signature|credential)[\w.-]*=)[^\s&;"'<>]+""",
    re.IGNORECASE,
)
"""Parameters of an address that open something, by what they are called, up to their value."""


def redacted(text: str) -> str:
    """The text without users, passwords and keys of the addresses in it.

    >>> redacted("No answer from https://me:secret@example.org/sparql?api_key=abc&x=1")
    'No answer from https://…@example.org/sparql?api_key=…&x=1'
    """
    return KEYS.sub(rf"\g<1>{HIDDEN}", USERINFO.sub(rf"\g<1>{HIDDEN}@", text))


def has_user(address: str) -> bool:
    """Whether an address holds a user or a password."""
    return USERINFO.search(address) is not None
