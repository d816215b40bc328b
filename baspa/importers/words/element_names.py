"""The structural elements of a thesis, by all the names that theses give them.

A name is compared by its letters alone, so that `В В Е Д Е Н И Е` is one too; the patterns are of
letters without spaces, in small ones, `е` for `ё`.
"""

from __future__ import annotations

import re
from functools import cache

from baspa.locales import LANGUAGES, load_locale

_OF_SOURCES = r"литератур[аы]|(?:литературных|информационных)?источник(?:ов|и)"
_USED = r"использ(?:уем|ован+)(?:ой|ых)|цитир(?:уем|ован+)(?:ой|ых)|примен[её]нн(?:ой|ых)"
_KK_SOURCES = r"әдебиет(?:тер)?|(?:дерек)?көз(?:дер)?|деректер"
_KK_USED = r"пайдалан(?:ыл)?ған|қолдан(?:ыл)?ған|сілтемежасалған|ғылыми"
_SHORT = r"(?:условных|условные|принятых|основных|используемых|специальных)*"
_SIGNS = (
    r"(?:обозначени[йя]|сокращени[йя]|аббревиатуры?|символ(?:ов|ы)|единиц(?:ы)?|термин(?:ов|ы))"
)
_KK_SIGNS = r"(?:обозначени[йя]|сокращени[йя]|аббревиатуры?)"
_LISTED = r"(?:обозначений|сокращений|аббревиатур|символов|единиц|терминов)"
_KK_SIGNS = r"(?:шартты|негізгі)*(?:белгіле(?:уле)?р|қысқарту(?:лар)?|таңбалар|терминдер)"

_LONGEST = 80
"""Letters of the name of an element at most."""

_NAMES = {
    "contents": (r"мазмұны?", r"содержание", r"оглавление", r"(?:table(?:of)?)?contents?"),
    "abstract": (
        r"аңдатпа", r"түйіндеме", r"аннотация", r"реферат", r"резюме",
        r"abstract", r"annotation", r"(?:executive)?summary",
    ),
    "normative-references": (
        r"нормативтіксілтемелер", r"нормативныессылки", r"normativereferences",
    ),
    "definitions": (
        r"(?:терминдермен)?анықтамалар(?:ментерминдер)?", r"(?:терминыи)?определения", r"термины",
        r"глоссарий", r"(?:terms?and)?definitions(?:ofterms)?", r"glossary",
    ),
    "abbreviations": (
        rf"(?:{_KK_SIGNS}(?:мен|және|,)*)+(?:тізімі)?", r"қысқартылғансөздер(?:тізімі)?",
        rf"(?:список|перечень)(?:{_SHORT}{_LISTED}и?)+", rf"(?:{_SHORT}{_SIGNS}и?)+",
        r"(?:listof)?(?:(?:abbreviations?|acronyms|symbols|notations?)(?:and)?)+", r"nomenclature",
    ),
    "list-of-figures": (
        r"суреттертізімі", r"(?:список|перечень)(?:рисунков|иллюстраций)", r"list(?:of)?figures",
    ),
    "list-of-tables": (r"кестелертізімі", r"(?:список|перечень)таблиц", r"list(?:of)?tables"),
    "introduction": (r"кіріспе(?:бөлім)?", r"введение", r"вступление", r"introduction"),
    "conclusion": (
        r"қорытынды(?:лар|бөлім)?(?:мен(?:ұсыныстар|тұжырымдар))?", r"тұжырым(?:дар|дама)?",
        r"түйін",
        r"заключение(?:и(?:выводы|предложения|рекомендации))?",
        r"(?:общие)?выводы(?:и(?:предложения|рекомендации|заключение))?",
        r"(?:general|final)?conclusions?(?:and(?:recommendations?|suggestions?|futurework|outlook))?",
    ),
    "references": (
        rf"(?:{_KK_USED})+(?:{_KK_SOURCES})(?:(?:мен|және)(?:{_KK_SOURCES}))?(?:тізімі)?",
        rf"(?:{_KK_SOURCES})(?:(?:мен|және)(?:{_KK_SOURCES}))?тізімі", r"әдебиет(?:тер)?",
        rf"(?:список|перечень|указатель)(?:{_USED})?(?:научной)?(?:{_OF_SOURCES})(?:и?(?:{_OF_SOURCES}))?",
        r"литература", r"использованн(?:ая|ые)(?:литература|источники)",
        r"источники(?:илитература)?",
        r"библиография", r"библиографическийсписок", r"библиографиялықтізім",
        r"(?:list(?:of)?)?(?:the)?(?:used|cited)?(?:references?|literature)(?:cited|list|used)?",
        r"(?:selected)?bibliography", r"workscited", r"listof(?:used)?sources",
    ),
}  # fmt: skip
_THANKS = re.compile(
    r"acknowledge?ments?|preface|foreword|благодарности|предисловие|алғыс(?: хат|сөз| айту)?",
    re.IGNORECASE,
)


def squeeze(string: str) -> str:
    """Return the letters alone, in one case: what makes two headings the same."""
    return "".join(c for c in string.casefold().replace("ё", "е") if c.isalpha())


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    stated = {role: [*names] for role, names in _NAMES.items()}
    for language in LANGUAGES:
        for role, text in load_locale(language).parts.items():
            if role in stated:
                stated[role].append(re.escape(squeeze(text)))
    return {role: re.compile("|".join(names)) for role, names in stated.items()}


@cache
def name_of_element(title: str) -> str | None:
    """Return the structural element that a title names, `introduction` …; None for others."""
    letters = squeeze(title)
    if not 3 < len(letters) < _LONGEST:
        return None
    return next((role for role, form in _patterns().items() if form.fullmatch(letters)), None)


def is_thanks(title: str) -> bool:
    """Tell whether a title is that of thanks or a preface, which are no structural elements."""
    return bool(_THANKS.fullmatch(title.strip(" .:")))
