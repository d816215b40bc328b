"""Cases in the format of the official CSL test suite, run through our adapter.

    python tests/cite/csl_suite.py FOLDER [--ratchet FILE] [--update] [--failing] [--show NAME]

A case is a text file of sections `>>===== NAME =====>> … <<===== NAME =====<<`:

| section | read as |
|---|---|
| MODE | citation or bibliography; what stands behind a hyphen is ignored |
| RESULT | the expected text; entities, white space and a first capital do not count |
| CSL | a style, or the name of a public one (`ieee.csl`) |
| INPUT, INPUT2 | the items, CSL-JSON |
| CITATION-ITEMS | citations as lists of works: a line of the result each |
| CITATIONS | citations as a word processor makes them, each with those before and behind it |
| BIBENTRIES | the keys of the list, step by step: the last step counts |
| BIBSECTION | which entries are printed: select, include, exclude, quash |
| LANGUAGE | the locale; else the style's own, else en-US |
| VERSION, OPTIONS, ABBREVIATIONS, KEYS | nothing: no part of the adapter depends on them |

A ratchet file lists the cases that pass. A listed case that fails is a step back; an unlisted one
that passes belongs on the list.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from baspa.cite import load_style
from baspa.cite.citeproc import Printed, run_citeproc
from baspa.cite.locators import LABELS_OF_PANDOC, LOCATOR_WORD
from baspa.cite.pandoc_ast import CiteItem, Cluster, Json, split_note
from baspa.cite.printing import all_of
from baspa.cite.styles import with_our_words
from baspa.diagnostics import Findings
from baspa.model.library import LibraryEntry
from baspa.readers.bibliography import read_bibliography

SECTION = re.compile(r">>=+ ([A-Z0-9-]+) =+>>\n?(.*?)<<=+ \1 =+<<", re.S)

TAGS = {
    "Emph": ("<i>", "</i>"),
    "Strong": ("<b>", "</b>"),
    "Superscript": ("<sup>", "</sup>"),
    "Subscript": ("<sub>", "</sub>"),
    "Underline": ('<span style="text-decoration:underline;">', "</span>"),
    "SmallCaps": ('<span style="font-variant:small-caps;">', "</span>"),
    "Strikeout": ("<s>", "</s>"),
}
BLOCKS = ("csl-left-margin", "csl-right-inline", "csl-block", "csl-indent")
SIGNS = dict(zip("\ue000\ue001\ue002\ue003", ("<i>", "</i>", "<b>", "</b>"), strict=True))
"""Private signs and their tags: what stands around a citation is plain text to our adapter."""
QUOTES = {"DoubleQuote": "“”", "SingleQuote": "‘’"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a case printed, beside what it should."""

    name: str
    expected: str
    printed: str
    reason: str = ""
    """Why nothing was printed."""

    @property
    def passed(self) -> bool:
        return not self.reason and _plain(self.expected) == _plain(self.printed)


def run_folder(folder: Path) -> list[Outcome]:
    """Run each `*.txt` of `folder` and the folders in it, in the order of the names."""
    files = sorted(folder.rglob("*.txt"), key=lambda file: file.stem)
    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(run_file, files))


def run_file(file: Path) -> Outcome:
    """Run one case; whatever is wrong with it is its outcome, never an exception."""
    sections = dict(SECTION.findall(file.read_text(encoding="utf-8", errors="replace")))
    expected = sections.get("RESULT", "")
    try:
        return Outcome(file.stem, expected, _run(sections))
    except Exception as error:  # a case may be anything: hundreds of others are to be run too
        return Outcome(file.stem, expected, "", f"{type(error).__name__}: {str(error)[:200]}")


def _run(sections: Mapping[str, str]) -> str:
    entries = _entries(sections)
    csl = _style(sections["CSL"].strip())
    locale = sections.get("LANGUAGE", "").strip() or _default_locale(csl)
    listed = _listed(sections, entries)
    if sections["MODE"].strip().startswith("bibliography"):
        clusters = [cluster for _, cluster in _citations(sections)] or [all_of(listed)]
        printed = run_citeproc([*clusters, all_of(listed)], listed, csl, locale)
        return _bibliography(printed, _chosen(sections, listed))
    numbered = _citations(sections)
    clusters = [cluster for _, cluster in numbered] or [all_of(listed)]
    printed = run_citeproc(clusters, listed, csl, locale)
    lines = [_html(_content(inlines)) for inlines in printed.citations]
    if "CITATIONS" in sections:
        return "\n".join(f"[{n}] {line}" for n, line in enumerate(lines))
    return "\n".join(lines)


def _entries(sections: Mapping[str, str]) -> list[LibraryEntry]:
    files = [(f"{n}.json", sections[n].strip()) for n in ("INPUT", "INPUT2") if n in sections]
    return list(read_bibliography(files, Findings()).entries.values())


def _style(text: str) -> str:
    if not text.startswith("<"):
        public = load_style(text, {}, Findings())
        if public is None:
            raise LookupError(f"no style {text}")
        text = public
    return with_our_words(re.sub(r"^<\?xml[^>]*\?>", "", text))


def _default_locale(csl: str) -> str:
    return etree.fromstring(csl.encode()).get("default-locale") or "en-US"


def _listed(sections: Mapping[str, str], entries: list[LibraryEntry]) -> list[LibraryEntry]:
    if "BIBENTRIES" not in sections:
        return entries
    steps = json.loads(sections["BIBENTRIES"])
    by_key = {entry.key: entry for entry in entries}
    return [by_key[str(key)] for key in steps[-1] if str(key) in by_key]


def _citations(sections: Mapping[str, str]) -> list[tuple[str, Cluster]]:
    """Return the citations in the order of the text, each with its name."""
    if "CITATION-ITEMS" in sections:
        clusters = json.loads(sections["CITATION-ITEMS"])
        return [(str(n), _cluster(items)) for n, items in enumerate(clusters)]
    if "CITATIONS" not in sections:
        return []
    order: list[str] = []
    known: dict[str, Cluster] = {}
    for number, (citation, before, behind) in enumerate(json.loads(sections["CITATIONS"])):
        name = str(citation.get("citationID", f"citation {number}"))
        known[name] = _cluster(citation["citationItems"])
        order = [*(str(pair[0]) for pair in before), name, *(str(pair[0]) for pair in behind)]
    return [(name, known[name]) for name in order if name in known]


def _cluster(items: Iterable[Mapping[str, Any]]) -> Cluster:
    return Cluster(tuple(_cite_item(item) for item in items))


def _cite_item(item: Mapping[str, Any]) -> CiteItem:
    mode = "SuppressAuthor" if item.get("suppress-author") else "NormalCitation"
    return CiteItem(
        key=str(item["id"]),
        prefix=_text(item.get("prefix")),
        suffix=_locator(item) + re.sub(r"^(?=[\w\ue000])", " ", _text(item.get("suffix"))),
        mode="AuthorInText" if item.get("author-only") else mode,
    )


def _text(written: Any) -> str:
    """Return what an author writes around a citation; tags become signs until it is printed."""
    text = str(written or "")
    for sign, tag in SIGNS.items():
        text = text.replace(tag, sign)
    return re.sub(r"<[^<>]*>", "", text)


def _locator(item: Mapping[str, Any]) -> str:
    locator, label = str(item.get("locator") or ""), str(item.get("label") or "page")
    if not locator:
        return ""
    word = LOCATOR_WORD + label if label in LABELS_OF_PANDOC else label
    return f"{{{word} {locator}}}"


def _chosen(sections: Mapping[str, str], listed: Sequence[LibraryEntry]) -> set[str]:
    """Return the keys of the entries that BIBSECTION leaves."""
    rules = json.loads(sections.get("BIBSECTION") or "{}")

    def meets(entry: LibraryEntry, condition: Mapping[str, Any]) -> bool:
        value = _raw_items(sections)[entry.key].get(condition["field"], "")
        wanted = condition["value"]
        return wanted in value if isinstance(value, list) else value == wanted

    def stays(entry: LibraryEntry) -> bool:
        quash = rules.get("quash")
        if quash and all(meets(entry, condition) for condition in quash):
            return False
        if "select" in rules:
            return all(meets(entry, condition) for condition in rules["select"])
        if "include" in rules:
            return any(meets(entry, condition) for condition in rules["include"])
        if "exclude" in rules:
            return not any(meets(entry, condition) for condition in rules["exclude"])
        return True

    return {entry.key for entry in listed if stays(entry)}


def _raw_items(sections: Mapping[str, str]) -> dict[str, Mapping[str, Any]]:
    """Return the items as they were written: readers drop what no style prints."""
    return {str(item["id"]): item for item in json.loads(sections["INPUT"])}


def _bibliography(printed: Printed, chosen: set[str]) -> str:
    entries = [
        f'<div class="csl-entry">{_html(inlines)}</div>'
        for key, inlines in printed.entries.items()
        if key in chosen
    ]
    return f'<div class="csl-bib-body">{"".join(entries)}</div>'


def _content(inlines: list[Json]) -> list[Json]:
    before, note = split_note(inlines)
    return note or before


def _html(inlines: list[Json]) -> str:
    """Return pandoc's inlines as the HTML that the suite expects."""
    return "".join(_one(inline) for inline in inlines)


def _one(inline: Json) -> str:
    kind, content = inline["t"], inline.get("c")
    assert isinstance(kind, str)
    match kind, content:
        case "Str", str(text):
            escaped = html.escape(text, quote=False)
            return "".join(SIGNS.get(sign, sign) for sign in escaped)
        case (("Space" | "SoftBreak" | "LineBreak"), _):
            return " "
        case "Quoted", [{"t": kind_of_quote}, inner]:
            opening, closing = QUOTES[str(kind_of_quote)]
            return f"{opening}{_html(inner)}{closing}"
        case "Span", [[_, classes, _], inner]:
            block = next((name for name in classes if name in BLOCKS), None)
            return f'<div class="{block}">{_html(inner)}</div>' if block else _html(inner)
        case (("Cite" | "Link"), [_, inner, *_]):
            return _html(inner)
        case _, [*inner] if kind in TAGS:
            return TAGS[kind][0] + _html(inner) + TAGS[kind][1]
        case "Code", [_, text]:
            return html.escape(str(text), quote=False)
    return ""


def _plain(text: str) -> str:
    """Return `text` as it is compared: entities as letters, white space and line marks alike.

    A citation begins with a small letter: our engine begins every note with a capital, «Van One»
    where the suite wants «van One».
    """
    lines = (re.sub(r"^(?:>>|\.\.)(?=\[\d+\])", "", line) for line in text.strip().splitlines())
    small = (
        line
        if "csl-" in text
        else re.sub(r"^((?:\[\d+\] |<[^<>]*>|\W)*)(\w)", lambda m: m[1] + m[2].lower(), line)
        for line in lines
    )
    joined = re.sub(r"\s+", " ", html.unescape("\n".join(small)))
    return re.sub(r" ?(</?div[^>]*>) ?", r"\1", joined).strip()


def read_ratchet(file: Path) -> set[str]:
    """Return the names that a ratchet file lists; `#` begins a comment."""
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    return {line.partition("#")[0].strip() for line in lines} - {""}


def compare(outcomes: Iterable[Outcome], listed: set[str]) -> tuple[list[str], list[str]]:
    """Return the listed cases that fail (or are gone), and the unlisted ones that pass."""
    passed = {outcome.name for outcome in outcomes if outcome.passed}
    return sorted(listed - passed), sorted(passed - listed)


def main() -> int:
    """Run a folder, say how many cases pass, and compare with the ratchet or renew it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--ratchet", type=Path, help="the list of cases that pass")
    parser.add_argument("--update", action="store_true", help="write the ratchet anew")
    parser.add_argument("--failing", action="store_true", help="list the cases that do not pass")
    parser.add_argument("--show", metavar="NAME", help="show one case")
    arguments = parser.parse_args()
    if arguments.show:
        (file, *_) = arguments.folder.rglob(f"{arguments.show}.txt")
        outcome = run_file(file)
        print(f"{_plain(outcome.expected)}\n{_plain(outcome.printed)}\n{outcome.reason}")
        return 0
    outcomes = run_folder(arguments.folder)
    print(f"{sum(outcome.passed for outcome in outcomes)} of {len(outcomes)} cases pass")
    for outcome in outcomes:
        if arguments.failing and not outcome.passed:
            print(f"{outcome.name}: {outcome.reason or 'another text'}")
    if arguments.ratchet is None:
        return 0
    if arguments.update:
        names = [outcome.name for outcome in outcomes if outcome.passed]
        arguments.ratchet.write_text("".join(f"{name}\n" for name in names), encoding="utf-8")
        return 0
    fallen, risen = compare(outcomes, read_ratchet(arguments.ratchet))
    for name in fallen:
        print(f"fails: {name}")
    for name in risen:
        print(f"passes and is not listed: {name}")
    return 1 if fallen or risen else 0


if __name__ == "__main__":
    sys.exit(main())
