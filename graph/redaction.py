"""Secrets that stand in addresses, and how they are kept out of errors and of the graph."""

from __future__ import annotations

import re
from urllib.parse import unquote

HIDDEN = "…"
"""What is written in place of a secret."""

USERINFO = re.compile(r"(:(?:/{1,3}|\\\\))[^\s/?#\\]*@")
"""The user and password of an address (RFC 3986, 3.2.1), also where a path has made one slash of two."""

ODD_PASSWORD = re.compile(r"""(:(?:/{1,3}|\\\\)(?!/))[^\s/?#@:\[]{1,200}:(?!\d*(?:[/\s"']|$))[^\s@"'<>]{0,500}@""")
"""A user, and a password with signs that should be escaped: what follows the colon is no port."""

WITHOUT_SLASHES = re.compile(
    r"""(?<![\w.:@/\\-])(?!(?:mailto|acct|sip|sips|xmpp|git|urn|tel|cid|mid):)
    ([A-Za-z][\w.+-]{0,60}:)[^\s/\\@"'<>]{1,200}@(?=[\w\[])""",
    re.VERBOSE | re.IGNORECASE,
)
"""A user and a password before a host of which somebody left the scheme out: `neo4j:secret@localhost`."""

KEYS = re.compile(
    r"""([?&;,\#](?:
        [\w.%-]{0,60}(?:token|secret|passw(?:or)?d|api(?:[_-]|%5f|%2d)?key|signature|credential|sess(?:ion)?_?id)[\w.%-]{0,60}
        | (?:[\w.%-]{0,60}(?:[._-]|%5f|%2d))?(?:key|sig|sid|pwd|pw|pass|jwt|otp|hmac|ticket|tok)
        | (?:auth|access|account|private|share|resource|rl|licen[cs]e|encryption|master|awsaccess)-?key(?:-?id)?
        | [\w.-]{0,60}pass(?:phrase|code|wd) | userpass | pword | auth | authcode | authorization | bearer
        | oauth[\w.-]{0,60} | cookie | ssid | samlresponse
    )(?:\[[^\s\]=]{0,20}\]|%5b%5d)?=["'<]?)[^\s&;"'<>\#]+""",
    re.IGNORECASE | re.VERBOSE,
)
"""Parameters of an address that open something, by what they are called, up to their value.

Lengths are bounded, so that a text of a megabyte takes no time that grows with its square.
"""

WORD = re.compile(r"""[^\s"'<>]+""")

SUSPECT = "[@=%]"
"""A pattern of what every text with a secret has."""

LAYERS = 3
"""How often an address may stand escaped within another."""


def redacted(text: str) -> str:
    """The text without users, passwords and keys of the addresses in it.

    >>> redacted("No answer from https://me:secret@example.org/sparql?api_key=abc&x=1")
    'No answer from https://…@example.org/sparql?api_key=…&x=1'
    """
    plain = _redacted(text)
    return WORD.sub(_unescaped, plain) if "%" in plain else plain


def _redacted(text: str) -> str:
    if "@" in text:
        for pattern in (USERINFO, ODD_PASSWORD):
            text = pattern.sub(rf"\g<1>{HIDDEN}@", text)
        text = WITHOUT_SLASHES.sub(rf"\g<1>{HIDDEN}@", text)
    return KEYS.sub(rf"\g<1>{HIDDEN}", text) if "=" in text else text


def _unescaped(word: re.Match[str]) -> str:
    """The word as it is where nothing hides in it, else as it reads without escapes, such as `?%74oken=`, and without
    the secret.
    """
    read = word[0]
    for _ in range(LAYERS if "%" in read else 0):
        read = unquote(read)
        if (hidden := _redacted(read)) != read:
            return hidden
    return word[0]


def has_secret(address: str) -> bool:
    """Whether an address holds a user, a password or a key."""
    return redacted(address) != address
