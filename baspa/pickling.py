"""Pickling of frozen dataclasses with slots: a build keeps and finds again tens of thousands.

Those of `dataclasses` look their fields up one by one in Python, for each object anew, which takes
most of the time of reading what is kept.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import cache
from typing import Any


class Pickled:
    """The base of a frozen dataclass with slots that is pickled often."""

    __slots__ = ()

    def __init_subclass__(cls) -> None:
        """Let the class have a state of its own; a dataclass that finds one leaves it alone."""
        super().__init_subclass__()
        setattr(cls, "__getstate__", _state)  # noqa: B010 (a method that the type does not have)
        setattr(cls, "__setstate__", _restore)  # noqa: B010


def _state(self: Any) -> tuple[Any, ...]:
    kind: Any = type(self)
    return tuple([getattr(self, name) for name in _names(kind)])


def _restore(self: Any, state: tuple[Any, ...]) -> None:
    kind: Any = type(self)
    for put, value in zip(_slots(kind), state, strict=True):
        put(self, value)


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind))


@cache
def _slots(kind: Any) -> tuple[Callable[[Any, Any], None], ...]:
    """Return what puts a value into each slot, although the class is frozen."""
    return tuple(getattr(kind, name).__set__ for name in _names(kind))
