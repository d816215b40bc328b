"""Findings on stderr and as JSON."""

import pytest

from baspa.cli.report import print_findings
from baspa.diagnostics import Findings, Span, findings_as_json

TEXTS = {"source/10-a.md": "бір\nекі үш\n", "source/20-b.md": "төрт\n"}


def some_findings() -> Findings:
    findings = Findings()
    findings.warning("Z203", "the second file", Span("source/20-b.md", 0, 4))
    findings.error("Z202", "the second line", Span("source/10-a.md", 4, 7), "write it anew")
    findings.error("Z201", "the first line", Span("source/10-a.md", 0, 3))
    findings.error("Z200", "no place at all")
    return findings


def test_findings_are_printed_in_file_order_with_a_count(
    capsys: pytest.CaptureFixture[str],
) -> None:
    print_findings(some_findings(), TEXTS)

    assert capsys.readouterr().err == (
        "error[Z200]: no place at all\n"
        "source/10-a.md:1:1: error[Z201]: the first line\n"
        "   1 | бір\n"
        "     | ^^^\n"
        "source/10-a.md:2:1: error[Z202]: the second line\n"
        "   2 | екі үш\n"
        "     | ^^^\n"
        "  = help: write it anew\n"
        "source/20-b.md:1:1: warning[Z203]: the second file\n"
        "   1 | төрт\n"
        "     | ^^^^\n"
        "3 errors, 1 warning\n"
    )


def test_no_findings_print_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    print_findings(Findings(), TEXTS)

    assert capsys.readouterr().err == ""


def test_json_tells_lines_and_columns() -> None:
    shown = findings_as_json(some_findings(), TEXTS)

    assert [item["code"] for item in shown] == ["Z200", "Z201", "Z202", "Z203"]
    assert (shown[0]["file"], shown[0]["line"]) == (None, None)
    assert shown[2] == {
        "code": "Z202",
        "severity": "error",
        "message": "the second line",
        "help": "write it anew",
        "file": "source/10-a.md",
        "line": 2,
        "column": 1,
        "end_line": 2,
        "end_column": 4,
    }
