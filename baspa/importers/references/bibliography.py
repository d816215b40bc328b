"""references.bib out of the lines of a list of sources, each of which is kept to the letter.

A line that can be taken apart becomes author, title, year …; the line itself stays in the field
`annotation`, which nothing prints. The entry is printed on trial in the style of ГОСТ 7.1, which
leaves out nothing: where a word of the line does not come out again, the whole line is its title.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from baspa.cite import CitationStyle, cite, load_style
from baspa.diagnostics import Findings
from baspa.importers.references.descriptions import Description, read_description
from baspa.importers.text.ledger import Added, Ledger
from baspa.importers.text.manuscript import Text
from baspa.model.document import Language
from baspa.model.walk import plain_text
from baspa.readers.bibliography import read_bibliography

_TRIAL_STYLE = "gost-7.1-2003"
_SPECIAL = re.compile(r"[{}%&#_$]")
_VERBATIM = ("url", "doi")
_LANGIDS: Mapping[Language, str] = {"kk": "kazakh", "ru": "russian", "en": "english"}
_PAGE_WORDS: Mapping[Language, re.Pattern[str]] = {
    "kk": re.compile(r"(?<!\w)(?:Бб?\.\s?\d|\d\s?(?:бб?|бет)(?:\.|$))"),
    "ru": re.compile(r"(?<!\w)(?:С\.\s?\d|\d\s?с(?:\.|$))"),
    "en": re.compile(r"(?<!\w)(?:[Pp]p?\.\s?\d|\d\s?pp?\.)"),
}
_FORMAL = frozenset(
    "электронный ресурс электрондық электронды ресурстар текст непосредственный мәтін тікелей "
    "electronic resource text unmediated url режим доступа қолжетімділік қол жеткізу режимі "
    "access mode available at дата обращения қаралған күні accessed retrieved from doi isbn http "
    "https org www и др және т б et al г ж год жыл с c p pp бб бет стр vol v том no n iss вып "
    "шығ in of eds ed and".split()
)
"""What a style may write in other words, or leave to the place of what it says."""


def bibliography(lines: Sequence[Text], file: str, language: Language, ledger: Ledger) -> str:
    """Return references.bib for the numbered `lines`: `ref1`, `ref2`, …"""
    found = [read_description(line.string) for line in lines]
    printed = _printed(found, lines, language)
    entries = list[str]()
    for n, (line, description) in enumerate(zip(lines, found, strict=True), 1):
        sound = description if _says_all(line.string, printed.get(f"ref{n}", "")) else None
        before, kept, after = _entry(n, line.string, sound)
        ledger.added += [Added(file=file, text=before), Added(file=file, text=after)]
        entries.append(before + kept + after)
    parsed = sum(entry.count("annotation = {") for entry in entries)
    ledger.facts["sources parted into fields"] = parsed
    return "\n".join(entries)


def _entry(n: int, line: str, description: Description | None) -> tuple[str, str, str]:
    """Return an entry in three parts: markup and what is said twice, the line itself, markup."""
    langid = _LANGIDS[_language(line)]
    if description is None:
        head = f"@misc{{ref{n},\n  langid = {{{langid}}},\n  title = {{{{"
        return head, _escaped(line), "}}\n}\n"
    fields = [f"  {name} = {{{_value(name, v)}}},\n" for name, v in description.fields.items()]
    head = f"@{description.kind}{{ref{n},\n" + "".join(fields)
    return head + f"  langid = {{{langid}}},\n  annotation = {{", _escaped(line), "}\n}\n"


def _value(name: str, value: str) -> str:
    if name in _VERBATIM:
        return value
    protected = name in ("author", "editor") and value.startswith("{")
    return f"{{{_escaped(value[1:-1])}}}" if protected else _escaped(value)


def _escaped(string: str) -> str:
    """Return a string that LaTeX prints as it is."""
    string = string.replace("\\", "/")
    string = _SPECIAL.sub(r"\\\g<0>", string)
    return string.replace("^", r"\^{}").replace("~", r"\~{}")


def _language(line: str) -> Language:
    """Return the language of a source: by its word for pages, else by the letters of its title."""
    for language, word in _PAGE_WORDS.items():
        if word.search(line):
            return language
    words = re.split(r" / |//|https?:", line)[0]
    if re.match(r"[\"«“]?[A-Za-z]", words):
        return "en"
    return "kk" if re.search(r"[әғқңөұүһіӘҒҚҢӨҰҮҺІ]", words) else "ru"


def _printed(
    found: Sequence[Description | None], lines: Sequence[Text], language: Language
) -> dict[str, str]:
    """Return what ГОСТ 7.1 prints for each description, by key."""
    csl = load_style(_TRIAL_STYLE, {}, Findings())
    entries = [
        "".join(_entry(n, line.string, description))
        for n, (line, description) in enumerate(zip(lines, found, strict=True), 1)
        if description is not None
    ]
    if csl is None or not entries:
        return {}
    findings = Findings()
    library = read_bibliography([("references.bib", "\n".join(entries))], findings)
    style = CitationStyle(csl=csl, language=language)
    cited = cite([], ["*"], library, style, findings)
    return {entry.key: plain_text(entry.content) for entry in cited.bibliography}


def _says_all(line: str, printed: str) -> bool:
    """Tell whether every word of a line is printed again, but for those of form alone."""
    return not _words(line) - _words(printed) - _FORMAL


def _words(string: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", string.casefold().replace("ё", "е")))
