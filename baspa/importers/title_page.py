"""What a title page says: title, author, supervisor, university, city, year."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from baspa.importers.ledger import Ledger
from baspa.importers.manuscript import Text

_LABELS = {
    "title": r"(?:Дипломдық жұмыстың тақырыбы|Тақырыбы|Тақырып|Тема|Topic|[Нн]а тему)\s*[:–-]?",
    "author": r"(?:Орындаған|Орындаушы|Автор|Выполнил(?:а|\(а\))?|Исполнитель|Студент(?:ка)?"
    r"|Author)\s*[:–-]?",
    "supervisor": r"(?:(?:Ғылыми\s+ж|Ж)етекші(?:сі)?|(?:Научный\s+р|Р)уководитель|Supervisor)"
    r"\s*[:–-]?",
}
_NAME = re.compile(
    r"[А-ЯӘҒҚҢӨҰҮҺІЁA-Z][\w’'-]+\s+(?:[А-ЯӘҒҚҢӨҰҮҺІЁA-Z]\.\s?){1,2}"
    r"|(?:[А-ЯӘҒҚҢӨҰҮҺІЁA-Z]\.\s?){1,2}[А-ЯӘҒҚҢӨҰҮҺІЁA-Z][\w’'-]+"
    r"|[А-ЯӘҒҚҢӨҰҮҺІЁA-Z][\w’'-]+(?:\s+[А-ЯӘҒҚҢӨҰҮҺІЁA-Z][\w’'-]+){1,2}"
)
_WORDS = {
    "ministry": r"министрлігі|министерство|ministry",
    "university": r"университет|институт|академия|university",
    "faculty": r"факультет|faculty",
    "department": r"кафедра|department",
}
_FOOT = re.compile(
    r"(?:г\.\s*)?([А-ЯӘҒҚҢӨҰҮҺІЁA-Z][^\W\d_]+(?:[ -][^\W\d_]+){0,3}),?\s*[-–]?\s*"
    r"((?:19|20)\d\d)(?:\s*(?:ж|г)\.?)?"
)
_TYPES = {
    "dissertation": r"диссертация",
    "master": r"магистрлік|магистерск",
    "project": r"дипломдық жоба|дипломный проект",
}


def read_title_page(
    lines: Sequence[Text], properties: Mapping[str, str], ledger: Ledger
) -> dict[str, str]:
    """Return the settings of thesis.yaml that the title page states; the page itself is dropped."""
    strings = [" ".join(line.string.split()) for line in lines if line.string.strip()]
    for line in lines:
        ledger.drop(line, "the title page: it is made anew from thesis.yaml")
    found = dict[str, str]()
    for key, label in _LABELS.items():
        if value := _labelled(strings, label, names=key != "title"):
            found[key] = value
    for key, word in _WORDS.items():
        value = next((s for s in strings if re.search(word, s, re.IGNORECASE)), None)
        if value:
            found[key] = value
    foot = next((m for s in reversed(strings) if (m := _FOOT.fullmatch(s))), None)
    if foot:
        found |= {"city": foot[1], "year": foot[2]}
    for kind, word in _TYPES.items():
        if any(re.search(word, s, re.IGNORECASE) for s in strings):
            found.setdefault("type", kind)
    if "title" not in found and (title := _loudest(strings)):
        found["title"] = title
    return {key: value for key, value in properties.items() if value} | found


def _labelled(strings: Sequence[str], label: str, *, names: bool) -> str | None:
    """Return what stands behind a label, on its line or on the next."""
    for n, string in enumerate(strings):
        match = re.search(label, string)
        if match is None:
            continue
        for candidate in (string[match.end() :], *strings[n + 1 : n + 2]):
            value = candidate.strip(' :–-_«»"“”')
            if names:
                found = _NAME.search(value)
                value = found[0].strip() if found else ""
            if len(value) > 3:
                return value
    return None


def _loudest(strings: Sequence[str]) -> str | None:
    """Return a line in quotes, else the longest line in capitals."""
    quoted = [m[1] for s in strings if (m := re.search(r"[«“\"]([^»”\"]{15,})[»”\"]", s))]
    words = "|".join(_WORDS.values())
    capitals = [s for s in strings if s.isupper() and len(s) > 25 and not re.search(words, s, re.I)]
    return next(iter(quoted), None) or max(capitals, key=len, default=None)
