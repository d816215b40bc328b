"""Visiting and rebuilding a tree of nodes, whatever its kinds."""

from __future__ import annotations

import dataclasses
import operator
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any, TypeVar

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


def walk(nodes: Iterable[Any]) -> Iterator[Any]:
    """Yield every node below `nodes`, parents before children, in document order."""
    for node in nodes:
        if isinstance(node, tuple):
            yield from walk(node)
        elif isinstance(node, Node):
            yield node
            kind: Any = type(node)
            for name in child_fields(kind):
                yield from walk(getattr(node, name))


def transform(nodes: tuple[T, ...], change: Callable[[Any], Any]) -> tuple[T, ...]:
    """Return `nodes` rebuilt from the leaves up, each node replaced by `change(node)`.

    `change` returns a node, or a tuple of nodes that takes its place. Where nothing changed, nodes
    and tuples are kept as they are.
    """
    result: list[Any] = []
    for node in nodes:
        if isinstance(node, tuple):
            result.append(transform(node, change))
        elif isinstance(node, Node):
            updates: dict[str, Any] = {}
            kind: Any = type(node)
            for name in child_fields(kind):
                old = getattr(node, name)
                new = transform(old, change) if old else old
                if new is not old:
                    updates[name] = new
            new_node = change(dataclasses.replace(node, **updates) if updates else node)
            result.extend(new_node) if isinstance(new_node, tuple) else result.append(new_node)
        else:
            result.append(node)
    same = len(result) == len(nodes) and all(map(operator.is_, result, nodes))
    return nodes if same else tuple(result)


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
