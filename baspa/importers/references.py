"""References in running text to tables, figures and formulas whose numbers are known.

| typed | becomes |
|---|---|
| `1-кестеде`, `2.1-суретке` | `[@tbl:1]{.locative}`, `[@fig:2-1]{.dative}` |
| `таблице 1`, `рисунка 2`, `табл. 1`, `рис. 2.1` | `[@tbl:1]{.prepositional}`, … `.short` |
| `Table 1`, `figure 2`, `Fig. 2` | `@tbl:1`, `@fig:2`, `.short` |

A form that Baspa cannot print again (`кестедегі`) is left as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from baspa.importers.manuscript import Edit, Text

_N = r"((?:[А-ЯӘA-Z]\.)?\d{1,3}(?:\.\d{1,3})*)"
_KAZAKH = re.compile(
    rf"(?<![\d.,]){_N}\s*[-–]?\s*(кесте|сурет|формула)([^\W\d_]*)(?![\w-])", re.IGNORECASE
)
_OTHERS = re.compile(
    rf"(?<![^\W_])(таблиц|рисун|табл\.|рис\.|формул|tables?|figures?|figs?\.)([^\W\d_]*)\s*№?\s*\(?{_N}(?![\w-])\)?",
    re.IGNORECASE,
)
_CASES = {
    "": "",
    **dict.fromkeys(("нің", "тің", "дің", "ның"), "genitive"),
    **dict.fromkeys(("ге", "ке", "ға", "қа"), "dative"),
    **dict.fromkeys(("ні", "ті", "ді", "ны"), "accusative"),
    **dict.fromkeys(("де", "те", "да", "та"), "locative"),
    **dict.fromkeys(("ден", "тен", "дан", "нан"), "ablative"),
    **dict.fromkeys(("мен", "пен"), "instrumental"),
}
_RUSSIAN = {
    **dict.fromkeys(("а", "ок"), ""),
    **dict.fromkeys(("ы", "ка"), "genitive"),
    "ку": "dative",
    "у": "accusative",
    **dict.fromkeys(("е", "ке"), "prepositional"),
    **dict.fromkeys(("ей", "ой", "ком"), "instrumental"),
}
_KINDS = {"к": "tbl", "т": "tbl", "t": "tbl", "с": "fig", "р": "fig", "f": "fig", "ф": "eq"}


def references(text: Text, labels: Set[str]) -> Iterator[tuple[Edit, str]]:
    """Give what each reference to one of `labels` becomes, in order."""
    found = [(m, m[1], m[2], _CASES.get(m[3].casefold())) for m in _KAZAKH.finditer(text.string)]
    for match in _OTHERS.finditer(text.string):
        word, ending = match[1].casefold(), match[2].casefold()
        short = "short" if word.endswith(".") and not ending else None
        case = short if word.endswith(".") else _RUSSIAN.get(ending)
        if word.isascii() and not word.endswith("."):
            case = "" if not ending else None
        found.append((match, match[3], match[1], case))
    for match, number, word, case in sorted(found, key=lambda entry: entry[0].start()):
        label = f"{_KINDS[word[0].casefold()]}:{number.replace('.', '-')}"
        if label in labels and case is not None:
            capital = ".capital" if word[0].isupper() and match[0][0].isalpha() else ""
            classes = " ".join(c for c in (f".{case}" if case else "", capital) if c)
            written = f"[@{label}]" + (f"{{{classes}}}" if classes else "")
            yield Edit(*match.span(), written), "a reference by its number"
