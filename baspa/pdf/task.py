"""The tasks of the press: the work that a process does alone."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import cast

from baspa.model import Asset
from baspa.pdf.blocks import Blocks
from baspa.pdf.fonts import FaceUse, embedded
from baspa.pdf.layout import Sheet
from baspa.pdf.objects import Group
from baspa.pdf.raster import fallback
from baspa.pdf.revision import Revision, Show, Unrevised, revised
from baspa.pdf.unit import Printed, printed

Task = Sheet | Revision | tuple[FaceUse, ...] | Asset
"""A unit to be laid out, one to be revised, faces to be embedded, or a picture that needs a PNG to
stand in for it."""
Result = Printed | Group | bytes
"""What comes of each; of a picture that cannot be drawn, nothing."""
Packed = tuple[bytes, bytes]
"""A result as the store has it, and how a unit ran into pages."""
AT_ONCE, MOST_LETTERS = 2, 5_000
"""Blocks of a rehearsal between two looks whether something is asked, and letters of their HTML at
most: two hundredths of a second."""

ANY = Sheet(
    html="<html><head></head><body><section><p>а a</p></section></body></html>",
    style="",
    assets={},
    face_file="",
    text_pt=14,
    labels_required=False,
)
"""A document for whose sake libraries and faces are opened."""


def do(task: Task, show: Show = lambda _: None) -> Result:
    """Do a task; `show` a page of it that is awaited."""
    if isinstance(task, Asset):
        return fallback(task) or b""
    if isinstance(task, Sheet):
        return printed(task)
    if isinstance(task, Revision):
        try:
            return revised(task, show)
        except Unrevised as reason:
            return replace(printed(task.sheet), reason=str(reason))
    return embedded(task)


def rehearse(sheet: bytes | None, is_asked: Callable[[], bool]) -> None:
    """Lay out the blocks of a packed sheet, or of `ANY`, some after the others, for nothing, until
    something is asked: what is opened, looked up and set on the way is then at hand for what
    follows.
    """
    with suppress(Exception):  # whoever lays it out in earnest tells
        given: Sheet = pickle.loads(sheet) if sheet is not None else ANY
        blocks = Blocks(given.html)
        for first in range(0, blocks.count, AT_ONCE):
            if is_asked():
                return
            html = blocks.only(range(first, first + AT_ONCE))
            if len(html) <= MOST_LETTERS:
                do(replace(given, html=html))


def stored(result: Result) -> bytes:
    """Return a result as bytes, for the store."""
    return _bytes(result.fragment if isinstance(result, Printed) else result)


def packed(result: Result) -> Packed:
    """Return a result as bytes, for another process."""
    rest = None
    if isinstance(result, Printed):
        rest = result.course, result.made, result.reason, result.some
    return stored(result), _bytes(rest)


def unpacked(content: Packed) -> Result:
    """Return the result that was packed."""
    result, rest = map(pickle.loads, content)
    if rest is None:
        return cast(Group | bytes, result)
    course, made, reason, some = rest
    return Printed(fragment=result, course=course, made=made, reason=reason, some=some)


def _bytes(value: object) -> bytes:
    return pickle.dumps(value, protocol=5)
