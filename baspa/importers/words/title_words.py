"""The words by which title pages of Kazakh, Russian and English universities are understood."""

from __future__ import annotations

import re

_I = re.IGNORECASE


def _label(words: str) -> re.Pattern[str]:
    return re.compile(
        rf"[\s«\"“(]*(?:{words})(?!\w)(?:\([а-яәі]{{1,3}}\))?[\s»\"”)]*[:.–-]*\s*", _I
    )


PEOPLE = {
    "reviewers": _label(
        r"(?:Сыртқы\s+|Внешн\w+\s+)?Рецензент\w*|(?:Сын[-–\s]+)?Пікір\s+(?:беруші|жазушы)\w*"
        r"|(?:Second|External|Internal|First)\s+(?:reader|examiner|reviewer)s?|Examiners?|Reviewers?"
        r"|(?:(?:Ресми|Официальн\w+|Official)\s+)?(?:Оппонент\w*|Opponents?)"
    ),
    "consultants": _label(
        r"Консультант\w*(?:\s+по\s+[^:\n]{3,60}(?=:))?|(?:(?:[^\W\d_]+\s+){1,5}бойынша\s+)?Кеңесші\w*"
        r"|Consultants?(?:\s+(?:on|for|in)\s+[^:\n]{3,60}(?=:))?"
    ),
    "norm_controller": _label(
        r"Норм\w*[\s-]?контрол\w*|Норма\w*[\s-]+бақыла\w*|Norm\w*\s+control\w*"
    ),
    "other": _label(
        r"Руководител\w+\s+(?:ОП|ООП|образовательной\s+программы)|Submitted\s+to|Хатшы|Секретарь"
        r"|Secretary"
    ),
    "head": _label(
        r"Зав(?:\.|едующ\w+)\s*(?:каф\.|кафедр\w+|отделени\w+)|И\.\s?о\.\s*зав\w*\.?\s*каф\w*\.?"
        r"|(?:[«\"“][^»\"”]{2,80}[»\"”]\s*)?(?:[^\W\d_]+\s+){0,5}?каф(?:едра|едрасының|\.)\s+меңг(?:ерушісі|\.)"
        r"|Heads?\s+of\s+(?:the\s+)?(?:chair|department)(?:\s+of\s+[\w\s]+?(?=[:,_\t]|$))?"
    ),
    "approval": _label(r"Утверждаю|Бекітемін|Approved(?:\s+by)?"),
    "supervisor": _label(
        r"(?:Шетелдік|Зарубежн\w+|Foreign)\s+.{0,30}?(?:кеңесші\w*|консультант\w*|жетекші\w*"
        r"|руководител\w*|supervisor|consultant)|Co-?\s?(?:supervisor|advis[eo]r)s?"
        r"|(?:Отандық\s+)?Ғылыми\s+(?:жетекші\w*|кеңесші\w*)|(?:Диплом\w*\s+(?:жұмыс|жоба)\w*\s+)?жетекші(?:сі)?"
        r"|(?:Отечественн\w+\s+)?Научн\w+\s+(?:руководител\w+|консультант\w*)"
        r"|Руководител\w+(?:\s+(?:ВКР|работы|проекта|диплом\w+\s+\w+|выпускной\s+\w+\s+\w+))?"
        r"|(?:(?:Thesis|Scientific|Research|Academic|Project)\s+)?(?:Supervisors?|Advis[eo]rs?)|Supervised\s+by"
    ),
    "author": _label(
        r"Орында(?:ған|ушы|ды)|Автор\w*|Выполнил|Выполнила|Исполнитель|Студент(?:ка|кой|ом|і|ы)?"
        r"|Магистрант(?:ка)?|Докторант(?:ка)?|Соискатель|Ізденуші|Обучающ\w+|Білім\s+алушы|Білімгер"
        r"|Диплом(?:шы|ант|ник)|Бакалавр\s?ант|Authors?|Student(?:\s+name)?|Candidate|Presented\s+by"
        r"|(?:Submitted|Prepared|Written|Completed|Done)\s+by|By"
    ),
}
"""What announces a person; the first that fits."""

USUAL = {
    "supervisor": re.compile(
        r"(?:ғылыми\s+|диплом\w*\s+\w+\s+)?жетекші\w*|научн\w+\s+руководител\w+|руководител\w+.*"
        r"|(?:(?!foreign|co\b)[^\W\d_]+\s+)?(?:supervisors?|advis[eo]rs?)|supervised\s+by",
        _I,
    ),
    "consultants": re.compile(r"консультант\w*|кеңесші\w*|consultants?", _I),
    "reviewers": re.compile(
        r"рецензент\w*|(?:сын[-–\s]+)?пікір\s+(?:беруші|жазушы)\w*|reviewers?", _I
    ),
}
"""What Baspa has a word of its own for; another announcement is kept with the person."""
SEVERAL = re.compile(r"(?:[лдт][ае]р\w*|[ыи]|s)$", _I)
"""How an announcement of several persons ends."""

ADMISSION = re.compile(
    r"[\s«\"“]*(?:(?:Работа\s+|К\s+защите\s+)?допу(?:щен|стить)\w*|Қорғауға\s+(?:жібер|ұсын|рұқсат)\w*"
    r"|Admitted\s+to|Рекомендован\w*\s+к\s+защите)",
    _I,
)
"""`Допущена к защите`: the head of the department follows."""

TOPIC = re.compile(
    r"(?:^(?:на\s+|on\s+)?(?:the\s+)?|(?<=\s)(?:на\s+|on\s+the\s+|(?=entitled|titled))|(?<=жұмыстың\s)|(?<=жобаның\s)|(?<=[:.]\s))"
    r"(?:тем[ауы](?:\s+(?:диплом|магист|выпускн|диссерт)\w*(?:\s+\w+){0,2}|\s+работы|\s+проекта)?"
    r"|тақыры(?:п|бы?)|topic|title|theme|entitled|titled)(?!\w)[\s:–-]*",
    _I,
)
"""What announces the title."""

TYPES = {
    "project": re.compile(r"дипломдық\s+жоба|дипломн\w+\s+проект|diploma\s+project", _I),
    "master": re.compile(
        r"магистрлік|магистерск|магистр\s+(?:академиялық\s+)?дәрежесін|степени\s+магистра|master",
        _I,
    ),
    "dissertation": re.compile(
        r"диссертаци|dissertation|doctoral|ph\.?d\.?\s+thesis|доктор\w*\s+философии", _I
    ),
    "report": re.compile(r"отч[её]т\s+о\s+научно|туралы\s+есеп|research\s+report", _I),
    "diploma": re.compile(
        r"дипломдық|диплом\s+жұмыс|дипломная|выпускн\w+\s+квалификационн|бакалавр|diploma|bachelor|\bthesis\b",
        _I,
    ),
}

CODE = re.compile(
    r"(?<![\w.])(?:[5-8]\s?[BВMМDД]\s?\d{5,6}|\d{2}\.\d{2}\.\d{2}|[A-Z]{2,5}\s\d{3})(?![\w.]*\d)"
)
"""Of a speciality or programme: `6B06101`, `5В060200`, `38.03.01`, `ECON 499`."""
PROGRAMME = re.compile(
    r"(?:по\s+)?(?:специальност\w*|образовательн\w+\s+программ\w*|направлени\w+(?:\s+подготовки)?"
    r"|профил\w*)|мамандығы?(?:\s+бойынша)?|мамандық|білім\s+беру\s+бағдарламасы(?:\s+бойынша)?"
    r"|(?:educational\s+|study\s+|degree\s+)?program(?:me)?s?(?!\w)|speciali?ty|major(?!\w)|бойынша",
    _I,
)
DEGREES = (
    re.compile(r"на\s+соискание\s+(?:уч[её]ной\s+|академической\s+)?степени\s*(?P<d>.*)$", _I),
    re.compile(r"^(?P<d>.+?)\s+дәрежесін(?:е)?\s+(?:алу|ізден)", _I),
    re.compile(r"(?:for\s+the|the)\s+degree\s+of\s*(?P<d>.*)$", _I),
)
"""What says which degree is sought."""
GROUP = re.compile(r"(?:топ|тобы|группа|group)\s*[:№–-]", _I)
"""A line that says the group of the author."""
UDC = re.compile(r"(?:УДК|ӘОЖ|UDC)\s*:?\s*(?P<u>\d[\d.:()+/=«»\"\s-]*)")
MANUSCRIPT = re.compile(
    r"на\s+правах\s+рукописи|қолжазба\s+құқығында|manuscript\s+rights|^пояснительная\s+записка"
    r"|^түсінд(?:ір|ер)ме\s+жазба|^explanatory\s+note", _I,
)  # fmt: skip
"""What kind of text the document is."""

INSTITUTIONS = {
    "ministry": re.compile(
        r"министрлігі|министерство|минобрнауки|ministry|^правительство|үкіметі$|^government\s+of",
        _I,
    ),
    "department": re.compile(r"кафедра|(?<!\w)department", _I),
    "faculty": re.compile(r"факультет|faculty|высшая\s+школа|жоғары\s+мектебі|school\s+of", _I),
    "university": re.compile(
        r"университет|институт|академия|консерватория|колледж|university|institute|academy|college",
        _I,
    ),
}
FORM_OF_UNIVERSITY = re.compile(
    r"акционерн\w+\s+общество|учреждение|НАО|ФГБОУ|ФГАОУ|коммерциялық\s+емес|мекемесі|қоғамы|образования$",
    _I,
)
"""A line above the name of the university that belongs to it."""
COUNTRY = re.compile(
    r"(?:ҚАЗАҚСТАН\s+РЕСПУБЛИКАСЫ(?:НЫҢ)?|РЕСПУБЛИК[АИ]\s+КАЗАХСТАН|РОССИЙСК(?:АЯ|ОЙ)\s+ФЕДЕРАЦИ[ЯИ]"
    r"|REPUBLIC\s+OF\s+KAZAKHSTAN|РЕСПУБЛИКА)",
    _I,
)
_CITY = r"[А-ЯӘҒҚҢӨҰҮҺІЁA-Z][^\W\d_]+(?:[ -][А-ЯӘҒҚҢӨҰҮҺІЁA-Za-zа-я][^\W\d_]*){0,3}"
FOOT = re.compile(
    rf"(?:(?:г\.?|қ\.?|город|қаласы)\s*)?(?P<city>{_CITY})(?:\s+қ(?:аласы|\.))?[\s,.–—-]*"
    r"(?P<year>(?:19|20)\d\d)\s*(?:ж(?:ыл)?|г(?:од)?)?\.?"
)
YEAR = re.compile(r"[\s,.–—-]*(?P<year>(?:19|20)\d\d)\s*(?:ж(?:ыл)?|г(?:од)?)?\.?")
