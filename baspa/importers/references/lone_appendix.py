"""References to the only appendix, which has no letter: `в приложении`, `қосымшада`.

The words may mean something else – an application, what is additional, the appendix of a statute –
so that only forms are taken which lead somewhere, and none in a thesis that uses them more often.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from baspa.importers.references.reference_words import reference_to
from baspa.importers.text.blocks import texts_of
from baspa.importers.text.manuscript import Edit, Text
from baspa.model.document import Language

if TYPE_CHECKING:
    from baspa.importers.structure.outline import Section

LONE = "app:"
"""The target that the only appendix is, where it has no letter."""
_MOST = 5
"""Times that the words are used where they mean the appendix."""
_ENDS = r"(?=\s*(?:[,.;:)]|$)|\s+(?!(?:к|для|по|of|to)\s)[^\W\d_A-ZА-ЯӘҒҚҢӨҰҮҺІ])"
_GOES_ON = r"(?=\s*(?:[,.;:)]|$)|\s+(?:and|which|shows|contains|gives)\b)"
_FORMS: Mapping[Language, Mapping[str, str]] = {
    "ru": {
        "prepositional": rf"(?<=[Вв]\s)[Пп]риложении{_ENDS}",
        "nominative": rf"(?:(?<=см\.\s)|(?<=смотри\s)|(?<=[Вв]\s)|(?<=\())[Пп]риложение{_ENDS}",
        "genitive": rf"(?<=из\s)[Пп]риложения{_ENDS}",
        "dative": rf"(?:(?<=\sк\s)|(?<=огласно\s))[Пп]риложению{_ENDS}",
    },
    "kk": {
        "nominative": r"(?<=\()[Ққ]осымша(?=\))",
        "locative": rf"(?<![\w-])[Ққ]осымшада{_ENDS}",
        "accusative": r"(?<![\w-])[Ққ]осымшаны(?=\s+қара)",
        "ablative": r"(?<![\w-])[Ққ]осымшадан(?=\s+(?:қара|көр))",
        "dative": r"(?<![\w-])[Ққ]осымшаға(?=\s+(?:енгіз|шығар|қара|беріл))",
    },
    "en": {"nominative": rf"(?:\b[Tt]he\s+|(?<=[Ss]ee\s)|(?<=\())[Aa]ppendix{_GOES_ON}"},
}
_WORDS: Mapping[Language, str] = {
    "ru": r"(?<!\w)приложени[а-я]+",
    "kk": r"(?<!\w)қосымша(?:да|дан|ға|ны)(?!\w)",
    "en": r"\bappendix\b",
}


def lone_target(
    sections: Sequence[Section], labels: Sequence[str], language: Language
) -> str | None:
    """Return the label of the only appendix, if it has no letter and the words mean it."""
    found = [
        label
        for section, label in zip(sections, labels, strict=True)
        if section.element == "appendix"
    ]
    if len(found) != 1 or any(s.letter for s in sections if s.element == "appendix"):
        return None
    texts = (text.string for s in sections for block in s.blocks for text in texts_of(block))
    return found[0] if _times(texts, language) <= _MOST else None


def _times(texts: Iterable[str], language: Language) -> int:
    word = re.compile(_WORDS[language], re.IGNORECASE)
    return sum(len(word.findall(text)) for text in texts)


def lone_appendix(
    text: Text, targets: Mapping[str, str], language: Language
) -> Iterator[tuple[Edit, str]]:
    """Give what each reference to the only appendix becomes."""
    label = targets.get(LONE)
    if not label:
        return
    for case, form in _FORMS[language].items():
        for match in re.finditer(form, text.string):
            written = reference_to([label], case, capital=match[0][0].isupper())
            yield Edit(*match.span(), written), "a reference to the only appendix"
