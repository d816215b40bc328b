"""Locators: `б. 25`, `с. 25–27`, `pp. 3–7`, `25-бет`, `т. 2`, `гл. 3`, `3-тарау`.

What an author writes is recognised in Kazakh, Russian and English words, whatever the language of
the thesis; what is printed is the style's own word in the language of the thesis. A word that is
not in the table (`§ 3`, `абз. 2`) is printed as it stands.
"""

from __future__ import annotations

import re

from baspa.dataclass import dataclass
from baspa.model.document import Language

WORDS: dict[str, dict[Language, str]] = {
    "page": {
        "kk": "б. бб. бет беттер",
        "ru": "с. сс. c. стр. страница страницы",
        "en": "p. pp. page pages",
    },
    "volume": {"kk": "т. том", "ru": "т. тт. том тома", "en": "vol. vols. volume volumes"},
    "chapter": {
        "kk": "тар. тарау тараулар",
        "ru": "гл. глава главы",
        "en": "ch. chap. chaps. chapter chapters",
    },
    "section": {
        "kk": "бөлім бөл. бөлімдер",
        "ru": "разд. раздел разделы",
        "en": "sec. secs. section sections",
    },
    "part": {"kk": "бөлік ч.", "ru": "ч. часть части", "en": "pt. pts. part parts"},
    "paragraph": {
        "kk": "тарм. тармақ тармақтар",
        "ru": "п. пп. пункт пункты",
        "en": "para. paras. paragraph paragraphs",
    },
    "article-locator": {
        "kk": "бап баптар",
        "ru": "ст. статья статьи",
        "en": "art. arts. article articles",
    },
    "figure": {
        "kk": "сур. сурет суреттер",
        "ru": "рис. рисунок рисунки",
        "en": "fig. figs. figure figures",
    },
    "table": {
        "kk": "кест. кесте кестелер",
        "ru": "табл. таблица таблицы",
        "en": "tbl. table tables",
    },
    "issue": {"kk": "№", "ru": "№ вып. выпуск", "en": "no. nos. issue"},
    "appendix": {
        "kk": "қос. қосымша қосымшалар",
        "ru": "прил. приложение приложения",
        "en": "app. appendix appendices",
    },
    "act": {"kk": "акт", "ru": "акт действие", "en": "act acts"},
    "book": {"kk": "кіт. кітап", "ru": "кн. книга книги", "en": "bk. bks. book books"},
    "canon": {"kk": "канон", "ru": "канон", "en": "can. canon"},
    "column": {
        "kk": "бағ. баған бағандар",
        "ru": "стб. столбец столбцы",
        "en": "col. cols. column columns",
    },
    "elocation": {"kk": "поз. позиция", "ru": "поз. позиция", "en": "loc. location"},
    "equation": {
        "kk": "формула формулалар",
        "ru": "ф-ла формула формулы",
        "en": "eq. eqs. equation equations",
    },
    "folio": {
        "kk": "пар. парақ парақтар",
        "ru": "л. лл. лист листы",
        "en": "fol. fols. folio folios",
    },
    "line": {"kk": "жол жолдар", "ru": "стк. строка строки", "en": "l. ll. line lines"},
    "note": {
        "kk": "ескерт. ескертпе ескертпелер",
        "ru": "примеч. прим. примечание примечания",
        "en": "n. nn. note notes",
    },
    "opus": {"kk": "шығ. шығарма", "ru": "соч. опус", "en": "op. opus"},
    "rule": {"kk": "қағида қағидалар", "ru": "прав. правило правила", "en": "r. rule rules"},
    "scene": {"kk": "көрініс", "ru": "сц. сцена", "en": "sc. scene"},
    "supplement": {"kk": "толықтыру", "ru": "доп. дополнение", "en": "supp. supplement"},
    "timestamp": {"kk": "уақыт", "ru": "время", "en": "timestamp"},
    "title-locator": {"kk": "титул", "ru": "титул", "en": "tit. title"},
    "verse": {"kk": "шумақ шумақтар", "ru": "стих стихи", "en": "v. vv. verse verses"},
}
"""CSL locator label → the words for it; the first of each language is the one that we print.

`sub-verbo` is not among them: what follows it is a word, and stands as the author typed it.
"""

LABELS_OF_PANDOC = frozenset(
    ("chapter", "figure", "issue", "page", "paragraph", "part", "section", "volume")
)
"""The labels that pandoc's citeproc knows; the others are worded here."""

LOCATOR_WORD = "locator-"
"""Begins the words by which we name a locator's kind to pandoc: `{locator-page 25}`."""


def _labels() -> dict[str, str]:
    """Return the label of each word, without its dot; of two labels the first one counts."""
    labels: dict[str, str] = {}
    for label, by_language in WORDS.items():
        for word in " ".join(by_language.values()).split():
            labels.setdefault(word.rstrip("."), label)
    return labels


LABELS = _labels()

_WORD = "|".join(sorted(map(re.escape, LABELS), key=len, reverse=True))
_NUMBER = r"(?>\d+(?:[.:]\d+)*|[IVXLCDM]+\b)(?:[^\W\d_](?!\w))?"
_RANGE = rf"(?>{_NUMBER}(?:\s*[-–—]+\s*{_NUMBER})*)"
_NEXT_LOCATOR = rf"\s*-?\s*(?:{_WORD})\b"
_VALUE = rf"{_RANGE}(?:\s*[,/]\s*{_RANGE}(?!{_NEXT_LOCATOR}))*"
_WORD_FIRST = re.compile(rf"(?P<word>{_WORD})(?:\.\s*|\s+|(?<=№))(?P<value>{_VALUE})", re.I)
_VALUE_FIRST = re.compile(rf"(?P<value>{_RANGE})\s*-?\s*(?P<word>{_WORD})(?:\.|(?![\w.]))", re.I)
_BARE = re.compile(rf"(?P<value>{_VALUE})(?=\s*(?:[,;]|$))")


@dataclass(frozen=True, slots=True)
class Locator:
    """The place inside a cited work."""

    label: str
    """A CSL locator label: page, volume, chapter …"""
    value: str
    """`25`, `3–7`."""


def split_locators(suffix: str) -> tuple[tuple[Locator, ...], str]:
    """Return the locators that `suffix` begins with, and the text that is left.

    A bare number is a page. The text that is left keeps its own punctuation: `, see also`.
    """
    locators: list[Locator] = []
    rest = suffix.strip()
    while match := _match(rest, bare=not locators):
        word = match.groupdict().get("word") or "p"
        locators.append(Locator(LABELS[word.lower()], match["value"]))
        left = rest[match.end() :]
        rest = left.lstrip(" ,;")
        if not _match(rest, bare=False):
            return tuple(locators), left
    return tuple(locators), rest


def _match(text: str, *, bare: bool) -> re.Match[str] | None:
    return (
        _WORD_FIRST.match(text) or _VALUE_FIRST.match(text) or (_BARE.match(text) if bare else None)
    )


def locator_suffix(suffix: str, language: Language) -> str:
    """Return an author's `suffix` as pandoc is to read it.

    `б. 25, қараңыз` → `{locator-page 25}, қараңыз`. CSL knows one locator: of `т. 2, б. 25` the
    second is worded here, in the language of the thesis. Empty braces keep pandoc from looking for
    locators of its own (it would turn § 3 into a section).
    """
    locators, rest = split_locators(suffix.replace("{", "").replace("}", ""))
    if not locators:
        return f"{{}}, {rest}" if rest else ""
    worded = [f", {_worded(found, language)}" for found in locators]
    first = locators[0].label
    if first in LABELS_OF_PANDOC and not _number_first(first, language):
        worded[0] = f"{{{LOCATOR_WORD}{first} {locators[0].value}}}"
    else:
        worded.insert(0, "{}")
    return "".join(worded) + rest


def _worded(locator: Locator, language: Language) -> str:
    """Return `стб. 5`, `3-бап`."""
    word = _printed_word(locator.label, language)
    if _number_first(locator.label, language):
        return f"{locator.value}-{word}"
    return f"{word} {locator.value}"


def _number_first(label: str, language: Language) -> bool:
    """Return whether the number goes first: in Kazakh, before a word that is not shortened."""
    return language == "kk" and _printed_word(label, language).isalpha()


def _printed_word(label: str, language: Language) -> str:
    return WORDS[label][language].split()[0]
