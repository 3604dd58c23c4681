"""HTTP by h11 with patience that ends: who sends the head of a request byte by byte, or takes no answer, is cut off."""

from __future__ import annotations

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_SECONDS = 10.0
"""How long the head of a request may take to arrive."""

TAKING_SECONDS = 10.0
"""How often it is looked at whether a reader takes what was answered."""

LEAST_TAKEN_BYTES = 16 * 1024
"""What a reader takes meanwhile of an answer that waits, or all of it; slower lines than this are rare."""


class PatientProtocol(H11Protocol):
    """Uvicorn's protocol, which waits without an end for a head that has begun, and for readers who take no answer."""

    _waiting: asyncio.TimerHandle | None = None
    _looking: asyncio.TimerHandle | None = None
    _seen: tuple[object, int] | None = None
    """The answer that waited at the last look, and its bytes."""

    def connection_made(self, transport: Any) -> None:
        """Expect the first head."""
        super().connection_made(transport)
        self._expect()
        self._looking = self.loop.call_later(TAKING_SECONDS, self._look)

    def data_received(self, data: bytes) -> None:
        """Stop waiting once the head is there; begin again where another one has begun."""
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._stop_waiting()
        elif self._waiting is None:
            self._expect()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more."""
        self._stop_waiting()
        if self._looking is not None:
            self._looking.cancel()
        super().connection_lost(exc)

    def resume_writing(self) -> None:
        """A reader of a stream has taken what waited."""
        self._seen = None
        super().resume_writing()

    def _expect(self) -> None:
        self._waiting = self.loop.call_later(HEAD_SECONDS, self._give_up)

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _give_up(self) -> None:
        self._waiting = None
        if self.conn.their_state is h11.IDLE and not self.transport.is_closing():
            self.transport.close()

    def _look(self) -> None:
        """Cut off who has taken next to nothing of the same answer since the last look."""
        waits = self.transport.get_write_buffer_size()
        if waits and self._seen and self._seen[0] is self.cycle and self._seen[1] - waits < LEAST_TAKEN_BYTES:
            self.transport.abort()
            return
        self._seen = (self.cycle, waits) if waits else None
        self._looking = self.loop.call_later(TAKING_SECONDS, self._look)
