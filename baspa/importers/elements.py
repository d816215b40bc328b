"""The structural elements of a thesis, by all the names that theses give them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from baspa.locales import LANGUAGES, load_locale

_NAMES = {
    "contents": ("мазмұны", "мазмұн", "содержание", "оглавление", "contents", "table of contents"),
    "abstract": ("аңдатпа", "түйіндеме", "аннотация", "реферат", "abstract", "summary", "резюме"),
    "normative-references": ("нормативтік сілтемелер", "нормативные ссылки"),
    "definitions": ("анықтамалар", "определения", "термины и определения", "definitions"),
    "abbreviations": (
        "белгілеулер мен қысқартулар", "қысқартулар", "қысқартулар тізімі",
        "белгілер мен қысқартулар", "обозначения и сокращения", "сокращения",
        "список сокращений", "перечень сокращений", "перечень сокращений и обозначений",
        "abbreviations", "list of abbreviations",
    ),
    "list-of-figures": ("суреттер тізімі", "список рисунков", "list of figures"),
    "list-of-tables": ("кестелер тізімі", "список таблиц", "list of tables"),
    "introduction": ("кіріспе", "введение", "introduction"),
    "conclusion": ("қорытынды", "заключение", "conclusion", "conclusions", "выводы"),
    "references": (
        "пайдаланылған әдебиеттер тізімі", "пайдаланылған әдебиеттер", "қолданылған әдебиеттер",
        "қолданылған әдебиеттер тізімі", "әдебиеттер тізімі", "әдебиеттер",
        "пайдаланылған дереккөздер тізімі", "пайдаланылған көздер тізімі",
        "список литературы", "список использованной литературы", "литература",
        "список использованных источников", "список использованных источников и литературы",
        "библиографический список", "список источников", "список используемой литературы",
        "список используемых источников", "список литературы и источников",
        "список источников и литературы", "список использованных источников литературы",
        "использованная литература", "использованные источники", "источники", "библиография",
        "references", "bibliography", "works cited",
    ),
}  # fmt: skip
_APPENDIX = re.compile(
    r"\d{1,2}\s?[-–]?\s?қосымша(?![^\W\d_])|[^\W\d_]\s+қосымша(?:сы)?(?![^\W\d_])"
    r"|(?:қосымша(?:лар)?|приложени[ея]|appendi(?:x|ces))(?:\s+[^\W\d_]|\s+\d{1,2})?",
    re.IGNORECASE,
)
_LABEL_WORD = r"тарау|бөлім|глава|раздел|chapter|part|section"
_ORDINALS = (
    ("one", "first", r"перв(?:ая|ый)", "бірінші"), ("two", "second", r"втор(?:ая|ой)", "екінші"),
    ("three", "third", r"трет(?:ья|ий)", "үшінші"),
    ("four", "fourth", r"четв[её]рт(?:ая|ый)", "төртінші"),
    ("five", "fifth", r"пят(?:ая|ый)", "бесінші"), ("six", "sixth", r"шест(?:ая|ой)", "алтыншы"),
    ("seven", "seventh", r"седьм(?:ая|ой)", "жетінші"),
)  # fmt: skip
ORDINAL = "|".join(word for words in _ORDINALS for word in words)
"""The numbers of chapters in words."""
_LABEL = re.compile(
    rf"(?:(?P<a>\d{{1,2}}|[IVXІ]+|{ORDINAL})\s*[-–]?\s*(?:{_LABEL_WORD})"
    rf"|(?:{_LABEL_WORD})\s+(?P<b>\d{{1,2}}|[IVXІ]+|{ORDINAL}))"
    r"(?![^\W\d_])[.:\s–-]*",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(\d{1,2}(?:\s?\.\s?\d{1,2}){0,4})(?:\s*[.)](?=\s|[^\W\d_])|(?=\s|[^\W\d_]))\s*"
)
_OF_APPENDIX = re.compile(
    r"(?P<letter>[А-ЯӘҒҚҢӨҰҮҺІA-Z])\.(?P<n>\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+(?=[^\W\d_])"
)
_SIGN = re.compile(
    r"(?:§{1,2}|параграф(?=\s*\d))\s*(?P<n>\d{1,2}(?:\s?\.\s?\d{1,2}){0,3})(?!\d)[.):\s–-]*",
    re.IGNORECASE,
)
_ROMAN = {"I": 1, "V": 5, "X": 10}


def squeeze(string: str) -> str:
    """Return the letters alone, in one case: what makes two headings the same."""
    return "".join(c for c in string.casefold().replace("ё", "е") if c.isalpha())


@cache
def _known() -> dict[str, str]:
    names = {squeeze(name): role for role, some in _NAMES.items() for name in some}
    for language in LANGUAGES:
        parts = load_locale(language).parts
        names |= {squeeze(text): role for role, text in parts.items() if role in _NAMES}
    return names


def element_of(title: str) -> str | None:
    """Return what structural element a heading opens (`introduction` …), None for a chapter."""
    if _APPENDIX.fullmatch(title.strip().rstrip(".:")):
        return "appendix"
    first = title.strip().split("\n", 1)[0]
    if (
        (match := _APPENDIX.match(first))
        and len(first) < 200
        and first[match.end() :][:1] in ".:–- "
    ):
        return "appendix" if match[0][-2:-1].isspace() else None
    return _known().get(squeeze(title))


def appendix_label(title: str) -> int:
    """Return how many characters `Приложение А.` takes at the head of a title."""
    match = re.match(rf"(?:{_APPENDIX.pattern})[\s.:–-]*", title, re.IGNORECASE)
    return match.end() if match else 0


def is_appendix_label(line: str) -> bool:
    """Tell whether a line is `Приложение 1` or `2-қосымша`, and nothing more."""
    return bool(_APPENDIX.fullmatch(line.strip())) and any(c.isspace() or c == "-" for c in line)


def appendix_letter(title: str) -> str:
    """Return the letter of `Приложение А`, or the number of `2-қосымша`; nothing for none."""
    match = _APPENDIX.match(title.strip())
    words = re.findall(r"\w+", match[0]) if match else []
    letter = next((word for word in words if len(word) == 1 or word.isdigit()), "")
    return letter.upper()


@dataclass(frozen=True, slots=True)
class Label:
    """The typed number of a heading: `2.1.`, `2-тарау`, `Глава II.`."""

    numbers: tuple[int, ...]
    """0 for the chapter that a `§ 2` belongs to, which only its neighbours tell."""
    length: int
    """Characters that it takes, white space behind it included."""
    is_worded: bool
    letter: str = ""
    """Of the appendix whose part `А.1` numbers."""


def label_of(string: str) -> Label | None:
    """Return the number that `string` opens with, `1.2` or `§ 2`; None where it opens with none."""
    if match := _LABEL.match(string):
        return Label((_integer(match["a"] or match["b"]),), match.end(), True)
    if match := _OF_APPENDIX.match(string):
        numbers = tuple(map(int, match["n"].split(".")))
        return Label(numbers, match.end(), False, match["letter"])
    if match := _SIGN.match(string):
        numbers = tuple(int(n) for n in match["n"].split("."))
        return Label(numbers if len(numbers) > 1 else (0, *numbers), match.end(), False)
    if match := _NUMBER.match(string):
        numbers = tuple(int(n) for n in re.split(r"\s?\.\s?", match[1]))
        return Label(numbers, match.end(), False) if all(numbers) else None
    return None


def _integer(text: str) -> int:
    """Return what `12`, `IV` or `third` stands for."""
    for n, words in enumerate(_ORDINALS, 1):
        if re.fullmatch("|".join(words), text, re.IGNORECASE):
            return n
    return int(text) if text.isdigit() else roman(text)


def roman(text: str) -> int:
    """Return what `IV` stands for; a Cyrillic `І` is a figure too."""
    values = [_ROMAN[c] for c in text.upper().replace("І", "I")]
    return sum(-v if v < max(values[n:]) else v for n, v in enumerate(values))
