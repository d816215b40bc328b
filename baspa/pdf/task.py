"""The tasks of the press: the work that a process does alone."""

from __future__ import annotations

import pickle
from typing import cast

from baspa.pdf.fonts import FaceUse, embedded
from baspa.pdf.layout import Sheet
from baspa.pdf.objects import Group
from baspa.pdf.revision import Revision, Unrevised, revised
from baspa.pdf.unit import Printed, printed

Task = Sheet | Revision | tuple[FaceUse, ...]
"""A unit to be laid out, one to be revised, or faces to be embedded."""
Result = Printed | Group
Packed = tuple[bytes, bytes]
"""A fragment or faces, and how the unit ran into pages, each as the store has it."""


def do(task: Task) -> Result:
    """Do a task."""
    if isinstance(task, Sheet):
        return printed(task)
    if isinstance(task, Revision):
        try:
            return revised(task)
        except Unrevised:
            return printed(task.sheet)
    return embedded(task)


def packed(result: Result) -> Packed:
    """Return a result as bytes, for the store and for another process."""
    if isinstance(result, Printed):
        return _bytes(result.fragment), _bytes((result.course, result.made))
    return _bytes(result), _bytes(None)


def unpacked(content: Packed) -> Result:
    """Return the result that was packed."""
    result, rest = map(pickle.loads, content)
    if rest is None:
        return cast(Group, result)
    course, made = rest
    return Printed(fragment=result, course=course, made=made)


def _bytes(value: object) -> bytes:
    return pickle.dumps(value, protocol=5)
