"""Values of spreadsheet cells, written as their number format asks and the language has it.

| in the number format (ECMA-376 Part 1, 18.8.31) | printed |
|---|---|
| `0.00`, `#,##0`, `# ##0`, `0.##` | digits behind the separator, thousands set apart |
| `0.0%` | percent: `12,5 %`, in English `12.5%` |
| `#,##0 "₸"`, `[$€-407]` | the currency behind the number, in English before it |
| `0.0 "км"` | other words, behind a no-break space |
| a trailing comma | thousands |
| `dd.mm.yyyy`, `d mmmm yyyy`, `mmmm yyyy`, `yyyy`, `hh:mm` | such a date in the language's form |

Colours, conditions, fill characters and forms for negative numbers are left out; fractions and
powers of ten are printed as plain numbers.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from baspa.dataclass import dataclass
from baspa.model import Language

NUMBER = re.compile(r"-?\d+(\.\d+)?")
GROUPED_FROM = 5
"""Digits before the decimal mark from which thousands are set apart."""
LONGEST = 20
"""Characters of a number; what is longer is a code, and its digits are not grouped."""
SIGNIFICANT_DIGITS = 11
"""Of a number without a format, as spreadsheet programs show it: 0.1 + 0.2 is 0.3."""
MINUS, NO_BREAK_SPACE = "\N{MINUS SIGN}", "\N{NO-BREAK SPACE}"
CURRENCIES = frozenset("₸$€£₽¥")

_TOKEN = re.compile(r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|[_*].|\[(?P<bracket>[^]]*)]|(?P<sign>.)')


def format_number(text: str, language: Language, decimals: int | None = None) -> str:
    """Return `12345.5` as the language writes it: `12 345,5`; other text unchanged.

    `decimals` is how many digits stand behind the separator; None keeps those that were given.
    """
    if not NUMBER.fullmatch(text) or len(text) > LONGEST:
        return text
    whole, _, fraction = text.lstrip("-").partition(".")
    if len(whole) > 1 and whole.startswith("0"):
        return text
    places = len(fraction) if decimals is None else decimals
    return _written(Decimal(text), "0" * places, len(whole) >= GROUPED_FROM, language)


def _written(number: Decimal, fraction: str, grouped: bool, language: Language) -> str:
    """Return a number with the digits of `fraction` (`0` always, `#` if not nought)."""
    from babel.numbers import format_decimal

    rounded = number.quantize(Decimal(1).scaleb(-len(fraction)), ROUND_HALF_UP)
    text = format_decimal(
        rounded,
        format="#,##0" + (f".{fraction}" if fraction else ""),
        locale=language,
        group_separator=grouped,
        decimal_quantization=False,
    )
    return text.replace("-", MINUS)


def is_number(value: Any) -> bool:
    """Return whether a cell's value is a number to be calculated with."""
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def write_value(value: Any, code: str, language: Language) -> str:
    """Return the value of a cell as its number format `code` asks."""
    match value:
        case None:
            return ""
        case datetime() | date() | time():
            return _write_date(value, code, language)
        case timedelta():
            minutes = round(value.total_seconds()) // 60
            return f"{minutes // 60}:{minutes % 60:02}"
        case int() | float() | Decimal() if is_number(value):
            return _write_number(Decimal(repr(value)), _read_code(code), language)
        case _:
            return " ".join(str(value).split())


@dataclass(slots=True)
class _Code:
    """The first section of a number format, taken apart."""

    digits: str = ""
    before: str = ""
    after: str = ""
    grouped: bool = False
    general: bool = False


def _read_code(code: str) -> _Code:
    read = _Code(general=code.lower() == "general")
    for token in _TOKEN.finditer(code):
        sign = token["sign"]
        if sign == ";":
            break
        if sign and sign in "0#?.,":
            if read.digits and read.after:
                read.grouped, read.after = read.grouped or not read.after.strip(), ""
            read.digits += sign.replace("?", "0")
            continue
        if sign and sign in "Ee/@":
            read.general = True
        bracket = token["bracket"] or ""
        currency = bracket[1:].partition("-")[0] if bracket.startswith("$") else ""
        literal = token["quoted"] or token["escaped"] or currency or sign or ""
        if read.digits:
            read.after += literal
        else:
            read.before += literal
    read.general = read.general or not read.digits
    return read


def _write_number(number: Decimal, code: _Code, language: Language) -> str:
    if code.general:
        return format_number(
            f"{Decimal(f'{number:.{SIGNIFICANT_DIGITS}g}').normalize():f}", language
        )
    whole, _, fraction = code.digits.partition(".")
    scaled = code.digits.rstrip(",")
    number /= Decimal(1000) ** (len(code.digits) - len(scaled))
    words = [code.before.strip(), code.after.strip()]
    if "%" in words:
        number *= 100
    grouped = code.grouped or "," in whole.rstrip(",")
    text = _written(number, fraction.rstrip(","), grouped, language)
    return _with_words(text, words[0], words[1], language)


def _with_words(number: str, before: str, after: str, language: Language) -> str:
    """Return a number with its unit or currency where the language has it."""
    unit = after or before
    if unit in CURRENCIES and language == "en":
        sign, digits = (MINUS, number[1:]) if number.startswith(MINUS) else ("", number)
        return sign + unit + digits
    if unit in CURRENCIES or (unit == "%" and language != "en"):
        return number + NO_BREAK_SPACE + unit
    if unit == "%":
        return number + unit
    gap = NO_BREAK_SPACE if after else ""
    return (before + number + gap + after).replace(" ", NO_BREAK_SPACE)


def _write_date(value: date | time, code: str, language: Language) -> str:
    """Return a date with as much of it as the format shows."""
    from babel.dates import format_date, format_skeleton, format_time

    shown = re.sub(r'"[^"]*"|\[[^]]*]', "", code.lower())
    if isinstance(value, time):
        return str(format_time(value, "HH:mm", locale=language))
    if isinstance(value, datetime) and not {"y", "d"} & set(shown):
        return str(format_time(value, "HH:mm", locale=language))
    if "d" in shown:
        numeric = "medium" if language == "en" else "dd.MM.y"
        return str(format_date(value, "long" if "mmm" in shown else numeric, locale=language))
    return str(format_skeleton("yMMMM" if "m" in shown else "y", value, locale=language))
