"""What is said of a picture while printing gets the place in the sources that shows it."""

from __future__ import annotations

import re
from dataclasses import replace

from baspa.diagnostics import NOWHERE, Diagnostic, Findings, Span
from baspa.model import Figure, InlineImage, Panel, ResolvedDocument
from baspa.model.walk import walk

_ASSET = re.compile(r"asset:([^\s'\"]+)")
"""How the PDF's engine, which knows no sources, calls a picture."""


def place_pictures(findings: Findings, document: ResolvedDocument) -> None:
    """Let every finding about a picture point to the first place that shows it."""
    placed = [_placed(diagnostic, document) for diagnostic in findings.diagnostics]
    findings.diagnostics[:] = placed


def _placed(diagnostic: Diagnostic, document: ResolvedDocument) -> Diagnostic:
    named = _ASSET.search(diagnostic.message)
    if named is None or diagnostic.span != NOWHERE:
        return diagnostic
    return replace(diagnostic, span=_shown(named[1], document))


def _shown(asset: str, document: ResolvedDocument) -> Span:
    nodes = (node for s in document.sections for node in walk(s.outline.value.blocks))
    pictures = (node for node in nodes if isinstance(node, Figure | Panel | InlineImage))
    return next((node.span for node in pictures if node.path == asset), NOWHERE)
