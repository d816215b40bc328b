"""References that a word processor counts, and that nobody updated: what they lead to by now.

| field | what its number is taken from |
|---|---|
| `REF x` | the words that the bookmark `x` stands around |
| `REF x \\n`, `\\r`, `\\w` | the number of the paragraph that holds the bookmark |

Authors inflect what a field shows (`рисунке 2`), so that only the number in it is put right
(ISO/IEC 29500-1, 17.16.5.52).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set

from lxml import etree

from baspa.dataclass import dataclass
from baspa.importers.reading.docx.styles import Numbering, Styles, W, mark_of, value
from baspa.importers.text.ledger import Ledger

_CAPITAL = "[A-ZА-ЯӘҒҚҢӨҰҮҺІ]"
_OF_APPENDICES = "|".join(
    rf"(?<=(?i:{word})\s)"
    for word in ("приложение", "приложения", "приложении", "қосымша", "appendix")
)
_NUMBER = re.compile(
    rf"(?:(?<!\w){_CAPITAL}[.-]?)?\d{{1,3}}(?:[.-]\d{{1,3}})*"
    rf"|(?:{_OF_APPENDICES}){_CAPITAL}(?!\w)|\A{_CAPITAL}\Z"
)
_BROKEN = re.compile(r"(?:Error|Ошибка|Қате)!", re.IGNORECASE)
"""What Word shows where a bookmark is gone, or was when it last looked."""


@dataclass(frozen=True, slots=True)
class _Field:
    """A reference: its bookmark, and what shows its result."""

    bookmark: str
    counted: bool
    """It shows the number of a paragraph."""
    shown: tuple[etree._Element, ...]


@dataclass(frozen=True, slots=True)
class _Bookmark:
    """What a bookmark stands around, in one paragraph."""

    words: str
    mark: str
    """The number that is counted for its paragraph."""


def stale_fields(
    roots: Iterable[etree._Element],
    body: etree._Element,
    styles: Styles,
    numbering: Numbering,
    ledger: Ledger,
) -> dict[etree._Element, str]:
    """Return what is to stand in each piece of text of a reference that shows an older number.

    `roots`: what holds references; `numbering` has not counted yet.
    """
    fields = [field for root in roots for field in _fields(root)]
    bookmarks = _bookmarks(body, {field.bookmark for field in fields}, styles, numbering)
    result = dict[etree._Element, str]()
    for field in fields:
        said = "".join(piece.text or "" for piece in field.shown)
        bookmark = bookmarks.get(field.bookmark)
        if bookmark is not None and (new := _updated(said, bookmark, counted=field.counted)):
            result |= dict.fromkeys(field.shown, "")
            result[field.shown[0]] = new
        elif _BROKEN.match(said):
            ledger.ask(None, "a reference leads nowhere: its bookmark is gone", said)
    return result


def _updated(said: str, bookmark: _Bookmark, *, counted: bool) -> str:
    """Return what a reference would show; nothing where it is right, or bears no number."""
    old = _NUMBER.search(said)
    new = _NUMBER.search(bookmark.mark if counted else bookmark.words)
    if _BROKEN.match(said):
        return new[0] if counted and new else "" if counted else bookmark.words
    if old is None or new is None or old[0] == new[0]:
        return ""
    if counted and new[0].endswith(f".{old[0]}"):  # in relation to where it stands
        return ""
    return said[: old.start()] + new[0] + said[old.end() :]


def _fields(root: etree._Element) -> Iterator[_Field]:
    """Give the references below `root`; one that shows nothing is none."""
    opened = list[tuple[list[str], list[etree._Element]]]()
    shows = list[bool]()
    for element in root.iter(W + "fldSimple", W + "fldChar", W + "instrText", W + "t"):
        kind = element.get(W + "fldCharType")
        if element.tag == W + "fldSimple":
            yield from _field(element.get(W + "instr") or "", [*element.iter(W + "t")])
        elif kind == "begin":
            opened.append(([], []))
            shows.append(False)
        elif kind == "separate" and opened:
            shows[-1] = True
        elif kind == "end" and opened:
            shows.pop()
            instruction, shown = opened.pop()
            yield from _field("".join(instruction), shown)
        elif element.tag == W + "instrText" and opened:
            opened[-1][0].append(element.text or "")
        elif element.tag == W + "t" and opened and shows[-1]:
            opened[-1][1].append(element)


def _field(instruction: str, shown: list[etree._Element]) -> Iterator[_Field]:
    words = instruction.split()
    if len(words) > 1 and words[0].upper() == "REF" and shown:
        counted = not {"\\n", "\\r", "\\w"}.isdisjoint(word.lower() for word in words)
        yield _Field(words[1], counted, tuple(shown))


def _bookmarks(
    body: etree._Element, names: Set[str], styles: Styles, numbering: Numbering
) -> Mapping[str, _Bookmark]:
    """Return the bookmarks of these names that begin and end in one paragraph."""
    result = dict[str, _Bookmark]()
    for paragraph in body.iter(W + "p") if names else ():
        style = styles[value(paragraph, "pPr/pStyle")]
        mark = mark_of(paragraph, style.numbering, numbering)
        opened = dict[str, tuple[str, list[str]]]()
        for element in paragraph.iter(W + "bookmarkStart", W + "bookmarkEnd", W + "t"):
            id = element.get(W + "id") or ""
            name = element.get(W + "name") or ""
            if element.tag == W + "t":
                for _, words in opened.values():
                    words.append(element.text or "")
            elif name in names:
                opened[id] = name, []
                result[name] = _Bookmark("", mark)
            elif element.tag == W + "bookmarkEnd" and id in opened:
                name, words = opened.pop(id)
                result[name] = _Bookmark("".join(words).strip(), mark)
    return result
