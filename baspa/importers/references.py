"""References in running text to what has a known number: the words of the locale, read backwards.

| typed | becomes |
|---|---|
| `1-кестеде`, `2.1-суретке` | `[@tbl:1]{.locative}`, `[@fig:2-1]{.dative}` |
| `рис. 2.1`, `формулы (3)` | `[@fig:2-1]{.short}`, `[@eq:3]{.genitive}` |
| `рисунках 1 и 2`, `1–3-кестелерде` | `[@fig:1; @fig:2]{.prepositional}`, … |
| `разделе 2.1`, `А қосымшасында` | `[@sec:section-2-1]{.prepositional}`, … |

A form that Baspa does not print (`кестедегі`, `главе 2`) is left as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from baspa.importers.manuscript import Edit, Text
from baspa.locales import load_locale
from baspa.model.document import Language

_DECIMAL = r"(?:[А-ЯӘA-Z]\.?)?\d{1,3}(?:\.\d{1,3})*"
_NUMBERS = {
    "fig": _DECIMAL,
    "tbl": _DECIMAL,
    "eq": rf"(?:\({_DECIMAL}\)|{_DECIMAL})",
    "sec": r"\d{1,2}(?:\.\d{1,2}){0,3}",
    "app": r"[А-ЯӘҒҚҢӨҰҮҺІA-Z](?!\w|\.\d)",
}
"""What a number of each kind looks like."""
_LIKELY = (
    "nominative", "genitive", "prepositional", "locative", "dative", "accusative", "ablative",
    "instrumental",
)  # fmt: skip
"""The cases, of which the first with a form is taken: `таблице 1` stands behind «в» more often."""
_JOINT = r"(?:,\s+|\s+(?:және|мен|пен|и|and)\s+|\s?[–—-]\s?)"
_RANGE = re.compile(r"\s?[–—-]\s?")


@dataclass(frozen=True, slots=True)
class _Form:
    """One form of a reference, and what classes print it."""

    pattern: re.Pattern[str]
    kind: str
    classes: tuple[str, ...]


def references(
    text: Text, targets: Mapping[str, str], language: Language
) -> Iterator[tuple[Edit, str]]:
    """Give what each reference to one of `targets` becomes, in order.

    `targets` gives the label of each kind and typed number: `fig:2.1` → `fig:2-1`.
    """
    found = list[tuple[int, int, str]]()
    for form in _forms(language):
        for match in form.pattern.finditer(text.string):
            labels = _labels(match["n"], form.kind, targets)
            if labels:
                found.append((*match.span(), _written(labels, match, form)))
    taken = 0
    for start, end, written in sorted(found, key=lambda one: (one[0], -one[1])):
        if start >= taken:
            taken = end
            yield Edit(start, end, written), "a reference by its number"


def _labels(typed: str, kind: str, targets: Mapping[str, str]) -> list[str]:
    """Return the labels of the numbers in `typed`; none where one of them has no target."""
    numbers = re.findall(_NUMBERS[kind], typed)
    joints = re.split(_NUMBERS[kind], typed)[1:-1]
    numbers = [number.strip("()") for number in numbers]
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
    capital = (".capital",) if match[0][0].isupper() and match.start("n") > match.start() else ()
    classes = " ".join((*form.classes, *capital))
    written = f"[{'; '.join(f'@{label}' for label in labels)}]"
    return written + (f"{{{classes}}}" if classes else "")


@cache
def _forms(language: Language) -> tuple[_Form, ...]:
    """Return every form of a reference that a language prints."""
    forms = list[_Form]()
    for kind, words in load_locale(language).references.items():
        if kind not in _NUMBERS:
            continue
        one, several = _NUMBERS[kind], rf"{_NUMBERS[kind]}(?:{_JOINT}{_NUMBERS[kind]})+"
        for number, templates in ((several, words.plural), (one, words.forms)):
            seen = set[str]()
            for case in sorted(templates, key=_LIKELY.index):
                template = templates[case]
                if template not in seen:
                    classes = () if case == "nominative" else (f".{case}",)
                    forms.append(_Form(_pattern(template, number, case), kind, classes))
                seen.add(template)
        if words.short:
            forms.append(_Form(_pattern(words.short.several, several, "short"), kind, (".short",)))
            forms.append(_Form(_pattern(words.short.one, one, "short"), kind, (".short",)))
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
    closing = r"(?![\w-])" if behind or number == _NUMBERS["app"] else r"(?![\w-]|[.,]\d)"
    return re.compile(rf"{opening}(?i:{noun}){gap}(?P<n>{number})(?i:{behind}){closing}")


def _words(text: str) -> str:
    """Return a pattern of words whose spaces may be of any kind."""
    return r"\s".join(map(re.escape, re.split(r"[\s\u00a0]", text)))
