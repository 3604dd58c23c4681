"""Messages between those who ask and a process that answers many queries: a head in JSON, and a body of bytes."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import IO, Any, TypeAlias

Head: TypeAlias = dict[str, Any]
"""What the body of a message is, as plain JSON."""

Notice: TypeAlias = Callable[[Head], None]
"""Sends a head before the answer: what those who ask should know if the process dies."""


def write(pipe: IO[bytes], head: Head, body: bytes = b"") -> None:
    """Send a message: 4 bytes of length, most significant first, the head, 4 bytes of length, the body."""
    text = json.dumps(head, ensure_ascii=True, separators=(",", ":"), allow_nan=False).encode("ascii")
    pipe.write(b"".join((len(text).to_bytes(4, "big"), text, len(body).to_bytes(4, "big"), body)))
    pipe.flush()


def read(pipe: IO[bytes]) -> tuple[Head, bytes] | None:
    """The next message, None at the end of the pipe. Raises ValueError where a message is cut off."""
    text = _part(pipe)
    if text is None:
        return None
    body = _part(pipe)
    if body is None:
        raise ValueError("A message ends before its body.")
    return json.loads(text), body


def _part(pipe: IO[bytes]) -> bytes | None:
    length = pipe.read(4)
    if not length:
        return None
    size = int.from_bytes(length, "big")
    data = pipe.read(size)
    if len(length) < 4 or len(data) < size:
        raise ValueError("A message is cut off.")
    return data
