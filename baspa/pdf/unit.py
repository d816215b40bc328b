"""One unit of a document, from its HTML to a fragment: the work that a process does alone."""

from __future__ import annotations

import pickle

from baspa.diagnostics import Findings
from baspa.model import Asset
from baspa.pdf.engine import without_collector
from baspa.pdf.fonts import FaceUse, embedded
from baspa.pdf.fragment import Fragment, fragment
from baspa.pdf.layout import Sheet, laid_out
from baspa.pdf.objects import Group
from baspa.pdf.raster import fallback
from baspa.pdf.warnings import engine_warnings

Task = Sheet | tuple[FaceUse, ...] | Asset
"""A unit to be laid out, faces to be embedded, or a picture that needs a PNG to stand in for it."""
Result = Fragment | Group | bytes
"""What comes of each; of a picture that cannot be drawn, nothing."""


def do(task: Task) -> Result:
    """Do a task."""
    if isinstance(task, Asset):
        return fallback(task) or b""
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
