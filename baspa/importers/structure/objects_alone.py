"""The block that a paragraph is which holds an object and nothing else; numbered formulas.

| recognised | as |
|---|---|
| a table, a picture, a chart, code | itself, with the caption that the format knows |
| a picture and its caption in one paragraph, several pictures in one | a figure, its panels |
| a formula, also a typed one, with `(2.1)` at the end of its line | a numbered formula |
"""

from __future__ import annotations

import re

from baspa.importers.structure.captions import captioned, without_typed_number
from baspa.importers.structure.panels import read_panels, read_row
from baspa.importers.structure.typed_formulas import typed_formula
from baspa.importers.text.blocks import Block, Captioned, Displayed, Listing, Paragraph
from baspa.importers.text.ledger import Ledger
from baspa.importers.text.manuscript import (
    Chart,
    Code,
    Formula,
    Manuscript,
    Picture,
    Table,
    Text,
)
from baspa.importers.words.caption_lines import NUMBER, caption_of

_NUMBERED = re.compile(rf"\s*[,.;]?\s*\({NUMBER}\)\s*[,.;]?\s*")


def object_block(paragraph: Text, manuscript: Manuscript, ledger: Ledger) -> Block | None:
    """Return the block that a paragraph is which holds an object and nothing else."""
    string = paragraph.string
    found = manuscript.object_of(string[0]) if string else None
    rest = string[1:]
    if isinstance(found, Formula) and (number := _NUMBERED.fullmatch(rest)):
        ledger.drop(paragraph[1:], "the typed number of a formula: it is made anew")
        return Displayed(found, f"eq:{number['n'].replace('.', '-')}", number["n"])
    if found is None:
        return _typed_formula(paragraph, ledger)
    if isinstance(found, Picture) and _NUMBERED.fullmatch(rest):
        ledger.ask(paragraph.origin, "a formula that is a picture; type it as a formula", rest)
    if isinstance(found, Formula) and rest.strip() in ("", ",", "."):
        return Displayed(found, f"eq:{slug(found.id)}" if found.id else "")
    if isinstance(found, Code) and found.displayed and not rest.strip():
        return Listing(found.code, found.language)
    if isinstance(found, Table | Picture) and (found.caption or found.id) and not rest.strip():
        kind = "tbl" if isinstance(found, Table) else "fig"
        label = f"{kind}:{slug(found.id) if found.id else f'at-{paragraph.origin}'}"
        block = Captioned(what=found, caption=found.caption, label=label)
        return without_typed_number(block, kind, ledger)
    if isinstance(found, Table) and not rest.strip():
        panels = read_panels(found.rows, manuscript, ledger)
        return Captioned(what=panels or found)
    if isinstance(found, Picture | Chart) and not rest.strip():
        return Captioned(what=found)
    if isinstance(found, Picture) and (line := caption_of(paragraph[1:].stripped())):
        caption = Paragraph(paragraph[1:].stripped())
        return captioned(Captioned(what=found), caption, line.kind, ledger)
    if isinstance(found, Picture) and (panels := read_row(paragraph, manuscript)):
        return Captioned(what=panels)
    return None


def _typed_formula(paragraph: Text, ledger: Ledger) -> Displayed | None:
    """Return the formula that a paragraph of characters is."""
    typed = typed_formula(paragraph)
    if typed is None:
        return None
    formula, number, end = typed
    ledger.drop(paragraph[:end], f"became the formula {formula.latex}")
    ledger.drop(paragraph[end:], "the typed number of a formula: it is made anew")
    return Displayed(formula, f"eq:{number.replace('.', '-')}", number)


def slug(id: str) -> str:
    """Return what is called `fig:my_map` or `tab.1` in the original without its kind: `my-map`."""
    bare = re.sub(
        r"^(?:fig(?:ure)?|tab(?:le)?|tbl|eqn?|equation|sec(?:tion)?|subsec|ch(?:ap(?:ter)?)?|app)[:._-]",
        "", id, flags=re.IGNORECASE,
    )  # fmt: skip
    return re.sub(r"\W+|_+", "-", bare).strip("-") or "x"
