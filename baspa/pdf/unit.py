"""One unit of a document, from its HTML to a fragment: the work that a process does alone."""

from __future__ import annotations

import pickle

from baspa.diagnostics import Findings
from baspa.pdf.engine import without_collector
from baspa.pdf.fonts import FaceUse, embedded
from baspa.pdf.fragment import Fragment, fragment
from baspa.pdf.layout import Sheet, laid_out
from baspa.pdf.objects import Group
from baspa.pdf.warnings import engine_warnings

Task = Sheet | tuple[FaceUse, ...]
"""A unit to be laid out, or faces to be embedded."""
Result = Fragment | Group


def do(task: Task) -> Result:
    """Do a task."""
    if not isinstance(task, Sheet):
        return embedded(task)
    findings = Findings()
    with without_collector():
        document = laid_out(task, findings)
        with engine_warnings(findings):
            return fragment(document, findings.diagnostics)


def packed(result: Result) -> bytes:
    """Return a result as bytes, for the store and for another process."""
    return pickle.dumps(result, protocol=5)
