"""Paragraphs that are items of a list, by their marks, or by the colon and semicolons around them.

| opens an item | the list |
|---|---|
| `-`, `–`, `•` | bullets; a last item without a mark belongs to it if its first letter is small |
| `1.`, `1)` | numbers |
| `i.`, `ii)` | roman numbers, which stay as they are |
| `А)`, `ә)` | letters, which stay as they are; one that the alphabet misses is reported |
| `1 кезең.`, then `2 кезең.` | stages: any one word, numbered |
| nothing, but every paragraph ends in `;` and the last in `.` | unmarked |
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field, replace

from baspa.dataclass import dataclass
from baspa.importers.text.blocks import Item, ItemList
from baspa.importers.text.ledger import Ledger
from baspa.importers.text.manuscript import Look, Text

_BULLET = re.compile(r"[-–—•▪●·\uf0b7\uf02d*]\s*(?=\S)")
_NUMBER = re.compile(r"\(?\d{1,2}[.)](?=\s|[^\W\d_])\s*")
_LETTER = re.compile(r"\(?[^\W\d_]\)\s*")
_ROMAN = re.compile(r"\(?(?:i{1,3}|iv|vi{0,3}|ix|x)[.)]\s+(?=[^\W_])")
_MARKS = (
    ("bullets", _BULLET), ("numbers", _NUMBER), ("roman", _ROMAN), ("letters", _LETTER),
)  # fmt: skip
_STAGE = re.compile(r"(\d{1,2})[-–]?\s*([^\W\d_]{3,15})\s*[.:–-]\s*")
_ALPHABETS = {
    "kk": "аәбвгғдежзийкқлмнңоөпрстуұүфхһцчшщыіэюя",
    "ru": "абвгдежзиклмнпрстуфхцшщэюя",
    "en": "abcdefghijklmnopqrstuvwxyz",
}
_SKIPPED = "ғйқңөұүһ"
"""Letters that Kazakh lists are customarily made without."""


@dataclass(slots=True)
class _Open:
    """A list that is being read."""

    kind: str
    intro: str
    items: list[Item] = field(default_factory=list)


def mark_of(paragraph: Text) -> tuple[str, int]:
    """Return what kind of mark opens a paragraph, and the characters that it takes."""
    for kind, pattern in _MARKS:
        if match := pattern.match(paragraph.string):
            return kind, match.end()
    return "", 0


def stages(paragraphs: Sequence[Text]) -> dict[int, int]:
    """Return which paragraphs open a stage: their index, and the length of the label.

    A numbered word counts where its numbers begin with 1 and go on to 2 at least.
    """
    found = [(n, m) for n, p in enumerate(paragraphs) if (m := _STAGE.match(p.string))]
    result = dict[int, int]()
    series: list[tuple[int, re.Match[str]]] = []
    for n, match in [*found, (-1, None)]:
        follows = (
            match is not None
            and bool(series)
            and match[2].casefold() == series[-1][1][2].casefold()
            and int(match[1]) == int(series[-1][1][1]) + 1
        )
        if not follows:
            if len(series) > 1:
                result |= {at: m.end() for at, m in series}
            series = []
        if match is not None and (follows or int(match[1]) == 1):
            series.append((n, match))
    return result


def read_list(
    paragraphs: Sequence[Text], start: int, staged: dict[int, int], language: str, ledger: Ledger
) -> tuple[ItemList, int] | None:
    """Return the list that opens at `start` and how many paragraphs it takes; None for none."""
    intro = paragraphs[start - 1].string if start else ""
    intro = intro if intro.rstrip().endswith(":") else ""
    if start in staged:
        return _read_stages(paragraphs, start, staged, intro, language, ledger)
    kind, _ = mark_of(paragraphs[start])
    if kind and (kind in ("bullets", "letters") or _goes_on(paragraphs, start, kind) or intro):
        items, used = _marked(paragraphs, start, kind, staged)
        if kind == "letters":
            _check_letters(items, language, ledger)
        return ItemList(tuple(items), kind, intro.strip()), used
    used = _unmarked_length(paragraphs, start, staged, announced=bool(intro))
    if used:
        items = _joined_items(paragraphs[start : start + used], ledger)
        return ItemList(tuple(items), "unmarked", intro.strip()), used
    return None


def _goes_on(paragraphs: Sequence[Text], start: int, kind: str) -> bool:
    """Tell whether the paragraph behind a numbered one is numbered in the same way."""
    following = paragraphs[start + 1] if start + 1 < len(paragraphs) else None
    return following is not None and mark_of(following)[0] == kind


def _marked(
    paragraphs: Sequence[Text], start: int, kind: str, staged: dict[int, int]
) -> tuple[list[Item], int]:
    """Return the items of one kind that follow one another."""
    items, n = list[Item](), start
    while n < len(paragraphs) and n not in staged:
        paragraph = paragraphs[n]
        own, length = mark_of(paragraph)
        if own == kind:
            mark = None if kind == "bullets" else paragraph[:length].stripped()
            items.append(Item(paragraph[length:].stripped(), mark))
        elif own == "" and kind == "bullets" and _is_last(paragraphs, n):
            items.append(Item(paragraph))
        elif own and items[-1].text.string.endswith(":"):
            inner, used = _marked(paragraphs, n, own, staged)
            items[-1] = replace(items[-1], items=(*items[-1].items, *inner))
            n += used
            continue
        else:
            break
        n += 1
    return items, n - start


def _is_last(paragraphs: Sequence[Text], n: int) -> bool:
    """Tell whether an unmarked paragraph is still an item: its forerunner ends in a semicolon."""
    return paragraphs[n - 1].string.endswith(";") and paragraphs[n].string[:1].islower()


def _unmarked_length(
    paragraphs: Sequence[Text], start: int, staged: dict[int, int], *, announced: bool
) -> int:
    """Return how many paragraphs form a list by their semicolons; 0 for none."""
    n = start
    while n < len(paragraphs) and n not in staged and not mark_of(paragraphs[n])[0]:
        string = paragraphs[n].string
        if string.endswith(";") or (string.endswith(":") and n > start):
            n += 1
            continue
        if n > start and string.endswith(".") and (announced or n - start > 1):
            n += 1
        break
    ends = sum(p.string.endswith(";") for p in paragraphs[start:n])
    return n - start if ends >= (1 if announced else 2) and n - start > 1 else 0


def _joined_items(paragraphs: Sequence[Text], ledger: Ledger) -> list[Item]:
    """Return an item for each paragraph; one that ends in a colon goes on in the next."""
    items, open_item = list[Item](), None
    for paragraph in paragraphs:
        if open_item is not None:
            ledger.ask(
                paragraph.origin, "how far does the list inside this item go? it was read as one",
                open_item.string[-60:],
            )  # fmt: skip
            paragraph = open_item + Text.of(" ", paragraph.origin) + paragraph
            open_item = None
        if paragraph.string.endswith(":"):
            open_item = paragraph
        else:
            items.append(Item(paragraph))
    return [*items, Item(open_item)] if open_item is not None else items


def _read_stages(
    paragraphs: Sequence[Text],
    start: int,
    staged: dict[int, int],
    intro: str,
    language: str,
    ledger: Ledger,
) -> tuple[ItemList, int]:
    """Return a list of numbered stages, each with the list that it announces."""
    items, n = list[Item](), start
    while n in staged and (n == start or int(_first(paragraphs[n])) > 1):
        length = staged[n]
        label, text = paragraphs[n][:length].stripped(" –-"), paragraphs[n][length:].stripped()
        n += 1
        if not text and n < len(paragraphs) and n not in staged:
            text = paragraphs[n]
            n += 1
        inner: tuple[Item, ...] = ()
        if n < len(paragraphs) and n not in staged and text.string[-1:] in ":;":
            inner, used = _announced(paragraphs, n, staged, language, ledger)
            n += used
        items.append(Item(text, label, inner))
    return ItemList(tuple(items), "stages", intro.strip()), n - start


def _announced(
    paragraphs: Sequence[Text], n: int, staged: dict[int, int], language: str, ledger: Ledger
) -> tuple[tuple[Item, ...], int]:
    """Return the items that a stage announces, and how many paragraphs they take."""
    used = _unmarked_length(paragraphs, n, staged, announced=True)
    if used:
        return tuple(_joined_items(paragraphs[n : n + used], ledger)), used
    found = read_list(paragraphs, n, staged, language, ledger)
    return (found[0].items, found[1]) if found else ((), 0)


def _first(paragraph: Text) -> str:
    match = _STAGE.match(paragraph.string)
    return match[1] if match else "0"


def _check_letters(items: Sequence[Item], language: str, ledger: Ledger) -> None:
    """Ask about letters that a lettered list misses; they are not made up."""
    marks = [item.mark.string.strip("() ").casefold() for item in items if item.mark]
    latin = all(mark.isascii() for mark in marks)
    alphabet = _ALPHABETS["en" if latin else language if language != "en" else "ru"]
    if "ғ" not in marks and not set(_SKIPPED) & set(marks):
        alphabet = "".join(c for c in alphabet if c not in _SKIPPED)
    places = [alphabet.find(mark) for mark in marks]
    for item, before, at in zip(items[1:], places, places[1:], strict=False):
        if before >= 0 and at > before + 1:
            missing = ", ".join(c.upper() for c in alphabet[before + 1 : at])
            ledger.ask(
                item.mark.origin if item.mark else None,
                f"the list misses {missing}; the letters were left as they are",
                " ".join(i.mark.string for i in items if i.mark),
            )


def nested_lists(paragraphs: Sequence[Text], looks: Sequence[Look]) -> list[ItemList]:
    """Return the lists of paragraphs whose format says how deeply each is nested."""
    lists, n = list[ItemList](), 0
    while n < len(paragraphs):
        items, kind, used = _items_at(paragraphs[n:], looks[n:], looks[n].depth)
        lists.append(ItemList(tuple(items), kind))
        n += used
    return lists


def _items_at(
    paragraphs: Sequence[Text], looks: Sequence[Look], depth: int
) -> tuple[list[Item], str, int]:
    """Return the items at one depth, with the lists inside them, what marks them, and how many
    paragraphs they take; another mark begins another list.
    """
    kind, items, n = mark_of(paragraphs[0])[0] or "bullets", list[Item](), 0
    while n < len(paragraphs) and looks[n].depth >= depth:
        own, length = mark_of(paragraphs[n])
        if items and looks[n].depth > depth:
            inner, _, used = _items_at(paragraphs[n:], looks[n:], looks[n].depth)
            items[-1] = replace(items[-1], items=(*items[-1].items, *inner))
            n += used
            continue
        if items and not looks[n].is_item:
            joined = items[-1].text + Text.of(" ", paragraphs[n].origin) + paragraphs[n]
            items[-1] = replace(items[-1], text=joined)
        elif items and own and own != kind:
            break
        else:
            mark = paragraphs[n][:length].stripped() if own and own != "bullets" else None
            items.append(Item(paragraphs[n][length:].stripped(), mark))
        n += 1
    return items, kind, max(n, 1)
