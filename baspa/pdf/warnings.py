"""What WeasyPrint warns of, as diagnostics."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from baspa.diagnostics import Diagnostic, Findings, Severity

NO_ALT = "has no required alt description"
"""Ends what WeasyPrint says of a picture that X303 has told of already, with its place."""


class _Collector(logging.Handler):
    """Turns what WeasyPrint logs into diagnostics: nothing it notices may go unsaid."""

    def __init__(self, findings: Findings) -> None:
        super().__init__(logging.WARNING)
        self.findings = findings
        self.seen: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if message in self.seen or message.endswith(NO_ALT):
            return
        self.seen.add(message)
        failed = record.levelno >= logging.ERROR
        severity = Severity.ERROR if failed else Severity.WARNING
        self.findings.extend(
            [Diagnostic(code="W101", message=f"printing: {message}", severity=severity)]
        )


@contextmanager
def engine_warnings(findings: Findings) -> Iterator[None]:
    """Report what WeasyPrint logs inside (W101), each thing once."""
    collector = _Collector(findings)
    logger = logging.getLogger("weasyprint")
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(collector)
    try:
        yield
    finally:
        logger.removeHandler(collector)
        logger.propagate = propagate
