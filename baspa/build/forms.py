"""Forms: what a build of the PDF alone says of the DOCX that it does not make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from baspa.build.memo import Memo
from baspa.build.pipeline import Printable
from baspa.build.typed import own_templates
from baspa.diagnostics import Diagnostic, Findings, Severity
from baspa.store import digest, text_digest


def check_forms(printable: Printable, memo: Memo) -> list[Diagnostic]:
    """Return warnings of what a build of the DOCX would stop at: markup of a template without a
    form there."""
    found, own = Findings(), own_templates(printable)
    texts = printable.prepared.templates.texts
    templates = digest([text for name, text in texts.items() if name.endswith(".html.j2")])
    for part in printable.parts:
        memo.once_untold(
            "forms in the DOCX",
            [text_digest(part), templates],
            partial(_unmapped, part, own),
            found,
        )
    return [replace(each, severity=Severity.WARNING) for each in found.diagnostics]


def _unmapped(part: str, templates: Sequence[Path], findings: Findings) -> None:
    from baspa.docx.markup import parse_part, report_unmapped

    report_unmapped(parse_part(part), templates, findings)
