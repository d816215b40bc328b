"""The task sheet of a thesis: its questions, dates, consultants and calendar plan.

Labels of the forms of Kazakh and Russian universities, and those that Baspa prints, are known;
what stands behind a label belongs to it up to the next one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from baspa.importers.front_matter.front_lines import Line
from baspa.importers.words.dates import find_date, read_date
from baspa.importers.words.title_words import PEOPLE, TOPIC

_I = re.IGNORECASE
_LABELS = {
    "order": re.compile(
        r"Тақырыпты\s+бекіту|Приказ\s+об\s+утверждении|Утвержден\w*\s+приказ\w*|Order\s+approving"
        r"|Approved\s+by\s+order|.*(?:бұйрығымен|бұйрықпен)\s+бекітілген|Бұйрық", _I,
    ),
    "deadline": re.compile(
        r"Аяқталған\s+\w+\s+тапсыру\s+мерзімі|(?:Жұмысты\s+)?тапсыру\s+мерзімі"
        r"|Срок\s+сдачи(?:\s+\w+){0,3}?\s+(?:работы|проекта)"
        r"|Срок\s+(?:сдачи|представления)|Deadline\s+for"
        r"|Submission\s+(?:date|deadline)", _I,
    ),
    "data": re.compile(
        r"(?:\w+\s+){0,2}бастапқы\s+(?:деректер|мәліметтер)\w*|Исходные\s+данные(?:\s+к\s+\w+(?:\s+\w+)?)?"
        r"|Initial\s+data", _I,
    ),
    "questions": re.compile(
        r"(?:\w+\s+){0,3}(?:мәселелер|сұрақтар)\w*\s+тіз(?:бес|ім)і"
        r"|Перечень\s+(?:подлежащих\s+\w+\s+(?:в\s+\w+\s+\w+\s+)?)?вопросов"
        r"(?:,\s*подлежащих\s+\w+)?|Содержание\s+(?:расч\S+\s+)?\w+\s+записки"
        r"|Questions\s+to\s+be", _I,
    ),
    "graphics": re.compile(
        r"(?:Графикалық|Сызба)\s+(?:\w+\s+)?материал\w*(?:\s+тіз(?:бес|ім)і)?|Перечень\s+графическ\w+\s+материал\w*"
        r"|Graphic\s+material", _I,
    ),
    "literature": re.compile(
        r"Ұсынылатын\s+(?:негізгі\s+)?әдебиет\w*(?:\s+тіз(?:бес|ім)і)?|Рекомендуем\w+\s+(?:основн\w+\s+)?литератур\w*"
        r"|Recommended\s+(?:main\s+)?literature", _I,
    ),
    "consultants": re.compile(
        r"(?:Бөлімдер\s+бойынша|Жұмыс\w*\s+бойынша)?\s*кеңес(?:шілер|\s+беруші)\w*|Консультанты(?:\s+по)?|Consultants",
        _I,
    ),
    "issued": re.compile(
        r"Тапсырма\w*\s+берілген\s+күн\w*|(?:Тапсырманың\s+)?берілген\s+күні|Дата\s+выдачи(?:\s+задания)?|Date\s+of\s+issue",
        _I,
    ),
    "plan": re.compile(
        r"КҮНТІЗБЕЛІК\s+ЖОСПАР|КАЛЕНДАРНЫЙ\s+(?:ПЛАН|ГРАФИК)|ГРАФИК\s+(?:ПОДГОТОВКИ|ВЫПОЛНЕНИЯ)"
        r"|.*дайындау\s+кестесі|CALENDAR\s+PLAN|SCHEDULE", _I,
    ),
    "end": re.compile(
        r"Тапсырманы\s+(?:орындауға\s+)?(?:қабылда|алды)|Задание\s+принял|Task\s+accepted", _I
    ),
}  # fmt: skip
_ORDERED = re.compile(r"\(?(?:утвержден\w*\s+приказ|приказ|бұйры[қғ]|order)\w*.*\d.*", _I)
"""The order behind the topic that it approves."""
_LISTS = ("questions", "graphics", "literature")
_HINT = re.compile(r"^\s*\([^)]*\)\s*")
_NUMBERED = re.compile(r"^\d{1,2}\s+(?=[^\W\d_])")
_MARK = re.compile(r"^(?:[-–—•*]|\(?(?:\d{1,2}|[^\W\d_])[.)])\s+")
_NUMBER = re.compile(r"№\s*([^\s,;]*\d[^\s,;)]*)|No\.?\s*([^\s,;]*\d[^\s,;)]*)")
_STAGE = re.compile(r"кезең|этап|stage|бөлімнің\s+атауы|наименование|мазмұны|атауы|разделы?\b", _I)
_DEADLINE = re.compile(r"мерзім|срок|deadline|date|күні|дата", _I)
_NOTE = re.compile(r"ескерт|примечан|note|remark", _I)
_CHAPTER = re.compile(r"бөлім|раздел|chapter|section", _I)
_CONSULTANT = re.compile(r"кеңесші|консультант|consultant", _I)


def read_task(lines: Sequence[Line]) -> dict[str, Any]:
    """Return the settings of `task` that the lines below the heading of the sheet state."""
    task, values = dict[str, Any](), dict[str, list[str]]()
    at = ""
    for in_table, group in groupby(lines, lambda line: line.table):
        rows = [*group]
        if in_table >= 0 and (table := _table(rows)):
            task |= table
            continue
        for text in (part for row in rows for part in row.text.split("\n")):
            label = _label(text)
            if label is not None:
                at = label[0]
                values.setdefault(at, []).append(text if at == "order" else label[1])
            elif topic := TOPIC.match(_NUMBERED.sub("", _MARK.sub("", text))):
                at = ""
                if order := _ORDERED.search(text, topic.end()):
                    values.setdefault("order", []).append(order[0])
            elif any(p.match(text) for p in PEOPLE.values()):
                at = ""
            elif at:
                values[at].append(text)
    task |= _settings(values)
    return {key: task[key] for key in _ORDER if key in task}


def is_end(text: str) -> bool:
    """Tell whether a line ends the sheet: the author accepts the task."""
    return bool(_LABELS["end"].match(text.strip()))


_ORDER = (
    "order", "issued", "deadline", "data", "questions", "graphics", "literature", "consultants",
    "plan",
)  # fmt: skip


def _label(text: str) -> tuple[str, str] | None:
    """Return which label a line opens with, and what stands behind it."""
    bare = _NUMBERED.sub("", _MARK.sub("", text.strip()))
    for key, form in _LABELS.items():
        if match := form.match(bare):
            colon = bare.find(":", match.end())
            end = colon + 1 if 0 <= colon < match.end() + 90 else match.end()
            if colon < 0 and key in _LISTS and (hint := _HINT.match(bare[end:])):
                end += hint.end()
            return key, bare[end:].strip(" :–—-_\t")
    return None


def _settings(values: dict[str, list[str]]) -> dict[str, Any]:
    """Return settings of the texts behind the labels."""
    task = dict[str, Any]()
    for key, texts in values.items():
        whole = " ".join(text for text in texts if text)
        if key == "order":
            number, day = _NUMBER.search(whole), read_date(whole)
            if number and day:
                task[key] = {"number": number[1] or number[2], "date": day}
        elif key == "issued":
            if day := read_date(whole):
                task[key] = day
        elif key == "deadline":
            task |= {key: _day(texts[0] or whole)} if whole.strip() else {}
        elif key == "data":
            task |= {key: whole} if whole.strip() else {}
        elif key in _LISTS and (items := [*_items(texts)]):
            task[key] = items
    return task


def _items(texts: Sequence[str]) -> Iterator[str]:
    """Give the items of a list, those of one line parted by their marks or semicolons."""
    for text in texts:
        text = _HINT.sub("", text)
        parts = re.split(r";\s+|(?<=[;,.])\s*(?=\(?(?:\d{1,2}|[а-яәa-z])\)\s)", text)
        for part in parts:
            bare = _MARK.sub("", part.strip()).strip(" ;,").removesuffix(".")
            if len(bare) > 2:
                yield bare


def _day(text: str) -> Any:
    """Return a date; the words themselves where they name no single day."""
    found = find_date(text)
    if found is None:
        return text.strip(" .")
    day, start, end = found
    rest = text[:start] + text[end:]
    return day if len(re.sub(r"\W|ж\b|г\b|года?\b|жыл\w*", "", rest)) == 0 else text.strip(" .")


def _table(rows: Sequence[Line]) -> dict[str, Any]:
    """Return the calendar plan or the consultants that a table lists; nothing for another table."""
    head, body = [cell.strip() for cell in rows[0].cells], rows[1:]
    column = {
        name: next((n for n, cell in enumerate(head) if form.search(cell)), None)
        for name, form in (
            ("stage", _STAGE), ("deadline", _DEADLINE), ("note", _NOTE), ("chapter", _CHAPTER),
            ("name", _CONSULTANT),
        )
    }  # fmt: skip
    if column["name"] is not None and column["chapter"] is not None:
        listed = [*_rows(body, {k: column[k] for k in ("chapter", "name", "deadline")})]
        return {"consultants": [r for r in listed if "chapter" in r and "name" in r]}
    if column["stage"] is not None and column["deadline"] is not None:
        listed = [*_rows(body, {k: column[k] for k in ("stage", "deadline", "note")})]
        return {"plan": [r for r in listed if "stage" in r and "deadline" in r]}
    return {}


def _rows(body: Sequence[Line], column: dict[str, int | None]) -> Iterator[dict[str, Any]]:
    for row in body:
        cells = [" ".join(cell.split()) for cell in row.cells]
        stated = {k: cells[n] for k, n in column.items() if n is not None and n < len(cells)}
        yield {k: _day(value) if k == "deadline" else value for k, value in stated.items() if value}
