"""What holds something until it is closed, and is closed at the end of a `with` block."""

from __future__ import annotations

from types import TracebackType
from typing import Protocol, Self


class Closing(Protocol):
    """Give it a `close`, and it can be used in a `with` block."""

    def close(self) -> None:
        """Let go of what it holds."""

    def __enter__(self) -> Self:
        """The thing itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()
