"""Where a keyword of JSON-LD stands with a value that it cannot have: the parser tells what is wrong, and no place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

TOKENS = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)

LONGEST_VALUE = 40
"""Characters of a value that a message repeats."""

SCALAR = '"-0123456789tfn'
FITTING = {"@type": '"[', "@value": SCALAR}
"""With what a value of a keyword can begin, where it is not a string only."""


class Member(NamedTuple):
    """A member of an object: its key, where key and value begin, and whether the object has the key already."""

    key: str
    start: int
    value_start: int
    is_repeated: bool
    is_in_context: bool


class Place(NamedTuple):
    """A place in a text, both from 1, and the beginning of the value that stands there."""

    line: int
    column: int
    value: str


def find(text: str, message: str) -> Place | None:
    r"""The first place that the parser's message can mean; None where it names none that is found.

    >>> find('{"@id":\n 5}', "@id value must be a string")
    Place(line=2, column=2, value='5')
    """
    keyword = next(iter(re.findall(r"@\w+", message)), None)
    for member in _members(text):
        if _is_meant(text, member, message, keyword):
            at = member.start if member.is_repeated or "LoadDocument" in message else member.value_start
            return _place(text, at, member.value_start)
    return None


def _is_meant(text: str, member: Member, message: str, keyword: str | None) -> bool:
    begins = text[member.value_start]
    if "remote context" in message:
        return member.key == "@context" and begins in '"['
    if keyword is None:
        return "erm definition" in message and member.is_in_context and begins not in '"{n'
    if "twice" in message:
        return member.key == keyword and member.is_repeated
    if member.key != keyword:
        return False
    is_list_of_others = begins == "[" and re.match(r'\[\s*[^\s"\]]', text[member.value_start :]) is not None
    return begins not in FITTING.get(keyword, '"') or is_list_of_others


def _place(text: str, at: int, value_start: int) -> Place:
    before = text[:at]
    value = text[value_start : value_start + LONGEST_VALUE].splitlines()[0]
    ended = re.match(r'"(?:[^"\\]|\\.)*"|[^\s,{}\[\]"]+', value)
    return Place(before.count("\n") + 1, at - before.rfind("\n"), ended.group() if ended else value)


def _members(text: str) -> Iterator[Member]:
    """All members of all objects in the order of the text, which is JSON."""
    opened: list[tuple[str, set[str], bool]] = []
    key: tuple[str, int] | None = None
    tokens = list(TOKENS.finditer(text))
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        sign = token.group()
        if following is not None and following.group() == ":" and sign.startswith('"'):
            key = sign[1:-1], token.start()
        elif sign in "}]" and opened:
            opened.pop()
        elif sign not in ":,":
            is_context = key is not None and key[0] == "@context"
            if key is not None and opened:
                _, known, in_context = opened[-1]
                yield Member(*key, token.start(), key[0] in known, in_context)
                known.add(key[0])
            if sign in "{[":
                opened.append((sign, set(), is_context))
            key = None
