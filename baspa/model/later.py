"""Later: a value that is worked out, or unpacked, where somebody looks at it."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from functools import cached_property, partial
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Later(Generic[T]):
    """A value that is made when it is first asked for.

    One that was pickled with what it belongs to stays packed until then.
    """

    def __init__(self, make: Callable[[], T], packed: bytes = b"") -> None:
        self._make, self._packed = make, packed

    @cached_property
    def value(self) -> T:
        """The value."""
        return self._make()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Later) and bool(self.value == other.value)

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self) -> tuple[Any, ...]:
        return _later, (self._packed or pickle.dumps(self.value, protocol=5),)


def _later(packed: bytes) -> Later[Any]:
    return Later(partial(pickle.loads, packed), packed)
