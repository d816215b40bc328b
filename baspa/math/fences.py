"""Brackets of a MathML row paired and folded into `<mfenced>`, as Word formulas nest them.

In MathML a bracket is one sign among others and a power of a bracketed sum stands at the closing
bracket alone; in OMML the brackets enclose what they hold, and the power stands at the whole.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field

from lxml import etree

from baspa.dataclass import dataclass
from baspa.math.mathml_elements import new_element, tag_of, text_of

OPENING = frozenset("([{⟨⌊⌈")
CLOSING = frozenset(")]}⟩⌋⌉")
SCRIPTS = ("msub", "msup", "msubsup", "munder", "mover", "munderover")


@dataclass(slots=True)
class _Frame:
    """What follows an opening bracket that is not closed yet."""

    opener: etree._Element | None
    items: list[etree._Element] = field(default_factory=list)


def flatten(nodes: Iterable[etree._Element]) -> list[etree._Element]:
    """Return `nodes` with the members of rows and styles in place of them.

    A row that `\\left` and `\\right` made stays one node, already folded.
    """
    flat: list[etree._Element] = []
    for node in nodes:
        if _is_fence_row(node):
            flat.append(_fenced(node[0], list(node)[1:-1], node[-1]))
        elif tag_of(node) in ("mrow", "mstyle"):
            flat.extend(flatten(node))
        else:
            flat.append(node)
    return flat


def fold(nodes: Iterable[etree._Element]) -> list[etree._Element]:
    """Return `nodes` flat, with every pair of brackets folded into `<mfenced>`.

    Any closing bracket closes any opening one: `[0; 1)` is an interval. A bracket without partner
    stays a sign among others, and so does a bare `|`, which has no side.
    """
    frames = [_Frame(None)]
    for node in flatten(nodes):
        sign = node[0] if tag_of(node) in SCRIPTS and len(node) else node
        if text_of(node, "mo") in OPENING:
            frames.append(_Frame(node))
        elif text_of(sign, "mo") in CLOSING and len(frames) > 1:
            frame = frames.pop()
            assert frame.opener is not None
            fenced = _fenced(frame.opener, frame.items, sign)
            frames[-1].items.append(fenced if sign is node else _rebased(node, fenced))
        else:
            frames[-1].items.append(node)
    while len(frames) > 1:
        frame = frames.pop()
        assert frame.opener is not None
        frames[-1].items.extend([frame.opener, *frame.items])
    return frames[0].items


def _is_fence_row(node: etree._Element) -> bool:
    r"""Whether `node` is what `\left` … `\right` enclose."""
    return (
        tag_of(node) == "mrow"
        and len(node) > 1
        and (node[0].get("form"), node[-1].get("form")) == ("prefix", "postfix")
    )


def _fenced(
    opener: etree._Element, items: list[etree._Element], closer: etree._Element
) -> etree._Element:
    """Return `items` between two brackets; `stretchy` tells whether the brackets grow."""
    stretchy = "false" if opener.get("stretchy") == "false" else "true"
    ends = {"open": opener.text or "", "close": closer.text or ""}
    return new_element("mfenced", items, attributes=ends | {"stretchy": stretchy})


def _rebased(script: etree._Element, base: etree._Element) -> etree._Element:
    """Return `script` with `base` in place of its own."""
    return new_element(tag_of(script), [base, *list(script)[1:]])
