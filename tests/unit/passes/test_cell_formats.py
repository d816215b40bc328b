"""Values of spreadsheet cells, as their format asks and as each language writes them."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from baspa.passes.cell_formats import write_value

NBSP, MINUS = "\u00a0", "\u2212"
DAY = datetime(2026, 5, 25, 9, 5)


def printed(value: Any, code: str, language: Any) -> str:
    return write_value(value, code, language).replace("\u202f", NBSP)


@pytest.mark.parametrize(
    ("value", "code", "ru", "en"),
    [
        (12345.5, "General", f"12{NBSP}345,5", "12,345.5"),
        (0.1 + 0.2, "General", "0,3", "0.3"),
        (1e15, "General", "1" + f"{NBSP}000" * 5, "1" + ",000" * 5),
        (1234.5, "0.00", "1234,50", "1234.50"),
        (1234.5, "#,##0.00", f"1{NBSP}234,50", "1,234.50"),
        (1234.5, "#\\ ##0.0", f"1{NBSP}234,5", "1,234.5"),
        (2.5, "0", "3", "3"),
        (1.5, "0.0#", "1,5", "1.5"),
        (-3.25, "0.00;[Red]-0.00", f"{MINUS}3,25", f"{MINUS}3.25"),
        (0.125, "0.0%", f"12,5{NBSP}%", "12.5%"),
        (1_200_000, "0.0,,", "1,2", "1.2"),
        (1200, '#,##0 "₸"', f"1{NBSP}200{NBSP}₸", "₸1,200"),
        (1200, '_-* #,##0\\ "₸"_-;\\-* #,##0\\ "₸"_-', f"1{NBSP}200{NBSP}₸", "₸1,200"),
        (-5, "[$€-407]0.0", f"{MINUS}5,0{NBSP}€", f"{MINUS}€5.0"),
        (7, '0.0" км"', f"7,0{NBSP}км", f"7.0{NBSP}км"),
        (0.5, "# ?/?", "0,5", "0.5"),
        (True, "General", "True", "True"),
        ("  екі\n сөз ", "@", "екі сөз", "екі сөз"),
        (None, "0.00", "", ""),
    ],
)
def test_numbers(value: Any, code: str, ru: str, en: str) -> None:
    assert printed(value, code, "ru") == printed(value, code, "kk") == ru
    assert printed(value, code, "en") == en


@pytest.mark.parametrize(
    ("value", "code", "kk", "ru", "en"),
    [
        (DAY, "dd.mm.yyyy", "25.05.2026", "25.05.2026", "May 25, 2026"),
        (DAY.date(), "yyyy", "2026", "2026", "2026"),
        (DAY, "[$-43F]d mmmm yyyy", "2026 ж. 25 мамыр", "25 мая 2026 г.", "May 25, 2026"),
        (DAY, "mmmm yyyy", "2026 ж. мамыр", "май 2026 г.", "May 2026"),
        (DAY, "hh:mm", "09:05", "09:05", "09:05"),
        (time(9, 5), "hh:mm", "09:05", "09:05", "09:05"),
        (timedelta(hours=26, minutes=5), "[h]:mm", "26:05", "26:05", "26:05"),
    ],
)
def test_dates(value: date | time, code: str, kk: str, ru: str, en: str) -> None:
    written = [printed(value, code, language).replace(NBSP, " ") for language in ("kk", "ru", "en")]

    assert written == [kk, ru, en]
