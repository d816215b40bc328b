"""References in words that Baspa does not print: the words stay, their numbers become live.

| typed | becomes |
|---|---|
| `1-кестедегі`, `2-тарауда` | `[-@tbl:1]-кестедегі`, `[-@sec:chapter-2]-тарауда` |
| `главе 2`, `п. 1.2`, `Chapter 3` | `главе [-@sec:chapter-2]`, … |
| `таблице 1 и 2`, `1, 2-суретте` | `таблице [-@tbl:1] и [-@tbl:2]`, … |
| `главой II`, `Chapter Two`, `2-ші тарауда` | `главой [-@sec:chapter-2]`, … |
| `are computed with (2.1)` | `are computed with [-@eq:2-1]` |
| `рис. 3, б` of a figure without letters | `рис. [-@fig:3], б` |
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from baspa.importers.text.manuscript import Edit
from baspa.importers.words.caption_lines import OTHERS
from baspa.importers.words.elements import ORDINAL, integer
from baspa.model.document import Language

_DECIMAL = r"(?:[А-ЯӘA-Z]\.?)?\d{1,3}(?:\.\d{1,3})*"
_LETTER = r"[а-яәғқңөұүһіa-z]"
_PANEL = (
    rf"(?:{_LETTER}(?!\w)|\s?\({_LETTER}\)|,?\s{_LETTER}(?=[-‑])"
    rf"|,?\s{_LETTER}(?=\s+(?:и|және|and)\s+\d)"
    rf"|,?\s(?![аивскоуяa])(?:{_LETTER})(?!\w)|,?\s{_LETTER}(?=\s*(?:[),.;:]|$)))"
)
"""The letter of one of several pictures: `7а`, `3, б`. Behind a space `а` may be a word."""
NUMBERS = {
    "fig": rf"{_DECIMAL}{_PANEL}?",
    "tbl": _DECIMAL,
    "eq": rf"(?:\({_DECIMAL}\)|{_DECIMAL})",
    "sec": r"\d{1,2}(?:\.\d{1,2}){0,3}",
    "app": r"(?:[IVXІ]{2,4}|[А-ЯӘҒҚҢӨҰҮҺІA-Z]|\d{1,2})(?!\w|\.\d)",
}
"""What a number of each kind looks like."""
JOINT = r"(?:,\s+|,?\s+(?:және|мен|пен|и|или|немесе|and|or|&|to|through)\s+|\s?[–—-]\s?)"
"""What stands between two numbers."""
_LONGEST_ROW = 30
"""Numbers of a row; where a noun is sought behind each, more would take too long."""


def row(number: str, joint: str = JOINT, *, least: int = 0) -> str:
    """Return the pattern of a number and `least` others or more, parted by `joint`."""
    return f"{number}(?:{joint}{number}){{{least},{_LONGEST_ROW}}}"


_BRACKETED = rf"\({_DECIMAL}\)"
_DOTTED = r"\d{1,2}(?:\.\d{1,2}){1,3}"
_ROMAN = r"[IVXІ]{1,5}(?!\w)"
_ROMAN_DOTTED = r"[IVXІ]{1,5}(?:\.\d{1,2}){1,3}(?!\w)"
_IN_WORDS = rf"(?i:{ORDINAL})(?!\w)"
_NTH = r"(?:[ыі]?н?ш[ыі])(?!\w)"
_ENDING = r"(?:[дтн][ае]н?|[гғкқ][ае]|[дтн][ыі]ң?|[мбп]ен)"
"""Of Kazakh, behind the number of a formula: `(1)-ден`."""
_ANY_WORD = r"(?<=[^\W\d_]\s)"
_PART = rf"\({_DOTTED}\)"
"""`(2.1)`: nothing else is written so behind a word where a formula has the number."""
_BEFORE: dict[Language, tuple[tuple[str, str, str], ...]] = {
    "ru": (
        ("fig", r"рисун(?:ок|к[а-я]{1,3})|рис\.?", NUMBERS["fig"]),
        ("tbl", r"таблиц[а-я]{0,3}|табл\.?", NUMBERS["tbl"]),
        ("eq", r"формул[а-я]{0,3}|ф-л[а-я]{1,3}|ф\.|ур\.|уравнени[а-я]{1,2}|выражени[а-я]{1,3}",
         NUMBERS["eq"]),
        ("eq", r"(?:соотношени|услови|неравенств|зависимост|реакци|тождеств|равенств)[а-я]{1,3}"
         r"|вид(?:е|ом)?|из|по|в|с уч[её]том|согласно|к", _BRACKETED),
        ("eq", _ANY_WORD, _PART),
        ("sec", r"глав[а-я]{0,3}|гл\.|раздел[а-я]{0,3}|разд\.", NUMBERS["sec"]),
        ("sec", r"глав[а-я]{0,3}|гл\.|раздел[а-я]{0,3}", _ROMAN),
        ("sec", r"(?:под)?раздел[а-я]{0,3}|глав[а-я]{0,3}|параграф[а-я]{0,3}|пункт[а-я]{0,3}"
         r"|гл\.|разд\.|пп?\.|§{1,2}", _ROMAN_DOTTED),
        ("sec", r"подраздел[а-я]{0,3}|параграф[а-я]{0,3}|пункт[а-я]{0,3}|подглав[а-я]{0,2}",
         _DOTTED),
        ("sec", r"пп?\.|§{1,2}", _DOTTED),
        ("app", r"приложени[а-я]{1,3}|прил\.", NUMBERS["app"]),
    ),
    "en": (
        ("fig", r"figures?|figs?\.?", NUMBERS["fig"]),
        ("tbl", r"tables?|tabs?\.", NUMBERS["tbl"]),
        ("eq", r"equations?|eqs?\.?|eqns?\.?|formulas?|formulae", NUMBERS["eq"]),
        ("eq", r"relations?|conditions?|reactions?|from|by|in|into|of|to|using|combining|with|form",
         _BRACKETED),
        ("eq", _ANY_WORD, _PART),
        ("tbl", r"tables?", _ROMAN), ("fig", r"figures?|figs?\.?", _ROMAN),
        ("sec", r"chapters?|chaps?\.|ch\.|sections?|secs?\.?|subsections?", NUMBERS["sec"]),
        ("sec", r"chapters?|sections?", _ROMAN), ("sec", r"chapters?|parts?", _IN_WORDS),
        ("app", r"appendix|appendices|annex(?:es)?|app\.", NUMBERS["app"]),
        ("sec", r"§{1,2}", _DOTTED),
    ),
    "kk": (
        ("fig", r"сурет|сур\.", NUMBERS["fig"]),
        ("tbl", r"кесте|кест\.", NUMBERS["tbl"]),
        ("eq", r"(?:формула|теңдеу|теңдік|теңдіг|өрнек|өрнег)[а-яәғқңөұүһі]*", _BRACKETED),
        ("app", r"қосымша", NUMBERS["app"]), ("sec", r"§{1,2}", _DOTTED),
        ("eq", _ANY_WORD, _PART),
    ),
}  # fmt: skip
"""Nouns before their numbers, in any case."""
_BEHIND: dict[Language, tuple[tuple[str, str, str], ...]] = {
    "kk": (
        ("fig", r"сурет|сур\.", NUMBERS["fig"]),
        ("tbl", r"кесте|кест\.", NUMBERS["tbl"]),
        ("eq", r"формула|теңдеу|теңдік|өрнек|реакция|теңсіздік", NUMBERS["eq"]),
        ("eq", r"бойынша|арқылы|көмегімен|негізінде", _BRACKETED),
        ("sec", r"тарау|бөлім|бөл\.", NUMBERS["sec"]),
        ("sec", r"тармақ|тармағ|параграф", _DOTTED),
        ("sec", r"тарау|бөлім", _ROMAN),
        ("sec", r"тарау|бөлім|тармақ|тармағ|параграф", _ROMAN_DOTTED),
        ("app", r"қосымша", r"[А-ЯӘҒҚҢӨҰҮҺІA-Z](?!\w|\.\d)"),
        ("app", r"қосымша", r"\d{1,2}(?!\w|\.\d)"),
    ),
    "ru": (),
    "en": (),
}
"""Nouns behind their numbers, in any case."""
_OTHER_FIGURES: dict[Language, tuple[tuple[str, str], ...]] = {
    "ru": (
        ("scheme", r"схем[а-я]{1,3}"), ("diagram", r"(?:диа|гисто)грамм[а-я]{1,3}"),
        ("graph", r"график[а-я]{0,3}"), ("photo", r"фото(?:графи[а-я]{1,3})?"),
        ("map", r"карт[а-я]{1,3}"), ("drawing", r"илл?\.|иллюстраци[а-я]{1,3}|черт[её]ж[а-я]{0,3}"),
    ),
    "en": (
        ("scheme", "schemes?"), ("diagram", "diagrams?"), ("graph", "graphs?|charts?"),
        ("photo", r"photo(?:graph)?s?"), ("map", "maps?"),
        ("drawing", r"drawings?|ills?\.|illustrations?|plates?"),
    ),
    "kk": (
        ("scheme", "схема|сызба|сұлба"), ("diagram", "диаграмма|гистограмма"),
        ("graph", "график|графиг"), ("photo", "фото"), ("map", "карта"),
        ("drawing", r"иллюстрация|илл?\."),
    ),
}  # fmt: skip
"""Figures that go by another name; in Kazakh before and behind their numbers."""
_LAWS = {
    "ru": (
        r"(?:кодекс|конституци|закон|устав|инструкци|постановлени|приказ|стать[ияею]|ст\.)[а-я]*"
        r"|Г?ГК|УК|ТК|НК|СНиП|ГОСТ"
    ),
    "kk": r"(?:кодекс|заң|конституция|жарғы|ереже|бап|баб|бұйрық|бұйрығ|қаулы)[а-яәғқңөұүһі]*",
    "en": r"Acts?|Code|Constitution|Law|Articles?|Convention|Regulations?|Treaty",
}
"""What has chapters and clauses of its own."""
_LAW_BEFORE: dict[str, re.Pattern[str]] = {
    language: re.compile(
        rf"(?<!\w)(?{'' if language == 'en' else 'i'}:{words})(?:\s+(?:РК|РФ|ҚР))?"
        r"(?:\s+(?:of\s+)?№?\s?\d[\w.()/-]*)?,?\s+$"
    )
    for language, words in _LAWS.items()
}
_LAW_BEHIND = {
    "ru": re.compile(
        rf",?\s+(?:[А-ЯЁ][а-яё]+(?:ого|ой)\s+)?(?:\w+\s+)?(?:{_LAWS['ru']})(?!\w)", re.IGNORECASE
    ),
    "en": re.compile(
        rf"\s+of\s+the\s+(?:(?:\w+\s+)?(?i:{_LAWS['en']})"
        rf"|(?:(?:[A-Z]\w+|of|and|on|for|the)\s+){{1,6}}(?:{_LAWS['en']}))\b"
    ),
}
"""What shows that a chapter or clause of another text is meant."""

_SURE = {"eq": _BRACKETED, "sec": rf"(?:{_DOTTED}|{_ROMAN_DOTTED})"}
"""Numbers that stand before a noun for nothing but a reference: `(1) формула`, `1.2 бөлім`."""

_NEAR = 10
"""Characters before a number that tell whether it goes on."""
_Place = tuple[int, int, tuple[Edit, ...]]


def typed_words(string: str, targets: Mapping[str, str], language: Language) -> Iterator[_Place]:
    """Give the places of references whose words stay, with the edits that make numbers live.

    A row of which one number has no target has no edits: it stays as typed, as a whole.
    """
    for pattern, kind, number in _patterns(language):
        for match in pattern.finditer(string):
            if kind == "sec" and is_elsewhere(string, match, language):
                continue
            edits, missing = list[Edit](), False
            for one in number.finditer(string, *match.span("n")):
                shown, label = _target(one[0], kind, targets)
                if label:
                    edits.append(Edit(one.start(), one.start() + len(shown), f"[-@{label}]"))
                elif "." in one[0] or not string[
                    max(0, one.start() - _NEAR) : one.start()
                ].rstrip().endswith(","):
                    missing = True  # else `рис. 1, 25 человек`: another number follows
            if edits:
                yield *match.span(), () if missing else tuple(edits)


def reference_to(labels: Sequence[str], form: str = "nominative", *, capital: bool = False) -> str:
    """Return a live reference in a form, a case or `short`, that Baspa prints with its words."""
    classes = [f".{form}"] if form != "nominative" else []
    classes += [".capital"] if capital else []
    written = f"[{'; '.join(f'@{label}' for label in labels)}]"
    return written + (f"{{{' '.join(classes)}}}" if classes else "")


def bare_number(typed: str) -> str:
    """Return `(3)` as `3`, and `7, а` as `7а`."""
    return re.sub(r"[\s,()]", "", typed)


def _target(typed: str, kind: str, targets: Mapping[str, str]) -> tuple[str, str]:
    """Return the characters of a number that have a target, and its label; else nothing."""
    bare = bare_number(typed)
    if kind != "app" and bare.isalpha():
        bare = str(integer(bare))
    elif kind == "sec" and (dotted := re.fullmatch(r"([IVXІ]+)(\..+)", bare)):
        bare = f"{integer(dotted[1])}{dotted[2]}"
    if label := targets.get(f"fig:{kind}-{bare}" if kind in OTHERS else f"{kind}:{bare}"):
        return typed, label
    whole = re.match(_DECIMAL, typed)
    if kind == "fig" and whole and whole[0] != typed:
        return whole[0], targets.get(f"fig:{whole[0]}", "")
    return "", ""


def is_elsewhere(string: str, match: re.Match[str], language: Language) -> bool:
    """Tell whether a chapter or clause is that of a law: `428-бап, 2.1-тармақ`."""
    start = max(0, match.start() - 40)
    behind = _LAW_BEHIND.get(language)
    return bool(_LAW_BEFORE[language].search(string[start : match.start()])) or bool(
        behind and behind.match(string, match.end())
    )


@cache
def _patterns(
    language: Language,
) -> tuple[tuple[re.Pattern[str], str, re.Pattern[str]], ...]:
    """Return what finds the references of a language, their kind, and what finds their numbers."""
    found = list[tuple[re.Pattern[str], str, re.Pattern[str]]]()
    figures = [(kind, noun, _DECIMAL) for kind, noun in _OTHER_FIGURES[language]]
    for kind, noun, number in (*_BEFORE[language], *figures):
        closing = r"(?!\w|[.,]\d)" if language == "kk" else r"(?![\w-]|[.,]\d)"
        several = rf"(?P<n>{row(number)}){closing}"
        pattern = rf"(?<!\w)(?i:{noun})(?:[-–‑]|\s?(?:(?:№|[Nn]o\.)\s?)?){several}"
        found.append((re.compile(pattern), kind, re.compile(number)))
    for kind, noun, number in (*_BEHIND[language], *(figures if language == "kk" else ())):
        several = rf"(?P<n>{row(number, f'[-–‑]?{JOINT}')})"
        hyphen = r"\s?[-–‑]\s?" if r"\d" in number.partition("(?!")[0] else r"\s?[-–‑]?\s?"
        inflected = rf"(?i:{noun})[а-яәғқңөұүһі]*(?![\w-])"
        pattern = rf"(?<![\w.,-]){several}{hyphen}{inflected}"
        found.append((re.compile(pattern), kind, re.compile(number)))
        lists = rf"(?<![\w.,-])(?P<n>{row(number, least=1)})\s?{inflected}"
        found.append((re.compile(lists), kind, re.compile(number)))
        numbers = row(number, rf"{JOINT}№?\s?")
        signed = rf"№\s?(?P<n>{numbers})\s?{inflected}"
        found.append((re.compile(signed), kind, re.compile(number)))
        nth = rf"(?<![\w.,-]){several}\s?[-–‑]?\s?{_NTH}\s?{inflected}"
        found.append((re.compile(nth), kind, re.compile(number)))
        if sure := _SURE.get(kind):  # no hyphen is needed: nothing is counted so
            alone = rf"(?<![\w.,-])(?P<n>{row(sure)})\.?\s{inflected}"
            found.append((re.compile(alone), kind, re.compile(sure)))
    if language == "ru":
        ordinal = r"(?:го|му|ую|[оеа]?[йям]|[ею])"
        nth = rf"(?<![\w.,-])(?P<n>\d{{1,2}})[-–‑]{ordinal}\s(?:глав|раздел)[а-я]{{0,3}}"
        found.append((re.compile(nth), "sec", re.compile(r"\d{1,2}")))
    if language == "kk":
        suffixed = rf"(?P<n>{_BRACKETED}(?:{JOINT}{_BRACKETED})*)[-–‑]{_ENDING}(?!\w)"
        found.append((re.compile(suffixed), "eq", re.compile(_BRACKETED)))
    return tuple(found)
