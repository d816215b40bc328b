"""What opens a heading: the name of a structural element, an appendix, a number."""

from __future__ import annotations

import re

from baspa.dataclass import dataclass
from baspa.importers.words.element_names import name_of_element

_APPENDIX = re.compile(
    r"\d{1,2}\s?[-–]?\s?қосымша(?![^\W\d_])|[^\W\d_]\s+қосымша(?:сы)?(?![^\W\d_])"
    r"|(?:қосымша(?:лар)?|приложени[ея]|appendi(?:x|ces)|annex(?:es)?)"
    r"(?:\s+№?\s?(?:[^\W\d_]|\d{1,2}|[IVXІ]{1,4})(?!\w))?",
    re.IGNORECASE,
)
_UNLETTERED = re.compile(
    r"(?i:приложение|қосымша|appendix)(?:[.:]|\s[–—-])?\s+(?=[A-ZА-ЯӘҒҚҢӨҰҮҺІ])"
)
"""An appendix that has no letter, before its title: the only one."""
LABEL_WORD = r"тарау|бөлім|глава|раздел|часть|chapter|part|section"
"""What a chapter may be called before or behind its number."""
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
    rf"(?:(?P<a>\d{{1,2}}|[IVXІ]+|{ORDINAL})\s*[-–]?\s*(?:{LABEL_WORD})"
    rf"|(?:{LABEL_WORD})\s+(?P<b>\d{{1,2}}|[IVXІ]+|{ORDINAL}))"
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
_ROMAN_NUMBER = re.compile(r"(?P<n>[IVXІ]{1,5})(?:[.)]\s*|\s+[–—-]\s+)(?=[^\W\d_]{2}|[«\"“])")
"""`II. Title`; behind an initial would stand a name, `I. Newton`, which is no heading's."""
_ROMAN_SECTION = re.compile(
    r"(?P<chapter>[IVXІ]{1,5})\.\s?(?P<n>\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+(?=[^\W\d_]|[«\"“])"
)
"""`II.1. Title`, also where an appendix could be `I`."""
Numbers = tuple[int, ...]
"""Of a heading, as `2.1` is (2, 1)."""

_LONGEST = 200
_ROMAN = {"I": 1, "V": 5, "X": 10}


def element_of(title: str) -> str | None:
    """Return what structural element a heading opens (`introduction` …), None for a chapter."""
    if _APPENDIX.fullmatch(title.strip().rstrip(".:")):
        return "appendix"
    first = title.strip().split("\n", 1)[0]
    match = _APPENDIX.match(first) if len(first) < _LONGEST else None
    if match and any(map(_is_letter, re.findall(r"\w+", match[0]))):
        return "appendix" if first[match.end() :][:1] in ".:–- " else None
    if match and _UNLETTERED.match(first):
        return "appendix"
    return name_of_element(title)


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
    return next((word for word in words if _is_letter(word)), "").upper()


def _is_letter(word: str) -> bool:
    """Tell whether a word is what an appendix goes by: `А`, `2`, `IV`."""
    return len(word) == 1 or word.isdigit() or bool(re.fullmatch("[IVXІ]+", word))


@dataclass(frozen=True, slots=True)
class Label:
    """The typed number of a heading: `2.1.`, `2-тарау`, `Глава II.`."""

    numbers: Numbers
    """0 for the chapter that a `§ 2` belongs to, which only its neighbours tell."""
    length: int
    """Characters that it takes, white space behind it included."""
    is_worded: bool
    letter: str = ""
    """Of the appendix whose part `А.1` numbers."""


def label_of(string: str) -> Label | None:
    """Return the number that `string` opens with, `1.2` or `§ 2`; None where it opens with none."""
    if match := _LABEL.match(string):
        return Label((integer(match["a"] or match["b"]),), match.end(), True)
    if match := _ROMAN_SECTION.match(string):
        numbers = (roman(match["chapter"]), *map(int, match["n"].split(".")))
        return Label(numbers, match.end(), False)
    if match := _OF_APPENDIX.match(string):
        numbers = tuple(map(int, match["n"].split(".")))
        return Label(numbers, match.end(), False, match["letter"])
    if match := _SIGN.match(string):
        numbers = tuple(int(n) for n in match["n"].split("."))
        return Label(numbers if len(numbers) > 1 else (0, *numbers), match.end(), False)
    if match := _NUMBER.match(string):
        numbers = tuple(int(n) for n in re.split(r"\s?\.\s?", match[1]))
        return Label(numbers, match.end(), False) if all(numbers) else None
    if match := _ROMAN_NUMBER.match(string):
        return Label((roman(match["n"]),), match.end(), True)
    return None


def integer(text: str) -> int:
    """Return what `12`, `IV` or `third` stands for."""
    for n, words in enumerate(_ORDINALS, 1):
        if re.fullmatch("|".join(words), text, re.IGNORECASE):
            return n
    return int(text) if text.isdigit() else roman(text)


def roman(text: str) -> int:
    """Return what `IV` stands for; a Cyrillic `І` is a figure too."""
    values = [_ROMAN[c] for c in text.upper().replace("І", "I")]
    return sum(-v if v < max(values[n:]) else v for n, v in enumerate(values))
