"""Data files: CSV to rows, rows to a table with numbers written as the language writes them."""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal

from babel.numbers import format_decimal
from pydantic import Field, PositiveFloat

from baspa.model import (
    Align,
    Cell,
    Column,
    DataTable,
    Inline,
    Language,
    Paragraph,
    Row,
    Table,
    Text,
)
from baspa.yaml import Strict

NUMBER = re.compile(r"-?\d+(\.\d+)?")
GROUPED_FROM = 5
"""Digits before the decimal mark from which thousands are set apart."""
LONGEST = 20
"""Characters of a number; what is longer is a code, and its digits are not grouped."""
ROW_LIMIT = 20_000


class DataError(Exception):
    """A data file does not hold what is asked of it; the message is for the author."""


class TableOptions(Strict):
    """What a ```` ``` {.table} ```` block says."""

    data: str
    caption: str
    align: str | None = Field(default=None, pattern="^[lcr]+$")
    widths: tuple[PositiveFloat, ...] | None = None


def read_csv(content: bytes) -> list[list[str]]:
    """Return the rows of a CSV file in UTF-8, the head row first. Raises DataError."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError("this data file is no UTF-8 text") from error
    first_line = text.partition("\n")[0]
    delimiter = max(",;\t", key=first_line.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        rows = [[cell.strip() for cell in row] for row in reader if any(row)]
    except csv.Error as error:
        raise DataError(f"line {reader.line_num}: {error}") from error
    if len(rows) < 2:
        raise DataError("a data file needs a head row and at least one row of data")
    if len(rows) > ROW_LIMIT:
        raise DataError(f"{len(rows)} rows are more than a document can print")
    for number, row in enumerate(rows, 1):
        if len(row) != len(rows[0]):
            raise DataError(f"row {number} has {len(row)} cells, the head row {len(rows[0])}")
    return rows


def format_number(text: str, language: Language) -> str:
    """Return `12345.5` as the language writes it: `12 345,5`; other text unchanged."""
    if not NUMBER.fullmatch(text) or len(text) > LONGEST:
        return text
    whole, _, fraction = text.lstrip("-").partition(".")
    pattern = "#,##0" + ("." + "0" * len(fraction) if fraction else "")
    if len(whole) > 1 and whole.startswith("0"):
        return text
    written = format_decimal(
        Decimal(text),
        format=pattern,
        locale=language,
        group_separator=len(whole) >= GROUPED_FROM,
        decimal_quantization=False,
    )
    return written.replace("-", "\N{MINUS SIGN}")


def build_table(
    rows: list[list[str]],
    options: TableOptions,
    caption: tuple[Inline, ...],
    block: DataTable,
    language: Language,
) -> Table:
    """Return the table of `rows`; columns of numbers are set right unless the author says else.

    Raises DataError when `align` or `widths` do not fit the columns.
    """
    count = len(rows[0])
    for name, given in (("align", options.align), ("widths", options.widths)):
        if given is not None and len(given) != count:
            raise DataError(f"{name} names {len(given)} columns, the data has {count}")
    letters = options.align or "".join(
        "r" if all(NUMBER.fullmatch(row[i]) for row in rows[1:]) else "l" for i in range(count)
    )
    aligns = {"l": Align.LEFT, "c": Align.CENTER, "r": Align.RIGHT}
    widths = options.widths or (None,) * count
    total = sum(w for w in widths if w) or 1.0

    def cell(text: str) -> Cell:
        inline = Text(value=format_number(text, language), span=block.span)
        return Cell(blocks=(Paragraph(content=(inline,), span=block.span),), span=block.span)

    def row(values: list[str]) -> Row:
        return Row(cells=tuple(cell(value) for value in values), span=block.span)

    return Table(
        columns=tuple(
            Column(align=aligns[letter], width=width / total if width else None)
            for letter, width in zip(letters, widths, strict=True)
        ),
        head=(row(rows[0]),),
        body=tuple(row(values) for values in rows[1:]),
        caption=caption,
        attributes=block.attributes,
        span=block.span,
    )
