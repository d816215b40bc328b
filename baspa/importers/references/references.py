"""References in running text to what has a known number: the words of the locale, read backwards.

| typed | becomes |
|---|---|
| `1-кестеде`, `2.1-суретке` | `[@tbl:1]{.locative}`, `[@fig:2-1]{.dative}` |
| `рис. 2.1`, `формулы (3)` | `[@fig:2-1]{.short}`, `[@eq:3]{.genitive}` |
| `рисунках 1 и 2`, `1–3-кестелерде` | `[@fig:1; @fig:2]{.prepositional}`, … |
| `разделе 2.1`, `А қосымшасында` | `[@sec:section-2-1]{.prepositional}`, … |
| `сведены в Таблица 3`, as Word's fields leave it | `[@tbl:3]{.prepositional}` |
| `7а-суретте`, `рис. 3, б`, `Fig. 1b` | `[@fig:7-a]{.locative}`, `[@fig:3-b]{.short}`, … |

Words that Baspa does not print stay, and their numbers become live: `reference_words.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from baspa.dataclass import dataclass
from baspa.importers.references.reference_words import (
    NUMBERS,
    bare_number,
    is_elsewhere,
    reference_to,
    row,
    typed_words,
)
from baspa.importers.text.manuscript import Edit, Text
from baspa.locales import load_locale
from baspa.model.document import Language

_LIKELY = (
    "nominative", "genitive", "prepositional", "locative", "dative", "accusative", "ablative",
    "instrumental",
)  # fmt: skip
"""The cases, of which the first with a form is taken: `таблице 1` stands behind «в» more often."""
_CASES = {
    "в": "prepositional", "на": "prepositional", "из": "genitive", "от": "genitive",
    "для": "genitive", "по": "dative", "к": "dative", "согласно": "dative",
    "см.": "accusative",
}  # fmt: skip
"""The cases that Russian prepositions, and `см.`, take with tables and figures."""
_PREPOSITION = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, _CASES))})\s$", re.IGNORECASE)
_RANGE = re.compile(r"\s?[–—-]\s?|\s(?:to|through)\s")
_HYPHENATED = re.compile(r"(?<![\w.,-])(\d{1,2})[-‑](\d{1,2})(?!\w|\.\d)")
_REASON = "a reference by its number"


@dataclass(frozen=True, slots=True)
class _Form:
    """One form of a reference: a case, or `short`."""

    pattern: re.Pattern[str]
    kind: str
    name: str


def references(
    text: Text, targets: Mapping[str, str], language: Language
) -> Iterator[tuple[Edit, str]]:
    """Give what each reference to one of `targets` becomes, in order.

    `targets` gives the label of each kind and typed number: `fig:2.1` → `fig:2-1`, `fig:7а` →
    `fig:7-a`.
    """
    string = _dotted(text.string, targets)
    found = [*_whole(string, targets, language), *typed_words(string, targets, language)]
    taken = 0
    for start, end, edits in sorted(found, key=lambda one: (one[0], -one[1])):
        if start >= taken:
            taken = end
            yield from ((edit, _REASON) for edit in edits)


def _dotted(string: str, targets: Mapping[str, str]) -> str:
    """Return a text of the same length in which `Fig 2-1` is `Fig 2.1`, where 2.1 is a target.

    Where 2 is one too, a hyphen stands for a range.
    """
    numbers = {target.partition(":")[2] for target in targets}
    captioned = {t.partition(":")[2] for t in targets if t.startswith(("fig:", "tbl:"))}
    return _HYPHENATED.sub(
        lambda m: f"{m[1]}.{m[2]}" if m[1] not in captioned and f"{m[1]}.{m[2]}" in numbers
        else m[0], string,
    )  # fmt: skip


def _whole(
    string: str, targets: Mapping[str, str], language: Language
) -> Iterator[tuple[int, int, tuple[Edit, ...]]]:
    """Give the places of references that Baspa prints in the same words."""
    for form in _forms(language):
        for match in form.pattern.finditer(string):
            if form.kind == "sec" and is_elsewhere(string, match, language):
                continue
            if labels := _labels(match["n"], form.kind, targets):
                written = _governed(labels, match, form) if language == "ru" else ""
                written = written or _written(labels, match, form)
                yield *match.span(), (Edit(*match.span(), written),)


def _labels(typed: str, kind: str, targets: Mapping[str, str]) -> list[str]:
    """Return the labels of the numbers in `typed`; none where one of them has no target."""
    numbers = re.findall(NUMBERS[kind], typed)
    joints = re.split(NUMBERS[kind], typed)[1:-1]
    numbers = [bare_number(number) for number in numbers]
    wanted = numbers[:1]
    for joint, number in zip(joints, numbers[1:], strict=True):
        if _RANGE.fullmatch(joint):
            wanted += _between(wanted[-1], number)
        wanted.append(number)
    labels = [targets.get(f"{kind}:{number}", "") for number in wanted]
    return labels if all(labels) else []


def _between(first: str, last: str) -> list[str]:
    """Return the numbers between `2.1` and `2.4`; a number of no target where there are none."""
    head, _, start = first.rpartition(".")
    other, _, end = last.rpartition(".")
    if head != other or not start.isdigit() or not end.isdigit() or int(start) >= int(end):
        return [""]
    return [f"{head}.{n}" if head else str(n) for n in range(int(start) + 1, int(end))]


def _written(labels: list[str], match: re.Match[str], form: _Form) -> str:
    capital = match[0][0].isupper() and match.start("n") > match.start()
    return reference_to(labels, form.name, capital=capital)


def _governed(labels: list[str], match: re.Match[str], form: _Form) -> str:
    """Return a reference that Word made, `в Таблица 3`, in the case of its preposition."""
    before = _PREPOSITION.search(match.string, 0, match.start())
    if before is None or form.name != "nominative" or form.kind not in ("fig", "tbl"):
        return ""
    if not match[0][0].isupper() or len(labels) > 1:
        return ""
    return reference_to(labels, _CASES[before[1].casefold()])


@cache
def _forms(language: Language) -> tuple[_Form, ...]:
    """Return every form of a reference that a language prints."""
    forms = list[_Form]()
    for kind, words in load_locale(language).references.items():
        if kind not in NUMBERS:
            continue
        one, several = NUMBERS[kind], row(NUMBERS[kind], least=1)
        for number, templates in ((several, words.plural), (one, words.forms)):
            seen = set[str]()
            for case in sorted(templates, key=_LIKELY.index):
                template = templates[case]
                if template not in seen:
                    forms.append(_Form(_pattern(template, number, case), kind, case))
                seen.add(template)
        if words.short:
            for number, template in ((several, words.short.several), (one, words.short.one)):
                forms.append(_Form(_pattern(template, number, "short"), kind, "short"))
    return tuple(forms)


def _pattern(template: str, number: str, case: str) -> re.Pattern[str]:
    """Return what finds the words of a template around a number.

    A hyphen may be missing (`1 суретте`), but not before a bare noun: `9 сурет` counts.
    """
    before, _, behind = template.partition("{number}")
    noun, gap = _words(before.rstrip()), r"[\s\u00a0]?(?:№\s?)?" if before else ""
    if behind.startswith("-"):
        hyphen = r"\s?[-–‑]\s?" if case == "nominative" else r"\s?[-–‑]?\s?"
        behind = hyphen + _words(behind[1:])
    else:
        behind = _words(behind)
    opening = r"(?<![\w.,])" if not before else r"(?<!\w)"
    closing = r"(?![\w-])" if behind or number == NUMBERS["app"] else r"(?![\w-]|[.,]\d)"
    return re.compile(rf"{opening}(?i:{noun}){gap}(?P<n>{number})(?i:{behind}){closing}")


def _words(text: str) -> str:
    """Return a pattern of words whose spaces may be of any kind."""
    return r"\s".join(map(re.escape, re.split(r"[\s\u00a0]", text)))
