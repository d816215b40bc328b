"""A feed: the newest value of something, told by one thread and awaited by many listeners."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import field
from threading import Lock
from typing import Generic, TypeVar

from baspa.dataclass import dataclass

Value = TypeVar("Value")


@dataclass(slots=True)
class Feed(Generic[Value]):
    """Holds the newest value. Who listens hears the present one, then each that it can follow."""

    newest: Value
    _ended: bool = False
    _lock: Lock = field(default_factory=Lock)
    _listeners: set[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = field(default_factory=set)

    def tell(self, value: Value) -> None:
        """Replace the newest value. Any thread may do so."""
        self.newest = value
        self._wake()

    @property
    def is_heard(self) -> bool:
        """Whether anybody listens."""
        return bool(self._listeners)

    def end(self) -> None:
        """Let every listener finish."""
        self._ended = True
        self._wake()

    def _wake(self) -> None:
        with self._lock:
            for loop, event in self._listeners:
                loop.call_soon_threadsafe(event.set)

    async def listen(self) -> AsyncGenerator[Value, None]:
        """Yield the newest value at once and whenever there is a newer one, until `end`."""
        event = asyncio.Event()
        listener = (asyncio.get_running_loop(), event)
        with self._lock:
            self._listeners.add(listener)
        try:
            while not self._ended:
                event.clear()
                yield self.newest
                await event.wait()
        finally:
            with self._lock:
                self._listeners.discard(listener)
