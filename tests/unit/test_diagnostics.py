"""What an author reads: place, message, excerpt, hint."""

from hypothesis import given
from hypothesis import strategies as st

from baspa.diagnostics import (
    Diagnostic,
    Findings,
    Severity,
    Span,
    format_diagnostic,
    line_and_column,
)

TEXT = "бірінші\nСуретті @fig:scheem қараңыз\nүшінші"


def at(needle: str, text: str = TEXT) -> Span:
    start = text.index(needle)
    return Span("1.md", start, start + len(needle))


def test_a_diagnostic_shows_place_message_excerpt_and_hint() -> None:
    diagnostic = Diagnostic(
        code="X201", message="nothing is labelled", span=at("@fig:scheem"), help="did you mean …?"
    )

    assert format_diagnostic(diagnostic, {"1.md": TEXT}).splitlines() == [
        "1.md:2:9: error[X201]: nothing is labelled",
        "   2 | Суретті @fig:scheem қараңыз",
        "     |         ^^^^^^^^^^^",
        "  = help: did you mean …?",
    ]


def test_a_file_without_text_is_named_without_an_excerpt() -> None:
    diagnostic = Diagnostic(code="P104", message="cannot be read", span=Span("a.yaml", 0, 0))

    assert format_diagnostic(diagnostic, {}) == "a.yaml: error[P104]: cannot be read"


def test_what_has_no_place_is_told_without_one() -> None:
    diagnostic = Diagnostic(code="D201", message="no LibreOffice", severity=Severity.WARNING)

    assert format_diagnostic(diagnostic, {}) == "warning[D201]: no LibreOffice"


def test_a_long_line_is_cut_around_the_place() -> None:
    text = "а" * 300 + "ҚАТЕ" + "б" * 300

    _, excerpt, carets = format_diagnostic(
        Diagnostic(code="X", message="", span=at("ҚАТЕ", text)), {"1.md": text}
    ).splitlines()

    assert excerpt == "   1 | …" + "а" * 50 + "ҚАТЕ" + "б" * 46 + "…"
    assert excerpt.index("ҚАТЕ") == carets.index("^^^^")


def test_carets_stand_below_letters_with_combining_marks() -> None:
    text = "и\u0306 мен сөз"  # й written as two characters, one column wide

    shown = format_diagnostic(
        Diagnostic(code="X", message="", span=at("сөз", text)), {"1.md": text}
    )

    assert shown.splitlines()[2] == "     |       ^^^"


def test_carets_do_not_leave_the_line() -> None:
    span = Span("1.md", 0, len(TEXT))

    shown = format_diagnostic(Diagnostic(code="X", message="", span=span), {"1.md": TEXT})

    assert shown.splitlines()[1:] == ["   1 | бірінші", "     | ^^^^^^^"]


def test_control_characters_never_reach_the_terminal() -> None:
    text = "а\x1b[2Jб\x9b"

    shown = format_diagnostic(
        Diagnostic(code="X", message="no \x1b", span=Span("1.md", 1, 2)), {"1.md": text}
    )

    assert shown.splitlines() == ["1.md:1:2: error[X]: no �", "   1 | а�[2Jб�", "     |  ^"]


def test_warnings_alone_do_not_fail_a_run() -> None:
    findings = Findings()
    findings.warning("W101", "look at this")
    assert not findings.failed

    findings.error("X201", "this is wrong")
    assert findings.failed


@given(st.text(alphabet="аә\n x", max_size=40), st.data())
def test_line_and_column_find_the_character(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))

    line, column = line_and_column(text, offset)

    lines = text.split("\n")
    assert sum(len(before) + 1 for before in lines[: line - 1]) + column - 1 == offset
    assert column <= len(lines[line - 1]) + 1
