"""Lengths on paper."""

from __future__ import annotations

import re
from typing import Any

from baspa.dataclass import dataclass

MM_PER_INCH = 25.4
_UNITS = {"mm": 1.0, "cm": 10.0, "pt": MM_PER_INCH / 72, "in": MM_PER_INCH}
_LENGTH = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*(mm|cm|pt|in)\s*")


@dataclass(frozen=True, slots=True, order=True)
class Length:
    """A distance on the page."""

    mm: float
    """Millimetres."""

    @classmethod
    def parse(cls, text: str) -> Length:
        """Return the length written as `30mm`, `1.25cm`, `14pt` or `1in`.

        Raises ValueError for anything else.
        """
        found = _LENGTH.fullmatch(text)
        if not found:
            raise ValueError(f"{text!r} is no length; write it like 12.5mm, 1.25cm, 14pt or 1in")
        return cls(float(found[1]) * _UNITS[found[2]])

    @classmethod
    def stated(cls, value: object) -> Length:
        """Return the length that a setting states, with its unit; nothing needs none.

        Raises ValueError for anything else.
        """
        if isinstance(value, str):
            return cls.parse(value)
        if value == 0 and not isinstance(value, bool):
            return cls(0.0)
        raise ValueError(f"{value!r} is no length; write it with its unit, like 12.5mm or 14pt")

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: object) -> Any:
        """Have pydantic read it as a setting states it."""
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(cls.stated)

    @property
    def pt(self) -> float:
        """Points, 1/72 inch."""
        return self.mm * 72 / MM_PER_INCH

    @property
    def twips(self) -> int:
        """Twentieths of a point, rounded: the unit of WordprocessingML."""
        return round(self.pt * 20)

    @property
    def emu(self) -> int:
        """English metric units, 1/914400 inch, rounded: the unit of DrawingML."""
        return round(self.mm * 36000)

    def __str__(self) -> str:
        return f"{self.mm:.4g}mm"


def parse_extent(text: str, whole_mm: float) -> float:
    """Return the millimetres of a picture's `width` or `height`: `80mm`, or `80%` of `whole_mm`.

    Raises ValueError for anything else, and for nothing or less.
    """
    share = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*%\s*", text)
    extent = float(share[1]) / 100 * whole_mm if share else Length.parse(text).mm
    if extent <= 0:
        raise ValueError(f"{text!r} leaves nothing to see")
    return extent
