"""Dates as forms have them: `2025 ж. 20 қазан`, `«18» мая 2026 г.`, `18.05.2026`."""

from __future__ import annotations

import datetime
import re

from baspa.readers.months import month_number

_MONTH = r"(?P<m>[^\W\d_]{3,10})\.?"
_DAY = r"[«\"“]?\s*(?P<d>\d{1,2})\s*[»\"”]?"
_YEAR = r"(?P<y>(?:19|20)\d\d)"
_FORMS = (
    re.compile(rf"{_YEAR}\s*(?:ж(?:ыл(?:ғы|ы)?)?\.?)?\s*{_DAY}\s*{_MONTH}"),
    re.compile(rf"(?<!\d){_DAY}\s*{_MONTH},?\s*{_YEAR}"),
    re.compile(rf"{_MONTH}\s+(?P<d>\d{{1,2}}),?\s+{_YEAR}"),
    re.compile(rf"(?<![\d.])(?P<d>\d{{1,2}})\.(?P<m>\d{{1,2}})\.{_YEAR}(?!\d)"),
    re.compile(rf"(?<!\d){_YEAR}-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)"),
)


def find_date(text: str) -> tuple[datetime.date, int, int] | None:
    """Return the first date in a text, and from where to where it stands; None for no date."""
    found = [m for form in _FORMS for m in form.finditer(text)]
    for match in sorted(found, key=lambda m: m.start()):
        month = month_number(match["m"])
        if month is None:
            continue
        try:
            day = datetime.date(int(match["y"]), month, int(match["d"]))
        except ValueError:
            continue
        return day, match.start(), match.end()
    return None


def read_date(text: str) -> datetime.date | None:
    """Return the date that a text is about; None where it states none."""
    found = find_date(text)
    return found[0] if found else None
