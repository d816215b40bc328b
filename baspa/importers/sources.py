"""The list of sources: an entry of references.bib for each, its original line kept whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from baspa.importers.blocks import Block, ItemList, Paragraph
from baspa.importers.ledger import Added, Ledger
from baspa.importers.manuscript import Edit, Text

_SPECIAL = re.compile(r"[\\{}%&#_$~^]")
_NUMBER = re.compile(r"\[?(\d{1,3})[.)\]]?\s+")
_CITATION = re.compile(
    r"\[(\d{1,3}(?:\s*[,;–-]\s*(?:\d{1,3}(?!\s*[-–]?\s*(?:бб?|сс?|pp?)\b)|(?:бб?|сс?|[Сс]тр|pp?|бет)\.?\s*\d+(?:[-–]\d+)?"
    r"|\d+(?:[-–]\d+)?\s*[-–]?\s*(?:бб?|сс?|бет|pp?)\.?))*)\]"
)
_LOCATOR = re.compile(r"(?:[^\W\d]+\.?\s*)?(\d+(?:[-–]\d+)?)\s*[-–]?\s*(?:[^\W\d]+\.?)?")
_PAGE_WORD = {"kk": "б.", "ru": "с.", "en": "p."}


def read_sources(blocks: Iterable[Block]) -> list[Text]:
    """Return the line of each source in a list of references, its number dropped by the caller."""
    lines = list[Text]()
    for block in blocks:
        match block:
            case ItemList(items):
                lines += [item.text for item in items]
            case Paragraph(text):
                lines.append(text)
            case _:
                pass
    return lines


def source_lines(lines: Sequence[Text], ledger: Ledger) -> list[Text]:
    """Return the lines without the numbers that were typed before them."""
    result = list[Text]()
    for line in lines:
        number = _NUMBER.match(line.string)
        if number:
            ledger.drop(line[: number.end()], "the typed number of a source: it is made anew")
        result.append(line[number.end() :] if number else line)
    return result


def bibliography(lines: Sequence[Text], file: str, ledger: Ledger) -> str:
    """Return references.bib: the original line of each source is its title, to be parted by hand."""
    entries = []
    for n, line in enumerate(lines, 1):
        language = "english" if re.match(r"[A-Za-z]", line.string.lstrip('«"“')) else "russian"
        language = "kazakh" if re.search(r"[әғқңөұүһіӘҒҚҢӨҰҮҺІ]", line.string) else language
        before, after = (
            f"@misc{{ref{n},\n  title  = {{{{",
            f"}}}},\n  langid = {{{language}}}\n}}\n",
        )
        ledger.added += [Added(file=file, text=before), Added(file=file, text=after)]
        entries.append(before + _SPECIAL.sub(r"\\\g<0>", line.string) + after)
    return "\n".join(entries)


def cite(
    text: Text, count: int, language: str, ledger: Ledger
) -> tuple[Text, list[tuple[int, int]]]:
    """Return `text` with `[12, 34 б.]` as citations of the `count` sources, and where they stand.

    Numbers that no source has are left, and asked about.
    """
    changes, places, grown = list[tuple[Edit, str]](), list[tuple[int, int]](), 0
    for match in _CITATION.finditer(text.string):
        written = _citation(match[1], count, language)
        if written is None:
            if count:
                ledger.ask(text.origins[match.start()], "no such source in the list", match[0])
            continue
        changes.append((Edit(*match.span(), written), "a citation of the list of sources"))
        places.append((match.start() + grown, match.start() + grown + len(written)))
        grown += len(written) - len(match[0])
    return ledger.repair(text, "citations", changes), places


def _citation(inside: str, count: int, language: str) -> str | None:
    """Return what cites the numbers between two brackets; None where a source is missing."""
    cited = list[str]()
    for part in re.split(r"\s*[,;]\s*", inside):
        if re.fullmatch(r"\d{1,3}", part):
            cited.append(f"@ref{part}")
        elif (span := re.fullmatch(r"(\d{1,3})\s*[-–]\s*(\d{1,3})", part)) and not (
            cited and int(span[1]) > count
        ):
            cited += [f"@ref{n}" for n in range(int(span[1]), int(span[2]) + 1)]
        elif cited and (locator := _LOCATOR.fullmatch(part)):
            cited[-1] += f", {_PAGE_WORD[language]} {locator[1]}"
    numbers = [int(n) for n in re.findall(r"@ref(\d+)", " ".join(cited))]
    if not numbers or not all(1 <= n <= count for n in numbers) or len(numbers) > 30:
        return None
    return f"[{'; '.join(cited)}]"
