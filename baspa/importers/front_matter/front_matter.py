"""The forms before the contents: title page, declaration and task sheet become thesis.yaml.

The forms are made anew, so their lines are dropped; what they state comes back as settings.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from baspa.importers.front_matter.front_lines import Line, unfolded
from baspa.importers.front_matter.persons import is_name
from baspa.importers.front_matter.task_sheet import is_end, read_task
from baspa.importers.front_matter.title_lines import TitlePage
from baspa.importers.front_matter.title_page import read_title_page
from baspa.importers.repair.scripts import guess_language
from baspa.importers.text.ledger import Ledger
from baspa.importers.text.manuscript import Manuscript, Text
from baspa.importers.words.element_names import squeeze
from baspa.importers.words.title_words import FOOT, YEAR
from baspa.locales import load_locale

_DECLARATION = re.compile(
    r"мәлімдеме(?!\w)|декларация|заявлени[ея]\s+о\s+самостоятельн|declaration|statement\s+of\s+(?:originality"
    r"|authorship)|адалдық\s+туралы",
    re.IGNORECASE,
)
_TASK = re.compile(
    r"(?:^|\s)тапсырма(?:сы)?$|^задание(?:$|\s+(?:на|по)\s)|^task\s+(?:for|sheet)|^assignment(?:$|\s+for\s)",
    re.IGNORECASE,
)
_LONGEST_HEADING = 120
_SHORTEST_TITLE = 3
"""Characters of a title in the properties of a file that may be one."""
_HEAD_OF_TASK = 12
"""Lines above the heading of the task sheet in which it may be approved."""
_LONGEST_SILENT = 60
"""Characters of a line of the front matter that may be lost without a question."""
_SENTENCE = re.compile(r"(?:[^\W_]+[^\w_]+){3,}[^\W_]+[.!?…»”]$")
"""A line that is no mere place to sign, however short it is: a dedication."""


def is_form_heading(line: str) -> bool:
    """Tell whether a line heads a declaration or a task sheet."""
    line = _bare(line)
    return len(line) < _LONGEST_HEADING and bool(_DECLARATION.search(line) or _TASK.search(line))


def read_front_matter(
    front: Sequence[Text], manuscript: Manuscript, language: str, ledger: Ledger
) -> dict[str, Any]:
    """Return the settings of thesis.yaml that the forms state; the forms are dropped."""
    for text in front:
        ledger.drop(text, "the front matter: it is made anew from thesis.yaml")
    first, *others, forms = _parted(unfolded(front, manuscript))
    page = read_title_page(first)
    found = page.found
    for line in page.left:
        ledger.ask(None, "thesis.yaml has no place for this line of the title page", line)
    _with_properties(found, manuscript.properties)
    for lines in others:
        _other_language(read_title_page(lines), lines, found, language, ledger)
    found |= _forms(forms, found, language, ledger)
    if str(found.get("title", "")).isupper():
        ledger.ask(None, "the title is in capitals; write it in small letters", found["title"])
    return found


def _with_properties(found: dict[str, Any], properties: Mapping[str, str]) -> None:
    """Take title and author from the properties of the file, where these are the better ones."""
    title, author = properties.get("title", ""), properties.get("author", "")
    are_right = bool(title) and squeeze(title) == squeeze(found.get("title", ""))
    if are_right or (len(title) > _SHORTEST_TITLE and "title" not in found):
        found["title"] = title
    if author and (are_right or is_name(author)):
        found.setdefault("author", {"name": author})


def _parted(lines: Sequence[Line]) -> list[Sequence[Line]]:
    """Return the lines of each title page, and last those behind: the other forms.

    A title page ends with city and year, else where another form begins.
    """
    heading = next((n for n, line in enumerate(lines) if is_form_heading(line.text)), len(lines))
    ends = [n + 1 for n, line in enumerate(lines[:heading]) if _is_foot(line.text)]
    ends = ends or [heading]
    pages = [lines[start:end] for start, end in pairwise([0, *ends])]
    return [*pages, lines[ends[-1] :]]


def _is_foot(line: str) -> bool:
    last = line.split("\n")[-1].strip()
    return bool(FOOT.fullmatch(last) or YEAR.fullmatch(last))


def _other_language(
    page: TitlePage, lines: Sequence[Line], found: dict[str, Any], language: str, ledger: Ledger
) -> None:
    """Take the title from a title page in another language; ask about lines that are no such."""
    title = page.found.get("title", "")
    spoken = guess_language(" ".join(line.text for line in lines))
    if not title or not page.found.keys() & {"university", "type"} or spoken == language:
        _ask_about(lines, ledger)
        return
    known = found.get("title", title)
    titles = known if isinstance(known, dict) else {language: known}
    found["title"] = {spoken: title} | titles if "title" in found else title


def _forms(
    lines: Sequence[Line], stated: Mapping[str, Any], language: str, ledger: Ledger
) -> dict[str, Any]:
    """Return what the declaration and the task sheet behind the title page state."""
    heads = [n for n, line in enumerate(lines) if is_form_heading(line.text)]
    found = dict[str, Any]()
    before = lines[: heads[0]] if heads else lines
    for start, stop in pairwise([*heads, len(lines)]):
        body = lines[start + 1 : stop]
        if _TASK.search(_bare(lines[start].text)):
            found["task"] = found.get("task", {}) | read_task(body)
            approving = read_title_page(before[-_HEAD_OF_TASK:]).found
            keys = {"head", "approval"} - stated.keys()
            found |= {key: approving[key] for key in keys & approving.keys()}
            before = [line for line in before if _is_sentence(line.text)]
            body = _behind_task(body)
        else:
            declared, rest = _paragraphs(body)
            found |= _declaration(declared, stated, language)
            body = rest
        _ask_about(before, ledger)
        before = body
    _ask_about(before, ledger)
    return found


def _behind_task(body: Sequence[Line]) -> Sequence[Line]:
    """Return the lines behind the place where the author of a thesis accepts the task."""
    ends = [n for n, line in enumerate(body) if is_end(line.text)]
    return body[ends[-1] + 1 :] if ends else []


def _paragraphs(body: Sequence[Line]) -> tuple[list[str], Sequence[Line]]:
    """Return the sentences of a declaration, and the lines behind them."""
    paragraphs = list[str]()
    for number, line in enumerate(body):
        text = " ".join(line.text.split())
        is_sentence = text.endswith((".", ";", ":")) or len(text) > _LONGEST_HEADING
        if line.in_table or (paragraphs and not is_sentence):
            return paragraphs, body[number:]
        if is_sentence:
            paragraphs.append(text)
    return paragraphs, []


def _declaration(
    paragraphs: Sequence[str], stated: Mapping[str, Any], language: str
) -> dict[str, bool | str]:
    """Return `true` for the usual words of the language, else the words; nothing for no words."""
    usual = " ".join(load_locale(language).declaration)
    usual = usual.replace("{author}", stated.get("author", {}).get("name", ""))
    title = stated.get("title", "")
    usual = usual.replace("{title}", title[language] if isinstance(title, dict) else title)
    if not paragraphs:
        return {}
    is_usual = squeeze(usual) == squeeze(" ".join(paragraphs))
    return {"declaration": is_usual or "\n\n".join(paragraphs)}


def _bare(line: str) -> str:
    return " ".join(line.split()).strip(" .:")


def _is_sentence(line: str) -> bool:
    return bool(_SENTENCE.match(" ".join(line.split())))


def _ask_about(lines: Sequence[Line], ledger: Ledger) -> None:
    """Ask about lines behind the title page that no form takes."""
    for line in lines:
        if len(line.text) > _LONGEST_SILENT or _is_sentence(line.text):
            question = "this stands behind the title page and was not taken over"
            ledger.ask(line.start, question, line.text)
