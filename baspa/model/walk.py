"""Visiting and rebuilding a tree of nodes, whatever its kinds."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any, TypeVar, cast

from baspa.diagnostics import Span
from baspa.model.inlines import Code, Inline, LineBreak, Math, Node, Note, SoftBreak, Text

T = TypeVar("T")

CHILD_FIELDS = frozenset(
    "content blocks items caption head body cells term definitions panels".split()
)
"""The fields of nodes that hold child nodes, in tuples."""


@cache
def child_fields(kind: Any) -> tuple[str, ...]:
    """Return the names of the fields that hold tuples of nodes."""
    return tuple(f.name for f in dataclasses.fields(kind) if f.name in CHILD_FIELDS)


class _Plan(dict[Any, tuple[tuple[str, ...], bool]]):
    """The `child_fields` of each kind of nodes, and whether it is one of the `kinds`, if any."""

    def __init__(self, kinds: tuple[type, ...]) -> None:
        super().__init__()
        self.kinds = kinds

    def __missing__(self, kind: Any) -> tuple[tuple[str, ...], bool]:
        is_node = issubclass(kind, Node)
        is_wanted = is_node and (not self.kinds or kind in self.kinds)
        plan = self[kind] = (child_fields(kind) if is_node else ()), is_wanted
        return plan


_plan = cache(_Plan)


@cache
def _fields(kind: Any) -> tuple[str, ...]:
    return tuple(f.name for f in dataclasses.fields(kind))


def walk(nodes: Iterable[Any], *kinds: type) -> Iterator[Any]:
    """Yield every node below `nodes`, parents before children, in document order.

    With `kinds`, those of just these kinds, no derived ones.
    """
    plan, open_ = _plan(kinds), [iter(nodes)]
    while open_:
        for node in open_[-1]:
            kind: Any = type(node)
            if kind is tuple:
                open_.append(iter(node))
                break
            names, is_wanted = plan[kind]
            if is_wanted:
                yield node
            if not names:
                continue
            inside = [inner for name in names if (inner := getattr(node, name))]
            if inside:
                open_.append(iter(inside[0] if len(inside) == 1 else inside))
                break
        else:
            open_.pop()


def transform(nodes: tuple[T, ...], change: Callable[[Any], Any], *kinds: type) -> tuple[T, ...]:
    """Return `nodes` rebuilt from the leaves up, each node replaced by `change(node)`.

    With `kinds`, nodes of other kinds, derived ones too, are not shown to `change`. It returns a
    node, or a tuple of nodes that takes its place. Where nothing changed, nodes and tuples are kept
    as they are.
    """
    return cast(tuple[T, ...], _transformed(nodes, change, _plan(kinds)))


def _transformed(
    nodes: tuple[Any, ...], change: Callable[[Any], Any], plan: _Plan
) -> tuple[Any, ...]:
    result: list[Any] | None = None
    for place, node in enumerate(nodes):
        kind = type(node)
        new, is_one = node, True
        if kind is tuple:
            new = _transformed(node, change, plan)
        else:
            names, is_wanted = plan[kind]
            updates: dict[str, Any] = {}
            for name in names:
                old = getattr(node, name)
                if old and (inside := _transformed(old, change, plan)) is not old:
                    updates[name] = inside
            if updates:
                new = _renewed(node, updates)
            if is_wanted:
                new = change(new)
                is_one = type(new) is not tuple
        if result is None:
            if new is node:
                continue
            result = list(nodes[:place])
        if is_one:
            result.append(new)
        else:
            result.extend(new)
    return nodes if result is None else tuple(result)


def _renewed(node: Any, updates: dict[str, Any]) -> Any:
    """Do as `dataclasses.replace`, in half the time: most nodes are rebuilt more than once."""
    kind: Any = type(node)
    return kind(**{name: getattr(node, name) for name in _fields(kind)} | updates)


def moved(value: T, move: Callable[[Span], Span]) -> T:
    """Return a node, or a tuple of nodes, with all places in it as `move` gives them."""
    kind: Any = type(value)
    new: Any = value
    if kind is Span:
        new = move(new)
    elif kind is tuple:
        new = tuple([each if type(each) in _PLACELESS else moved(each, move) for each in new])
    elif names := _fields_of_any(kind):
        values = [(name, getattr(value, name)) for name in names]
        new = kind(**{n: v if type(v) in _PLACELESS else moved(v, move) for n, v in values})
    return cast(T, new)


_PLACELESS = frozenset({str, int, bool, float, type(None)})
"""What is no node and holds none."""


@cache
def _fields_of_any(kind: Any) -> tuple[str, ...]:
    return _fields(kind) if hasattr(kind, "__dataclass_fields__") else ()


def plain_text(inlines: Iterable[Inline]) -> str:
    """Return the text of `inlines` without footnotes, formulas as LaTeX."""
    parts: list[str] = []
    for node in inlines:
        match node:
            case Text(value=value) | Code(value=value):
                parts.append(value)
            case SoftBreak() | LineBreak():
                parts.append(" ")
            case Math(latex=latex):
                parts.append(latex)
            case Note():
                pass
            case _:
                parts.append(plain_text(getattr(node, "content", ())))
    return "".join(parts)
