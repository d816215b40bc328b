"""People as title pages name them: name, degree and post, position, group.

| written | read as |
|---|---|
| `к.э.н., доцент ________ Петров П. П.` | name, degree |
| `студент 4 курса группы ЭК-22-1 Иванов Иван` | name, group |
| `Dr. Jane Doe, Associate Professor` | name, degree |
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from baspa.dataclass import dataclass

_UPPER = "А-ЯӘҒҚҢӨҰҮҺІЁA-Z"
_WORD = rf"[{_UPPER}][\w’'-]+"
_INITIALS = rf"[{_UPPER}][a-zа-яәі]?\.(?:\s?[{_UPPER}][a-zа-яәі]?\.)?"
_WITH_INITIALS = re.compile(
    rf"(?<![\w.]){_WORD}\s+{_INITIALS}(?!\w|\s+[A-Z][a-z])|(?<![\w.])(?<![a-z]\s){_INITIALS}\s?{_WORD}"
)
_MIDDLE = rf"(?:{_WORD}|[{_UPPER}]\.)"
_IN_FULL = re.compile(rf"(?<![\w.]){_WORD}(?:\s+{_MIDDLE}){{0,2}}\s+{_WORD}(?!\w)")
_PATRONYMIC = re.compile(
    r"(?:ұлы|қызы|улы|кызы|оглы|кызы|ович|евич|ьич|овна|евна|ична)$", re.IGNORECASE
)
_GROUPS = (
    re.compile(
        r"(?:групп[аы]|гр\.|[Gg]roup|[Тт]о(?:п|бы?))\s*[:№-]*\s*(?P<g>[^\W_][\w./-]{0,30}\d[\w./()-]{0,30})"
    ),
    re.compile(
        r"(?<!\w)(?P<g>[^\W_][\w./-]{0,30}\d[\w./-]{0,30})[\s«»\"-]{0,9}(?:тоб|групп)\w*",
        re.IGNORECASE,
    ),
)
_ABOUT_STUDENT = re.compile(
    r"(?:\d\s?-?\s?(?:го|ші|інші|ыншы|th|rd|st)?\s*(?:курса?|year)\b|\b(?:студент|магистрант|докторант"
    r"|обучающ|білім алушы|student)[\w()/.]*|\b(?:күндізгі|очной|очного|сырттай|заочн)\w*"
    r"|\b(?:курс|топ|тоб|групп|гр|бөлім|форм|обучени|отделени)[\w.]*|№|\bID\b:?\s*\w*)",
    re.IGNORECASE,
)
_DEGREE = re.compile(
    r"доцент|профессор|академик|канд|доктор|докт\.|магистр|phd|ph\.\s?d|(?-i:\b[кд]\.\s?[а-я]|ғ\.\s?[кд]\.)"
    r"|ғылым|преподават|оқытушы|ассистент|тьютор|ассоц|қауымд|lecturer|professor|docent|\bdr\b"
    r"|\bprof\b|m\.?sc|candidate|doctor|master|assistant|кандидат|наук|мастер|\b[md]ba\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"правительств|федераци|республик|декан|ректор|заведующ|меңгеруші|бастығы|начальник|(?<!\w)(?:школ|мектеп|факультет|кафедр|институт"
    r"|университет|dean|head|chair|school|department|faculty|university)",
    re.IGNORECASE,
)
_HONORIFIC = re.compile(r"^(?:(?:Dr|Prof|Mr|Mrs|Ms)\.?\s+)+")
_PARTS = re.compile(r"\t|\n|_{2,}|\.{5,}|…+|/\s*/|\s{3,}")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom a title page names."""

    name: str
    degree: str = ""
    """Degree, title and post, as written: `к.э.н., доцент`."""
    position: str = ""
    group: str = ""

    def settings(self) -> dict[str, str]:
        """Return the person as thesis.yaml has it."""
        stated = {
            "name": self.name, "degree": self.degree, "position": self.position,
            "group": self.group,
        }  # fmt: skip
        return {key: value for key, value in stated.items() if value}


def read_person(lines: Sequence[str]) -> Person | None:
    """Return the person whom `lines` name; None where they name none."""
    parts = [p for line in lines for p in map(_trimmed, _PARTS.split(line)) if p]
    group = next((g for part in parts if (g := group_of(part))), "")
    candidates = [(part, bare) for part in parts if (bare := _without_student(part))]
    name, of = "", ""
    for form in (_WITH_INITIALS, _IN_FULL):
        for part, bare in candidates:
            if not name and (found := _name(form, bare)):
                name, of = found, part
    if not name:
        return None
    degrees, position = list[str](), ""
    for part, bare in candidates:
        rest = _trimmed(_HONORIFIC.sub("", bare).replace(name, " ", 1)) if part == of else bare
        if _DEGREE.search(rest):
            degrees.append(rest)
        elif rest and part != of and not position and len(rest) > 5:
            position = rest
    degree = re.sub(r"\s*,\s*(?:,\s*)*", ", ", ", ".join(degrees)).strip(" ,")
    return Person(" ".join(name.split()), " ".join(degree.split()), position, group)


def has_initials(line: str) -> bool:
    """Tell whether a line holds a name with initials: `Г. Т. Примерова`."""
    return bool(_WITH_INITIALS.search(line))


def is_name(line: str) -> bool:
    """Tell whether a line is the name of a person and nothing else."""
    bare = _trimmed(line)
    if _WITH_INITIALS.fullmatch(bare):
        return True
    words = bare.split()
    if not _IN_FULL.fullmatch(bare) or _DEGREE.search(bare) or _OFFICE.search(bare):
        return False
    return len(words) < 4 and (bool(_PATRONYMIC.search(words[-1])) or not bare.isupper())


def group_of(text: str) -> str:
    """Return the group of students that a text names: `ЭК-22-1`; nothing where it names none."""
    return next((m["g"].strip(".,") for form in _GROUPS if (m := form.search(text))), "")


def _name(form: re.Pattern[str], part: str) -> str:
    """Return the last name of a form in a part of a line, without honorifics."""
    for chunk in map(str.strip, _HONORIFIC.sub("", part).split(",")):
        if form.fullmatch(chunk) and not _DEGREE.search(chunk) and not _OFFICE.search(chunk):
            return chunk
    for match in reversed([*form.finditer(_HONORIFIC.sub("", part))]):
        words = match[0]
        if _OFFICE.search(words):
            continue
        if not _DEGREE.search(words):
            return words
        if form is _IN_FULL and "," in part:  # `Associate Professor, Jane Doe`
            continue
        kept = [w for w in words.split() if not _DEGREE.search(w)]
        if form is _IN_FULL and len(kept) > 1 and " ".join(kept) in words:
            return " ".join(kept)
    return ""


def _without_student(part: str) -> str:
    """Return a part of a line without course and group."""
    group = group_of(part)
    if group:
        part = part.replace(group, " ", 1)
    return _trimmed(_ABOUT_STUDENT.sub(" ", part)) if group or _ABOUT_STUDENT.search(part) else part


def _trimmed(text: str) -> str:
    return " ".join(text.split()).strip(' ,:;–—-_()«»"/')
