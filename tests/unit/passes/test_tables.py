"""What the norm forbids in tables."""

import pytest
from thesis_case import arranged, profile

from baspa.diagnostics import Findings
from baspa.passes.tables import check_tables

ROWS = "|---|---|\n| 1 | Алматы |\n"


def told(head: str, profile_id: str = "kz-diploma") -> list[str]:
    findings = Findings()
    sections = arranged(f"# А\n\n| {head} | Өңір |\n{ROWS}")
    check_tables(sections, profile(profile_id).tables, findings)
    return [f"{d.code} {d.span.start}" for d in findings.diagnostics]


@pytest.mark.parametrize("head", ["№", "№ п/п", "№ р/с", "№п/п", "N", "No."])
def test_a_column_of_row_numbers_is_told_at_its_head(head: str) -> None:
    assert told(head) == ["X322 7"]


@pytest.mark.parametrize("head", ["Нөмірі", "№ тапсырыс", "", "Өңір №"])
def test_other_columns_are_no_row_numbers(head: str) -> None:
    assert told(head) == []


def test_apa_has_nothing_against_them() -> None:
    assert told("№", "en-apa7-student") == []
